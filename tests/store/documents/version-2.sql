PRAGMA application_id = 1414676813;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "chores" (
   "name" TEXT PRIMARY KEY
) STRICT;
CREATE TABLE "conversations" (
   "id" TEXT PRIMARY KEY,
   "turn" INTEGER NOT NULL,
   "document" TEXT NOT NULL,
   "saved_at" TEXT NOT NULL
) STRICT;
INSERT INTO "conversations" VALUES('terminal:example',2,'{"schema":1,"id":"terminal:example","language":"en","turn":2,"phase":{"misses":0,"kind":"idle"},"pending":null,"aside":null,"leads":[],"last_text":"","repeats":0,"greeted":false,"language_chosen":false,"unreachable":"","offered":[]}','2026-03-02T09:00:00.000000+00:00');
CREATE TABLE "counters" (
   "country" TEXT,
   "year" INTEGER,
   "used" INTEGER NOT NULL,
   PRIMARY KEY ("country", "year")
) STRICT;
INSERT INTO "counters" VALUES('FI',26,1);
CREATE TABLE "events" (
   "conversation" TEXT,
   "id" TEXT,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("conversation", "id")
) STRICT;
INSERT INTO "events" VALUES('terminal:example','seen','2026-03-02T09:00:00.000000+00:00');
INSERT INTO "events" VALUES('terminal:example','more','2026-03-02T09:00:00.000000+00:00');
CREATE TABLE "leads" (
   "id" TEXT PRIMARY KEY,
   "reference" TEXT NOT NULL,
   "conversation" TEXT NOT NULL REFERENCES "conversations"("id"),
   "centre" TEXT NOT NULL,
   "country" TEXT,
   "state" TEXT NOT NULL,
   "outcome" TEXT,
   "partial" INTEGER,
   "submitted_at" TEXT NOT NULL,
   "document" TEXT NOT NULL
, owner TEXT NOT NULL DEFAULT '', company TEXT NOT NULL DEFAULT '', email_domain TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "leads" VALUES('lead-1','BT-FI-26-0001','terminal:example','fi','FI','new',NULL,0,'2026-03-02T09:00:00.000000+00:00','{"schema":1,"id":"lead-1","reference":"BT-FI-26-0001","conversation":"terminal:example","questionnaire":"measurement","centre":"fi","copies":["no"],"country":"FI","language":"en","answers":{"problem":{"value":{"text":"The coating peels","kind":"wrote"},"raw":"The coating peels","how":"typed","event":"e-1","at":"2026-03-02T09:00:00Z","message":"m-2","before":null,"parts":[]},"material":{"value":{"options":["zinc","steel"],"kind":"chose"},"raw":"1, 2","how":"chosen","event":"e-1","at":"2026-03-02T09:00:00Z","message":"","before":null,"parts":[]},"samples":{"value":{"number":12,"kind":"counted"},"raw":"12","how":"corrected","event":"e-1","at":"2026-03-02T09:00:00Z","message":"","before":{"number":2,"kind":"counted"},"parts":[]},"deadline":{"value":{"day":"2026-06-01","kind":"dated"},"raw":"by early June","how":"inferred","event":"e-1","at":"2026-03-02T09:00:00Z","message":"","before":null,"parts":[]},"budget":{"value":{"why":"skipped","kind":"not_said"},"raw":"/skip","how":"typed","event":"e-1","at":"2026-03-02T09:00:00Z","message":"","before":null,"parts":[]},"email":{"value":{"text":"anna@example.org","kind":"wrote"},"raw":"anna@example.org","how":"typed","event":"e-1","at":"2026-03-02T09:00:00Z","message":"","before":null,"parts":[]}},"open_questions":["budget"],"partial":false,"wants_person":true,"techniques":[{"technique":"xps","score":0.75,"because":[{"words":"peels","kind":"problem","id":"adhesion"}]}],"facilities":[{"facility":"example-lab","score":0.5,"techniques":["xps"],"because":[{"words":"peels","kind":"problem","id":"adhesion"}],"confirmed":true}],"at_home":null,"unrecognised":["fjærskjell"],"consent":{"text_version":"2026-01","language":"en","at":"2026-03-02T09:00:00Z"},"files":[{"name":"coating.png","media_type":"image/png","size":48213,"handle":"file-1"}],"submitted_at":"2026-03-02T09:00:00Z","state":"new","owner":"U0KARI","owner_name":"Kari Example","outcome":null,"verdict":null,"history":[{"at":"2026-03-02T09:00:00Z","who":"company","step":"submit","detail":"","who_id":"","message":""},{"at":"2026-03-02T09:00:00Z","who":"company","step":"relay","detail":"We have more samples","who_id":"company","message":""}],"escalated":[],"former":[],"held":[],"unreachable":"","company":"","email_domain":""}','U0KARI','','');
CREATE TABLE outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          kind TEXT NOT NULL,
          state TEXT NOT NULL DEFAULT 'waiting'
            CHECK (state IN ('waiting', 'delivered', 'given_up')),
          recipient TEXT NOT NULL,
          conversation TEXT REFERENCES conversations (id),
          lead TEXT REFERENCES leads (id),
          centre TEXT,
          document TEXT,
          ref TEXT NOT NULL DEFAULT '',
          attempts INTEGER NOT NULL DEFAULT 0,
          created_at TEXT NOT NULL,
          due TEXT NOT NULL,
          settled_at TEXT,
          receipt TEXT,
          reason TEXT
        ) STRICT
        ;
INSERT INTO "outbox" VALUES(1,'say','delivered','terminal:example','terminal:example',NULL,NULL,NULL,'',1,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00','shown 1',NULL);
INSERT INTO "outbox" VALUES(2,'show_lead','delivered','centre:fi','terminal:example','lead-1','fi',NULL,'',1,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00','C0FI 1.1',NULL);
INSERT INTO "outbox" VALUES(3,'share_file','waiting','centre:fi','terminal:example','lead-1','fi','{"schema":1,"file":{"name":"coating.png","media_type":"image/png","size":48213,"handle":"file-1"}}','file-1',0,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00',NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(4,'show_lead','given_up','centre:no','terminal:example','lead-1','no','{"schema":1}','',1,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00',NULL,'the channel is gone');
INSERT INTO "outbox" VALUES(5,'share_file','waiting','centre:no','terminal:example','lead-1','no','{"schema":1,"file":{"name":"coating.png","media_type":"image/png","size":48213,"handle":"file-1"}}','file-1',0,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00',NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(6,'say','waiting','terminal:example','terminal:example',NULL,NULL,'{"schema":1,"paragraphs":["Thank you.","kept"],"cards":[{"title":"Example Lab","lines":["Espoo"],"link":"https://lab.example.org"}],"ask":"kept","buttons":[{"label":"Zinc","turn":6,"scope":"material","option":"zinc"}],"files":[],"staff_message":""}','',0,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00',NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(7,'relay','waiting','centre:fi','terminal:example','lead-1','fi','{"schema":1,"lead":"lead-1","text":"We have more samples","edited":false,"deleted":false,"message":"","files":[]}','',0,'2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00',NULL,NULL,NULL);
CREATE TABLE "timers" (
   "conversation" TEXT REFERENCES "conversations"("id"),
   "timer" TEXT,
   "set_at" INTEGER NOT NULL,
   "due" TEXT NOT NULL,
   PRIMARY KEY ("conversation", "timer")
) STRICT;
INSERT INTO "timers" VALUES('terminal:example','partial',1,'2026-03-03T09:00:00.000000+00:00');
CREATE UNIQUE INDEX "idx_leads_reference"
    ON "leads" ("reference");
CREATE INDEX "idx_leads_conversation"
    ON "leads" ("conversation");
CREATE INDEX "idx_leads_submitted_at"
    ON "leads" ("submitted_at");
CREATE INDEX "idx_timers_due"
    ON "timers" ("due");
CREATE INDEX leads_owner ON leads (owner) WHERE owner != '';
CREATE INDEX leads_domain ON leads (email_domain) WHERE email_domain != '';
CREATE INDEX leads_open ON leads (centre) WHERE state != 'closed';
CREATE INDEX outbox_waiting ON outbox (recipient, id) WHERE state = 'waiting';
CREATE INDEX outbox_conversation ON outbox (conversation);
CREATE INDEX outbox_lead ON outbox (lead, centre, kind);
CREATE INDEX outbox_receipt ON outbox (receipt) WHERE kind = 'show_lead';
CREATE INDEX outbox_ref ON outbox (ref) WHERE ref != '';
CREATE VIEW "first_in_line" AS SELECT * FROM outbox WHERE id IN (SELECT min(id) FROM outbox WHERE state = 'waiting' GROUP BY recipient);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',8);
COMMIT;

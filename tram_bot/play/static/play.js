"use strict";

// What htmx and plain forms do not do: forms of Slack as real dialogs, the field emptied when what
// was in it is sent and filled again when one comes back to it, Enter that sends, what is new as soon
// as it is there, and a word when the program does not answer.

let places = [];
let opener = [];
let threadOpener = null;

const ROOMS = ".pane, .room, .thread";

// Where the keyboard is, and where it goes on if that goes away, by id: from a line of a menu to what
// opens the menu, from all else to the field beside it.
function standing() {
  const active = document.activeElement;
  const menu = active?.closest(".menu")?.querySelector("summary");
  return [menu ?? active, active?.closest(ROOMS)].map((each) => each?.id).filter(Boolean);
}

// Else whoever uses the keyboard would begin again at the top of the page.
function goOn(ids) {
  for (const id of ids) {
    if (document.activeElement !== document.body) return;
    const place = document.getElementById(id);
    (place?.matches(ROOMS) ? place.querySelector("textarea, [type=search]") : place)?.focus();
  }
}

function showDialog() {
  const dialog = document.querySelector("dialog");
  if (!dialog) {
    goOn(opener);
    opener = [];
    return;
  }
  if (dialog.matches(":modal")) return;
  if (!opener.length) opener = places;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector("button[value=close]")?.click();
  });
}

function say(text) {
  document.getElementById("trouble").textContent = text;
}

document.addEventListener("htmx:oobAfterSwap", showDialog);
document.addEventListener("htmx:load", showDialog);

// A thread may stand in the channel's place, where the link that opened it cannot be seen, and what
// closes it goes with it.
document.addEventListener("htmx:load", () => {
  if (places[0] === "thread-close") goOn([threadOpener]);
  if (threadOpener && places[0] === threadOpener) goOn(["thread-close"]);
  goOn(places);
});

// What is half typed, and the files that are chosen, by the id of their field: one may look at
// another company or centre and come back to it.
const WRITTEN = "form.composer :is(textarea, input[type=file])";
const drafts = new Map();

document.addEventListener("input", ({ target }) => {
  if (!target.matches(WRITTEN)) return;
  drafts.set(target.id, target.type === "file" ? copied(target.files) : target.value);
});

document.addEventListener("htmx:load", ({ detail }) => {
  for (const field of detail.elt.querySelectorAll(WRITTEN)) {
    if (drafts.has(field.id)) fill(field, drafts.get(field.id));
  }
});

function fill(field, draft) {
  if (field.type === "file") field.files = draft;
  else if (field.value !== draft) field.value = draft;
}

function copied(files) {
  const kept = new DataTransfer();
  for (const file of files ?? []) kept.items.add(file);
  return kept.files;
}

function forget(form) {
  for (const field of form.querySelectorAll(WRITTEN)) drafts.delete(field.id);
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.(".editing .ends a")) forget(target.closest("form"));
});

const sent = new WeakMap();

// At once and not with the answer: meanwhile somebody may have begun the next message.
document.addEventListener("htmx:beforeSend", (event) => {
  const form = event.detail.elt;
  if (form.getAttribute("action")?.startsWith("/afresh")) drafts.clear();
  if (!form.matches("form.composer")) return;
  forget(form);
  if (form.matches(".editing")) return;
  const field = form.querySelector("textarea");
  const chosen = form.querySelector("input[type=file]");
  sent.set(event.detail.xhr, { field, chosen, text: field.value, files: copied(chosen?.files) });
  form.reset();
});

function putBack(event) {
  const kept = sent.get(event.detail.xhr);
  if (!kept) return;
  give(kept.field, (now) => [kept.text, now].filter(Boolean).join("\n"));
  if (kept.chosen) give(kept.chosen, () => kept.files);
}

// Into the field, wherever it is by now, or into what is kept for it until it is there again.
function give(field, told) {
  const there = document.getElementById(field.id);
  const draft = told(there ? there.value : drafts.get(field.id));
  drafts.set(field.id, draft);
  if (there) fill(there, draft);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  places = standing();
  if (places[0]?.endsWith("-thread")) threadOpener = places[0];
  // A form that was replaced meanwhile has no page around it any more to put the answer in.
  if (event.detail.requestConfig.elt.isConnected) return;
  event.detail.shouldSwap = false;
  htmx.trigger("#seen", "look");
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) say("");
});

document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  putBack(event);
  if (status === 413) say("That is more than this page takes at once.");
  else if (status < 500) say(`Not done: ${responseText}`);
  else say(`Not done (${status}); the terminal says why.`);
});

document.addEventListener("htmx:sendError", (event) => {
  putBack(event);
  say("The program does not answer: is it still running?");
});

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("textarea.sends");
  if (!field || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.form.requestSubmit();
});

// The server tells when there is something else to see. Only while the page is seen: a browser holds
// few connections to one server, and each open tab would keep one of them.
const NOT_HEARD = 3000;
let changes = null;
let latest = null;
let missed = false;
let lost = false;
const underway = new Set();

function shown() {
  return document.querySelector("#seen [name=version]").value;
}

// Answers overtake one another: an older one may have taken the place of what was shown. Before the
// dash the versions count.
function isBehind() {
  return Number.parseInt(latest, 10) > Number.parseInt(shown(), 10);
}

function look() {
  if (latest === shown()) return;
  // What is on its way may bring it.
  if (underway.size) missed = true;
  else htmx.trigger("#seen", "look");
}

function listen() {
  if (document.hidden || changes) return;
  changes = new EventSource("/changes");
  changes.addEventListener("message", ({ data }) => {
    latest = data;
    look();
  });
  changes.addEventListener("open", () => {
    if (lost) htmx.trigger("#seen", "look");
    lost = false;
  });
  changes.addEventListener("error", () => {
    // To be told why, and again once all is well.
    lost = true;
    htmx.trigger("#seen", "look");
    if (changes?.readyState !== EventSource.CLOSED) return;
    // It does not try again by itself.
    changes = null;
    setTimeout(listen, NOT_HEARD);
  });
}

function hush() {
  changes?.close();
  changes = null;
}

document.addEventListener("htmx:beforeSend", ({ detail }) => underway.add(detail.xhr));

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  underway.delete(detail.xhr);
  if (underway.size || !(missed || isBehind())) return;
  missed = false;
  look();
});

document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
document.addEventListener("DOMContentLoaded", listen);

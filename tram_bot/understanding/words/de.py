"""German."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("vor", "noch vor"),
    by=("bis", "bis zum", "bis zur", "spätestens", "spätestens am", "spätestens im"),
    within=("in", "im", "innerhalb von", "binnen"),
    on=("am", "zum"),
    end=("ende", "ende des", "ende der"),
    middle=("mitte", "mitte des"),
    start=("anfang", "anfang des"),
    this=("dieser", "diesen", "diese", "dieses", "diesem"),
    next=("nächster", "nächsten", "nächste", "nächstes", "nächstem", "kommenden"),
    articles=("den", "dem", "der", "des", "die", "das"),
    after=("nach",),
    not_after=("guten", "seit", "nach", "ab", "von", "letzten", "letzter", "letztem", "letztes",
               "letzte",
               "jeden", "jedes", "jede"),
    units={"quartale": "quarter",
           "tag": "day", "tage": "day", "tagen": "day", "woche": "week", "wochen": "week",
           "monat": "month", "monate": "month", "monaten": "month", "monats": "month",
           "quartal": "quarter", "quartals": "quarter", "jahr": "year", "jahre": "year",
           "jahren": "year", "jahres": "year"},
    amounts={"einem": 1, "einer": 1, "einem halben": 0.5, "ein paar": 3},
    relative={"heute": 0, "morgen": 1, "übermorgen": 2},
    seasons={"frühling": 5, "frühjahr": 5, "sommer": 8, "herbst": 11, "winter": 2},
    feasts={"weihnachten": (12, 24), "neujahr": (12, 31), "jahresende": (12, 31)},
    easter=("ostern",),
    numbered_weeks=("kw", "kalenderwoche"),
    nth_weeks=("kalenderwoche",),
    softeners=these(
        "irgendwann vielleicht ungefähr etwa circa ca wohl wahrscheinlich gern "
        "gerne idealerweise möglichst hoffentlich reicht am besten noch schon"
    ),
    wanted=("brauch*", "benötig*", "müss*", "soll*", "möcht*", "woll*", "ergebnis*", "antwort*",
            "bericht*", "dringend*", "fertig*", "liefer*", "frist*", "wissen*", "termin*",
            "bitte*", "start*"),
    denied=("nicht", "nichts", "kein*", "nie", "niemals"),
    but=("aber", "sondern", "jedoch", "doch"),
    ties=("weil", "da", "denn", "wenn", "falls", "ob", "oder", "sonst", "ansonsten"),
    why=("warum", "wieso", "weshalb", "wie", "was"),
    told=("war", "waren", "wurde", "wurden", "hatte", "hatten", "hat", "haben wir", "kam",
          "begann", "ging"),
)  # fmt: skip

WORDS = WordList(
    language="de",
    country="DE",
    common=these(
        "und der die das wir ist nicht ein eine einen mit für auf unser unsere wie wer wo warum "
        "kann können sie ich haben hat wird werden von bei nach auch oder bitte danke ja nein "
        "guten hallo welche gibt sind brauchen möchten kostet uns im zum zur über aus"
    ),
    questions=these(
        "was wie wer wo wann warum wieso weshalb welche welcher welches welchen kann können "
        "könnte könnten darf dürfen gibt ist sind hat haben muss müssen woher wohin wofür wozu "
        "womit"
    ),
    greetings=these("hallo guten tag morgen abend moin servus liebes team hi und"),
    numbers={"eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
             "acht": 8,
             "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30,
             "fünfzig": 50, "hundert": 100, "ein dutzend": 12, "zwei dutzend": 24},
    people=("person", "personen", "leute", "mitarbeiter*", "mitarbeitende*", "beschäftigte*",
            "angestellte*", "mann", "kollegen"),
    people_next=("köpfe",),
    no_counts=("vorteil*", "nachteil*", "anteil*", "urteil*", "gegenteil*", "großteil*",
               "bestandteil*", "abteil*", "frühstück", "fehlermuster", "kontaktperson*",
               "ansprechperson*"),
    people_before=("wir sind", "wir sind zu", "team von", "mitarbeiter", "wir beschäftigen"),
    introductions=("ich heiße", "mein name ist", "moin, hier", "hallo, hier", "guten tag, hier",
                   "hier spricht", "hier schreibt", "kontakt:", "ansprechpartner:",
                   "ansprechpartnerin:", "mit freundlichen grüßen", "freundliche grüße",
                   "beste grüße", "viele grüße", "mfg", "grüße", "gruß"),
    groups={"zu zweit": 2, "zu dritt": 3, "zu viert": 4, "zu fünft": 5, "zu sechst": 6},
    alone=("nur ich", "ich bin allein", "einzelunternehmer"),
    samples=("probe", "proben", "stück", "teil", "teile", "teilen", "muster", "bauteil*",
             "platten"),
    ordinals={"erste": 1, "erster": 1, "ersten": 1, "zweite": 2, "zweiten": 2, "dritte": 3,
              "dritten": 3, "vierte": 4, "fünfte": 5, "letzte": LAST, "letzten": LAST},
    joins=frozenset({"und", "sowie"}),
    negations=these("nicht kein keine keinen keiner nein nie ohne außer weder"),
    needless=("nicht nötig", "nicht erforderlich", "nicht notwendig", "nicht benötigt",
              "nicht gebraucht", "unnötig", "überflüssig"),
    fillers=these("bitte der die das ein eine einen nummer option danke wir ich es ist"),
    beside=these("ja dies dieses hier alles ganz völlig "
                 "vollkommen komplett vollständig gar überhaupt"),
    located=these("in aus bei nahe um nach sitz raum"),
    elsewhere=("händler*", "großhändler*", "einzelhändler*", "abnehmer*", "vertrieb*",
               "kunde*", "lieferant*", "export*", "verkaufen", "liefern", "kaufen"),
    nationalities={"deutsche*": "DE", "polnische*": "PL", "dänische*": "DK",
                   "schwedische*": "SE", "finnische*": "FI", "estnische*": "EE",
                   "lettische*": "LV", "litauische*": "LT", "österreichische*": "AT"},
    firms=("firma", "unternehmen", "betrieb", "hersteller", "startup", "mittelständler", "kmu"),
    we_are=("wir sind", "ich bin"),
    countries={"england": "GB", "holland": "NL", "usa": "US", "tschechische republik": "CZ"},
    days=_DAYS,
)  # fmt: skip

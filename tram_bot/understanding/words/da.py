"""Danish."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("før", "inden"),
    by=("senest", "senest den", "senest i", "inden"),
    until=("indtil", "til"),
    within=("om", "i", "inden for", "i løbet af"),
    on=("den", "på"),
    before_things=("på", "til"),
    behind_dates=("tak", "venligst", "kl", "klokken"),
    no_preps=("for",),
    end=("slutningen af", "udgangen af", "sidst i", "ultimo"),
    middle=("midten af", "midt i", "medio"),
    start=("starten af", "begyndelsen af", "primo"),
    this=("denne", "dette"),
    next=("næste",),
    articles=("den", "det"),
    after=("efter",),
    not_after=("siden", "efter", "fra", "sidste", "hver"),
    units={"kvartalet": "quarter",
           "dag": "day", "dage": "day", "uge": "week", "uger": "week", "måned": "month",
           "måneden": "month", "måneder": "month", "kvartal": "quarter", "år": "year",
           "året": "year"},
    amounts={"en": 1, "et": 1, "et halvt": 0.5, "et par": 2},
    relative={"i dag": 0, "i morgen": 1, "i overmorgen": 2},
    seasons={"foråret": 5, "forår": 5, "sommeren": 8, "sommer": 8, "efteråret": 11,
             "efterår": 11, "vinteren": 2, "vinter": 2},
    feasts={"jul": (12, 24), "nytår": (12, 31), "årsskiftet": (12, 31)},
    easter=("påske", "påsken"),
    numbered_weeks=("uge",),
    softeners=these("engang gang en måske cirka ca omkring gerne helst formentlig"),
    wanted=("behov*", "brug*", "skal*", "vil*", "svar*", "resultat*", "rapport*", "færdig*",
            "haster*", "frist*", "vide*", "lever*", "gerne*"),
    denied=("ikke", "ingen", "intet", "aldrig"),
    but=("men",),
    ties=("fordi", "da", "for", "hvis", "om", "eller", "ellers"),
    why=("hvorfor", "hvordan", "hvad"),
    told=("var", "havde", "blev", "kom", "skete", "begyndte", "startede"),
)  # fmt: skip

WORDS = WordList(
    language="da",
    country="DK",
    common=these(
        "og er ikke vi jeg det der som til på med af vores hvad hvor hvordan hvem hvorfor kan har "
        "skal også eller fra tak ja nej hej hvilke hvornår bruge kun noget når blev efter "
        "koster vil gerne vores"
    ),
    questions=these(
        "hvad hvor hvordan hvem hvorfor hvornår hvilken hvilke hvilket kan er har skal må findes "
        "bliver gør kunne"
    ),
    greetings=these("hej goddag godmorgen kære hallo davs og"),
    numbers={"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9,
             "ti": 10, "elleve": 11, "tolv": 12, "tyve": 20, "tredive": 30, "hundrede": 100,
             "et dusin": 12},
    people=("person", "personer", "mand", "medarbejder*", "ansatte", "folk", "kolleger"),
    no_counts=("fordele", "prøvet", "prøvede", "afprøvet", "afprøvede", "kontaktperson*"),
    people_before=("vi er", "team på", "ansatte"),
    introductions=("jeg hedder", "mit navn er", "jeg er", "kontakt:", "kontaktperson:",
                   "venlig hilsen", "mvh", "hilsen"),
    alone=("kun mig", "bare mig", "enkeltmandsvirksomhed"),
    sending=("kan sende", "vil sende"),
    samples=("prøve*", "stykker", "stk", "emner", "dele"),
    ordinals={"første": 1, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sidste": LAST},
    joins=frozenset({"og", "samt"}),
    negations=these("ikke ingen intet nej aldrig uden hverken"),
    needless=("ikke nødvendig", "ikke nødvendigt", "ikke brug for", "unødvendig",
              "unødvendigt"),
    fillers=these("tak den det en et nummer valg vi jeg er venligst"),
    beside=these("ja dette her alt helt fuldt fuldstændig fuldstændigt slet overhovedet"),
    located=these("i fra ved nær omkring til hos på"),
    elsewhere=("forhandler*", "grossist*", "importør*", "aftager*",
               "kunde*", "leverandør*", "eksport*", "sælger"),
    nationalities={"dansk*": "DK", "tysk*": "DE", "svensk*": "SE", "finsk*": "FI",
                   "estisk*": "EE", "lettisk*": "LV", "litauisk*": "LT", "polsk*": "PL",
                   "norsk*": "NO"},
    firms=("virksomhed", "firma", "selskab", "producent", "smv", "startup"),
    we_are=("vi er", "jeg er"),
    countries={"england": "GB", "holland": "NL", "usa": "US"},
    days=_DAYS,
)  # fmt: skip

"""Swedish."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("före", "innan"),
    by=("senast", "senast den", "senast i"),
    until=("till", "fram till", "tills"),
    within=("om", "i", "inom", "under"),
    on=("den", "på"),
    before_things=("på", "till"),
    end=("slutet av", "slutet på"),
    middle=("mitten av", "mitten på", "mitt i", "halva"),
    start=("början av", "början på"),
    this=("denna", "detta"),
    next=("nästa",),
    articles=("den", "det"),
    after=("efter",),
    not_after=("sedan", "efter", "från", "förra", "varje", "sen"),
    units={"kvartalet": "quarter",
           "dag": "day", "dagar": "day", "vecka": "week", "veckor": "week", "månad": "month",
           "månaden": "month", "månader": "month", "kvartal": "quarter", "år": "year",
           "året": "year"},
    amounts={"en": 1, "ett": 1, "ett halvt": 0.5, "ett par": 2},
    relative={"idag": 0, "i dag": 0, "imorgon": 1, "i morgon": 1, "i övermorgon": 2},
    seasons={"våren": 5, "vår": 5, "sommaren": 8, "sommar": 8, "hösten": 11, "höst": 11,
             "vintern": 2, "vinter": 2},
    seasons_like_words=("vår",),
    feasts={"jul": (12, 24), "nyår": (12, 31), "årsskiftet": (12, 31), "midsommar": (6, 23)},
    easter=("påsk", "påsken"),
    numbered_weeks=("vecka", "v."),
    softeners=these("nån någon gång kanske ungefär cirka ca omkring gärna helst troligen"),
    wanted=("behöv*", "måste*", "ska*", "vill*", "svar*", "resultat*", "rapport*", "klar*",
            "bråttom*", "deadline*", "veta*", "lever*", "gärna*"),
    denied=("inte", "ingen", "inget", "inga", "aldrig"),
    but=("men", "utan"),
    why=("varför", "hur", "vad"),
    told=("var", "hade", "blev", "kom", "hände", "började", "startade"),
)  # fmt: skip

WORDS = WordList(
    language="sv",
    country="SE",
    common=these(
        "och är inte vi jag det som till på med av vår vårt våra vad var hur vem varför kan har "
        "ska också eller från tack ja nej hej vilka när använda bara något efter kostar "
        "vill gärna ett att finns ni behöver"
    ),
    questions=these(
        "vad var hur vem varför när vilken vilka vilket kan är har ska får finns går måste "
        "kunde vart"
    ),
    greetings=these("hej hejsan god morgon dag kära hallå tjena och"),
    numbers={"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
             "tio": 10, "elva": 11, "tolv": 12, "tjugo": 20, "trettio": 30, "hundra": 100,
             "ett dussin": 12},
    people=("person", "personer", "anställda", "medarbetare", "kollegor"),
    people_next=("man",),
    no_counts=("fördelar", "nackdelar", "kontaktperson*"),
    no_numbers=frozenset({"ni"}),
    people_before=("vi är", "team på", "anställda"),
    introductions=("jag heter", "mitt namn är", "jag är", "kontakt:",
                   "kontaktperson:", "vänliga hälsningar", "med vänlig hälsning", "mvh",
                   "hälsningar"),
    alone=("bara jag", "endast jag", "enmansföretag"),
    sending=("kan skicka", "vill skicka"),
    samples=("prov", "prover", "bitar", "stycken", "st", "delar", "provbitar"),
    ordinals={"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sista": LAST},
    joins=frozenset({"och", "samt"}),
    negations=these("inte ingen inget inga nej aldrig utan varken"),
    needless=("inte nödvändigt", "inte nödvändig", "behövs inte", "krävs inte", "onödigt",
              "onödig"),
    fillers=these("tack den det en ett nummer val vi jag är snälla"),
    located=these("i från vid nära omkring till hos på"),
    elsewhere=("återförsäljare*", "grossist*", "importör*", "butikskedj*",
               "kund*", "leverantör*", "export*", "säljer"),
    nationalities={"svensk*": "SE", "tysk*": "DE", "dansk*": "DK", "finsk*": "FI",
                   "estnisk*": "EE", "estländsk*": "EE", "lettisk*": "LV", "litauisk*": "LT",
                   "polsk*": "PL", "norsk*": "NO"},
    firms=("företag", "bolag", "firma", "tillverkare", "startup"),
    we_are=("vi är", "jag är"),
    countries={"england": "GB", "holland": "NL", "usa": "US"},
    days=_DAYS,
)  # fmt: skip

"""English."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_NATIONALITIES = {
    "american": "US", "australian": "AU", "austrian": "AT", "belarusian": "BY", "belgian": "BE",
    "brazilian": "BR", "british": "GB", "bulgarian": "BG", "canadian": "CA", "chinese": "CN",
    "croatian": "HR", "czech": "CZ", "danish": "DK", "dutch": "NL", "egyptian": "EG",
    "english": "GB", "estonian": "EE", "faroese": "FO", "finnish": "FI", "french": "FR",
    "georgian": "GE", "german": "DE", "greek": "GR", "hungarian": "HU", "icelandic": "IS",
    "indian": "IN", "irish": "IE", "israeli": "IL", "italian": "IT", "japanese": "JP",
    "korean": "KR", "latvian": "LV", "lithuanian": "LT", "luxembourgish": "LU", "maltese": "MT",
    "mexican": "MX", "moldovan": "MD", "moroccan": "MA", "norwegian": "NO", "pakistani": "PK",
    "polish": "PL", "portuguese": "PT", "romanian": "RO", "russian": "RU", "scottish": "GB",
    "serbian": "RS", "slovak": "SK", "slovakian": "SK", "slovene": "SI", "slovenian": "SI",
    "spanish": "ES", "swedish": "SE", "swiss": "CH", "taiwanese": "TW", "thai": "TH",
    "tunisian": "TN", "turkish": "TR", "ukrainian": "UA", "vietnamese": "VN", "welsh": "GB",
}  # fmt: skip

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "a hundred": 100, "one hundred": 100, "two hundred": 200,
    "three hundred": 300, "five hundred": 500, "thousand": 1000, "a thousand": 1000,
    "one thousand": 1000,
    "a dozen": 12, "one dozen": 12, "two dozen": 24, "half a dozen": 6, "half dozen": 6,
    "a single": 1,
}  # fmt: skip

_DAYS = DayWords(
    before=("before", "prior to", "ahead of"),
    by=("by", "no later than", "not later than", "latest by", "at the latest by", "deadline",
        "deadline is", "deadline:", "due", "due by", "latest"),
    until=("until", "till", "til", "up to"),
    within=("in", "within", "within about", "in about", "during", "over", "sometime in"),
    on=("on", "for", "around", "about"),
    before_things=("on", "for", "around", "about", "up to", "til", "till"),
    behind_dates=("thanks", "thank", "pls"),
    by_after=("from now", "from today", "at the latest"),
    end=("end of", "late", "the close of", "end"),
    middle=("mid", "middle of"),
    start=("early", "beginning of", "start of"),
    this=("this", "current"),
    next=("next", "coming", "following"),
    articles=("the", "about", "around"),
    after=("after",),
    not_after=("since", "after", "from", "last", "past", "previous", "every", "each", "than",
               "one", "another", "once", "for"),
    past_behind=("ago", "last", "before last", "of last"),
    units={"day": "day", "days": "day", "week": "week", "weeks": "week", "wks": "week",
           "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
           "year": "year", "years": "year"},
    amounts={"a": 1, "an": 1, "half a": 0.5, "a couple of": 2, "couple of": 2},
    relative={"today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
              "day after tomorrow": 2},
    seasons={"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2},
    feasts={"christmas": (12, 24), "xmas": (12, 24), "new year": (12, 31),
            "new year's eve": (12, 31), "midsummer": (6, 23)},
    easter=("easter",),
    numbered_weeks=("week", "wk", "calendar week", "cw"),
    months_like_words=("may", "march", "mar"),
    softeners=these("please maybe hopefully probably sometime ideally roughly latest perhaps yes "
                    "possible if preferably soon at asap well say"),
    wanted=("need*", "want*", "must", "have to", "has to", "should", "deadline*", "due",
            "deliver*", "launch*", "report*", "result*", "answer*", "finish*", "urgent*", "hope*",
            "require*", "ready", "decide*", "would like", "possible", "please", "look forward",
            "goal", "target", "plan", "planned", "latest", "know", "like to", "help"),
    denied=("not", "no", "never", "cannot", "can't", "won't", "don't", "doesn't", "couldn't",
            "wouldn't", "shouldn't", "isn't", "aren't", "unable"),
    but=("but", "yet", "so", "however"),
    ties=("because", "since", "if", "unless", "or", "otherwise"),
    why=("why", "how", "what"),
    told=("was", "were", "had", "did", "used to", "worked", "changed", "started", "happened",
          "bought", "noticed", "began", "appeared", "came", "went", "switched", "moved", "failed",
          "broke", "peeled", "cracked", "held", "lasted", "got", "became", "showed", "peels",
          "fails", "appears", "cracks", "rusts", "breaks", "blisters", "fell", "turned"),
)  # fmt: skip

WORDS = WordList(
    language="en",
    common=these(
        "the and are our we with has what how this that your you from which why can does is not "
        "would need please where who when it its of be there any yes thanks thank hello don't "
        "can't i'm after they about"
    ),
    questions=these(
        "what what's how how's who who's whom whose where where's when which why can could do does "
        "did is are was were will would should shall may might am has have isn't aren't can't "
        "couldn't don't doesn't won't wouldn't"
    ),
    greetings=these(
        "hi hello hey dear morning afternoon evening good greetings there all team sir madam ok "
        "okay and so but well sorry please excuse me thanks"
    ),
    numbers=_NUMBERS,
    people=("people", "persons", "person", "employee*", "worker*", "staff", "colleague*",
            "women", "fte*", "engineers", "coworkers", "co workers", "of us", "strong team",
            "strong company", "strong firm", "strong business", "strong family business",
            "strong staff", "strong workforce", "strong crew", "team members", "folks",
            "personnel", "employes"),
    people_next=("heads", "men", "man"),
    no_numbers=frozenset({"to", "fire", "ti", "ni"}),
    people_before=("we are", "we're", "we are about", "we are around", "we are only",
                   "we are just", "team of", "staff of", "company of", "firm of", "employ",
                   "employs", "employing", "employees", "people", "headcount", "staff",
                   "workforce of", "crew of", "employees are"),
    introductions=("my name is", "contact:", "contact person:", "kind regards", "best regards",
                   "regards", "best wishes", "yours sincerely", "sincerely"),
    alone=("just me", "only me", "on my own", "i am alone", "i'm alone", "one-man company",
           "one-man band", "one-person company", "self employed", "sole trader"),
    sending=("can send", "could send", "can send you", "could send you", "will send", "can ship"),
    samples=("sample*", "specimen*", "piece*", "pcs", "part", "parts", "coupon*", "panel*",
             "plate*", "powders", "bottle*", "vial*", "tube*", "batch*", "item*", "disc*",
             "disk*", "pellet*", "sheet*", "strip*", "component*", "unit", "units", "objects",
             "test bars", "bars", "screws", "bolts", "materials"),
    ordinals={"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
              "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7,
              "eighth": 8, "8th": 8, "ninth": 9, "9th": 9, "tenth": 10, "10th": 10, "last": LAST,
              "final": LAST},
    joins=frozenset({"and", "plus", "also", "as", "well"}),
    negations=these(
        "not no none neither nor never without don't doesn't didn't isn't aren't wasn't weren't "
        "can't cannot won't wouldn't mustn't shouldn't couldn't except nothing rather than"
    ),
    needless=("not needed", "not necessary", "not required", "isn't needed", "isn't necessary",
              "isn't required", "unnecessary"),
    fillers=these(
        "please pls the a an one ones option number no nr choice answer i id we think would like "
        "its it is that take choose pick want thanks thank you my our say guess probably maybe "
        "just mostly mainly some ok okay well hm hmm i'm are with for"
    ),
    hedges=these("think would guess probably maybe just mostly mainly some"),
    beside=these(
        "yes this thats that's these here everything all completely "
        "fully totally entirely absolutely at"
    ),
    located=these(
        "in from near at around outside of to based located headquartered city town"
    ),
    elsewhere=("retailer*", "dealer*", "reseller*", "wholesaler*", "buyer*",
               "customer*", "client*", "supplier*", "competitor*", "export*", "import*", "sell",
               "selling", "sold", "ship", "shipped", "shipping", "buy", "buying", "bought",
               "distributor*", "vendor*", "delivered", "delivering", "manufacturer in",
               "end user*"),
    nationalities=_NATIONALITIES,
    firms=("company", "companies", "firm", "sme", "smes", "business", "startup", "start",
           "spinoff",
           "manufacturer", "producer", "enterprise", "maker", "workshop", "foundry", "factory",
           "laboratory", "brewery", "mill", "family", "team", "consultancy", "based"),
    we_are=("we are", "we're", "i am", "i'm"),
    countries={
        "usa": "US", "us": "US", "u s a": "US", "america": "US", "uk": "GB",
        "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
        "northern ireland": "GB", "holland": "NL", "the netherlands": "NL", "czech republic": "CZ",
        "czechia": "CZ", "turkey": "TR", "south korea": "KR", "korea": "KR", "north korea": "KP",
        "russia": "RU", "uae": "AE", "emirates": "AE", "bosnia": "BA", "macedonia": "MK",
        "ivory coast": "CI", "congo": "CD", "burma": "MM", "vatican": "VA", "palestine": "PS",
        "faroe islands": "FO", "republic of ireland": "IE", "deutschland": "DE",
    },
    days=_DAYS,
)  # fmt: skip

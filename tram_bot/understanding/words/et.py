"""Estonian."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("enne",),
    by=("hiljemalt",),
    by_after=("jooksul", "pärast"),
    end=("lõpuks", "lõpp", "lõpuni", "lõpus", "lõppu"),
    middle=("keskpaik", "keskpaigaks", "keskpaigas", "keskel"),
    start=("algus", "alguseks", "alguses"),
    part_behind=True,
    this=("see", "selle", "sel"),
    next=("järgmine", "järgmise", "järgmisel"),
    not_after=("pärast", "alates", "eelmine", "eelmisel", "iga"),
    units={"päev": "day", "päeva": "day", "nädal": "week", "nädala": "week", "nädalat": "week",
           "nädalal": "week", "kuu": "month", "kuud": "month", "kuul": "month", "aasta": "year",
           "aastat": "year", "aastal": "year"},
    amounts={"poole": 0.5, "kahe": 2, "kolme": 3, "nelja": 4, "viie": 5, "kuue": 6},
    relative={"täna": 0, "homme": 1, "homseks": 1, "ülehomme": 2},
    seasons={"kevade": 5, "kevadet": 5, "kevadel": 5, "kevadeks": 5, "suve": 8, "suvel": 8,
             "suveks": 8,
             "sügist": 11, "sügisel": 11, "sügiseks": 11, "talve": 2, "talvel": 2, "talveks": 2},
    feasts={"jõule": (12, 24), "jõuludeks": (12, 24)},
    easter=("lihavõt*", "ülestõusmispüh*"),
    numbered_weeks=("nädal", "nädalal", "nädalaks", "nädala"),
    nth_weeks=("nädal", "nädalal", "nädalaks"),
    wanted=("vaja*", "pea*", "soov*", "tahak*", "tahame*", "tulemus*", "raport*", "vastus*",
            "kiire*", "valmis*", "teada*"),
    told=("oli", "olid", "juhtus", "algas"),
)  # fmt: skip

WORDS = WordList(
    language="et",
    country="EE",
    common=these(
        "ja ei ole oleme on meil meie mida mis kuidas kes kus miks kas saab see kui või aitäh "
        "jah tere palju maksab vajame soovime aga ka mul te teie selle pärast meid"
    ),
    questions=these(
        "mida mis kuidas kes kus kust kuhu miks millal kas kui mitu palju milline millised"
    ),
    greetings=these("tere hommikust päevast õhtust tervist hei ja"),
    numbers={"üks": 1, "kaks": 2, "kolm": 3, "neli": 4, "viis": 5, "kuus": 6, "seitse": 7,
             "kaheksa": 8,
             "üheksa": 9, "kümme": 10, "üksteist": 11, "kaksteist": 12, "kakskümmend": 20,
             "sada": 100, "tosin": 12},
    people=("inimes*", "töötaja*", "töötajat"),
    people_before=("meid on", "töötajaid"),
    introductions=("minu nimi on", "mu nimi on", "mina olen", "ma olen", "olen"),
    alone=("ainult mina", "üksi"),
    samples=("proovi*", "tükki", "näidis*", "detaili*", "tk"),
    ordinals={"esimene": 1, "teine": 2, "kolmas": 3, "neljas": 4, "viies": 5, "viimane": LAST},
    joins=frozenset({"ja", "ning"}),
    negations=these("ei pole mitte ilma"),
    fillers=these("palun see on number me mina aitäh"),
    located=frozenset({"lähedal"}),
    elsewhere=("klien*", "tarnija*"),
    nationalities={"eesti": "EE", "saksa": "DE", "poola": "PL", "soome": "FI", "läti": "LV",
                   "leedu": "LT", "rootsi": "SE", "taani": "DK"},
    firms=("ettevõte", "firma", "tootja", "vke"),
    we_are=("oleme", "me oleme"),
    countries={"norras": "NO", "norrast": "NO", "eestis": "EE", "eestist": "EE", "soomes": "FI",
               "soomest": "FI", "lätis": "LV",
               "lätist": "LV", "leedus": "LT", "leedust": "LT", "poolas": "PL", "poolast": "PL",
               "saksamaal": "DE", "saksamaalt": "DE", "rootsis": "SE", "rootsist": "SE",
               "taanis": "DK", "taanist": "DK"},
    days=_DAYS,
)  # fmt: skip

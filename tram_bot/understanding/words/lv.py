"""Latvian."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("pirms",),
    by=("līdz", "ne vēlāk kā"),
    within=("pēc",),
    by_after=("laikā",),
    end=("beigām", "beigās", "beigas"),
    middle=("vidum", "vidū"),
    start=("sākumam", "sākumā"),
    part_behind=True,
    year_first=("gada",),
    this=("šī", "šajā", "šo"),
    next=("nākamā", "nākamajā", "nākamo"),
    not_after=("kopš", "pagājušajā", "katru"),
    units={"diena": "day", "dienas": "day", "dienām": "day", "dienu": "day", "nedēļa": "week",
           "nedēļas": "week", "nedēļu": "week", "nedēļām": "week", "nedēļā": "week",
           "mēnesis": "month", "mēneša": "month", "mēnesī": "month", "mēnešiem": "month",
           "mēnešu": "month", "gads": "year", "gada": "year", "gadā": "year"},
    amounts={"divām": 2, "diviem": 2, "divu": 2, "trim": 3, "četrām": 4, "četriem": 4,
             "četru": 4, "piecām": 5, "pieciem": 5, "piecu": 5, "sešām": 6, "sešiem": 6,
             "sešu": 6},
    relative={"šodien": 0, "rīt": 1, "parīt": 2},
    seasons={"pavasara": 5, "pavasarim": 5, "pavasarī": 5, "vasaras": 8, "vasarai": 8,
             "vasarā": 8, "rudens": 11, "rudenim": 11, "rudenī": 11, "ziemas": 2, "ziemai": 2,
             "ziemā": 2},
    feasts={"ziemassvētkiem": (12, 24)},
    wanted=("vajag*", "nepieciešam*", "gribam*", "vēlam*", "rezultāt*", "atbild*", "steidz*",
            "jāzina*"),
    told=("bija", "notika", "sākās"),
)  # fmt: skip

WORDS = WordList(
    language="lv",
    country="LV",
    common=these(
        "un ir nav mēs mums mūsu kas kā kur kāpēc vai var ar par uz šis tas bet arī lūdzu "
        "paldies jā nē labdien sveiki cik maksā vajag jums jūs esam tikai pēc"
    ),
    questions=these(
        "kas kā kur kāpēc kad vai cik kurš kura kuri kurā kāds kāda kādi kādas kādu ko kam"
    ),
    greetings=these("labdien sveiki labrīt labvakar čau un"),
    numbers={"viens": 1, "viena": 1, "divi": 2, "divas": 2, "trīs": 3, "četri": 4, "pieci": 5,
             "seši": 6, "septiņi": 7, "astoņi": 8,
             "deviņi": 9, "desmit": 10, "vienpadsmit": 11, "divpadsmit": 12, "divdesmit": 20,
             "simts": 100, "ducis": 12},
    people=("cilvēk*", "darbiniek*", "darbinie*"),
    people_before=("mēs esam", "esam", "darbinieki"),
    alone=("tikai es",),
    samples=("paraug*", "gabal*", "detaļ*", "gab"),
    ordinals={"pirmais": 1, "pirmā": 1, "otrais": 2, "otrā": 2, "trešais": 3, "trešā": 3,
              "ceturtais": 4, "piektais": 5, "pēdējais": LAST, "pēdējā": LAST},
    joins=frozenset({"un"}),
    negations=these("nav nē ne bez"),
    fillers=these("lūdzu tas ir numurs mēs es paldies"),
    located=frozenset({"no", "netālu"}),
    elsewhere=("klient*", "piegādātāj*"),
    nationalities={"latviešu": "LV", "latvijas": "LV", "vācu": "DE", "vācijas": "DE",
                   "poļu": "PL", "polijas": "PL", "igauņu": "EE", "igaunijas": "EE",
                   "lietuviešu": "LT", "lietuvas": "LT", "somu": "FI", "somijas": "FI",
                   "zviedru": "SE", "zviedrijas": "SE", "dāņu": "DK", "dānijas": "DK"},
    firms=("uzņēmums", "firma", "ražotājs", "kompānija"),
    we_are=("mēs esam", "esam"),
    countries={"latvijā": "LV", "latvijas": "LV", "vācijā": "DE", "vācijas": "DE",
               "polijā": "PL", "polijas": "PL", "igaunijā": "EE", "igaunijas": "EE",
               "lietuvā": "LT", "lietuvas": "LT", "somijā": "FI", "somijas": "FI",
               "zviedrijā": "SE", "zviedrijas": "SE", "dānijā": "DK", "dānijas": "DK"},
    days=_DAYS,
)  # fmt: skip

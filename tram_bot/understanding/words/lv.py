"""Latvian."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("pirms",),
    by=("līdz", "ne vēlāk kā"),
    within=("pēc", "laikā"),
    end=("beigām", "beigas"),
    start=("sākumam",),
    this=("šī", "šajā", "šo"),
    next=("nākamā", "nākamajā", "nākamo"),
    not_after=("kopš", "pagājušajā", "katru"),
    units={"diena": "day", "dienas": "day", "dienām": "day", "nedēļa": "week",
           "nedēļas": "week", "nedēļām": "week", "nedēļā": "week", "mēnesis": "month",
           "mēneša": "month", "mēnesī": "month", "mēnešiem": "month", "gads": "year",
           "gada": "year", "gadā": "year"},
    relative={"šodien": 0, "rīt": 1, "parīt": 2},
    seasons={"pavasarim": 5, "pavasarī": 5, "vasarai": 8, "vasarā": 8, "rudenim": 11,
             "rudenī": 11, "ziemai": 2, "ziemā": 2},
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
    questions=these("kas kā kur kāpēc kad vai cik kurš kura kuri kāds kāda kādi ko kam"),
    greetings=these("labdien sveiki labrīt labvakar čau un"),
    numbers={"divi": 2, "trīs": 3, "četri": 4, "pieci": 5, "seši": 6, "septiņi": 7, "astoņi": 8,
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

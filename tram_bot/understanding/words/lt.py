"""Lithuanian."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("prieš",),
    by=("iki", "ne vėliau kaip"),
    within=("po", "per"),
    end=("pabaigos", "pabaiga", "pabaigoje", "pabaigą"),
    middle=("vidurys", "vidurio", "vidurį", "viduryje"),
    start=("pradžia", "pradžios", "pradžią", "pradžioje"),
    part_behind=True,
    year_first=("m", "metų"),
    this=("šį", "šią", "šio", "šios", "šių"),
    next=("kitą", "kito", "kitos", "kitais", "kitų"),
    not_after=("nuo", "praėjusį", "praėjusią", "kiekvieną"),
    units={"diena": "day", "dienos": "day", "dienų": "day", "dienas": "day", "savaitė": "week",
           "savaitės": "week", "savaites": "week", "savaitę": "week", "savaičių": "week",
           "mėnuo": "month", "mėnesio": "month", "mėnesį": "month", "mėnesius": "month",
           "mėnesių": "month", "metai": "year", "metų": "year", "metus": "year", "metais": "year"},
    amounts={"dviejų": 2, "tris": 3, "trijų": 3, "keturias": 4, "keturių": 4, "penkias": 5,
             "penkių": 5, "šešias": 6, "šešių": 6},
    relative={"šiandien": 0, "rytoj": 1, "poryt": 2},
    seasons={"pavasario": 5, "pavasarį": 5, "vasaros": 8, "vasarą": 8, "rudens": 11,
             "rudenį": 11, "žiemos": 2, "žiemą": 2},
    feasts={"kalėdų": (12, 24), "kalėdas": (12, 24)},
    easter=("velyk*",),
    numbered_weeks=("savaitė", "savaitę"),
    nth_weeks=("savaitė", "savaitę"),
    wanted=("reik*", "nori*", "rezultat*", "atsakym*", "skub*", "ataskait*", "sužino*"),
    told=("buvo", "įvyko", "prasidėjo"),
)  # fmt: skip

WORDS = WordList(
    language="lt",
    country="LT",
    common=these(
        "ir yra nėra mes mums mūsų kas kaip kur kodėl ar gali su apie iš į šis tai bet taip pat "
        "prašau ačiū ne labas sveiki kiek kainuoja reikia jums jūs esame tik po nuo"
    ),
    questions=these(
        "kas kaip kur kodėl kada ar kiek kuris kuri kurie koks kokia kokie kokios kokį ką kam"
    ),
    greetings=these("labas sveiki laba diena rytas vakaras ir"),
    numbers={"vienas": 1, "viena": 1, "du": 2, "dvi": 2, "trys": 3, "keturi": 4, "penki": 5,
             "šeši": 6, "septyni": 7, "aštuoni": 8,
             "devyni": 9, "dešimt": 10, "vienuolika": 11, "dvylika": 12, "dvidešimt": 20,
             "šimtas": 100, "tuzinas": 12},
    people=("žmon*", "žmogus", "darbuotoj*"),
    people_before=("mūsų yra", "mes esame", "esame", "darbuotojų"),
    introductions=("mano vardas", "aš esu", "esu"),
    alone=("tik aš",),
    samples=("mėgin*", "pavyzdž*", "bandin*", "detal*", "vnt", "gabal*"),
    ordinals={"pirmas": 1, "pirmoji": 1, "antras": 2, "antroji": 2, "trečias": 3,
              "ketvirtas": 4, "penktas": 5, "paskutinis": LAST, "paskutinė": LAST},
    joins=frozenset({"ir", "bei"}),
    negations=these("ne nėra be nei"),
    fillers=these("prašau tai yra numeris mes aš ačiū"),
    located=frozenset({"iš", "netoli", "prie"}),
    elsewhere=("klient*", "tiekėj*"),
    nationalities={"lietuvos": "LT", "lietuvių": "LT", "vokietijos": "DE", "vokiečių": "DE",
                   "lenkijos": "PL", "lenkų": "PL", "latvijos": "LV", "latvių": "LV",
                   "estijos": "EE", "estų": "EE", "suomijos": "FI", "suomių": "FI",
                   "švedijos": "SE", "švedų": "SE", "danijos": "DK", "danų": "DK"},
    firms=("įmonė", "bendrovė", "gamintojas", "firma"),
    we_are=("mes esame", "esame"),
    countries={"lietuvoje": "LT", "lietuvos": "LT", "vokietijoje": "DE", "vokietijos": "DE",
               "lenkijoje": "PL", "lenkijos": "PL", "latvijoje": "LV", "latvijos": "LV",
               "estijoje": "EE", "estijos": "EE", "suomijoje": "FI", "suomijos": "FI",
               "švedijoje": "SE", "švedijos": "SE", "danijoje": "DK", "danijos": "DK"},
    days=_DAYS,
)  # fmt: skip

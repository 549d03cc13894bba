"""Finnish."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("ennen",),
    by=("viimeistään",),
    no_preps=("on",),
    by_after=("mennessä", "asti", "saakka", "kuluessa", "kuluttua", "päästä", "sisällä"),
    lapses=("kuluttua", "päästä"),
    by_endings=("ksi",),
    end=("loppuun", "loppu", "loppua", "lopussa"),
    middle=("puoliväli", "puoliväliin", "puolivälissä"),
    start=("alku", "alkuun", "alussa"),
    part_behind=True,
    this=("tämän", "tässä", "tänä"),
    next=("ensi", "seuraavan"),
    after_behind=("jälkeen",),
    not_after=("jälkeen", "viime", "joka"),
    units={"neljännes": "quarter", "neljänneksen": "quarter", "neljänneksellä": "quarter",
           "vuosineljännes": "quarter", "vuosineljänneksen": "quarter",
           "päivä": "day", "päivän": "day", "päivää": "day", "viikko": "week", "viikon": "week",
           "viikolla": "week", "viikkoa": "week", "viikossa": "week", "kuukausi": "month",
           "kuukauden": "month",
           "kuukautta": "month", "kuussa": "month", "kuun": "month", "vuosi": "year",
           "vuoden": "year", "vuonna": "year"},
    amounts={"puolen": 0.5, "kahden": 2, "kahdessa": 2, "kolmen": 3, "kolmessa": 3, "neljän": 4,
             "neljässä": 4, "viiden": 5, "kuuden": 6},
    relative={"tänään": 0, "huomenna": 1, "huomiseksi": 1, "ylihuomenna": 2},
    seasons={"kevään": 5, "kevättä": 5, "keväällä": 5, "kevääseen": 5, "kesän": 8, "kesää": 8,
             "kesällä": 8, "kesään": 8, "syksyn": 11, "syksyä": 11, "syksyllä": 11,
             "syksyyn": 11, "talven": 2, "talvea": 2, "talvella": 2},
    feasts={"joulua": (12, 24), "jouluun": (12, 24), "juhannusta": (6, 23),
            "juhannukseen": (6, 23)},
    easter=("pääsiäi*",),
    numbered_weeks=("viikko", "viikolla", "viikon", "viikkoon", "vko", "vk"),
    nth_weeks=("viikko", "viikolla"),
    softeners=these("ehkä noin suunnilleen joskus mieluiten varmaan"),
    wanted=("tarvits*", "täyty*", "pitä*", "halua*", "tulos*", "tulokset*", "raport*", "valmi*",
            "kiire*", "vastaus*", "tietä*"),
    denied=("ei", "eikä", "en", "et", "emme", "ette", "eivät"),
    but=("mutta", "vaan"),
    why=("miksi", "miten", "mikä"),
    told=("oli", "olivat", "tapahtui", "alkoi"),
)  # fmt: skip

WORDS = WordList(
    language="fi",
    country="FI",
    common=these(
        "ja ei ole olemme on meillä meidän mitä mikä miten kuka missä miksi voi voitteko että "
        "tämä se niin kun tai kiitos kyllä hei moi paljonko kuinka onko voiko mutta myös "
        "tarvitsemme haluamme minä sinä te joka"
    ),
    questions=these(
        "mitä mikä mitkä miten kuka kenen missä mistä mihin miksi milloin paljonko kuinka onko "
        "voiko voitteko voinko saako pitääkö montako kumpi millainen testaatteko mittaatteko "
        "teettekö otatteko pystyttekö pystyykö maksaako kestääkö saanko saammeko tarvitseeko "
        "kannattaako löytyykö"
    ),
    greetings=these("hei moi terve moikka huomenta päivää hyvää ja"),
    numbers={"yksi": 1, "kaksi": 2, "kolme": 3, "neljä": 4, "viisi": 5, "kuusi": 6, "seitsemän": 7,
             "kahdeksan": 8, "yhdeksän": 9, "kymmenen": 10, "yksitoista": 11, "kaksitoista": 12,
             "kaksikymmentä": 20, "sata": 100, "tusina": 12},
    people=("henki*", "henke*", "henge*", "henkilö*", "työntekij*", "ihmis*"),
    no_counts=("yhteyshenkilö*",),
    people_before=("meitä on", "työntekijöitä"),
    introductions=("nimeni on", "minä olen", "olen", "yhteyshenkilö:", "terveisin", "terv."),
    groups={"kahdestaan": 2, "kolmistaan": 3, "neljistään": 4},
    alone=("vain minä", "yksin"),
    sending=("voimme lähettää", "voin lähettää"),
    samples=("näyte", "näytettä", "näytteitä", "kappaletta", "kpl", "osaa", "palaa"),
    ordinals={"ensimmäinen": 1, "toinen": 2, "kolmas": 3, "neljäs": 4, "viides": 5,
              "viimeinen": LAST},
    joins=frozenset({"ja", "sekä"}),
    negations=these("ei en emme eivät ilman"),
    needless=("ei tarvita", "ei tarvitse", "emme tarvitse", "ei vaadita", "ei ole tarpeen",
              "ei ole pakollinen", "tarpeeton"),
    fillers=these("kiitos se on numero me minä"),
    located=frozenset({"lähellä"}),
    elsewhere=("jälleenmyyj*", "maahantuoj*", "vientimaa*", "myymme",
               "asiakas*", "asiakka*", "toimittaj*"),
    nationalities={"suomalai*": "FI", "saksalai*": "DE", "puolalai*": "PL", "virolai*": "EE",
                   "latvialai*": "LV", "liettualai*": "LT", "ruotsalai*": "SE",
                   "tanskalai*": "DK"},
    firms=("yritys", "yrityksemme", "valmistaja", "firma"),
    we_are=("olemme", "me olemme"),
    countries={"norjassa": "NO", "norjasta": "NO", "suomessa": "FI", "suomesta": "FI",
               "puolassa": "PL", "puolasta": "PL",
               "saksassa": "DE", "saksasta": "DE", "virossa": "EE", "virosta": "EE",
               "latviassa": "LV", "latviasta": "LV", "liettuassa": "LT", "liettuasta": "LT",
               "ruotsissa": "SE", "ruotsista": "SE", "tanskassa": "DK", "tanskasta": "DK"},
    days=_DAYS,
)  # fmt: skip

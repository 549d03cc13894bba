"""Polish."""

from tram_bot.understanding.words.wordlist import LAST, DayWords, WordList, these

_DAYS = DayWords(
    before=("przed",),
    by=("do", "najpóźniej do", "nie później niż", "najpóźniej"),
    within=("za", "w ciągu", "w", "przez"),
    on=("na", "dnia"),
    end=("końca", "koniec", "końcem"),
    middle=("połowa", "połowy", "połowie"),
    start=("początek", "początku", "początkiem"),
    this=("ten", "tego", "tym", "tej"),
    next=("przyszły", "przyszłego", "przyszłym", "następny", "następnego", "następnym"),
    after=("po",),
    not_after=("od", "po", "zeszłym", "ubiegłym", "ostatnim", "każdy"),
    units={"kwartale": "quarter", "kwartałem": "quarter",
           "dzień": "day", "dni": "day", "tydzień": "week", "tygodnie": "week",
           "tygodni": "week", "tygodniu": "week", "tygodnia": "week", "miesiąc": "month",
           "miesiące": "month", "miesięcy": "month", "miesiąca": "month", "miesiącu": "month",
           "kwartał": "quarter", "kwartału": "quarter", "rok": "year", "roku": "year",
           "lata": "year", "lat": "year"},
    amounts={"pół": 0.5},
    relative={"dziś": 0, "dzisiaj": 0, "jutro": 1, "jutra": 1, "pojutrze": 2,
              "za tydzień": 7, "za miesiąc": 30, "za rok": 365},
    seasons={"wiosny": 5, "wiosną": 5, "wiosnę": 5, "lata": 8, "latem": 8, "jesieni": 11,
             "jesienią": 11, "zimy": 2, "zimą": 2, "wiosna": 5, "lato": 8, "lecie": 8,
             "jesień": 11, "zima": 2, "zimie": 2},
    feasts={"świąt": (12, 24), "świętami": (12, 24), "świętach": (12, 24), "święta": (12, 24)},
    easter=("wielkano*",),
    numbered_weeks=("tydzień", "tygodniu", "tygodnia"),
    nth_weeks=("tydzień", "tygodniu"),
    softeners=these("może około mniej więcej gdzieś kiedyś jakoś najlepiej chyba"),
    wanted=("potrzeb*", "musi*", "chcem*", "chciel*", "wynik*", "odpowied*", "pilne*", "raport*",
            "gotow*", "wiedzieć*", "termin*"),
    told=("był", "była", "było", "były", "stało", "zaczęło"),
)  # fmt: skip

WORDS = WordList(
    language="pl",
    country="PL",
    common=these(
        "i jest nie się że na do z w co jak gdzie kto kiedy dlaczego czy mamy nasz nasza nasze "
        "to ten ale dla po od są przez tylko proszę dziękuję tak dzień dobry cześć ile kosztuje "
        "jesteśmy możemy można mam chcemy potrzebujemy"
    ),
    questions=these(
        "co jak gdzie skąd dokąd kto kogo kiedy dlaczego czemu czy ile jaki jaka jakie jakich "
        "jakim który która które"
    ),
    greetings=these("dzień dobry cześć witam hej dobry wieczór państwo i"),
    numbers={"jeden": 1, "jedna": 1, "jedną": 1, "dwa": 2, "dwie": 2, "dwóch": 2, "trzy": 3,
             "trzech": 3, "cztery": 4, "pięć": 5,
             "sześć": 6, "siedem": 7, "osiem": 8, "dziewięć": 9, "dziesięć": 10, "dwoje": 2,
             "troje": 3, "czworo": 4, "pięcioro": 5,
             "jedenaście": 11, "dwanaście": 12, "dwadzieścia": 20, "sto": 100, "tuzin": 12},
    people=("osób", "osoby", "osoba", "pracownik*", "ludzi"),
    people_before=("jest nas", "nas jest", "zatrudniamy", "pracowników", "zespół"),
    introductions=("nazywam się", "jestem", "z tej strony", "kontakt:", "osoba do kontaktu:",
                   "pozdrawiam", "z poważaniem", "pozdrowienia"),
    alone=("tylko ja", "jestem sam", "jednoosobowa"),
    sending=("możemy wysłać", "możemy przysłać", "mogę wysłać", "mogę przysłać"),
    samples=("prób*", "sztuk*", "szt", "element*", "części", "kawałk*"),
    ordinals={"pierwszy": 1, "pierwsza": 1, "pierwsze": 1, "drugi": 2, "druga": 2, "drugie": 2,
              "trzeci": 3, "trzecia": 3, "czwarty": 4, "czwarta": 4, "piąty": 5,
              "ostatni": LAST, "ostatnia": LAST, "ostatnie": LAST},
    joins=frozenset({"i", "oraz"}),
    negations=these("nie bez ani żaden żadna"),
    fillers=these("proszę to jest numer my ja dziękuję ten ta"),
    located=these("w we z ze koło pod okolice okolicach"),
    elsewhere=("dystrybutor*", "hurtowni*", "importer*", "sieci handlow*", "odbiorc*",
               "klient*", "klienci", "dostawc*", "eksport*", "sprzedajemy"),
    nationalities={"polsk*": "PL", "niemieck*": "DE", "duńsk*": "DK", "szwedzk*": "SE",
                   "fińsk*": "FI", "estońsk*": "EE", "łotewsk*": "LV", "litewsk*": "LT"},
    firms=("firma", "firmą", "przedsiębiorstwo", "producent", "producentem", "spółka", "zakład"),
    we_are=("jesteśmy", "jestem"),
    countries={"polsce": "PL", "polski": "PL", "niemczech": "DE", "niemiec": "DE",
               "danii": "DK", "szwecji": "SE", "finlandii": "FI", "estonii": "EE",
               "łotwie": "LV", "łotwy": "LV", "litwie": "LT", "litwy": "LT", "anglia": "GB"},
    days=_DAYS,
)  # fmt: skip

"""Numbers of people and samples, and the many numbers that are none."""

import pytest

from tram_bot.understanding.numbers import PEOPLE, SAMPLES, read_numbers


def read(text: str, language: str = "en") -> list[tuple[int, str]]:
    """The numbers in a text with what they count."""
    languages = tuple(dict.fromkeys((language, "en")))
    return [(each.value.value, each.value.counts) for each in read_numbers(text, languages)]


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("en", "we are 12 people in Gdańsk", 12),
        ("en", "we are 12", 12),
        ("en", "we're 7", 7),
        ("en", "there are 7 of us", 7),
        ("en", "a team of 5", 5),
        ("en", "we employ 45", 45),
        ("en", "employees: 40", 40),
        ("en", "we are about 15", 15),
        ("en", "3-person company", 3),
        ("en", "25-strong team", 25),
        ("en", "1,200 employees", 1200),
        ("en", "1 200 people", 1200),
        ("en", "1.200 people", 1200),
        ("en", "10-20 people", 20),
        ("en", "10 to 20 people", 20),
        ("en", "> 100 people", 100),
        ("en", "100+ people", 100),
        ("en", "~20 people", 20),
        ("en", "twelve people", 12),
        ("en", "twenty-five people", 25),
        ("en", "a hundred people", 100),
        ("en", "two thousand people", 2000),
        ("en", "1 person", 1),
        ("en", "just me", 1),
        ("de", "wir sind 12 Leute in Danzig", 12),
        ("de", "zwölf Mitarbeiter", 12),
        ("de", "12 Mitarbeitende", 12),
        ("de", "1.200 Beschäftigte", 1200),
        ("de", "Team von 8", 8),
        ("de", "nur ich", 1),
        ("da", "vi er 12 medarbejdere i Aarhus", 12),
        ("da", "vi er ti mand", 10),
        ("da", "12 ansatte", 12),
        ("da", "kun mig", 1),
        ("sv", "vi är 12 anställda i Göteborg", 12),
        ("sv", "tolv personer", 12),
        ("sv", "bara jag", 1),
        ("fi", "meitä on 12", 12),
        ("fi", "12 henkeä", 12),
        ("fi", "12 hengen yritys", 12),
        ("fi", "kaksitoista työntekijää", 12),
        ("fi", "yksi työntekijä", 1),
        ("fi", "vain minä", 1),
        ("et", "meid on 12", 12),
        ("et", "12 inimest", 12),
        ("et", "kaksteist töötajat", 12),
        ("et", "ainult mina", 1),
        ("lv", "mēs esam 12 cilvēki Rīgā", 12),
        ("lv", "divpadsmit darbinieki", 12),
        ("lv", "viens darbinieks", 1),
        ("lv", "tikai es", 1),
        ("lt", "mūsų yra 12", 12),
        ("lt", "12 žmonių", 12),
        ("lt", "dvylika darbuotojų", 12),
        ("lt", "du darbuotojai", 2),
        ("lt", "tik aš", 1),
        ("pl", "jest nas 12 w Gdańsku", 12),
        ("pl", "jest nas dwanaście w Gdańsku", 12),
        ("pl", "12 osób", 12),
        ("pl", "zatrudniamy 45", 45),
        ("pl", "dwadzieścia pięć osób", 25),
        ("pl", "jedna osoba", 1),
        ("pl", "tylko ja", 1),
        ("de", "Startup in Halle, zu dritt", 3),
        ("fi", "teemme tätä kolmistaan", 3),
        ("et", "oleme kolmekesi", 3),
        ("lv", "strādājam trijatā", 3),
        ("lt", "dirbame trise", 3),
        ("pl", "jest nas troje", 3),
        ("en", "it is just  me here", 1),
        ("en", "12 men", 12),
        ("en", "a 3 man company", 3),
        ("sv", "en verkstad med sex man", 6),
        ("de", "12 Köpfe", 12),
        ("de", "12 Vollzeitmitarbeiter", 12),
        ("da", "12 fuldtidsansatte", 12),
        ("sv", "tolv heltidsanställda", 12),
        ("de", "wir sind zu\ndritt", 3),
    ],
)
def test_people_are_counted(language: str, text: str, people: int) -> None:
    assert read(text, language) == [(people, PEOPLE)]


@pytest.mark.parametrize(
    ("language", "text", "samples"),
    [
        ("en", "about 30 samples", 30),
        ("en", "we can send 4 cells", 4),
        ("da", "vi kan sende 4 celler", 4),
        ("sv", "vi kan skicka 4 celler", 4),
        ("fi", "voimme lähettää 4 kennoa", 4),
        ("et", "saame saata 4 elementi", 4),
        ("lv", "varam nosūtīt 4 šūnas", 4),
        ("lt", "galime atsiųsti 4 celes", 4),
        ("pl", "możemy wysłać 4 ogniwa", 4),
        ("en", "samples: 6", 6),
        ("en", "5 steel plates", 5),
        ("en", "3 broken screws", 3),
        ("en", "2-3 samples", 3),
        ("en", "2 – 3 samples", 3),
        ("en", "~20 samples", 20),
        ("en", "up to 50 samples", 50),
        ("en", "1 000 000 samples", 1_000_000),
        ("en", "10'000 samples", 10_000),
        ("en", "2024 samples", 2024),
        ("en", "0 samples", 0),
        ("en", "one sample", 1),
        ("en", "a dozen samples", 12),
        ("en", "two hundred and ten samples", 210),
        ("en", "5 samples of 10 mm", 5),
        ("de", "10 bis 20 Proben", 20),
        ("de", "ein Dutzend Teile", 12),
        ("de", "30 Stück", 30),
        ("da", "6 prøver", 6),
        ("da", "30 stk", 30),
        ("sv", "6 prover", 6),
        ("sv", "5 provbitar", 5),
        ("fi", "6 näytettä", 6),
        ("fi", "yksi näyte", 1),
        ("fi", "30 kpl", 30),
        ("et", "6 proovi", 6),
        ("et", "30 tk", 30),
        ("lv", "6 paraugi", 6),
        ("lv", "divas detaļas", 2),
        ("lt", "6 mėginiai", 6),
        ("lt", "dvi detalės", 2),
        ("pl", "6 próbek", 6),
        ("pl", "jedna próbka", 1),
        ("pl", "20 sztuk", 20),
        ("de", "5 Stahlplatten", 5),
        ("de", "12 verzinkte Stahlteile", 12),
        ("da", "4 testemner", 4),
        ("sv", "5 dragprover", 5),
        ("fi", "6 koenäytettä", 6),
        ("et", "6 katseproovi", 6),
        ("en", "only one specimen is left", 1),
        ("en", "we can send one cell", 1),
    ],
)
def test_samples_are_counted(language: str, text: str, samples: int) -> None:
    assert read(text, language) == [(samples, SAMPLES)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("12.", 12),
        ("12!", 12),
        (" 12 ", 12),
        ("~20", 20),
        (">100", 100),
        ("100+", 100),
        ("0", 0),
        ("007", 7),
        ("10 000", 10_000),
        ("2024", 2024),
        ("two", 2),
        ("eleven", 11),
        ("one", 1),
        ("five thousand", 5000),
    ],
)
def test_a_message_that_is_but_a_number_is_that_number(text: str, value: int) -> None:
    assert read(text) == [(value, "")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5 mm"),
        ("en", "1.5 mm"),
        ("en", "20 m² of film"),
        ("en", "1,5 mm"),
        ("en", "3 x 4 mm"),
        ("en", "10x10 mm plates"),
        ("en", "2 kg"),
        ("en", "240 h"),
        ("en", "100 W"),
        ("en", "50 %"),
        ("en", "50 percent"),
        ("en", "500 €"),
        ("en", "€500"),
        ("en", "3 months"),
        ("en", "20 parts per year"),
        ("en", "25 year old company"),
        ("en", "layers > 5 thick"),
        ("en", "10^6"),
        ("en", "-5"),
        ("en", "3/4"),
        ("en", "12:30"),
        ("en", "ISO 9227"),
        ("en", "EN ISO 4628 test"),
        ("en", "grade 316"),
        ("en", "AISI 316 steel"),
        ("en", "no 5"),
        ("en", "#5"),
        ("en", "5G"),
        ("en", "2nd sample"),
        ("en", "1) first"),
        ("en", "in 2024"),
        ("en", "since 1998"),
        ("en", "3 thousand samples"),
        ("en", "1000000000"),
        ("en", "this one cracks"),
        ("en", "a few samples"),
        ("en", ""),
        ("de", "in 3 Wochen"),
        ("de", "drei Wochen"),
        ("de", "3 Tausend Teile"),
        ("da", "om tre uger"),
        ("pl", "kilka próbek"),
        ("pl", "100 zł"),
        ("pl", "3 tysiące próbek"),
        ("pl", "dwa tysiące próbek"),
    ],
)
def test_sizes_years_standards_and_codes_count_nothing(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Nach 500 Zyklen sieht man Risse"),
        ("de", "Wir gießen mit 5 Formen"),
        ("de", "Die 20 Riemen reißen"),
        ("de", "das hat 3 Vorteile"),
        ("de", "3 Fehlermuster"),
        ("da", "Vi har 3 gange prøvet det"),
        ("da", "det har 3 fordele"),
        ("da", "3 emulsioner prøvede vi"),
        ("sv", "i stället för 30 efter 28 dygn"),
        ("sv", "efter 500 cykler ser man sprickor"),
        ("sv", "Vi testade 5 men en sprack"),
        ("fi", "meillä on yksi yhteyshenkilö"),
        ("et", "oleme 3 korda proovinud"),
        ("lv", "esam viens no lielākajiem"),
        ("pl", "mamy dwa problemy"),
        ("pl", "ten element pęka"),
        ("lt", "ką jie ten matuoja mėginiuose"),
        ("en", "3 break after 2 weeks"),
        ("en", "3 German suppliers"),
        ("en", "our 3 print heads clog"),
        ("en", "it lifts 3 strong magnets"),
        ("en", "We are one of the largest foundries"),
        ("en", "We are one company"),
        ("en", "one of us"),
        ("en", "Our two-component polyurethane adhesive"),
        ("en", "a two component adhesive"),
        ("en", "a 2-part epoxy"),
        ("en", "5-mm plates"),
    ],
)
def test_what_only_looks_like_people_and_samples_is_not_counted(language: str, text: str) -> None:
    assert all(not counts for _, counts in read(text, language))


def test_a_word_of_another_language_spoken_is_no_number() -> None:
    found = read_numbers("we have to explain it to people", ("en", "da"))

    assert [each.value.value for each in found] == []


def test_a_true_count_is_told_beside_a_number_of_something_else() -> None:
    counted = read("Wir sind 12 Leute, nach 500 Zyklen sieht man Risse", "de")

    assert [value for value, counts in counted if counts == PEOPLE] == [12]


def test_several_numbers_are_told_in_the_order_of_writing() -> None:
    assert read("12 engineers, and 4 samples") == [(12, PEOPLE), (4, SAMPLES)]
    assert read("4 samples, we are 12") == [(4, SAMPLES), (12, PEOPLE)]
    assert read("12 people, 2 of them chemists") == [(12, PEOPLE), (2, "")]


def test_just_me_counts_only_if_nothing_else_is_counted() -> None:
    assert read("just me and 3 colleagues") == [(3, PEOPLE)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We are 12 people", "12"),
        ("Ł: 10–20 samples", "10–20"),
        ("Twenty-Five people", "Twenty-Five"),
        ("it is Just Me", "Just Me"),
    ],
)
def test_a_number_is_told_in_the_persons_own_writing(text: str, words: str) -> None:
    (found,) = read_numbers(text, ("en",))

    assert found.value.words == text[found.start : found.end] == words


def test_a_language_without_words_reads_digits_still() -> None:
    assert [each.value.value for each in read_numbers("12", ("xx",))] == [12]
    assert read_numbers("twelve people", ("xx",)) == []

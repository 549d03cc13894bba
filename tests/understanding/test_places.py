"""Where a company says it is: by country, by city, by adjective."""

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.learning.memory import NoMemory
from tram_bot.understanding.gazetteer import gazetteer
from tram_bot.understanding.places import read_places

PLACES = gazetteer(catalogue(), NoMemory())


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Country and city of the places in a text."""
    languages = tuple(dict.fromkeys((language, "en")))
    return [(each.value.country, each.value.city) for each in read_places(text, PLACES, languages)]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "Poland", "PL"),
        ("en", "poland", "PL"),
        ("en", "POLAND", "PL"),
        ("en", "WE ARE IN POLAND", "PL"),
        ("en", "I am from Poland", "PL"),
        ("en", "in Estonia's north", "EE"),
        ("de", "Wir kommen aus Polen", "PL"),
        ("de", "Schweden", "SE"),
        ("da", "vi holder til i Tyskland", "DE"),
        ("da", "Letland", "LV"),
        ("sv", "i Tyskland", "DE"),
        ("sv", "Danmark", "DK"),
        ("fi", "Suomi", "FI"),
        ("fi", "olemme Suomesta", "FI"),
        ("fi", "Puolassa", "PL"),
        ("fi", "Viro", "EE"),
        ("et", "Eesti", "EE"),
        ("et", "oleme Soomes", "FI"),
        ("et", "Läti", "LV"),
        ("lv", "Latvijā", "LV"),
        ("lv", "mēs esam Vācijā", "DE"),
        ("lv", "Igaunija", "EE"),
        ("lt", "Lietuvoje", "LT"),
        ("lt", "Lenkija", "PL"),
        ("pl", "w Polsce", "PL"),
        ("pl", "jesteśmy z Niemiec", "DE"),
        ("pl", "Łotwa", "LV"),
    ],
)
def test_a_country_is_known_in_every_language(language: str, text: str, country: str) -> None:
    assert read(text, language) == [(country, "")]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "Norway", "NO"),
        ("en", "we are in Norway", "NO"),
        ("en", "we are in the US", "US"),
        ("en", "the UK", "GB"),
        ("en", "the Netherlands", "NL"),
        ("en", "Czech Republic", "CZ"),
        ("en", "South Korea", "KR"),
        ("en", "Ukraine", "UA"),
        ("en", "Georgia", "GE"),
        ("en", "We are in Georgia", "GE"),
        ("en", "Turkey", "TR"),
        ("de", "Norwegen", "NO"),
        ("de", "Türkei", "TR"),
        ("da", "Norge", "NO"),
        ("sv", "Norge", "NO"),
        ("fi", "Norja", "NO"),
        ("fi", "toimimme Norjassa", "NO"),
        ("et", "Norra", "NO"),
        ("et", "oleme Norras", "NO"),
        ("lv", "Norvēģijā", "NO"),
        ("lt", "esame Norvegijoje", "NO"),
        ("pl", "firma z Norwegii", "NO"),
        ("pl", "jesteśmy w Ukrainie", "UA"),
        ("pl", "Gruzja", "GE"),
    ],
)
def test_a_country_outside_the_eight_is_known_too(language: str, text: str, country: str) -> None:
    assert read(text, language) == [(country, "")]


@pytest.mark.parametrize(
    ("language", "text", "country", "city"),
    [
        ("en", "we are 12 people in Gdańsk", "PL", "Gdańsk"),
        ("en", "we are 12 people in Gdansk", "PL", "Gdańsk"),
        ("en", "Danzig", "PL", "Gdańsk"),
        ("en", "Warsaw", "PL", "Warsaw"),
        ("en", "Lodz", "PL", "Łódź"),
        ("en", "lund", "SE", "Lund"),
        ("en", "Gothenburg", "SE", "Gothenburg"),
        ("en", "Cologne", "DE", "Köln"),
        ("en", "Klaipeda", "LT", "Klaipėda"),
        ("en", "Tallinn-based company", "EE", "Tallinn"),
        ("en", "London", "GB", "London"),
        ("en", "New York", "US", "New York City"),
        ("de", "Wir sind 12 Leute in Danzig", "PL", "Gdańsk"),
        ("de", "wir sitzen in Berlin", "DE", "Berlin"),
        ("de", "aus Warschau", "PL", "Warsaw"),
        ("da", "fra Odense", "DK", "Odense"),
        ("da", "i København", "DK", "Copenhagen"),
        ("sv", "från Malmö", "SE", "Malmö"),
        ("sv", "vi är 12 i Göteborg", "SE", "Gothenburg"),
        ("fi", "olemme Tampereella", "FI", "Tampere"),
        ("fi", "yritys Helsingissä", "FI", "Helsinki"),
        ("fi", "olemme Jyväskylästä", "FI", "Jyväskylä"),
        ("fi", "olemme Turussa", "FI", "Turku"),
        ("fi", "Olemme yritys Oulusta", "FI", "Oulu"),
        ("et", "oleme Tartus", "EE", "Tartu"),
        ("et", "oleme Tallinnast", "EE", "Tallinn"),
        ("et", "oleme Riias", "LV", "Riga"),
        ("lv", "mēs esam Rīgā", "LV", "Riga"),
        ("lv", "no Rīgas", "LV", "Riga"),
        ("lv", "Liepājā", "LV", "Liepāja"),
        ("lv", "esam Daugavpilī", "LV", "Daugavpils"),
        ("lt", "mes esame Vilniuje", "LT", "Vilnius"),
        ("lt", "iš Kauno", "LT", "Kaunas"),
        ("lt", "esame Šiauliuose", "LT", "Šiauliai"),
        ("lt", "esame iš Rygos", "LV", "Riga"),
        ("pl", "jest nas 12 w Gdańsku", "PL", "Gdańsk"),
        ("pl", "we Wrocławiu", "PL", "Wrocław"),
        ("pl", "z Krakowa", "PL", "Kraków"),
        ("pl", "w Łodzi", "PL", "Łódź"),
        ("pl", "firma z Katowic", "PL", "Katowice"),
        ("pl", "firma z Białegostoku", "PL", "Białystok"),
    ],
)
def test_a_city_tells_its_country_in_every_spelling_and_case(
    language: str, text: str, country: str, city: str
) -> None:
    assert read(text, language) == [(country, city)]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "a Polish company", "PL"),
        ("en", "we are Finnish", "FI"),
        ("en", "we're a small Danish family business", "DK"),
        ("en", "Georgian company", "GE"),
        ("de", "Wir sind eine polnische Firma", "PL"),
        ("da", "vi er en dansk virksomhed", "DK"),
        ("sv", "ett svenskt företag", "SE"),
        ("fi", "suomalainen yritys", "FI"),
        ("et", "Eesti ettevõte", "EE"),
        ("lv", "latviešu uzņēmums", "LV"),
        ("lt", "Lietuvos įmonė", "LT"),
        ("pl", "polska firma", "PL"),
    ],
)
def test_an_adjective_of_the_company_tells_its_country(
    language: str, text: str, country: str
) -> None:
    assert read(text, language) == [(country, "")]


@pytest.mark.parametrize(
    ("text", "country"),
    [("Finnland", "FI"), ("Polnd", "PL"), ("Germny", "DE"), ("from Lithunia", "LT")],
)
def test_a_slip_in_one_of_the_eight_is_forgiven_where_nothing_else_is_said(
    text: str, country: str
) -> None:
    assert read(text) == [(country, "")]


@pytest.mark.parametrize(
    ("text", "country"), [("PL", "PL"), ("pl", "PL"), ("DE", "DE"), ("dk", "DK"), ("US", "US")]
)
def test_the_code_of_a_country_alone_is_that_country(text: str, country: str) -> None:
    assert read(text) == [(country, "")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "no"),
        ("en", "NO"),
        ("en", "it"),
        ("en", "tell us"),
        ("en", "contact us"),
        ("en", "we roast turkey"),
        ("en", "we process turkey meat"),
        ("en", "china plates"),
        ("en", "nice work"),
        ("en", "Nice"),
        ("en", "WE ARE IN NICE COMPANY"),
        ("en", "we are reading"),
        ("en", "Reading your page"),
        ("en", "we split it"),
        ("en", "Rust on steel"),
        ("en", "Mobile"),
        ("en", "we polish steel"),
        ("en", "Polish steel parts"),
        ("en", "Portland cement"),
        ("en", "plaster of Paris"),
        ("en", "Norway spruce"),
        ("en", "Europe"),
        ("de", "das Essen ist gut"),
        ("de", "Essen"),
        ("de", "eine Halle"),
        ("de", "Gerne"),
        ("pl", "piła do metalu"),
        ("pl", "nasz kolega Martin Malte"),
        ("fi", "maalimme hilseilee"),
    ],
)
def test_words_that_only_look_like_places_are_none(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "country", "city"),
    [
        ("en", "We are in Nice", "FR", "Nice"),
        ("en", "We are in Reading", "GB", "Reading"),
        ("en", "we are in Bergen", "NO", "Bergen"),
        ("en", "we are from Essen", "DE", "Essen"),
        ("de", "wir kommen aus Essen", "DE", "Essen"),
        ("de", "in Halle", "DE", "Halle (Saale)"),
        ("en", "we roast turkey in Turkey", "TR", ""),
    ],
)
def test_a_place_with_the_name_of_a_common_word_is_one_after_in_or_from(
    language: str, text: str, country: str, city: str
) -> None:
    assert read(text, language) == [(country, city)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "our customers in Norway"),
        ("en", "we export to Germany"),
        ("en", "our supplier is a Danish company"),
        ("de", "Kunden in Norwegen"),
        ("da", "kunder i Norge"),
        ("sv", "kunder i Norge"),
        ("fi", "asiakkaat Norjassa"),
        ("et", "kliendid Norras"),
        ("lv", "klienti Norvēģijā"),
        ("lt", "klientai Norvegijoje"),
        ("pl", "klienci w Norwegii"),
    ],
)
def test_where_customers_and_suppliers_are_is_not_where_the_company_is(
    language: str, text: str
) -> None:
    assert read(text, language) == []


def test_what_follows_we_are_is_about_the_company_again() -> None:
    assert read("customers in Norway, we are in Sweden") == [("SE", "")]
    assert read("We are a Danish company with customers in Germany") == [("DK", "")]


def test_several_places_are_told_in_the_order_of_writing() -> None:
    assert read("from Berlin and Riga") == [("DE", "Berlin"), ("LV", "Riga")]
    assert read("We're based in Tartu, Estonia") == [("EE", "Tartu"), ("EE", "")]


def test_a_town_of_the_catalogues_facilities_is_known() -> None:
    assert ("FI", "Example City") in read("Example City")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("we are in GDANSK now", "GDANSK"),
        ("😀 in Łódź!", "Łódź"),
        ("a Polish company", "Polish"),
        ("from the Netherlands", "the Netherlands"),
    ],
)
def test_a_place_is_told_in_the_persons_own_writing(text: str, words: str) -> None:
    (found,) = read_places(text, PLACES, ("en",))

    assert found.value.words == text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "en litium-celle og lidt kemi"),
        ("sv", "färgen flagnar medan den torkar på fordon"),
        ("fi", "jos pinta on märkä"),
        ("et", "pulber läheb laos tükki ja liim tuleb lahti"),
        ("lv", "mums ir viena detaļa"),
        ("lt", "iš jos krenta boras, viena gera detalė"),
        ("de", "sie brechen mit Rissen beim giessen"),
        ("pl", "komora solna 480 h"),
        ("pl", "przemysł drzewny i jedna łódź"),
        ("fi", "maali ei tartu metalliin"),
        ("lt", "spektrometru radom vario"),
        ("lv", "cik tas maksā"),
        ("lv", "ko darīja"),
        ("lt", "nebenoriu tęsti"),
        ("fi", "tämä on testi"),
        ("de", "schneiden, giessen, schleifen"),
    ],
)
def test_an_ordinary_word_of_the_language_is_no_place(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("fi", "Lahti, 45 työntekijää", "Lahti"),
        ("fi", "tehtaamme on Kotkassa", "Kotka"),
        ("sv", "vi finns i Borås", "Borås"),
        ("sv", "vi finns i Solna", "Solna"),
        ("sv", "vi finns i solna", "Solna"),
        ("fi", "olemme Tartosta", "Tartu"),
        ("pl", "firma z Radomia", "Radom"),
        ("pl", "Łódź, 12 osób", "Łódź"),
        ("da", "vi holder til i Køge", "Køge"),
    ],
)
def test_a_town_that_is_a_word_elsewhere_is_one_with_a_capital(
    language: str, text: str, city: str
) -> None:
    assert [found for _, found in read(text, language)] == [city]


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "tartu, 12 people, coatings", "Tartu"),
        ("en", "lodz, 12 people, coatings", "Łódź"),
        ("pl", "łódź, 12 osób, powłoki", "Łódź"),
        ("pl", "radom, 12 osób", "Radom"),
        ("pl", "12 osób, łódź", "Łódź"),
        ("et", "tartu, 12 inimest, katted", "Tartu"),
        ("sv", "solna, 12 anställda, ytbehandling", "Solna"),
    ],
)
def test_a_town_that_is_a_word_elsewhere_is_one_among_other_answers(
    language: str, text: str, city: str
) -> None:
    assert [found for _, found in read(text, language)] == [city]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "komora solna, 480 h"),
        ("pl", "jedna łódź, 12 osób"),
        ("et", "ei tartu metalliin, 12 proovi"),
        ("de", "fräsen, giessen, kleben"),
        ("lt", "cinkas, boras, varis"),
        ("lt", "cinkas, boras, 3 mėginiai"),
        ("sv", "kemi, 12 anställda"),
        ("de", "giessen, 5 Teile"),
        ("da", "rust, koge, 3 prøver"),
        ("fi", "lahti, 3 kpl"),
    ],
)
def test_a_word_in_a_list_of_things_is_no_town(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cr(VI)-free passivation"),
        ("de", "Chrom VI im Leder"),
        ("en", "iron(II) or Fe(III)"),
        ("en", "Type II anodising"),
        ("en", "Can we get beamtime at BER II?"),
        ("lt", "iki II ketvirčio pabaigos"),
    ],
)
def test_a_number_in_capitals_is_no_place(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("et", "Pind on karvane. Omanik kurdab selle üle"),
        ("fi", "Siinä on kahva. Varsi irtoaa."),
        ("lt", "Vamzdis gelsta. Vandenį imame iš gręžinio"),
    ],
)
def test_a_capital_that_any_word_would_have_tells_no_case_of_a_place(
    language: str, text: str
) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("et", "Meid on 12. Tartust.", "Tartu"),
        ("fi", "Hei!\nTampereelta\n12 henkeä", "Tampere"),
        ("pl", "Dzień dobry. Firma z Katowic", "Katowice"),
    ],
)
def test_a_case_of_a_place_that_is_all_of_its_sentence_is_that_place(
    language: str, text: str, city: str
) -> None:
    assert [found for _, found in read(text, language)] == [city]


def test_a_country_is_no_slip_of_another() -> None:
    assert read("czy islandia też", "pl") == []


def test_a_surname_beside_an_address_is_no_town() -> None:
    def countries(text: str) -> list[str]:
        found = read_places(text, PLACES, ("da", "en"), has_address=True)
        return [each.value.country for each in found]

    assert countries("Kim Lund, kim@example.org") == []
    assert countries("Kim Jensen, Lund, kim@example.org") == ["SE"]
    assert countries("Kim Jensen i Lund, kim@example.org") == ["SE"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a retailer in Poland complains"),
        ("de", "unser Händler in Polen beschwert sich"),
        ("da", "vores forhandler i Polen klager"),
        ("sv", "vår återförsäljare i Polen klagar"),
        ("fi", "meidän jälleenmyyjä Puolassa valittaa"),
        ("et", "meie edasimüüja Poolas kurdab"),
        ("lv", "mūsu izplatītājs Polijā sūdzas"),
        ("lt", "mūsų platintojas Lenkijoje skundžiasi"),
        ("pl", "dystrybutor w Niemczech się skarży"),
    ],
)
def test_where_those_are_who_sell_it_is_not_where_the_company_is(language: str, text: str) -> None:
    assert read(text, language) == []

"""Whether a message asks."""

import pytest

from tram_bot.understanding.questions import is_question


def asks(text: str, language: str = "en") -> bool:
    return is_question(text, tuple(dict.fromkeys((language, "en"))))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what does it cost"),
        ("en", "What's that"),
        ("en", "whats that"),
        ("en", "can you help me"),
        ("en", "is it free"),
        ("en", "may we send it by post"),
        ("en", "am I eligible"),
        ("en", "why not"),
        ("en", "where"),
        ("en", "Hi, can you measure this"),
        ("en", "hi there do you test steel"),
        ("en", "Good morning, is it free of charge"),
        ("en", "Thanks! How long does it take"),
        ("en", "ok so what now"),
        ("de", "was kostet das"),
        ("de", "wie lange dauert es"),
        ("de", "können Sie helfen"),
        ("de", "konnen Sie helfen"),
        ("de", "Guten Tag, darf ich fragen"),
        ("da", "hvad koster det"),
        ("da", "er det gratis"),
        ("da", "hej, kan I hjælpe"),
        ("sv", "vad kostar det"),
        ("sv", "är det gratis"),
        ("sv", "hej, kan ni hjälpa"),
        ("fi", "paljonko se maksaa"),
        ("fi", "onko se ilmaista"),
        ("fi", "hei, voitteko auttaa"),
        ("fi", "testaatteko terästä"),
        ("fi", "maksaako se jotain"),
        ("et", "kui palju see maksab"),
        ("et", "kas see on tasuta"),
        ("et", "tere, kas te saate aidata"),
        ("lv", "cik tas maksā"),
        ("lv", "vai tas ir bez maksas"),
        ("lv", "labdien, vai varat palīdzēt"),
        ("lt", "kiek tai kainuoja"),
        ("lt", "ar tai nemokama"),
        ("lt", "laba diena, ar galite padėti"),
        ("lt", "kokie jūsų metodai"),
        ("pl", "ile to kosztuje"),
        ("pl", "czy to jest bezpłatne"),
        ("pl", "dzień dobry, czy możecie pomóc"),
        ("pl", "jakie badania robicie"),
    ],
)
def test_a_question_needs_no_question_mark(language: str, text: str) -> None:
    assert asks(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "😀"),
        ("en", "hi"),
        ("en", "no"),
        ("en", "our paint peels"),
        ("en", "please help"),
        ("en", "I wonder if you can help"),
        ("en", "there are cracks in the weld"),
        ("en", "all are broken"),
        ("en", "May"),
        ("en", "May 12"),
        ("en", "may or june"),
        ("de", "unser Lack rostet"),
        ("de", "Danke, das war alles"),
        ("da", "vores maling skaller af"),
        ("sv", "vår färg flagnar"),
        ("fi", "maalimme hilseilee"),
        ("et", "meie värv koorub"),
        ("lv", "mūsu krāsa lobās"),
        ("lt", "mūsų dažai lupasi"),
        ("pl", "nasza farba się łuszczy"),
    ],
)
def test_a_statement_asks_nothing(language: str, text: str) -> None:
    assert not asks(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "the price?",
        "12?",
        "?",
        "really?!",
        "(for free?)",
        "„for free?“",
        "steel？",
        "مجاني؟",
        "our paint peels. Any idea? Thanks",
        "see https://example.org/?q=1 … right?",
    ],
)
def test_a_question_mark_asks_in_any_language(text: str) -> None:
    assert asks(text)
    assert is_question(text, ())


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/?q=1",
        "see https://example.org/a?b",
        "www.example.org/?",
        "file?name",
    ],
)
def test_a_question_mark_inside_an_address_or_a_word_asks_nothing(text: str) -> None:
    assert not asks(text)


def test_a_question_is_known_in_the_languages_spoken_only() -> None:
    assert asks("cik tas maksā", "lv")
    assert not asks("cik tas maksā", "en")
    assert not is_question("cik tas maksā", ("xx",))

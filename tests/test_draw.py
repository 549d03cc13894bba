"""`tram-bot draw`: pictures of the questionnaires and of who gets a lead, as SVG."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.small_content import write_small_content
from tram_bot import cli
from tram_bot.core.content import Content
from tram_bot.drawings.lines import lines_of, width_of

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ROUTING = "routing.svg"


def drawn(content: Path, into: Path, name: str, language: str = "en") -> ElementTree.Element:
    """A picture that the command makes of a content."""
    arguments = ["--content", str(content), "--into", str(into), "--language", language]
    assert cli.main(["draw", *arguments]) == 0
    return ElementTree.fromstring((into / name).read_bytes())  # noqa: S314 - our own


def texts(picture: ElementTree.Element) -> list[str]:
    """What is written in it, line by line, from the top down."""
    found = sorted(
        picture.iter(f"{SVG}text"),
        key=lambda each: (float(each.get("y", 0)), float(each.get("x", 0))),
    )
    return [each.text or "" for each in found]


def prose(picture: ElementTree.Element) -> str:
    """The same, in the order it was written in, as one text."""
    return " ".join(each.text or "" for each in picture.iter(f"{SVG}text"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fi", "de"])
def test_every_question_is_drawn_in_the_order_of_asking_with_all_it_offers(
    root: Path, tmp_path: Path, nine: Content, language: str
) -> None:
    name = f"questionnaire-challenge.{language}.svg"
    picture = drawn(root, tmp_path, name, language)
    written, lines = prose(picture), texts(picture)
    words = nine.questionnaire_words["challenge"].of(language)
    assert words is not None
    questions = nine.questionnaires["challenge"].questions
    heads = [f"{number}. {question.id}" for number, question in enumerate(questions, 1)]
    assert [line for line in lines if line in heads] == heads
    for question in words.questions.values():
        assert " ".join(question.ask.split()) in written
        for slot in question.slots.values():
            assert slot.label in written
    for option in words.questions["confidentiality"].slots["confidentiality"].options.values():
        assert option.label in written


def test_what_is_skipped_and_when_it_is_is_said(small: Path) -> None:
    picture = drawn(small, small / "pictures", "questionnaire-challenge.en.svg")
    skipped = "Skipped if Confidentiality is “We need a signed NDA first”"
    assert skipped in prose(picture)
    description = picture.findtext(f"{SVG}desc") or ""
    assert f"Which material is it, and in what form? {skipped}." in description
    structure = small / "intents/challenge/questionnaire.yaml"
    text = structure.read_text(encoding="utf-8")
    assert "unless: {confidentiality: [nda_first]}" in text
    changed = text.replace("unless: {", "when: {").replace("[nda_first]", "[open, nda_first]")
    structure.write_text(changed, encoding="utf-8")
    picture = drawn(small, small / "pictures", "questionnaire-challenge.en.svg")
    wanted = "“Not confidential” or “We need a signed NDA first”"
    assert f"Skipped unless Confidentiality is {wanted}" in prose(picture)
    always = re.sub(r"    unless:\s*\{?confidentiality: \[nda_first\]\}?\n", "", text)
    structure.write_text(always, encoding="utf-8")
    assert "Skipped" not in prose(
        drawn(small, small / "pictures", "questionnaire-challenge.en.svg")
    )


def test_where_it_ends_is_drawn(small: Path) -> None:
    written = prose(drawn(small, small / "pictures", "questionnaire-challenge.en.svg"))
    assert "“No, please do not” ends it." in written
    assert written.endswith("routing.svg shows which.")


def test_a_picture_is_told_to_who_does_not_see_it(small: Path) -> None:
    for name in ("questionnaire-challenge.en.svg", ROUTING):
        picture = drawn(small, small / "pictures", name)
        title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
        assert title is not None
        assert description is not None
        assert picture.get("aria-labelledby") == title.get("id")
        assert picture.get("aria-describedby") == description.get("id")
        assert title.text
        assert description.text


def test_words_of_another_language_are_marked_as_such(root: Path, tmp_path: Path) -> None:
    picture = drawn(root, tmp_path, ROUTING, "fi")
    languages = {each.text: each.get(LANGUAGE) for each in picture.iter(f"{SVG}text")}
    assert languages["Puola"] == "fi"
    assert languages["No country told"] is None


def test_who_gets_a_lead_is_drawn_from_the_centres_file(small: Path) -> None:
    centres = small / "facility_catalogue/centres.yaml"
    text = centres.read_text(encoding="utf-8")
    ee = "  ee:\n    country: EE\n"
    assert ee in text
    before, _, after = text.partition(ee)
    after = after.replace("escalates_to: lead-desk", "escalates_to: fi\n    claim_within: 9", 1)
    centres.write_text(f"{before}{ee}{after}", encoding="utf-8")
    picture = drawn(small, small / "pictures", ROUTING)
    lines, written = texts(picture), prose(picture)
    for country in ("Germany", "Estonia", "Poland"):
        assert country in lines
        assert f"Centre of {country}" in lines
    # Once as a centre of its own country, once as the one that Estonia calls in.
    assert lines.count("Centre of Finland") == 2
    assert "after 13 office hours in which nobody claims a lead" in written
    assert "after 8 office hours in which nobody claims a lead" in written
    assert "2 facilities in the country" in lines
    assert "Estonia: Centre of Estonia. If nobody claims a lead, Centre of Finland." in (
        picture.findtext(f"{SVG}desc") or ""
    )
    assert "A copy goes to the centre of the country" in written


def test_a_language_without_words_and_a_folder_that_is_none_are_refused(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["draw", "--content", str(small), "--language", "fr"]) == 2
    assert "--language: there are no words in 'fr'" in capsys.readouterr().err
    file = small / "file"
    file.write_text("mine")
    assert cli.main(["draw", "--content", str(small), "--into", str(file)]) == 2
    assert f"cannot write into {file}" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_drawing_again_takes_the_place_of_what_was_drawn(small: Path) -> None:
    first = ElementTree.tostring(drawn(small, small / "pictures", ROUTING))
    assert ElementTree.tostring(drawn(small, small / "pictures", ROUTING)) == first


@pytest.mark.parametrize(
    "text", ["Röntgenphotoelektronenspektroskopie und Rasterelektronenmikroskopie", "a", ""]
)
@pytest.mark.parametrize("width", [30.0, 120.0])
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = lines_of(text, width, 12)
    assert all(width_of(line, 12) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")

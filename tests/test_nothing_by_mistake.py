"""What cannot be undone happens only when it was said in so many words."""

from datetime import datetime

import pytest

from tram_bot.core.confidentiality import OPEN
from tram_bot.core.content import Content
from tram_bot.core.message import Choice
from tram_bot.transcripts.replay import replay
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import BEGINS, Line, Script

NEED = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May"
)
CONTACT = "Anna Example, Example Coatings Oy, anna@example.org"
TO_CONTACT = (
    {"company": NEED},
    {"company": "yes"},
    {"company": "confidential"},
    {"company": "nothing yet"},
    {"company": "6 coated screws, nothing dangerous"},
    {"question": "contact"},
)
TO_REVIEW = (*TO_CONTACT, {"company": CONTACT}, {"phase": "reviewing"})


def play(content: Content, *lines: object, language: str = "en") -> None:
    """Fails at the first line that is not as it says."""
    made = tuple(
        Line(does=does, value=value, line=number)
        for number, line in enumerate(lines)
        if isinstance(line, dict)
        for does, value in line.items()
    )
    begins = datetime.fromisoformat(BEGINS)
    script = Script(file="here", name="", begins=begins, lines=made, language=language)
    failure = replay(content, script, saved_and_loaded)
    assert failure is None, str(failure)


@pytest.mark.parametrize("reply", ["yes", "Yes please", "sure, go ahead", "ok, yes, delete it"])
def test_a_plain_yes_erases(content: Content, reply: str) -> None:
    play(content, {"company": NEED}, {"company": "/forgetme"}, {"company": reply}, {"erased": True})


@pytest.mark.parametrize(
    "reply",
    ["of course not", "do it later", "it peels off, sure", "yes, but first tell me what XPS is"],
)
def test_a_yes_in_passing_does_not_erase(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": "/forgetme"},
        {"company": reply},
        {"bot": ('"yes" or "no"', "Shall I delete everything", "[Yes]")},
        {"answers": {"problem": "zinc flake"}},
        {"company": "yes"},
        {"erased": True},
    )


@pytest.mark.parametrize("reply", ["yes please", "sure, go ahead", "I agree", "Yes, you may", "1"])
def test_a_plain_yes_agrees(content: Content, reply: str) -> None:
    play(content, {"company": NEED}, {"company": reply}, {"answers": {"consent": "agree"}})


@pytest.mark.parametrize(
    "reply",
    [
        "of course not",
        "yes, but not to the centre",
        "I agree only if it stays in Poland",
        "sure?",
        "maybe yes",
    ],
)
def test_a_yes_in_passing_does_not_agree(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": reply},
        {"question": "consent"},
        {"answers": {"consent": "not answered"}},
    )


@pytest.mark.parametrize("reply", ["send", "yes please", "ok, send it", "sure, go ahead", "1"])
def test_a_plain_yes_sends(content: Content, reply: str) -> None:
    play(content, *TO_REVIEW, {"company": reply}, {"lead": {"centre": "pl"}})


@pytest.mark.parametrize(
    "reply", ["is it correct?", "is it ok", "yes but the deadline is wrong", "send?", "not ok"]
)
def test_a_yes_in_passing_does_not_send(content: Content, reply: str) -> None:
    play(content, *TO_REVIEW, {"company": reply}, {"lead": "none"}, {"phase": "reviewing"})


@pytest.mark.parametrize("reply", ["ok", "yes", "looks good", "1", "send it"])
def test_what_was_written_before_the_review_does_not_send(content: Content, reply: str) -> None:
    play(content, *TO_CONTACT, {"company": (CONTACT, reply)}, {"lead": "none"})
    play(
        content,
        *TO_REVIEW,
        {"late": reply},
        {"lead": "none"},
        {"bot": "Shall I send"},
        {"company": reply},
        {"lead": {"centre": "pl"}},
    )


@pytest.mark.parametrize(
    "reply",
    [
        "sure, it is on wood",
        "of course we tried a new primer",
        "it is fine with us if you answer later",
    ],
)
def test_a_yes_in_passing_before_consent_was_asked_does_not_agree(
    content: Content, reply: str
) -> None:
    play(
        content,
        {"company": ("our paint peels off after one winter", reply)},
        {"question": "consent"},
        {"answers": {"consent": "not answered", "problem": reply}},
    )


@pytest.mark.parametrize(
    "reply",
    [
        "not confidential",
        "No, it's not confidential.",
        "no",
        "1",
        "the first one",
        "open, it can be shared",
        "this is not confidential, you may share it",
        "no, nothing is confidential",
        "this is public",
        "all open",
        "it isn't confidential",
        "yes, it can be shared",
        "not at all",
    ],
)
def test_a_plain_word_releases(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": "yes"},
        {"company": reply},
        {"answers": {"confidentiality": "open"}},
    )


@pytest.mark.parametrize(
    "reply",
    [
        "no, keep it to yourselves",
        "no, secret",
        "can be shared with you only",
        "please don't let it become public",
        "public it must not be",
        "public, no",
        "maybe open",
    ],
)
def test_a_release_in_passing_releases_nothing(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": "yes"},
        {"company": reply},
        {"question": "confidentiality"},
        {"answers": {"confidentiality": "not answered"}},
    )


@pytest.mark.parametrize("reply", ["ist kein Geheimnis", "ist offen", "nichts ist vertraulich"])
def test_what_only_begins_like_a_question_releases(nine: Content, reply: str) -> None:
    play(
        nine,
        {"company": "unsere Farbe blättert ab"},
        {"company": "ja"},
        {"company": reply},
        {"answers": {"confidentiality": "open"}},
        language="de",
    )


@pytest.mark.parametrize(
    "reply",
    [
        "somewhat open",
        "almost entirely open",
        "mostly open",
        "nearly all of it is open",
        "all open for now",
    ],
)
def test_a_release_that_is_not_plain_is_no_question_of_the_company_s(
    content: Content, reply: str
) -> None:
    play(
        content,
        {"company": NEED},
        {"company": "yes"},
        {"company": reply},
        {"bot": "Please choose one of these"},
        {"question": "confidentiality"},
        {"answers": {"confidentiality": "not answered"}},
    )


@pytest.mark.parametrize("reply", ["no, not without an NDA", "only with an NDA"])
def test_nothing_without_an_agreement_asks_for_one(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": "yes"},
        {"company": reply},
        {"answers": {"confidentiality": "nda_first"}},
    )


def test_a_release_in_the_first_message_is_asked_about(content: Content) -> None:
    play(
        content,
        {"company": f"{NEED}, please don't let it become public"},
        {"bot_not": "Confidentiality"},
        {"company": "yes"},
        {"question": "confidentiality"},
    )


@pytest.mark.parametrize(
    ("language", "need", "yes", "reply"),
    [
        ("de", "unsere Farbe blättert ab", "ja", "öffentlich soll es nicht werden"),
        ("da", "vores pulverlak skaller af stålet", "ja", "offentligt skal det ikke være"),
        ("sv", "vår färg flagnar", "ja", "offentligt får det inte bli"),
        ("fi", "jauhemaali hilseilee teräkseltä", "kyllä", "julkinen ei saa olla"),
        ("et", "meie värv koorub", "jah", "võib jagada ainult keskusega"),
        ("lv", "mūsu krāsa lobās", "jā", "publiski nestāstiet"),
        ("lt", "mūsų dažai lupasi", "taip", "viešai neskelbti"),
        ("pl", "nasza farba się łuszczy", "tak", "jawne to nie jest"),
    ],
)
def test_nothing_is_released_in_passing_in_any_language(
    nine: Content, language: str, need: str, yes: str, reply: str
) -> None:
    play(
        nine,
        {"company": need},
        {"company": yes},
        {"question": "confidentiality"},
        {"company": reply},
        {"question": "confidentiality"},
        {"answers": {"confidentiality": "not answered"}},
        language=language,
    )


@pytest.mark.parametrize(
    "reply",
    ["6 screws, we are not sure if they are safe", "6 screws, not sure there is nothing dangerous"],
)
def test_what_is_only_hoped_is_no_harmless_sample(content: Content, reply: str) -> None:
    play(
        content,
        *TO_CONTACT[:4],
        {"question": "samples"},
        {"company": reply},
        {"answers": {"sample_count": 6}},
        {"question": "samples"},
    )


def reads_open(content: Content, language: str, reply: str) -> bool:
    """Whether a reply is read as *not confidential*, and as nothing else."""
    read = content.choose(reply, of_secrecy(content, language))
    return bool(read and read.only == OPEN and read.unmistakable)


def of_secrecy(content: Content, language: str) -> tuple[Choice, ...]:
    """What may be answered to how confidential it is."""
    words = content.questionnaire_words["challenge"].of(language)
    assert words
    slot = words.questions["confidentiality"].slots["confidentiality"]
    return tuple(
        Choice(id=id, words=(each.label, *each.accept)) for id, each in slot.options.items()
    )


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("en", "nothing is confidential"),
        ("en", "no, nothing is confidential"),
        ("en", "nothing here is confidential"),
        ("en", "nothing confidential here"),
        ("en", "not at all confidential"),
        ("en", "not so confidential"),
        ("en", "this is public"),
        ("en", "it can be public"),
        ("en", "all open"),
        ("en", "fully open"),
        ("en", "completely open"),
        ("en", "everything is open"),
        ("en", "it isn't confidential"),
        ("en", "isn't confidential"),
        ("en", "it's not a secret"),
        ("en", "that's no secret"),
        ("en", "not secret at all"),
        ("en", "this can be shared"),
        ("en", "yes, it can be shared"),
        ("en", "not at all"),
        ("de", "nichts ist vertraulich"),
        ("de", "nein, nichts ist vertraulich"),
        ("de", "alles offen"),
        ("de", "ist kein Geheimnis"),
        ("de", "ist offen"),
        ("de", "völlig offen"),
        ("de", "gar nicht"),
        ("de", "nein, gar nicht"),
        ("de", "überhaupt nicht geheim"),
        ("da", "intet er fortroligt"),
        ("da", "helt åbent"),
        ("da", "alt kan deles"),
        ("da", "intet hemmeligt"),
        ("da", "det er ikke en hemmelighed"),
        ("da", "slet ikke"),
        ("da", "er åbent"),
        ("sv", "inget är konfidentiellt"),
        ("sv", "allt är öppet"),
        ("sv", "helt öppet"),
        ("sv", "allt kan delas"),
        ("sv", "inte hemligt alls"),
        ("sv", "nej, inte alls"),
        ("fi", "täysin avoin"),
        ("fi", "ei lainkaan luottamuksellinen"),
        ("fi", "mikään ei ole luottamuksellista"),
        ("fi", "kaikki on julkista"),
        ("fi", "ei ollenkaan"),
        ("et", "täiesti avalik"),
        ("et", "kõike võib jagada"),
        ("et", "miski ei ole konfidentsiaalne"),
        ("et", "kõik on avalik"),
        ("et", "üldse mitte"),
        ("lv", "informācija nav konfidenciāla"),
        ("lv", "nekas nav slepens"),
        ("lv", "pilnīgi atklāti"),
        ("lv", "visu drīkst nodot tālāk"),
        ("lv", "nemaz"),
        ("lt", "tuo galima dalintis"),
        ("lt", "nėra konfidenciali"),
        ("lt", "vieša informacija"),
        ("lt", "viskas vieša"),
        ("lt", "visiškai ne"),
        ("pl", "nic nie jest poufne"),
        ("pl", "wszystko jest jawne"),
        ("pl", "to nie jest tajemnica"),
        ("pl", "w pełni jawne"),
        ("pl", "wcale nie"),
    ],
)
def test_that_nothing_is_confidential_is_plain_in_every_language(
    nine: Content, language: str, reply: str
) -> None:
    assert reads_open(nine, language, reply)


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("en", "nothing can be shared"),
        ("en", "not all of it can be shared"),
        ("en", "this is not public"),
        ("en", "isn't open"),
        ("en", "is all open"),
        ("en", "public, not at all"),
        ("en", "can this be shared"),
        ("de", "nichts ist öffentlich"),
        ("de", "nicht alles offen"),
        ("de", "gar nicht öffentlich"),
        ("de", "öffentlich, gar nicht"),
        ("de", "ist das offen"),
        ("de", "nicht ganz offen"),
        ("da", "intet kan deles"),
        ("da", "ikke helt åbent"),
        ("da", "er alt åbent"),
        ("da", "slet ikke offentligt"),
        ("sv", "inget kan delas"),
        ("sv", "inte helt öppet"),
        ("sv", "är allt öppet"),
        ("sv", "inte alls öppet"),
        ("fi", "ei täysin avoin"),
        ("fi", "ei lainkaan julkinen"),
        ("fi", "kaikkea ei saa jakaa"),
        ("et", "mitte täiesti avalik"),
        ("et", "üldse mitte avalik"),
        ("et", "miski ei ole avalik"),
        ("lv", "nemaz publiski"),
        ("lv", "nav pilnīgi atklāti"),
        ("lv", "nekas nav publiski"),
        ("lt", "ar galima dalintis"),
        ("lt", "ne viskas vieša"),
        ("lt", "visai ne vieša"),
        ("lt", "viešai skelbti negalima"),
        ("pl", "nic nie jest jawne"),
        ("pl", "wcale nie jawne"),
        ("pl", "nie wszystko jest jawne"),
        ("pl", "można udostępniać tylko państwu"),
    ],
)
def test_what_denies_or_asks_it_is_not(nine: Content, language: str, reply: str) -> None:
    assert not reads_open(nine, language, reply)


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("de", "hier ist alles vertraulich"),
        ("de", "alles davon ist vertraulich"),
        ("fi", "asia on salainen"),
        ("lt", "viskas yra konfidencialu"),
    ],
)
def test_all_of_it_in_confidence_is_no_slip_of_none_of_it(
    nine: Content, language: str, reply: str
) -> None:
    chosen = nine.choose(reply, of_secrecy(nine, language))
    assert chosen
    assert chosen.only == "confidential"

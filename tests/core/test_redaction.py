"""Nothing of a message that is kept to be learnt from tells who wrote it."""

from datetime import date

import pytest

from tram_bot.core.content import Content
from tram_bot.core.redaction import cues, is_telling, redacted

TODAY = date(2026, 11, 23)


def left_of(content: Content, text: str, language: str) -> str:
    return redacted(content.understand(text, language, TODAY), cues(content, language))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write to anna@example.org please", "write to [address] please"),
        ("write to anna (at) example.org please", "write to [address] please"),
        ("I am @anna_example on there", "I am [address] on there"),
        ("see https://example.org/a?b=1, is that you", "see [link] is that you"),
        ("see www.example.org or example.com/shop", "see [link] or [link]"),
        ("ring +358 40 123 4567 or 040-1234567.", "ring [number] or [number]."),
        ("is order 20417 with you", "is order [number] with you"),
        ("our part XK-2000B broke", "our part [number] broke"),
        ("do you measure 3 samples of 12 mm", "do you measure 3 samples of 12 mm"),
        ("Example Coatings Oy wants a canteen", "[company] wants a canteen"),
        ("is there a canteen in Gdańsk", "is there a canteen in [place]"),
        ("we are a Polish company, who cooks", "we are a [place] company, who cooks"),
        ("has Anna Example a canteen", "has [name] a canteen"),
        ("Anna Example has a canteen", "[name] has a canteen"),
        ("is XRD in the soup? Why? The soup is cold", "is XRD in the soup? Why? The soup is cold"),
        ("our customer in Hamburg has a canteen", "our customer in [name] has a canteen"),
        ("mail anna at example dot org", "mail [address]"),
        ("anna[at]example[dot]org please", "[address] please"),
        ("write to anna＠example.org", "write to [address]"),
        ("see EXAMPLE.ORG or HTTPS://Example.Org/a", "see [link] or [link]"),
        ("it has number ２０４１７", "it has number [number]"),
        ("a quantum dot in the soup", "a quantum dot in the soup"),
        ("Anna wants a canteen", "[name] wants a canteen"),
        ("Has Anna Example a canteen", "Has [name] a canteen"),
        ("is there a canteen?\nAnna", "is there a canteen?\n[name]"),
        ("is O'Brien in, or D’Angelo", "is [name] in, or [name]"),
        ("ask J. Smithson about it", "ask J. [name] about it"),
        ("my name is anna, is there soup", "my name is [name], is there soup"),
        ("MY NAME IS ANNA", "MY NAME IS [name]"),
        ("is there soup\nbest regards\nanna", "is there soup\nbest regards\n[name]"),
        ("this is XRD soup", "this is XRD soup"),
        ("my name is [name], I'm cold", "my name is [name], I'm cold"),
        ("regards, john smithson", "regards, [name] [name]"),
        ("sincerely\nj. smithson", "sincerely\n[name]. [name]"),
        ("ask dr. smithson about soup", "ask dr. [name] about soup"),
        ("it was mr. steel.", "it was mr. [name]."),
        ("tell JOHN SMITHSON, or Anna SMITHSON", "tell [name], or [name]"),
        ("is there soup at 12 baker street", "is there soup at [address]"),
        ("is there soup, baker street 3b?", "is there soup, [address]?"),
        ("our company acme coatings ltd wants soup", "our company [company] wants soup"),
        ("write to annaexample at example.com", "write to [address]"),
        ("anna dot example at example dot org", "[address]"),
        ("is GB29 NWBK 6016 1331 9268 19 yours", "is [number] yours"),
        ("see ftp://example/anna", "see [link]"),
        ("is there soup at 12 Baker Lane", "is there soup at [address]"),
        ("is there soup, Baker Lane 3b?", "is there soup, [address]?"),
        ("our company Acme Coatings PLC wants soup", "our company [company] wants soup"),
        ("production lane 3 stops", "production lane 3 stops"),
        ("our siemens plc fails", "our siemens plc fails"),
        ("the feed of baker street 200 mm", "the feed of baker street 200 mm"),
    ],
)  # fmt: skip
def test_what_tells_who_it_is_leaves_a_mark(content: Content, text: str, left: str) -> None:
    assert left_of(content, text, "en") == left


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("Wo ist die Kantine für Gäste", "de", "Wo ist die Kantine für Gäste"),
        ("Ich heiße Anna Beispiel, wo ist es", "de", "Ich heiße [name], wo ist es"),
        ("nazywam się Anna Przykład, gdzie stołówka", "pl", "nazywam się [name], gdzie stołówka"),
        ("onko Annalla ruokala", "fi", "onko [name] ruokala"),
        ("kas Annal on söökla", "et", "kas [name] on söökla"),
        ("Wo sitzt Anna Beispiel gerade", "de", "Wo sitzt [name] gerade"),
        ("Frau Müller sitzt wo", "de", "Frau [name] sitzt wo"),
        ("i.A. Müller", "de", "i.A. [name]"),
        ("Hr. jensen er her", "da", "Hr. [name] er her"),
        ("ich heiße annemarie, wo ist es", "de", "ich heiße [name], wo ist es"),
        ("Der Punkt ist wo", "de", "Der Punkt ist wo"),
        ("Annalta keittoa", "fi", "[name] keittoa"),
        ("nazywam się zofia, gdzie stołówka", "pl", "nazywam się [name], gdzie stołówka"),
        ("jag heter åsa, var är den", "sv", "jag heter [name], var är den"),
        ("er hr. Jensen der", "da", "er hr. [name] der"),
        ("mani sauc ilze, kur ir ēdnīca", "lv", "mani sauc [name], kur ir ēdnīca"),
        ("ar p. Kazlauskas yra", "lt", "ar p. [name] yra"),
        ("ul. Długa 12/3, gdzie stołówka", "pl", "[address], gdzie stołówka"),
        ("mfg hans müller", "de", "mfg [name] [name]"),
        ("mein name ist anna stahl.", "de", "mein name ist [name] [name]."),
        ("mvh anders", "da", "mvh [name]"),
        ("ul. Długa 12 m. 3, gdzie stołówka", "pl", "[address] m. 3, gdzie stołówka"),
        ("brīvības ielā 5 pa kreisi", "lv", "[address] pa kreisi"),
        ("är den på storgatan 12 g", "sv", "är den på [address] g"),
        ("der Schalterweg 12 m, wo", "de", "der Schalterweg 12 m, wo"),
        ("Arbeitsplatz 2 ist defekt", "de", "Arbeitsplatz 2 ist defekt"),
        ("ein Verfahrweg 200 mm", "de", "ein Verfahrweg 200 mm"),
        ("eine Prüfstrasse 12,5 kg", "de", "eine Prüfstrasse 12,5 kg"),
        ("am Messplatz 3, dann am Prüfplatz 4", "de", "am Messplatz 3, dann am Prüfplatz 4"),
        ("wir sind im birkenweg 12 daheim", "de", "wir sind im [address] daheim"),
        ("Marktplatz 3b, 20095 wo", "de", "[address], [number] wo"),
        ("exempel ab, storgatan 12, mvh åsa", "sv", "[company], [address], mvh [name]"),
        ("terveisin matti", "fi", "terveisin [name]"),
        ("näidis oü, narva mnt 5", "et", "[company], [address]"),
        ("kus on söökla? tervitades mari", "et", "kus on söökla? tervitades [name]"),
        ("sia piemērs, brīvības ielā 5", "lv", "[company], [address]"),
        ("uab pavyzdys, gedimino pr. 12", "lt", "[company], [address]"),
        ("kur valgykla? pagarbiai jonas", "lt", "kur valgykla? pagarbiai [name]"),
        ("jestem anna, gdzie stołówka", "pl", "jestem [name], gdzie stołówka"),
        ("olen matti, missä ruokala", "fi", "olen [name], missä ruokala"),
        ("olen mari, kus söökla", "et", "olen [name], kus söökla"),
        ("esu jonas, kur valgykla", "lt", "esu [name], kur valgykla"),
        ("esmu jānis, kur ēdnīca", "lv", "esmu [name], kur ēdnīca"),
        ("przykład sp. z o.o., pozdrawiam jan", "pl", "[company], pozdrawiam [name]"),
    ],
)  # fmt: skip
def test_it_does_so_in_other_languages(nine: Content, text: str, language: str, left: str) -> None:
    assert left_of(nine, text, language) == left


def test_marks_alone_tell_nothing() -> None:
    assert not is_telling("[name], [company] – [number]!")
    assert is_telling("[place] canteen")

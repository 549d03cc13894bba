"""Days by which something is needed, told on Tuesday, 10 March 2026."""

from datetime import date

import pytest

from tram_bot.understanding.days import read_days

TODAY = date(2026, 3, 10)


def read(text: str, language: str = "en", today: date = TODAY) -> list[str]:
    """The days in a text, as ISO dates."""
    languages = tuple(dict.fromkeys((language, "en")))
    return [each.value.day.isoformat() for each in read_days(text, today, languages)]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "31.12.", "2026-12-31"),
        ("en", "31.12.2026", "2026-12-31"),
        ("en", "31/12/2026", "2026-12-31"),
        ("en", "12/31/2026", "2026-12-31"),
        ("en", "31-12-2026", "2026-12-31"),
        ("en", "2026-12-31", "2026-12-31"),
        ("en", "2026/6/1", "2026-06-01"),
        ("en", "1.6.26", "2026-06-01"),
        ("en", "by 31.12.", "2026-12-31"),
        ("en", "12 May", "2026-05-12"),
        ("en", "12 may", "2026-05-12"),
        ("en", "May 12", "2026-05-12"),
        ("en", "May 12th, 2027", "2027-05-12"),
        ("en", "31st of December", "2026-12-31"),
        ("en", "we need the results by 15 June", "2026-06-15"),
        ("en", "Deadline: 1 June", "2026-06-01"),
        ("en", "by Friday, 5 June", "2026-06-05"),
        ("en", "we need it Monday 13 July", "2026-07-13"),
        ("de", "bis zum 31.12.", "2026-12-31"),
        ("de", "am 1. Juni 2026", "2026-06-01"),
        ("de", "Freitag, den 5. Juni", "2026-06-05"),
        ("da", "senest den 15.6.", "2026-06-15"),
        ("da", "den 31. december", "2026-12-31"),
        ("sv", "senast 15/6", "2026-06-15"),
        ("sv", "senast den 1 juni", "2026-06-01"),
        ("fi", "31.12. mennessä", "2026-12-31"),
        ("fi", "1. kesäkuuta 2026 mennessä", "2026-06-01"),
        ("et", "hiljemalt 15.6.", "2026-06-15"),
        ("et", "31. detsembriks", "2026-12-31"),
        ("lv", "līdz 31. decembrim", "2026-12-31"),
        ("lv", "līdz 2027. gada 1. jūnijam", "2027-06-01"),
        ("lt", "iki gruodžio 31 d.", "2026-12-31"),
        ("lt", "2027 m. birželio 1 d.", "2027-06-01"),
        ("pl", "najpóźniej 15.6.", "2026-06-15"),
        ("pl", "do 1 czerwca 2026 r.", "2026-06-01"),
        ("pl", "do 5 maja", "2026-05-05"),
        ("pl", "8 sie 2026", "2026-08-08"),
    ],
)
def test_a_date_is_that_day(language: str, text: str, day: str) -> None:
    assert read(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "before May", "2026-04-30"),
        ("en", "We need the cause by May. 6 screws", "2026-05-31"),
        ("de", "Ursache bis Mai. 6 Schrauben", "2026-05-31"),
        ("et", "tahame teada põhjust maikuuks", "2026-05-31"),
        ("et", "enne maikuud", "2026-04-30"),
        ("et", "vajame vastust juuniks", "2026-06-30"),
        ("et", "vastust oleks vaja juunini", "2026-06-30"),
        ("fi", "tarvitsemme vastauksen kesäkuuksi", "2026-06-30"),
        ("en", "on Dec. 6", "2026-12-06"),
        ("en", "by May", "2026-05-31"),
        ("en", "in May", "2026-05-31"),
        ("en", "May", "2026-05-31"),
        ("en", "in Sept", "2026-09-30"),
        ("en", "June 2027", "2027-06-30"),
        ("en", "mid May", "2026-05-16"),
        ("en", "by the beginning of June", "2026-06-08"),
        ("en", "before the end of May", "2026-05-31"),
        ("de", "vor Mai", "2026-04-30"),
        ("de", "bis Ende Mai", "2026-05-31"),
        ("de", "Mitte Juni", "2026-06-15"),
        ("de", "im Mai brauchen wir Ergebnisse", "2026-05-31"),
        ("da", "inden maj", "2026-04-30"),
        ("da", "inden udgangen af maj", "2026-05-31"),
        ("sv", "före maj", "2026-04-30"),
        ("sv", "i slutet av maj", "2026-05-31"),
        ("fi", "ennen toukokuuta", "2026-04-30"),
        ("fi", "toukokuun loppuun mennessä", "2026-05-31"),
        ("fi", "kesäkuun puolivälissä", "2026-06-15"),
        ("fi", "tammikuun alkuun mennessä", "2027-01-08"),
        ("et", "enne maid", "2026-04-30"),
        ("et", "mai lõpuks", "2026-05-31"),
        ("et", "enne detsembrit", "2026-11-30"),
        ("et", "juuni keskel", "2026-06-15"),
        ("lv", "pirms maija", "2026-04-30"),
        ("lv", "līdz maija beigām", "2026-05-31"),
        ("lv", "līdz jūnija sākumam", "2026-06-08"),
        ("lt", "prieš gegužę", "2026-04-30"),
        ("lt", "iki gegužės pabaigos", "2026-05-31"),
        ("lt", "iki birželio pradžios", "2026-06-08"),
        ("pl", "przed majem", "2026-04-30"),
        ("pl", "do końca maja", "2026-05-31"),
        ("pl", "w połowie czerwca", "2026-06-15"),
        ("pl", "w lutym", "2027-02-28"),
        ("pl", "w marcu potrzebujemy wyników", "2026-03-31"),
    ],
)
def test_a_month_ends_with_its_last_day_and_before_it_is_the_day_before(
    language: str, text: str, day: str
) -> None:
    assert read(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "by the end of Q3", "2026-09-30"),
        ("en", "before Q3", "2026-06-30"),
        ("en", "Q3 2027", "2027-09-30"),
        ("en", "next quarter", "2026-06-30"),
        ("en", "we need results next quarter I think", "2026-06-30"),
        ("sv", "nästa kvartal i så fall", "2026-06-30"),
        ("da", "4. kvartal i år", "2026-12-31"),
        ("en", "by the end of the year", "2026-12-31"),
        ("en", "this year", "2026-12-31"),
        ("en", "by 2027", "2027-12-31"),
        ("en", "next week", "2026-03-20"),
        ("en", "by the end of next month", "2026-04-30"),
        ("en", "by summer", "2026-08-31"),
        ("en", "before summer", "2026-05-31"),
        ("en", "in winter", "2027-02-28"),
        ("en", "autumn 2027", "2027-11-30"),
        ("en", "before Christmas", "2026-12-23"),
        ("en", "Christmas 2027", "2027-12-24"),
        ("de", "Ende Q3", "2026-09-30"),
        ("de", "bis Ende des Quartals", "2026-03-31"),
        ("de", "bis Jahresende", "2026-12-31"),
        ("de", "nächste Woche", "2026-03-20"),
        ("de", "vor dem Sommer", "2026-05-31"),
        ("da", "slutningen af året", "2026-12-31"),
        ("da", "til efteråret", "2026-11-30"),
        ("da", "inden jul", "2026-12-23"),
        ("sv", "i slutet av året", "2026-12-31"),
        ("sv", "till sommaren", "2026-08-31"),
        ("sv", "före midsommar", "2026-06-22"),
        ("fi", "vuoden loppuun mennessä", "2026-12-31"),
        ("fi", "Q3 loppuun mennessä", "2026-09-30"),
        ("fi", "ensi kesään mennessä", "2026-08-31"),
        ("fi", "ennen joulua", "2026-12-23"),
        ("et", "aasta lõpuks", "2026-12-31"),
        ("et", "järgmisel nädalal", "2026-03-20"),
        ("et", "suve lõpuks", "2026-08-31"),
        ("fi", "vuoden 2027 loppuun mennessä", "2027-12-31"),
        ("lv", "līdz gada beigām", "2026-12-31"),
        ("lv", "līdz 2027. gada beigām", "2027-12-31"),
        ("lv", "2027. gada jūnijā", "2027-06-30"),
        ("lt", "iki 2027 metų pabaigos", "2027-12-31"),
        ("lv", "nākamajā nedēļā", "2026-03-20"),
        ("lv", "pirms vasaras", "2026-05-31"),
        ("lt", "iki metų pabaigos", "2026-12-31"),
        ("lt", "kitą savaitę", "2026-03-20"),
        ("lt", "iki vasaros", "2026-08-31"),
        ("pl", "do końca roku", "2026-12-31"),
        ("pl", "do końca Q3", "2026-09-30"),
        ("pl", "do końca kwartału", "2026-03-31"),
        ("pl", "w przyszłym tygodniu", "2026-03-20"),
        ("pl", "przed latem", "2026-05-31"),
    ],
)
def test_quarters_years_weeks_seasons_and_feasts_end_with_their_last_day(
    language: str, text: str, day: str
) -> None:
    assert read(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "today", "2026-03-10"),
        ("en", "tomorrow", "2026-03-11"),
        ("en", "by Friday", "2026-03-13"),
        ("en", "next Friday", "2026-03-20"),
        ("en", "in three weeks", "2026-03-31"),
        ("en", "within 6 weeks", "2026-04-21"),
        ("en", "in 6-8 weeks", "2026-05-05"),
        ("en", "in 2 months", "2026-05-10"),
        ("en", "in half a year", "2026-09-10"),
        ("en", "ten days from now", "2026-03-20"),
        ("en", "two weeks", "2026-03-24"),
        ("de", "übermorgen", "2026-03-12"),
        ("de", "bis Freitag", "2026-03-13"),
        ("de", "in drei Wochen", "2026-03-31"),
        ("de", "in einem halben Jahr", "2026-09-10"),
        ("da", "i morgen", "2026-03-11"),
        ("da", "på fredag", "2026-03-13"),
        ("da", "om tre uger", "2026-03-31"),
        ("sv", "imorgon", "2026-03-11"),
        ("sv", "om tre veckor", "2026-03-31"),
        ("sv", "inom två månader", "2026-05-10"),
        ("fi", "huomenna", "2026-03-11"),
        ("fi", "perjantaihin mennessä", "2026-03-13"),
        ("fi", "kolmen viikon kuluessa", "2026-03-31"),
        ("fi", "kahden kuukauden kuluttua", "2026-05-10"),
        ("et", "homseks", "2026-03-11"),
        ("et", "reedeks", "2026-03-13"),
        ("et", "kolme nädala jooksul", "2026-03-31"),
        ("et", "kahe kuu pärast", "2026-05-10"),
        ("lv", "rīt", "2026-03-11"),
        ("lv", "līdz piektdienai", "2026-03-13"),
        ("lv", "trīs nedēļu laikā", "2026-03-31"),
        ("lv", "pēc trim nedēļām", "2026-03-31"),
        ("lt", "rytoj", "2026-03-11"),
        ("lt", "iki penktadienio", "2026-03-13"),
        ("lt", "per tris savaites", "2026-03-31"),
        ("lt", "per du mėnesius", "2026-05-10"),
        ("pl", "jutro", "2026-03-11"),
        ("pl", "do piątku", "2026-03-13"),
        ("pl", "do wtorku", "2026-03-17"),
        ("pl", "w środę potrzebujemy wyniku", "2026-03-11"),
        ("pl", "do środy", "2026-03-11"),
        ("pl", "do czwartku", "2026-03-12"),
        ("pl", "za trzy tygodnie", "2026-03-31"),
        ("pl", "za tydzień", "2026-03-17"),
        ("pl", "za pół roku", "2026-09-10"),
    ],
)
def test_weekdays_and_lengths_of_time_are_counted_from_today(
    language: str, text: str, day: str
) -> None:
    assert read(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "30 February"),
        ("en", "by 30 February"),
        ("en", "30.02.2026"),
        ("en", "29.2.2027"),
        ("en", "31 April"),
        ("en", "00.00.2026"),
        ("en", "99.99.9999"),
        ("en", "0000-00-00"),
        ("en", "in 400 years"),
        ("de", "30. Februar"),
        ("da", "30. februar"),
        ("sv", "30 februari"),
        ("fi", "30. helmikuuta"),
        ("et", "30. veebruar"),
        ("lv", "30. februāris"),
        ("lt", "vasario 30"),
        ("pl", "30 lutego"),
    ],
)
def test_a_day_that_no_calendar_has_is_none_and_no_month_either(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "since May"),
        ("en", "last month"),
        ("en", "it happened in May last year"),
        ("en", "after one winter"),
        ("en", "yesterday"),
        ("en", "every Monday"),
        ("en", "in 2020"),
        ("en", "the paint cracked in June"),
        ("en", "not before June please"),
        ("de", "seit Mai"),
        ("de", "letzten Monat"),
        ("de", "vor drei Wochen"),
        ("de", "Es ist im Mai passiert, da war es kalt"),
        ("da", "siden maj"),
        ("sv", "förra månaden"),
        ("sv", "det hände i maj"),
        ("fi", "viime kuussa"),
        ("fi", "toukokuusta lähtien"),
        ("et", "alates maist"),
        ("lv", "kopš maija"),
        ("lt", "nuo gegužės"),
        ("pl", "od maja"),
        ("pl", "w zeszłym miesiącu"),
        ("pl", "20 lat temu"),
    ],
)
def test_what_lies_behind_is_no_deadline(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 January 2020", "2020-01-01"),
        ("by 1.1.2020", "2020-01-01"),
        ("on 3 March 2026", "2026-03-03"),
    ],
)
def test_a_full_date_in_the_past_is_told_so_that_it_can_be_asked_about(text: str, day: str) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [("9.3.", "2027-03-09"), ("10.3.", "2026-03-10"), ("29 February", "2028-02-29")],
)
def test_a_date_without_its_year_is_the_next_one(text: str, day: str) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("May", date(2026, 5, 31), "2026-05-31"),
        ("May", date(2026, 6, 1), "2027-05-31"),
        ("before May", date(2026, 5, 10), "2027-04-30"),
        ("in one month", date(2026, 1, 31), "2026-02-28"),
        ("next month", date(2026, 12, 5), "2027-01-31"),
        ("next quarter", date(2026, 11, 5), "2027-03-31"),
        ("in winter", date(2026, 12, 24), "2027-02-28"),
        ("by Friday", date(2026, 3, 13), "2026-03-20"),
        ("by 31 December", date(2026, 12, 31), "2026-12-31"),
    ],
)
def test_the_next_one_is_counted_from_the_day_of_writing(text: str, today: date, day: str) -> None:
    assert read(text, "en", today) == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "it may crack"),
        ("en", "12 may be too many"),
        ("en", "May I ask something"),
        ("en", "we march on"),
        ("en", "2.5 mm"),
        ("en", "by the 15th"),
        ("en", "asap"),
        ("en", "ISO 9227"),
        ("en", "10:30"),
        ("de", "Guten Morgen"),
        ("de", "Guten Morgen, wir brauchen Hilfe"),
        ("fi", "maali"),
        ("fi", "elohopea"),
        ("da", "den går ikke"),
        ("sv", "senare i kvartalet"),
        ("et", "juuni ilm rikkus proovid ära"),
        ("et", "enne maisi jahvatamist"),
        ("pl", "Próbki mają 5 mm"),
        ("pl", "probki maja 5 mm"),
        ("pl", "detale mające 12 mm średnicy"),
        ("pl", "próbki 5 mają pęknięcia"),
        ("pl", "z 20 próbek 5 się rozpuściło"),
        ("pl", "potrzebujemy wiedzieć, co dzieje się w środku odlewu"),
        ("pl", "woda dostaje się do środka"),
        ("pl", "w środowisku kwaśnym potrzebujemy wyniku"),
        ("pl", "pęka do czwartej próby"),
        ("lt", "5 mm iki liepsnos"),
        ("lv", "pēc martensīta"),
    ],
)
def test_words_and_sizes_that_only_look_like_days_are_none(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Zinc flakes peel off on 8.8 bolts"),
        ("en", "we need help for 3.1 certificates"),
        ("en", 'the paint blisters on 3/4" pipes'),
        ("en", "tighten up to 10.9 strength please"),
        ("en", "we need help for the 8.8 bolts"),
        ("en", "we need help on 1.05 certificates"),
        ("da", "vi skal bruge lim til 8.8 bolte tak"),
        ("da", "Revner på 10.9 bolte"),
        ("da", "Revner på 3/10 emner"),
        ("da", "vi skal bruge lim til 8.8 bolte"),
        ("sv", "sprickor på 8.8 skruvar"),
        ("sv", "vi behöver lim till 8.8 skruvar"),
        ("pl", "na 10.9 śrubach"),
        ("fi", "lujuusluokka on 8.8."),
        ("fi", "tarve on 2030 kpl"),
        ("et", "tugevusklass on 10.9."),
        ("sv", "det är för 8.8."),
        ("da", "vi skal have resultater til 10.9 bolte"),
        ("de", "pH von 3.5 bis 4.5"),
        ("lt", "pH 3.5 iki 4.5."),
    ],
)
def test_the_class_of_a_bolt_and_a_size_is_no_date(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we need it on 8.9."),
        ("en", "on 8.9"),
        ("en", "ready for 8/9, please"),
        ("en", "we need it on 8/9 at the latest"),
        ("da", "vi skal bruge svar til 8.9."),
        ("da", "den 8.9 skal vi have svar"),
        ("sv", "den 8/9 behöver vi svar"),
        ("sv", "vi behöver svar till 8/9"),
        ("sv", "vi behöver svar till 8/9 senast"),
        ("pl", "potrzebne na 8.9."),
        ("de", "wir brauchen es am 8.9 oder früher"),
    ],
)
def test_a_date_that_nothing_is_called_by_is_one(language: str, text: str) -> None:
    assert read(text, language) == ["2026-09-08"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on Friday 5.6 we have an audit"),
        ("en", "for Friday 5/6 thanks"),
        ("en", "we need it by next Friday 5/6 for an audit"),
        ("da", "til fredag den 5/6 tak"),
        ("da", "på fredag 5/6 kl 12"),
        ("sv", "till fredag 5/6 tack"),
        ("fi", "perjantaiksi 5.6. kiitos paljon teille"),
        ("et", "reedeks 5.6. oleks vastust vaja"),
        ("pl", "na piątek 5.06 rano"),
        ("pl", "na piątek 5.06 proszę"),
        ("pl", "w piątek 5.06 potrzebujemy wyników"),
    ],
)
def test_the_date_beside_a_weekday_tells_which_one_is_meant(language: str, text: str) -> None:
    assert read(text, language) == ["2026-06-05"]


@pytest.mark.parametrize(
    "text",
    [
        "on Friday 10.30 we have an audit",
        "we need it by Friday 8.00 please",
        "by Friday 2.5 mm plates",
    ],
)
def test_an_hour_or_a_size_beside_a_weekday_is_no_date(text: str) -> None:
    assert read(text) == ["2026-03-13"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "for 5/6 thanks"),
        ("da", "til 5/6 tak"),
        ("da", "vi skal bruge svar til 5/6 kl. 12"),
        ("sv", "till 5/6 tack"),
        ("pl", "na 5.06 r."),
        ("pl", "na 5.6 r."),
        ("pl", "na 5.06 proszę"),
        ("pl", "wyniki na 5.06 potrzebne"),
        ("pl", "raport na 5.06 dla klienta"),
        ("pl", "raport na 5.06 do klienta"),
        ("en", "by 5/6, 2000 screws are waiting"),
        ("en", "by 5/6 2050 bolts"),
        ("pl", "do 5.06 2000 sztuk"),
        ("da", "senest 5/6 2000 stk"),
    ],
)
def test_a_date_may_have_words_behind_it_that_are_no_things(language: str, text: str) -> None:
    assert read(text, language) == ["2026-06-05"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "for 5/6 2027"),
        ("da", "til 5/6 2027"),
        ("da", "vi skal bruge svar til 5/6 2027 senest"),
        ("sv", "till 5/6 2027"),
        ("pl", "na 5.06 2027"),
    ],
)
def test_a_date_in_figures_may_have_its_year_behind_a_blank(language: str, text: str) -> None:
    assert read(text, language) == ["2027-06-05"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "määräaika on 5.6."),
        ("fi", "Takaraja on 5.6."),
        ("fi", "deadline on 5.6."),
        ("fi", "meidän deadline on 5.6. klo 12"),
        ("fi", "tarjouksen viimeinen päivä on 5.6. ja kiire on"),
        ("et", "tähtaeg on 5.6."),
        ("et", "viimane päev on 5.6."),
        ("et", "meie deadline on 5.6. kell 12"),
    ],
)
def test_what_the_deadline_is_said_to_be_is_a_date(language: str, text: str) -> None:
    assert read(text, language) == ["2026-06-05"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Maali irtoaa kahden viikon kuluttua"),
        ("fi", "Liima pettää 2 päivän päästä"),
        ("et", "Värv koorub maha 2 kuu pärast"),
        ("en", "We use this process today"),
        ("de", "Heute können wir nur schneiden"),
        ("da", "I dag kan vi kun save"),
        ("sv", "Idag sågar vi för hand"),
        ("fi", "Tänään teemme sen käsin"),
        ("et", "Täna lõikame käsitsi"),
        ("lv", "Šodien griežam ar roku"),
        ("lt", "Šiandien pjauname rankomis"),
        ("pl", "Dziś robimy to ręcznie"),
    ],
)
def test_what_the_parts_do_and_what_is_done_nowadays_is_no_deadline(
    language: str, text: str
) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "we need it today", "2026-03-10"),
        ("en", "by today", "2026-03-10"),
        ("de", "am besten noch heute", "2026-03-10"),
        ("da", "vi skal bruge det i dag", "2026-03-10"),
        ("pl", "potrzebne na dziś", "2026-03-10"),
        ("fi", "tarvitsemme tulokset kolmen viikon kuluttua", "2026-03-31"),
        ("et", "vajame vastust kolme nädala pärast", "2026-03-31"),
        ("en", "three weeks from today", "2026-03-31"),
        ("de", "heute in drei Wochen", "2026-03-31"),
        ("da", "i dag om tre uger", "2026-03-31"),
        ("sv", "idag om tre veckor", "2026-03-31"),
    ],
)
def test_what_is_wanted_today_or_counted_from_it_is_a_deadline(
    language: str, text: str, day: str
) -> None:
    assert read(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We cannot send the samples before May"),
        ("en", "We don't need the results before May"),
        ("de", "Wir können die Proben nicht wie geplant vor Mai schicken"),
        ("de", "vor Mai können wir keine Proben schicken"),
        ("da", "Vi kan ikke sende prøverne før maj"),
        ("sv", "Vi kan inte skicka proverna före maj"),
        ("fi", "Emme voi lähettää näytteitä ennen toukokuuta"),
        ("et", "Me ei saa proove saata enne maid"),
        ("lv", "Mēs nevaram nosūtīt paraugus pirms maija"),
        ("lt", "Negalime atsiųsti mėginių prieš gegužę"),
        ("pl", "Nie możemy wysłać próbek przed majem"),
    ],
)
def test_what_cannot_be_before_a_time_is_not_wanted_by_then(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we do not know the cause and need it before May"),
        ("en", "We are not in a hurry but need it before May"),
        ("en", "we need to know why it does not stick before May"),
        ("en", "before May we need to know why it does not stick"),
        ("de", "wir müssen vor Mai wissen warum es nicht hält"),
        ("sv", "vi vet inte orsaken men behöver svar före maj"),
        ("fi", "ennen toukokuuta pitäisi tietää miksi se ei kestä"),
        ("pl", "nie znamy przyczyny a musimy ją poznać przed majem"),
    ],
)
def test_what_is_not_known_is_wanted_all_the_same(language: str, text: str) -> None:
    assert read(text, language) == ["2026-04-30"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we need an answer before May because the coating does not stick"),
        ("en", "before May because we can't wait longer"),
        ("en", "we need results before May or the customer will not pay"),
        ("en", "The coating does not stick - we need to know why before May"),
        ("en", "it is not holding: we need help before May"),
        ("en", "the paint does not hold (answer needed before May)"),
        ("en", "We need to know before May if the coating is not toxic"),
        ("de", "wir brauchen es vor Mai weil die Beschichtung nicht hält"),
        ("de", "vor Mai da wir nicht warten können"),
        ("de", "Wir müssen vor Mai klären ob das nicht rostet"),
        ("da", "inden maj da vi ikke kan vente"),
        ("da", "vi skal bruge svar inden maj ellers kan vi ikke levere"),
        ("sv", "vi behöver svar före maj eftersom färgen inte håller"),
        ("fi", "ennen toukokuuta koska emme voi odottaa"),
        ("et", "enne maid sest me ei saa oodata"),
        ("lv", "pirms maija jo nevaram gaidīt"),
        ("lt", "prieš gegužę nes negalime laukti"),
        ("pl", "przed majem bo nie możemy czekać"),
    ],
)
def test_a_reason_or_a_condition_does_not_deny_the_time_before_it(language: str, text: str) -> None:
    assert read(text, language) == ["2026-04-30"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We cannot send the samples before May because they are not ready"),
        ("en", "before May or June we cannot send anything"),
        ("de", "vor Mai oder Juni können wir nichts schicken"),
        ("de", "vor Mai können wir da nichts schicken"),
        ("da", "inden maj kan det da ikke lade sig gøre"),
        ("en", "before Friday or Monday we cannot send anything"),
        ("en", "We cannot send the samples (about 5 kg) before May"),
        ("en", "We cannot send anything - sorry - before May"),
        ("fi", "Emme voi lähettää näytteitä (5 kpl) ennen toukokuuta"),
        ("de", "Wir können nichts (auch keine Proben) vor Mai schicken"),
        ("de", "Proben vor Mai kann ich da nicht schicken"),
        ("da", "Prøver inden maj er for os ikke muligt"),
        ("sv", "Prover före maj är för oss inte möjligt"),
    ],
)
def test_what_is_denied_before_a_reason_stays_so(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5-10 June"),
        ("en", "June 5 – 10"),
        ("en", "by 5-10 June"),
        ("de", "5.-10. Juni"),
        ("de", "am 9./10. Juni"),
        ("en", "by 9/10 June"),
        ("da", "5.-10. juni"),
        ("sv", "5-10 juni"),
        ("fi", "5.-10. kesäkuuta"),
        ("et", "5.-10. juuni"),
        ("lv", "5.-10. jūnijā"),
        ("lt", "birželio 5-10 d."),
        ("pl", "5-10 czerwca"),
    ],
)
def test_of_some_days_of_a_month_the_last_is_the_deadline(language: str, text: str) -> None:
    assert read(text, language) == ["2026-06-10"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "by the 5th of next month"),
        ("de", "bis zum 5. des nächsten Monats"),
        ("da", "senest den 5. i næste måned"),
        ("sv", "senast den 5:e nästa månad"),
        ("fi", "ensi kuun 5. päivään mennessä"),
        ("et", "järgmise kuu 5. kuupäevaks"),
        ("lv", "līdz nākamā mēneša 5. datumam"),
        ("lt", "iki kito mėnesio 5 dienos"),
        ("pl", "do 5 przyszłego miesiąca"),
    ],
)
def test_a_day_of_the_next_month_is_not_its_end(language: str, text: str) -> None:
    assert read(text, language) == ["2026-04-05"]


def test_a_number_of_things_is_no_day_of_a_month() -> None:
    assert read("we need 5 next month") == ["2026-04-30"]
    assert read("5/6/7 June") == []


def test_may_the_verb_does_not_hide_the_day() -> None:
    assert read("may I send it by Friday?") == ["2026-03-13"]


def test_several_days_are_told_in_the_order_of_writing() -> None:
    assert read("by 1 June, at the latest by 15.6.2026") == ["2026-06-01", "2026-06-15"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "We need it Before May!", "Before May"),
        ("en", "Ł 😀: by 31.12.2026.", "by 31.12.2026"),
        ("fi", "tulokset toukokuun loppuun mennessä kiitos", "toukokuun loppuun mennessä"),
        ("pl", "potrzebujemy do Końca Maja", "do Końca Maja"),
    ],
)
def test_a_day_is_told_in_the_persons_own_writing(language: str, text: str, words: str) -> None:
    (found,) = read_days(text, TODAY, (language, "en"))

    assert found.value.words == text[found.start : found.end] == words


def test_a_language_without_words_has_no_days() -> None:
    assert read_days("by May", TODAY, ("xx",)) == []


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "week 20", "2026-05-15"),
        ("de", "bis KW 20", "2026-05-15"),
        ("de", "in der 20. KW", "2026-05-15"),
        ("da", "senest i uge 20", "2026-05-15"),
        ("sv", "v. 20", "2026-05-15"),
        ("fi", "viikon 20 loppuun mennessä", "2026-05-15"),
        ("et", "20. nädala lõpuks", "2026-05-15"),
        ("lv", "20. nedēļā", "2026-05-15"),
        ("lt", "20-oji savaitė", "2026-05-15"),
        ("pl", "w 20. tygodniu", "2026-05-15"),
        ("en", "week 2", "2027-01-15"),
        ("en", "week 20 2027", "2027-05-21"),
        ("et", "20 nädala pärast", "2026-07-28"),
        ("lt", "per 20 savaičių", "2026-07-28"),
    ],
)
def test_a_week_of_the_year_is_no_length_of_time(language: str, text: str, day: str) -> None:
    assert read(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "in the week 10 parts broke"), ("de", "5 kW 10 Stück"), ("de", "pro Woche 10 Teile")],
)
def test_parts_of_a_week_are_no_week_of_the_year(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in March next year"),
        ("de", "bis Ende März nächsten Jahres"),
        ("da", "i marts næste år"),
        ("sv", "i mars nästa år"),
        ("fi", "ensi vuoden maaliskuussa"),
        ("et", "järgmise aasta märtsi lõpuks"),
        ("lv", "līdz nākamā gada marta beigām"),
        ("lt", "kitų metų kovą"),
        ("pl", "w marcu przyszłego roku"),
    ],
)
def test_a_month_of_next_year_is_not_the_whole_year(language: str, text: str) -> None:
    assert read(text, language) == ["2027-03-31"]


@pytest.mark.parametrize(
    ("language", "before", "by"),
    [
        ("en", "before Easter", "by Easter"),
        ("de", "vor Ostern", "bis Ostern"),
        ("da", "før påske", "senest påske"),
        ("sv", "före påsk", "senast påsk"),
        ("fi", "ennen pääsiäistä", "pääsiäiseen mennessä"),
        ("et", "enne lihavõtteid", "hiljemalt lihavõteteks"),
        ("lv", "pirms Lieldienām", "līdz Lieldienām"),
        ("lt", "prieš Velykas", "iki Velykų"),
        ("pl", "przed Wielkanocą", "do Wielkanocy"),
    ],
)
def test_easter_is_another_day_each_year(language: str, before: str, by: str) -> None:
    assert read(before, language) == ["2026-04-02"]
    assert read(by, language) == ["2026-04-05"]
    assert read(by, language, date(2026, 4, 6)) == ["2027-03-28"]


@pytest.mark.parametrize(
    ("month", "day"),
    [("janvāra", "2027-01-31"), ("aprīļa", "2026-04-30"), ("septembra", "2026-09-30")],
)
def test_a_latvian_month_has_cases(month: str, day: str) -> None:
    assert read(f"līdz {month} beigām", "lv") == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("et", "mai lõpp"),
        ("lt", "gegužės pabaiga"),
        ("fi", "toukokuun loppu"),
        ("da", "sidst i maj"),
    ],
)
def test_the_end_of_a_month_alone_is_a_day(language: str, text: str) -> None:
    assert read(text, language) == ["2026-05-31"]


@pytest.mark.parametrize(
    ("language", "text"), [("da", "inden 3 måneder"), ("fi", "kolmen kuukauden päästä")]
)
def test_a_length_of_time_is_counted_in_its_own_words(language: str, text: str) -> None:
    (day,) = read(text, language)

    assert "2026-06-08" <= day <= "2026-06-13"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "after Easter"),
        ("de", "nach Ostern"),
        ("de", "irgendwann nach Ostern"),
        ("da", "efter påske"),
        ("sv", "efter påsk"),
        ("fi", "pääsiäisen jälkeen"),
        ("et", "pärast lihavõtteid"),
        ("lv", "pēc Lieldienām"),
        ("lt", "po Velykų"),
        ("pl", "po Wielkanocy"),
    ],
)
def test_an_answer_wanted_after_a_time_is_wanted_the_week_after(language: str, text: str) -> None:
    assert read(text, language) == ["2026-04-12"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it broke after Easter"),
        ("de", "nach Ostern ist es gerissen"),
        ("sv", "efter påsk sprack det"),
        ("pl", "po Wielkanocy pękło"),
        ("fi", "pääsiäisen jälkeen se halkesi"),
    ],
)
def test_what_happened_after_a_time_is_no_deadline(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    "text",
    ["det är fel på vår yoghurt", "vi behöver hjälp i vår fabrik", "svar på vår fråga behövs"],
)
def test_swedish_our_is_no_spring(text: str) -> None:
    assert read(text, "sv") == []


@pytest.mark.parametrize("text", ["i vår", "vi behöver svar i vår", "senast i vår, gärna före"])
def test_swedish_spring_is(text: str) -> None:
    assert read(text, "sv") == ["2026-05-31"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "sometime in summer"),
        ("de", "irgendwann im Sommer"),
        ("da", "en gang til sommer"),
        ("sv", "nån gång i sommar"),
        ("fi", "joskus kesällä"),
        ("et", "millalgi suvel"),
        ("lv", "kaut kad vasarā"),
        ("lt", "kažkada vasarą"),
        ("pl", "gdzieś w lecie"),
    ],
)
def test_a_time_named_vaguely_is_that_time(language: str, text: str) -> None:
    assert read(text, language) == ["2026-08-31"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "end of the second quarter"),
        ("en", "Q2"),
        ("de", "bis Ende des 2. Quartals"),
        ("de", "Quartal 2"),
        ("da", "2. kvartal"),
        ("sv", "kvartal 2"),
        ("sv", "i andra kvartalet"),
        ("fi", "2. neljänneksen loppuun mennessä"),
        ("et", "2. kvartali lõpuks"),
        ("lv", "2. ceturksnī"),
        ("lt", "iki II ketvirčio pabaigos"),
        ("pl", "koniec II kwartału"),
        ("pl", "w 2. kwartale"),
    ],
)
def test_a_quarter_of_the_year_ends_with_its_last_day(language: str, text: str) -> None:
    assert read(text, language) == ["2026-06-30"]

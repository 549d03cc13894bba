"""Every limit on what people may send us, in one place, with whose limit it is."""

from dataclasses import dataclass

TEXT_KEPT = 4_000
"""Characters of one message that are kept. Ours: a card and a Slack section stay readable."""

STAFF_TEXT_KEPT = 40_000
"""Characters of one message of the staff's that go to the company: Slack itself cuts what is
longer. https://docs.slack.dev/reference/methods/chat.postMessage#truncating"""

TEXT_READ = 2_000
"""Characters of one message in which intents, choices, names, days and the like are looked for;
all of it is kept. Ours: reading a page takes some hundredths of a second, and everybody waits."""

NEED_READ = 4_000
"""Characters of all free answers together that the catalogue is searched for. Ours, likewise."""

FREE_TEXT_KEPT = 8_000
"""Characters one free-text answer may grow to when a burst of messages continues it. Ours."""

PARTS_KEPT = 100
"""Messages that one free-text answer may come in. Ours."""

SNAPSHOT_WORDS = 100_000
"""Characters of all answers in all the steps that *back* remembers. Ours."""

SNAPSHOTS_KEPT = 30
"""How many steps *back* remembers. Ours: more than the questions of any questionnaire."""

MISSES_BEFORE_PERSON = 2
"""Messages in a row that were not understood before a person is offered. Ours."""

ATTEMPTS_BEFORE_SKIP = 2
"""Invalid answers to one question before it may be left open. Ours."""

OPTION_ID = 32
"""Characters of an option id; with turn and slot it fits Telegram's 64 bytes of callback data."""

SLOT_ID = 24
"""Characters of a slot id, for the same reason."""

BUTTON_LABEL = 75
"""Characters of a button's label: Slack's limit, the tightest of the channels."""

BUTTON_SEEN = 40
"""Characters of a button's label that are seen on a narrow phone: Telegram hides the rest. Ours."""

HEADER = 150
"""Characters of a header in Slack."""

FORM_WORDS = 24
"""Characters of a form's title in Slack, and of the two buttons below it."""

PARTIAL_AFTER_HOURS = 24
"""Silence after which a half-way conversation with consent is handed over as partial. Ours."""

STAFF_SILENCE_HOURS = 72
"""Silence of a centre after which the bot speaks for itself again. Ours."""

FACILITIES_SHOWN = 3
"""Facilities in one reply. Ours: more than three is a list nobody compares."""

REPEATS_ANSWERED = 3
"""How often the very same message gets a full reply before a short one. Ours."""

QUESTIONS_ASKED = 10
"""Questions one questionnaire may ever ask one company. Ours: the dialogue stays short."""

PEOPLE_MOST = 1_000_000
"""The largest number of people or samples that is taken for meant. Ours."""

MISHEARD_KEPT = 200
"""Characters up to which a message that was not understood is kept to be learnt from. Ours: a
longer one tells of somebody's affairs."""

WORDS_OF_A_NEED = 4
"""Words from which on a message with a recognised problem counts as a need. Ours."""

WORDS_OF_A_SHORT_NEED = 2
"""Words from which on a message counts as a need if the search is sure of it. Ours."""

WORDS_OF_A_COMMAND = 5
"""Words up to which an approximate command is obeyed; longer texts say something else too. Ours."""

WORDS_OF_A_CORRECTION = 7
"""Words up to which a text is a correction where any words are an answer. Ours."""

VALUE_SHOWN = 240
"""Characters of one answer shown in the review. Ours: the whole stays in the lead."""

BUTTONS_FOR_CONCEPTS = 12
"""Concepts up to which a vocabulary is offered as buttons. Ours: a longer list is typed."""

FILES_KEPT = 10
"""Files one questionnaire run takes. Ours."""

FILE_BYTES = 20_000_000
"""Bytes of one file of a company's. Telegram lets a bot fetch no more than 20 MB."""

STAFF_FILE_BYTES = 50_000_000
"""Bytes of one file of the staff's. Telegram lets a bot send no more than 50 MB."""

FILES_BYTES = 100_000_000
"""Bytes of all files that come with one request before it is sent. Ours."""

FILES_PASSED_ON = 30
"""Files that are passed on for one request after it was sent. Ours."""

FILES_PASSED_ON_BYTES = 300_000_000
"""Bytes of all of those. Ours."""

LEADS_OPEN = 8
"""Requests of one person that may be open at the same time. Ours: nobody can follow more."""

LEADS_REMEMBERED = 16
"""Requests that a conversation knows of. Ours: the oldest closed ones are left to the centres."""

RUNS_LEFT = 4
"""Half-filled questionnaires of one person that are kept for later. Ours: the oldest is given up
for a fifth."""

HISTORY_LINES = 400
"""Lines of a request's history that the company caused and that are kept. Ours."""

HISTORY_WORDS = 200_000
"""Characters that those lines may have together. Ours: what is older has been delivered."""

EVENTS_AT_ONCE = 16
"""Events of one conversation that one turn takes. Ours: an album and a few messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How much people may send before they are asked to wait. The operator's; each running
    process allows as much.

    A person may send `burst` things at once, and `per_minute` for long; who sends more is not
    heard for `pause` seconds. `newcomers` are people not heard since the start, within an hour:
    beyond that, whoever is unknown waits. `waiting` is how many things of all people together may
    wait for their turns: platforms bring what is beyond that once more, a little later.
    """

    burst: int = 40
    per_minute: int = 30
    pause: int = 60
    newcomers: int = 600
    waiting: int = 200

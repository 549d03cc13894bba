"""Every limit on what people may send us, in one place, with whose limit it is."""

TEXT_KEPT = 4_000
"""Characters of one message that are kept. Ours: a card and a Slack section stay readable."""

FREE_TEXT_KEPT = 8_000
"""Characters one free-text answer may grow to when a burst of messages continues it. Ours."""

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
"""Bytes of one file. Telegram lets a bot fetch no more than 20 MB."""

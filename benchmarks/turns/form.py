"""The form that every contender goes through: five plain questions, and what a company answers.

The standard library only: the peers have environments of their own.
"""

OPENING = "I have a problem with my product"

QUESTIONS = (
    "What is wrong, or what do you want to find out?",
    "May I keep your answers and give them to your national centre?",
    "How many samples could you send?",
    "In which country is your company?",
    "Which e-mail address may the centre answer to?",
)

DONE = "Is everything right?"
"""Stands in the reply to the last answer, which shows all of them."""

MESSAGES = (
    OPENING,
    "our zinc coating peels after one winter on the roof",
    "yes",
    "12 samples",
    "Poland",
    "anna@example.org",
)
"""What a company writes, one message a turn."""

IDS = ("problem", "consent", "sample_count", "country", "email")
"""What each answer is kept under."""


def reached(reply: str) -> int:
    """How many messages of the form have been taken by now, going by a reply: the number of the
    question it asks. 0 if it asks none of them."""
    if DONE in reply:
        return len(MESSAGES)
    return max((at + 1 for at, asked in enumerate(QUESTIONS) if asked in reply), default=0)

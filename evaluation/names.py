"""What the rows of every table are called by."""

OURS = "tram-bot"
NOTED = "tram-bot, with what the questionnaire notes"
AS_WRITTEN = "as written"
TYPOS = "typos"
MANY_TYPOS = "many typos"

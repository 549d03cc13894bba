"""What the rows of every table are called by."""

OURS = "tram-bot"
AS_WRITTEN = "as written"
TYPOS = "typos"
MANY_TYPOS = "many typos"

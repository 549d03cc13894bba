"""`python -m tram_bot` is the command `tram-bot`."""

import sys

from tram_bot.cli import main

if __name__ == "__main__":
    sys.exit(main())

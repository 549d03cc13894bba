"""`python -m evaluation.loading CONTENT KEPT`: prints the seconds from folders of YAML to content
that can be searched in every language, with what was learnt kept in a folder."""

import sys
import time
from pathlib import Path

from tram_bot import serving
from tram_bot.compiled import FileMemory
from tram_bot.learning.learner import Learner


def main() -> None:
    """Load the content once, and tell how long that took; the imports are not counted."""
    content, kept = map(Path, sys.argv[1:])
    begun = time.perf_counter()
    serving.build_content(content, Learner(memory=FileMemory(kept)))
    sys.stdout.write(f"{time.perf_counter() - begun}\n")


if __name__ == "__main__":
    main()

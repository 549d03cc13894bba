"""`make fuzz`: round after round of every search, each with a seed of its own, for some minutes."""

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_SEARCHES = (
    "tests/fuzz/test_telegram.py",
    "tests/fuzz/test_slack.py",
    "tests/content/test_mutations.py",
    "tests/test_any_conversation.py",
    "tests/test_any_desk.py",
    "tests/store/test_codec.py",
    "tests/telegram/test_messages.py",
    "tests/understanding/test_any_text.py",
    "tests/matching/test_any_text.py",
)
_HOW_TO_KEEP = """
Found with: pytest --hypothesis-profile=fuzz --hypothesis-seed={seed} {search}
The failing example stands above, and is kept in .hypothesis: the next `make fuzz` begins with it.
Mend what it shows, and keep it: a test of its own, in tests/attacks or beside what was mended, that
does just that. If it is long, put the line @reproduce_failure(...) from above over the search, that
repeats it, until it is short.
"""


def main() -> int:
    """Search; 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--minutes", type=float, default=10.0)
    until = time.monotonic() + 60 * parser.parse_args().minutes
    rounds, found = 0, list[str]()
    while time.monotonic() < until:
        for search in _SEARCHES:
            if time.monotonic() >= until:
                break
            seed = random.randrange(2**32)  # noqa: S311 - no secret
            failed = _search(search, seed)
            if failed:
                found.append(f"{search} (seed {seed})")
                sys.stdout.write(failed + _HOW_TO_KEEP.format(seed=seed, search=search))
            sys.stdout.write(f"{search}: {'FAILED' if failed else 'nothing found'}\n")
            sys.stdout.flush()
            rounds += 1
    told = ", ".join(found) or "nothing"
    sys.stdout.write(f"{rounds} searches, found: {told}\n")
    return 1 if found else 0


def _search(search: str, seed: int) -> str:
    """What a search prints if it finds something, else nothing."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
            "--no-header", "--show-capture=no", "--hypothesis-profile=fuzz",
            f"--hypothesis-seed={seed}", search,
        ],
        cwd=_ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode < 0:
        sys.stdout.write(f"{search}: ended from outside by signal {-done.returncode}\n")
        return ""
    return "" if done.returncode == 0 else done.stdout[-20_000:] + done.stderr[-5_000:]


if __name__ == "__main__":
    sys.exit(main())

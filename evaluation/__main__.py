"""`python -m evaluation`: measures everything, and writes RESULTS.md and results.json beside this.

python -m evaluation                         the half that was never tuned on
python -m evaluation --development           the other half, printed and not written down
python -m evaluation --misses needs de       what went wrong there, of the half for tuning
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation import facilities, intents, languages, needs, report
from evaluation.names import AS_WRITTEN, OURS
from evaluation.sets import HERE, LANGUAGES
from tram_bot.content.loader import load
from tram_bot.matching import finder
from tram_bot.understanding import recogniser


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("--development", action="store_true", help="the half to tune on")
    parser.add_argument(
        "--misses", nargs="+", metavar="WHAT", help="needs or intents, then languages"
    )
    parser.add_argument("--content", type=Path, default=HERE.parent, help="the content folders")
    asked = parser.parse_args(arguments)
    begun = time.perf_counter()
    loaded = load(asked.content)
    found = finder.build(loaded.catalogue)
    heard = recogniser.build(loaded.intents, loaded.catalogue, LANGUAGES)
    read = time.perf_counter() - begun
    begun = time.perf_counter()
    for language in LANGUAGES:
        found.learn(language)
        heard.learn(language)
    learnt = time.perf_counter() - begun
    if asked.misses:
        what, *of = asked.misses
        chosen = tuple(of) or LANGUAGES
        lines = (
            needs.misses(found, chosen, held_out=False)
            if what == "needs"
            else intents.misses(heard, chosen, held_out=False)
        )
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    held_out = not asked.development
    of_intents = intents.measured(heard, loaded.intents, held_out=held_out)
    ours = [
        row for row in of_intents if row.reader == OURS and row.noise == AS_WRITTEN and row.language
    ]
    results: dict[str, object] = {
        "half": "held-out" if held_out else "development",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "content": {
            "intents": len(loaded.intents),
            "techniques": len(loaded.catalogue.techniques),
            "seconds_to_read": round(read, 2),
            "seconds_to_learn_nine_languages": round(learnt, 2),
            "seconds_to_load_again": round(_seconds_to_load_again(asked.content), 2),
        },
        "needs": [row.figures() for row in needs.measured(found, held_out=held_out)],
        "facilities": [row.figures() for row in facilities.measured(found, held_out=held_out)],
        "abstention": [each.figures() for each in needs.abstentions(found, held_out=held_out)],
        "intents": [row.figures() for row in of_intents],
        "confidence": intents.curve(ours),
        "languages": [row.figures() for row in languages.measured(held_out=held_out)],
    }
    text = report.text(results)
    if held_out:
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
        (HERE / "results.json").write_text(
            json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    sys.stdout.write(text)


def _seconds_to_load_again(content: Path) -> float:
    """What a new process takes to load everything, when another one has kept what it learnt."""
    with tempfile.TemporaryDirectory() as kept:
        command = [sys.executable, "-m", "evaluation.loading", str(content), kept]
        for _ in range(2):
            told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(told.stdout)


if __name__ == "__main__":
    main()

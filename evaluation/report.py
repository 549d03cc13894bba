"""The results as a page for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluation.names import AS_WRITTEN, OURS
from evaluation.sets import LANGUAGES

Results = Mapping[str, Any]
Figures = Mapping[str, Any]


def text(results: Results) -> str:
    """All of it, as Markdown."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Results) -> Iterator[str]:
    content = results["content"]
    yield "# Results"
    yield ""
    yield (
        f"The {results['half']} half; {content['intents']} intents, {content['techniques']} "
        f"techniques; {results['machine']}. Written by `make evaluate`; `README.md` says how."
    )
    yield ""
    yield (
        f"Reading the content takes {content['seconds_to_read']} s, learning nine languages "
        f"{content['seconds_to_learn_nine_languages']} s. Both together take "
        f"{content['seconds_to_load_again']} s in a process that finds kept what was learnt before."
    )
    yield from _needs(results["needs"])
    yield from _facilities(results["facilities"])
    yield from _abstention(results["abstention"])
    yield from _intents(results["intents"])
    yield from _confidence(results["confidence"])
    yield from _languages(results["languages"])


def _needs(rows: Sequence[Figures]) -> Iterator[str]:
    head = ("search", "hit@1", "hit@3", "95 %", "hit@5", "named@3", "nDCG@5", "p50 ms", "p99 ms")

    def cells(name: str, row: Figures) -> Sequence[object]:
        return (
            name, *(row[key] for key in ("hit1", "hit3")), _span(row["hit3_interval"]),
            *(row[key] for key in ("hit5", "named3", "ndcg5", "p50_ms", "p99_ms")),
        )  # fmt: skip

    yield from ("", "## Needs", "", "### Beside what one would use instead", "")
    for language, title in (("en", "English"), ("all", "All nine languages")):
        asked = [r for r in rows if r["language"] == language and r["noise"] == AS_WRITTEN]
        yield f"{title}, {asked[0]['needs']} needs:"
        yield ""
        yield from _table(head, [cells(row["search"], row) for row in asked])
        yield ""
    asked = [row for row in rows if row["noise"] == "real cases"]
    yield f"Of these, {asked[0]['needs']} that a source tells of:"
    yield ""
    yield from _table(head, [cells(row["search"], row) for row in asked])
    yield from ("", "### By language", "")
    ours = [row for row in rows if row["search"] == OURS and row["noise"] == AS_WRITTEN]
    by_language = [row for row in ours if row["language"] != "all"]
    yield from _table(
        ("language", "needs", *head[1:]),
        [(r["language"], r["needs"], *cells("", r)[1:]) for r in by_language],
    )
    yield from ("", "### By noise, all languages", "")
    noisy = [r for r in rows if r["search"] == OURS and r["language"] == "all"]
    yield from _table(("as typed", *head[1:]), [cells(row["noise"], row) for row in noisy])
    yield from ("", "hit@3 by language and noise:", "")
    yield from _grid(rows, "search", "hit3")


def _facilities(rows: Sequence[Figures]) -> Iterator[str]:
    yield from ("", "### Facilities", "")
    yield (
        "The share of needs for which the facility named first offers a technique that an adviser "
        "would name first, for which one of the three does, and for which any in the catalogue "
        "does; beside them that of the first technique, and of the first three:"
    )
    yield ""
    keys = ("needs", "first", "together", "any", "technique_first", "technique_together")
    yield from _table(
        ("language", "needs", "first", "one of three", "any", "technique", "one of three"),
        [(row["language"], *(row[key] for key in keys)) for row in rows],
    )


def _abstention(rows: Sequence[Figures]) -> Iterator[str]:
    yield from ("", "### What is offered", "")
    yield "Something is offered at once for so many needs, and for so many messages that are none:"
    yield ""
    yield from _table(
        ("language", "needs", "offered", "no needs", "offered"),
        [(r["language"], r["needs"], r["sure"], r["no_needs"], r["fooled"]) for r in rows],
    )


def _intents(rows: Sequence[Figures]) -> Iterator[str]:
    head = ("reader", "accuracy", "95 %", "out-of-scope recall", "AUROC", "p50 ms", "p99 ms")

    def cells(name: str, row: Figures) -> Sequence[object]:
        return (
            name, row["accuracy"], _span(row["accuracy_interval"]),
            *(row[key] for key in ("out_of_scope_recall", "auroc", "p50_ms", "p99_ms")),
        )  # fmt: skip

    yield from ("", "## Intents", "", "### Beside what one would use instead", "")
    asked = [r for r in rows if r["language"] == "all" and r["noise"] == AS_WRITTEN]
    yield (
        f"All nine languages, {asked[0]['messages']} messages with an intent and "
        f"{asked[0]['out_of_scope']} with none:"
    )
    yield ""
    yield from _table(head, [cells(row["reader"], row) for row in asked])
    yield from ("", "### By language", "")
    ours = [r for r in rows if r["reader"] == OURS and r["noise"] == AS_WRITTEN]
    yield from _table(
        ("language", "messages", "none", *head[1:5], "calibration error", *head[5:]),
        [
            (
                r["language"], r["messages"], r["out_of_scope"], *cells("", r)[1:5],
                r["calibration_error"], *cells("", r)[5:],
            )
            for r in ours
        ],
    )  # fmt: skip
    yield from ("", "Accuracy by language and noise:", "")
    yield from _grid(rows, "reader", "accuracy")


def _confidence(rows: Sequence[Figures]) -> Iterator[str]:
    yield from ("", "### What a confidence is worth", "")
    yield "Of the messages in each band, those with no intent included:"
    yield ""
    yield from _table(
        ("confidence", "messages", "said on average", "right"),
        [(f"{r['from']}-{r['to']}", r["messages"], r["said"], r["right"]) for r in rows],
    )


def _languages(rows: Sequence[Figures]) -> Iterator[str]:
    yield from ("", "## Languages", "")
    yield from _table(
        ("reader", "texts", "accuracy", "95 %", *LANGUAGES, "p50 ms"),
        [
            (
                f"{r['reader']}, {r['kind']}", r["texts"], r["accuracy"],
                _span(r["accuracy_interval"]), *(r["by_language"][each] for each in LANGUAGES),
                r["p50_ms"],
            )
            for r in rows
        ],
    )  # fmt: skip


def _grid(rows: Sequence[Figures], who: str, what: str) -> Iterator[str]:
    ours = {(r["noise"], r["language"]): r[what] for r in rows if r[who] == OURS}
    noises = dict.fromkeys(noise for noise, _ in ours if (noise, "all") in ours)
    columns = (*LANGUAGES, "all")
    yield from _table(
        ("as typed", *columns),
        [(noise, *(ours[noise, each] for each in columns)) for noise in noises],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(_cell(each) for each in row)} |"


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _span(interval: Sequence[float]) -> str:
    return f"{interval[0]:.2f}-{interval[1]:.2f}"

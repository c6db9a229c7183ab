"""How good drafts are, on 97 invented press texts in three languages, each with its key.

`python -m tests.bench drafts` prints, by language: statements found; value, unit and qualifier
right; indicator, partner and period right; and how often what is wrong was marked as a guess.
`--wrong` lists what is wrong, `--speed` times a thousand documents on two cores;
a folder with the documents of data/figures.yaml measures against that file and compares each
document with what the others state.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from etl.book.load import load
from etl.book.quantities import read_value
from etl.core import model
from etl.core.model import Book
from etl.draft import draft
from etl.draft.compare import compare
from etl.draft.many import DatedText, drafts
from etl.draft.model import ProposedFigure
from etl.draft.say import summary

HERE: Final = Path(__file__).parent / "texts"
ROOT: Final = Path(__file__).resolve().parents[2]
LANGUAGES: Final = ("en", "it", "ru")
DOCUMENTS: Final = 1_000
BYTES: Final = 10_000
KEYS: Final = ("indicator", "partner", "period")
_HALF_A_POINT: Final = Decimal("0.05")


class Key(NamedTuple):
    """One statement of a text, as a curator would enter it."""

    phrase: str
    value: Decimal
    unit: str
    qualifier: str
    indicator: str
    """"-" where the book declares none."""
    partner: str
    period: str


class Text(NamedTuple):
    """One press text with its key."""

    id: str
    book: str
    published: date
    text: str
    keys: list[Key]


def texts(language: str) -> Iterator[Text]:
    """The texts of a language."""
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / f"{language}.yaml").read_text("utf-8"))
    for row in rows:
        keys = [_key(line) for line in row["figures"]]
        yield Text(row["id"], row["book"], row["published"], row["text"], keys)


def _key(line: str) -> Key:
    phrase, value, qualifier, indicator, partner, period = (
        part.strip() for part in line.split(" | ")
    )
    quantity = read_value(value)
    return Key(phrase, quantity.base, quantity.unit, qualifier, indicator, partner, period)


def books() -> dict[str, Book]:
    """The shipped book without its figures, and another one."""
    made = {}
    for name, path in (("a", ROOT / "data" / "figures.yaml"), ("b", HERE / "b-book.yaml")):
        made[name] = _load(path)._replace(figures={})
    return made


def examine(language: str, wrong: bool = False) -> Counter[str]:
    """Counts of one language."""
    counts: Counter[str] = Counter()
    known = books()
    for text in texts(language):
        made = draft(text.text, known[text.book], text.published)
        counts["language"] += made.source.language.value == language
        used: set[str] = set()
        for key in text.keys:
            counts["statements"] += 1
            figure = _match(key, made.figures, used)
            if figure is None:
                counts["missing"] += 1
                _say(wrong, text.id, f"MISSING {key.phrase}")
                continue
            used.add(figure.id)
            _compare(counts, text.id, key, figure, wrong)
        for figure in made.figures:
            phrase = made.paragraphs[figure.paragraph - 1][figure.start : figure.end]
            counts["invented"] += phrase != figure.as_stated
            if figure.id not in used:
                counts["beside the key"] += 1
                _say(wrong, text.id, f"EXTRA {figure.as_stated} {figure.indicator.value}")
    return counts


def _match(key: Key, figures: tuple[ProposedFigure, ...], used: set[str]) -> ProposedFigure | None:
    """The drafted figure of a key: the same words, whatever its value."""
    near = [
        figure
        for figure in figures
        if figure.id not in used
        and (key.phrase in figure.as_stated or figure.as_stated in key.phrase)
    ]
    near.sort(
        key=lambda figure: (figure.value != key.value, abs(len(figure.as_stated) - len(key.phrase)))
    )
    return near[0] if near else None


def _compare(
    counts: Counter[str], name: str, key: Key, figure: ProposedFigure, wrong: bool
) -> None:
    counts["found"] += 1
    value = figure.value is not None and abs(figure.value - key.value) <= _HALF_A_POINT
    unit = key.unit == (figure.unit if figure.unit not in ("count", "rank", "times") else "")
    qualifier = key.qualifier == figure.qualifier
    counts["value"] += value
    counts["unit"] += unit
    counts["qualifier"] += qualifier
    counts["stated right"] += value and unit and qualifier
    if not (value and unit and qualifier):
        told = f"{figure.value} {figure.unit} {figure.qualifier} ({figure.as_stated})"
        _say(wrong, name, f"STATED {key.phrase}: {told}")
    told_ = {
        "indicator": figure.indicator.value.replace("?", "-"),
        "partner": figure.partner.value,
        "period": figure.period.value,
    }
    keyed = key._asdict()
    bad = [one for one in KEYS if keyed[one] != "?" and told_[one] != keyed[one]]
    if key.indicator == "-":
        # Nothing is declared: who and when of it are for the curator who declares it.
        bad = [one for one in bad if one == "indicator"]
    for one in KEYS:
        counts[one] += one not in bad
    counts["placed right"] += not bad
    counts["wholly right"] += not bad and value and unit and qualifier
    if bad:
        marked = all(one in figure.unsure for one in bad)
        counts["wrong"] += 1
        counts["wrong and marked"] += marked
        shown = "; ".join(f"{one} {told_[one]} for {keyed[one]}" for one in bad)
        _say(wrong, name, f"{'marked' if marked else 'SILENT'} {key.phrase}: {shown}")


def _say(wrong: bool, name: str, text: str) -> None:
    if wrong:
        print(f"  {name} {text}")


def against_the_book(folder: Path) -> None:
    """Drafts of the shipped book's own documents, with the book as key; then each compared."""
    book = _load(ROOT / "data" / "figures.yaml")
    reference = load((ROOT / "data" / "reference.yaml").read_bytes(), book).book
    right = total = 0
    for source in book.sources.values():
        text = (folder / source.document).read_text("utf-8")
        others = {name: f for name, f in book.figures.items() if f.source != source.id}
        rest = book._replace(figures=others)
        made = draft(text, rest, source.published, source.document)
        for figure in (f for f in book.figures.values() if f.source == source.id):
            total += 1
            right += any(_same(one, figure) for one in made.figures)
        found = compare(text, rest, source.published, reference)
        print(f"{source.id}: {summary(found)}")
        for one in found.statements:
            if one.answer == "contradicts":
                print(f"  {one.figure.as_stated}: {one.sentence}")
    print(f"{right} of {total} figures of the book drafted without a change")


def _same(one: ProposedFigure, figure: model.Figure) -> bool:
    """Whether a proposal has value, unit, qualifier, indicator, areas and period of a figure."""
    return (
        one.paragraph == figure.paragraph
        and (one.value, one.unit, one.qualifier) == (figure.value, figure.unit, figure.qualifier)
        and (one.indicator.value, one.reporter.value, one.partner.value)
        == (figure.indicator, figure.reporter, figure.partner)
        and (one.period_start, one.period_end) == (figure.period.start, figure.period.end)
    )


def _load(path: Path) -> Book:
    loaded = load(path.read_bytes())
    assert loaded.book is not None, loaded.problems
    return loaded.book


def speed(documents: int = DOCUMENTS) -> float:
    """Seconds for so many documents of 10 kB on two processes: the texts again and again."""
    book = books()["a"]
    whole = {name: "\n\n".join(one.text for one in texts(name)) for name in LANGUAGES}
    made = [
        DatedText(f"{at}.txt", _cut(whole[LANGUAGES[at % 3]], at), date(2025, 3, 10))
        for at in range(documents)
    ]
    # Not forked: a pool of a program with threads must not be.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        start = time.perf_counter()
        figures = sum(len(one.figures) for one in drafts(made, book, pool))
        taken = time.perf_counter() - start
    print(f"{documents:,} documents of {BYTES:,} characters, {figures:,} figures: {taken:.1f} s")
    return taken


def _cut(text: str, at: int) -> str:
    """10 kB of a text from one paragraph on: full of figures, which is the slower case."""
    paragraphs = text.split("\n\n")
    turned = paragraphs[at % len(paragraphs) :] + paragraphs[: at % len(paragraphs)]
    return ("\n\n".join(turned) * 3)[:BYTES]


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    wrong = "--wrong" in (sys.argv if arguments is None else arguments)
    rows = {language: examine(language, wrong) for language in LANGUAGES}
    rows["all"] = sum(rows.values(), Counter())
    columns = ("found", "value", "unit", "qualifier", "stated right", *KEYS, "placed right")
    print(f"{'':10}{'n':>5} " + " ".join(f"{one:>12}" for one in columns) + "  wrong and marked")
    for language, counts in rows.items():
        found = counts["found"] or 1
        shares = [counts["found"] / (counts["statements"] or 1)]
        shares += [counts[one] / found for one in columns[1:]]
        shown = " ".join(f"{share:12.1%}" for share in shares)
        marked = f"{counts['wrong and marked']} of {counts['wrong']}"
        print(f"{language:10}{counts['statements']:5} {shown}  {marked}")
    total = rows["all"]
    folders = [Path(one) for one in (arguments or sys.argv[1:]) if not one.startswith("-")]
    for folder in folders:
        against_the_book(folder)
    if "--speed" in (sys.argv if arguments is None else arguments):
        speed()
    print(f"beside the key: {total['beside the key']}; invented: {total['invented']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

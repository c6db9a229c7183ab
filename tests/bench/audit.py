"""How fast an audit is: a thousand documents of 10 kB, in three languages, every trap included.

`python -m tests.bench.audit` prints the rate; over the limit it ends with exit code 1.
With a folder of documents as argument it puts every mistake of `tests.mutations` into
data/figures.yaml instead, one by one, and prints how many are caught.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Final

from etl.audit import A_TASK, audit
from etl.book.load import load
from etl.cli import workers
from etl.core.model import Book
from etl.reading.passages import paragraphs
from tests import audit_world
from tests.mutations import catcher, mutations

DOCUMENTS: Final = 1_000
BYTES: Final = 10_000
SECONDS: Final = 20
_FIGURES: Final = Path(__file__).resolve().parents[2] / "data" / "figures.yaml"


def world(documents: int = DOCUMENTS, size: int = BYTES) -> tuple[Book, dict[str, bytes]]:
    """The small world many times over: each document its text again and again up to a size.

    Only the first round of paragraphs has figures; the numerals of the others stay pending,
    which is the slower case.
    """
    book = audit_world.book()
    sources, figures, events, dismissals = {}, {}, {}, []
    texts: dict[str, bytes] = {}
    for number in range(documents):
        for source in book.sources.values():
            if len(texts) == documents:
                break
            name = f"{source.id}-{number}"
            text = audit_world.DOCUMENTS[source.document].decode() + "\n\n"
            data = (
                (text * (size // len(text.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")
            )
            texts[f"{name}.txt"] = data.encode()
            digest = sha256(data.encode()).hexdigest()
            sources[name] = source._replace(id=name, document=f"{name}.txt", sha256=digest)
            for figure in book.figures.values():
                if figure.source == source.id:
                    figures[f"{name}-{figure.id}"] = figure._replace(source=name)
            for event in book.events.values():
                if event.source == source.id:
                    events[f"{name}-{event.id}"] = event._replace(source=name)
            dismissals += [
                d._replace(source=name) for d in book.dismissals if d.source == source.id
            ]
    whole = book._replace(
        sources=sources, figures=figures, events=events, dismissals=tuple(dismissals)
    )
    return whole, texts


def measure() -> float:
    """Seconds for all documents, printed with the rate."""
    book, documents = world()
    size = sum(map(len, documents.values()))
    start = time.perf_counter()
    with workers.executor("", len(documents), A_TASK) as executor:
        report = audit(book, documents, executor)
    seconds = time.perf_counter() - start
    numerals = sum(len(document.numerals) for document in report.documents)
    print(
        f"{len(documents):,} documents, {size / 1e6:.1f} MB, {numerals:,} numerals: "
        f"{seconds:.1f} s ({size / 1e6 / seconds:.2f} MB/s, {numerals / seconds:,.0f} numerals/s; "
        f"limit {SECONDS} s)"
    )
    return seconds


def mutate(folder: Path, figures: Path = _FIGURES) -> int:
    """Mistakes of the real file that nothing catches, printed with what caught the others."""
    text = figures.read_text(encoding="utf-8")
    book = load(text.encode()).book
    assert book is not None, "the figures file has problems: run the check first"
    named = [source for source in book.sources.values() if source.document]
    documents = {source.document: (folder / source.document).read_bytes() for source in named}
    counts = {source.id: len(paragraphs(documents[source.document])) for source in named}
    caught: Counter[str] = Counter()
    missed = []
    for mutation in mutations(text, book, counts):
        rule = catcher(mutation, documents)
        caught[f"{mutation.kind} by {rule}" if rule else "missed"] += 1
        if not rule:
            missed.append(mutation)
    for what, number in sorted(caught.items()):
        print(f"{number:6,}  {what}")
    for mutation in missed:
        print(f"missed: {mutation.figure}: {mutation.kind}: {mutation.what}")
    total = caught.total()
    share = 100 * (total - len(missed)) / total
    print(
        f"{total - len(missed):,} of {total:,} mistakes caught ({share:.1f} %), "
        f"in {len(book.figures)} figures"
    )
    return len(missed)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(mutate(Path(sys.argv[1])) > 0)
    sys.exit(measure() > SECONDS)

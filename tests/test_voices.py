"""Who speaks: copies of one text are one voice, equal statements one with a multiplicity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from etl.core.model import OFFICIAL, Book, Figure, Source
from etl.reconcile import Report, Verdict, reconcile
from tests.worlds import book, figure


def sourced(*figures: Figure, **changes: dict[str, str]) -> Book:
    """A book whose sources differ from the usual by some keys: paper={"sha256": "00"}."""
    made = book(*figures)
    sources = {
        name: source._replace(**changes.get(name, {}))  # type: ignore[arg-type]
        for name, source in made.sources.items()
    }
    return made._replace(sources=sources)


def of(report: Report, name: str) -> Verdict:
    return next(v for v in report.verdicts if v.figure_id == name)


def suspects(report: Report) -> list[str]:
    return [v.figure_id for v in report.verdicts if v.suspect]


def level(name: str, value: str, source: str, authority: str = "") -> Figure:
    made = figure(name, "trade", "2023", value, source=source)
    return made._replace(authority=authority)


def test_the_fewer_voices_are_blamed() -> None:
    figures = [level(f"a{n:02d}", "5.0 billion", f"a{n}") for n in range(10)]
    figures += [level(f"b{n:02d}", "6.0 billion", f"b{n}") for n in range(20)]

    report = reconcile(book(*figures))

    (conflict,) = report.conflicts
    assert [m.figure_id for m in conflict.members] == ["a00", "b00"]
    assert conflict.members[0].repeats == tuple(f"a{n:02d}" for n in range(1, 10))
    assert suspects(report) == [f"a{n:02d}" for n in range(10)]
    assert report.alternatives == ()
    assert of(report, "a03").conflicts == (conflict.conflict_id,)
    assert of(report, "b07").verdict == "supported"
    assert of(report, "b07").reasons == ("b00",)


def test_eight_against_eight_is_one_conflict_and_either_side() -> None:
    figures = [level(f"{side}{n}", v, f"{side}{n}") for side, v in SIDES for n in range(8)]

    report = reconcile(book(*figures))

    assert len(report.conflicts) == 1
    assert len(suspects(report)) == 16
    assert report.alternatives == (tuple(sorted(f.id for f in figures)),)
    assert of(report, "a0").one_of == ("a0", "b0")


SIDES = [("a", "5.0 billion"), ("b", "6.0 billion")]


@pytest.mark.parametrize(
    "changes",
    [
        {"two": {"copy_of": "one"}, "three": {"copy_of": "two"}},
        {name: {"sha256": "ab" * 32} for name in ("one", "two", "three")},
    ],
    ids=["declared", "the same bytes"],
)
def test_three_copies_of_one_text_are_one_voice(changes: dict[str, dict[str, str]]) -> None:
    copies = [level(name, "5.0 billion", name) for name in ("one", "two", "three")]
    other = level("customs", "6.0 billion", "customs")

    report = reconcile(sourced(*copies, other, **changes))
    assert suspects(report) == ["customs", "one", "three", "two"]
    assert report.alternatives == (("customs", "one", "three", "two"),)

    apart = reconcile(book(*copies, other))
    assert suspects(apart) == ["customs"]


def test_a_number_of_one_authority_that_is_repeated_is_one_voice() -> None:
    copies = [level(n, "5.0 billion", n, authority="statistics") for n in ("one", "two", "three")]
    other = level("customs", "6.0 billion", "customs")

    report = reconcile(book(*copies, other))

    assert report.alternatives == (("customs", "one", "three", "two"),)
    assert of(reconcile(book(*copies)), "one").verdict == "alone"


def test_a_text_never_supports_itself() -> None:
    head = figure("head", "trade", "2023", "20 billion", "approximately")
    body = figure("body", "trade", "2023", "20.0 billion")
    again = figure("again", "trade", "2023", "20.0 billion", source="ministry")

    assert of(reconcile(book(head, body)), "head").verdict == "alone"
    assert of(reconcile(book(head, body)), "body").verdict == "alone"
    both = reconcile(book(head, body, again))
    assert of(both, "head").verdict == "supported"
    assert of(both, "head").reasons == ("again",)
    assert of(both, "body").reasons == ("again",)
    assert of(reconcile(book(body, body._replace(id="twice"))), "body").verdict == "alone"


def test_a_text_supports_what_it_says_of_other_amounts() -> None:
    report = reconcile(
        book(
            figure("total", "trade", "2023", "16 billion"),
            figure("sold", "sales", "2023", "14.8 billion"),
            figure("bought", "purchases", "2023", "1.2 billion"),
        )
    )

    assert of(report, "total").verdict == "supported"


def test_only_what_lies_inside_is_supported() -> None:
    about = figure("about", "firms", "2024-05-01", "20", "approximately")
    count = figure("count", "firms", "2024-05-01", "16", source="ministry")

    report = reconcile(book(about, count))
    assert report.conflicts == ()
    assert of(report, "about").verdict == "unopposed"  # 16 alone is allowed, and 20 is not


def test_a_wrong_official_figure_can_be_named() -> None:
    official = [
        figure("o-sold", "sales", "2023", "3000000000", source="bureau"),
        figure("o-bought", "purchases", "2023", "2000000000", source="bureau"),
        figure("o-all", "trade", "2023", "7000000000", source="bureau"),
    ]
    prose = [
        figure("sold", "sales", "2023", "3.0 billion"),
        figure("bought", "purchases", "2023", "2.0 billion", source="ministry"),
        figure("all", "trade", "2023", "5.0 billion", source="bank"),
    ]
    made = book(*official, *prose)
    bureau = Source("bureau", "Bureau", OFFICIAL, date(2025, 6, 1), "stated", "en")
    report = reconcile(made._replace(sources={**made.sources, "bureau": bureau}))

    assert suspects(report) == ["o-all"]
    assert of(report, "all").verdict == "supported"
    assert of(report, "o-all").implied_high == Decimal(5_050_000_000)


def test_one_voice_against_an_official_figure_is_the_one_in_doubt() -> None:
    prose = figure("all", "trade", "2023", "5.0 billion")
    official = book(figure("o-all", "trade", "2023", "7000000000", source="bureau"), official=True)

    assert suspects(reconcile(book(prose), official)) == ["all"]

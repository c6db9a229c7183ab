"""Any book that the check accepts draws every page.

Names that are alike, years beside windows, no start, declared units: every form there is.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.server import data
from dashboard.view import topics
from etl.book.load import load
from etl.core.kinds import KINDS
from etl.core.model import Book, IndicatorKind
from tests.conftest import ROOT

HEAD = """format: 2
dataset:
  name: invented
  title: An invented world
  description: Nothing in it is true.
  reporter: RUR
  licence: CC-BY-4.0
  version: 1.0.0
areas:
  - {id: RUR, name: Ruritania, part_of: [WLD]}
  - {id: BOR, name: Borduria, part_of: [WLD]}
  - {id: SYL, name: Borduria, part_of: [WLD]}
  - {id: WLD, name: the world}
  - {id: BOR_SYL, name: Borduria and its neighbour, sum_of: [BOR, SYL]}
units:
  - {id: kilogram, name: kilograms, symbol: kg, words: {en: [kilogram, kilograms]}}
  - {id: long_ton, name: long tons, symbol: lt, scale: 1016, base: kilogram,
     words: {en: [long tons]}}
"""
INDICATORS = (
    "{id: sum, kind: flow, unit: currency, sum_of: [one, two]}",
    "{id: one, kind: flow, unit: currency}",
    "{id: two, kind: flow, unit: currency}",
    "{id: left, kind: balance, unit: currency, sum_of: [one], minus: [two]}",
    "{id: net, kind: net_flow, unit: currency}",
    "{id: permits, kind: flow, unit: count}",
    "{id: some_permits, kind: flow, unit: count, part_of: permits}",
    "{id: firms, kind: stock, unit: count}",
    "{id: rise, kind: growth, unit: percent, of: sum}",
    "{id: part, kind: share, unit: percent, of: sum, whole: WLD}",
    "{id: place, kind: rank, unit: rank}",
    "{id: weight, kind: flow, unit: long_ton}",
    "{id: weighed, kind: stock, unit: kilogram}",
    "{id: times, kind: multiple, unit: times, of: sum}",
    "{id: more, kind: change, unit: currency, of: sum}",
    "{id: points, kind: change, unit: percent, of: part}",
    "{id: within, kind: share, unit: percent, of: one, within: sum}",
    "{id: monthly, kind: average, unit: currency, of: sum, per: month}",
    "{id: refused, kind: ratio, unit: percent}",
    "{id: prices, kind: index, unit: index}",
)
PERIODS = ("2019", "2020", "2020-S1", "2020-01/2020-04", "2019-07/2020-06", "2001/2020", "2023")
OPEN = ("../2020", "../2019-05", "../2020-06-02", "1991/2020-06-02")
"""Without a start, or with one that has only a name; of what adds up over time."""
DAYS = ("2019-12-31", "2020-06-01", "2020-06-02")
SENTENCE = "By June 2020 trade with Borduria came to $7 billion, 5 million long tons and 30%."
TOPICS = ("trade", "firms", "other-things", "a")
SEEDS = (0, 1, 2, 5, 7, 12)
"""2 to 39 figures each. Numbers 3 and 4 were reconciled longer than all others were drawn."""
NAMES = ("Trade", "Trade", "Firms", "A name with <b>marks</b> & $signs$")


def invented(seed: int) -> str:
    """A book with figures of every kind, several sources a day and names that are alike."""
    dice = random.Random(seed)
    lines = [HEAD, "indicators:\n"]
    for given in INDICATORS:
        topic, name = dice.choice(TOPICS), dice.choice(NAMES)
        said = 'statement: "S of {reporter} and {partner}", definition: D'
        lines.append(f"  - {given[:-1]}, topic: {topic}, name: {name!r}, {said}}}\n")
    lines.append("sources:\n")
    lines += [
        f"  - {{id: s{n}, title: T, kind: press_release, published: 2024-02-01, language: en,"
        f" document: s{n}.txt, sha256: {str(n) * 64}}}\n"
        for n in range(3)
    ]
    lines.append("figures:\n")
    for number in range(dice.randrange(1, 40)):
        lines.append(figure(dice, f"f{number}"))
    return "".join(lines)


def figure(dice: random.Random, name: str) -> str:
    """One figure of any indicator."""
    indicator = dice.choice([line.split(":")[1].split(",")[0].strip() for line in INDICATORS])
    kind = next(line for line in INDICATORS if f"id: {indicator}," in line)
    amount = dice.randrange(1, 90)
    periods: tuple[str, ...] = PERIODS
    more = ""
    value, said = f"{amount} billion USD", f"{amount} billion dollars"
    if "unit: percent" in kind:
        value = said = f"{amount} %"
        if "kind: change" in kind:
            said = f"{amount} percentage points"
    elif "unit: times" in kind:
        value, said = f"{amount}", f"{amount} times"
    elif "unit: index" in kind:
        value = said = f"{amount}.5"
        more = "    base: 2001\n"
    elif "unit: long_ton" in kind:
        value, said = f"{amount} million long_ton", f"{amount} million long tons"
    elif "unit: kilogram" in kind:
        value, said = f"{amount} kilogram", f"{amount} kilograms"
    elif "unit: rank" in kind:
        value, said = "3", "third"
    elif "unit: count" in kind:
        value, said = f"{amount}", f"{amount}"
    elif dice.random() < 0.2:
        value, said = f"{amount} to 95 billion USD", f"{amount} to 95 billion dollars"
    if KINDS[_kind(kind)].adds_over_time:
        periods = (*PERIODS, *OPEN)
    if "monthly" in kind:
        said += " a month"
    period = dice.choice(DAYS if "stock" in kind else periods)
    who = dice.choice(("BOR", "SYL", "BOR_SYL"))
    return (
        f"  - id: {name}\n    indicator: {indicator}\n    partner: {who}\n{more}"
        f"    period: {period}\n    value: {value}\n    as_stated: {said}\n"
        f"    source: s{dice.randrange(3)}\n    paragraph: {dice.randrange(1, 5)}\n"
    )


def _kind(line: str) -> IndicatorKind:
    return cast("IndicatorKind", line.partition("kind: ")[2].partition(",")[0])


def checked(text: str) -> Book:
    """The book, which the check must accept."""
    book, problems = load(text.encode())
    assert book is not None, [str(problem) for problem in problems]
    return book


@pytest.mark.no_cover  # see test_audit_mutations
@pytest.mark.parametrize("seed", SEEDS)
def test_every_page_of_any_book_is_drawn(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_page(invented(seed), tmp_path, monkeypatch)


def test_every_page_of_a_book_with_every_form_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = every_page(
        (ROOT / "tests" / "examples" / "forms.yaml").read_text("utf-8"), tmp_path, monkeypatch
    )
    assert [(slider.min, slider.max) for slider in app.slider] == [(1991, 2030)], "no year 1"
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=60)
    app._page_hash = calc_hash("grain")
    app.run()
    assert [tile.value for tile in app.metric] == ["5\\.2 bn kg"], "the symbol, not the id"
    app.query_params["as"] = "Table"
    app.run()
    assert "bn kg" in app.dataframe[0].value.to_string()


def every_page(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Draws every page of a book, with its tabs, and has it check a text."""
    monkeypatch.setattr(data, "_MOMENT", 0.0)
    path = tmp_path / "figures.yaml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv("ATTESTED_FIGURES", str(path))
    book = checked(text)
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=60)
    addresses = ["", "compare", *topics.of(book), "documents", "agree", "tables"]
    for address in addresses:
        for tab in ("Chart", "Table") if address in topics.of(book) else ("",):
            app.query_params.clear()
            if tab:
                app.query_params["as"] = tab
            app._page_hash = calc_hash(address)
            app.run()
            assert not app.exception, (address, [e.message for e in app.exception])
            assert len(app.title) == 1, address
    app.query_params.clear()
    app._page_hash = calc_hash("check")
    app.run()
    app.text_area[0].set_value(SENTENCE)
    app.button[0].click().run()
    assert not app.exception, [e.message for e in app.exception]
    assert app.expander, "a text has no answers"
    return app


@pytest.mark.parametrize("topic", ["documents", "agree", "tables", "api", "compare", "check"])
def test_a_topic_cannot_have_the_address_of_another_page(topic: str) -> None:
    book, problems = load(invented(0).replace("topic: trade", f"topic: {topic}").encode())
    assert book is None
    assert any(topic in str(problem) for problem in problems)

"""The page that compares, with 200 partners: the first ten, the rest, the search, the courses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.server import data
from dashboard.view.texts import text
from tests import partners
from tests.conftest import ROOT


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(data, "_MOMENT", 0.0)
    path = tmp_path / "figures.yaml"
    path.write_text(partners.text(200), "utf-8")
    monkeypatch.setenv("ATTESTED_FIGURES", str(path))
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=60).run()
    app.switch_page("screens/compare.py").run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def bars(app: AppTest, chart: int) -> list[str]:
    """Figures that a chart draws as bars, in its order."""
    spec: dict[str, Any] = json.loads(app.get("plotly_chart")[chart].proto.spec)
    return [c[0] for t in spec["data"] if t["type"] == "bar" for c in t["customdata"]]


def test_the_first_ten_are_drawn_and_more_where_the_reader_asks(page: AppTest) -> None:
    ten = [f"t-{partners.code(n).lower()}-2024" for n in range(10)]
    assert bars(page, 0) == ten
    drawn = page.selectbox(key="drawn")
    assert drawn.options == [
        text("compare_first", count=10),
        text("compare_first", count=50),
        text("compare_every", count=200),
    ]
    drawn.set_value("50").run()
    assert len(bars(page, 0)) == 50
    assert bars(page, 0)[:10] == ten


def test_the_courses_are_of_the_first_partners_in_their_order(page: AppTest) -> None:
    first = list(dict.fromkeys(name.rsplit("-", 1)[0] for name in bars(page, 1)))
    assert first == [f"t-{partners.code(n).lower()}" for n in range(6)]
    assert page.expander[0].label == "Trade turnover over the years\\, the first 6"
    page.selectbox(key="sort").set_value("name").run()
    named = sorted(range(200), key=partners.name)
    first = list(dict.fromkeys(name.rsplit("-", 1)[0] for name in bars(page, 1)))
    assert first == [f"t-{partners.code(n).lower()}" for n in named[:6]]


def test_partners_that_are_searched_for_are_drawn_alone(page: AppTest) -> None:
    chosen = [partners.code(150), partners.code(7)]
    page.multiselect(key="compare_partners").set_value(chosen).run()
    assert bars(page, 0) == [f"t-{partners.code(n).lower()}-2024" for n in (7, 150)]
    assert len(page.dataframe[0].value) == 2 * len(partners.YEARS)
    assert [box.key for box in page.selectbox if box.key == "drawn"] == []

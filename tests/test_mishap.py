"""A mistake in a page: the reader is told what to do, the log where it was."""

from __future__ import annotations

import logging

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.screens import card, mishap, overview
from dashboard.view import briefing
from dashboard.view.texts import text
from tests.conftest import ROOT

SAID = "what a reader typed"


def broken(*_: object) -> str:
    raise ValueError(SAID)


def opened(figure: str = "") -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=30)
    if figure:
        app.query_params["figure"] = figure
    return app.run()


@pytest.mark.parametrize("figure", ["", "ita-turnover-2024"])
def test_a_mistake_is_told_in_our_own_words_and_logged_in_a_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, figure: str
) -> None:
    monkeypatch.setattr(mishap, "CAUGHT", [Exception])
    where = (card, "_card") if figure else (briefing, "sentences")
    monkeypatch.setattr(*where, broken)
    with caplog.at_level(logging.ERROR, "attested"):
        app = opened(figure)
    assert [each.value for each in app.error] == [text("mishap")]
    assert not app.exception
    assert len(app.title) == 1, "what was drawn before stays"
    (record,) = caplog.records
    told = record.getMessage()
    assert told.startswith("page failed: ValueError at ")
    assert told.endswith(" broken")
    assert "mishap.py" in record.__dict__["fields"]["traceback"]
    assert SAID not in repr(record.__dict__), "what is typed is in no log"


def test_what_begins_or_ends_a_run_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mishap, "CAUGHT", [Exception])
    monkeypatch.setattr(overview, "show", lambda _: st.stop())
    assert not opened().error


def test_tests_see_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing, "sentences", broken)
    app = opened()
    # What it says depends on a setting of Streamlit's; that it is caught by nobody does not.
    assert (len(app.exception), len(app.error)) == (1, 0)

"""What is drawn before the first reader comes is what a first reader sees."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens import picture, theme, topic_page
from dashboard.server import data
from dashboard.view import state, topics
from tests.conftest import ROOT


def test_first_views_are_those_of_readers_who_chose_nothing() -> None:
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=30).run()
    assert not app.exception
    snapshot = data.current().snapshot
    assert snapshot is not None
    first = state.first_views(snapshot)
    assert [view.pair for view in first] == state.pairs(snapshot.book)
    seen = app.session_state["view"]
    assert seen.choice == first[0].choice
    assert seen.snapshot is snapshot


def test_a_view_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = data.current().snapshot
    assert shown is not None
    snapshot = data.Snapshot(shown.book, shown.reference, shown.noted)
    view = state.first_views(snapshot)[0]
    topic = topics.of(view.book)[0]
    light = theme.of("light")
    drawn = topic_page.kept(view, topic, light)
    assert [one.title for one in drawn] == [one.title for one in topic_page._drawn(view, topic)]
    (first, *_) = topic_page._drawn(view, topic)
    assert drawn[0].figure.to_dict() == picture.dressed(first.figure, light).to_dict()
    (dark, *_) = topic_page.kept(view, topic, theme.of("dark"))
    assert dark.figure.to_dict()["layout"]["paper_bgcolor"] == "#0e1117"

    monkeypatch.setattr(topic_page, "_drawn", None)
    again = topic_page.kept(view, topic, light)
    assert [one.figure.to_dict() for one in again] == [one.figure.to_dict() for one in drawn]
    assert again[0].figure.to_dict() is not drawn[0].figure.to_dict(), "readers share nothing"
    with pytest.raises(TypeError):
        topic_page.kept(view._replace(panels=True), topic, light)


def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = data.current().snapshot
    assert shown is not None
    snapshot = data.Snapshot(shown.book, shown.reference, shown.noted)
    monkeypatch.setattr(data, "MOST_KEPT", 100)
    for number in range(11):
        snapshot.kept(number, lambda: b"0123456789")
    assert snapshot.kept(1, lambda: b"second") == b"0123456789"
    assert snapshot.kept(0, lambda: b"second") == b"second", "the oldest has gone"
    assert snapshot.kept("large", lambda: b"x" * 200) == b"x" * 200, "the last stays, however large"
    assert snapshot.kept("large", lambda: b"y") == b"x" * 200

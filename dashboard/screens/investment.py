"""Topics that are stated over several years at once: what was invested since a year."""

from __future__ import annotations

from dashboard.screens import topic_page
from dashboard.view import state, topics


def show(view: state.View) -> None:
    """Charts and table of these topics."""
    topic_page.show(view, topics.of(view.book).windows)


if __name__ == "__main__":
    show(state.current())

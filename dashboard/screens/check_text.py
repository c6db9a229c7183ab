"""Check a text: what all that is known says of each of its numbers.

The text lives in the session's memory and nowhere else: not in a file, a log or the address.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

import streamlit as st

from dashboard.screens import card
from dashboard.view import check_text, state
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.problems import Refused
from etl.draft.compare import LONGEST, ComparedStatement, Comparison, compare

_TEXT: Final = "check_text"
_DAY: Final = "check_day"
_FOUND: Final = "check_found"
_FIRST_DAY: Final = date(1990, 1, 1)
_LAST_DAY: Final = date(2100, 12, 31)
_MOST_BESIDE: Final = 6


def show(view: View) -> None:
    """The form, and once it is sent the text with its answers."""
    st.title(text("page_check_text"), anchor=False)
    st.text(text("check_about"))
    with st.form("check", border=False):
        given = st.text_area(
            text("check_text"), max_chars=LONGEST, height=220, key=_TEXT, placeholder="…"
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input(
                text("check_day"),
                value=datetime.now(UTC).date(),
                min_value=_FIRST_DAY,
                max_value=_LAST_DAY,
                key=_DAY,
                width=200,
            )
            sent = st.form_submit_button(text("check_send"))
    st.caption(text("check_private"))
    if sent:
        with st.spinner(text("check_working")):
            _check(view, given, day)
    answer = st.session_state.get(_FOUND)
    if isinstance(answer, str):
        st.error(escape(answer))
    elif answer is not None:
        _answers(view, answer)


def _check(view: View, given: str, day: date) -> None:
    """Compare, and keep what was found until the next text or the end of the session."""
    try:
        st.session_state[_FOUND] = compare(given, view.book, day, view.snapshot.reference)
    except Refused as refused:
        st.session_state[_FOUND] = text(
            "check_refused", found=refused.found, allowed=refused.allowed
        )


def _answers(view: View, comparison: Comparison) -> None:
    language = text(f"language_{comparison.draft.source.language.value}")
    st.text(text("check_language", found=language))
    if not comparison.statements:
        st.info(text("check_nothing"))
    else:
        _legend(comparison)
    for paragraph in check_text.paragraphs(comparison):
        left, right = st.columns([3, 2], gap="medium")
        left.markdown(check_text.markdown(paragraph))
        for number, statement in paragraph.statements:
            with right.expander(_label(number, statement)):
                _statement(view, number, statement)
    _downloads(comparison)


def _legend(comparison: Comparison) -> None:
    told = [
        f":{check_text.COLOURS[answer]}-background[{escape(check_text.SIGNS[answer])}]"
        f" {escape(text('check_answer_' + answer.replace(' ', '_')))}: {count}"
        for answer, count in check_text.counts(comparison)
    ]
    st.markdown(" \N{MIDDLE DOT} ".join(told))


def _label(number: int, statement: ComparedStatement) -> str:
    answer = text("check_answer_" + statement.answer.replace(" ", "_"))
    sign = escape(check_text.SIGNS[statement.answer])
    return f"{sign} {number} **{escape(statement.figure.as_stated)}** {escape(answer)}"


def _statement(view: View, number: int, statement: ComparedStatement) -> None:
    st.text(statement.sentence)
    if statement.mend:
        st.text(text("check_mend", mend=statement.mend))
    if statement.cause:
        st.text(text("check_cause", cause=statement.cause))
    st.text("\n".join(_read(each) for each in check_text.read_as(statement, view.book)))
    named = view.labels["source_id"]
    for beside in statement.beside[:_MOST_BESIDE]:
        figure = view.book.figures.get(beside)
        if figure is None and view.snapshot.reference is not None:
            figure = view.snapshot.reference.figures.get(beside)
        if figure is not None:
            st.button(
                escape(f"{figure.as_stated}, {named.get(figure.source, figure.source)}"),
                key=f"check-{number}-{beside}",
                type="tertiary",
                icon=":material/description:",
                on_click=card.open_card,
                args=(beside,),
            )


def _read(read: check_text.ReadKey) -> str:
    told = {"name": text(f"check_{read.name}"), "value": read.value}
    key = "check_guess" if read.doubt else "check_read"
    return text(f"{key}_why", **told, reason=read.reason) if read.reason else text(key, **told)


def _downloads(comparison: Comparison) -> None:
    with st.container(horizontal=True):
        for label, name, mime, write in (
            ("check_download_yaml", "draft.yaml", "application/yaml", check_text.yaml_bytes),
            ("check_download_csv", "verdicts.csv", "text/csv", check_text.as_csv),
        ):
            st.download_button(
                text(label),
                write(comparison),
                file_name=name,
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
            )


if __name__ == "__main__":
    show(state.current())

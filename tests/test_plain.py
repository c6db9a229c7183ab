"""Text of the data never becomes Markdown: mathematics, markup, links, icons, arrows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view.plain import escape

_JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("from $5 to $7", r"from \$5 to \$7"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("<script>", r"\<script\>"),
        ("[a](b)", r"\[a\]\(b\)"),
        (":red[x] :smile:", r"\:red\[x\] \:smile\:"),
        ("two\nlines\tand more", "two lines and more"),
        ("1. not a list", r"1\. not a list"),
        ("plain words 270", "plain words 270"),
    ],
)
def test_markup_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("see https://evil.example/a", "https:"),
        ("see HTTP://evil.example", "HTTP:"),
        ("www.evil.example", "www."),
        ("me@evil.example", "@evil"),
        ("a -> b", "->"),
        ("a <= b", "<="),
        ("a -- b", "--"),
    ],
)
def test_what_is_linked_or_changed_after_the_backslashes_are_gone_is_kept_apart(
    text: str, whole: str
) -> None:
    shown = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", escape(text))
    assert whole not in shown
    assert shown.replace(_JOINER, "") == text


@given(st.text())
def test_no_punctuation_stands_without_a_backslash_and_nothing_is_lost(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[$*_`<>\[\]~:#|]", escaped)
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped).replace(_JOINER, "")
    assert shown == " ".join(text.split()).replace(_JOINER, "")

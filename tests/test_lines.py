"""Entries of one key a line are read without libyaml, and say the same as libyaml reads of them.

Of etl/book: lines, read, rows.
"""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.book import lines
from etl.book import read as reading
from etl.book.load import load
from etl.book.rows import Items, Lines, Node, Row
from tests.bench import fuzz, world
from tests.bench.figures_file import text as many
from tests.conftest import ROOT, examples

REAL = (ROOT / "data" / "figures.yaml").read_bytes()
PLAIN = """\
# What a file begins with.
areas:
  FRA: {}
figures:
  - id: one
    value: 3.40 billion USD
    note: "a: b # c"
    as_stated: 'about 5'

  - id: two
    note: >-
      folded
  - id: three
    link: https://example.org/a#b
    growth: -3.5 %
    half: -.5
events: []
"""


def told(node: Node) -> object:
    """A node with every place."""
    if isinstance(node, Row):
        places = {key: node.place(key) for key in (*node.values, "absent")}
        return node.line, node.column, places, [(k, told(v)) for k, v in node.values.items()]
    if isinstance(node, Items):
        marked = [node.place(index) for index in range(len(node.items))]
        return node.line, node.column, marked, [told(item) for item in node.items]
    return node


def whole(data: bytes) -> tuple[object, bool]:
    """What libyaml reads of all of it, and whether anything is wrong."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "_in_parts", lambda _: None)
        top, problems = reading.read(data)
    return top and told(top), bool(problems)


def agrees(data: bytes) -> bool:
    """Whether it was read in parts; what is read then must be what is read of the whole."""
    problems: list[object] = []
    try:
        reading._check_bytes(data, problems)  # type: ignore[arg-type]
    except reading._Stop:
        return False
    top = reading._in_parts(data)
    if top is None:
        return False
    assert (told(top), False) == whole(data), data
    return True


def kinds(text: str) -> list[str]:
    return [type(part).__name__ for part in lines.parts(text)]


def test_entries_of_one_key_a_line_are_told_from_others() -> None:
    parts = [*lines.parts(PLAIN)]
    assert parts == [
        lines.Other("# What a file begins with.\nareas:\n  FRA: {}\n", 0, False),
        lines.Section("figures", 4, 2),
        lines.Other(PLAIN[PLAIN.index("  - id: one") : PLAIN.index("  - id: three")], 4, True),
        lines.Entry(
            [
                ["id", "three"],
                ["link", "https://example.org/a#b"],
                ["growth", "-3.5 %"],
                ["half", "-.5"],
            ],
            12,
        ),
        lines.Other("events: []\n", 16, False),
    ]
    without = PLAIN.replace("\n\n", "\n")
    assert next(part for part in lines.parts(without) if isinstance(part, lines.Entry)) == (
        [
            ["id", "one"],
            ["value", "3.40 billion USD"],
            ["note", "a: b # c"],
            ["as_stated", "about 5"],
        ],
        4,
    )
    assert agrees(PLAIN.encode())
    assert agrees(without.encode())


@pytest.mark.parametrize(
    "data",
    [
        REAL,
        (ROOT / "data" / "reference.yaml").read_bytes(),
        (ROOT / "tests" / "small.yaml").read_bytes(),
        world.text(300).encode(),
        many(300).encode(),
    ],
    ids=["real", "reference", "small", "world", "many"],
)
def test_sound_files_are_read_in_parts(data: bytes) -> None:
    assert agrees(data)


def test_nearly_all_of_a_large_file_needs_no_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    real = reading._Builder.nodes

    def nodes(self: reading._Builder, depth: int) -> list[Node]:
        made = real(self, depth)
        given.extend(len(node.items) for node in made if isinstance(node, Items))
        return made

    monkeypatch.setattr(reading._Builder, "nodes", nodes)
    top, problems = reading.read(many(300).encode())
    assert top is not None
    assert problems == []
    figures = top.values["figures"]
    assert isinstance(figures, Items)
    assert len(figures.items) == 300
    assert sum(given) < 20, "entries that libyaml has read"
    assert all(type(row) is Lines for row in figures.items[:-1])


@pytest.mark.parametrize(
    "entry",
    [
        "  - id: a\n    note: two\n      lines\n",
        "  - id: a\n    note: |\n      b: c\n      - d\n",
        "  - id: a\n    note: |1\n     - d\n",
        "  - id: a # a comment\n    note: b\n",
        "  - id: a\n    # a comment\n    note: b\n",
        "  - id: a\n    note: b \n",
        "  - id: a\n    note:  b\n",
        "  - id: a\n    note:\n",
        "  - id: a\n    note: ~\n",
        "  - id: a\n    note: [b, c]\n",
        "  - id: a\n    note: {b: c}\n",
        "  - id: a\n    note: - b\n",
        "  - id: a\n    note: -\n",
        "  - id: a\n    note: ? b\n",
        "  - id: a\n    note: b: c\n",
        "  - id: a\n    note: b:\n",
        "  - id: a\n    note: b:c#d\n",
        "  - id: a\n    note: b #d\n",
        "  - id: a\n    note: 'it''s'\n",
        "  - id: a\n    note: 'b' c\n",
        '  - id: a\n    note: "b\\n"\n',
        '  - id: a\n    note: "b"#\n',
        '  - id: a\n    note: ""\n',
        '  - id: a\n    note: "b\n  - id: c\n    note: d"\n',
        "  - id: a\n    note: 'b\n  - id: c\n    note: d\n",
        "  - id: a\n    note: [b,\n  - id: c\n    note: d\n",
        "  - id: a\n    note: &b c\n",
        "  - id: a\n    note: *b\n",
        "  - id: a\n    note: !!str b\n",
        "  - id: a\n    note: @b\n",
        "  - id: a\n    note: `b\n",
        "  - id: a\n    note: %b\n",
        "  - id: a\n    note: | b\n",
        "  - id: a\n    id: b\n",
        "  - id: a\n    <<: b\n",
        "  - id: a\n    a: b\n   c: d\n",
        "  - id: a\n     c: d\n",
        "  - id: a\n   - id: b\n",
        "  - id: a\n - id: b\n",
        "  - id: a\n- id: b\n",
        "  - - id: a\n",
        "  - a\n  - b\n",
        "  - id: a\n    ? b\n    : c\n",
        "  - {id: a}\n",
        "  -   id: a\n      note: b\n",
        "  -\n    id: a\n",
        "  - id: a\n---\n",
        "  - id: a\n...\n",
        "  - id: a\nfigures:\n  - id: b\n",
        "  - id: a\n{b: c}\n",
        "  - id: a\nnote: 'b\nevents:\n  - id: c\n'\n",
        "  - id: a\n" + "".join(f"    k{number}: v\n" for number in range(150)),
        f"  - id: a\n    {'k' * 1100}: b\n",
        f"{'k' * 1100}:\n  - id: a\n",
        "  - id: é\n    note: «b»\n",
        "  - id: a\n    note: \N{NO-BREAK SPACE}b\n",
    ],
)
@pytest.mark.parametrize("after", ["", "  - id: z\n    note: y\n", "events: []\n"])
def test_what_is_not_plain_is_what_libyaml_makes_of_it(entry: str, after: str) -> None:
    for data in (
        f"a: b\nfigures:\n{entry}{after}",
        f"figures:\n  - id: x\n    note: y\n{entry}{after}",
    ):
        agrees(data.encode())


@pytest.mark.parametrize(
    "text",
    ["", "a: b", "a: b\r\n", "%YAML 1.1\n---\na: b\n", "a: b\n---\nc: d\n", "'a': b\n", "{a: b}\n",
     "  a: b\n"],
)  # fmt: skip
def test_what_must_be_read_as_a_whole_is(text: str) -> None:
    assert reading._in_parts(text.encode()) is None


def test_files_that_were_spoilt_at_random_say_the_same_in_parts() -> None:
    inputs = fuzz.inputs(Random(15))
    read = sum(agrees(data) for data in islice(inputs, 400) if len(data) < 200_000)
    assert read > 20, "some of them are sound"


WORDS = st.sampled_from(
    ["  - ", "    ", "  ", "- ", "a: ", "b: ", "c:", "d", "1.5", "'", '"', "|", ">-", "#", " #",
     "[", "]", "{", "}", ", ", "\n", "\n", "\n  - a: b\n", "\nb:\n  - ", "\n    c: d\n", "-", "?",
     "&", "*", "!", "---", "...", "\\", "é"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25).map("".join))
@examples(400)
def test_pieces_of_yaml_in_any_order_say_the_same_in_parts(text: str) -> None:
    agrees(f"a:\n  - b: c\n{text}\n".encode())


def test_a_key_that_is_longer_than_yaml_allows_is_refused_at_its_place() -> None:
    book, problems = load(REAL.replace(b"    value: 16.425", b"    " + b"k" * 2000 + b": 16.425"))
    assert book is None
    (problem,) = problems
    assert (problem.rule, problem.line) == ("yaml-syntax", 247)
    assert "could not find expected ':'" in problem.found


def test_a_problem_is_at_its_place_in_a_plain_entry() -> None:
    data = REAL.replace(b"\n    value: 20 billion USD\n", b"\n    value: 20 billions USD\n", 1)
    assert data != REAL
    ((line, column),) = [(p.line, p.column) for p in load(data).problems]
    assert data.split(b"\n")[line - 1][column - 1 :] == b"20 billions USD"

"""Reading bytes: every text as written with its place; nothing guessed, expanded or run."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.book.load import load
from etl.book.read import read
from etl.book.rows import Items, Node, Row
from etl.core.problems import RULES, lines_of
from etl.core.schema import SECTIONS
from tests.conftest import ROOT, examples

REAL: Final = (ROOT / "data" / "figures.yaml").read_bytes()


def top(text: str) -> Row:
    """The top mapping of a text without problems."""
    row, problems = read(text.encode())
    assert problems == []
    assert row is not None
    return row


def refused(data: bytes | str) -> list[tuple[int, int, str, str]]:
    """Line, column, rule and finding of every problem of form."""
    _, problems = read(data.encode() if isinstance(data, str) else data)
    return [(p.line, p.column, p.rule, p.found) for p in problems]


def plain(node: Node) -> object:
    """A node as plain lists and dictionaries."""
    if isinstance(node, Row):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return node


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "yes",
            "on",
            "off",
            "true",
            "null",
            "~",
            "1_000",
            "010",
            "0x1F",
            "1e3",
            ".5",
            "3.40",
        ),
        *(
            "12:30:00",
            "2024-06-25",
            "2023",
            ".nan",
            ".inf",
            "-.inf",
            "16 %",
            "+16.9%",
            "$8 billion",
        ),
    ],
)
def test_every_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert plain(top(f"key: {text}\n")) == {"key": text}


def test_the_forms_of_yaml_are_read() -> None:
    text = (
        "folded: >-\n  one\n  two\n"
        "block: |\n  one\n  two\n"
        "quoted: 'it''s'\n"
        'double: "caf\\u00e9 \\"x\\""\n'
        "flow: {a: [b, c], d: e}\n"
        "list:\n- x\n- y: z\n"
        "empty:\n"
    )
    assert plain(top(text)) == {
        "folded": "one two",
        "block": "one\ntwo\n",
        "quoted": "it's",
        "double": 'café "x"',
        "flow": {"a": ["b", "c"], "d": "e"},
        "list": ["x", {"y": "z"}],
        "empty": "",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_values_and_items_know_their_place_from_one(end: str) -> None:
    row = top(end.join(["# café", "a: one", "list:", "  - é: two", "  - {b: three,  c: four}", ""]))
    items = row.values["list"]
    assert isinstance(items, Items)
    first, second = items.items
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert (row.line, row.column) == (2, 1)
    assert row.place("a") == (2, 4)
    assert row.place("list") == (4, 3)
    assert items.place(0) == (4, 5)
    assert items.place(1) == (5, 5)
    # A column counts characters, not bytes.
    assert first.place("é") == (4, 8)
    assert second.place("c") == (5, 20)
    assert row.place("absent") == (2, 1)


def test_a_place_far_to_the_right_of_a_line_is_exact() -> None:
    """A file of 200 MB may be one line."""
    far = 1_100_000
    row = top(f"a: b\nc: {{d:{' ' * far}e}}\n").values["c"]
    assert isinstance(row, Row)
    assert row.place("d") == (2, far + 7)


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\r\n ", b"\t"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refused(data) == [(1, 1, "file-empty", "the file is empty")]


@pytest.mark.parametrize("data", ["# only a comment\n", "---\n", "--- ''\n"])
def test_a_file_without_anything_is_refused(data: str) -> None:
    assert [rule for _, _, rule, _ in refused(data)] == ["file-empty"]


@pytest.mark.parametrize("data", ["just text\n", "- a\n- b\n", "42\n", "[]\n"])
def test_a_file_without_sections_is_refused(data: str) -> None:
    assert refused(data) == [(1, 1, "wrong-shape", "no sections at the top")]


@pytest.mark.parametrize("end", ["le", "be"])
@pytest.mark.parametrize("bits", [16, 32])
def test_another_encoding_with_its_mark_is_named(bits: int, end: str) -> None:
    found = f"the file is UTF-{bits}; save it as UTF-8"
    data = "\ufeffa: b\n".encode(f"utf-{bits}-{end}")
    assert refused(data) == [(1, 1, "file-encoding", found)]


@pytest.mark.parametrize(
    ("encoding", "place"),
    [("utf-16-le", (1, 2)), ("utf-16-be", (1, 1)), ("utf-32-le", (1, 2)), ("utf-32-be", (1, 1))],
)
def test_utf_16_without_a_mark_is_one_problem(encoding: str, place: tuple[int, int]) -> None:
    found = "a NUL byte: the file is UTF-16 or no text; save it as UTF-8"
    text = "a: b\nc: d\n" * 200
    assert refused(text.encode(encoding)) == [(*place, "file-encoding", found)]


def test_a_nul_byte_is_shown_at_its_place() -> None:
    found = "a NUL byte: the file is UTF-16 or no text; save it as UTF-8"
    assert refused("a: b\nü: d\0e\0\n".encode()) == [(2, 5, "file-encoding", found)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_problem_counts_lines_by_the_same_ends(end: str) -> None:
    for wrong, column, rule in (
        (b"c: \xff", 4, "file-encoding"),
        (b"c: \0", 4, "file-encoding"),
        (b"c: \td", 4, "tab"),
        (b"c: \x07", 4, "control-character"),
        (b"a: d", 1, "duplicate-key"),
        (b"c: &d e", 4, "yaml-anchor"),
        (b"c: [d", 1, "yaml-syntax"),
    ):
        data = end.encode().join([b"a: b", b"e: f", wrong, b""])
        (problem,) = read(data).problems
        line = 4 if rule == "yaml-syntax" else 3
        assert (problem.line, problem.column, problem.rule) == (line, column, rule)
        assert lines_of(data.decode("utf-8", "replace"))[2] == wrong.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", (1, 1), "0x89"),
        (b"a: b\nc: caf\xe9\n", (2, 7), "0xe9"),
        ("a: ü\nü: ".encode() + b"\xff", (2, 4), "0xff"),
        (b"a: \xed\xa0\x80", (1, 4), "0xed"),  # half of a surrogate pair
        (b"a: \xc0\xaf", (1, 4), "0xc0"),  # longer than need be
        (b"a: \xf4\x90\x80\x80", (1, 4), "0xf4"),  # beyond Unicode
        # Without the letter between them the two bytes would be one character.
        (b"\xc3A\xa9\x07", (1, 1), "0xc3"),
        (b"a: b\xc3", (1, 5), "0xc3"),
    ],
)
def test_binary_and_other_encodings_are_refused_at_the_byte(
    data: bytes, place: tuple[int, int], byte: str
) -> None:
    assert refused(data) == [(*place, "file-encoding", f"byte {byte} is not UTF-8")]


def test_a_byte_order_mark_is_refused() -> None:
    found = "the file begins with a byte order mark"
    assert refused(b"\xef\xbb\xbfa: b\n") == [(1, 1, "file-bom", found)]


def test_lines_with_a_tab_are_named() -> None:
    assert refused("a: b\n\tc: d\ne: f\tg\n") == [(2, 1, "tab", "a tab"), (3, 5, "tab", "a tab")]


def test_of_a_binary_file_a_hundred_lines_are_named() -> None:
    lines = [line for line, *_ in refused("\x01\n" * 1000)]
    assert lines == list(range(1, 101))


UNSAFE: Final = [
    *("\x01", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f"),
    *("\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"),
    *("\ufeff", "\ufff9", "\ufffe"),
]


@pytest.mark.parametrize("character", UNSAFE, ids=ascii)
def test_control_and_bidirectional_characters_are_refused_raw(character: str) -> None:
    found = f"the character U+{ord(character):04X}"
    assert refused(f"a: b\nc: d{character}e\n") == [(2, 5, "control-character", found)]


@pytest.mark.parametrize("character", [*UNSAFE, "\t", "\r"], ids=ascii)
@pytest.mark.parametrize("text", ['a: "b{}c"', 'a: ["x", "b{}c"]', '"a{}c": b'])
def test_they_are_refused_as_escapes_in_values_items_and_keys(character: str, text: str) -> None:
    found = f"the character U+{ord(character):04X}"
    column = text.index('"', 5 if "x" in text else 0) + 1
    if "x" in text:
        column = text.rindex('"b') + 1
    escaped = text.replace("{}", f"\\u{ord(character):04x}")
    assert refused(escaped) == [(1, column, "control-character", found)]


@pytest.mark.parametrize("text", ["a: '\\u202e'", "a: \\u202e", 'a: "\\\\u202e"'])
def test_what_is_no_escape_is_plain_text(text: str) -> None:
    assert plain(top(text)) == {"a": "\\u202e"}


@pytest.mark.parametrize(
    "character", ["é", "ß", "Қ", "中", "🙂", "€", "\u00a0", "\u202f", "\u2019"]
)
def test_other_characters_are_text(character: str) -> None:
    assert plain(top(f"a: b{character}c\n")) == {"a": f"b{character}c"}


def test_a_key_that_stands_twice_is_refused_and_the_first_one_kept() -> None:
    row, problems = read(b"a: one\nb: two\na: [x, {y: z}]\nc: three\n")
    assert [(p.line, p.column, p.found) for p in problems] == [(3, 1, 'the key "a" a second time')]
    assert row is not None
    assert plain(row) == {"a": "one", "b": "two", "c": "three"}
    assert row.place("c") == (4, 4)


def test_a_key_may_stand_again_in_another_entry() -> None:
    assert plain(top("a: {x: 1}\nb: {x: 2}\n")) == {"a": {"x": "1"}, "b": {"x": "2"}}


def test_anchors_are_named_and_reading_stops_at_the_first_alias() -> None:
    lines = ["a: &a [lol, lol]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    row, problems = read("\n".join(lines).encode())
    assert row is None
    assert [(p.line, p.column, p.rule, p.found) for p in problems] == [
        (1, 4, "yaml-anchor", "the anchor &a"),
        (2, 4, "yaml-anchor", "the anchor &b"),
        (2, 8, "yaml-anchor", "the alias *a"),
    ]


@pytest.mark.parametrize("text", ["a: *b\n", "- *a\n", "<<: *a\n", "a: {b: *c}\n"])
def test_an_alias_is_refused_wherever_it_stands(text: str) -> None:
    row, problems = read(text.encode())
    assert row is None
    assert [(p.rule, p.column) for p in problems] == [("yaml-anchor", text.index("*") + 1)]


@pytest.mark.parametrize("text", ["a: &x b", "a: &x [b]", "a: &x {b: c}", "&x a: b", "a: [&x b]"])
def test_an_anchor_is_refused_wherever_it_stands(text: str) -> None:
    expected = [(1, text.index("&") + 1, "yaml-anchor", "the anchor &x")]
    assert refused(text) == expected


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a: !!str b", "tag:yaml.org,2002:str"),
        ("a: !!python/object/apply:os.system [ls]", "tag:yaml.org,2002:python/object/apply:os.sy…"),
        ("a: !own {b: c}", "!own"),
        ("!!str a: b", "tag:yaml.org,2002:str"),
        ("a: [!x b]", "!x"),
    ],
)
def test_a_tag_is_refused_wherever_it_stands(text: str, tag: str) -> None:
    [(line, column, rule, found)] = refused(text)
    assert (line, column, rule) == (1, text.index("!") + 1, "yaml-tag")
    assert found.startswith(f'the tag "{tag.rstrip("…")}')


@pytest.mark.parametrize("text", ["a: !<tag:%ED%A0%80> b", "%TAG ! tag:%ED%A0%80\n---\na: !x b"])
def test_a_tag_that_is_no_text_is_refused(text: str) -> None:
    assert refused(text) == [(1, 1, "yaml-tag", "a tag that is no UTF-8")]


def test_a_second_document_is_refused() -> None:
    assert refused("a: b\n---\nc: d\n") == [(2, 1, "yaml-document", "a second document")]
    assert refused("---\na: b\n...\n") == []


def test_five_levels_are_read_and_a_sixth_is_refused() -> None:
    assert plain(top("a: [{b: [{c: d}]}]")) == {"a": [{"b": [{"c": "d"}]}]}
    assert refused("a: [{b: [{c: [d]}]}]") == [(1, 14, "yaml-depth", "nested too deep")]
    assert refused("a: [{b: [{c: {d: e}}]}]") == [(1, 14, "yaml-depth", "nested too deep")]


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 200_000, "- " * 500_000, "? " * 500_000])
def test_any_depth_stops_at_the_sixth_level(text: str) -> None:
    rules = {rule for _, _, rule, _ in refused(text)}
    assert rules <= {"yaml-depth", "wrong-shape"}
    assert rules


@pytest.mark.parametrize("text", ["*a : b\n", "? [a]\n: b\n", "{a: b}: c\n", "[a]: b\n"])
def test_a_key_is_plain_text(text: str) -> None:
    found = [(rule, found) for _, _, rule, found in refused(text)]
    assert found == [("wrong-shape", "a key that is no plain text")]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("a: [b\nc: d\n", (2, 2), "while parsing a flow sequence from line 1 did not find"),
        ("a: b: c\n", (1, 5), "mapping values are not allowed in this context"),
        ('a: "b\n', (2, 1), "while scanning a quoted scalar from line 1 found unexpected end"),
        ("a: b\n  c\n d: e\n", (3, 3), "mapping values are not allowed in this context"),
        ("a: @b\n", (1, 4), "found character that cannot start any token"),
        ('a: "\\q"\n', (1, 5), "found unknown escape character"),
        ('a: "\\ud800"\n', (1, 7), "found invalid Unicode character escape code"),
        ("%YAML 9.9\n---\na: b\n", (1, 1), "found incompatible YAML document"),
    ],
)
def test_broken_yaml_is_refused_where_it_breaks(
    text: str, place: tuple[int, int], found: str
) -> None:
    [(line, column, rule, message)] = refused(text)
    assert (line, column, rule) == (*place, "yaml-syntax")
    assert found in message


def test_what_libyaml_itself_refuses_to_decode_is_a_problem_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.book.read._check_bytes", lambda data, problems: None)
    [(line, column, rule, found)] = refused(b"a: \x07")
    assert (line, column, rule) == (1, 1, "yaml-syntax")
    assert found.startswith("unacceptable character")


def test_the_real_file_is_read_without_a_problem() -> None:
    row, problems = read(REAL)
    assert problems == []
    assert row is not None
    assert [name for name in row.values if name not in SECTIONS] == ["format"]
    assert [name for name in SECTIONS if name in row.values] == list(row.values)[1:]


FUZZ: Final = examples(100)


def holds(data: bytes) -> None:
    """A book or problems in order with known rules and places; never an error."""
    book, problems = load(data)
    assert (book is None) == bool(problems)
    assert problems == sorted(problems)
    assert all(p.rule in RULES and p.line >= 1 and p.column >= 1 for p in problems)


@FUZZ
@given(st.binary(max_size=200))
def test_random_bytes_never_raise(data: bytes) -> None:
    holds(data)


@FUZZ
@given(st.text(st.sampled_from("ab:-[]{},&*!#|>'\"%@`? \n\\u0x\t\r\u202eé"), max_size=80))
def test_random_yaml_never_raises(text: str) -> None:
    holds(text.encode())


PIECES: Final = [
    *(
        b"",
        b"\n",
        b": ",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b"&a ",
        b"*a",
        b"!t ",
        b"\xff",
        b"\x00",
        b"'",
    ),
    *(b'"', b"\\", b"#", b"|", b">", b"-", b"%", b"\t", b"9", b".", b"/", b"000", b"KAZ", b"null"),
    *("\u202e".encode(), b"=", b"{reporter}", b"{", b"ITA", b"turnover", b"\n---\n", b"  ", b"nan"),
]


@FUZZ
@given(
    st.lists(
        st.tuples(st.integers(0, len(REAL)), st.integers(0, 12), st.sampled_from(PIECES)),
        min_size=1,
        max_size=3,
    )
)
def test_a_real_file_with_mistakes_never_raises(cuts: list[tuple[int, int, bytes]]) -> None:
    data = REAL
    for at, length, piece in cuts:
        data = data[:at] + piece + data[at + length :]
    holds(data)


LINES: Final = REAL.splitlines(keepends=True)


@FUZZ
@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.booleans())
def test_a_real_file_with_lines_lost_or_moved_never_raises(one: int, two: int, move: bool) -> None:
    lines = [*LINES]
    line = lines.pop(one)
    if move:
        lines.insert(two, line)
    holds(b"".join(lines))

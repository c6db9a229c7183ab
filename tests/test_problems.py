"""Every rule has one broken file in tests/bad, which breaks that rule alone and says so clearly."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Final

import pytest

from etl.book.load import load
from etl.cli.files import read_bytes
from etl.core.problems import RULES, Problem, Refused, choices, nearest, quoted, render
from tests.conftest import ROOT

BAD: Final = ROOT / "tests" / "bad"

# A file that is not there and one of 200 MB cannot lie in the folder: their tests make them.
MADE_BY_TESTS: Final = {"file-missing", "file-size"}

# What each file gives, one line a file: `name:line:column: found; allowed [rule]`.
MESSAGES: Final = {
    line.partition(".yaml:")[0]: line
    for line in (BAD / "messages.txt").read_text("utf-8").splitlines()
}


def test_every_rule_has_its_broken_file_and_every_file_its_rule() -> None:
    files = {path.stem for path in BAD.glob("*.yaml")}
    assert files == RULES.keys() - MADE_BY_TESTS
    assert files == MESSAGES.keys()


@pytest.mark.parametrize("rule", sorted(MESSAGES))
def test_a_broken_file_breaks_its_rule_alone_at_its_place(rule: str) -> None:
    book, problems = load((BAD / f"{rule}.yaml").read_bytes())
    assert book is None
    assert [render(problem, f"{rule}.yaml", []) for problem in problems] == [MESSAGES[rule]]
    assert [problem.rule for problem in problems] == [rule]


def test_the_broken_files_are_made_from_a_sound_one() -> None:
    book, problems = load((ROOT / "tests" / "small.yaml").read_bytes())
    assert problems == []
    assert book is not None


def test_a_missing_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_bytes(tmp_path / "figures.yaml")
    assert refused.value.rule == "file-missing"
    assert refused.value.found == "the file cannot be read: No such file or directory"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert load(b"#" * 200_000_001).problems == [
        Problem(
            1,
            1,
            "file-size",
            "the file has 200,000,001 bytes",
            "a figures file may have at most 200 MB",
        )
    ]


def test_a_problem_shows_its_line_with_a_caret_under_the_place() -> None:
    problem = Refused("bad-integer", '"six" is no whole number').at(2, 14)
    assert render(problem, "data/figures.yaml", ["figures:", "  paragraph: six\n"]) == (
        'data/figures.yaml:2:14: "six" is no whole number; '
        "allowed is a whole number from 1 to 9999, in digits only [bad-integer]\n"
        "    paragraph: six\n"
        "               ^"
    )


def test_what_cannot_be_printed_is_shown_by_a_sign_of_one_width() -> None:
    problem = Refused("tab", "a tab").at(1, 3)
    shown = render(problem, "f", ["a\x1b\tb\u202ec"]).splitlines()
    assert shown[1:] == ["  a\ufffd\ufffdb\ufffdc", "    ^"]


@pytest.mark.parametrize("line", ["", "  ", "\r\n"])
def test_of_a_line_without_letters_nothing_is_shown(line: str) -> None:
    problem = Problem(1, 1, "file-empty", "nothing", "figures")
    assert render(problem, "f", [line]) == "f:1:1: nothing; figures [file-empty]"


def test_of_a_long_line_only_the_part_around_the_caret_is_shown() -> None:
    problem = Refused("bad-text", "too long").at(1, 1001)
    _, source, caret = render(problem, "f", ["x" * 1000 + "HERE" + "y" * 1000]).splitlines()
    assert len(source) == 162
    assert source[caret.index("^") :].startswith("HERE")


def test_problems_of_one_long_line_are_shown_in_no_time() -> None:
    """Each message looks at the part that it shows, not at the whole line."""
    count = 20_000
    items = load(f"figures: [{'a,' * count}]".encode()).problems
    assert [problem.column for problem in items if problem.rule == "wrong-shape"] == [
        11 + 2 * index for index in range(count)
    ]
    lines = ["x" * 5_000_000]
    start = process_time()
    for problem in items:
        render(problem, "f", lines)
    assert process_time() - start < 5  # looking at the whole line took hours


@pytest.mark.parametrize("line", [0, 3])
def test_a_place_outside_the_file_has_no_source_line(line: int) -> None:
    assert "\n" not in render(Problem(line, 1, "tab", "a tab", "none"), "f", ["a", "b"])


def test_a_refusal_says_what_the_rule_allows_unless_it_knows_better() -> None:
    assert Refused("tab", "a tab").at(3, 4) == Problem(3, 4, "tab", "a tab", RULES["tab"])
    assert Refused("tab", "a tab", "only spaces").at(1, 1).allowed == "only spaces"


def test_quoted_text_is_escaped_and_cut_at_60_characters() -> None:
    assert quoted("plain") == '"plain"'
    assert quoted("a\n\u202eb") == '"a\\u000a\\u202eb"'
    assert quoted("x" * 60) == f'"{"x" * 60}"'
    assert quoted("x" * 61) == f'"{"x" * 59}…"'


def test_the_nearest_known_word_is_a_hint_and_nothing_is_none() -> None:
    assert nearest("autority", ["note", "authority"]) == "; did you mean authority?"
    assert nearest("zzz", ["note", "authority"]) == ""


def test_a_long_list_of_choices_is_cut_and_counted() -> None:
    assert choices(["a", "b"]) == "a, b"
    assert choices("abcd", limit=2) == "a, b, … (4 in all)"
    assert choices(["a" * 160, "b" * 200_000]) == f"{'a' * 160}, {'b' * 159}…"

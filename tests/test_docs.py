"""What the documents at the top list is what there is: rooms, make targets, commands.

`python -m tests.test_docs` writes the lists anew.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT
from tests.test_layers import PACKAGES, RANKS

ARCHITECTURE: Final = ROOT / "ARCHITECTURE.md"
CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
_LINES: Final = 120
"""One screen, with room for the lists."""


def rooms() -> str:
    """Every folder of the code with what its first line says, those on which others stand first."""
    inits = [path for name in sorted(PACKAGES) for path in (ROOT / name).rglob("__init__.py")]
    rows = []
    for path in inits:
        folder = path.parent.relative_to(ROOT)
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        rows.append(
            (
                _rank(folder),
                f"| `{folder}/` | {docstring.partition(chr(10))[0].replace('|', '/')} |",
            )
        )
    return "\n".join(["| room | what it is |", "|---|---|", *(row for _, row in sorted(rows))])


def _rank(folder: Path) -> tuple[int, int, str]:
    """The dashboard last; in the library as the table of layers has it."""
    room = ".".join(folder.parts[:2])
    ranks = [rank for name, rank in RANKS.items() if f"{name}.".startswith(f"{room}.")]
    return folder.parts[0] != "etl", max(ranks, default=0), str(folder)


def targets() -> str:
    """What `make` says that there is."""
    lines = re.findall(r'^\t@echo "(make .*)"$', (ROOT / "Makefile").read_text("utf-8"), re.M)
    return "\n".join(["```", *lines, "```"])


LISTS: Final = {"rooms": (ARCHITECTURE, rooms), "targets": (CONTRIBUTING, targets)}


def block(text: str, name: str) -> re.Match[str]:
    """The part of a document that is made from the code."""
    match = re.search(rf"(?<=<!-- made: {name} -->\n).*?(?=\n?<!-- end -->)", text, re.S)
    assert match, f"no list {name}"
    return match


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_what_there_is(name: str) -> None:
    path, make = LISTS[name]
    listed = block(path.read_text("utf-8"), name).group()
    assert listed == make(), f"{path.name} is stale: python -m tests.test_docs"


@pytest.mark.parametrize("path", [ARCHITECTURE, CONTRIBUTING], ids=lambda path: path.name)
def test_a_document_is_short_and_names_only_files_that_there_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= _LINES
    named = re.findall(r"`((?:etl|dashboard|tests|data)/[\w./-]*)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_room_says_what_it_is() -> None:
    assert [line for line in rooms().splitlines() if line.endswith("|  |")] == []


def main() -> int:
    """Write the lists anew."""
    for name, (path, make) in LISTS.items():
        text = path.read_text("utf-8")
        start, end = block(text, name).span()
        path.write_text(f"{text[:start]}{make()}\n{text[end:].lstrip()}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

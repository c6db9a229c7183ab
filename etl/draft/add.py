"""A draft put into the text of a figures file: appended to its sections, all else untouched."""

from __future__ import annotations

import re
from typing import Final

from etl.core.problems import Refused
from etl.draft.model import Draft
from etl.draft.render import sections

_TOP: Final = re.compile(r"^([a-z_]+):(.*)$")


def added(text: str, draft: Draft) -> str:
    """The file's text with the entries of the draft at the end of its sections.

    Comments and order stay; a section that is missing comes last. Raises Refused (wrong-shape)
    where a section is written in brackets, which cannot be appended to.
    """
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    for section, entries in sections(draft).items():
        if entries:
            lines = _appended(lines, section, entries)
    return "\n".join(lines) + "\n"


def _appended(lines: list[str], section: str, entries: list[str]) -> list[str]:
    start = next((i for i, line in enumerate(lines) if _is_top(line, section)), None)
    if start is None:
        return [*lines, "", f"{section}:", *entries]
    rest = lines[start].partition(":")[2].partition("#")[0].strip()
    if rest in ("[]", "[ ]"):
        # Of comments only, the section stays empty: a key without a value would be no list.
        if not all(line.lstrip().startswith("#") for line in entries):
            lines[start] = lines[start].replace(f" {rest}", "", 1).rstrip()
    elif rest:
        fault = f"the section {section} is written in one line"
        raise Refused("wrong-shape", fault, "write its entries one below the other, then add")
    end = next((i for i in range(start + 1, len(lines)) if _TOP.match(lines[i])), len(lines))
    # Blank lines and comments above the next section belong to that one.
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    indent = next((re.match(r"\s*", line) for line in lines[start + 1 : end] if "- " in line), None)
    shift = len(indent.group()) if indent else 2
    moved = [_shifted(line, shift - 2) for line in entries]
    return [*lines[:end], *([""] if end > start + 1 else []), *moved, *lines[end:]]


def _is_top(line: str, section: str) -> bool:
    match = _TOP.match(line)
    return bool(match) and line.startswith(f"{section}:")


def _shifted(line: str, by: int) -> str:
    if by >= 0 or line.startswith("#"):
        return " " * max(by, 0) + line if line else line
    return line[-by:]

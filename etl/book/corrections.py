"""What is wrong between entries: a correction of another, a copy, a group that counts twice.

Must not know how the entries are written in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from etl.core.model import Area, Figure, Source
from etl.core.problems import Refused, choices, quoted

_SAME: Final = ("indicator", "reporter", "partner", "unit")
"""What a correction says of the same thing as the statement that it corrects."""


def correction_problems(
    corrections: Iterable[Figure], figures: Mapping[str, Figure], sources: Mapping[str, Source]
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with the figures that correct others, with the id of each."""
    corrected: dict[str, str] = {}
    for figure in corrections:
        earlier = figures.get(figure.supersedes)
        if earlier is None:
            continue
        if refused := _no_correction(figure, earlier, sources):
            yield figure.id, refused
        elif figure.supersedes in corrected:
            fault = f"{quoted(figure.supersedes)} is corrected by {corrected[figure.supersedes]}"
            allowed = "a correction of the correction supersedes that one"
            yield figure.id, Refused("supersedes", fault, allowed)
        corrected.setdefault(figure.supersedes, figure.id)


def _no_correction(
    figure: Figure, earlier: Figure, sources: Mapping[str, Source]
) -> Refused | None:
    if earlier.id == figure.id:
        return Refused("supersedes", f"{quoted(figure.id)} supersedes itself")
    for name in _SAME:
        ours, theirs = getattr(figure, name), getattr(earlier, name)
        if ours != theirs:
            fault = f"the {name} of {quoted(earlier.id)} is {theirs}, here {ours}"
            return Refused("supersedes", fault)
    is_worded = figure.period_basis == "stated" or bool(figure.period_as_stated)
    if figure.period != earlier.period and not is_worded:
        # A correction may be one of the period, which its words then state.
        ours, theirs = figure.period.text, earlier.period.text
        fault = f"the period of {quoted(earlier.id)} is {theirs}, here {ours} and no words state it"
        allowed = f"write period: {theirs}, or name the words that state it in period_as_stated"
        return Refused("supersedes", fault, allowed)
    if sources[figure.source].published < sources[earlier.source].published:
        then = sources[earlier.source].published_as
        return Refused("supersedes", f"{quoted(earlier.id)} was published later, on {then}")
    if earlier.supersedes == figure.id:
        return Refused("supersedes", f"{quoted(earlier.id)} supersedes this one")
    return None


def copy_problems(source: Source, sources: Mapping[str, Source]) -> Iterator[tuple[str, Refused]]:
    """What is wrong with a source that repeats another."""
    original = sources.get(source.copy_of)
    if original is None:
        return
    if original.id == source.id:
        yield "copy_of", Refused("copy", f"{quoted(source.id)} is a copy of itself")
    elif original.copy_of:
        fault = f"{quoted(original.id)} is a copy of {quoted(original.copy_of)}"
        yield "copy_of", Refused("copy", fault, f"write copy_of: {original.copy_of}")


def group_problems(area: Area, areas: Mapping[str, Area]) -> Iterator[tuple[str, Refused]]:
    """A group whose members count the same twice, or that has one member only."""
    if not area.sum_of:
        return
    if len(area.sum_of) == 1:
        yield (
            "sum_of",
            Refused("overlap", f"{area.sum_of[0]} alone", "write partner: the area itself"),
        )
    for member in area.sum_of:
        inside = sorted(set(area.sum_of) & _above(member, areas))
        if inside:
            fault = f"{member} is part of {choices(inside)}"
            yield "sum_of", Refused("overlap", fault)


def _above(member: str, areas: Mapping[str, Area]) -> set[str]:
    """Every area that one is part of at some time, itself left out."""
    above: set[str] = set()
    ahead = [member]
    while ahead:
        area = areas.get(ahead.pop())
        larger = [part.area for part in area.part_of] if area else []
        ahead += [name for name in larger if name not in above]
        above.update(larger)
    return above - {member}

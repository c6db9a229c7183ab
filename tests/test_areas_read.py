"""Which economies a text names: etl/reading/areas.py."""

from __future__ import annotations

import pytest

from etl.reading.areas import gazetteer, mentions
from tests.small import SMALL, book_of


def named(text: str, language: str) -> list[tuple[str, str]]:
    """The words that name an area, each with its code."""
    known = gazetteer(book_of(SMALL), language)
    return [(text[m.start : m.end], m.area) for m in mentions(text, known)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Portuguese wine", [("Portuguese", "PRT")]),
        ("it", "vini portoghesi", [("portoghesi", "PRT")]),
        ("ru", "португальское вино", [("португальское", "PRT")]),
        ("en", "French and Spanish wine", [("French", "FRA"), ("Spanish", "ESP")]),
        ("en", "Dutch and German wine", [("Dutch", "NLD"), ("German", "DEU")]),
        # Many speak these, and no country is called like them.
        ("en", "English wine", []),
        ("en", "Arabic states", []),
        ("it", "i paesi arabi e le imprese inglesi", []),
        ("ru", "арабские страны и английские фирмы", []),
    ],
)
def test_a_language_is_the_adjective_of_the_country_that_is_called_like_it(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in the Persian (Arabian) Gulf"),
        ("it", "nel Golfo Persico"),
        ("ru", "Персидский залив"),
        ("ru", "в Персидском (Арабском) заливе"),
    ],
)
def test_a_sea_is_no_economy(language: str, text: str) -> None:
    assert named(text, language) == []


def test_an_adjective_beside_no_sea_names_its_economy() -> None:
    assert named("персидские ковры", "ru") == [("персидские", "IRN")]

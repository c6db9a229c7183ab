"""The reader against thousands of mutated files; tests/bench/fuzz.py does the same for minutes."""

from __future__ import annotations

from random import Random

import pytest

from etl.book.load import load
from tests.bench.fuzz import inputs, run

# Counting lines three times as slow finds none that other tests leave out.
pytestmark = pytest.mark.no_cover

INPUTS = 2_000


def test_every_input_gives_a_book_or_problems() -> None:
    count, _ = run(inputs(Random(1)), INPUTS, timed=False)
    assert count == INPUTS


def test_the_inputs_are_no_mere_noise() -> None:
    """Some are sound, so that the checks after the reading are reached as well."""
    made = inputs(Random(2))
    rules = [problem.rule for _ in range(200) for problem in load(next(made)).problems]
    assert len(set(rules)) > 15

"""The files that a state of the data was read from. Must load no table and no check."""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.tables.export.about import version_of

FIGURES: Final = "figures.yaml"
REFERENCE: Final = "reference.yaml"
COVERAGE: Final = "coverage.csv"


class StateFiles(NamedTuple):
    """Bytes of the files that a state was read from."""

    figures: bytes
    reference: bytes | None = None
    coverage: bytes | None = None

    @property
    def version(self) -> str:
        """Made from the content: the same content has the same version, wherever it is."""
        return version_of(self.figures, self.reference, self.coverage)

    def by_name(self) -> dict[str, bytes]:
        """Those that there are, by the names that they lie under."""
        named = {FIGURES: self.figures, REFERENCE: self.reference, COVERAGE: self.coverage}
        return {name: data for name, data in named.items() if data is not None}

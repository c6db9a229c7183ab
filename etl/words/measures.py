"""Words that make another unit of the one beside them: short tons are no tonnes.

Regular expressions, in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OTHER_UNITS: Final[Mapping[str, str]] = {
    "en": r"short|long|imperial|register(?:ed)?|nautical|square|cubic|sq|cu|troy|deadweight",
    "it": r"cort[aeio]|lung(?:o|a|hi|he)|imperial[ei]|quadrat[aeio]|cubi?c?[aeio]|nautic[aehio]+"
    r"|marin[aeio]|di\s+stazza",
    "ru": r"коротк\w+|длинн\w+|имперск\w+|регистров\w+|морск\w+|квадратн\w+|кубическ\w+"
    r"|кв|куб",
}
"""By language; before the unit in English and Russian, behind it in Italian."""

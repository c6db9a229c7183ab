"""The theme that the package brings, wherever the server is started from.

`dashboard/.streamlit/config.toml` lies beside the application, where Streamlit finds it by itself
whatever folder one stands in. Charts are coloured from the same file and not from Streamlit's
options: those are empty where no server has read them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).resolve().parents[1] / ".streamlit" / "config.toml"


@cache
def theme() -> dict[str, Any]:
    """The section `theme`; `light` and `dark` are sections of their own in it."""
    section: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))["theme"]
    return section

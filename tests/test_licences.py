"""Every locked package may be used and passed on with this project."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Final

# Permissive, or copyleft by file only (MPL-2.0: used as it comes, not changed).
ALLOWED: Final = re.compile(
    r"MIT|MIT-CMU|MIT License|0BSD|BSD License|BSD-[23]-Clause|3-Clause BSD License|CC0-1\.0|Zlib"
    r"|Apache-2\.0|Apache License 2\.0|Apache Software License|PSF-2\.0"
    r"|Mozilla Public License 2\.0 \(MPL 2\.0\)|MPL-2\.0"
)


def locked(path: Path) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", path.read_text("utf-8"), re.MULTILINE))


def licences(package: str) -> list[str]:
    """What a package says of itself: the SPDX expression, else the classifiers, else the text."""
    about = metadata.metadata(package)
    if expression := about.get_all("License-Expression"):
        return re.split(r" (?:AND|OR) ", expression[0])
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    return classifiers or about.get_all("License") or ["none stated"]


def test_every_locked_package_has_an_allowed_licence(root: Path) -> None:
    names = locked(root / "requirements.lock")
    assert {"streamlit", "pandas", "plotly", "pyyaml"} <= names
    found = {name: licences(name) for name in sorted(names)}
    refused = {
        name: stated
        for name, stated in found.items()
        if not all(ALLOWED.fullmatch(licence) for licence in stated)
    }
    assert refused == {}


def test_a_foreign_licence_would_be_refused() -> None:
    assert not ALLOWED.fullmatch("GPL-3.0-only")
    assert not ALLOWED.fullmatch("none stated")


def test_the_locks_name_no_address_and_hash_everything(root: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (root / name).read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        entries = re.split(r"\n(?=[A-Za-z0-9._-]+==)", text)
        assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)

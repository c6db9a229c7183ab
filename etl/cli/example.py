"""The shipped data as files to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from etl.cli.files import CannotWriteError, write_file

_PACKAGED: Final = Path(__file__).resolve().parents[1] / "example"
"""Where the wheel has them; a checkout has them in its own folder."""
_CHECKOUT: Final = Path(__file__).resolve().parents[2] / "data"


def folder() -> Path:
    """Where the shipped data are."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def example(out: Path) -> list[Path]:
    """Write the shipped data into a folder, and nothing where one of them is there already.

    Raises CannotWriteError.
    """
    shipped = sorted(path for path in folder().iterdir() if path.is_file())
    for path in shipped:
        if (out / path.name).exists():
            raise CannotWriteError(f"{out / path.name} is there already: name another folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(f"{out} cannot be written: {error.strerror}") from error
    for path in shipped:
        write_file(out / path.name, path.read_bytes())
    return [out / path.name for path in shipped]

"""The text of a document: as it is, or the main text of a web page, a PDF or a Word file.

Bytes in, paragraphs of text out, blank lines between them. The libraries are those of the group
`documents`; without them a sentence says what to install.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from etl.core.problems import Refused

_HTML: Final = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)", re.I | re.S
)
_INSTALL: Final = "install them with: pip install attested[documents]"
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SPACES: Final = re.compile(r"[ \t\xa0]+")


def text_of(data: bytes, name: str) -> str:
    """The text of a document, told by what it begins with.

    Raises Refused: file-encoding where it is no document that can be read, file-missing where
    the library for it is not installed.
    """
    if data.startswith(b"%PDF-"):
        return _read("pypdf", "PDF", data, _pdf)
    if data.startswith(b"PK\x03\x04") and b"word/" in data[:200_000]:
        return _read("docx", "Word file", data, _word)
    if _HTML.match(data[:2_000]) or name.lower().endswith((".html", ".htm")):
        return _read("trafilatura", "web page", data, _page)
    if _CONTROL.search(data[:100_000]):
        raise Refused(
            "file-encoding",
            "this is no text",
            "allowed are text in UTF-8, a web page, a PDF with text, and a Word file (.docx)",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            "file-encoding", f"byte {error.start + 1} is no UTF-8", "save the text as UTF-8"
        ) from error


def _read(library: str, kind: str, data: bytes, read: Callable[[Any, bytes], str]) -> str:
    try:
        module = import_module(library)
    except ImportError as error:
        raise Refused(
            "file-missing", f"a {kind} needs libraries that are not here", _INSTALL
        ) from error
    text = read(module, data)
    if not text.strip():
        raise Refused("file-empty", f"the {kind} holds no text", "allowed is a document with text")
    return text


def _pdf(pypdf: Any, data: bytes) -> str:
    try:
        pages = [page.extract_text() or "" for page in pypdf.PdfReader(BytesIO(data)).pages]
    except pypdf.errors.PyPdfError as error:
        raise Refused("file-encoding", f"the PDF cannot be read: {error}", _WHOLE) from error
    return "\n\n".join(_blocks(page) for page in pages if page.strip())


def _word(docx: Any, data: bytes) -> str:
    try:
        document = docx.Document(BytesIO(data))
    except (
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        docx.opc.exceptions.PackageNotFoundError,
    ) as error:
        raise Refused("file-encoding", "the Word file cannot be read", _WHOLE) from error
    pieces = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = (" ".join(cell.text.strip() for cell in row.cells) for row in block.rows)
            pieces += [row for row in rows if row.strip()]
        elif block.text.strip():
            pieces.append(_SPACES.sub(" ", block.text.strip()))
    return "\n\n".join(pieces)


def _page(trafilatura: Any, data: bytes) -> str:
    text = trafilatura.extract(
        data, include_comments=False, include_tables=True, deduplicate=False, favor_recall=True
    )
    return "\n\n".join(line.strip() for line in (text or "").splitlines() if line.strip())


_WHOLE: Final = "allowed is a whole, unprotected file"


def _blocks(page: str) -> str:
    """Lines of a page put together to paragraphs: one ends where a line ends a sentence."""
    lines = [line.rstrip() for line in page.replace("\r", "\n").splitlines()]
    widest = max((len(line) for line in lines), default=0)
    paragraphs, current = [], ""
    for line in lines:
        if not line.strip():
            if current:
                paragraphs.append(current)
            current = ""
            continue
        current = f"{current} {line.strip()}" if current else line.strip()
        if line.rstrip()[-1:] in ".!?:" and len(line) < 0.85 * widest:
            paragraphs.append(current)
            current = ""
    if current:
        paragraphs.append(current)
    return "\n\n".join(paragraphs)

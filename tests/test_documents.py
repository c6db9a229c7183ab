"""Documents as text: plain, a saved web page, a PDF, a Word file; what cannot be read is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from etl.cli import main
from etl.core.problems import Refused
from etl.draft import documents
from etl.draft.documents import text_of

FIRST = "In 2024, trade between Kazakhstan and Italy reached twenty billion dollars, a record."
SECOND = "Exports were larger than imports, the ministry said in its yearly report on trade."
PAGE = f"""<!DOCTYPE html><html><head><title>News</title></head><body>
<nav><a href="/">Home</a> <a href="/contact">Contact</a></nav>
<article><h1>Trade grows again in the year</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>All rights reserved</footer></body></html>"""


def pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand: no library here writes one."""
    text = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {text}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(out),
    )
    return out + head + table + tail


def word(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_text_is_its_own_text_without_the_byte_order_mark() -> None:
    assert text_of(b"\xef\xbb\xbfOne.\n\nTwo.\n", "a.txt") == "One.\n\nTwo.\n"


def test_the_main_text_of_a_page_comes_without_its_menus() -> None:
    text = text_of(PAGE.encode("utf-8"), "page.html")
    assert text.split("\n\n")[-2:] == [FIRST, SECOND]
    assert "Contact" not in text
    assert "rights" not in text


def test_a_pdf_gives_its_text() -> None:
    lines = ("Trade between the two countries grew", "in 2024.", "Exports fell.")
    assert text_of(pdf(*lines), "a.pdf").split("\n\n") == [f"{lines[0]} {lines[1]}", lines[2]]


def test_paragraphs_of_a_word_file_are_paragraphs() -> None:
    assert text_of(word(FIRST, "", SECOND), "a.docx") == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"%PDF-1.4 broken", "a.pdf", "the PDF cannot be read"),
        (b"PK\x03\x04 word/ broken", "a.docx", "the Word file cannot be read"),
        (b"\x00\x01\x02", "a.bin", "this is no text"),
        (b"caf\xe9", "a.txt", "byte 4 is no UTF-8"),
        (b"<html><body></body></html>", "a.html", "the web page holds no text"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(data: bytes, name: str, found: str) -> None:
    with pytest.raises(Refused) as refused:
        text_of(data, name)
    assert refused.value.found.startswith(found)


def test_a_zip_that_is_no_word_file_is_no_text() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(Refused) as refused:
        text_of(out.getvalue(), "a.zip")
    assert refused.value.found == "this is no text"


def test_without_the_libraries_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(documents, "import_module", missing)
    with pytest.raises(Refused) as refused:
        text_of(pdf("Trade grew."), "a.pdf")
    assert refused.value.found == "a PDF needs libraries that are not here"
    assert refused.value.allowed == "install them with: pip install attested[documents]"


def test_text_shows_the_paragraphs_with_their_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(FIRST, SECOND))
    assert main(["text", str(path)]) == 0
    assert capsys.readouterr().out == f"1: {FIRST}\n\n2: {SECOND}\n\n"

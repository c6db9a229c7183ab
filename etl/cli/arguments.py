"""The arguments of every command.

Must not read files, nor know what a command does.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from etl.book.official_cells import DECIMAL_MARKS
from etl.book.official_plan import FIELDS
from etl.cli import SERVE, commands, drafting, importing
from etl.core.days import parse_day
from etl.core.problems import Refused
from etl.core.schema import FIGURES as TABLE
from etl.core.schema import LANGUAGES

FIGURES: Final = Path("data/figures.yaml")
_WIDTH: Final = 80
_PARTITIONS: Final = (
    *(column for column, _, _ in TABLE.foreign_keys),
    *(field.name for field in TABLE.fields if field.enum or field.type == "year"),
    *("topic", "unit"),
)
"""Columns of figures with few values, none of them a free text."""
_DOCUMENTS: Final = "a text in UTF-8, a web page, a PDF or a Word file"


class _Version(argparse.Action):
    """Looked up only when asked for: the look-up loads what `check` does without."""

    def __call__(self, *_: Any, **__: Any) -> None:
        from importlib.metadata import version

        print(f"attested {version('attested')}")
        raise SystemExit(0)


class _Parser(argparse.ArgumentParser):
    """Its help has a fixed width: to ask for the terminal's loads what only archives need."""

    def __init__(self, **options: Any) -> None:
        formatter = partial(argparse.HelpFormatter, width=_WIDTH)
        super().__init__(**options, formatter_class=formatter)
        self._mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """A command's files may stand before and after its options."""
        if self._mixing or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False


def parser() -> argparse.ArgumentParser:
    """The arguments of every command; `run` is what a command does."""
    # As it was called: the command, or the module whose file nobody would name.
    called = Path(sys.argv[0]).name if sys.argv else ""
    prog = called if called == "attested" else "python -m etl"
    known = _Parser(prog=prog, description="Curated figures in, tidy tables out.")
    known.add_argument("--version", action=_Version, nargs=0, help="print the version")
    subparsers = known.add_subparsers(required=True, metavar="COMMAND")
    first = (_check, _build, _audit, _reconcile, _read, _draft, _compare, _text)
    for add in (*first, _example, _publish):
        add(subparsers)
    # Only told here: what follows its name is the dashboard's own.
    subparsers.add_parser(SERVE, help="show the dashboard in a browser")
    _import(subparsers)
    _generate(subparsers)
    return known


def _check(subparsers: Any) -> None:
    parser = subparsers.add_parser("check", help="tell whether a figures file holds together")
    _figures(parser)
    parser.add_argument(
        "--within",
        type=Path,
        metavar="FIGURES",
        help="for a file of official figures: the figures file whose areas and indicators it uses",
    )
    parser.set_defaults(run=commands.check)


def _build(subparsers: Any) -> None:
    parser = subparsers.add_parser("build", help="write the tidy tables")
    _figures(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write")
    parser.add_argument(
        "--partition",
        choices=_PARTITIONS,
        default="",
        metavar="COLUMN",
        help="write the figures once more as one Parquet file for each value of this column",
    )
    parser.set_defaults(run=commands.build)


def _audit(subparsers: Any) -> None:
    parser = subparsers.add_parser("audit", help="account for every number in the documents")
    _figures(parser)
    parser.add_argument(
        "--documents", type=Path, required=True, metavar="DIR", help="folder of the texts"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--write-coverage",
        action="store_true",
        help=f"write the counts to {commands.COVERAGE} beside the figures file",
    )
    _cluster(parser)
    parser.set_defaults(run=commands.audit)


def _reconcile(subparsers: Any) -> None:
    parser = subparsers.add_parser("reconcile", help="test all figures against one another")
    _figures(parser)
    _against(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit code 1 on any conflict, and where something could not be tested",
    )
    _cluster(parser)
    parser.set_defaults(run=commands.reconcile)


def _read(subparsers: Any) -> None:
    parser = subparsers.add_parser("read", help="tell what every quantity of a text states")
    parser.add_argument("--language", choices=LANGUAGES, help="default: guessed from the words")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "text", nargs="?", default="-", metavar="FILE", help="a text in UTF-8 (-: standard input)"
    )
    parser.set_defaults(run=commands.read)


def _draft(subparsers: Any) -> None:
    parser = subparsers.add_parser("draft", help="propose entries for every number of a document")
    parser.add_argument("document", type=Path, metavar="DOCUMENT", help=_DOCUMENTS)
    parser.add_argument(
        "--published", type=_day, required=True, metavar="DAY", help="day of publication"
    )
    _figures(parser)
    parser.add_argument("--language", choices=LANGUAGES, help="default: told by its words")
    parser.add_argument("--format", choices=("yaml", "json"), default="yaml")
    parser.add_argument(
        "--add", action="store_true", help="append to the figures file, if it then passes check"
    )
    parser.set_defaults(run=drafting.draft)


def _compare(subparsers: Any) -> None:
    parser = subparsers.add_parser("compare", help="test a text against all that is known")
    parser.add_argument("text", metavar="TEXT", help="a text in UTF-8 (-: standard input)")
    parser.add_argument(
        "--published", type=_day, required=True, metavar="DAY", help="day of publication"
    )
    _figures(parser)
    _against(parser)
    parser.add_argument("--language", choices=LANGUAGES, help="default: told by its words")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--strict", action="store_true", help="exit code 1 on any contradiction")
    parser.set_defaults(run=drafting.compare)


def _text(subparsers: Any) -> None:
    parser = subparsers.add_parser("text", help="show the numbered paragraphs of a document")
    parser.add_argument("document", type=Path, metavar="FILE", help=_DOCUMENTS)
    parser.set_defaults(run=drafting.text)


def _example(subparsers: Any) -> None:
    parser = subparsers.add_parser("example", help="put the shipped data there to start from")
    parser.add_argument("out", type=Path, metavar="DIR", help="folder to write")
    parser.set_defaults(run=commands.example)


def _publish(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "publish", help="check a figures file and put it where a server shows it from"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the new figures file")
    parser.add_argument(
        "--to",
        type=Path,
        default=FIGURES,
        metavar="FIGURES",
        help=f"the figures file that is shown ({FIGURES}); what it held is replaced in one step",
    )
    parser.set_defaults(run=commands.publish)


def _generate(subparsers: Any) -> None:
    parser = subparsers.add_parser("generate", help="write the files derived from the schema")
    parser.add_argument("--out", type=Path, default=FIGURES.parent, metavar="DIR")
    parser.set_defaults(run=commands.generate)


def _against(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against",
        type=Path,
        metavar="REFERENCE",
        help=f"official figures (default: {commands.REFERENCE} beside the figures file, if any)",
    )


def _cluster(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="a Dask scheduler that shares the work out (tcp://HOST:8786; attested[cluster])",
    )


def _day(text: str) -> date:
    """A day of an option; what is no day is wrong usage."""
    try:
        return parse_day(text)
    except Refused as refused:
        raise argparse.ArgumentTypeError(f"{refused.found}; {refused.allowed}") from None


def _figures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "figures",
        nargs="?",
        type=Path,
        default=FIGURES,
        metavar="FILE",
        help=f"the figures file ({FIGURES})",
    )


def _import(subparsers: Any) -> None:
    """Arguments of `import-reference`."""
    parser = subparsers.add_parser(
        "import-reference", help="make a file of official figures of an official table"
    )
    parser.add_argument("table", type=Path, metavar="CSV", help="the table: CSV with a header")
    parser.add_argument("--source", required=True, metavar="ID", help="id of the new source")
    parser.add_argument("--title", metavar="TEXT", help="its title")
    parser.add_argument("--publisher", metavar="TEXT", help="who publishes the table")
    parser.add_argument("--published", metavar="DAY", help="when: 2024-06-25, 2024-06 or 2024")
    parser.add_argument("--language", default="en", choices=LANGUAGES)
    repeated: dict[str, Any] = {"action": "append", "default": []}
    parser.add_argument(
        "--map",
        **repeated,
        type=importing.pair,
        metavar="FIELD=COLUMN",
        help="the table's name of a column: indicator, partner, reporter, period, value, unit,"
        " note, title, publisher, published",
    )
    parser.add_argument(
        "--set",
        **repeated,
        type=importing.pair,
        metavar="FIELD=VALUE",
        help="what is the same in every row: unit=USD",
    )
    parser.add_argument(
        "--code",
        **repeated,
        type=importing.code,
        metavar="FIELD:THEIRS=OURS",
        help="what a code of the table means: indicator:X=exports",
    )
    parser.add_argument(
        "--wide",
        action="store_true",
        help="each period has a column of its own, and is its head",
    )
    parser.add_argument(
        "--fill",
        action="append",
        default=[],
        choices=[field for field in FIELDS if field != "value"],
        help="field of which an empty cell says what the one above says",
    )
    parser.add_argument(
        "--footnote",
        **repeated,
        type=importing.footnote,
        metavar="MARK",
        help="what leads to a footnote behind a number or a period, besides *, 1), ² or (p)",
    )
    parser.add_argument(
        "--decimal",
        default="",
        choices=DECIMAL_MARKS,
        help="what stands before decimals, where the numbers do not tell",
    )
    parser.add_argument(
        "--encoding", default=importing.ENCODING, type=importing.encoding, help="of the table"
    )
    parser.add_argument(
        "--scale", default="", choices=importing.SCALES, help="scale of every value"
    )
    parser.add_argument(
        "--tolerance",
        type=importing.per_cent,
        default=importing.NONE,
        metavar="PER_CENT",
        help="how far later editions may move a value of this table",
    )
    parser.add_argument(
        "--within", type=Path, default=FIGURES, metavar="FIGURES", help=f"({FIGURES})"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=FIGURES.with_name(commands.REFERENCE),
        metavar="FILE",
        help=f"file to write ({FIGURES.with_name(commands.REFERENCE)})",
    )
    parser.set_defaults(run=importing.import_reference)

"""The audit of a small world: what accounts for each numeral, and each rule broken once.

Of etl/audit: report; etl/audit/judge: claims, currency, dismissed, paragraph, place,
remarks, setting.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.audit import (
    Account,
    accounts,
    audit,
    curation,
    read_accounts,
    render_json,
    render_text,
    stale,
    write_accounts,
)
from etl.audit.report import RULES, AuditReport, Finding
from etl.core.days import parse_period
from etl.core.model import Book
from etl.core.schema import DISMISSAL_REASONS
from tests.audit_world import DOCUMENTS, FIGURES, book, changed
from tests.phrasing import read_phrase

CLASSIFIED = """\
note 1 2020-02-11: date
note 1 three: dismissed plain_count
note 1 11.02.2020, 9:30: date
note 2 third: figure rank-2018
note 2 14.4%: figure share-2018
note 2 2018: date
note 3 2018: date
note 3 16.216 billiondollars: figure trade-2018
note 3 14.8 billion: figure exports-2018
note 3 1.416 billion: figure imports-2018
note 3 January-April 2019: date
note 3 6.4 billion US dollars: figure trade-2019
note 3 6 billion: figure exports-2019
note 3 400 million: figure imports-2019
note 4 past 20 years: date
note 4 up to $7.6 billion: figure fdi-2020
note 4 2005: date
note 4 over 6 billion: figure fdi-2005
note 4 About 270: figure firms-2020
note 5 first five months of 2019: date
note 5 12,210: figure visas-2019
note 5 more than 9,600: figure tourists-2019
note 5 47%: figure visas-growth
note 5 the same period of 2018: date
note 6 first half of 2019: date
note 6 24%: figure growth-2019
note 6 $8.20 billion: figure trade-2019-s1
note 6 +16.9%: figure tonnes-2019
note 6 No more than 30: figure firms-left
note 6 Nearly 500: figure firms-stayed
note 7 1994: date
note 7 5 billion dollars roughly: figure fdi-1994
note 7 April 6, 2009: dismissed historical_date
note 7 1 million 700 thousand euros: figure aid-2009
note 8 three-year: dismissed plain_count
note 8 ten: dismissed plain_count
note 8 2001: dismissed historical_date
note 8 World War II: dismissed name
note 8 66-th: dismissed name
note 8 15th: dismissed anniversary
note 8 June 12, 1992: event treaty
note 8 first: dismissed not_a_statistic
note 8 half: dismissed not_a_statistic
note 8 B12: dismissed name
note 9 1994: dismissed historical_date
note 9 1998: dismissed historical_date
note 9 2003: dismissed historical_date
note 9 second: dismissed not_a_statistic
note 9 1998: event visit
note 9 2003 Agreement: dismissed name
note 9 doubled: dismissed not_a_statistic
nota 1 3 marzo 2021: date
nota 1 primo semestre del 2020: date
nota 1 7,6 miliardi di euro: figure it-trade
nota 2 12,5%: figure it-growth
nota 2 2020: date
nota 2 quasi 9.600 milioni di euro: figure it-exports
nota 2 circa 270 mila: figure it-visas
nota 2 oltre duecentotrenta: figure it-firms
nota 3 secondo: figure it-rank
nota 3 primi cinque mesi del 2020: date
nota 3 400 milioni di euro: figure it-fdi
zapiska 1 25 июня 2023 года: date
zapiska 1 I полугодии 2022 года: date
zapiska 1 24%: figure ru-growth
zapiska 1 24 млрд 300 млн долларов США: figure ru-trade
zapiska 2 последние 20 лет: date
zapiska 2 более 7,6 млрд долл. США: figure ru-fdi
zapiska 2 около 270: figure ru-firms
zapiska 3 январе–апреле 2023 года: date
zapiska 3 6 миллиардов долларов: figure ru-exports
zapiska 3 третье: figure ru-rank
"""


PIECES = sorted(
    {*" ".join(text.decode() for text in DOCUMENTS.values()).split(" "), "\n\n", "(", "-"}
)


def classified(report: AuditReport) -> str:
    return "".join(
        f"{document.source} {numeral.paragraph} {numeral.phrase}: "
        f"{' '.join(filter(None, (numeral.account, numeral.by)))}\n"
        for document in report.documents
        for numeral in document.numerals
    )


def only(report: AuditReport) -> Finding:
    assert len(report.findings) == 1, render_text(report)
    return report.findings[0]


def with_text(old: str, new: str, name: str = "note.txt") -> tuple[Book, dict[str, bytes]]:
    """The world with a piece of a document replaced, and its SHA-256 with it."""
    text = DOCUMENTS[name].decode()
    assert text.count(old) == 1, (text.count(old), old)
    data = text.replace(old, new).encode()
    old_sum, new_sum = sha256(DOCUMENTS[name]).hexdigest(), sha256(data).hexdigest()
    return changed((old_sum, new_sum)), {**DOCUMENTS, name: data}


def test_every_numeral_of_the_world_has_its_account() -> None:
    report = audit(book(), DOCUMENTS)
    assert classified(report) == CLASSIFIED
    assert report.findings == ()
    assert report.clean


def test_without_entries_everything_but_the_documents_dates_is_pending() -> None:
    bare = book()._replace(figures={}, events={}, dismissals=())
    report = audit(bare, DOCUMENTS)
    accounts = {n.phrase: n.account for d in report.documents for n in d.numerals}
    dates = {phrase for phrase, account in accounts.items() if account == "date"}
    assert dates == {"2020-02-11", "11.02.2020, 9:30", "3 marzo 2021", "25 июня 2023 года"}
    assert set(accounts.values()) == {"date", "pending"}
    assert accounts["first five months of 2019"] == "pending"
    assert accounts["$7.6 billion"] == "pending"
    assert accounts["II"] == "pending"
    assert accounts["1 million 700 thousand euros"] == "pending"


@pytest.mark.parametrize(
    ("old", "new", "rule", "found"),
    [
        # The phrase must stand in its paragraph, whole.
        ("as_stated: third\n", "as_stated: Third\n", "not-found", '"Third" does not stand here'),
        (
            "value: 14.4 %\n    as_stated: 14.4%\n",
            "value: 4.4 %\n    as_stated: 4.4%\n",
            "not-found",
            '"4.4%" does not stand here',
        ),
        (
            "as_stated: 16.216 billiondollars\n",
            "as_stated: 16.216 billion\n",
            "not-found",
            '"16.216 billion" does not stand here',
        ),
        # Pieces that as_stated leaves out.
        (
            "as_stated: 6.4 billion US dollars\n",
            "as_stated: 6.4 billion\n",
            "cut-off",
            'the text goes on: "US dollars"',
        ),
        (
            "value: 24300 million USD\n    as_stated: 24 млрд 300 млн долларов США\n",
            "value: 300 million USD\n    as_stated: 300 млн долларов США\n",
            "cut-off",
            'the text goes on: "24 млрд"',
        ),
        ("as_stated: +16.9%\n", "as_stated: 16.9%\n", "cut-off", 'the text goes on: "+"'),
        # Qualifiers that the figure ignores.
        (
            "qualifier: at_most\n    as_stated: up to $7.6 billion\n",
            "as_stated: $7.6 billion\n",
            "qualifier",
            '"up to" stands beside the phrase',
        ),
        (
            "qualifier: approximately\n    as_stated: 5 billion dollars roughly\n",
            "as_stated: 5 billion dollars\n",
            "qualifier",
            '"roughly" stands beside the phrase',
        ),
        (
            "qualifier: at_most\n    as_stated: No more than 30\n",
            "qualifier: more_than\n    as_stated: more than 30\n",
            "qualifier",
            '"no more than" stands beside the phrase',
        ),
        (
            "qualifier: less_than\n    as_stated: Nearly 500\n",
            "as_stated: 500\n",
            "qualifier",
            '"nearly" stands beside the phrase',
        ),
        (
            "qualifier: approximately\n    as_stated: circa 270 mila\n",
            "as_stated: 270 mila\n",
            "qualifier",
            '"circa" stands beside the phrase',
        ),
        (
            "qualifier: more_than\n    as_stated: более 7,6 млрд долл. США\n",
            "as_stated: 7,6 млрд долл. США\n",
            "qualifier",
            '"более" stands beside the phrase',
        ),
        # "By" against "to", in three languages.
        (
            "id: growth-2019\n    indicator: growth\n",
            "id: growth-2019\n    indicator: share\n",
            "change",
            '"by" leads to a change, the figure is a share',
        ),
        (
            "id: it-growth\n    indicator: exports_growth\n",
            "id: it-growth\n    indicator: share\n",
            "change",
            '"del" leads to a change, the figure is a share',
        ),
        (
            "id: ru-growth\n    indicator: growth\n",
            "id: ru-growth\n    indicator: share\n",
            "change",
            '"на" leads to a change, the figure is a share',
        ),
        # A currency that the paragraph does not print.
        (
            "value: 14.8 billion USD\n",
            "value: 14.8 billion EUR\n",
            "currency",
            "the paragraph prints USD, the figure is in EUR",
        ),
    ],
)
def test_a_wrong_figure_is_named(old: str, new: str, rule: str, found: str) -> None:
    report = audit(changed((old, new)), DOCUMENTS)
    skipped = ("pending", "indicator")
    wrong = [finding for finding in report.findings if finding.rule not in skipped]
    assert [(finding.rule, finding.found) for finding in wrong] == [(rule, found)]
    assert f"id: {wrong[0].entry.removeprefix('figure ')}\n" in FIGURES
    assert wrong[0].entry.startswith("figure ")


def test_every_finding_names_a_rule_of_the_table() -> None:
    report = audit(book()._replace(dismissals=()), {"note.txt": b"1", "nota.txt": b"\xff"})
    assert {finding.rule for finding in report.findings} <= set(RULES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trade grew to 24% in 2019.", ['"to" leads to a level, the figure is a growth']),
        ("Trade grew up to 24% in 2019.", ['"up to" stands beside the phrase']),
        ("Trade grew by 24% in 2019.", []),
        ("Trade grew by more than 24% in 2019.", ['"more than" stands beside the phrase']),
        ("Trade grew (over the 24% in 2019).", ['"over" stands beside the phrase']),
        ("Trade grew 24% or so in 2019.", ['"or so" stands beside the phrase']),
        ("Trade grew 24% more than in 2018.", []),
        ("Over the year 2019, 24% were added.", []),
        ("Over 2019, 24% were added.", []),
        ("Trade grew 24% in 2019, roughly half of it by sea.", []),
        ("Trade changed by -24% in 2019.", ['the text goes on: "-"']),
        ("Trade - 24% in 2019.", []),
        ("It was not 24% in 2019.", ['"not" before it says that it was not so']),
    ],
)
def test_what_stands_beside_a_growth(text: str, found: list[str]) -> None:
    whole = book()
    figure = whole.figures["growth-2019"]
    figures = {figure.id: figure._replace(paragraph=1, period=parse_period("2019"))}
    alone = whole._replace(figures=figures, events={}, dismissals=())
    report = audit(alone, {"note.txt": text.encode()})
    remarks = [
        f.found
        for f in report.documents[0].findings
        if f.entry == "figure growth-2019" and not f.is_note
    ]
    assert remarks == found


@pytest.mark.parametrize(
    ("language", "as_stated", "text", "found"),
    [
        ("ru", "6 млрд", "Экспорт вырос до 6 млрд.", []),
        ("ru", "6 млрд", "Экспорт составил до 6 млрд.", ["до"]),
        ("ru", "6 млрд", "Экспорт составил не более 6 млрд.", ["не более"]),
        ("ru", "6 млрд", "Экспорт вырос более чем на 6 млрд.", ["более чем на", "by"]),
        ("ru", "6 млрд", "Экспорт почти 6 млрд.", ["почти"]),
        ("ru", "6 млрд", "Экспорт 6 млрд с лишним.", ["с лишним"]),
        ("ru", "6 млрд", "Продано товаров на 6 млрд.", []),
        ("it", "6 miliardi", "Esportazioni per 6 miliardi.", []),
        ("it", "6 miliardi", "Esportazioni per oltre 6 miliardi.", ["oltre"]),
        ("it", "6 miliardi", "Esportazioni fino a 6 miliardi.", ["fino a"]),
        ("it", "6 miliardi", "Le esportazioni sono cresciute fino a 6 miliardi.", []),
        ("it", "6 miliardi", "Le esportazioni sono cresciute di 6 miliardi.", ["by"]),
        ("it", "6 miliardi", "Un interscambio di 6 miliardi.", []),
        ("it", "6 miliardi", "Scambi cresciuti, che hanno un valore di 6 miliardi.", []),
        ("it", "6 miliardi", "Scambi cresciuti nel 2019 di 6 miliardi.", ["by"]),
        ("it", "6 miliardi", "Quasi 6 miliardi.", ["quasi"]),
        ("en", "6 billion", "Exports: close to 6 billion.", ["close to"]),
        ("en", "6 billion", "Made by 6 billion bees, sold to 6 billion people.", []),
        ("en", "6 billion", "Exports grew by 6 billion.", ["by"]),
        ("en", "6 billion", "Exports grew by well over 6 billion.", ["well over", "by"]),
        ("en", "6 billion", "Exports grew to 6 billion.", []),
        ("en", "about 6 billion", "Exports of about 6 billion or so.", []),
        ("en", "over 6 billion", "Exports of over 6 billion or so.", ["or so"]),
        ("en", "over 6 billion", "Exports of not over 6 billion.", ["not over"]),
        ("en", "over 6 billion", "Exports never over 6 billion.", ["never"]),
        ("en", "6 billion", "Exports exceeded the 6 billion mark.", ["exceeded"]),
        ("en", "6 billion", "Exports: at least some 6 billion.", ["some"]),
    ],
)
def test_what_stands_beside_an_amount(
    language: str, as_stated: str, text: str, found: list[str]
) -> None:
    whole = book()
    qualifier = read_phrase(as_stated, language).qualifiers[0]
    figure = whole.figures["exports-2019"]._replace(
        as_stated=as_stated, qualifier=qualifier, paragraph=1
    )
    source = whole.sources["note"]._replace(language=language)
    alone = whole._replace(
        sources={"note": source}, figures={figure.id: figure}, events={}, dismissals=()
    )
    report = audit(alone, {"note.txt": text.encode()})
    remarks = [
        "by" if finding.rule == "change" else finding.found.split('"')[1]
        for finding in report.findings
        if finding.entry and finding.rule in ("qualifier", "change", "cut-off")
    ]
    assert remarks == found


def test_a_paragraph_that_the_document_does_not_have() -> None:
    place = "as_stated: third\n    source: note\n    paragraph: "
    world = changed((place + "2", place + "10"))
    finding = next(f for f in audit(world, DOCUMENTS).findings if f.rule != "pending")
    assert finding[3:7] == ("paragraph-missing", "figure rank-2018", "third", "")
    assert finding.found == "the document has 9 paragraphs"


def test_an_occurrence_that_is_not_there() -> None:
    world = changed(('as_stated: "1998", occurrence: 2', 'as_stated: "1998", occurrence: 3'))
    wrong = next(f for f in audit(world, DOCUMENTS).findings if f.rule == "occurrence")
    assert wrong.entry == "event visit"
    assert wrong.found == '"1998" stands here 2 times, not 3'


def test_an_event_that_is_not_there() -> None:
    world = changed(('as_stated: "June 12, 1992"', 'as_stated: "12 June 1992"'))
    report = audit(world, DOCUMENTS)
    # Its date is still recognised, because the event's own date is that day.
    finding = only(report)
    assert (finding.rule, finding.entry) == ("not-found", "event treaty")
    assert "note 8 June 12, 1992: date\n" in classified(report)


def test_a_dismissal_that_is_not_there_or_not_needed() -> None:
    gone = audit(changed(('phrase: "66-th"', 'phrase: "66th"')), DOCUMENTS)
    assert [finding.rule for finding in gone.findings] == ["not-found", "pending"]
    assert gone.findings[0].entry == "dismissal"
    assert gone.findings[0].line == line_of('phrase: "66-th"')
    idle = audit(changed(('phrase: "three"', 'phrase: "Tuesday"')), DOCUMENTS)
    assert [finding.rule for finding in idle.findings] == ["pending", "dismissed-nothing"]
    taken = audit(
        changed(('paragraph: 1, phrase: "three"', 'paragraph: 2, phrase: "third"')), DOCUMENTS
    )
    assert [finding.rule for finding in taken.findings] == ["pending", "dismissed-nothing"]
    assert taken.findings[1].found == '"third" covers no numeral that is still open'


def line_of(piece: str) -> int:
    return next(n for n, line in enumerate(FIGURES.split("\n"), 1) if piece in line)


def test_a_dismissed_word_no_longer_qualifies() -> None:
    world, documents = with_text("Nearly 500 stayed", "What we heard about 500 is this")
    stayed = world.figures["firms-stayed"]._replace(as_stated="500", qualifier="exact")
    world = world._replace(figures={**world.figures, "firms-stayed": stayed})
    assert only(audit(world, documents)).found == '"about" stands beside the phrase'
    heard = world.dismissals[0]._replace(paragraph=6, phrase="about", reason="not_a_statistic")
    assert audit(world._replace(dismissals=(*world.dismissals, heard)), documents).clean


def test_a_document_that_is_missing_unreadable_or_another() -> None:
    given = {"note.txt": DOCUMENTS["note.txt"] + b" ", "nota.txt": b"caff\xe8", "more.txt": b""}
    report = audit(book(), given)
    assert [(f.source, f.rule, f.entry, f.paragraph) for f in report.findings] == [
        ("note", "document-changed", "source note", 0),
        ("nota", "document-encoding", "source nota", 0),
        ("zapiska", "document-missing", "source zapiska", 0),
    ]
    assert report.unnamed == ("more.txt",)
    assert not report.clean


def test_a_source_without_a_document_is_left_out() -> None:
    whole = book()
    table = whole.sources["nota"]._replace(document="", sha256="")
    sources = {**whole.sources, "nota": table}
    assert [d.source for d in audit(whole._replace(sources=sources), DOCUMENTS).documents] == [
        "note",
        "zapiska",
    ]


@given(st.sampled_from(sorted(DOCUMENTS)), st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_text_stops_the_audit_and_every_numeral_is_reported_once(
    name: str, pieces: list[str]
) -> None:
    text = " ".join(pieces)
    report = audit(book(), {name: text.encode()})
    document = next(document for document in report.documents if document.document == name)
    pending = sum(finding.rule == "pending" for finding in document.findings)
    assert pending == document.count("pending")
    places = [(numeral.paragraph, numeral.start) for numeral in document.numerals]
    assert places == sorted(places)
    assert bool(document.numerals) >= any(character.isdigit() for character in text)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_move_nothing(ends: str) -> None:
    data = {
        name: b"\xef\xbb\xbf" + text.decode().replace("\n", ends).encode()
        for name, text in DOCUMENTS.items()
    }
    report = audit(book(), data)
    assert classified(report) == CLASSIFIED
    assert {finding.rule for finding in report.findings} == {"document-changed"}


def test_no_break_spaces_and_line_breaks_are_spaces() -> None:
    world, documents = with_text("6.4 billion US", "6.4\u00a0billion\nUS")
    assert classified(audit(world, documents)) == CLASSIFIED


def test_one_figure_for_each_of_two_same_phrases() -> None:
    world, documents = with_text("imports – 400 million", "imports – 6 billion")
    report = audit(world, documents)
    assert [(f.rule, f.phrase) for f in report.findings] == [
        ("not-found", "400 million"),
        ("occurrence", "6 billion"),
        ("pending", "6 billion"),
    ]
    assert report.findings[1].found == '"6 billion" stands here 2 times'
    six = world.figures["exports-2019"].quantity
    second = world.figures["imports-2019"]
    second = second._replace(as_stated="6 billion", occurrence=2, quantity=six)
    figures = {**world.figures, "imports-2019": second}
    assert audit(world._replace(figures=figures), documents).clean


def test_the_text_report_has_a_line_a_document_and_says_what_to_do() -> None:
    world, documents = with_text("1998 led to", "1998, with 41 guests, led to")
    world = world._replace(
        figures={
            **world.figures,
            "rank-2018": world.figures["rank-2018"]._replace(as_stated="fifth"),
        }
    )
    line = line_of("id: rank-2018")
    assert render_text(audit(world, {**documents, "more.txt": b""})) == (
        "note.txt (note): 52 numerals: 20 figures, 2 events, 11 dates, 17 dismissed "
        "(1 anniversary, 3 plain_count, 4 name, 5 historical_date, 4 not_a_statistic), 2 pending"
        "; 1 wrong\n"
        "nota.txt (nota): complete: 11 numerals: "
        "7 figures, 0 events, 4 dates, 0 dismissed, 0 pending\n"
        "zapiska.txt (zapiska): complete: 10 numerals: "
        "6 figures, 0 events, 4 dates, 0 dismissed, 0 pending\n"
        "more.txt: no source names this document\n"
        f'note.txt:2: figure rank-2018 (figures.yaml:{line}): "fifth" does not stand here; '
        "correct the phrase or the paragraph [not-found]\n"
        'note.txt:2: "third" is pending; add a figure or an event, or dismiss it [pending]\n'
        "  Syldavia ranks [third] among the trading partners…\n"
        'note.txt:9: "41" is pending; add a figure or an event, or dismiss it [pending]\n'
        "  …second visit in 1998, with [41] guests, led to the 2003 Agr…\n"
        "73 numerals in 3 documents: 2 pending, 1 wrong"
    )


def test_the_json_report_holds_counts_numerals_and_findings() -> None:
    old = "value: 14.4 %\n    as_stated: 14.4%\n"
    world = changed((old, old.replace("14.4", "4.4")))
    report = json.loads(render_json(audit(world, DOCUMENTS)))
    assert report["clean"] is False
    note = report["documents"][0]
    assert note["counts"] == {"figure": 20, "event": 2, "date": 11, "dismissed": 17, "pending": 1}
    assert note["numerals"][4] == {
        "paragraph": 2,
        "start": 109,
        "phrase": "14.4%",
        "account": "pending",
        "by": "",
    }
    assert note["findings"][0] == {
        "source": "note",
        "document": "note.txt",
        "paragraph": 2,
        "rule": "not-found",
        "entry": "figure share-2018",
        "phrase": "4.4%",
        "context": "",
        "found": '"4.4%" does not stand here',
        "todo": "it is a piece of a longer number or word: state the whole",
        "line": line_of("id: share-2018"),
        "is_note": False,
        "answer": "",
    }
    assert json.loads(render_json(audit(book(), DOCUMENTS)))["clean"] is True


def texts(found: list[Account]) -> list[dict[str, str]]:
    """As read from coverage.csv."""
    return [{name: str(cell) for name, cell in one._asdict().items()} for one in found]


def test_coverage_counts_each_source_and_holds_no_text() -> None:
    whole = book()
    rows = accounts(whole, audit(whole, DOCUMENTS))
    assert len(rows) == 3
    assert rows[0]._asdict() == {
        "source_id": "note",
        "sha256": sha256(DOCUMENTS["note.txt"]).hexdigest(),
        "curation": curation(whole, "note"),
        "paragraphs": 9,
        "numerals": 51,
        "figures": 21,
        "events": 2,
        "dates": 11,
        "dismissed": 17,
        "pending": 0,
        "wrong": 0,
        "not_held": 0,
        **{f"dismissed_{reason}": 0 for reason in DISMISSAL_REASONS},
        "dismissed_anniversary": 1,
        "dismissed_plain_count": 3,
        "dismissed_name": 4,
        "dismissed_historical_date": 5,
        "dismissed_not_a_statistic": 4,
    }


def test_coverage_has_the_digest_of_the_text_that_was_audited() -> None:
    data = DOCUMENTS["note.txt"] + b" "
    report = audit(book(), {**DOCUMENTS, "note.txt": data})
    digest = sha256(data).hexdigest()
    assert only(report).found == f"not the text that was read: its sha256 is {digest}"
    rows = texts(accounts(book(), report))
    assert rows[0]["sha256"] == digest
    assert stale(book(), rows) == ["note: another text"]


def test_a_document_that_cannot_be_read_keeps_its_row() -> None:
    whole = book()
    before = accounts(whole, audit(whole, DOCUMENTS))
    given = {"note.txt": b"caff\xe8", "zapiska.txt": DOCUMENTS["zapiska.txt"]}
    report = audit(whole, given)
    assert [f.rule for f in report.findings] == ["document-encoding", "document-missing"]
    assert accounts(whole, report, write_accounts(before)) == before
    assert [account.source_id for account in accounts(whole, report)] == ["zapiska"]


def test_an_entry_says_which_of_two_same_phrases_it_means() -> None:
    dated = ('as_stated: "1998", occurrence: 2', 'as_stated: "1998"')
    finding = next(f for f in audit(changed(dated), DOCUMENTS).findings if f.entry)
    assert finding[3:5] == ("occurrence", "event visit")
    assert finding.found == '"1998" stands here 2 times'
    assert finding.line == line_of("id: visit")
    # Two dismissals account for both, so there is nothing to tell apart.
    world, documents = with_text("with ten singers", "with ten singers and ten actors")
    (ten,) = (d for d in world.dismissals if d.phrase == "ten")
    silent = ten._replace(occurrence_given=False)
    rest = tuple(d for d in world.dismissals if d is not ten)
    one = audit(world._replace(dismissals=(*rest, silent)), documents)
    assert [f.rule for f in one.findings] == ["occurrence", "pending"]
    second = ten._replace(occurrence=2)
    assert audit(world._replace(dismissals=(*rest, silent, second)), documents).clean


def test_coverage_goes_stale_with_what_the_audit_reads_and_nothing_else() -> None:
    whole = book()
    rows = texts(accounts(whole, audit(whole, DOCUMENTS)))
    assert stale(whole, rows) == []
    said = changed(("id: rank-2018\n", "id: rank-2018\n    note: In our own words.\n"))
    assert stale(said, rows) == []
    for old, new in (
        ("as_stated: third\n", "as_stated: 3rd\n"),
        ('as_stated: "1998", occurrence: 2', 'as_stated: "1998", occurrence: 1'),
        ('paragraph: 8, phrase: "ten"', 'paragraph: 8, phrase: "ten singers"'),
        ("period: 2009\n", "period: 2010\n"),
    ):
        assert stale(changed((old, new)), rows) == [
            "note: its entries have changed since the audit"
        ]
    other = rows[0] | {"sha256": "0" * 64}
    assert stale(whole, [other, rows[1], rows[1] | {"source_id": "gone"}]) == [
        "note: another text",
        "zapiska is missing",
        "gone names no document",
    ]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"source_id\r\nx\r\n", b"", b"a,b\r\n1,2\r\n"])
def test_a_coverage_table_that_cannot_be_read_is_none(data: bytes) -> None:
    assert read_accounts(data, book()) == []


def test_several_processes_report_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = audit(book(), DOCUMENTS)
    assert len(alone.documents) > 1
    monkeypatch.setattr("etl.audit.A_TASK", 1)
    # Known here only: whatever still worked in this process would fail.
    monkeypatch.setattr("etl.audit._document", None)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert audit(book(), DOCUMENTS, pool) == alone
        assert audit(book()._replace(sources={}), {}, pool).documents == ()

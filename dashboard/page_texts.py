"""English texts of the pages; `texts` puts them beside those of the charts.

Markdown where a text is a heading or a sentence of its own; what is filled into such a text is
escaped by the page. Must not know data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAGES: Final[Mapping[str, str | Mapping[str, str]]] = {
    # The whole application
    "app_title": "Attested",
    "app_description": "Figures as documents state them, each traced to its paragraph.",
    "page_title": "{page} - {app}",
    "page_overview": "Overview",
    "page_sources": "Sources",
    "page_agree": "Do the sources agree?",
    "page_data": "Data",
    # Choices
    "choose_partner": "Partner",
    "choose_show": "By source",
    "show_colours": "Colours",
    "show_panels": "Panels",
    "filters": "Filters",
    "choose_source": "Only these sources",
    "choose_source_none": "All sources",
    "choose_years": "Years",
    "choose_events": "Events in charts",
    "choose_official": "Official series",
    "asked_unknown": "The address asks for what is not here, and it is left out: {asked}.",
    "asked_one": ("{name} \N{LEFT DOUBLE QUOTATION MARK}{value}\N{RIGHT DOUBLE QUOTATION MARK}"),
    "pair": "{partner}, with {reporter}",
    # The file and its problems
    "problems_stale": "The figures file has problems. Below is its last good state.",
    "problems_none_good": "The figures file has problems, so there is nothing to show yet.",
    "problems_reference": "The official figures have problems and are left out.",
    "problems_more": {"one": "and {count} more problem", "other": "and {count} more problems"},
    "nothing_chosen": "No statement fits these choices.",
    "nothing_chosen_hint": "Choose other years or sources in the filters, or another partner.",
    "no_figures": "The file holds no figures yet.",
    # Sources
    "source_label": "{publisher}, {date}",
    "source_kind_news_report": "News report",
    "source_kind_press_release": "Press release",
    "source_kind_official_page": "Official page",
    "source_kind_official_statistics": "Official statistics",
    "source_kind_other": "Document",
    # Tables and downloads
    "table_hint": (
        "Select a row, by the box at its left, to see where its number comes from; "
        "without a mouse, choose it below the table."
    ),
    "table_choose": "Show where a number comes from",
    "table_choose_none": "Choose a statement",
    "table_scroll": {"one": "{count} row.", "other": "{count} rows, scroll for more."},
    "chart_hint": "Select a point to see where its number comes from.",
    "table_alt": "Table: {subject}, {figures}.",
    "tab_chart": "Chart",
    "tab_table": "Table",
    "download": "Download",
    "download_shown": "The table as shown",
    "download_whole": "The whole table",
    "download_all": "All tables",
    "download_picture": "The picture that the camera on the chart saves",
    "chart_title": "{what}, {partner}",
    "picture_sources": "Sources: {sources}",
    "sources_more": {
        "one": "{sources} and {count} more",
        "other": "{sources} and {count} more",
    },
    # Sentences to paste
    "amount_words": "{number} {unit}",
    "sentence_amount": "{subject} amounted to {amount} {period} ({origin}).",
    "sentence_count": "{subject} numbered {amount} {period} ({origin}).",
    "sentence_rank": "{subject} was {amount} {period} ({origin}).",
    "sentence_and_note": "{sentence} {note}",
    "sentence_in": "in {period}",
    "sentence_from": "from {period}",
    "sentence_on": "on {period}",
    "sentence_exact": "{amount}",
    "sentence_approximately": "about {amount}",
    "sentence_more_than": "more than {amount}",
    "sentence_at_least": "at least {amount}",
    "sentence_less_than": "less than {amount}",
    "sentence_at_most": "at most {amount}",
    "origin_inferred": "period inferred; {origin}",
    "origin_contradicted": "{origin}; other figures contradict this",
    "origin_date_inferred": "{date} [date inferred]",
    "origin_source": (
        "\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}, {date}"
    ),
    "origin_publisher": "{publisher}, {source}",
    "origin_paragraph": "{source}, paragraph {paragraph}",
    "origin_table": "{source}",
    "origin_stated": "as stated in {place}",
    "origin_cited": "{authority}, cited in {place}",
    # Provenance card
    "card_title": "Where this number comes from",
    "card_choose": "Statement",
    "card_named": "{amount}: {indicator}, {partner}, {period}",
    "card_about": "{indicator}, {partner}, {period}",
    "card_as_stated": "As printed",
    "card_place": "Where",
    "card_paragraph": "Paragraph {paragraph}",
    "card_no_paragraph": "A row of an official table",
    "card_source": "Source",
    "card_publisher": "Publisher",
    "card_published": "Published",
    "card_authority": "Cites",
    "card_no_authority": "No authority named",
    "card_period": "Period",
    "card_period_text": "{period}. {known}",
    "card_interval": "Wording allows",
    "card_note": "Note",
    "card_source_note": "About the source",
    "card_sentence": "To paste",
    "card_citation": "To cite",
    "card_link": "Link to this number",
    "cite_bib": "BibTeX",
    "cite_csl.json": "CSL-JSON",
    "not_printed": "Not printed",
    "period_stated": "Printed in the source.",
    "period_inferred": "Inferred.",
    "date_inferred": "{date}, inferred.",
    "with_reason": "{what} {reason}",
    "quoted": "\N{LEFT DOUBLE QUOTATION MARK}{phrase}\N{RIGHT DOUBLE QUOTATION MARK}",
    "verdict_member": "part of a conflict",
    "verdict_tight": "only just possible",
    "verdict_not_tested": "not tested",
    # Overview
    "overview_title": "{reporter} and {partner}",
    "overview_about": "{figures} from {sources}, {period}.",
    "overview_change": "{period}, {change}",
    "overview_inferred": "{period} (inferred)",
    "overview_more": {
        "one": "{count} more indicator is in the tables.",
        "other": "{count} more indicators are in the tables.",
    },
    "sources_conflict": "disputed",
    "disagree_title": "What the sources disagree on",
    "disagree_none": "No statement here contradicts another.",
    "disagree_more": {"one": "{count} more conflict.", "other": "{count} more conflicts."},
    "official": "{amount}, official",
    "statement_of": "{indicator}: {amount}",
    # Do the sources agree?
    "agree_about": (
        "Every statement is tested against all others: sums, shares, growth and overlapping "
        "periods must be possible at once."
    ),
    "agree_conflicts": "Conflicts",
    "agree_verdicts": "Every statement",
    "agree_deduced": "Not stated, but certain",
    "agree_picture": "Stated and allowed",
    "matrix_picture": "Who states what",
    "matrix_hint": "Select a cell to see the statements in it.",
    "matrix_sign": "{sign} {verdict}",
    "matrix_signs": "Signs beside the counts: {signs}.",
    "verdicts_picture": "What the others say of each",
    "agree_mend": (
        "The smallest change that would mend it is {change}: {indicator}, {partner}, {period}, "
        "would be {value}, not {stated}."
    ),
    "agree_tolerance": (
        "Official tables are revised: a difference of up to {tolerance} from them counts as an "
        "ordinary revision, not as a conflict."
    ),
    "agree_hint": "Perhaps another period was meant. {sentence}",
    "agree_tight": "Only just possible",
    "agree_revised": "Ordinary revisions",
    "agree_more": {"one": "{count} more conflict.", "other": "{count} more conflicts."},
    "agree_restated": {
        "one": "{count} more combination of statements repeats one of these.",
        "other": "{count} more combinations of statements repeat one of these.",
    },
    "agree_incomplete": "There are more conflicts than are looked for.",
    "deduced_none": "Nothing follows beyond what is stated.",
    "deduced_about": "No document states these values; the statements together leave no other.",
    # Sources
    "sources_documents": "By document",
    "sources_matrix": "Matrix",
    "matrix_column": "Sources against",
    "column_year": "Year",
    "sources_choose": "Document",
    "sources_all": (
        "Every document is here, with all that it states: partner, sources and years that are "
        "chosen above do not apply to this list."
    ),
    "sources_no_figures": "No figure was taken from this document.",
    "sources_events": "Dated events in this document",
    "sources_publisher": "Publisher: {publisher}",
    "sources_published": "Published: {date}",
    "sources_document": "Text that was read: {document}",
    "coverage_complete": {
        "one": "complete: {count} numeral accounted for",
        "other": "complete: all {count} numerals accounted for",
    },
    "coverage_pending": {
        "one": "{count} numeral not accounted for",
        "other": "{count} numerals not accounted for",
    },
    "coverage_stale": "not audited since the last change",
    "coverage_none": "not audited",
    # Data
    "data_choose": "Table",
    "data_about": "{description}. {rows}, all partners and sources.",
    "data_rows": "Rows",
    "data_columns": "Columns",
    "data_files": "All files",
    "data_cite": "Cite and reuse",
    "data_all": "Everything at once",
    "data_each": "Each file",
    "data_address": "Stable address of this table, for pandas, R or a spreadsheet",
    "data_citation": "How to cite it",
    "data_licence": "Licence: {licence}. Name the data set and, with each figure, its source.",
    "rows": {"one": "{count} row", "other": "{count} rows"},
    # Columns
    "column_statement": "Value",
    "column_verdict": "Verdict",
    "column_because": "Because",
    "column_indicator": "Indicator",
    "column_partner": "Partner",
    "column_period": "Period",
    "column_between": "Between",
    "column_paragraph": "Paragraph",
    "column_printed": "As printed",
    "column_authority": "Cites",
    "column_date": "Date",
    "column_event": "Event",
    "column_note": "Note",
    "column_column": "Column",
    "column_label": "Label",
    "column_type": "Type",
    "column_meaning": "Meaning",
    "column_values": "Values",
    "column_sdmx": "SDMX",
}

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
    "asked_unknown": (
        "The address asks for {name} \N{LEFT DOUBLE QUOTATION MARK}{value}"
        "\N{RIGHT DOUBLE QUOTATION MARK}, which is not here: left out."
    ),
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
    "table_hint": "Select a row to see where its number comes from.",
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
    # Columns that are not in the data
    "column_statement": "Value",
    "column_interval": "True value",
    # Sentences to paste
    "amount_words": "{number} {unit}",
    "sentence_amount": "{subject} amounted to {amount} {period} ({origin}).",
    "sentence_count": "{subject} numbered {amount} {period} ({origin}).",
    "sentence_rank": "{subject} was {amount} {period} ({origin}).",
    "sentence_full_year": "in {period}",
    "sentence_part_year": "in {period}",
    "sentence_multi_year": "from {period}",
    "sentence_point": "on {period}",
    "origin_paragraph": "{source}, paragraph {paragraph}",
    "origin_table": "{source}",
    "origin_stated": "as stated in {place}",
    "origin_cited": "{authority}, cited in {place}",
    # Provenance card
    "card_title": "Where this number comes from",
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
    "card_interval": "True value",
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
    "verdict_tight": "only just possible",
    "verdict_not_tested": "not tested",
}

"""Every text that a reader of the dashboard sees, by name, ready for translation.

A language is one mapping; another language is another mapping with the same names and the same
placeholders. Must not know data, Streamlit or plotly, and must not format numbers: see `format`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale

from dashboard.view.page_texts import PAGES
from etl.words import speech

Entry = str | Mapping[str, str]
"""A text, or one for each plural form (CLDR: one, few, many, other) chosen by `count`."""

LANGUAGE: Final = "en"

ENGLISH: Final[Mapping[str, Entry]] = {
    # Amounts
    "scale_short_0": "",
    "scale_short_3": "k",
    "scale_short_6": "mn",
    "scale_short_9": "bn",
    "scale_short_12": "tn",
    "scale_long_0": "",
    "scale_long_3": "thousand",
    "scale_long_6": "million",
    "scale_long_9": "billion",
    "scale_long_12": "trillion",
    # A line never ends between a number and its unit.
    "scaled": "{number}\N{NO-BREAK SPACE}{scale}",
    "percent": "{number}\N{NO-BREAK SPACE}%",
    "times": "{number}\N{NO-BREAK SPACE}times",
    "measured": "{number}\N{NO-BREAK SPACE}{unit}",
    "unit_scaled": "{scale} {unit}",
    "ordinal_one": "{number}st",
    "ordinal_two": "{number}nd",
    "ordinal_few": "{number}rd",
    "ordinal_other": "{number}th",
    "exact": "{amount}",
    "approximately": "about {amount}",
    "more_than": "over {amount}",
    "at_least": "at least {amount}",
    "less_than": "under {amount}",
    "at_most": "up to {amount}",
    "between": "{low} to {high}",
    "or_more": "{low} or more",
    "or_less": "{high} or less",
    "not_limited": "any amount",
    "a_year": "{amount} a year",
    "rounded": "{amount} (rounded)",
    # Periods
    "span": "{first} to {last}",
    "months": {"one": "{count} month", "other": "{count} months"},
    # Axes
    "axis_money": "{scale} {currency}",
    "axis_percent": "percent",
    "axis_times": "times as much",
    "axis_index": "index",
    "axis_rank": "rank, first at the top",
    "axis_count": "number",
    "axis_count_scaled": "{scale}",
    # Hover
    "hover_stated": "{amount}, {period}",
    "hover_phrase": (
        "printed: \N{LEFT DOUBLE QUOTATION MARK}{phrase}\N{RIGHT DOUBLE QUOTATION MARK}"
    ),
    "hover_interval": "the wording allows: {interval}",
    "hover_about": "{indicator}, {partner}",
    "hover_source": "{source}, paragraph {paragraph}",
    "hover_table": "{source}",
    "hover_authority": "cites: {authority}",
    "hover_inferred": "the period is inferred",
    "hover_average": "derived: on average {amount}",
    "hover_derived": "what all statements together allow for {year}; derived, stated by nobody",
    "alt_band": "{between} in {year}",
    "alt_bands": "Derived, stated by nobody: all statements together allow {items}.",
    "hover_event": "{title}, {date}",
    "hover_reference": "{amount} in {period}",
    "hover_implied": "all others allow {interval}",
    "hover_implied_here": "the others here allow {interval}",
    "hover_cell": "{row}, {column}: {figures}",
    # Keys and notes in charts
    "key_total": "{indicator}: the bracket above its parts",
    "key_alone": "{indicator}, parts not stated",
    "key_part_year": "hatched: part of a year",
    "key_official": "official statistics",
    "key_official_whole": (
        "official statistics, in the colour of what they measure; grey: {indicator}"
    ),
    "key_official_parts": "official statistics, in the colour of what they measure",
    "key_stated": "stated in documents",
    "key_status_estimate": "estimate",
    "key_status_forecast": "dotted: forecast",
    "key_status_target": "dotted: target",
    "status_estimate": "estimate",
    "status_forecast": "forecast",
    "status_target": "target",
    "set_aside_retracted": "retracted",
    "set_aside_superseded": "superseded",
    "key_set_aside": "outlined in grey: retracted or superseded",
    "key_derived": "band: what all statements together allow (derived)",
    "line_stated": "stated: {amount}",
    "fold": "{first}\N{EN DASH}{last}",
    "window_line": "{period} \N{MIDDLE DOT} {average}",
    "not_stated": "not stated",
    "only_windows": "Only cumulative windows are stated: they belong to no single year",
    "several_years": "several years",
    "no_windows": "No cumulative window is stated for this choice",
    "chart_empty": "No statement for this choice",
    "panels_left_out": {
        "one": "{count} more panel is not drawn; the table has all figures",
        "other": "{count} more panels are not drawn; the table has all figures",
    },
    "statements_left_out": {
        "one": "{count} statement is not drawn, so that the newer ones can be told apart",
        "other": (
            "{count} statements are not drawn, so that the newer ones can be told apart:"
            " choose fewer years or sources"
        ),
    },
    "number_left_out": "{count} number has no room: see the list or the table.",
    "numbers_left_out": "{count} numbers have no room: see the list or the table.",
    "words_left_out": "No room for the words below a number: {count}.",
    "numbers_not_drawn": "For want of room not written in the chart:",
    "chart_moves": "Older years are on the left: move the chart sideways.",
    "chart_moves_across": "More columns are on the right: move the chart sideways.",
    "ranking_more": {
        "one": "{count} more, {low}, is in the table below",
        "other": "{count} more, from {low} to {high}, are in the table below",
    },
    "rows_left_out": {
        "one": "{count} more row is not drawn; the table has all figures",
        "other": "{count} more rows are not drawn; the table has all figures",
    },
    "none_implied": "the other statements set no limit",
    "implied_impossible": "the other statements leave no room",
    # Verdicts of reconciliation, as a sign beside the word
    "verdict_conflict": "conflict",
    "verdict_supported": "supported",
    "verdict_unopposed": "not contradicted",
    "verdict_alone": "nothing to compare it with",
    "sign_conflict": "\N{NOT EQUAL TO}",
    "sign_tight": "\N{ALMOST EQUAL TO}",
    "sign_not_tested": "\N{EN DASH}",
    "sign_unlikely": "?",
    "sign_supported": "\N{CHECK MARK}",
    "sign_unopposed": "\N{WHITE CIRCLE}",
    "sign_alone": "\N{MIDDLE DOT}",
    # Messages of charts
    "message": "{subject}: {message}",
    "message_stated": "{amount} {when}",
    "message_base": "{message}, on {base}",
    "message_doubted": "{message} as stated; {doubt}",
    "message_up": "{message}, up from {amount} {when}",
    "message_down": "{message}, down from {amount} {when}",
    "message_after": "{message}, after {amount} {when}",
    "message_same": "{message}, the same as {when}",
    "message_others": "{message}; elsewhere {others}",
    "message_windows": {
        "one": "{count} statement",
        "other": "{count} statements, {totals} from {low} to {high}",
    },
    "totals": {"one": "{count} total", "other": "{count} totals"},
    "unit_line": "{unit}, as stated",
    "unit_line_windows": (
        "{unit}, over the time that each statement covers: lengths are years, not amounts"
    ),
    "balance": ("Balance ({first} less {second}), derived from statements of one source: {items}."),
    "balance_item": "{amount} {when}",
    "balance_official": "{item} ({amount} by official tables)",
    # Counts
    "figures": {"one": "{count} figure", "other": "{count} figures"},
    "sources": {"one": "{count} source", "other": "{count} sources"},
    "events": {"one": "{count} event", "other": "{count} events"},
    # Text alternatives of charts: each a sentence
    "alt_stated_by": "{subject}: {figures} from {sources}, {period}.",
    "alt_highest": "The highest is {amount} ({period}).",
    "alt_latest": "The latest is {amount} ({period}).",
    "alt_only": "It is {amount} ({period}).",
    "alt_part_years": "Part of a year only: {items}.",
    "alt_gaps": "Not stated: {items}.",
    "alt_windows_left_out": {
        "one": "{count} cumulative window is not in this chart.",
        "other": "{count} cumulative windows are not in this chart.",
    },
    "alt_item": "{amount} ({period})",
    "alt_window": "{amount} in all, {period}",
    "alt_numbers": "Stated: {items}.",
    "alt_windows": "Cumulative windows, {subject}: {items}.",
    "alt_more": "and {count} more",
    "alt_number_line": "{subject}: stated {amount}; all other statements allow {interval}.",
    "alt_number_line_here": (
        "{subject}: stated {amount}; the other statements named here allow {interval}."
    ),
    "alt_number_line_none": "{subject}: stated {amount}; the other statements set no limit.",
    "alt_number_line_impossible": (
        "{subject}: stated {amount}; the other statements leave no room."
    ),
    "alt_matrix": (
        "{figures} in a matrix (rows: {rows}, columns: {columns}, filled cells: {cells})."
    ),
    "alt_matrix_most": "Most of them: {row} ({figures}).",
    "alt_matrix_conflicts": "In conflict: {figures}.",
    **PAGES,
}

TEXTS: Final[Mapping[str, Mapping[str, Entry]]] = {"en": ENGLISH}


def text(key: str, /, language: str = LANGUAGE, **values: object) -> str:
    """The text of that name with its placeholders filled in.

    A text with plural forms takes an int `count`, which chooses the form and is written as
    the language writes numbers. Raises KeyError for an unknown name or a missing value: a
    mistake in code, never in data. What is filled in is not escaped for any markup.
    """
    entry = TEXTS[language][key]
    if isinstance(count := values.get("count"), int):
        values["count"] = speech.number(Decimal(count), language=language)
        if not isinstance(entry, str):
            entry = entry.get(_locale(language).plural_form(count), entry["other"])
    if not isinstance(entry, str):
        raise KeyError(f"{key} needs a whole number as count")
    return entry.format_map(values)


@cache
def _locale(language: str) -> Locale:
    return Locale(language)

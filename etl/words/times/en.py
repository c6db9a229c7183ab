"""English words of time."""

from __future__ import annotations

from typing import Final

from etl.words.times import Times

_LAST: Final = ("last", "past", "previous", "preceding", "prior")
_THIS: Final = ("this", "the current", "the present", "the ongoing")

TIMES: Final = Times(
    days=("days", "day"),
    weeks=("weeks", "week"),
    months=("months", "month"),
    quarters=("quarters", "quarter", "qtr"),
    halves=("half-year", "half year", "halves", "half", "semester"),
    years=("years", "year"),
    decades=("decades", "decade"),
    first=("first", "initial", "opening"),
    past=("past", "last", "previous", "preceding", "recent", "latest"),
    of=("of", "in", "of the"),
    to=("to", "through", "until", "till", "up to", "and"),
    joins=("to", "through", "until", "till", "and"),
    this_year={
        **{f"{this} year": 0 for this in _THIS},
        **{f"{last} year": -1 for last in _LAST},
        **{f"the {last} year": -1 for last in ("previous", "preceding", "prior")},
        **{"the year before last": -2, "next year": 1, "the coming year": 1},
        **{"last year's": -1, "this year's": 0},
    },
    year_before=("previous year", "preceding year", "prior year"),
    the_year=("the year", "the same year", "that year"),
    this_month={
        **{f"{this} month": 0 for this in _THIS},
        **{f"{last} month": -1 for last in _LAST},
        "next month": 1,
    },
    this_quarter={
        **{f"{this} quarter": 0 for this in _THIS},
        **{f"{last} quarter": -1 for last in _LAST},
    },
    this_day={"yesterday": -1, "today": 0, "tomorrow": 1},
    ago=("ago", "earlier", "before", "previously"),
    earlier=("earlier", "before", "previously"),
    since=("since", "ever since", "starting from", "starting in", "beginning in", "from"),
    from_=("from", "between", "since", "starting from"),
    until=("to", "ending", "ending in", "ended", "ended in", "ending on", "through", "until"),
    within=(
        *("in", "during", "for", "over", "throughout", "within", "across", "in the course of"),
        *("following", "in all of", "by results of", "in the", "during the", "for the", "over the"),
        *("within the", "across the", "following the", "of", "in the whole of", "for all of"),
        *("of its", "of their", "its", "their", "the whole of", "all of", "the full year"),
        *("in calendar", "for calendar", "in calendar year", "for calendar year"),
        *("the results of", "through", "at the", "in a", "over a", "for more than", "the"),
    ),
    on=("on", "on the"),
    as_of=("as of", "as at", "as on", "as of the", "at", "as from"),
    by=("by", "until", "till", "before", "by the"),
    end_of=(
        *("at the end of", "by the end of", "the end of", "end of", "as of the end of", "end"),
        *("at end", "at year-end", "year-end", "by end", "at the close of", "by the close of"),
        *("at the end of the year", "by the end of the year"),
    ),
    start_of=(
        *("at the beginning of", "at the start of", "the beginning of", "the start of", "early"),
        *("early in", "in early", "beginning of", "start of", "by the beginning of"),
        *("as of the beginning of", "by the start of"),
    ),
    base=(
        *("compared to", "compared with", "as compared to", "as compared with", "in comparison to"),
        *("in comparison with", "versus", "vs", "vs.", "against", "relative to", "than", "as in"),
        *("in relation to", "with respect to", "unlike", "that of", "those of", "the level of"),
        "of the level of",
        *("the figure of", "the figure for", "the value of", "the levels of", "what it was in"),
        *("the volume of", "the volumes of", "the amount of", "the total of", "the total for"),
    ),
    base_after_amount=(
        *("on", "over", "from", "above", "below", "of", "to", "since", "ahead of", "behind"),
        *("short of",),
    ),
    base_nouns=("level", "levels", "figure", "figures", "result", "results", "indicator", "value"),
    same_period=(
        r"(?:the )?(?:same|corresponding|analogous|similar|comparable|equivalent|like)"
        r" (?:period|months?|quarter|half|time|span|stretch|timeframe|month)"
        r"(?: (?:of|in|for))?(?: the)?",
        r"(?:the )?year-earlier (?:period|months?|quarter|half)",
        r"(?:the )?(?:same|corresponding) (?:[^\W\d_]+|\d+) months(?: (?:of|in|for))?(?: the)?",
    ),
    year_earlier=(
        r"(?:from )?(?:a|one) year (?:earlier|before|ago|previously)",
        r"(?:the )?year (?:earlier|before(?: that)?)(?! last)",
        r"year[ -]on[ -]year|year[ -]over[ -]year|y[/-]?o[/-]?y|y/y|on (?:the|a) year(?! \d)",
        r"on an annual basis|in annual terms|annually",
    ),
    so_far=(
        r"(?:so far|to date) (?:in )?this year|this year (?:so far|to date)|year[ -]to[ -]date|ytd",
        r"since (?:the )?(?:start|beginning) of (?:the|this) year",
        r"from (?:the )?(?:start|beginning) of (?:the|this) year",
    ),
    vague=(
        r"(?:in|over|during|for) (?:the )?(?:recent|past few|last few|past several|last several)"
        r" (?:years|months|decades)",
        r"(?:in|over|during) the (?:years|decades)(?! \d)|for (?:many )?(?:years|decades)"
        r"|over (?:many|several) (?:years|decades)|in (?:many|several) (?:years|decades)",
    ),
    named_starts=(
        r"(?:its |their |the )?(?:gaining |declaring |declaration of |proclamation of )?"
        r"(?:independence|restoration of independence)",
        r"(?:the )?(?:establishment|start|beginning|opening) of (?:diplomatic )?(?:relations|ties)",
        r"(?:(?:the )?(?:two )?(?:countries|sides|states) )?establish(?:ed|ing)"
        r" (?:diplomatic )?(?:relations|ties)",
        r"(?:diplomatic )?(?:relations|ties) (?:were|had been) established",
        r"(?:its |the )?(?:accession|foundation|founding|inception)",
    ),
    the_decade=(
        r"(?:the|a|this) (?:(?:past|last|previous|preceding) )?decade",
        r"(?:past|last|previous) decade",
    ),
    the_span=(
        r"(?:over|during|in|for|within) the (?:past|last) (?P<n1>year|12 months|twelve months)",
    ),
    month=("month",),
    runs=("for", "for the", "a"),
    runs_in=("in",),
    two_months=("two-month period", "two month period", "bimester"),
    four_months=("four-month period", "four month period", "quadrimester"),
    ended=(r"(?:(?:which|that) )?(?:end(?:ed|s|ing)|clos(?:ed|es|ing))(?: on| in)?",),
    seasons={
        **dict.fromkeys(("spring", "the spring", "springtime"), 3),
        **dict.fromkeys(("summer", "the summer", "summertime"), 6),
        **dict.fromkeys(("autumn", "the autumn"), 9),
        **dict.fromkeys(("winter", "the winter", "wintertime"), 12),
    },
    academic=("academic year", "school year"),
    this_fiscal={
        f"{which} {kind} year": shift
        for kind in ("fiscal", "financial", "budget")
        for which, shift in (
            *(("last", -1), ("past", -1), ("previous", -1), ("preceding", -1)),
            *(("this", 0), ("current", 0), ("present", 0), ("next", 1), ("coming", 1)),
        )
    },
    two_years=("two years", "two-year period", "two years of", "biennium", "years"),
    fiscal=(
        *("fiscal year", "fiscal", "financial year", "fy", "budget year", "the fiscal year"),
        *("the financial year", "fiscal years", "financial years", "marketing year"),
    ),
    before_year=("year", "the year", "years", "the years", "calendar year", "calendar", "all"),
    capital_months=True,
    month_first=True,
)

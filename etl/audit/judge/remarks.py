"""Which rules judge the phrase of a figure: those of its number, its times, what it names.

Must not know what the curator answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.audit.judge.answers import answer_to
from etl.audit.judge.areas import area_remarks
from etl.audit.judge.bases import base_remarks
from etl.audit.judge.beside import lost, qualifiers, whole_number
from etl.audit.judge.corrected import corrected_remarks
from etl.audit.judge.currency import currency
from etl.audit.judge.everybody import everybody_remarks, tells_everybody
from etl.audit.judge.far import far_remarks
from etl.audit.judge.goods import goods_remarks
from etl.audit.judge.growth import growth
from etl.audit.judge.named import indicator_remarks
from etl.audit.judge.partners import partner_remarks
from etl.audit.judge.period import period_remarks
from etl.audit.judge.place import Remark
from etl.audit.judge.ranks import rank_remarks
from etl.audit.judge.setting import DocumentSetting
from etl.audit.judge.sides import direction_remarks
from etl.audit.judge.signs import (
    compared_remarks,
    denied_remarks,
    each_remarks,
    net_remarks,
    sign_remarks,
)
from etl.audit.judge.stated import stated_remarks
from etl.audit.judge.table import (
    area_remarks_of_table,
    indicator_remarks_of_table,
    unit_remarks_of_heading,
    year_remarks_of_table,
)
from etl.audit.judge.things import thing_remarks
from etl.audit.judge.units import unit_remarks
from etl.audit.judge.wholes import named_whole_remarks, whole_remarks
from etl.audit.read.passage import Passage
from etl.core.model import WORLD, Figure
from etl.core.schema import MONEY
from etl.reading.passages import Span


def of_number(
    passage: Passage, phrase: Span, figure: Figure, setting: DocumentSetting
) -> Iterator[Remark]:
    """What the wording around a figure's phrase says of its number that the figure does not."""
    kind = setting.book.indicators[figure.indicator].kind
    whole, own = whole_number(passage, phrase)
    remarks = [*lost(passage, phrase, kind), *qualifiers(passage, phrase, figure)]
    # The phrase may hold the words before its number: fell by 3%.
    start = max(whole[0], own[0].start) if own else whole[0]
    remarks += growth(passage, phrase, start, figure, kind)
    yield from unit_remarks_of_heading(passage, phrase, figure, setting.document)
    has_unit = not figure.unit_as_stated  # else other words give it, which the check has read
    if has_unit and figure.unit in MONEY:
        names = tuple(setting.book.areas[one].name for one in (figure.reporter, figure.partner))
        remarks += currency(passage, phrase, whole, figure, names, setting.document)
    yield from remarks
    # The reader says the same once more, without naming the words.
    told = {remark.rule for remark in remarks}
    indicator = setting.book.indicators[figure.indicator]
    remarks = [
        *sign_remarks(passage, phrase, figure, indicator),
        *net_remarks(passage, phrase, figure, indicator),
        *compared_remarks(passage, phrase, figure),
        *denied_remarks(passage, phrase, figure),
        *each_remarks(passage, phrase, figure, indicator),
    ]
    yield from (remark for remark in remarks if remark.rule not in told)
    told |= {remark.rule for remark in remarks}
    yield from (
        r for r in stated_remarks(passage, phrase, figure, setting.published) if r.rule not in told
    )
    if has_unit:
        yield from unit_remarks(passage, phrase, figure, setting.book)
    if excess := setting.excesses.get(figure.id):
        yield Remark("parts", phrase, excess.fault, "correct what is wrong", by_phrase=True)
    yield from corrected_remarks(passage, phrase, figure, setting.book)


def of_times(
    passage: Passage, phrase: Span, figure: Figure, setting: DocumentSetting
) -> Iterator[Remark]:
    """What the words near a figure's phrase say of periods that the figure does not."""
    whole, _ = whole_number(passage, phrase)
    told = year_remarks_of_table(passage, phrase, figure, setting.document)
    given = (passage, whole, figure, setting.published, setting.book.format, setting.document)
    periods = [*period_remarks(*given)] if told is None else told
    yield from periods
    # A wrong base makes the words of a span fit no period: once is enough.
    if not periods or answer_to("period", figure, setting.book) in figure.meant:
        yield from base_remarks(*given)


def of_names(
    passage: Passage, phrase: Span, figure: Figure, setting: DocumentSetting
) -> Iterator[Remark]:
    """What the words near a figure's phrase name that the figure does not."""
    whole, _ = whole_number(passage, phrase)
    yield from direction_remarks(passage, phrase, figure, setting.book)
    named = setting.names.named
    given = (passage, whole, figure, setting.book, setting.document)
    indicators = indicator_remarks_of_table(passage, phrase, figure, setting.book, setting.document)
    if indicators is None:
        indicators = [*indicator_remarks(*given[:4], named)] or [*far_remarks(*given, named)]
    indicators = indicators or [*goods_remarks(passage, phrase, figure, setting.book)]
    indicators = indicators or [*whole_remarks(passage, phrase, figure, setting.book)]
    indicators = indicators or [*named_whole_remarks(*given, named)]
    yield from indicators or thing_remarks(passage, phrase, figure, setting.book, named)
    yield from rank_remarks(passage, phrase, figure, setting.book, named)
    told = area_remarks_of_table(passage, phrase, figure, setting.book, setting.document)
    areas = [*area_remarks(*given, named)] if told is None else told
    if figure.partner == WORLD and tells_everybody(passage, phrase, figure, setting.book):
        areas = []
    areas = areas or [*partner_remarks(passage, phrase, figure, setting.book, named)]
    yield from areas or everybody_remarks(passage, phrase, figure, setting.book, named)

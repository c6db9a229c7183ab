"""Double entry: every form of a statement in three languages, and its wrong neighbours."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.book.quantities import SCALES
from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind, Qualifier, Unit
from etl.core.schema import QUALIFIERS
from tests.conftest import examples
from tests.stating import rule, stated


class Form(NamedTuple):
    """A value for an indicator of a kind, and phrases that state it."""

    kind: IndicatorKind
    value: str
    phrases: dict[str, str]
    """By language."""
    wrong: tuple[str, ...]
    """Other values that none of them states."""
    qualifier: Qualifier = "exact"
    per: str = ""


FORMS: Final = {
    "range": Form(
        "flow",
        "16 to 20 billion USD",
        {
            "en": "between $16 billion and $20 billion",
            "it": "da 16 a 20 miliardi di dollari",
            "ru": "от 16 до 20 млрд долларов",
        },
        ("16 billion USD", "20 billion USD", "16 to 21 billion USD", "15 to 20 billion USD"),
    ),
    "range of percent": Form(
        "share",
        "80 to 90 %",
        {"en": "80-90%", "it": "80-90%", "ru": "80-90 %"},
        ("80 %", "90 %", "80 to 91 %"),
    ),
    "third": Form(
        "share",
        "1/3",
        {"en": "one third", "it": "un terzo", "ru": "треть"},
        ("33 %", "33.3 %", "2/3", "1/4"),
    ),
    "half": Form(
        "share", "1/2", {"en": "half", "it": "la metà", "ru": "половина"}, ("50 %", "1/3")
    ),
    "two thirds": Form(
        "share",
        "2/3",
        {"en": "two-thirds", "it": "due terzi", "ru": "две трети"},
        ("67 %", "1/3"),
    ),
    "more than a quarter": Form(
        "share",
        "1/4",
        {"en": "more than a quarter", "it": "più di un quarto", "ru": "более четверти"},
        ("25 %", "1/3"),
        "more_than",
    ),
    "doubled": Form(
        "multiple",
        "2",
        {"en": "doubled", "it": "raddoppiato", "ru": "вырос вдвое"},
        ("1", "3", "2.5", "100 %"),
    ),
    "times": Form(
        "multiple",
        "2.5",
        {"en": "grew 2.5 times", "it": "aumentato di 2,5 volte", "ru": "вырос в 2,5 раза"},
        ("2", "25", "2.50"),
    ),
    "fell times": Form(
        "multiple",
        "0.5",
        {"en": "halved", "it": "dimezzato", "ru": "сократился вдвое"},
        ("2", "0.2"),
    ),
    "fell three times": Form(
        "multiple",
        "0.33",
        {"en": "fell 3 times", "it": "diminuito di 3 volte", "ru": "сократился в 3 раза"},
        ("3", "0.34", "0.35"),
    ),
    "rank": Form(
        "rank",
        "3",
        {"en": "third place", "it": "terzo posto", "ru": "третье место"},
        ("2", "30"),
    ),
    "largest": Form(
        "rank", "1", {"en": "the largest", "it": "il principale", "ru": "крупнейший"}, ("2",)
    ),
    "top five": Form(
        "rank",
        "5",
        {"en": "one of the top five", "it": "tra i primi cinque", "ru": "в топ-5"},
        ("4", "1"),
        "at_most",
    ),
    "rise by an amount": Form(
        "change",
        "300 million USD",
        {
            "en": "rose by $300 million",
            "it": "aumentato di 300 milioni di dollari",
            "ru": "вырос на 300 млн долларов",
        },
        ("-300 million USD", "300 billion USD"),
    ),
    "fall by an amount": Form(
        "change",
        "-300 million USD",
        {
            "en": "fell by $300 million",
            "it": "diminuito di 300 milioni di dollari",
            "ru": "снизился на 300 млн долларов",
        },
        ("300 million USD", "-300 billion USD"),
    ),
    "growth": Form(
        "growth",
        "24 %",
        {"en": "rose by 24%", "it": "aumentato del 24%", "ru": "вырос на 24 %"},
        ("-24 %", "24.0 %", "42 %"),
    ),
    "fall": Form(
        "growth",
        "-8.5 %",
        {"en": "8.5 percent lower", "it": "calato dell'8,5%", "ru": "снизился на 8,5 %"},
        ("8.5 %", "-8 %"),
    ),
    "negative": Form(
        "balance",
        "-1.2 billion USD",
        {
            "en": "minus $1.2 billion",
            "it": "meno 1,2 miliardi di dollari",
            "ru": "минус 1,2 млрд долларов",
        },
        ("1.2 billion USD", "-1.2 million USD"),
    ),
    "average": Form(
        "average",
        "300 million USD",
        {
            "en": "$300 million a month",
            "it": "300 milioni di dollari al mese",
            "ru": "300 млн долларов в месяц",
        },
        ("300 billion USD",),
        per="month",
    ),
    "rate": Form("ratio", "9 %", {"en": "9 per cent", "it": "9%", "ru": "9 процентов"}, ("8 %",)),
    "measure": Form(
        "flow",
        "5.2 million tonne",
        {
            "en": "5.2 million tonnes",
            "it": "5,2 milioni di tonnellate",
            "ru": "5,2 млн тонн",
        },
        ("5.2 thousand tonne", "52 million tonne"),
    ),
    "several numbers": Form(
        "growth",
        "12 %",
        {"en": "12 and 15 %", "it": "12 e 15 %", "ru": "12 и 15 %"},
        ("15 %", "12 to 15 %"),
    ),
    "money": Form(
        "flow",
        "16.4 billion EUR",
        {
            "en": "16.4 billion euros",
            "it": "16,4 miliardi di euro",
            "ru": "16,4 млрд евро",
        },
        ("16.4 billion USD", "164 billion EUR", "16.40 billion EUR", "16 to 17 billion EUR"),
    ),
    "about": Form(
        "flow",
        "270 million USD",
        {
            "en": "about $270 million",
            "it": "circa 270 milioni di dollari",
            "ru": "около 270 млн долларов",
        },
        ("280 million USD",),
        "approximately",
    ),
}
TONNE: Final = Unit(
    *("tonne", "tonnes", "t", Decimal(1000), "kilogram"),
    {
        "en": ("tonne", "tonnes"),
        "it": ("tonnellata", "tonnellate"),
        "ru": ("тонна", "тонны", "тонн"),
    },
)


def _stated(form: Form, value: str, language: str, qualifier: Qualifier) -> str:
    units = (TONNE,) if value.endswith("tonne") else ()
    refused = stated(
        value,
        form.phrases[language],
        kind=form.kind,
        qualifier=qualifier,
        language=language,
        per=form.per,
        units=units,
    )
    return rule(refused)


@pytest.mark.parametrize("language", ["en", "it", "ru"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_stated_and_its_neighbours_are_not(name: str, language: str) -> None:
    form = FORMS[name]
    assert _stated(form, form.value, language, form.qualifier) == ""
    for wrong in form.wrong:
        found = _stated(form, wrong, language, form.qualifier)
        assert found in ("stated-value", "stated-scale", "stated-unit"), wrong
    for qualifier in QUALIFIERS:
        if qualifier != form.qualifier:
            assert _stated(form, form.value, language, qualifier) == "stated-qualifier"


@pytest.mark.parametrize(
    ("kind", "value", "phrase", "found", "allowed"),
    [
        (
            *("share", "3 %", "a third"),
            'as_stated "a third" is a fraction, value says 3 %',
            "for this phrase write value: 1/3",
        ),
        (*("rank", "3", "a third"), '"a third" is a fraction', "the indicator x counts ranks"),
        (*("flow", "3 USD", "third"), '"third" is a rank', "the indicator x counts money"),
        (
            *("rank", "5", "five"),
            '"five" is a number without a unit',
            "the indicator x counts ranks",
        ),
        (
            *("growth", "100 %", "doubled"),
            'as_stated "doubled" says no unit, value says percent',
            "the indicator x counts percent",
        ),
        (
            *("flow", "16 billion USD", "$16-20 billion"),
            'as_stated "$16-20 billion" states a range, value half of it',
            "for this phrase write value: 16 to 20 billion USD",
        ),
        (
            *("flow", "0.8 billion USD", "$800 million to $1.2 billion"),
            'as_stated "$800 million to $1.2 billion" states a range, value half of it',
            "for this phrase write value: 800 million USD to 1.2 billion USD",
        ),
        (
            *("flow", "16 to 20 billion USD", "$16 billion"),
            'as_stated "$16 billion" states one number, value a range',
            "for this phrase write value: 16 billion USD",
        ),
        (
            *("flow", "300 million USD", "rose by $300 million"),
            '"rose by $300 million" is a change, the indicator a flow',
            "allowed is an indicator of growth, or of kind change",
        ),
        (
            *("growth", "24 %", "rose to 24%"),
            '"rose to 24%" leads to a level, the indicator is a growth',
            "allowed is an indicator of the level",
        ),
        (
            *("growth", "2 %", "2 percentage points"),
            '"2 percentage points" is a number of percentage points',
            "points are no percent: allowed is an indicator of kind change",
        ),
        (
            *("change", "2 %", "2 percent"),
            '"2 percent" is a percentage',
            "allowed are percentage points",
        ),
        (
            *("flow", "300 million USD", "$300 million a month"),
            '"$300 million a month" is an average for one month',
            "allowed is an indicator of kind average, per: month",
        ),
        (
            *("net_flow", "1.2 billion USD", "minus $1.2 billion"),
            'as_stated "minus $1.2 billion" says -1,200,000,000, value says 1,200,000,000',
            "for this phrase write value: -1.2 billion USD",
        ),
        (
            *("flow", "16 billion USD", "16 billion euros"),
            'as_stated "16 billion euros" says EUR, value says USD',
            "for this phrase write value: 16 billion EUR",
        ),
        (
            *("flow", "1.7 million EUR", "1 million 700 thousand euros"),
            'as_stated "1 million 700 thousand euros" says steps of 1,000, value says 100,000',
            "for this phrase write value: 1700 thousand EUR",
        ),
        (
            *("flow", "3.4 billion USD", "more than $3.4 billion"),
            'as_stated "more than $3.4 billion" says more_than, qualifier says exact',
            "for this phrase write qualifier: more_than",
        ),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_write(
    kind: IndicatorKind, value: str, phrase: str, found: str, allowed: str
) -> None:
    refused = stated(value, phrase, kind=kind)
    assert refused is not None
    assert refused.found == found
    assert refused.allowed.startswith(allowed)


@pytest.mark.parametrize(
    ("kind", "phrase", "value"),
    [
        ("flow", "$2.12300000 billion", "2123.00000 million USD"),
        ("flow", "Rs 5 crore", "0.05 billion INR"),
        ("flow", "5 lakh dollars", "0.5 million USD"),
        ("flow", "-$3 billion", "-3 billion USD"),
        ("share", "3.40%", "3.40 %"),
    ],
)
def test_what_a_refusal_says_to_write_is_accepted(
    kind: IndicatorKind, phrase: str, value: str
) -> None:
    unit = "%" if value.endswith("%") else value.rpartition(" ")[2]
    refused = stated(f"7 {unit}", phrase, kind=kind)
    assert refused is not None
    written = refused.allowed.removeprefix("for this phrase write value: ")
    assert written == value
    assert stated(written, phrase, kind=kind) is None


@pytest.mark.parametrize(
    ("value", "phrase", "qualifier", "found"),
    [
        # A fall that stands outside the phrase turns what is said of its amount.
        ("-24 %", "24%", "exact", ""),
        ("-24 %", "-24%", "exact", ""),
        ("-24 %", "minus 24%", "exact", ""),
        ("-24 %", "+24%", "exact", "stated-value"),
        ("24 %", "-24%", "exact", "stated-value"),
        ("-3 %", "fell by more than 3%", "less_than", ""),
        ("-3 %", "fell by more than 3%", "more_than", "stated-qualifier"),
        ("-3 %", "more than 3%", "less_than", ""),
        ("-3 %", "more than 3%", "more_than", "stated-qualifier"),
        ("-3 %", "more than -3%", "more_than", ""),
        ("-1/3", "fell by a third", "exact", ""),
        ("1/3", "fell by a third", "exact", "stated-value"),
    ],
)
def test_the_sign_of_a_growth(value: str, phrase: str, qualifier: Qualifier, found: str) -> None:
    assert rule(stated(value, phrase, kind="growth", qualifier=qualifier)) == found


@pytest.mark.parametrize(
    ("value", "phrase", "language", "found"),
    [
        ("24 %", "темп роста 124 %", "ru", ""),
        ("124 %", "темп роста 124 %", "ru", "stated-value"),
        ("-24 %", "76 % к уровню", "ru", ""),
        ("76 %", "76 % к уровню", "ru", "stated-value"),
    ],
)
def test_a_percentage_of_the_level_before_is_a_growth(
    value: str, phrase: str, language: str, found: str
) -> None:
    assert rule(stated(value, phrase, kind="growth", language=language)) == found


@pytest.mark.parametrize(
    ("value", "phrase", "language", "found"),
    [
        ("5 billion AUD", "$5 billion", "en", ""),
        ("5 billion HKD", "5 billion dollars", "en", ""),
        ("5 billion EUR", "$5 billion", "en", "stated-unit"),
        ("5 billion AUD", "US$5 billion", "en", "stated-unit"),
        ("5 billion EGP", "5 billion pounds", "en", ""),
        ("5 billion CNY", "¥5 billion", "en", ""),
        ("5 billion USD", "5 billion rupees", "en", "stated-unit"),
        ("5 billion CHF", "5 billion CFA francs", "en", "stated-unit"),
        ("5 billion SGD", "5 миллиардов долларов", "ru", ""),
        ("5 billion SGD", "5 миллиардов долларов США", "ru", "stated-unit"),
    ],
)
def test_a_currency_is_any_of_its_name_and_no_other(
    value: str, phrase: str, language: str, found: str
) -> None:
    assert rule(stated(value, phrase, language=language)) == found


@pytest.mark.parametrize("phrase", ["$5.2 billion (est.)", "est. $5.2 billion"])
def test_an_estimate_in_the_phrase_is_no_fact(phrase: str) -> None:
    qualifier: Qualifier = "approximately" if phrase.endswith(")") else "exact"
    refused = stated("5.2 billion USD", phrase, qualifier=qualifier)
    assert rule(refused) == "stated-status"
    assert refused is not None
    assert refused.allowed == "for this phrase write status: estimate"
    assert stated("5.2 billion USD", phrase, qualifier=qualifier, status="estimate") is None


@pytest.mark.parametrize(
    ("value", "phrase", "language", "found"),
    [
        # A mark that is not the language's own may mean either, and the curator knows which.
        ("16425", "16.425", "ru", ""),
        ("16.425", "16.425", "ru", ""),
        ("16.42", "16.425", "ru", "stated-value"),
        # Beside a scale it has one meaning.
        ("9600 million", "9.600 milioni", "it", ""),
        ("9600 thousand", "9.600 milioni", "it", "stated-value"),
        ("9.600 million", "9.600 milioni", "it", "stated-value"),
    ],
)
def test_marks_of_two_meanings_are_what_the_curator_says(
    value: str, phrase: str, language: str, found: str
) -> None:
    assert rule(stated(value, phrase, language=language, unit="count")) == found


def test_a_plan_may_be_told_outside_the_phrase() -> None:
    assert stated("5.2 billion USD", "$5.2 billion", status="target") is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_phrase_that_states_it_and_one_that_does_not(kind: IndicatorKind) -> None:
    unit = KINDS[kind].units[0]
    value, phrase, wrong = {
        "currency": ("5 billion USD", "$5 billion", "5%"),
        "percent": ("5 %", "5%", "$5 billion"),
        "rank": ("5", "fifth", "5%"),
        "times": ("5", "5-fold", "5%"),
        "index": ("5", "5", "5%"),
    }[unit]
    assert stated(value, phrase, kind=kind) is None
    assert rule(stated(value, wrong, kind=kind)) == "stated-unit"


# Amounts of any printed precision, as a curator would write them.
DIGITS: Final = st.builds(
    lambda whole, decimals: f"{whole}.{decimals}" if decimals else str(whole),
    st.integers(0, 10**12),
    st.text("0123456789", max_size=5),
)
UNITS: Final = {"USD": ("$", ""), "EUR": ("", " euros"), "percent": ("", "%")}
WORDINGS: Final[list[tuple[str, Qualifier]]] = [
    *(("", "exact"), ("more than", "more_than"), ("about", "approximately")),
    *(("at least", "at_least"), ("up to", "at_most"), ("less than", "less_than")),
]


@examples(200)
@given(
    DIGITS,
    st.sampled_from(["", *SCALES]),
    st.sampled_from(list(UNITS)),
    st.sampled_from(WORDINGS),
    st.booleans(),
)
def test_a_phrase_and_the_value_it_was_made_from_agree(
    digits: str, scale: str, unit: str, wording: tuple[str, Qualifier], grouped: bool
) -> None:
    whole, point, decimals = digits.partition(".")
    printed = (f"{int(whole):,}" if grouped else whole) + point + decimals
    before, behind = UNITS[unit]
    words, qualifier = wording
    phrase = f"{words} {before}{printed}{f' {scale}' if scale else ''}{behind}".strip()
    kind: IndicatorKind = "growth" if unit == "percent" else "flow"
    sign = "%" if unit == "percent" else unit

    def against(number: str) -> str:
        value = " ".join(part for part in (number, scale, sign) if part)
        return rule(stated(value, phrase, kind=kind, qualifier=qualifier))

    assert against(digits) == ""
    # And one more digit, or another amount, does not agree.
    if len(decimals) < 5:
        assert against(f"{digits}{'' if point else '.'}0") == "stated-scale"
    assert against(f"{int(whole) + 1}{point}{decimals}") == "stated-value"

"""Which words and digits are numerals, and what belongs to each.

Of etl/reading: numerals, romans, tokens.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.schema import LANGUAGES
from etl.reading.numerals import scan
from etl.reading.passages import folded


def numerals(text: str, language: str = "en") -> list[str]:
    """Each numeral as printed, with its sign in front."""
    found = scan(text, folded(text), language).numerals
    return [numeral.sign + text[numeral.start : numeral.end] for numeral in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # digits, marks, units, signs
        ("6.4 billion US dollars (exports - 6 billion)", ["6.4 billion US dollars", "6 billion"]),
        (
            "16.216 billiondollars, $20bn, US$5 million",
            ["16.216 billiondollars", "$20bn", "US$5 million"],
        ),
        ("€400m and USD 20 and 20 USD", ["€400m", "USD 20", "20 USD"]),
        ("1 million 700 thousand euros", ["1 million 700 thousand euros"]),
        ("6 billion 2 years ago", ["6 billion", "2"]),
        ("2 million 5 billion", ["2 million", "5 billion"]),
        ("12,210 visas, 9 600 more, 1,23,4", ["12,210", "9 600", "1,23,4"]),
        ("14.4% (+16.9%) -5 per cent, –3 %", ["14.4%", "+16.9%", "-5 per cent", "–3 %"]),
        ("10-12%, 2012–2013, A-5", ["10", "12%", "2012", "2013", "5"]),
        ("$ 16 billion $14", ["$ 16 billion", "$14"]),
        ("in euros 5 years", ["5"]),
        ("6 European firms", ["6"]),
        # names and forms with digits in them
        (
            "G20, COVID-19, B12, 100MW, 15th, 66-th, 11:34",
            ["G20", "19", "B12", "100MW", "15th", "66-th", "11", "34"],
        ),
        ("2½ times, km², ⅓, Ⅳ", ["2½", "²", "⅓", "Ⅳ"]),
        # words
        ("twenty-five and twenty five of thirty", ["twenty-five", "twenty five", "thirty"]),
        ("two hundred and fifty firms", ["two hundred and fifty"]),
        ("two hundred thousand", ["two hundred thousand"]),
        (
            "twenty-first, one-third, two thirds, half",
            ["twenty-first", "one-third", "two thirds", "half"],
        ),
        ("two or three, five six", ["two", "three", "five", "six"]),
        ("hundreds of millions, a dozen, tenfold", ["hundreds of millions", "dozen", "tenfold"]),
        ("trade doubled and rose twofold", ["doubled", "twofold"]),
        ("three-year, ten, Second", ["three", "ten", "Second"]),
        ("often, tenure, weights, bonefire, sixty", ["sixty"]),
        # idioms that state no number, and their neighbours that do
        ("one of the largest, one of which, One of the", []),
        ("one of the two, one plant, number one", ["two", "one", "one"]),
        ("first of all, for the first time, the first ship", ["first"]),
        # Roman numerals
        ("World War II, I said, M. D. Smith, CD, DC", ["II"]),
        ("XXI century, phase I, I phase, V century, XIV", ["XXI", "I", "I", "V", "XIV"]),
        ("IIII, VX, CIVIL, MMXXIV, MIX", ["MMXXIV", "MIX"]),
        ("XLV session, LXX, LIV, CXX, CD, MM", ["XLV", "LXX", "LIV", "CXX"]),
        ("V Caspian Summit, I attended, X Forum, L Forum", ["V", "X"]),
        # glued, folded, multiplied
        ("twobillion, twohundred, fivepercent", ["twobillion", "twohundred", "fivepercent"]),
        ("threeyear plan, twentyfive, onerous, tender", ["threeyear", "twentyfive"]),
        ("quadrupling, quintuple, elevenfold", ["quadrupling", "quintuple", "elevenfold"]),
        ("three sevenths, scores of ships", ["three sevenths", "scores"]),
        ("the centenary, a bicentennial, the centre", ["centenary", "bicentennial"]),
        # an idiom is none where a number goes on
        ("Twenty-one of the firms, twenty one of them", ["Twenty-one", "twenty one"]),
        ("of the two, one of the firms", ["two"]),
        ("", []),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert numerals(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7,6 miliardi di euro, 9.600 visti", ["7,6 miliardi di euro", "9.600"]),
        ("270 mila imprese, duemila, ventimila", ["270 mila", "duemila", "ventimila"]),
        (
            "duecentotrenta, trentotto, ventuno, mille",
            ["duecentotrenta", "trentotto", "ventuno", "mille"],
        ),
        (
            "duemilaventiquattro, centocinquantamiladuecento",
            ["duemilaventiquattro", "centocinquantamiladuecento"],
        ),
        ("secondo il ministero, secondo l’Istat, il secondo partner", ["secondo"]),
        ("il primo ministro, prima di partire, la prima di tutte", ["prima"]),
        ("un accordo, una nave, uno studio, uno su tre", ["uno su tre"]),
        ("il terzo paese, la metà, è raddoppiato", ["terzo", "metà", "raddoppiato"]),
        ("nel I semestre, Vittorio Emanuele II", ["I", "II"]),
        ("il 14,4 per cento, $20 miliardi", ["14,4 per cento", "$20 miliardi"]),
        ("l'8°, il 3º posto", ["8°", "3º"]),
        ("trent'anni, vent’anni, cent'anni, cento", ["trent", "vent", "cent", "cento"]),
        ("il sessantesimo, la ventitreesima", ["sessantesimo", "ventitreesima"]),
        ("il medesimo battesimo, quarantina", ["quarantina"]),
        ("sessantina, quindicina, ottantina", ["sessantina", "quindicina", "ottantina"]),
        ("raddoppiando, triplicare, dimezza", ["raddoppiando", "triplicare", "dimezza"]),
        ("il trentennale, un triennio", ["trentennale", "triennio"]),
        ("quadruplo, dell'uno per cento", ["quadruplo", "uno per cento"]),
        ("dell'un per cento, un milione di euro", ["un per cento", "un milione di euro"]),
        ("la V Conferenza, il L posto, XLV sessione", ["V", "XLV"]),
    ],
)
def test_italian(text: str, expected: list[str]) -> None:
    assert numerals(text, "it") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 млрд 300 млн долларов США", ["24 млрд 300 млн долларов США"]),
        ("7,6 млрд долл. США, 5 тыс. виз", ["7,6 млрд долл. США", "5 тыс"]),
        ("5 млрд. 200 млн. евро", ["5 млрд. 200 млн. евро"]),
        ("5 тыс. 200 виз, 7 млн.", ["5 тыс", "200", "7 млн"]),
        ("15.03.2023г., 2023год, 5км", ["15.03.2023", "2023", "5км"]),
        ("за I–III кварталы", ["I", "III"]),
        ("24 процента, на 24%, 3-е место, 30-летие", ["24 процента", "24%", "3-е", "30-летие"]),
        (
            "двадцать пять, сто двадцать тысяч, двумя",
            ["двадцать пять", "сто двадцать тысяч", "двумя"],
        ),
        ("третье место, вторых, сороковой", ["третье", "вторых", "сороковой"]),
        ("шестидесятый, семидесятого, девяностая", ["шестидесятый", "семидесятого", "девяностая"]),
        ("двухсотый, тремястами, пятеро", ["двухсотый", "тремястами", "пятеро"]),
        ("семеро, двадцатилетие, двухлетний", ["семеро", "двадцатилетие", "двухлетний"]),
        ("пятилетний, двухпроцентный рост", ["пятилетний", "двухпроцентный"]),
        ("двухмиллионный, пятикратный", ["двухмиллионный", "пятикратный"]),
        ("удвоилась, удваивается, полтысячи", ["удвоилась", "удваивается", "полтысячи"]),
        ("двадцать один из них, один из них", ["двадцать один"]),
        ("в ХХ веке, ХХI век, Х съезд, С ним", ["ХХ", "ХХI", "Х"]),
        ("одним из крупнейших, во-первых, один из двух", ["двух"]),
        ("в I полугодии, в І полугодии, II квартал, Пётр I", ["I", "І", "II"]),
        ("вырос вдвое, половина, трёх и трех", ["вдвое", "половина", "трёх", "трех"]),
        ("миллиарды долларов", ["миллиарды долларов"]),
        ("сторона, пятно, статья, шестой", ["шестой"]),
    ],
)
def test_russian(text: str, expected: list[str]) -> None:
    assert numerals(text, "ru") == expected


@given(
    st.sampled_from(LANGUAGES),
    st.text(st.sampled_from("0123456789.,- %$€½²٣Aaбmthndст\u00a0\n:()IVX+"), max_size=60),
)
def test_every_digit_lies_in_exactly_one_numeral(language: str, text: str) -> None:
    found = scan(text, folded(text), language).numerals
    for numeral in found:
        assert numeral.start <= numeral.tokens[0].start
        assert numeral.tokens[-1].end <= numeral.end
    tokens = [token for numeral in found for token in numeral.tokens]
    assert tokens == sorted(tokens)
    for one, other in itertools.pairwise(tokens):
        assert one.end <= other.start
    for at, character in enumerate(text):
        holders = sum(token.start <= at < token.end for token in tokens)
        assert holders == 1 if character.isdigit() else holders <= 1


@given(st.sampled_from(LANGUAGES), st.text(max_size=80))
def test_folding_moves_no_character(language: str, text: str) -> None:
    assert len(folded(text)) == len(text)
    scan(text, folded(text), language)

"""What a number is of: its brackets, an average, a part; and those whom a rank leaves out.

Of etl/audit/judge: named, signs, growth, among.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told


def found(rule: str, text: str, figure: dict[str, object], language: str = "en") -> list[str]:
    """What one rule finds of a figure."""
    return [said for name, said, _ in told(text, figure, language=language) if name == rule]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 exports to Syldavia were $5 billion (up 3%), imports $6 billion (down 2%).",
         "down 2%"),
        ("it", "Nel 2019 le esportazioni in Sildavia: 5 miliardi (+3%), le importazioni: 6 "
         "miliardi (in calo del 2%).", "in calo del 2%"),
        ("ru", "В 2019 году экспорт в Сильдавию - 5 млрд (рост на 3%), импорт - 6 млрд "
         "(снижение на 2%).", "снижение на 2%"),
    ],
)  # fmt: skip
def test_brackets_behind_an_amount_are_of_its_indicator(
    language: str, text: str, phrase: str
) -> None:
    (said,) = found("indicator", text, entry("exports_growth", "-2 %", phrase), language)
    assert said.endswith("near it names imports, the figure is exports_growth")
    first = {"en": "up 3%", "it": "+3%", "ru": "рост на 3%"}[language]
    assert found("indicator", text, entry("exports_growth", "3 %", first), language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 exports to Syldavia were $9 million, against $8 million in 2018.",
         "$8 million"),
        ("it", "Nel 2019 le esportazioni in Sildavia: 9 milioni di dollari, contro 8 milioni di "
         "dollari del 2018.", "8 milioni di dollari"),
        ("ru", "В 2019 году экспорт в Сильдавию: 9 млн долларов против 8 млн долларов.",
         "8 млн долларов"),
    ],
)  # fmt: skip
def test_what_an_amount_is_compared_with_is_of_its_indicator(
    language: str, text: str, phrase: str
) -> None:
    right = entry("exports", "8 million USD", phrase, period="2018")
    assert found("indicator", text, right, language) == []
    (said,) = found("indicator", text, {**right, "indicator": "imports"}, language)
    assert "names exports" in said


@pytest.mark.parametrize(
    ("language", "total", "average", "phrase"),
    [
        ("en", "In 2019 exports to Syldavia totalled $8 million.",
         "In 2019 exports to Syldavia averaged $8 million.", "$8 million"),
        ("it", "Nel 2019 l'esportazione in Sildavia è ammontato a 8 milioni di dollari.",
         "Nel 2019 l'esportazione in Sildavia era in media di 8 milioni di dollari.",
         "8 milioni di dollari"),
        ("ru", "В 2019 году экспорт в Сильдавию составил 8 млн долларов.",
         "В 2019 году экспорт в Сильдавию составлял в среднем 8 млн долларов.", "8 млн долларов"),
    ],
)  # fmt: skip
def test_a_total_is_no_average(language: str, total: str, average: str, phrase: str) -> None:
    figure = entry("average", "8 million USD", phrase)
    (said,) = found("indicator", total, figure, language)
    assert said == ("no word beside it tells an average, the figure is so much for one month")
    assert found("indicator", average, figure, language) == []


def test_a_total_behind_an_average_is_none() -> None:
    text = "In 2019 exports to Syldavia averaged $2 million and totalled $8 million."
    assert len(found("indicator", text, entry("average", "8 million USD", "$8 million"))) == 1
    assert found("indicator", text, entry("average", "2 million USD", "$2 million")) == []
    text = "In 2019 exports to Syldavia averaged $2 million, in 2018 $8 million."
    earlier = entry("average", "8 million USD", "$8 million", period="2018")
    assert found("indicator", text, earlier) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 three quarters of exports went to Syldavia.", "three quarters"),
        ("it", "Nel 2019 tre quarti delle esportazioni erano diretti in Sildavia.", "tre quarti"),
        ("ru", "В 2019 году три четверти экспорта шли в Сильдавию.", "три четверти"),
    ],
)
def test_a_fraction_of_a_whole_is_no_growth(language: str, text: str, phrase: str) -> None:
    assert found("change", text, entry("exports_growth", "3/4", phrase), language) != []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "In 2019 Syldavia was the third trading partner outside the European Union.",
         "third", "outside the European Union"),
        ("it", "Nel 2019 la Sildavia era il terzo partner al di fuori dell'Unione Europea.",
         "terzo", "al di fuori dell'Unione Europea"),
        ("ru", "В 2019 году Сильдавия была третьим партнёром за пределами Евросоюза.",
         "третьим", "за пределами Евросоюза"),
    ],
)  # fmt: skip
def test_a_rank_outside_a_group_is_none_among_all(
    language: str, text: str, phrase: str, words: str
) -> None:
    for among in ("", "all partners"):
        keys = {"among": among} if among else {}
        (said,) = found("among", text, entry("rank", "3", phrase, **keys), language)
        assert said.startswith(f'"{words}" names among whom')
    outside = entry("rank", "3", phrase, among="partners outside the European Union")
    assert found("among", text, outside, language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 Syldavia was the third trading partner.", "third"),
        ("it", "Nel 2019 la Sildavia era il terzo partner commerciale.", "terzo"),
        ("ru", "В 2019 году Сильдавия была третьим торговым партнёром.", "третьим"),
    ],
)
def test_a_rank_is_among_those_whom_words_name(language: str, text: str, phrase: str) -> None:
    for among in ("world", "RUR"):
        (said,) = found("among", text, entry("rank", "3", phrase, among=among), language)
        assert said.replace('"', "") == f"no words here name {among}, among whom the rank is"
    assert found("among", text, entry("rank", "3", phrase), language) == []
    whole = {"en": "in the world", "it": "nel mondo", "ru": "в мире"}[language]
    worldwide = f"{text[:-1]} {whole}."
    figure = entry("rank", "3", phrase, among="world")
    assert found("among", worldwide, figure, language) == []


@pytest.mark.parametrize(
    ("language", "text", "is_average"),
    [
        ("it", "Nel 2019, per la prima volta, le esportazioni verso la Sildavia hanno raggiunto i "
         "90 milioni di dollari.", False),
        ("it", "Nel 2019 le esportazioni verso la Sildavia erano di 90 milioni di dollari, "
         "ogni mese.", True),
        ("it", "Nel 2019 le esportazioni verso la Sildavia erano, per ogni viaggio, di 90 milioni "
         "di dollari.", True),
        ("en", "In 2019 exports to Syldavia were $90 million, a few per cent more.", False),
        ("en", "In 2019 exports to Syldavia were $90 million, more than a month earlier.", False),
        ("en", "In 2019 exports to Syldavia were $90 million, a share of the whole.", False),
        ("en", "In 2019 every month exports to Syldavia were $90 million.", True),
        ("en", "In 2019 exports to Syldavia were $90 million of goods per tourist.", True),
    ],
)  # fmt: skip
def test_only_so_much_for_one_is_an_average(language: str, text: str, is_average: bool) -> None:
    phrase = {"en": "$90 million", "it": "90 milioni di dollari"}[language]
    figure = entry("average", "90 million USD", phrase)
    fault = "no word beside it tells an average, the figure is so much for one month"
    assert found("indicator", text, figure, language) == ([] if is_average else [fault])
    assert found("indicator", text, {**figure, "meant": ["indicator average"]}, language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("ru", "В 2019 году Сильдавия была третьим торговым партнёром внешнего долга Руритании.",
         "третьим", ""),
        ("it", "Nel 2019 la Sildavia era il terzo partner della Borduria senza un Trattato.",
         "terzo", ""),
        ("it", "Nel 2019 la Sildavia era il terzo partner oltre che in Borduria.", "terzo", ""),
        ("en", "In 2019 Syldavia was the third trading partner without a Treaty.", "third", ""),
        ("en", "In 2019 Syldavia was the third trading partner outside the Gulf.", "third",
         "outside the Gulf"),
        ("en", "In 2019 Syldavia was the third non-European trading partner.", "third",
         "non-European"),
        ("en", "In 2019 Syldavia was the third trading partner outside Asia.", "third",
         "outside Asia"),
        ("it", "Nel 2019 la Sildavia era il terzo partner esclusa la Ruritania.", "terzo",
         "esclusa la Ruritania"),
        ("ru", "В 2019 году Сильдавия была третьим партнёром вне Руритании.", "третьим",
         "вне Руритании"),
    ],
)  # fmt: skip
def test_only_whole_words_of_leaving_out_do(
    language: str, text: str, phrase: str, words: str
) -> None:
    outside = [f'"{words}" names among whom, among is not set'] if words else []
    assert found("among", text, entry("rank", "3", phrase), language) == outside

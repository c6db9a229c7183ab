"""Kinds of goods and services, which make an amount of trade one of a part of it: oil exports.

Stems (regular expressions), in lower case: of nouns and of the adjectives made of them.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ROWS: Final = (
    # English, which `among` is written in as well; Italian; Russian
    ("oil|crude|petroleum", "petrol|greggi", "нефт"),
    ("gas(?![^\\W\\d_])", "gas(?![^\\W\\d_])", "газ(?!ет)"),
    ("fuel|energy", "carburant|energetic|combustibil", "топлив|энерг"),
    ("coal", "carbon[ei](?![^\\W\\d_])", "угол|угл[яюе]"),
    ("copper", "rame(?![^\\W\\d_])", "мед(?:и|ь|ью|н)"),
    ("alumini?um", "allumini", "алюмин"),
    ("gold(?![^\\W\\d_])|silver", "oro(?![^\\W\\d_])|argent[oi](?![^\\W\\d_])", "золот|серебр"),
    ("uranium", "uranio", "уран"),
    ("metal|steel|iron(?![^\\W\\d_])|ferro", "metall|acciai|ferr[oe](?![^\\W\\d_])|siderurg",
     "металл|стал[ьи]|желез|ферро"),
    ("ore(?![^\\W\\d_])|mineral", "mineral", "руд|минерал"),
    ("grain|wheat|barley|cereal|flour|rice(?![^\\W\\d_])",
     "cereal|grano|frument|farin|orzo|riso(?![^\\W\\d_])",
     "зерн|пшениц|ячмен|мук|рис(?:а|у|ом)?(?![^\\W\\d_])"),
    ("coffee|tea(?![^\\W\\d_])|cocoa|sugar|tobacco",
     "caff\u00e8|t\u00e8(?![^\\W\\d_])|cacao|zuccher|tabac",
     "кофе|ча[йяюе](?![^\\W\\d_])|какао|сахар|табак|табач"),
    ("cotton|wool|cashmere|textile|cloth|garment|leather|footwear|shoe",
     "coton|lana(?![^\\W\\d_])|cashmere|tessil|abbigliament|pell[ei]|calzatur|scarp",
     "хлоп|шерст|кашемир|текстил|одежд|кож|обув"),
    ("food|meat|milk|dairy|fish|fruit|vegetable|wine|olive|agri|farm",
     "aliment|carn[ei]|latt|pesc[ei]|frutt|verdur|vin[oi](?![^\\W\\d_])|agricol|agroaliment",
     "продовольств|пищев|мяс|молоч|рыб|фрукт|овощ|вин(?:а|о|ный|ного)|аграр|агро|сельхоз"
     "|сельскохозяйств"),
    ("machine|equipment|vehicle|cars?(?![^\\W\\d_])|automo|aircraft|electronic",
     "macchin|attrezzatur|veicol|autom|aere[io]|elettronic",
     "машин|оборудован|автомоб|самол[её]т|электрон"),
    ("chemical|pharma|medicine|fertili", "chimic|farmac|medicinal|fertilizz",
     "химическ|химикат|фарма|лекарств|удобрен"),
    ("furniture|wood|timber", "mobil[ie](?![^\\W\\d_])|legn", "мебел|древесин|лес(?:а|оматериал)"),
    ("arms(?![^\\W\\d_])|weapon|military", "armi(?![^\\W\\d_])|armament|militar",
     "оружи|вооружен|воен"),
    ("service", "serviz", "услуг"),
)  # fmt: skip
GOODS: Final[Mapping[str, tuple[str, ...]]] = {
    language: tuple(row[at] for row in _ROWS) for at, language in enumerate(("en", "it", "ru"))
}
"""Stems of each kind, in the same order in each language."""

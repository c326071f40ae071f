"""Keys for comparing Japanese spellings: width, old character forms, ヶ and ケ, variation selectors.

A key is for comparing only. What is shown is always the register's own spelling.
"""

from __future__ import annotations

import re
import unicodedata

# Old or regional forms that ministries, prefectures and firms use for the same name.
_VARIANTS = str.maketrans(
    "檮鯵竃釜竜桧髙﨑德邊邉冨諌舘槗濵濱齋齊斉澤瀨淸廣國縣廳惠",
    "梼鰺竈竈龍檜高崎徳辺辺富諫館橋浜浜斎斎斎沢瀬清広国県庁恵",
)
_INVISIBLE = re.compile(r"[\uFE00-\uFE0F\U000E0100-\U000E01EF\s]")
# All blocks of kanji: 﨑 is in the compatibility block, 𠮷 in an extension.
_KANJI = "々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_GA_BETWEEN_KANJI = re.compile(f"(?<=[{_KANJI}])[がガ](?=[{_KANJI}])")
_LEGAL_FORMS = re.compile(r"(株式|有限|合同|合資|合名)会社|\((株|有|同|資|名)\)")
# NFKC leaves U+2212 and its relatives alone, although they are typed as minus or hyphen.
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212\uFE63\uFF0D]")


def plain(text: str) -> str:
    """NFKC, one kind of hyphen and no space at the ends: for codes, numbers and dates."""
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).strip()


def name_key(name: str) -> str:
    """Key under which the spellings of one municipality meet.

    Folds width, variation selectors, ヶ/ケ/が, ッ/ツ, 之/ノ and old character forms. Within a
    prefecture no two of the 1,741 municipalities share a key (conventions.md 1.2; tested).
    """
    key = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name))
    key = key.replace("ヶ", "ケ").replace("ヵ", "カ")
    key = _GA_BETWEEN_KANJI.sub("ケ", key)
    key = key.replace("ッ", "ツ").replace("之", "ノ").replace("乃", "ノ")
    return key.translate(_VARIANTS)


def label_key(text: str) -> str:
    """Key under which a heading or a word of a vocabulary meets itself in other widths and spacing."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def search_key(text: str) -> str:
    """Key for finding a word in free text: width, case and spaces do not matter."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_VARIANTS)


def company_key(name: str) -> str:
    """Key under which the spellings of one company meet, with its legal form or without; firms that differ in
    nothing else are taken for one.
    """
    key = search_key(name)
    return _LEGAL_FORMS.sub("", key) or key

"""What a sheet is about, in words short enough for a title."""

from __future__ import annotations

from analysis.selection import WORD_PARAMETERS, Selection
from domain.area import Level, label_of, level_of
from domain.codelist import codelist

_LONGEST = 26
MANY_CONDITIONS = "条件あり"


def subject_words(selection: Selection) -> str:
    """``九州のAI・半導体（着工、竣工）``: area, fields and what else is asked for; all of it is in the foot."""
    area = area_words(selection.area)
    fields = field_words(selection.fields)
    named = f"{area}の{fields}" if fields else area
    asked = _conditions(selection)
    if not asked:
        return named
    words = "、".join(asked)
    return f"{named}（{words if len(words) <= _LONGEST else MANY_CONDITIONS}）"


def area_words(area: str) -> str:
    """``熊本県``, ``熊本県菊陽町``, and of blocks what nobody misreads in a sentence: ``中国地方``."""
    level = level_of(area)
    if level is Level.BLOCK:
        return codelist("block")[area].more["sentence_ja"]
    return label_of(area, full=level is Level.MUNICIPALITY)


def field_words(fields: tuple[str, ...]) -> str:
    """``AI・半導体``, ``造船と量子``, ``造船など3分野``; "" for all fields."""
    short = [codelist("strategic_field")[code].more["short_ja"] for code in fields]
    if len(short) > 2:
        return f"{short[0]}など{len(short)}分野"
    return "と".join(short)


def _conditions(selection: Selection) -> list[str]:
    """Everything asked for besides area and fields, in the words of the vocabularies."""
    words = [
        codelist(parameter.vocabulary).label(code)
        for name, parameter in WORD_PARAMETERS.items()
        if name != "field"
        for code in getattr(selection, parameter.attribute)
    ]
    start, end = selection.announced_from, selection.announced_to
    if start is not None or end is not None:
        years = [f"{start}年" if start is not None else "", f"{end}年" if end is not None else ""]
        words.append(f"{years[0] if start == end else '〜'.join(years)}公表")
    return [*words, f"「{selection.text}」"] if selection.text else words


def squares(text: str) -> float:
    """Width in full-width characters."""
    return sum(1.0 if ord(letter) > 255 else 0.58 for letter in text)

"""Areas and how they nest: nation, block (経済産業局の管轄), prefecture, municipality."""

from __future__ import annotations

from enum import StrEnum

from domain.codelist import codelist
from domain.lg_code import is_prefecture, prefecture_of
from domain.municipality import municipalities

NATION = "japan"
"""Area code of the whole country."""

NORTHERN = "northern"
"""Area code of 北方四島 on the map: one area in the boundary source, six villages in the code
list; drawn, but outside every statistic (対象外)."""

NATION_LABEL = "全国"
NORTHERN_LABEL = "北方四島（対象外）"


class Level(StrEnum):
    """The four levels of the map, the largest first."""

    NATION = "nation"
    BLOCK = "block"
    PREFECTURE = "prefecture"
    MUNICIPALITY = "municipality"

    @property
    def label_ja(self) -> str:
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    Level.NATION: "全国",
    Level.BLOCK: "ブロック",
    Level.PREFECTURE: "都道府県",
    Level.MUNICIPALITY: "市区町村",
}


def level_of(area_code: str) -> Level:
    """Level of a known area code; KeyError for anything else."""
    if area_code == NATION:
        return Level.NATION
    if area_code in codelist("block"):
        return Level.BLOCK
    if is_prefecture(area_code) and area_code in codelist("prefecture"):
        return Level.PREFECTURE
    if area_code in municipalities():
        return Level.MUNICIPALITY
    raise KeyError(area_code)


def block_of(lg_code: str) -> str:
    """Block of a prefecture or municipality."""
    return codelist("prefecture")[prefecture_of(lg_code)].more["block"]


def prefectures_of(block: str) -> tuple[str, ...]:
    return tuple(entry.code for entry in codelist("prefecture") if entry.more["block"] == block)


def label_of(area_code: str, *, full: bool = False) -> str:
    """Japanese name of an area.

    ``full`` tells it from others of the same name: a municipality with its prefecture before it,
    a block as ``北海道ブロック``.
    """
    if area_code == NATION:
        return NATION_LABEL
    if area_code == NORTHERN:
        return NORTHERN_LABEL
    if area_code in codelist("block"):
        return codelist("block").label(area_code) + ("ブロック" if full else "")
    if area_code in codelist("prefecture"):
        return codelist("prefecture").label(area_code)
    name = municipalities().label(area_code)
    return f"{codelist('prefecture').label(prefecture_of(area_code))} {name}" if full else name


def lineage(area_code: str) -> tuple[str, ...]:
    """The area and everything that holds it, the nation first: for breadcrumbs."""
    level = level_of(area_code)
    if level is Level.NATION:
        return (NATION,)
    if level is Level.BLOCK:
        return (NATION, area_code)
    above = (NATION, block_of(area_code))
    if level is Level.PREFECTURE:
        return (*above, area_code)
    return (*above, prefecture_of(area_code), area_code)

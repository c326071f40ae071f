"""Who is looking: the audience, and the areas whose drafts they may see."""

from __future__ import annotations

from dataclasses import dataclass

from domain.area import NATION, Level, level_of
from domain.codelist import codelist

PUBLIC, GOVERNMENT = "public", "government"
AUDIENCES = (PUBLIC, GOVERNMENT)

SEEN_BY = {PUBLIC: frozenset({"public"}), GOVERNMENT: frozenset({"public", "government"})}
"""Words of ``disclosure`` whose values an audience may see; what is withheld nobody sees."""

WITHHELD_WORD = "（非公開）"
"""Stands where a text is that may not be seen: neither missing nor empty."""

_AREA_LEVELS = (Level.NATION, Level.BLOCK, Level.PREFECTURE)


class ViewerUnknown(ValueError):
    """There is no such viewer; the message is a Japanese sentence."""


@dataclass(frozen=True)
class Viewer:
    """An audience and, in the government, the areas whose drafts one may see: all of the nation, blocks
    or prefectures. What is a draft, and whose, is decided in :mod:`registry.drafts`.
    """

    audience: str = PUBLIC
    drafts_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.audience not in AUDIENCES:
            raise ViewerUnknown(f"取扱区分「{self.audience}」は分かりません。public か government にします。")
        if self.drafts_of and self.audience == PUBLIC:
            raise ViewerUnknown("公開の範囲では、どの区域の検討中の計画も示しません。")
        for area in self.drafts_of:
            if not _is_area(area):
                raise ViewerUnknown(f"「{area}」は全国・ブロック・都道府県のコードではありません。")

    @property
    def sees_all_drafts(self) -> bool:
        return NATION in self.drafts_of


def viewer(asked: str | Viewer) -> Viewer:
    """The viewer of an audience without a limit: the government sees every draft, the public none."""
    if isinstance(asked, Viewer):
        return asked
    return Viewer(asked, () if asked == PUBLIC else (NATION,))


def viewer_of(audience: str, drafts_of: str = "") -> Viewer:
    """The viewer that settings name: ``drafts_of`` has codes or names of areas with ``,`` between them.

    Raises:
        ViewerUnknown: no such audience or area.
    """
    named = [part.strip() for part in drafts_of.replace("、", ",").split(",") if part.strip()]
    if not named:
        return viewer(audience)
    return Viewer(audience, tuple(sorted({_code_of(part) for part in named})))


def _code_of(name: str) -> str:
    return codelist("block").code_of(name) or codelist("prefecture").code_of(name) or name


def _is_area(code: str) -> bool:
    try:
        return level_of(code) in _AREA_LEVELS
    except KeyError:
        return False

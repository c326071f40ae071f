"""A plan of the demo before its rows: its id, title, area, fields, sender and times; and the size of a nation."""

from __future__ import annotations

from dataclasses import dataclass

from demo.calendar import HALVES
from demo.places import bodies_of
from demo.words import words
from domain.codelist import codelist
from domain.lg_code import is_prefecture


@dataclass(frozen=True)
class Scale:
    """How large a nation: its blocks, the halves it has lived through, its type C plans, and of the plans
    of type A, B and C those that are still drafts.
    """

    blocks: tuple[str, ...] = codelist("block").codes
    halves: tuple[str, ...] = HALVES
    municipal_plans: int = 300
    drafts: tuple[int, int, int] = (1, 3, 8)


@dataclass(frozen=True)
class Outline:
    """A plan before its rows: ``place`` is its area as sentences call it, ``areas`` are codes with roles.

    ``joins`` is the municipality that its first revision takes in, or "". ``drafted`` and ``opened`` are
    positions in the halves at which it is handed in as a draft and as a plan, or None.
    """

    plan_id: str
    plan_type: str
    title: str
    author: str
    block: str
    place: str
    areas: tuple[tuple[str, str], ...]
    joins: str
    fields: tuple[str, ...]
    product: str
    sender: str
    co_blocks: tuple[str, ...] = ()
    drafted: int | None = None
    opened: int | None = 0

    @property
    def field_code(self) -> str:
        return self.fields[0]

    @property
    def cluster(self) -> str:
        return words("cluster", self.field_code)[0]

    @property
    def sites(self) -> tuple[str, ...]:
        """Municipalities in which its projects may lie."""
        whole = [code for code, role in self.areas if role != "linked"]
        found = [bodies_of((code,)) if is_prefecture(code) else (code,) for code in whole]
        return tuple(code for codes in found for code in codes)

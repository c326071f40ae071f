"""Fictional companies of a plan: names that no firm bears, and whether they may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from demo.chance import Chance
from demo.outline import Outline
from demo.rows import Row
from demo.words import FICTIONAL, phrase, words

_COUNTS = {"a": (3, 6), "b": (3, 7), "c": (1, 4)}
_DISCLOSURES = {"public": 0.7, "government": 0.18, "withheld": 0.12}
_SIZES = {
    "a": {"large": 0.5, "mid": 0.3, "small": 0.12, "startup": 0.08},
    "b": {"large": 0.15, "mid": 0.45, "small": 0.3, "startup": 0.1},
    "c": {"mid": 0.05, "small": 0.85, "startup": 0.1},
}
_INVITED = {"a": 0.35, "b": 0.2, "c": 0.04}


@dataclass(frozen=True)
class Company:
    """A company of a plan: its distinctive word, its name, and the name without its legal form."""

    word: str
    name: str
    short: str
    disclosure: str
    is_core: bool
    is_invited: bool
    size: str
    lg_code: str


def companies(chance: Chance, plan: Outline) -> list[Company]:
    """The companies of a plan, core ones first; each has a distinctive word of its own.

    The distinctive word decides whether the name may be shown: so no name that must not be shown is
    part of one that is.
    """
    found: list[Company] = []
    for number in range(chance.whole(*_COUNTS[plan.plan_type])):
        draws = chance.of(number)
        # Those who lead a plan have agreed to be named.
        disclosure = "public" if number == 0 else draws.one(list(_DISCLOSURES), list(_DISCLOSURES.values()))
        taken = {company.word for company in found}
        free = [word for word in words("name", disclosure) if word not in taken]
        found.append(_company(draws, plan, draws.one(free), disclosure, is_core=number == 0))
    return found


def _company(chance: Chance, plan: Outline, word: str, disclosure: str, *, is_core: bool) -> Company:
    sizes = _SIZES[plan.plan_type]
    short = f"{FICTIONAL}{word}{chance.one(words('trade', plan.field_code))}"
    return Company(
        word=word,
        name=f"{short}{chance.one(words('form', plan.plan_type))}",
        short=short,
        disclosure=disclosure,
        is_core=is_core or chance.happens(0.1),
        is_invited=chance.happens(_INVITED[plan.plan_type]),
        size=chance.one(list(sizes), list(sizes.values())),
        lg_code=chance.one(plan.sites),
    )


def company_rows(chance: Chance, plan: Outline, found: list[Company]) -> list[Row]:
    """Rows of ``plan_companies``."""
    return [
        {
            "plan_id": plan.plan_id,
            "company_name": company.name,
            "lg_code": company.lg_code,
            "role": "core" if company.is_core else "major" if number < 4 else "other",
            "origin": "invited" if company.is_invited else "local",
            "size": company.size,
            "part": phrase(chance.of(number), "part"),
            "disclosure": company.disclosure,
            "note": phrase(chance.of(number), "company_note"),
        }
        for number, company in enumerate(found)
    ]

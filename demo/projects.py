"""Investment projects of the demo: who invests how much in what, and when it is to work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from demo.calendar import later, start_of
from demo.chance import Chance
from demo.companies import Company
from demo.outline import Outline
from demo.sites import Site, place_words, sites_of
from demo.words import FICTIONAL, phrase, words
from domain.money import MAN, OKU

_COUNTS = {"a": (4, 8), "b": (2, 5), "c": (1, 4)}


@dataclass(frozen=True)
class _Size:
    """Amounts of a plan type in 億円: median and spread, bounds, and the step they are rounded to.

    ``core`` is how many times as much a core project costs.
    """

    median: float
    sigma: float
    low: float
    high: float
    step: float
    core: float


_SIZES = {
    "a": _Size(350, 1.0, 40, 12_000, 10, core=6),
    "b": _Size(28, 0.8, 2, 500, 1, core=2.5),
    "c": _Size(1.6, 0.9, 0.1, 9.8, 0.1, core=1.8),
}
_SCOPES = {"single_site": 0.78, "lower_bound": 0.08, "partial": 0.04, "not_disclosed": 0.1}
_WITHHELD = {"": 0.86, "government": 0.12, "withheld": 0.02}
"""Who may see the amount of a project that is no core one; everybody for the most part."""

_PLACE_WITHHELD = 0.3
"""Of projects whose company may not be named: those whose municipality may not be told either."""

_SUPPORTED = {"a": 0.5, "b": 0.35, "c": 0.4}
_CORE_ANNOUNCED, _ANNOUNCED = (-18, 4), (-20, 26)
"""Months from the half in which the plan begins to the announcement of its core and other projects."""

_PREPARING_MONTHS = (3, 14)
_BUILDING_MONTHS = {"a": (24, 54), "b": (12, 34), "c": (5, 18)}
_EVENTS = {
    "": 0.7,
    "delay": 0.11,
    "amount_up": 0.07,
    "amount_down": 0.04,
    "suspended": 0.04,
    "withdrawn": 0.04,
}


@dataclass(frozen=True)
class Event:
    """What befalls a project in one half (a position in the halves): a key of ``_EVENTS``."""

    kind: str
    at: int
    factor: float


@dataclass(frozen=True)
class Project:
    """A project as first planned; its life is told by :mod:`demo.project_life`."""

    project_id: str
    plan_id: str
    name: str
    facility: str
    place: str
    company: Company
    field_code: str
    sites: tuple[Site, ...]
    amount_yen: int
    step_yen: int
    scope: str
    support_yen: int | None
    announced: dt.date
    start: dt.date
    operation: dt.date
    amount_disclosure: str
    place_disclosure: str
    is_core: bool
    has_years: bool
    event: Event
    words: Chance


def projects_of(chance: Chance, plan: Outline, found: Sequence[Company], half: str) -> list[Project]:
    """The projects of a plan that begins in ``half``, the core one first."""
    count = chance.whole(*_COUNTS[plan.plan_type])
    return [project(chance, plan, found, half, number) for number in range(1, count + 1)]


def project(chance: Chance, plan: Outline, found: Sequence[Company], half: str, number: int) -> Project:
    """The ``number``-th project of a plan, known from ``half`` on; the first one is its core."""
    turn = chance.of("facilities").whole(0, 9)
    chance, is_first = chance.of(number), number == 1
    company = found[0] if is_first else chance.one(found)
    sites = sites_of(chance.of("sites"), plan, is_core=is_first)
    facilities, place = words("facility", plan.field_code), place_words(sites)
    facility = facilities[(number + turn) % len(facilities)]
    scope = "multi_site_total" if len(sites) > 1 else chance.one(list(_SCOPES), list(_SCOPES.values()))
    if is_first and scope == "not_disclosed":
        scope = "single_site"
    amount = _amount(chance, plan.plan_type, is_core=is_first)
    amount_disclosure = _amount_disclosure(chance.of("amount disclosure"), scope, is_core=is_first)
    place_disclosure = _place_disclosure(chance.of("place disclosure"), company)
    # Some are at work when their plan begins, others are still ideas.
    announced = later(start_of(half), chance.whole(*(_CORE_ANNOUNCED if is_first else _ANNOUNCED)))
    announced = announced.replace(day=chance.whole(1, 28))
    start = later(announced, chance.whole(*_PREPARING_MONTHS))
    return Project(
        project_id=f"{plan.plan_id}-P{number:02}",
        plan_id=plan.plan_id,
        name=_name(chance, company, "" if place_disclosure else place, facility),
        facility=facility,
        place=place,
        company=company,
        field_code=plan.field_code if chance.happens(0.85) else chance.one(plan.fields),
        sites=tuple(sites),
        amount_yen=amount,
        step_yen=_step(plan.plan_type),
        scope=scope,
        support_yen=None if scope == "not_disclosed" else _support(chance, amount, plan.plan_type),
        amount_disclosure=amount_disclosure,
        place_disclosure=place_disclosure,
        announced=announced,
        start=start,
        operation=later(start, chance.whole(*_BUILDING_MONTHS[plan.plan_type])),
        is_core=is_first or (plan.plan_type == "a" and chance.happens(0.15)),
        has_years=scope != "not_disclosed" and chance.happens(0.75),
        event=_event(chance.of("event"), is_core=is_first),
        words=chance.of("words"),
    )


def _name(chance: Chance, company: Company, place: str, facility: str) -> str:
    """``架空第一電子 菊陽町 後工程棟の増設``; without the company where its name may not be shown."""
    owner = company.short if company.disclosure == "public" else FICTIONAL
    return " ".join(filter(None, (owner, place, f"{facility}{phrase(chance, 'act')}")))


def _amount_disclosure(chance: Chance, scope: str, *, is_core: bool) -> str:
    if is_core or scope == "not_disclosed":
        return ""
    return chance.one(list(_WITHHELD), list(_WITHHELD.values()))


def _place_disclosure(chance: Chance, company: Company) -> str:
    return "government" if company.disclosure != "public" and chance.happens(_PLACE_WITHHELD) else ""


def _step(plan_type: str) -> int:
    return round(_SIZES[plan_type].step * OKU)


def _amount(chance: Chance, plan_type: str, *, is_core: bool) -> int:
    size, step = _SIZES[plan_type], _step(plan_type)
    times, sigma = (size.core, size.sigma / 2) if is_core else (1.0, size.sigma)
    oku = min(max(chance.log_normal(size.median * times, sigma), size.low), size.high)
    return max(step, round(oku * OKU / step) * step)


def _support(chance: Chance, amount_yen: int, plan_type: str) -> int | None:
    """Public support of a tenth to a little under half, in whole 百万円; None for projects without it."""
    if not chance.happens(_SUPPORTED[plan_type]):
        return None
    return round(amount_yen * chance.between(0.1, 0.45) / (100 * MAN)) * 100 * MAN


def _event(chance: Chance, *, is_core: bool) -> Event:
    kind = "" if is_core else chance.one(list(_EVENTS), list(_EVENTS.values()))
    return Event(kind, chance.whole(1, 4), chance.between(1.05, 1.25))

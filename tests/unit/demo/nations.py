"""A whole nation in memory, and one of a single prefecture that is made into a registry in seconds."""

from __future__ import annotations

from functools import cache

from demo.chance import Chance
from demo.handing_in import HandedIn, handed_in
from demo.life import Handed, PlanLife
from demo.nation import outlines
from demo.outline import Outline, Scale
from demo.schedule import Schedule

SMALL = Scale(blocks=("okinawa",), halves=("2025H1", "2025H2", "2026H1"), municipal_plans=4, drafts=(0, 0, 1))
SEED = 7


@cache
def whole_nation() -> tuple[Outline, ...]:
    return tuple(outlines(Chance(SEED).of("outlines"), Scale()))


@cache
def lives() -> dict[str, list[Handed]]:
    """What every plan of a nation of five halves hands in, by plan."""
    halves = Scale().halves
    chance = Chance(SEED)
    return {
        plan.plan_id: list(
            PlanLife(
                chance.of("plan", plan.plan_id),
                plan,
                Schedule(chance.of("sender", plan.sender), plan.plan_type, halves),
            ).handed()
        )
        for plan in whole_nation()
    }


@cache
def small_submissions() -> tuple[HandedIn, ...]:
    return tuple(handed_in(SEED, SMALL))

"""Half-yearly reviews of the demo's measures: causes, promises, and promises kept or not kept."""

from __future__ import annotations

from collections.abc import Sequence

from demo.calendar import end_of
from demo.chance import Chance
from demo.measures import Measure
from demo.rows import Row
from demo.words import Cause, causes, phrase
from domain.codelist import codelist

_FALLS_BEHIND = 0.13
_RECOVERS = 0.5
_KEEPS_PROMISE = 0.65
_IS_GIVEN_UP = 0.06
_IS_RESTRICTED = 0.12
"""Poor reviews whose causes are for the government alone."""

_LAST = [entry.code for entry in codelist("execution_status") if entry.more["is_ended"] == "yes"]


def reviews_of(chance: Chance, measure: Measure, halves: Sequence[str], pace: float) -> list[Row]:
    """A review of the measure in each of ``halves``, in order; none after the one that ends it.

    A ``pace`` below 1 makes it fall behind more often.
    """
    rows: list[Row] = []
    promised: Cause | None = None
    for at, half in enumerate(halves):
        draws = chance.of(half)
        is_behind = draws.happens(1 - _RECOVERS if promised else _FALLS_BEHIND * (2 - pace) ** 2)
        common: Row = {"measure_id": measure.measure_id, "period": half}
        if is_behind:
            cause = promised if promised and draws.happens(0.5) else draws.one(causes())
            if draws.of("disclosure").happens(_IS_RESTRICTED):
                common["disclosure"] = "government"
            rows.append(common | _poor(draws, measure, halves, at, cause, promised))
            promised = cause
        else:
            rows.append(common | _good(draws, measure, half, at, promised))
            promised = None
        if rows[-1]["execution"] in _LAST:
            break
    return rows


def _poor(
    chance: Chance, measure: Measure, halves: Sequence[str], at: int, cause: Cause, promised: Cause | None
) -> Row:
    text = f"{cause.text}。"
    if promised:
        use = "kept_still" if chance.happens(_KEEPS_PROMISE) else "broken"
        text = phrase(chance, use, promise=promised.promise, cause=text)
    is_overdue = measure.due <= end_of(halves[at])
    is_given_up = promised is not None and chance.happens(_IS_GIVEN_UP)
    execution = "delayed" if is_overdue or chance.happens(0.6) else "running"
    return {
        "execution": "stopped" if is_given_up else execution,
        "result": "needs_work" if promised else "partly_late",
        "number": _number(chance, at),
        "number_note": measure.number_words,
        "cause_kind": cause.kind,
        "cause": text,
        "action": "stop" if is_given_up else cause.action,
        "action_text": phrase(chance, "stopped") if is_given_up else cause.promise,
        "action_due": _half_year_on(halves[at]),
    }


def _good(chance: Chance, measure: Measure, half: str, at: int, promised: Cause | None) -> Row:
    is_done = measure.due <= end_of(half)
    is_waiting = at == 0 and not is_done and chance.happens(0.25)
    execution = "done" if is_done else "not_started" if is_waiting else "running"
    text = phrase(chance, "kept", promise=promised.promise) if promised else phrase(chance, execution)
    return {
        "execution": execution,
        "result": "as_planned",
        "number": None if is_waiting else _number(chance, at),
        "number_note": "" if is_waiting else measure.number_words,
        "action": "continue",
        "action_text": text,
    }


def _number(chance: Chance, at: int) -> float:
    return float(chance.whole(1, 8) + at * 3)


def _half_year_on(half: str) -> str:
    year, which = half.split("H")
    return end_of(f"{year}H2" if which == "1" else f"{int(year) + 1}H1").isoformat()

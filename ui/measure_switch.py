"""The switch between 投資額 and 件数 on pages other than the map."""

from __future__ import annotations

from analysis.measure import Measure
from ui import link, switch

_OFFERED = (Measure.AMOUNT, Measure.PROJECTS)


def show() -> Measure:
    """Draw the switch and return the chosen measure; 人口当たり falls back to 投資額 here."""
    asked = Measure(link.view("measure"))
    chosen = asked if asked in _OFFERED else Measure.AMOUNT
    options = {measure.value: measure.label_ja for measure in _OFFERED}
    switch.show("指標", options, chosen.value, parameter="measure", key="measure_switch")
    return chosen

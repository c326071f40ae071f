"""What a map is asked to show, on the screen or on paper: a selection, a way of drawing it, a measure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.measure import Measure, measures_for
from analysis.selection import Selection
from domain.area import NATION, Level

SHOWS_NORTHERN = ("japan", "hokkaido", "010006")
"""Areas whose maps show 北方四島."""

MODES = {
    "prefecture": "都道府県",
    "municipality": "市区町村",
    "bubble": "案件（円）",
    "plan": "計画区域",
    "kpi": "KPI進捗",
}

_ALWAYS_BY_MUNICIPALITY = ("bubble", "plan", "kpi")


@dataclass(frozen=True)
class MapView:
    """A selection, the mode (a key of ``MODES``), the measure, and the plan that is picked out."""

    selection: Selection
    mode: str
    measure: Measure
    plan: str = ""

    @property
    def parts(self) -> Level:
        """The areas that are filled, or whose projects are drawn as circles."""
        if self.mode in _ALWAYS_BY_MUNICIPALITY or self.selection.level in (
            Level.PREFECTURE,
            Level.MUNICIPALITY,
        ):
            return Level.MUNICIPALITY
        return Level(self.mode)

    @property
    def shows_plans(self) -> bool:
        return self.mode == "plan"

    @property
    def shows_grades(self) -> bool:
        return self.mode == "kpi"

    @property
    def by_amount(self) -> bool:
        return self.measure is not Measure.PROJECTS

    @property
    def frame_area(self) -> str:
        """The area whose parts are shown: a municipality is shown within its prefecture."""
        return self.selection.prefecture or self.selection.block or NATION

    @property
    def frame_selection(self) -> Selection:
        """The selection widened from a municipality to its prefecture."""
        return self.selection.within(self.frame_area)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Measures that this view can show."""
        if self.mode in _ALWAYS_BY_MUNICIPALITY:
            return (Measure.AMOUNT,)
        return measures_for(self.parts)


def possible_view(selection: Selection, mode: str, measure: Measure, plan: str = "") -> MapView:
    """The view of these; a measure that it cannot show becomes the first it can, no mode the first."""
    view = MapView(selection, mode or next(iter(MODES)), measure, plan)
    return view if view.measure in view.measures else replace(view, measure=view.measures[0])

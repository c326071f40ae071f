"""What every peer draws: the class of each municipality for a field or for all, and the polygons."""

from __future__ import annotations

import json

import streamlit as st

from analysis.allocation import Allocation, allocate
from analysis.measure import Measure, format_class, measured
from analysis.selection import Selection
from analysis.totals import Breakdown, lines_by
from domain.folders import STATIC
from geo.boundaries import shipped_boundaries
from geo.colour_class import DIGIT_COLOURS, classify
from intake.first_start import open_registry
from registry.snapshot import read_records

COLOURS = DIGIT_COLOURS


@st.cache_resource
def allocation() -> Allocation:
    return allocate(read_records(open_registry("sqlite://")))


@st.cache_resource
def polygons() -> dict:
    name = shipped_boundaries().browser_file("municipalities_low")
    return json.loads((STATIC / "boundaries" / name).read_text())


def field() -> str:
    """The filter: from the link at first, taken off by the button."""
    if "field" not in st.session_state:
        st.session_state["field"] = st.query_params.get("field", "")
    st.button("外す", on_click=lambda: st.session_state.update(field=""))
    return st.session_state["field"]


@st.cache_data
def digits(chosen: str) -> list[int]:
    """Class digit of each polygon in the order of the file."""
    selection = Selection(fields=(chosen,) if chosen else ())
    lines = lines_by(allocation(), selection, Breakdown.MUNICIPALITY).areas()
    classes = classify(
        measured(lines, Measure.AMOUNT),
        lines["projects"] > 0,
        lambda lower, upper: format_class(Measure.AMOUNT, lower, upper),
    )
    by_code = dict(zip(lines.codes, classes.digits.tolist(), strict=True))
    return [by_code.get(feature["properties"]["code"], 8) for feature in polygons()["features"]]

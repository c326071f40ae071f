"""A KPI's course as a small chart in SVG: the expected way, the reported values on it, and the outlook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from analysis.kpi_course import Course, Point, ReportedPoint
from briefing.kpi_words import value as value_words
from domain.fiscal_half import fiscal_half_of

WIDTH, HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 10, 14, 18, 20
_ROOM = 19
"""Above the highest and below the lowest value, for what stands written there."""

_EXPECTED, _ACTUAL, _FAINT, _INK, _BAND = "#666666", "#0017c1", "#b3b3b3", "#333333", "#e8f1fe"
_NEAR = 0.6
"""An outlook further off than this part of the chart's height is left to the words: it would flatten the rest."""

_MOST_YEARS = 7


@dataclass(frozen=True)
class _Scale:
    """From days and values to units of the picture."""

    first: float
    last: float
    low: float
    high: float

    def x(self, day: float) -> float:
        return _LEFT + (day - self.first) / (self.last - self.first) * (WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return HEIGHT - _BOTTOM - _ROOM - part * (HEIGHT - _BOTTOM - _TOP - 2 * _ROOM)

    def at(self, point: Point | ReportedPoint) -> str:
        return f"{self.x(point.day):.1f},{self.y(point.value):.1f}"


def chart(course: Course, half_end: dt.date) -> str:
    """The chart, or "" where nothing is expected and nothing was reported.

    Dashed is what is expected, with a square at each interim target and a double ring at the target; a full
    dot is a final value, a hollow one a preliminary value; dotted leads to the outlook; a band is around a level to keep. The scale of values need
    not begin at zero.
    """
    if not course.expected and not course.reported:
        return ""
    outlook = course.outlook if _is_near(course) else None
    scale = _scale(course, outlook, half_end)
    drawn = [
        _band(scale, course),
        _years(scale),
        _half_end(scale, half_end),
        _expected(scale, course),
        _outlook(scale, course, outlook),
        _reports(scale, course.reported),
        _names(scale, course),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="11" '
        f'font-family="Noto Sans JP, Meiryo, sans-serif">{"".join(drawn)}</svg>'
    )


def _values(course: Course) -> list[float]:
    """All values that the chart must have room for."""
    values = [point.value for point in course.points]
    if course.tolerance and course.expected:
        level = course.expected[0].value
        values += [level - course.tolerance, level + course.tolerance]
    return values


def _is_near(course: Course) -> bool:
    if course.outlook is None:
        return False
    values = _values(course)
    room = _NEAR * (max(values) - min(values))
    return min(values) - room <= course.outlook.value <= max(values) + room


def _scale(course: Course, outlook: Point | None, half_end: dt.date) -> _Scale:
    days = [point.day for point in course.points] + [float(half_end.toordinal())]
    values = _values(course) + ([outlook.value] if outlook else [])
    low, high = min(values), max(values)
    return _Scale(min(days), max(max(days), min(days) + 1), low, high)


def _band(scale: _Scale, course: Course) -> str:
    """Around a level to keep what is still 順調."""
    if not course.tolerance or not course.expected:
        return ""
    level = course.expected[0].value
    top, bottom = (scale.y(level + each) for each in (course.tolerance, -course.tolerance))
    return (
        f'<rect x="{_LEFT}" y="{top:.1f}" width="{WIDTH - _LEFT - _RIGHT}" height="{bottom - top:.1f}" '
        f'fill="{_BAND}"/>'
    )


def _years(scale: _Scale) -> str:
    """A line at each first of April that is shown, and the names of the fiscal years between."""
    first, last = (
        int(fiscal_half_of(dt.date.fromordinal(int(day)))[:4]) for day in (scale.first, scale.last)
    )
    step = -(-(last - first + 1) // _MOST_YEARS)
    found = []
    for year in range(first, last + 1):
        begin, end = (float(dt.date(each, 4, 1).toordinal()) for each in (year, year + 1))
        if begin > scale.first:
            found.append(_line(scale.x(begin), _TOP, scale.x(begin), HEIGHT - _BOTTOM, "#e6e6e6", ""))
        left, right = scale.x(max(begin, scale.first)), scale.x(min(end, scale.last))
        if right - left > 34 and (year - first) % step == 0:
            found.append(_text((left + right) / 2, HEIGHT - 6, f"{year}年度", "middle", "#666666"))
    base = HEIGHT - _BOTTOM + 0.5
    return "".join(found) + _line(_LEFT, base, WIDTH - _RIGHT, base, _FAINT, "")


def _half_end(scale: _Scale, half_end: dt.date) -> str:
    x = scale.x(half_end.toordinal())
    anchor = "end" if x > WIDTH * 0.8 else "start" if x < WIDTH * 0.2 else "middle"
    words = f"{half_end.year}年{half_end.month}月末"
    return _line(x, 14, x, HEIGHT - _BOTTOM, _INK, "2 3") + _text(x, 10, words, anchor, _INK)


def _expected(scale: _Scale, course: Course) -> str:
    if not course.expected:
        return ""
    way = _polyline(scale, course.expected, f'stroke="{_EXPECTED}" stroke-width="1.5" stroke-dasharray="5 3"')
    between = "".join(
        f'<rect x="{scale.x(point.day) - 2.5:.1f}" y="{scale.y(point.value) - 2.5:.1f}" width="5" height="5" '
        f'fill="#ffffff" stroke="{_EXPECTED}"/>'
        for point in course.expected[1:-1]
    )
    end = course.expected[-1]
    rings = "".join(
        f'<circle cx="{scale.x(end.day):.1f}" cy="{scale.y(end.value):.1f}" r="{radius}" fill="{fill}" '
        f'stroke="{_EXPECTED}" stroke-width="1.5"/>'
        for radius, fill in ((5, "#ffffff"), (2, _EXPECTED))
    )
    return way + between + rings


def _outlook(scale: _Scale, course: Course, outlook: Point | None) -> str:
    if outlook is None or not course.reported:
        return ""
    way = _polyline(scale, (course.reported[-1], outlook), f'stroke="{_ACTUAL}" stroke-dasharray="1 4"')
    x, y = scale.x(outlook.day), scale.y(outlook.value)
    return f'{way}<path d="M{x:.1f},{y - 4:.1f}l4,4l-4,4l-4,-4z" fill="#ffffff" stroke="{_ACTUAL}"/>'


def _reports(scale: _Scale, points: tuple[ReportedPoint, ...]) -> str:
    way = _polyline(scale, points, f'stroke="{_ACTUAL}" stroke-width="2"')
    return way + "".join(
        f'<circle cx="{scale.x(point.day):.1f}" cy="{scale.y(point.value):.1f}" r="4" '
        f'fill="{"#ffffff" if point.is_preliminary else _ACTUAL}" stroke="{_ACTUAL}" stroke-width="2"/>'
        for point in points
    )


def _names(scale: _Scale, course: Course) -> str:
    """The values at the ends of the way and of the last dot, each where the lines leave room."""
    found = []
    if course.expected:
        begin, end = course.expected[0], course.expected[-1]
        name, falls = "目標" if course.tolerance is None else "保つ水準", end.value < begin.value
        if course.tolerance is None:
            found.append(
                _name(scale, begin, f"基準 {value_words(begin.value)}", "start", _EXPECTED, up=falls)
            )
        found.append(_name(scale, end, f"{name} {value_words(end.value)}", "end", _EXPECTED, up=not falls))
    if course.reported:
        last = course.reported[-1]
        anchor = "start" if scale.x(last.day) < WIDTH * 0.15 else "middle"
        is_above = not course.expected or last.value >= _on_way(course.expected, last.day)
        found.append(_name(scale, last, value_words(last.value), anchor, _ACTUAL, up=is_above))
    return "".join(found)


def _on_way(points: tuple[Point, ...], day: float) -> float:
    """What is expected on a day: a point of the line through the corners."""
    before = [point for point in points if point.day <= day]
    after = [point for point in points if point.day > day]
    if not before or not after:
        return (after or before)[0 if after else -1].value
    left, right = before[-1], after[0]
    return left.value + (right.value - left.value) * (day - left.day) / (right.day - left.day)


def _name(
    scale: _Scale, point: Point | ReportedPoint, words: str, anchor: str, colour: str, *, up: bool
) -> str:
    x, y = scale.x(point.day), scale.y(point.value) + (-9 if up else 16)
    return _text(x, y, words, anchor, colour)


def _polyline(scale: _Scale, points: Iterable[Point | ReportedPoint], look: str) -> str:
    return f'<polyline points="{" ".join(map(scale.at, points))}" fill="none" {look}/>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}"{dashed}/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" stroke="#ffffff" '
        f'stroke-width="3" paint-order="stroke">{escape(words)}</text>'
    )

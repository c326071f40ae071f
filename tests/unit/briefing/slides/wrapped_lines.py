"""How many lines PowerPoint makes of a text: broken between any two Japanese characters that kinsoku allows,
and between words; measured with the widths of BIZ UDPゴシック."""

from __future__ import annotations

from briefing.layout.measured_text import NEVER_FIRST, NEVER_LAST, width_mm


def lines_of(runs: list[tuple[str, float, bool]], width: float, indent: float = 0.0) -> int:
    """Lines of runs (text, points, bold) that stand beside each other in a box of ``width`` millimetres."""
    lines, used = 1, indent
    for unit in _units([(char, size, bold) for text, size, bold in runs for char in text]):
        needed = sum(_width(*char) for char in _stripped(unit))
        if used + needed > width and used > indent:
            lines, used = lines + 1, indent
        if needed > width - indent:
            for char in unit:
                if used + _width(*char) > width:
                    lines, used = lines + 1, indent
                used += _width(*char)
        else:
            used += sum(_width(*char) for char in unit)
    return lines


def _units(chars: list[tuple[str, float, bool]]) -> list[list[tuple[str, float, bool]]]:
    units: list[list[tuple[str, float, bool]]] = []
    for char in chars:
        before = units[-1][-1][0] if units else ""
        joins = before and (
            char[0] in NEVER_FIRST
            or before in NEVER_LAST
            or char[0] == " "
            or (_is_western(char[0]) and _is_western(before))
        )
        if joins:
            units[-1].append(char)
        else:
            units.append([char])
    return units


def _is_western(char: str) -> bool:
    return "!" <= char <= "ÿ"


def _stripped(unit: list[tuple[str, float, bool]]) -> list[tuple[str, float, bool]]:
    end = len(unit)
    while end and unit[end - 1][0] == " ":
        end -= 1
    return unit[:end]


def _width(char: str, size: float, is_bold: bool) -> float:
    return width_mm(char, size, is_bold, ("biz_udpgothic",))

"""Form of the sheets of an ods file: what is merged, hidden, calculated, struck out or formatted."""

from __future__ import annotations

import re

from loaders.number_format import PERCENT, as_shown
from loaders.workbook_cells import CellValue, Place, Refused, no_form
from loaders.workbook_form import ScannedSheet
from loaders.xml_elements import Attributes, parse

_MOST_PLACES = 1_000_000
"""A few bytes can repeat a cell a billion times."""

_UNIT = re.compile(r"[0-9]\s*([十百千]*[万億兆]?円|[百千]?[万億兆])")
_ROWS = "table:number-rows-repeated"
_COLUMNS = "table:number-columns-repeated"


def scan_ods(parts: dict[str, bytes]) -> dict[str, ScannedSheet]:
    """Form and patches of each sheet by its name."""
    scan = _Scan()
    parse(parts.get("content.xml", b"<a/>"), scan.start, scan.end, scan.text)
    return scan.sheets


class _Scan:
    """One pass over content.xml."""

    def __init__(self) -> None:
        self.sheets: dict[str, ScannedSheet] = {}
        self.style = ""
        self.struck_styles: set[str] = set()
        self.cell: Attributes = {}
        self.is_struck = self.is_in_note = False
        self.shown = ""
        self.places = 0
        self.start_table("")

    def start_table(self, name: str) -> None:
        self.name, self.form, self.has_drawing = name, no_form(), False
        self.patches: dict[Place, CellValue] = {}
        self.row, self.row_repeats = 1, 1
        self.column, self.columns_told = 0, 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self.style = attributes.get("style:name", "")
        elif name == "text-properties":
            kinds = ("style:text-line-through-style", "style:text-line-through-type")
            if any(attributes.get(kind, "none") != "none" for kind in kinds):
                self.struck_styles.add(self.style)
        elif name == "table":
            self.start_table(attributes.get("table:name", ""))
        elif name == "table-row":
            self.column, self.row_repeats = 0, _count(attributes, _ROWS)
            if _is_hidden(attributes):
                self.form.hidden_rows.extend(range(self.row, self.row + min(self.row_repeats, _MOST_PLACES)))
        elif name == "table-column":
            after = self.columns_told + min(_count(attributes, _COLUMNS), _MOST_PLACES)
            if _is_hidden(attributes):
                self.form.hidden_columns.extend(range(self.columns_told, after))
            self.columns_told = after
        else:
            self.start_content(name, attributes)

    def start_content(self, name: str, attributes: Attributes) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self.cell, self.shown = attributes, ""
            self.is_struck = attributes.get("table:style-name", "") in self.struck_styles
        elif name == "span":
            self.is_struck |= attributes.get("text:style-name", "") in self.struck_styles
        elif name == "annotation":
            self.is_in_note = True
        elif name == "shapes":
            self.has_drawing = True

    def text(self, text: str) -> None:
        if not self.is_in_note:
            self.shown += text

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self.end_cell()
            self.column += _count(self.cell, _COLUMNS)
        elif name == "annotation":
            self.is_in_note = False
        elif name == "table-row":
            self.row += self.row_repeats
        elif name == "table" and self.name:
            form = self.form._replace(has_drawing=self.has_drawing)
            self.sheets[self.name] = ScannedSheet(form, self.patches)

    def end_cell(self) -> None:
        down, right = (_count(self.cell, f"table:number-{way}-spanned") for way in ("rows", "columns"))
        if down > 1 or right > 1:
            last = self.row + down - 1, self.column + right - 1
            self.form.merged.append((self.row, self.column, *last))
        patch = self.patch()
        is_formula = "table:formula" in self.cell
        if not (is_formula or patch is not None or (self.is_struck and self.shown)):
            return
        for place in self.repeated():
            if is_formula:
                has_value = "office:value-type" in self.cell
                (self.form.formulas if has_value else self.form.unevaluated).append(place)
            if patch is not None:
                self.patches[place] = patch
            if self.is_struck and self.shown:
                self.form.struck.append(place)

    def patch(self) -> CellValue | None:
        """What people see, where the value alone does not say it."""
        kind, value = self.cell.get("office:value-type", ""), self.cell.get("office:value", "")
        if self.cell.get("calcext:value-type") == "error":
            return self.shown
        if kind == "boolean":
            return self.cell.get("office:boolean-value", "").upper()
        if "table:formula" in self.cell and not kind:
            return self.cell["table:formula"]
        if kind == "percentage":
            return as_shown(float(value), PERCENT)
        unit = _UNIT.search(self.shown) if kind == "float" else None
        return as_shown(float(value), unit[1]) if unit else None

    def repeated(self) -> list[Place]:
        down, right = self.row_repeats, _count(self.cell, _COLUMNS)
        self.places += down * right
        if self.places > _MOST_PLACES:
            raise Refused("cells")
        return [(self.row + y, self.column + x) for y in range(down) for x in range(right)]


def _count(attributes: Attributes, name: str) -> int:
    return max(1, int(attributes.get(name, "1")))


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("table:visibility", "visible") != "visible"

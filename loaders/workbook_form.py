"""Form of the sheets of an xlsx file: what is merged, hidden, calculated, struck out or formatted.

Most sheets have nothing of the kind, so each is searched for a sign of it first, and parsed only
if there is one: that costs a fraction of reading it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from loaders.number_format import as_shown
from loaders.workbook_cells import CellValue, Place, SheetForm, no_form
from loaders.xlsx_styles import XlsxStyles, is_on, read_styles
from loaders.xml_elements import Attributes, elements, parse

_SIGNS = (
    b"hidden",
    b'"e"',
    b"'e'",
    b"mergeCell",
    b"drawing",
    b"strike",
    b"<f>",
    b"<f ",
    b"<f/",
    b":f>",
    b":f ",
    b":f/",
)
"""What an XML with anything to tell holds somewhere, whether the elements bear a prefix or not."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)", re.IGNORECASE)
_LAST_COLUMN = 16_384
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class ScannedSheet:
    """Form of one sheet, and cells to put in place of what a reader of values gives for them."""

    form: SheetForm
    patches: dict[Place, CellValue]


def scan_xlsx(parts: dict[str, bytes]) -> dict[str, ScannedSheet]:
    """Form and patches of each worksheet by its name."""
    styles = read_styles(parts)
    sign = styles.sign()
    scanned = {}
    for name, part in _sheet_parts(parts).items():
        xml = parts.get(part, b"")
        has_sign = b"<sheetData" not in xml or any(known in xml for known in _SIGNS)
        if has_sign or (sign and sign.search(xml)):
            scanned[name] = _Scan(styles).run(xml)
        else:
            scanned[name] = ScannedSheet(no_form(), {})
    return scanned


def place_of(reference: str) -> Place | None:
    """Row and column of ``B2``; None if it is no such reference."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Part names by sheet name."""
    folder, file = posixpath.split(_WORKBOOK)
    relations = elements(parts.get(f"{folder}/_rels/{file}.rels", b"<a/>"))
    targets = {
        found["Id"]: posixpath.normpath(posixpath.join("/" + folder, found["Target"])).lstrip("/")
        for name, found in relations
        if name == "Relationship" and "Id" in found and "Target" in found
    }
    sheets = [found for name, found in elements(parts.get(_WORKBOOK, b"<a/>")) if name == "sheet"]
    ids = ((found.get("name", ""), _relation_id(found)) for found in sheets)
    return {name: targets[key] for name, key in ids if key in targets}


def _relation_id(attributes: Attributes) -> str:
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


class _Scan:
    """One pass over the XML of a worksheet."""

    def __init__(self, styles: XlsxStyles) -> None:
        self.styles = styles
        self.form = no_form()
        self.patches: dict[Place, CellValue] = {}
        self.has_drawing = False
        self.row, self.column = 0, -1
        self.cell: Attributes = {}
        self.inside = ""
        self.formula: str | None = None
        self.value = ""
        self.is_struck = False

    def run(self, xml: bytes) -> ScannedSheet:
        parse(xml, self.start, self.end, self.text)
        return ScannedSheet(self.form._replace(has_drawing=self.has_drawing), self.patches)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.start_cell(attributes)
        elif name in ("v", "f"):
            self.inside = name
            if name == "f":
                self.formula = ""
        elif name == "strike":
            self.is_struck = is_on(attributes.get("val", "1"))
        elif name == "row":
            number = attributes.get("r", "")
            self.row, self.column = (int(number) if number.isdigit() else self.row + 1), -1
            if is_on(attributes.get("hidden", "0")):
                self.form.hidden_rows.append(self.row)
        else:
            self.start_around(name, attributes)

    def start_around(self, name: str, attributes: Attributes) -> None:
        """What stands before or after the rows."""
        if name == "col" and is_on(attributes.get("hidden", "0")):
            first, last = (int(attributes.get(key, "1")) for key in ("min", "max"))
            self.form.hidden_columns.extend(range(first - 1, min(last, _LAST_COLUMN)))
        elif name == "mergeCell":
            ends = [place_of(end) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.form.merged.append((*ends[0], *ends[1]))
        elif name == "drawing":
            self.has_drawing = True

    def start_cell(self, attributes: Attributes) -> None:
        self.cell, self.formula, self.value, self.is_struck = attributes, None, "", False
        place = place_of(attributes.get("r", ""))
        self.row, self.column = place or (self.row, self.column + 1)

    def text(self, text: str) -> None:
        if self.inside == "v":
            self.value += text
        elif self.inside == "f":
            self.formula = (self.formula or "") + text

    def end(self, name: str) -> None:
        if name in ("v", "f"):
            self.inside = ""
        elif name == "c":
            self.end_cell()

    def end_cell(self) -> None:
        place, kind, style = (self.row, self.column), self.cell.get("t", "n"), self.cell.get("s", "0")
        if self.formula is not None:
            if self.value or kind == "str":
                self.form.formulas.append(place)
            else:
                self.form.unevaluated.append(place)
                self.patches[place] = f"={self.formula}"
        if not self.value and kind != "inlineStr":
            return
        if kind == "e":
            self.patches[place] = self.value
        elif kind == "n" and style in self.styles.appended:
            self.patches[place] = _shown(self.value, self.styles.appended[style])
        is_part_struck = self.is_struck or (kind == "s" and self.value in self.styles.struck_texts)
        if is_part_struck or style in self.styles.struck:
            self.form.struck.append(place)


def _shown(value: str, unit: str) -> CellValue:
    try:
        return as_shown(float(value), unit)
    except ValueError:
        return value

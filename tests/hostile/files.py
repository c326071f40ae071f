"""Files that somebody might hand in to do harm, made from whole ones that the product itself writes.

Every strategy gives files by name, as they come from an upload.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from loaders.csv_file import decode
from tests.hostile.texts import PATHS, hostile_texts, writable
from tests.plan_files import plan_workbook
from tests.report_books import good_report

CASES = Path(__file__).parents[1] / "cases"
Files = dict[str, bytes]

NUMBERS = (
    "0", "-1", "1e308", "1E400", "-1e-400", "NaN", "INF", "9" * 400, "99999999999999999999", "1048577", "2147483648",
    "18446744073709551616", "0x10", "", " ", "１２", "-0", "4294967295", "2958466", "-693594", "1.7976931348623157e308",
)  # fmt: skip
REFERENCES = (
    "A0",
    "XFD1048576",
    "XFE1",
    "ZZZZZZ1",
    "A99999999999",
    "$A$1",
    "A1:XFD1048576",
    "1A",
    "",
    "A-1",
    "あ1",
    "A1:A1:A1",
)
TYPES = ("s", "str", "b", "e", "d", "n", "inlineStr", "z", "")
PARTS = (
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)
ENTITY = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".zip", "", ".XLSX", ".csv.exe")


@cache
def whole_files() -> dict[str, bytes]:
    """Good workbooks of every kind, and tables as CSV."""
    books = {f"plan_{kind}.xlsx": plan_workbook(kind) for kind in "abc"}
    books["report.xlsx"] = good_report()
    found = {
        f"{path.parent.name}{path.suffix}": path.read_bytes() for path in CASES.glob("workbook_*/plan.*")
    }
    return books | found


@cache
def small_tables() -> dict[str, str]:
    """The text of CSV files of plans and of 公表案件, a few lines of each."""
    paths = [path for path in (CASES / "tables_as_csv").glob("*.csv") if path.name[0] not in "ef"]
    texts = {path.name: decode(path.read_bytes()) or "" for path in paths}
    for name in ("public_projects", "public_project_sites"):
        lines = (Path("data") / "public" / f"{name}.csv").read_text("utf-8-sig").splitlines()
        texts[f"{name}.csv"] = "\r\n".join(lines[:6])
    return texts


names = st.one_of(
    st.tuples(st.sampled_from(("計画", "plan", "=cmd", "<b>")), st.sampled_from(ENDINGS)).map("".join),
    st.tuples(st.sampled_from(PATHS), st.sampled_from(ENDINGS)).map("".join),
    hostile_texts,
)


@cache
def zipped_parts() -> dict[str, dict[str, bytes]]:
    """The parts of the whole files that are zipped."""
    zipped = {n: content for n, content in whole_files().items() if zipfile.is_zipfile(io.BytesIO(content))}
    return {name: _parts(content) for name, content in zipped.items()}


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A whole file with bytes changed, cut out, doubled or put in."""
    content = bytearray(whole_files()[draw(st.sampled_from(sorted(whole_files())))])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.sampled_from((1, 2, 4, 50, 1000)))
        match draw(st.sampled_from(("change", "cut", "double", "insert", "end"))):
            case "change":
                content[at : at + length] = draw(st.binary(min_size=1, max_size=length))
            case "cut":
                del content[at : at + length]
            case "double":
                content[at:at] = content[at : at + length]
            case "insert":
                content[at:at] = draw(st.binary(max_size=20))
            case "end":
                del content[at:]
    return bytes(content)


@st.composite
def strange_workbooks(draw: st.DrawFn) -> bytes:
    """An xlsx or ods file that can be unpacked, whose parts say what no program would write."""
    parts = dict(zipped_parts()[draw(st.sampled_from(sorted(zipped_parts())))])
    for _ in range(draw(st.integers(1, 4))):
        likely = [
            name for name in parts if "worksheets/sheet" in name or name in PARTS or name == "content.xml"
        ]
        name = draw(st.sampled_from(likely or sorted(parts)))
        parts[name] = draw(_strange_part(parts[name]))
    if draw(st.booleans()):
        extra = draw(
            st.sampled_from(
                (
                    "xl/vbaProject.bin",
                    "../../evil.xml",
                    "/abs.xml",
                    "xl/externalLinks/externalLink1.xml",
                    "a" * 300,
                )
            )
        )
        parts[extra] = draw(st.binary(max_size=100))
    return _packed(parts, double=draw(st.booleans()) and draw(st.booleans()))


def _replacing(pattern: str, new: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.just(pattern), new)


def _formula(text: str) -> str:
    return f"<f>{escape(writable(text))}</f>"


def _quoted(text: str) -> str:
    return escape(writable(text), {'"': "&quot;"})


def replacements() -> st.SearchStrategy[tuple[str, str]]:
    """What is looked for in a part, and what comes to stand there."""
    text = hostile_texts.map(writable).map(escape)
    deep = st.sampled_from((100, 5_000, 200_000)).map(lambda depth: "<a>" * depth + "</a>" * depth)
    return st.one_of(
        _replacing(r"(?<=<t>)[^<]*(?=</t>)|(?<=>)[^<]+(?=<)", text),
        _replacing(r'(?<=<v>)[^<]*(?=</v>)|(?<=")\d+(?=")', st.sampled_from(NUMBERS)),
        _replacing(r'(?<= r=")[^"]*|(?<=ref=")[^"]*', st.sampled_from(REFERENCES)),
        _replacing(r'(?<= t=")[^"]*|(?<=value-type=")[^"]*', st.sampled_from(TYPES)),
        _replacing(r'(?<==")[^"]*', hostile_texts.map(_quoted)),
        _replacing(r"</(row|sheetData|si|c|workbook)>", deep),
        _replacing(r"<v>[^<]*</v>", hostile_texts.map(_formula)),
        _replacing(r"<v>[^<]*</v>", hostile_texts.map(lambda text: f"{_formula(text)}<v>1</v>")),
        _replacing(r"</sheetData>|<table:table-cell", st.sampled_from(SPANS)),
        _replacing(r"\A", st.sampled_from((ENTITY, EXTERNAL, "", "\ufeff"))),
    )


@st.composite
def _strange_part(draw: st.DrawFn, part: bytes) -> bytes:
    text = part.decode("utf-8", "replace")
    if draw(st.integers(0, 9)) == 0:
        return text[: draw(st.integers(0, len(text)))].encode()
    pattern, new = draw(replacements())
    head, found, rest = text.partition("?>")
    if pattern == r"\A":  # a declaration stands behind the line that every part begins with
        return (head + found + new + rest if found else new + head).encode()
    return _one_replaced(draw, pattern, text, new).encode("utf-8", "replace")


SPANS = (
    '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    '<row r="4294967295"><c><v>1</v></c></row></sheetData>',
    "<row><c><v>1</v></c></row>" * 2000 + "</sheetData>",
    '<row r="3">' + "<c><v>1</v></c>" * 20_000 + "</row></sheetData>",
    '<table:table-cell table:number-columns-repeated="1000000" office:value-type="float" office:value="1"/><table:table-cell',
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="string"><text:p>あ</text:p></table:table-cell></table:table-row><table:table-cell',
)
"""Sheets that claim to be as large as can be."""


def _one_replaced(draw: st.DrawFn, pattern: str, text: str, new: str) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    match = found[draw(st.integers(0, len(found) - 1))]
    return text[: match.start()] + new + text[match.end() :]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _packed(parts: dict[str, bytes], *, double: bool = False) -> bytes:
    packed = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in parts.items():
            archive.writestr(name, content)
            if double:
                archive.writestr(name, content[: len(content) // 2])
    return packed.getvalue()


BOMBS = ("few zeros", "zeros", "rows", "many", "nested", "texts")


@cache
def bomb(kind: str) -> bytes:
    """A small archive that unpacks to much; packing it takes a second."""
    parts = dict(zipped_parts()["plan_b.xlsx"])
    match kind:
        case "zeros" | "few zeros":
            parts["xl/media/x.bin"] = b"\0" * ((310 if kind == "zeros" else 1) * 2**20)
        case "rows":
            rows = b"<row><c><v>1</v></c></row>" * 2_000_000
            parts["xl/worksheets/sheet2.xml"] = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
        case "many":
            parts |= {f"x/{number}.xml": b"<a/>" for number in range(20_000)}
        case "nested":
            parts["xl/inner.zip"] = _packed({"a": b"\0" * 50 * 2**20})
        case "texts":
            parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"a" * 100 * 2**20 + b"</t></si></sst>"
    return _packed(parts)


@st.composite
def lies(draw: st.DrawFn) -> bytes:
    """An archive whose directory states another size for its first part."""
    content = whole_files()["plan_b.xlsx"]
    at = content.index(b"PK\x01\x02") + 24
    size = draw(st.sampled_from((0, 1, 2**31, 2**32 - 1)))
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


def bombs() -> st.SearchStrategy[bytes]:
    """Small archives that unpack to much, or lie about it."""
    return st.one_of(st.sampled_from(BOMBS).map(bomb), lies())


@st.composite
def strange_tables(draw: st.DrawFn) -> tuple[str, bytes]:
    """A CSV file with hostile cells, in any encoding, perhaps cut."""
    name = draw(st.sampled_from(sorted(small_tables())))
    text = small_tables()[name]
    lines = [line.split(",") for line in text.splitlines()]
    for _ in range(draw(st.integers(0, 5))):
        row = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[row]) - 1))
        cell = draw(st.one_of(hostile_texts, st.sampled_from(NUMBERS)))
        lines[row][column] = draw(st.sampled_from((cell, '"' + cell.replace('"', '""') + '"')))
    wide = draw(st.sampled_from((0, 0, 0, 0, 0, 0, 1_000_000)))
    joined = "\r\n".join(",".join(line) for line in lines) + "," * wide
    encoding = draw(
        st.sampled_from(
            ("utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-32", "iso2022_jp")
        )
    )
    content = joined.encode(
        encoding,
        draw(st.sampled_from(("replace", "surrogatepass" if encoding.startswith("utf") else "ignore"))),
    )
    if draw(st.booleans()) and draw(st.booleans()):
        content = content[: draw(st.integers(0, len(content)))] + draw(st.binary(max_size=8))
    return name, content


@st.composite
def hostile_files(draw: st.DrawFn) -> Files:
    """One or two files by name."""
    files: Files = {}
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        kind = draw(
            st.sampled_from(
                (
                    "damaged",
                    "strange",
                    "strange",
                    "strange",
                    "table",
                    "table",
                    "table",
                    "table",
                    "bytes",
                    "bomb",
                )
            )
        )
        name = draw(names)
        if kind == "table":
            usual, content = draw(strange_tables())
            name = draw(st.sampled_from((usual, usual, usual, name)))
        elif kind == "bytes":
            content = draw(
                st.sampled_from(
                    (
                        b"",
                        b"PK\x03\x04",
                        b"PK\x05\x06" + b"\0" * 18,
                        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                        b"%PDF-1.7",
                        b"\xff\xfe",
                        b"\n" * 100_000,
                        b'"' * 200_000,
                    )
                )
            ) + draw(st.binary(max_size=600))
        else:
            content = draw({"damaged": damaged(), "strange": strange_workbooks(), "bomb": bombs()}[kind])
            name = draw(st.sampled_from(("plan.xlsx", "plan.xlsx", "plan.xlsx", name)))
        files[name] = content
    return files

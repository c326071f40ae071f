"""Rules on places: prefectures and municipalities that cannot be told, and ones to know about."""

from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.lg_code import is_well_formed
from domain.municipality import NORTHERN_KIND, municipalities
from domain.record import Column, Kind, Submitted, SubmittedTable
from rules.membership import is_among
from rules.rule import check, rows_where, rule

FAMILY = "市区町村"

PREFECTURE_UNKNOWN = rule(
    "prefecture_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」という都道府県はありません。正式な名前か、2桁または6桁のコードにしてください。",
    "熊元県",
    standard="L3-06",
)
MUNICIPALITY_UNKNOWN = rule(
    "municipality_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」という市区町村は{prefecture}にありません。{hint}合併前の名前や誤字でないか確かめ、現在の正式な名前にしてください。",
    "熊本県 菊用町",
    standard="L3-06",
)
MUNICIPALITY_AMBIGUOUS = rule(
    "municipality_ambiguous",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は{candidates}のどれか決められません。6桁のコードにするか、都道府県と市区町村の名前を添えてください。",
    "12203（012203 士別市か 122033 市川市か）",
)
PLACE_UNKNOWN = rule(
    "place_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」という都道府県や市区町村はありません。{hint}6桁の団体コードか、「熊本県菊陽町」のような現在の正式な名前にしてください。",
    "菊用町、合併前の町の名前、099999",
)
CODE_AND_NAME_DISAGREE = rule(
    "code_and_name_disagree",
    Severity.ERROR,
    Actor.SENDER,
    "コード「{value}」は{candidates}のもので、名前「{name}」と合いません。どちらが正しいか確かめて直してください。",
    "434043 と 大津町（434043 は菊陽町）",
)
WARD_GIVEN = rule(
    "ward_given",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は政令指定都市の区です。市（{city}）の案件として数えます。次からは市の名前かコードにしてください。",
    "横浜市鶴見区",
)
PLACE_IN_NORTHERN_TERRITORIES = rule(
    "place_in_northern_territories",
    Severity.WARNING,
    Actor.RECEIVER,
    "「{label}」の「{value}」は北方領土の村です。地図では「対象外」として描くため、誤りがないか確かめてください。",
    "016969 泊村（北海道古宇郡の泊村は 014036）",
)
LG_CODE_ABOLISHED = rule(
    "lg_code_abolished",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は、いまの団体コードの一覧にありません。合併や区の再編で廃止されたコードと見られます。いまの団体コードにしてください。",
    "221317（2023年までの浜松市中区）",
    standard="L3-06",
)
LG_CODE_MALFORMED = rule(
    "lg_code_malformed",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は6桁の団体コードではありません（最後の検査数字が合いません）。打ち間違いを直してください。",
    "434044（菊陽町は 434043）",
    standard="L3-06",
)
LG_CODE_OF_WARD = rule(
    "lg_code_of_ward",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は政令指定都市の区です。市を単位とするため、{city}のコードにしてください。",
    "141011（横浜市鶴見区。横浜市は 141003）",
)


def named(lg_codes: Iterable[str]) -> str:
    """``122033 市川市、012203 士別市`` for a sentence."""
    words = []
    for code in lg_codes:
        known = municipalities() if code in municipalities() else codelist("ward")
        words.append(f"{code} {known.label(code)}")
    return "、".join(words)


@check
def check_northern_territories(submitted: Submitted) -> Iterable[Finding]:
    northern = {entry.code for entry in municipalities() if entry.more["kind"] == NORTHERN_KIND}
    for table, column in _place_columns(submitted):
        for _, row in rows_where(table.frame, table.frame[column.name].isin(northern)):
            code, cell = row[column.name], table.cell(row, column.name)
            name = f"{code} {municipalities().label(code)}"
            yield PLACE_IN_NORTHERN_TERRITORIES.at(cell, name, label=column.label_ja)


@check
def check_codes(submitted: Submitted) -> Iterable[Finding]:
    """Reading resolves codes; what has not been read as a place is told here, whoever read it."""
    wards = codelist("ward")
    for table, column in _place_columns(submitted):
        for _, row in rows_where(table.frame, ~is_among(table.frame[column.name], _known_places())):
            code, cell = row[column.name], table.cell(row, column.name)
            if code in wards:
                city = wards[code].more["city"]
                name, told = f"{code} {wards.label(code)}", f"{municipalities().label(city)}（{city}）"
                yield LG_CODE_OF_WARD.at(cell, name, city=told)
            elif is_well_formed(code):
                yield LG_CODE_ABOLISHED.at(cell, code)
            else:
                yield LG_CODE_MALFORMED.at(cell, code)


@cache
def _known_places() -> pd.Index:
    """Codes of all municipalities and prefectures, and the empty text."""
    return pd.Index(["", *municipalities().codes, *codelist("prefecture").codes], dtype="str")


def _place_columns(submitted: Submitted) -> Iterator[tuple[SubmittedTable, Column]]:
    for table in submitted.values():
        for column in table.table.columns:
            if column.kind is Kind.PLACE:
                yield table, column

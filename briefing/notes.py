"""Sentences that stand beside numbers wherever they are shown: counting rule, sources, territory."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from domain.folders import DATA
from domain.partial_date import format_ja
from domain.record import Records

PROCESSED_BY = "地域未来投資マップ"
TERRITORY_NOTE = "本資料に記載した地図は、我が国の領土を網羅的に記したものではありません。"
ROUNDING_NOTE = "単位未満を四捨五入しているため、合計と内訳が一致しない場合があります。"
COVERAGE_NOTE = "公表資料で確認できた案件だけを集めたもので、全国の投資を網羅していません。"

PLAN_COVERAGE_NOTE = (
    "提出された計画の案件と、公表資料で確認できた案件を集めたもので、全国の投資を網羅していません。"
)
FICTION = "架空"
FICTION_NOTE = (
    "架空のデータです。計画、案件、企業、金額、点検の結果はすべて作りもので、実在のものを示しません。"
)

COUNTING_RULE = (
    "案件数は、どの合計でも1つの案件を1回だけ数えます。2つの区域に拠点がある案件は、それぞれの区域で1件と数えるため、区域の件数の合計は全国の件数と一致しないことがあります。",
    "金額は、拠点ごとの配分が公表されていれば、配分に従って市区町村に数えます。",
    "配分が公表されていない複数拠点の合計額は、すべての拠点を含む最も小さい区域（都道府県、ブロックまたは全国）にだけ数え、どの市区町村にも数えません。拠点の一部が不明または国外の場合は、全国にだけ数えます。",
    "「超」「以上」と公表された額（下限値）と、土地だけの額など範囲が一部の額は、そのまま合計し、その件数を添えます。",
    "金額が公表されていない案件は、合計に含めず、0円とも数えません。「金額公表 n／N件」は、N件のうち金額をその区域に数えた案件がn件であることを示します。",
    "国の支援は公表された上限額で、投資額に含まれる場合があります。投資額と同じ区域に数えます。",
    "「非公開の額」は、登録されているが公開しない額です。合計に含めず、0円とも数えません。その合計は、半期の公表の日の時点で、どの一つの額も推定できないときだけ示し、推定のおそれがあるときは規模の区分で示すか、示しません。",
    "取下げとなった案件は、状況で「取下げ」を選んだときだけ数えます。",
)


@dataclass(frozen=True)
class Source:
    """One row of ``data/sources.csv``."""

    source: str
    title_ja: str
    publisher_ja: str
    licence_ja: str
    url: str
    as_of: str
    retrieved: str
    used_for_ja: str
    note_ja: str


@cache
def sources() -> tuple[Source, ...]:
    """Everything that the product's data come from, in the order of the file."""
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Source(**row) for row in csv.DictReader(file))


def as_of_sentence(records: Records) -> str:
    """``公表案件、2026年3月時点`` (and that it is fictional, where it is)."""
    return f"{registry_words(records)}、{format_ja(records.as_of)}時点"


def registry_words(records: Records) -> str:
    """Label of the registry, with 架空 in it where its records are."""
    is_told = not records.is_fictional or FICTION in records.registry_label
    return records.registry_label + ("" if is_told else f"（{FICTION}）")


def coverage_note(records: Records) -> str:
    """What the records are not: the whole of the nation's investments, or, where fictional, real."""
    if records.is_fictional:
        return FICTION_NOTE
    return PLAN_COVERAGE_NOTE if len(records["plans"]) else COVERAGE_NOTE


def file_name(stem: str, records: Records) -> str:
    """``投資マップ_全国``; for fictional records ``【架空】投資マップ_全国``."""
    return f"【{FICTION}】{stem}" if records.is_fictional else stem


def source_sentence(records: Records) -> str:
    """Where the projects come from and who compiled them; fictional ones come from nowhere."""
    if records.is_fictional:
        return f"出典: {PROCESSED_BY}が作成した{FICTION}のデータ。{as_of_sentence(records)}。"
    plans = "提出された計画と、" if len(records["plans"]) else ""
    return (
        f"出典: {plans}各案件の公表資料（案件ごとに記載）をもとに{PROCESSED_BY}が作成。"
        f"{as_of_sentence(records)}。"
    )

"""Still maps for tests, from values that no data file changes."""

from __future__ import annotations

import zlib

from domain.area import NATION, Level, block_of, label_of
from domain.codelist import codelist
from domain.lg_code import prefecture_of
from domain.municipality import municipalities
from geo.boundaries import shipped_boundaries
from geo.palette import CLASSES, NOT_DISCLOSED
from geo.stills.still import Bubble, Fill, Label, Legend, LegendLine, Mark, Outline, StillMap

BOUNDARIES = shipped_boundaries()
CREDIT = "「気象庁ホームページの市町村等区域データ」（気象庁、2025年3月時点）を加工して作成"
TERRITORY = "本資料に記載した地図は、我が国の領土を網羅的に記したものではありません。"
CLUSTER = ("431001", "432105", "432164", "434035", "434043")


def codes_of(area: str, parts: Level) -> list[str]:
    """Codes of the prefectures or municipalities of a nation, block or prefecture."""
    listed = codelist("prefecture").codes if parts is Level.PREFECTURE else municipalities().codes
    return [
        code
        for code in listed
        if area in (NATION, block_of(code), prefecture_of(code)) and in_statistics(code)
    ]


def in_statistics(code: str) -> bool:
    return BOUNDARIES.has_area(code)


def value(code: str) -> int:
    """Yen that a code always has: most are small."""
    return (zlib.crc32(code.encode()) % 1000) ** 3 * 1000


def fill(code: str) -> Fill:
    if zlib.crc32(code.encode()) % 7 == 0:
        return Fill(code, NOT_DISCLOSED, is_hatched=True)
    return Fill(code, CLASSES[min(4, value(code) * 5 // 10**12)])


LEGEND = Legend(
    "投資額（単位：億円）",
    (
        *(
            LegendLine(colour, f"{500 - 100 * at}億円以上", "3")
            for at, colour in enumerate(reversed(CLASSES))
        ),
        LegendLine(NOT_DISCLOSED, "金額は非公表", "2", is_hatched=True),
    ),
    note="2026年11月22日時点",
)


def filled(area: str, parts: Level, labels: int = 6) -> StillMap:
    codes = codes_of(area, parts)
    largest = sorted(codes, key=value, reverse=True)[:labels]
    return StillMap(
        area,
        parts,
        tuple(fill(code) for code in codes),
        LEGEND,
        labels=tuple(
            Label(label_of(code), f"{value(code) // 10**8:,}億円", value(code), code) for code in largest
        ),
        credits=(CREDIT, TERRITORY) if area == NATION else (CREDIT,),
    )


def bubbles(area: str) -> StillMap:
    codes = codes_of(area, Level.PREFECTURE)
    spots = [(code, BOUNDARIES.label_spot(code)) for code in codes]
    return StillMap(
        area,
        Level.PREFECTURE,
        (),
        Legend("投資額", circles=(("1,000億円", 100_000_000_000), ("100億円", 10_000_000_000))),
        bubbles=tuple(
            Bubble(spot.lon, spot.lat, value(code) if at else None) for at, (code, spot) in enumerate(spots)
        ),
        labels=tuple(Label(label_of(code), "", value(code), code) for code, _ in spots),
        credits=(CREDIT,),
    )


def cluster() -> StillMap:
    return StillMap(
        "kyushu",
        Level.MUNICIPALITY,
        tuple(Fill(code, CLASSES[0]) for code in CLUSTER),
        Legend("計画の区域", (LegendLine("#0017c1", "A 戦略産業クラスター計画", "1", is_line=True),)),
        outlines=(
            Outline(CLUSTER, "#0017c1", "半導体クラスター"),
            Outline(CLUSTER[:2], "#fb5b01", "成長プラン", is_dashed=True),
        ),
        labels=tuple(Label(label_of(code), "", 1.0, code) for code in CLUSTER),
        marks=(Mark(CLUSTER[0], "S", "#0017c1", "#ffffff"), Mark(CLUSTER[1], "D", "#ac3e00", "#ffffff")),
        cluster=CLUSTER,
        credits=(CREDIT,),
    )


EXAMPLES = {
    "nation_prefectures": filled(NATION, Level.PREFECTURE),
    "nation_municipalities": filled(NATION, Level.MUNICIPALITY),
    "tokyo": filled("130001", Level.MUNICIPALITY),
    "okinawa": filled("470007", Level.MUNICIPALITY),
    "kyushu_bubbles": bubbles("kyushu"),
    "cluster": cluster(),
}

"""Sheets with every kind of block, as officials would fill them, for tests of what draws them."""

from __future__ import annotations

from briefing.contents import (
    Block,
    Chart,
    ChartFigure,
    Column,
    Foot,
    KeyNumber,
    KeyNumbers,
    MapFigure,
    Mark,
    Placed,
    Series,
    Sheet,
    SmallMap,
    SmallMaps,
    Table,
    Words,
)
from domain.area import NATION, Level
from geo.stills.still import Fill, Label, Legend, LegendLine, StillMap

FICTION = "架空のデータです。計画、案件、企業、金額、点検の結果はすべて作りもので、実在のものを示しません。"

BARS = Chart(
    "bar", "ブロック別の投資額", "億円",
    ("北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州", "沖縄"),
    (Series("投資額", (53_000, 12_300, 41_200, 22_800, 9_700, 14_100, 3_200, 58_400, None), "#0017c1"),),
)  # fmt: skip
STACKED = Chart(
    "bar", "分野別・状況別の投資額", "億円", ("AI・半導体", "造船", "量子", "デジタル・サイバーセキュリティ"),
    (
        Series("稼働", (12_000, 800, 0, 4_000), "#0017c1"),
        Series("着工", (8_000, None, 300, 1_200), "#fb5b01"),
        Series("公表", (3_500, 450, 900, 600), "#00a3bf"),
    ),
    is_stacked=True, labels=("2兆3,500億円（41件）", "1,250億円（6件）", "1,200億円（9件）", "5,800億円（12件）"),
)  # fmt: skip
GROUPED = Chart(
    "column", "年度別の計画額と実績額", "億円", ("2023年度", "2024年度", "2025年度", "2026年度"),
    (
        Series("計画", (1_200, 1_500, 1_800, 2_200), "#9db7f9"),
        Series("実績", (1_100, 1_650, 1_240, None), "#0017c1"),
    ),
)  # fmt: skip
WATERFALL = Chart(
    "column", "半年間の変化", "億円", ("2025年度下期", "新規", "増額", "減額", "取下げ", "2026年度上期"),
    (
        Series("", (0, 2_400, 2_750, 2_690, 2_480, 0), ""),
        Series("合計", (2_400, None, None, None, None, 2_480), "#666666"),
        Series("増", (None, 350, 120, None, None, None), "#0017c1"),
        Series("減", (None, None, None, 180, 210, None), "#fb5b01"),
    ),
    is_stacked=True, labels=("2,400", "＋350", "＋120", "▲180", "▲210", "2,480"),
)  # fmt: skip
LINES = Chart(
    "line", "KPIの実績と期待値", "％", ("2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1"),
    (
        Series("実績", (41.0, 43.5, None, 48.2, 52.1, 55.4), "#0017c1"),
        Series("期待値", (40.0, 44.0, 48.0, 52.0, 56.0, 60.0), "#666666", is_dashed=True),
    ),
    decimals=1,
)  # fmt: skip
NEGATIVE = Chart(
    "bar", "前年度からの増減", "億円", ("北海道", "東北", "関東", "九州"),
    (Series("増減", (120.5, -80.25, 0.0, 310.0), "#0017c1"),), decimals=1,
)  # fmt: skip

STILL = StillMap(
    NATION, Level.PREFECTURE,
    (
        Fill("430005", "#0017c1"), Fill("010006", "#3460fb"), Fill("230006", "#7096f8"),
        Fill("470007", "#ffffff", is_hatched=True), Fill("130001", "#c5d7fb"),
    ),
    Legend("投資額（億円）", (LegendLine("#0017c1", "10,000以上", "1"), LegendLine("#c5d7fb", "1～999", "4"))),
    labels=(Label("熊本県", "3兆円", 3.0, code="430005"), Label("北海道", "2兆円", 2.0, code="010006")),
    credits=("気象庁「市町村等区域」を加工して地域未来投資マップ作成",),
)  # fmt: skip

_SMALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" stroke="#949494" stroke-width=".5">'
    '<path d="M20 20L180 40L120 180Z" fill="#3460fb"/></svg>'
)


def table(rows: int = 30) -> Table:
    """A table with totals, marks, long and empty cells."""
    columns = (
        Column("案件"), Column("市区町村"), Column("分野", weight=0.8), Column("投資額", "right"),
        Column("前期比", "right"), Column("評価", "center"),
    )  # fmt: skip
    names = (
        "JASM熊本第1工場",
        "ラピダスIIM-1（千歳市美々ワールド）の整備と次世代半導体の量産に向けた研究開発",
        "",
    )
    body = tuple(
        (names[at % 3], ("熊本県菊陽町", "北海道千歳市")[at % 2], "AI・半導体", f"{12_345 - 371 * at:,}", "▲1.2", "ABCD"[at % 4])
        for at in range(rows - 1)
    )  # fmt: skip
    total = ("合計", "", "", "345,678", "＋3.4", "")
    marks = {(at, 5): Mark(("#c2e5d1", "#fff0b3", "#ffdada", "#e6e6e6")[at % 4]) for at in range(rows - 1)}
    return Table(
        "案件の一覧", columns, (*body, total), "単位：億円", strong=frozenset({0, rows - 1}), marks=marks
    )


def sheet(*blocks: Placed, title: str = "", fiction: str = "") -> Sheet:
    """A sheet of these blocks with head and foot."""
    messages = (
        "投資額は3兆9,000億円（136件）で、全国の38％を占める。うち公表額が下限値のものは12件",
        "半導体関連は2兆円を超え、熊本県と北海道の2道県で全国の7割に達する",
        "KPIは42件のうち31件が順調。遅れの原因は人材の確保（6件）と用地の造成（3件）",
    )
    foot = Foot(
        ("公表案件データ（各案件の出典ページ、2026年3月時点）を加工して地域未来投資マップ作成", "気象庁「市町村等区域」"),
        ("単位未満を四捨五入しているため、合計と内訳が一致しない場合があります。", "本資料に記載した地図は、我が国の領土を網羅的に記したものではありません。"),
        "九州　AI・半導体　10億円以上", "金額公表 86／136件", "K7Q2-9F3A",
    )  # fmt: skip
    return Sheet(
        "nation", "全国概況　全国", title or "九州の投資額は3兆9,000億円で全国の38％、半導体が牽引する一方、人材の確保に遅れ",
        messages, "2026年3月31日時点", "公開", fiction, blocks, foot,
    )  # fmt: skip


def sheets(fiction: str = "") -> tuple[Sheet, ...]:
    """Three pages on which every kind of block, every kind of chart, and a repeated title are found."""
    numbers = KeyNumbers(
        (
            KeyNumber("投資額", "3兆9,000", "億円", "2026年3月時点", ("前期比 ＋1,200億円", "全国の38.2％")),
            KeyNumber("案件数", "136", "件", "2026年3月時点", ("うち金額公表 86件",)),
            KeyNumber("雇用", "12,345", "人", "2026年3月時点", ("前期比 ▲120人",)),
            KeyNumber("KPI", "31／42", "件", "2026年度上期", ("順調の割合 73.8％",)),
        )
    )
    overview = sheet(
        Placed(numbers, 0, 0, 12, 5),
        Placed(MapFigure("都道府県別の投資額", STILL, "都道府県別の投資額の地図。熊本県が最大。", "色は投資額"), 0, 5, 6, 19),
        Placed(figure(BARS), 6, 5, 6, 10),
        Placed(Words("留意点", ("投資額は公表資料による。", "複数拠点の合計額は県に数えない。"), is_tinted=True), 6, 15, 6, 9),
        fiction=fiction,
    )  # fmt: skip
    charts: tuple[Block, ...] = (figure(STACKED), figure(GROUPED), figure(WATERFALL), figure(LINES))
    figures = sheet(
        *(Placed(block, 6 * (at % 2), 12 * (at // 2), 6, 12) for at, block in enumerate(charts)),
        fiction=fiction,
    )
    maps = SmallMaps(
        "分野別の小さな地図",
        tuple(SmallMap(f"分野{at}", _SMALL, f"{at * 1_234:,}億円", f"分野{at}の地図") for at in range(6)),
        6, (("#3460fb", "投資あり"), ("#f2f2f2", "なし")),
    )  # fmt: skip
    lists = sheet(
        Placed(table(), 0, 0, 8, 16), Placed(figure(NEGATIVE), 8, 0, 4, 16), Placed(maps, 0, 16, 12, 8),
        title="案件は30件、最大は熊本県菊陽町のJASM熊本第1工場", fiction=fiction,
    )  # fmt: skip
    return overview, figures, lists


def figure(chart: Chart) -> ChartFigure:
    """The chart with words for who cannot see it."""
    return ChartFigure(chart, f"{chart.title}の図。最大は{chart.categories[0]}。")

"""What slides are tried with beside :mod:`tests.example_sheets`: charts of every kind, a waterfall among them."""

from __future__ import annotations

from briefing.contents import Chart, ChartFigure, Row, Series, Sheet
from tests.example_sheets import charts, long_table, maps, overview, sheet

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


def sheets() -> tuple[Sheet, ...]:
    """Pages on which every kind of block and of chart is found; most have the same title."""
    figures = sheet(
        Row((figure(STACKED), figure(GROUPED)), (1, 1)), Row((figure(WATERFALL), figure(LINES)), (1, 1))
    )
    others = sheet(Row((figure(BARS), figure(NEGATIVE)), (1, 1)), title="北海道と九州が伸びた")
    return overview(), charts(), figures, others, maps(), long_table()


def figure(chart: Chart) -> ChartFigure:
    """The chart with words for who cannot see it."""
    return ChartFigure(chart, f"{chart.title}の図。最大は{chart.categories[0]}。")

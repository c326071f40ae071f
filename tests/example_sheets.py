"""Sheets with every kind of block, for tests of pages that are set and slides that are built."""

from __future__ import annotations

from dataclasses import replace

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
    Row,
    Series,
    Sheet,
    SmallMap,
    SmallMaps,
    Stack,
    Table,
    Words,
)
from domain.area import NATION, Level
from geo.boundaries import shipped_boundaries
from geo.palette import CLASSES
from geo.stills.still import Bubble, Fill, Label, Legend, LegendLine, StillMap

BLUE, ORANGE, CYAN, GREY = "#0017c1", "#fb5b01", "#00a3bf", "#666666"
BLOCKS = ("北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州", "沖縄")
FICTION = "架空のデータです。実在の計画・案件ではありません。"

BARS = Chart(
    "bar",
    "ブロック別の投資額",
    "億円",
    BLOCKS,
    (Series("投資額", (50000.0, 12034.5, 8800.0, None, 700.0, 0.0, 12.0, 39000.0, -30.0), BLUE),),
)
STACKED = Chart(
    "column",
    "前半期からの増減",
    "億円",
    ("2025年度下期", "新規", "増額", "減額", "取下げ", "区域・分野の変更", "2026年度上期"),
    (
        Series("", (0.0, 1000.0, 1300.0, 1200.0, 1100.0, 1100.0, 0.0), ""),
        Series("期末", (1000.0, None, None, None, None, None, 1150.0), BLUE),
        Series("増", (None, 300.0, 200.0, None, None, 50.0, None), CYAN),
        Series("減", (None, None, None, 300.0, 100.0, None, None), ORANGE),
    ),
    is_stacked=True,
    labels=("1,000", "＋300", "＋200", "▲300", "▲100", "＋50", "1,150"),
)
LINES = Chart(
    "line",
    "雇用者数の推移",
    "人",
    tuple(f"{year}年度" for year in range(2023, 2029)),
    (
        Series("実績", (1200.0, 1250.0, None, 1400.0, None, None), BLUE),
        Series("目標", (1200.0, 1300.0, 1400.0, 1500.0, 1600.0, 1700.0), GREY, is_dashed=True),
        Series("全国平均", (1190.0, 1210.0, 1230.0, 1390.0, 1400.0, 1410.0), ORANGE),
    ),
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M2 18L10 2L18 18Z" '
    'fill="#7096f8" stroke="#949494" stroke-width="0.5"/></svg>'
)


def key_numbers() -> KeyNumbers:
    return KeyNumbers(
        (
            KeyNumber(
                "投資額", "39兆2,034", "億円", "2026年9月末", ("前半期比 ＋1,200億円", "金額公表 86／136件")
            ),
            KeyNumber("案件数", "1,361", "件", "2026年9月末", ("前半期比 ▲12件",)),
            KeyNumber("計画数", "52", "計画", "2026年9月末", ("A型12・B型30・C型10",)),
            KeyNumber("KPIの達成見込み", "71", "％", "2026年度上期", ("A 30・B 41・C 20・D 9（件）",)),
        )
    )


def table(rows: int, title: str = "案件の一覧") -> Table:
    """A table of so many rows with a total in the first and grades in the last column."""
    grades = {
        "A": Mark("#c2e5d1"),
        "B": Mark("#c5d7fb"),
        "C": Mark("#ffe380"),
        "D": Mark("#ce0000", "#ffffff"),
    }
    lines = [("計", "", "39兆2,034", "1,361", "－")]
    lines += [
        (
            f"髙﨑半導体第{at}工場（先端ロジック）",
            f"熊本県菊陽町{at}",
            f"{at * 137:,}",
            str(at),
            "ABCD"[at % 4],
        )
        for at in range(1, rows)
    ]
    columns = (
        Column("案件"), Column("所在地"), Column("投資額", "right"), Column("雇用（人）", "right"),
        Column("評価", "center", 0.5),
    )  # fmt: skip
    marks = {(at, 4): grades[line[4]] for at, line in enumerate(lines) if line[4] in grades}
    return Table(title, columns, tuple(lines), "単位：億円", strong=frozenset({0}), marks=marks)


def municipality_map(area: str = NATION) -> StillMap:
    """All municipalities in five classes, some without a value, with circles, names, legend and credits."""
    codes = shipped_boundaries().codes("municipalities_low")
    fills = tuple(Fill(code, CLASSES[at % 5], is_hatched=at % 50 == 0) for at, code in enumerate(codes))
    legend = Legend(
        "投資額（億円）",
        tuple(
            LegendLine(colour, words, f"{at + 1}団体")
            for at, (colour, words) in enumerate(
                zip(CLASSES, ("10未満", "10～100", "100～500", "500～1,000", "1,000以上"), strict=True)
            )
        ),
        (("1兆円", 10**12), ("1,000億円", 10**11)),
    )
    bubbles = (
        Bubble(130.83, 32.86, 3 * 10**12),
        Bubble(141.65, 42.82, 2 * 10**12),
        Bubble(136.6, 34.97, None),
    )
    labels = (Label("熊本県", "3兆円", 3, code="430005"), Label("北海道", "2兆円", 2, code="010006"))
    credits = ("「国土数値情報（行政区域データ）」（国土交通省）を加工して作成",)
    return StillMap(area, Level.MUNICIPALITY, fills, legend, bubbles, labels=labels, credits=credits)


def small_maps(count: int = 17) -> SmallMaps:
    return SmallMaps(
        "17分野の投資額",
        tuple(
            SmallMap(f"戦略分野{at}", PICTURE, f"{at * 120:,}億円", f"分野{at}の地図")
            for at in range(1, count + 1)
        ),
        6,
        ((CLASSES[0], "100億円未満"), (CLASSES[2], "100億円以上"), (CLASSES[4], "1兆円以上")),
    )


def sheet(
    *blocks: Block, title: str = "半導体の投資は九州に集中し、全国の投資額は39兆2,034億円に達する"
) -> Sheet:
    return Sheet(
        kind="nation",
        subject="全国概況　全国",
        title=title,
        messages=(
            "投資額は39兆2,034億円で、前半期から1,200億円増えた。半導体が過半を占める。",
            "九州と北海道で大型案件が動き、熊本県・千歳市の2地域で全国の四割に当たる。",
            "KPIの3割が未達。人材確保と用地整備が主な原因で、下期に対策を追加する。",
        ),
        as_of="2026年9月30日時点",
        handling="公開情報のみ",
        fiction=FICTION,
        blocks=blocks,
        foot=Foot(
            sources=("各社の公表資料をもとに作成（https://example.go.jp/）",),
            notes=("単位未満を四捨五入しているため、合計と内訳が一致しない場合がある。", "複数の区域にまたがる案件は一度だけ数える。"),
            filters="全国・全分野",
            coverage="金額公表 86／136件",
            code="N-7F3A-21",
        ),
    )  # fmt: skip


def overview(area: str = NATION) -> Sheet:
    """Numbers, a map of municipalities, a chart and a table on one page."""
    figure = MapFigure(
        "市区町村別の投資額", municipality_map(area), "市区町村別の投資額の地図。熊本県が最も多い。"
    )
    bars = ChartFigure(BARS, "ブロック別の投資額の棒グラフ。北海道が最も多い。")
    return sheet(key_numbers(), Row((figure, Stack((bars, excerpt(60)))), (1, 1)))


def excerpt(rows: int) -> Table:
    """A table of which as many rows are shown as there is room for."""
    return replace(table(rows), is_excerpt=True)


def charts() -> Sheet:
    """The three kinds of charts, and words."""
    words = Words(
        "今後の対応", ("用地の造成を前倒しする。", "人材育成の計画を10月までに改める。"), is_tinted=True
    )
    changes = ChartFigure(STACKED, "前半期からの増減の図。新規が300億円。")
    lines = ChartFigure(LINES, "雇用者数の推移の折れ線。目標を下回る。")
    bars = ChartFigure(BARS, "ブロック別の投資額の棒グラフ。")
    return sheet(Row((Stack((changes, bars)), Stack((lines, words))), (7, 5)))


def maps() -> Sheet:
    return sheet(small_maps())


def long_table() -> Sheet:
    return sheet(excerpt(60))

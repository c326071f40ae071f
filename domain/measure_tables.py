"""Record definitions of what a plan does and is judged by: measures, KPIs, interim targets."""

from domain.plan_tables import NOTE, PLAN_ID
from domain.record import Column, Kind, Table

MEASURES = Table(
    "measures",
    "施策",
    ("measure_id",),
    (
        Column(
            "measure_id",
            "施策ID",
            is_required=True,
            hint_ja="ほかの施策と重ならない英数字（例: M-430005-001）",
        ),
        PLAN_ID,
        Column("name", "施策名", is_required=True, hint_ja="一行に一つの施策"),
        Column(
            "category",
            "施策の区分",
            Kind.CODE,
            "measure_category",
            is_required=True,
            hint_ja="最も近いものを一つ選ぶ",
        ),
        Column("why", "意義", hint_ja="なぜ行うか。どの課題に応えるか"),
        Column("what", "中身", hint_ja="何を行うか"),
        Column("deadline", "期限", hint_ja="いつまでに。言葉でもよい（例: 遅くとも令和9年度上期）"),
        Column("due_date", "期限の日付", Kind.DATE, hint_ja="上の期限を日付にしたもの。遅れを見るために使う"),
        Column("who", "担当部署", hint_ja="だれが。組織と部署"),
        Column("where", "検討の場", hint_ja="どこで検討するか。会議の名前"),
        Column("how", "進め方", hint_ja="どのように進めるか"),
        Column("lead_organisation", "主担当の組織", hint_ja="府省庁、都道府県、市町村などの名前"),
        Column("programme", "活用する支援策", hint_ja="補助金・交付金・制度の名前"),
        Column("budget_yen", "予算額", Kind.YEN, hint_ja="この施策の予算額。決まっていなければ空欄"),
        Column("budget_note", "予算の区分", hint_ja="令和8年度当初、令和7年度補正、内数 など"),
        Column(
            "budget_disclosure",
            "予算額の公開",
            Kind.CODE,
            "disclosure",
            hint_ja="予算額を外に出さないときに「行政限り」か「非公表」を選ぶ。空欄は公開",
        ),
        Column("kpi_id", "関係するKPI", hint_ja="この施策で動かすKPIのKPI ID"),
        Column("project_id", "関係する案件", hint_ja="この施策が支える案件の案件ID"),
        NOTE,
    ),
)

KPIS = Table(
    "kpis",
    "KPI",
    ("kpi_id",),
    (
        Column(
            "kpi_id", "KPI ID", is_required=True, hint_ja="ほかのKPIと重ならない英数字（例: K-430005-01）"
        ),
        PLAN_ID,
        Column("name", "指標名", is_required=True, hint_ja="一行に一つの指標"),
        Column("definition", "定義・算出方法", hint_ja="何を、どのように数えるか"),
        Column("unit", "単位", is_required=True, hint_ja="億円、人、件、％ など"),
        Column(
            "category",
            "指標の種類",
            Kind.CODE,
            "kpi_category",
            is_required=True,
            hint_ja="最も近いものを一つ選ぶ",
        ),
        Column(
            "direction",
            "目指す方向",
            Kind.CODE,
            "kpi_direction",
            is_required=True,
            hint_ja="増えるほどよいか、減るほどよいか",
        ),
        Column(
            "level",
            "指標の段階",
            Kind.CODE,
            "kpi_level",
            is_required=True,
            hint_ja="成果（アウトカム）を原則とする",
        ),
        Column("baseline", "基準値", Kind.NUMBER, hint_ja="計画を始める前の値。単位は「単位」の列のもの"),
        Column("baseline_date", "基準時点", Kind.DATE, hint_ja="基準値がいつの値か（例: 2025-03）"),
        Column("target", "目標値", Kind.NUMBER, hint_ja="目標時点で達する値（増えた分ではない）"),
        Column("target_date", "目標時点", Kind.DATE, hint_ja="目標値に達する時点（例: 2031-03）"),
        Column(
            "periodicity", "更新の頻度", Kind.CODE, "periodicity", hint_ja="実績値がどれだけの間隔で分かるか"
        ),
        Column("statistic", "出典の統計・資料", hint_ja="実績値を取る統計や資料の名前"),
        Column("next_date", "次のデータの公表", Kind.DATE, hint_ja="次に実績値が分かる日（見込みでよい）"),
        NOTE,
    ),
)

KPI_TARGETS = Table(
    "kpi_targets",
    "KPI中間目標",
    ("kpi_id", "due_date"),
    (
        Column("kpi_id", "KPI ID", is_required=True, hint_ja="「KPI」のシートと同じKPI ID"),
        Column("due_date", "時点", Kind.DATE, is_required=True, hint_ja="中間目標の時点（例: 2028-03）"),
        Column("target", "中間目標値", Kind.NUMBER, hint_ja="その時点で達する値。単位はKPIと同じ"),
    ),
)

"""Record definitions of the half-yearly check: reports, reviews of measures, values of KPIs."""

from domain.record import Column, Kind, Table

_PERIOD = Column(
    "period",
    "対象の半期",
    Kind.HALF,
    is_required=True,
    hint_ja="2026H1（上期）、2026H2（下期）。令和8年度上期 も読む",
)

PROGRESS_REPORTS = Table(
    "progress_reports",
    "進捗報告",
    ("plan_id", "period"),
    (
        Column("plan_id", "計画ID", is_required=True, hint_ja="「計画」のシートと同じ計画ID"),
        _PERIOD,
        Column(
            "status",
            "全体の状況",
            Kind.CODE,
            "judged_status",
            is_required=True,
            hint_ja="計画全体の判断を選ぶ",
        ),
        Column("comment", "状況の説明", is_required=True, hint_ja="数値と、そう判断した理由"),
        Column(
            "disclosure",
            "説明の公開",
            Kind.CODE,
            "disclosure",
            hint_ja="状況の説明を外に出さないときに「行政限り」か「非公表」を選ぶ。空欄は公開",
        ),
        Column("reporter", "報告者", is_required=True, hint_ja="組織と部署"),
        Column("reported_date", "報告日", Kind.DATE, hint_ja="例: 2026-10-15"),
    ),
)

MEASURE_REVIEWS = Table(
    "measure_reviews",
    "施策点検",
    ("measure_id", "period"),
    (
        Column("measure_id", "施策ID", is_required=True, hint_ja="「施策」のシートと同じ施策ID"),
        _PERIOD,
        Column(
            "execution",
            "実行状況",
            Kind.CODE,
            "execution_status",
            is_required=True,
            hint_ja="半期の末の状況",
        ),
        Column(
            "result",
            "点検の結果",
            Kind.CODE,
            "review_result",
            is_required=True,
            hint_ja="期限と5W1Hに照らした判断",
        ),
        Column("number", "実績の数値", Kind.NUMBER, hint_ja="施策の実績を表す数値。なければ空欄"),
        Column("number_note", "数値の説明", hint_ja="何の数値か、単位"),
        Column("cause_kind", "原因の種類", Kind.CODE, "cause_kind", hint_ja="芳しくないときは必ず選ぶ"),
        Column("cause", "原因", hint_ja="芳しくないときは必ず書く"),
        Column("action", "対応", Kind.CODE, "review_action", hint_ja="次の半期の対応を選ぶ"),
        Column("action_text", "対応の内容", hint_ja="次の半期までに何をするか"),
        Column("action_due", "対応の期限", Kind.DATE, hint_ja="例: 2027-03-31"),
        Column(
            "disclosure",
            "点検の公開",
            Kind.CODE,
            "disclosure",
            hint_ja="実績の数値、原因、対応の内容を外に出さないときに「行政限り」か「非公表」を選ぶ。空欄は公開",
        ),
    ),
)

KPI_VALUES = Table(
    "kpi_values",
    "KPI実績",
    ("kpi_id", "period"),
    (
        Column("kpi_id", "KPI ID", is_required=True, hint_ja="「KPI」のシートと同じKPI ID"),
        _PERIOD,
        Column("value", "実績値", Kind.NUMBER, hint_ja="単位はKPIと同じ。まだなければ空欄"),
        Column("value_date", "実績の時点", Kind.DATE, hint_ja="実績値がいつの値か（例: 2026-09）"),
        Column(
            "value_status",
            "速報・確報",
            Kind.CODE,
            "value_status",
            is_required=True,
            hint_ja="値がまだないときは「データ未到来」",
        ),
        Column(
            "disclosure",
            "実績値の公開",
            Kind.CODE,
            "disclosure",
            hint_ja="実績値を外に出さないときに「行政限り」か「非公表」を選ぶ。空欄は公開",
        ),
        Column("note", "注意", hint_ja="値がないときはその理由"),
    ),
)

REPORT_TABLES = (PROGRESS_REPORTS, MEASURE_REVIEWS, KPI_VALUES)
"""Tables that grow by a period's rows: a file need not repeat what was reported before."""

"""Record definitions of investment projects: the projects, their sites and their amounts by year."""

from domain.record import Column, Kind, Table

_NOTE = Column("note", "注意", hint_ja="読む人に伝えておくこと")
_PROJECT_ID = Column("project_id", "案件ID", is_required=True, hint_ja="「投資案件」のシートと同じ案件ID")

PROJECTS = Table(
    "projects",
    "投資案件",
    ("project_id",),
    (
        Column(
            "project_id",
            "案件ID",
            is_required=True,
            hint_ja="ほかの案件と重ならない英数字（例: P-430005-001）",
        ),
        Column(
            "name", "案件名", is_required=True, hint_ja="公開される。事業者名を秘匿するときは名前を入れない"
        ),
        Column("plan_id", "計画ID", hint_ja="この案件を載せる計画の計画ID。計画に属さない案件は空欄"),
        Column(
            "field_code",
            "分野",
            Kind.CODE,
            "plan_field",
            is_required=True,
            hint_ja="17の戦略分野から選ぶ。地場産業成長プランの案件は地場産業の区分でもよい",
        ),
        Column("company_name", "事業者", hint_ja="公開しないときも記入し、右の列で秘匿を選ぶ"),
        Column("corporate_number", "法人番号", hint_ja="13桁の数字"),
        Column(
            "company_disclosure",
            "事業者名の公開",
            Kind.CODE,
            "disclosure",
            is_required=True,
            hint_ja="名前を外に出さないときは「行政限り」か「非公表」を選ぶ",
        ),
        Column(
            "status_code",
            "状況",
            Kind.CODE,
            "project_status",
            is_required=True,
            hint_ja="いまの状況を一つ選ぶ",
        ),
        Column(
            "amount_yen",
            "投資額",
            Kind.YEN,
            hint_ja="億円の単位の数字。公開しない額も書き、金額の公開で選ぶ。分からないときは空欄にし、金額の範囲で「金額非公表」を選ぶ",
        ),
        Column(
            "amount_scope",
            "金額の範囲",
            Kind.CODE,
            "amount_scope",
            is_required=True,
            hint_ja="投資額が何を含むか。「超」「以上」の額は「下限値」",
        ),
        Column(
            "public_support_yen", "国の支援（上限）", Kind.YEN, hint_ja="国の補助などの上限。なければ空欄"
        ),
        Column(
            "amount_disclosure",
            "金額の公開",
            Kind.CODE,
            "disclosure",
            hint_ja="投資額・支援・年度別の額・配分を外に出さないときに「行政限り」か「非公表」を選ぶ。空欄は公開",
        ),
        Column(
            "place_disclosure",
            "所在地の公開",
            Kind.CODE,
            "disclosure",
            hint_ja="所在地を外に出さないときに「行政限り」か「非公表」を選ぶ。外には都道府県までを示す。空欄は公開",
        ),
        Column(
            "announced_date",
            "公表",
            Kind.DATE,
            hint_ja="2027-04-01、2027-04、2027 のように、分かるところまで。R9.4.1 や 令和9年4月 も読む",
        ),
        Column("start_date", "着工", Kind.DATE, hint_ja="着工した日か、その予定。分かるところまで"),
        Column(
            "operation_date",
            "稼働（予定を含む）",
            Kind.DATE,
            hint_ja="稼働した日か、その予定。分かるところまで",
        ),
        Column("is_core", "核となる案件", Kind.FLAG, hint_ja="計画の核となる案件に「はい」"),
        Column("source_url", "出典", hint_ja="公表資料の https:// で始まる住所"),
        Column("source_quote", "引用", hint_ja="公表資料の、金額や時期が分かる一文"),
        _NOTE,
    ),
)

PROJECT_SITES = Table(
    "project_sites",
    "案件の所在地",
    ("project_id", "lg_code"),
    (
        _PROJECT_ID,
        Column(
            "lg_code",
            "団体コード",
            Kind.PLACE,
            hint_ja="6桁の全国地方公共団体コード。市区町村が決まっていなければ都道府県のコード、分からなければ空欄",
        ),
        Column("share", "配分", Kind.SHARE, hint_ja="この所在地に数える割合。分からなければ空欄"),
        Column(
            "location_precision",
            "位置の精度",
            Kind.CODE,
            "location_precision",
            is_required=True,
            hint_ja="経度・緯度を書くときは「地点」",
        ),
        Column("lon", "経度", Kind.NUMBER, hint_ja="十進の度（例: 130.8205）。分からなければ空欄"),
        Column("lat", "緯度", Kind.NUMBER, hint_ja="十進の度（例: 32.8823）。分からなければ空欄"),
        Column("place_note", "所在地の補足", hint_ja="工業団地の名前など"),
    ),
)

PROJECT_YEARS = Table(
    "project_years",
    "年度別投資額",
    ("project_id", "fiscal_year"),
    (
        _PROJECT_ID,
        Column("fiscal_year", "年度", Kind.FISCAL_YEAR, is_required=True, hint_ja="2027 または 令和9年度"),
        Column("amount_yen", "その年度の投資額", Kind.YEN, hint_ja="合計は「投資案件」の投資額を超えない"),
        _NOTE,
    ),
)

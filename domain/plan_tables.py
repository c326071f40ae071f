"""Record definitions of plans: what a plan says, where, in which fields, with which companies, and its checks."""

from domain.record import Column, Kind, Table

NOTE = Column("note", "注意", hint_ja="読む人に伝えておくこと")
PLAN_ID = Column("plan_id", "計画ID", is_required=True, hint_ja="「計画」のシートと同じ計画ID")

PLANS = Table(
    "plans",
    "計画",
    ("plan_id",),
    (
        Column(
            "plan_id", "計画ID", is_required=True, hint_ja="ほかの計画と重ならない英数字（例: B-430005-01）"
        ),
        Column(
            "plan_type",
            "計画の種類",
            Kind.CODE,
            "plan_type",
            is_required=True,
            hint_ja="この様式の種類を選ぶ",
        ),
        Column("title", "計画名", is_required=True, hint_ja="正式な名称。公表のときと同じ書き方"),
        Column(
            "author",
            "策定主体",
            is_required=True,
            hint_ja="国の計画は「国」。都道府県・市町村の計画は、代表する団体の6桁の団体コード",
        ),
        Column(
            "lead_block", "主たるブロック", Kind.CODE, "block", hint_ja="地方経済産業局の管轄から一つ選ぶ"
        ),
        Column(
            "co_blocks",
            "連携するブロック",
            hint_ja="「主たるブロック」と同じ言葉で書く。二つ以上は「、」で区切る",
        ),
        Column(
            "stage_code", "段階", Kind.CODE, "plan_stage", is_required=True, hint_ja="いまの段階を一つ選ぶ"
        ),
        Column("revision", "版", Kind.NUMBER, is_required=True, hint_ja="策定時は1、改訂のたびに1増やす"),
        Column("formulated_date", "策定日", Kind.DATE, hint_ja="最初に策定した日（例: 2026-06-30）"),
        Column("revised_date", "改訂日", Kind.DATE, hint_ja="この版に改訂した日。改訂していなければ空欄"),
        Column("published_date", "公表日", Kind.DATE, hint_ja="知事・市町村長による公表の日"),
        Column(
            "start_year",
            "計画期間の始まり",
            Kind.FISCAL_YEAR,
            hint_ja="西暦4桁（例: 2026）。令和8年度 も読む",
        ),
        Column(
            "end_year",
            "計画期間の終わり",
            Kind.FISCAL_YEAR,
            hint_ja="西暦4桁。その年度を含む（5年計画なら始まり＋4）",
        ),
        Column(
            "horizon_year",
            "実現を目指す年度",
            Kind.FISCAL_YEAR,
            hint_ja="目指す姿を実現する年度。計画の始まりから10年以内",
        ),
        Column("goal", "目標（現状認識と目指す姿）", hint_ja="地域のいまの姿と、計画で目指す姿"),
        Column(
            "path",
            "道筋（勝ち筋の特定と投資の具体像、定量的なインパクト）",
            hint_ja="何で勝つか、だれがどれだけ投資するか、どれだけの効果があるか",
        ),
        Column(
            "means",
            "政策手段（投資促進に向けた課題と事業環境整備の取組）",
            hint_ja="投資を妨げる課題と、それに応える取組。一つずつの施策は「施策」のシートに書く",
        ),
        Column(
            "challenge",
            "クラスター形成に向けた政策的課題",
            hint_ja="用地、インフラ、人材、規制、資金などの課題",
        ),
        Column("stakeholder_action", "関係ステークホルダーの取組", hint_ja="だれが、いつまでに、何をするか"),
        Column("state_direction", "国の政策的対応の方向性", hint_ja="国として実施する政策的対応の方向性"),
        Column("investment_target_yen", "投資額の目標", Kind.YEN, hint_ja="計画期間中の官民の投資額の合計"),
        Column("sales_target_yen", "売上の目標", Kind.YEN, hint_ja="計画により創出する売上額"),
        Column("value_added_target_yen", "付加価値の目標", Kind.YEN, hint_ja="計画により創出する付加価値額"),
        Column("trade_target_yen", "域内取引額の目標", Kind.YEN, hint_ja="域内の企業どうしの取引額の増加分"),
        Column("jobs_target", "雇用の目標", Kind.NUMBER, hint_ja="新たに生まれる雇用の人数"),
        Column("wage_target", "賃上げの目標", hint_ja="例: 年3％以上"),
        Column("localisation", "現地化のロードマップと再投資方針", hint_ja="域外企業を誘致する場合"),
        Column(
            "support_structure",
            "伴走支援体制",
            hint_ja="計画期間中、継続して支援する体制（新設・既設は問わない）",
        ),
        Column("contact", "担当部署・連絡先", hint_ja="行政の中だけで使い、外には示さない"),
        Column("source_url", "公表ページ", hint_ja="https:// で始まる住所"),
        NOTE,
    ),
)

PLAN_AREAS = Table(
    "plan_areas",
    "区域",
    ("plan_id", "lg_code"),
    (
        PLAN_ID,
        Column(
            "lg_code",
            "団体コード",
            Kind.PLACE,
            is_required=True,
            hint_ja="6桁。都道府県のコードは全域を示す",
        ),
        Column(
            "role", "区域の役割", Kind.CODE, "area_role", is_required=True, hint_ja="主たる区域を一つ以上"
        ),
        NOTE,
    ),
)

PLAN_FIELDS = Table(
    "plan_fields",
    "分野",
    ("plan_id", "field_code"),
    (
        PLAN_ID,
        Column("field_code", "分野", Kind.CODE, "plan_field", is_required=True, hint_ja="一行に一つ選ぶ"),
        Column("product", "製品・技術・サービス", hint_ja="この計画で実現するもの"),
        NOTE,
    ),
)

PLAN_COMPANIES = Table(
    "plan_companies",
    "主要企業",
    ("plan_id", "company_name"),
    (
        PLAN_ID,
        Column(
            "company_name",
            "企業名",
            is_required=True,
            hint_ja="正式な名称。外に出さないときも書き、右の列で秘匿を選ぶ",
        ),
        Column("corporate_number", "法人番号", hint_ja="13桁の数字"),
        Column("lg_code", "所在地", Kind.PLACE, hint_ja="主な事業所の6桁の団体コード"),
        Column(
            "role",
            "役割",
            Kind.CODE,
            "company_role",
            is_required=True,
            hint_ja="計画推進の核となるか",
        ),
        Column("origin", "地元・誘致", Kind.CODE, "company_origin", hint_ja="域外から誘致したか"),
        Column("size", "企業の規模", Kind.CODE, "company_size", hint_ja="最も近いものを一つ選ぶ"),
        Column("part", "バリューチェーン上の位置", hint_ja="担う部品・技術・工程"),
        Column(
            "disclosure",
            "企業名の公開",
            Kind.CODE,
            "disclosure",
            is_required=True,
            hint_ja="公表に同意があるものだけ「公開」。名前を外に出さないときは「行政限り」か「非公表」",
        ),
        NOTE,
    ),
)

REQUIREMENT_CHECKS = Table(
    "requirement_checks",
    "要件確認",
    ("plan_id", "criterion"),
    (
        PLAN_ID,
        Column("criterion", "要件", Kind.CODE, "requirement", is_required=True, hint_ja="一行に一つの要件"),
        Column(
            "answer",
            "確認の結果",
            Kind.CODE,
            "check_answer",
            is_required=True,
            hint_ja="確かめていないうちは「未確認」",
        ),
        Column("grounds", "根拠", hint_ja="どう満たすか。「該当なし」のときはその理由"),
        Column("evidence_url", "根拠の資料", hint_ja="https:// で始まる住所、または資料の名前"),
    ),
)

"""Rules on a project's amount: scope against amount, support against total, and shares among sites."""

from collections.abc import Iterable

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.money import CHO, format_yen
from domain.record import Submitted
from rules.amount import IMPOSSIBLE_YEN
from rules.rule import check, rows_where, rule

FAMILY = "案件の金額"

AMOUNT_MISSING = rule(
    "amount_missing",
    Severity.ERROR,
    Actor.SENDER,
    "金額の範囲は「{value}」ですが、投資額が空です。額を入れるか、範囲を「金額非公表」にしてください。",
    "confirmed なのに投資額が空",
)
AMOUNT_THOUGH_UNDISCLOSED = rule(
    "amount_though_undisclosed",
    Severity.ERROR,
    Actor.SENDER,
    "金額の範囲は「金額非公表」ですが、投資額に{value}が入っています。どちらかを直してください。",
    "not confirmed なのに投資額が 500",
)
SUPPORT_ABOVE_AMOUNT = rule(
    "support_above_amount",
    Severity.WARNING,
    Actor.SENDER,
    "国の支援（{value}）が投資額（{amount}）を上回っています。単位の取り違えや、対象の範囲の違いがないか確かめてください。",
    "投資額 72、国の支援 256",
)
AMOUNT_VERY_LARGE = rule(
    "amount_very_large",
    Severity.WARNING,
    Actor.SENDER,
    "投資額が{value}です。10兆円を超える案件は例がないため、単位（億円）の取り違えがないか確かめてください。",
    "100万円単位の額を億円の列に入れた",
)
SHARE_OUT_OF_RANGE = rule(
    "share_out_of_range",
    Severity.ERROR,
    Actor.SENDER,
    "配分「{value}」は 0 より大きく 100 以下の割合（％）ではありません。割合を直すか、空欄にしてください。",
    "150",
)
SHARES_ABOVE_WHOLE = rule(
    "shares_above_whole",
    Severity.ERROR,
    Actor.SENDER,
    "案件「{value}」の配分の合計が{total}％で、100％を超えています。配分を直してください。",
    "60％と50％",
)
SHARES_BELOW_WHOLE = rule(
    "shares_below_whole",
    Severity.WARNING,
    Actor.SENDER,
    "案件「{value}」の配分の合計が{total}％です。残りは、すべての所在地を含む最も小さい区域に数えます。配分を確かめてください。",
    "60％と30％",
)
MULTI_SITE_WITH_ONE_SITE = rule(
    "multi_site_with_one_site",
    Severity.NOTICE,
    Actor.SENDER,
    "案件「{value}」は複数拠点の合計ですが、所在地が1か所しかありません。金額は全国にだけ数えます。ほかの拠点が分かれば加えてください。",
    "複数拠点の合計なのに所在地が1行",
)

VERY_LARGE_YEN = 10 * CHO

_TOLERANCE = 1e-6


@check
def check_amounts(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects = submitted["projects"]
    frame = projects.frame
    amount, support, scope = frame["amount_yen"], frame["public_support_yen"], frame["amount_scope"]
    for _, row in rows_where(frame, projects.is_empty("amount_yen") & ~scope.isin(["", "not_disclosed"])):
        label = codelist("amount_scope").label(row["amount_scope"])
        yield AMOUNT_MISSING.at(projects.cell(row, "amount_yen"), label)
    for made, mask in (
        (AMOUNT_THOUGH_UNDISCLOSED, amount.notna() & (scope == "not_disclosed")),
        (AMOUNT_VERY_LARGE, amount.between(VERY_LARGE_YEN, IMPOSSIBLE_YEN, inclusive="right").fillna(False)),
    ):
        for _, row in rows_where(frame, mask):
            yield made.at(projects.cell(row, "amount_yen"), format_yen(int(row["amount_yen"])))
    is_above = ((support > amount) & (support <= IMPOSSIBLE_YEN)).fillna(False)
    for _, row in rows_where(frame, is_above):
        yield SUPPORT_ABOVE_AMOUNT.at(
            projects.cell(row, "public_support_yen"),
            format_yen(int(row["public_support_yen"])),
            amount=format_yen(int(row["amount_yen"])),
        )


@check
def check_shares(submitted: Submitted) -> Iterable[Finding]:
    if "project_sites" not in submitted:
        return
    sites = submitted["project_sites"]
    declared = sites.frame[sites.frame["share"].notna()]
    for _, row in rows_where(declared, (declared["share"] <= 0) | (declared["share"] > 1)):
        yield SHARE_OUT_OF_RANGE.at(sites.cell(row, "share"), f"{row['share'] * 100:g}")
    named = declared[declared["project_id"] != ""]
    totals = named.groupby("project_id", sort=False)["share"].agg(["sum", "size"])
    every_site_declares = totals["size"] == sites.frame["project_id"].value_counts().reindex(totals.index)
    first = named.drop_duplicates("project_id").set_index("project_id", drop=False)
    for made, mask in (
        (SHARES_ABOVE_WHOLE, totals["sum"] > 1 + _TOLERANCE),
        (SHARES_BELOW_WHOLE, every_site_declares & (totals["sum"] < 1 - _TOLERANCE)),
    ):
        for project_id, row in rows_where(first, mask):
            cell, percent = sites.cell(row, "share"), f"{totals.at[project_id, 'sum'] * 100:g}"
            yield made.at(cell, project_id, total=percent)


@check
def check_multi_site_totals(submitted: Submitted) -> Iterable[Finding]:
    if not {"projects", "project_sites"} <= set(submitted):
        return
    projects, sites = submitted["projects"], submitted["project_sites"]
    counts = sites.frame["project_id"].value_counts()
    has_one_site = projects.frame["project_id"].map(counts) == 1
    is_total = projects.frame["amount_scope"] == "multi_site_total"
    for _, row in rows_where(projects.frame, has_one_site & is_total):
        cell = projects.cell(row, "amount_scope")
        yield MULTI_SITE_WITH_ONE_SITE.at(cell, row["project_id"])

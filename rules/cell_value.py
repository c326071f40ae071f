"""Rules on single cells: required values, numbers, dates and words of a vocabulary."""

from collections.abc import Iterable

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.rule import check, rows_where, rule

FAMILY = "セルの値"

REQUIRED_EMPTY = rule(
    "required_value_empty",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」が空です。値を入れてください。",
    "案件名が空の行",
)
NOT_A_NUMBER = rule(
    "not_a_number",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は{kind}として読めません。単位や「約」「超」を除き、数字だけを{unit}に直して入れてください。公表されていないときは空欄にします。",
    "約1,000億円",
)
NOT_A_DATE = rule(
    "not_a_date",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は年月日として読めません。2027、2027-04、2027-04-01 のいずれかの形で入れてください。",
    "2027年春",
)
NOT_IN_VOCABULARY = rule(
    "not_in_vocabulary",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は「{label}」の区分にありません。次のいずれかにしてください: {choices}。",
    "戦略分野に「半導体」",
    standard="L2-04",
)
URL_MALFORMED = rule(
    "url_malformed",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は http:// または https:// で始まる住所ではありません。出典のページの住所を入れてください（このままでは画面からたどれません）。",
    "javascript:alert(1)",
)
SOURCE_MISSING = rule(
    "source_missing",
    Severity.WARNING,
    Actor.SENDER,
    "出典のページがありません。公表資料の住所を入れてください。",
    "source_url が空の案件",
)

NOT_A_FLAG = rule(
    "not_a_flag",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は「はい」でも「いいえ」でもありません。どちらかを選んでください。",
    "核となる案件に「△」",
)
ERROR_VALUE = rule(
    "error_value",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」が「{value}」という計算の失敗になっています。正しい値を入れてください。",
    "#REF!、#N/A",
)
CONTROL_CHARACTER = rule(
    "control_character",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」に、目に見えない制御文字が含まれています（「{value}」）。セルの文を入力し直してください。",
    "ほかの文書から貼り付けた、垂直タブを含む文",
)
PRIVATE_CHARACTER = rule(
    "private_character",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」に外字「{character}」があり、ほかの環境では表示できません。通常の文字に直してください。",
    "人名用に登録した外字",
    standard="L1-08",
)
SAME_AS_ABOVE = rule(
    "same_as_above",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」が「{value}」で、上の行の値を省いています。どの行にも値を書いてください。",
    "「同上」「〃」",
    standard="L2-02",
)
DIGITS_LOST = rule(
    "digits_lost",
    Severity.ERROR,
    Actor.SENDER,
    "「{label}」が「{value}」という数になっていて、16桁目からの数字が失われています。セルの書式を「文字列」にして入力し直してください。",
    "20桁の番号を数として入れた",
)


_WEB_ADDRESS = r"https?://[^\s<>\"']+"


@check
def check_required(submitted: Submitted) -> Iterable[Finding]:
    for name in submitted:
        table = submitted[name]
        for column in table.table.columns:
            if not column.is_required:
                continue
            for _, row in rows_where(table.frame, table.is_empty(column.name)):
                yield REQUIRED_EMPTY.at(table.cell(row, column.name), label=column.label_ja)


@check
def check_sources(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects = submitted["projects"]
    # What a plan lists without naming the company has no public page yet.
    is_open = (projects.frame["plan_id"] == "") | (projects.frame["company_disclosure"] == "public")
    for _, row in rows_where(projects.frame, projects.is_empty("source_url") & is_open):
        yield SOURCE_MISSING.at(projects.cell(row, "source_url"))


@check
def check_urls(submitted: Submitted) -> Iterable[Finding]:
    for table in (submitted[name] for name in ("plans", "projects") if name in submitted):
        urls = table.frame["source_url"]
        for _, row in rows_where(table.frame, (urls != "") & ~urls.str.fullmatch(_WEB_ADDRESS)):
            yield URL_MALFORMED.at(table.cell(row, "source_url"), row["source_url"])

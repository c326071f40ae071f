"""Rules on single cells: required values, numbers, dates and words of a vocabulary."""

from collections.abc import Iterable

from domain.finding import Actor, Finding, Severity
from domain.record import Submitted
from rules.rule import check, rule

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


@check
def check_required(submitted: Submitted) -> Iterable[Finding]:
    for name in submitted:
        table = submitted[name]
        for column in table.table.columns:
            if not column.is_required:
                continue
            for _, row in table.frame[table.is_empty(column.name)].iterrows():
                yield REQUIRED_EMPTY.at(table.cell(row, column.name), label=column.label_ja)


@check
def check_sources(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects = submitted["projects"]
    urls = projects.frame["source_url"]
    for _, row in projects.frame[urls == ""].iterrows():
        yield SOURCE_MISSING.at(projects.cell(row, "source_url"))
    for _, row in projects.frame[(urls != "") & ~urls.str.fullmatch(r"https?://[^\s<>\"']+")].iterrows():
        yield URL_MALFORMED.at(projects.cell(row, "source_url"), row["source_url"])

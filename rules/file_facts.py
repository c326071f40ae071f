"""Rules on the sheet 様式情報: what a workbook says of itself."""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "様式情報"

FACTS_MISSING = rule(
    "facts_missing",
    Severity.WARNING,
    Actor.SENDER,
    "シート「様式情報」がないか、中身がありません。このファイルを書き出した後にほかの人が計画を変えていても、気づけません。新しい様式に写してください。",
    "様式情報のシートを削除したブック",
)
FACT_UNREADABLE = rule(
    "fact_unreadable",
    Severity.ERROR,
    Actor.SENDER,
    "「{fact}」の内容「{value}」が読めません。様式情報は書き換えず、新しい様式に写してください。",
    "登録簿の版に「最新」と書いた様式情報",
)
FACT_UNKNOWN = rule(
    "fact_unknown",
    Severity.NOTICE,
    Actor.SENDER,
    "様式情報の「{value}」は決められた項目でないため、取り込みません。",
    "様式情報に書き足した担当者の名前",
)
FORM_EDITION_DIFFERS = rule(
    "form_edition_differs",
    Severity.WARNING,
    Actor.SENDER,
    "様式の版が「{value}」で、いまの「{edition}」と違います。新しい様式に写してください。見出しが合うものは読みました。",
    "昨年度の様式で作ったファイル",
)

"""Rules on dates, fiscal years and halves in words: 和暦, vague ones, and what a spreadsheet made of them."""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "日付の書き方"

DATE_IS_DAY_NUMBER = rule(
    "date_is_day_number",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は、表計算ソフトの日付の通し番号（{day}）のようです。日付の書式が外れていないか確かめ、2027-04-01 の形で入れてください。",
    "日付のセルを「標準」の書式に変えて 46478 になった",
)
DATE_OUTSIDE_ERA = rule(
    "date_outside_era",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は元号の期間の外です。{read}と読みました。元号と年を確かめてください。",
    "平成32年、令和元年4月1日",
)
DATE_VAGUE = rule(
    "date_vague",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」を{read}と読みました。「頃」「まで」などは残らないため、必要なら「注意」の列に書いてください。",
    "2027年4月頃",
)
DATE_IS_FISCAL_YEAR = rule(
    "date_is_fiscal_year",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は年度です。年度の始まる{read}と読みました。翌年の1〜3月なら年が違うため、分かるところまで年月で入れてください。",
    "令和9年度、令和9年度下期",
)
NOT_A_FISCAL_YEAR = rule(
    "not_a_fiscal_year",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は年度として読めません。2027 または 令和9年度 の形で入れてください。",
    "R9.4.1、27",
)
NOT_A_HALF = rule(
    "not_a_half",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は半期として読めません。2026H1（上期）、2026H2（下期）、または 令和8年度上期 の形で入れてください。",
    "令和8年度、2026年前半",
)
TEXT_BECAME_DATE = rule(
    "text_became_date",
    Severity.WARNING,
    Actor.SENDER,
    "文字の列「{label}」のセルが日付になっています。{value}と読みました。表計算ソフトが「4-1」などを日付に変えていないか確かめてください。",
    "番号「4-1」が4月1日になった",
)

"""Rules on what a link or a command asks for: names and values that the product does not know."""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "リンクと指定"

PARAMETER_UNKNOWN = rule(
    "parameter_unknown",
    Severity.WARNING,
    Actor.USER,
    "リンクの「{value}」という指定は分からないため、使いません。リンクが途中で切れていないか確かめてください。",
    "?feild=ocean",
)
VALUE_UNKNOWN = rule(
    "value_unknown",
    Severity.WARNING,
    Actor.USER,
    "「{label}」の指定「{value}」は分からないため、使いません。正しい値を選び直してください。",
    "?block=kyuushuu",
)
AREA_CONTRADICTS = rule(
    "area_contradicts",
    Severity.WARNING,
    Actor.USER,
    "指定の「{value}」は{area}の中にありません。あとの指定（{value}）を使います。",
    "?block=tohoku&prefecture=430005",
)
YEARS_REVERSED = rule(
    "years_reversed",
    Severity.WARNING,
    Actor.USER,
    "公表年の指定「{value}」は、始めが終わりより後です。入れ替えて使います。",
    "?announced_from=2025&announced_to=2021",
)

"""Rules on the table of roles that an administrator keeps: who sees what, who hands in, who administers."""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "役割の表"

WHO_UNCLEAR = rule(
    "role_who_unclear",
    Severity.ERROR,
    Actor.USER,
    "この行がだれのことか分かりません。「メール」か「グループ」のどちらか一つだけを書いてください。",
    "メールもグループも空の行、両方を書いた行",
)
MAIL_MALFORMED = rule(
    "role_mail_malformed",
    Severity.ERROR,
    Actor.USER,
    "「{value}」はメールアドレスの形ではありません。半角の英数字で、名前@所属 の形で書いてください。",
    "tanaka.pref.kumamoto.lg.jp",
)
AUDIENCE_UNKNOWN = rule(
    "role_audience_unknown",
    Severity.ERROR,
    Actor.USER,
    "取扱区分「{value}」は分かりません。{choices}のどれかを書いてください。",
    "内部限り",
)
AREA_UNKNOWN = rule(
    "role_area_unknown",
    Severity.ERROR,
    Actor.USER,
    "「{label}」の「{value}」は分かりません。{choices}の形で書いてください。二つ以上は「、」で区切ります。",
    "都道府県の列に 熊本",
)
FLAG_UNKNOWN = rule(
    "role_flag_unknown",
    Severity.ERROR,
    Actor.USER,
    "「{label}」の「{value}」は分かりません。はい か いいえ を書くか、空にしてください（空は いいえ）。",
    "提出の列に 要相談",
)
SUBMITS_FOR_NO_AREA = rule(
    "role_submits_for_no_area",
    Severity.ERROR,
    Actor.USER,
    "提出する人の区域がありません。「ブロック」か「都道府県」に、計画を提出する区域を書いてください（すべてなら、ブロックに 全国）。",
    "提出が はい で、ブロックも都道府県も空の行",
)
ADMINISTERS_AS_PUBLIC = rule(
    "role_administers_as_public",
    Severity.ERROR,
    Actor.USER,
    "管理する人の取扱区分が「{value}」です。利用の記録には行政限りの名前が出ます。取扱区分を 行政限り にしてください。",
    "管理が はい で、取扱区分が 公開 の行",
)
REPEATED = rule(
    "role_repeated",
    Severity.ERROR,
    Actor.USER,
    "「{value}」の行が二つ以上あります（{row}行目にも）。どの行も使いません。一つだけ残してください。",
    "同じメールアドレスの行が二つある表",
)
SEES_NO_DRAFTS = rule(
    "role_sees_no_drafts",
    Severity.WARNING,
    Actor.USER,
    "「{value}」は行政限りですが、区域がないため、検討中の計画は見えません。見せるときは、ブロックか都道府県を書いてください。",
    "取扱区分が 行政限り で、ブロックも都道府県も空の行",
)

"""Rules on amounts in words: units and 約 in the cell, and marks for having no amount."""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "金額と数の書き方"

AMOUNT_UNREADABLE = rule(
    "amount_unreadable",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は金額として読めません。億円を単位とする一つの数にしてください。幅があるときは下限を書き、「金額の範囲」を「下限値」にします。",
    "数百億円、300〜500億円、1兆2345",
)
AMOUNT_WITH_UNIT = rule(
    "amount_with_unit",
    Severity.NOTICE,
    Actor.SENDER,
    "「{value}」を{read}と読みました。次からは億円を単位とする数だけを入れてください。",
    "1兆2,345億円、500百万円",
    standard="L2-01",
)
AMOUNT_ROUNDED = rule(
    "amount_rounded",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」億円に1円に満たない端数があるため、{read}と読みました。割り算の結果でないか確かめ、正しい額を入れてください。",
    "100億円を3で割った 33.3333333333",
)
AMOUNT_ABOUT = rule(
    "amount_about",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」を{read}と読みました。「約」などは残らないため、必要なら「注意」の列に書いてください。",
    "約1,000億円",
)
AMOUNT_AT_LEAST = rule(
    "amount_at_least",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」を{read}と読みました。下限の額なら、「金額の範囲」があれば「下限値」を選び、なければ「注意」の列に書いてください。",
    "100億円超",
)
AMOUNT_AT_MOST = rule(
    "amount_at_most",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」を{read}と読みました。上限の額であることは残らないため、「注意」の列に書いてください。",
    "最大50億円",
)
AMOUNT_MARK = rule(
    "amount_mark",
    Severity.ERROR,
    Actor.SENDER,
    "投資額が「{value}」ですが、金額の範囲は「金額非公表」ではありません。セルを空にして「金額非公表」を選ぶか、額を入れてください。",
    "投資額に「調整中」、金額の範囲に「一拠点」",
)
AMOUNT_MARK_UNDISCLOSED = rule(
    "amount_mark_undisclosed",
    Severity.NOTICE,
    Actor.SENDER,
    "投資額の「{value}」は、金額の範囲が「金額非公表」のため空欄として読みました。",
    "投資額に「非公表」、金額の範囲に「金額非公表」",
)
MARK_READ_AS_EMPTY = rule(
    "mark_read_as_empty",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」の「{value}」を空欄として読みました。値があれば入れ、なければ空欄にしてください。",
    "予算額に「調整中」、基準値に「－」",
    standard="L3-03",
)
NUMBER_WITH_PERCENT = rule(
    "number_with_percent",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」の「{value}」を、％を除いた{read}と読みました。単位が％の値か確かめてください。",
    "目標値に「60%」",
    standard="L2-01",
)

"""Rules on the form of a file: can it be read at all, and are its headings the agreed ones?"""

from domain.finding import Actor, Severity
from rules.rule import rule

NOT_READABLE = rule(
    "file_not_readable",
    Severity.ERROR,
    Actor.SENDER,
    "ファイルを読めません（{reason}）。ファイルが壊れていないか確かめ、CSV（UTF-8 または Shift_JIS）で保存し直してください。",
    "途中で切れた zip、画像ファイル",
)
EMPTY = rule(
    "file_empty",
    Severity.ERROR,
    Actor.SENDER,
    "ファイルに行がありません。見出しの行と、1件以上のデータの行を入れてください。",
    "0バイトのファイル、見出しだけのファイル",
)
HEADING_MISSING = rule(
    "heading_missing",
    Severity.ERROR,
    Actor.SENDER,
    "見出し「{value}」がありません。見出しの名前を変えずに、1行目に入れてください（列の中身が空でも見出しは必要です）。",
    "strategic_field の列を消した表",
)
HEADING_UNKNOWN = rule(
    "heading_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "見出し「{value}」は決められた見出しにありません。正しい見出しに直すか、列を削除してください。",
    "investment_oku_yen を 投資額 と書き換えた表",
)
HEADING_REPEATED = rule(
    "heading_repeated",
    Severity.ERROR,
    Actor.SENDER,
    "見出し「{value}」が2つ以上あります。どちらか一つにしてください。",
    "note の列が2つある表",
)
ROW_LENGTH = rule(
    "row_length_differs",
    Severity.ERROR,
    Actor.SENDER,
    'この行は{found}列で、見出しの{expected}列と合いません。余分な「,」や囲みの「"」の不足を直してください。',
    "金額に「1,040」と書き、囲みを忘れた行",
)
FILE_UNKNOWN = rule(
    "file_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」がどの表か分かりません。1行目に、案件または所在地の表の決められた見出しを入れてください。",
    "見出しが一つも一致しない CSV",
)

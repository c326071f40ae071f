"""Rules on the form of a file: can it be read at all, and are its headings the agreed ones?"""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "ファイルの形"

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
    "「{value}」がどの表か分かりません。1行目に、登録する表の決められた見出しを、名前を変えずに入れてください。",
    "見出しが一つも一致しない CSV",
)
FILE_NAME_UNUSABLE = rule(
    "file_name_unusable",
    Severity.ERROR,
    Actor.SENDER,
    "ファイルの名前「{value}」に、目に見えない符号が含まれています（□の位置）。名前を付け直して、もう一度出してください。",
    "改行や、文字の向きを逆にする符号を含む名前",
)
FILE_TOO_LARGE = rule(
    "file_too_large",
    Severity.ERROR,
    Actor.SENDER,
    "ファイルが{size}MBあり、受け付けられる{limit}MBを超えています。画像や使わないシートを除くか、計画ごとに分けて出してください。",
    "写真を貼った200MBのブック",
)
NOT_A_WORKBOOK = rule(
    "not_a_workbook",
    Severity.ERROR,
    Actor.SENDER,
    "中身がExcelのブックでもCSVでもありません。Excelで開いて「Excel ブック（.xlsx）」で保存し直してください。",
    "名前だけを .xlsx に変えた PDF や Word の文書",
    standard="L1-01",
)
WORKBOOK_DAMAGED = rule(
    "workbook_damaged",
    Severity.ERROR,
    Actor.SENDER,
    "ブックが途中で切れているか、壊れています。Excelで開けるか確かめて保存し直し、もう一度送ってください。",
    "送信の途中で切れたファイル",
)
WORKBOOK_LOCKED = rule(
    "workbook_locked",
    Severity.ERROR,
    Actor.SENDER,
    "ブックにパスワードがかかっていて読めません。パスワードを外して保存し直してください（ファイル、情報、ブックの保護）。",
    "読み取りパスワードを付けたブック",
)
WORKBOOK_UNPACKS_TOO_LARGE = rule(
    "workbook_unpacks_too_large",
    Severity.ERROR,
    Actor.SENDER,
    "ブックを展開すると{limit}MBを超えるため、読みません。表の下や右の、書式だけが付いた空の行や列を削除してから保存し直してください。",
    "最終行まで罫線を引いたシート、展開すると際限なく膨らむように作られたファイル",
)
WORKBOOK_DECLARES_ENTITIES = rule(
    "workbook_declares_entities",
    Severity.ERROR,
    Actor.SENDER,
    "ブックの中に、Excelが書かない宣言（DOCTYPE）があり、安全のため読みません。Excelで開いて、新しい名前で保存し直してください。",
    "外のファイルを読ませるように作られたブック",
)
WORKBOOK_TAKES_TOO_MUCH = rule(
    "workbook_takes_too_much",
    Severity.ERROR,
    Actor.SENDER,
    "ブックを読むのに、決められた時間かメモリーを超えました。表の外の離れたセルに値がないか確かめ、計画ごとに分けて出してください。",
    "右下の端のセルにまで値があるシート",
)
WORKBOOK_MACROS = rule(
    "workbook_macros",
    Severity.WARNING,
    Actor.SENDER,
    "ブックにマクロが含まれています。マクロは動かさず、セルの値だけを読みました。次からは「Excel ブック（.xlsx）」で保存してください。",
    ".xlsm で保存したブック",
    standard="L1-01",
)
WORKBOOK_OLD_FORMAT = rule(
    "workbook_old_format",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」の形式のブックです。値は読みましたが、次からは「Excel ブック（.xlsx）」で保存してください。",
    ".xls、.xlsb のブック",
    standard="L1-01",
)
WORKBOOK_UNKNOWN = rule(
    "workbook_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "様式のシートが一つもありません（あるシート: {value}）。計画の様式を入手し、シートの名前を変えずに書いてください。",
    "自分で作った一覧表のブック",
)

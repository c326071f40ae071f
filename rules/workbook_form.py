"""Rules on the sheets of a workbook, with the ids of the 機械可読性ルール (2026-03-31) that they stand for.

The official rules are for data that offices publish; these are the ones whose breach can be seen in
a file and would make a reader miss or mistake a value.
"""

from collections.abc import Iterable

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "ブックの形"

SHEET_MISSING = rule(
    "sheet_missing",
    Severity.ERROR,
    Actor.SENDER,
    "シート「{value}」がありません。様式のシートは、書くことがなくても消さず、名前も変えないでください。",
    "「案件の所在地」を「所在地」と書き換えたブック",
)
SHEET_UNKNOWN = rule(
    "sheet_unknown",
    Severity.WARNING,
    Actor.SENDER,
    "シート「{value}」は様式にないため、取り込みません。登録したいことは様式のシートに移してください。",
    "「メモ」「投資案件 (2)」というシート",
)
SHEET_REPEATED = rule(
    "sheet_repeated",
    Severity.ERROR,
    Actor.SENDER,
    "シート「{value}」と同じ名前のシートがほかにもあります。一つにまとめてください。",
    "「ＫＰＩ」と「KPI」",
)
SHEET_HIDDEN = rule(
    "sheet_hidden",
    Severity.WARNING,
    Actor.SENDER,
    "シート「{value}」は非表示ですが、中の行を取り込みます。再表示して、要らない行がないか確かめてください。",
    "去年の案件を書いたまま隠したシート",
    standard="L1-13",
)
HEADING_ROW_MISSING = rule(
    "heading_row_missing",
    Severity.ERROR,
    Actor.SENDER,
    "シートに見出しの行がありません。様式の見出しを1行目に戻してください。",
    "見出しの行まで消したシート",
    standard="L3-01",
)
HEADING_ROW_LOWER = rule(
    "heading_row_lower",
    Severity.WARNING,
    Actor.SENDER,
    "見出しが{row}行目にあります。その上の行を削除して、見出しを1行目にしてください。",
    "表題や日付を書き足した表",
    standard="L3-01",
)
TEXT_ABOVE_HEADINGS = rule(
    "text_above_headings",
    Severity.NOTICE,
    Actor.SENDER,
    "見出しより上の「{value}」は取り込みません。",
    "1行目に書いた表題",
    standard="L1-04",
)
CELLS_WITHOUT_HEADING = rule(
    "cells_without_heading",
    Severity.ERROR,
    Actor.SENDER,
    "見出しのない列に値があります（{rows}、先頭は「{value}」）。様式の列に移すか、削除してください。",
    "表の右に書いた覚え書き、横に並べた二つ目の表",
    standard="L1-05",
)
NOTE_NOT_IMPORTED = rule(
    "note_not_imported",
    Severity.NOTICE,
    Actor.SENDER,
    "表の下の注記「{value}」は取り込みません。登録したいことは「注意」の列に書いてください。",
    "※ 金額は税抜き",
    standard="L1-04",
)
PRESET_ROWS = rule(
    "preset_rows_not_filled",
    Severity.NOTICE,
    Actor.SENDER,
    "{rows}は、様式にある要件のままで計画IDがないため、取り込みません。要件を確かめたら、計画IDと確認の結果を書いてください。",
    "様式のまま残っている「要件確認」の行",
)
TOTAL_ROW = rule(
    "total_row",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」の行は、合計の行と見て取り込みません。合計は登録したあとで計算されるため、行を削除してください。",
    "最後の行に書いた「合計」",
    standard="L1-02",
)
SECOND_TABLE = rule(
    "second_table",
    Severity.ERROR,
    Actor.SENDER,
    "表の途中に、もう一つの見出しの行があります（{value}）。一つのシートには一つの表だけを書いてください。",
    "一つのシートに縦に並べた二つの表",
    standard="L1-02",
)
CELLS_MERGED = rule(
    "cells_merged",
    Severity.ERROR,
    Actor.SENDER,
    "セルが結合されています（{value}）。結合を解除し、どの行のセルにも値を入れてください。",
    "同じ計画の案件の「計画ID」を縦に結合した表",
    standard="L1-12",
)
ROWS_HIDDEN = rule(
    "rows_hidden",
    Severity.WARNING,
    Actor.SENDER,
    "非表示の行があります（{rows}）。これらの行も取り込みます。再表示して、要らない行は削除してください。",
    "絞り込みで隠れた行、古い案件を隠した行",
    standard="L1-13",
)
COLUMNS_HIDDEN = rule(
    "columns_hidden",
    Severity.WARNING,
    Actor.SENDER,
    "列「{value}」が非表示です。この列も取り込みます。再表示して、値を確かめてください。",
    "使わない列を隠した表",
    standard="L1-13",
)
FORMULAS = rule(
    "formulas",
    Severity.WARNING,
    Actor.SENDER,
    "列「{value}」に数式があります（{rows}）。計算された値を取り込みます。値に置き換えて、正しいか確かめてください。",
    "投資額に「=SUM(D2:D5)」",
    standard="L2-06",
)
FORMULA_WITHOUT_VALUE = rule(
    "formula_without_value",
    Severity.ERROR,
    Actor.SENDER,
    "数式「{value}」の計算された値がファイルにありません。Excelで開いて保存し直すか、値に置き換えてください。",
    "プログラムが書き出し、一度も計算していないブック",
    standard="L2-06",
)
STRUCK_OUT = rule(
    "struck_out",
    Severity.WARNING,
    Actor.SENDER,
    "列「{value}」に取り消し線のあるセルがあります（{rows}）。線は無視して取り込みます。消すものなら、セルの中身を削除してください。",
    "見え消しで直した金額",
    standard="L1-11",
)
DRAWING = rule(
    "drawing",
    Severity.NOTICE,
    Actor.SENDER,
    "シートに図形や画像がありますが、取り込みません。書かれていることを登録するには、セルに書いてください。",
    "図形の中に書いた補足",
    standard="L1-10",
)
NUMBERS_AS_TEXT = rule(
    "numbers_as_text",
    Severity.NOTICE,
    Actor.SENDER,
    "列「{value}」の数字が文字として入っています（{rows}）。数として読みました。次からは数値で入れてください。",
    "全角の「１，２３４」",
    standard="L2-01",
)
EXAMPLE_ROW_FILLED = rule(
    "example_row_filled",
    Severity.WARNING,
    Actor.SENDER,
    "「記入例」の行に、様式の例と違う値（{value}）があります。この行は取り込みません。登録するときは「記入例」の印を消してください。",
    "記入例の行に上書きした案件",
)
EXAMPLE_MARK_UNKNOWN = rule(
    "example_mark_unknown",
    Severity.WARNING,
    Actor.SENDER,
    "「記入例」の列に「{value}」とあります。この行は取り込みます。取り込まない行なら「記入例」と書き、そうでなければ空欄にしてください。",
    "記入例の列に書いた覚え書き",
)


def rows_ja(rows: Iterable[int]) -> str:
    """``3〜5行目、9行目`` for a sentence; after five stretches only how many rows there are."""
    stretches: list[list[int]] = []
    for row in sorted(rows):
        if stretches and row == stretches[-1][1] + 1:
            stretches[-1][1] = row
        else:
            stretches.append([row, row])
    words = [f"{first}〜{last}行目" if first < last else f"{first}行目" for first, last in stretches[:5]]
    if len(stretches) > 5:
        count = sum(last - first + 1 for first, last in stretches)
        words.append(f"ほか（全部で{count}行）")
    return "、".join(words)

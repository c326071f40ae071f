"""Rules on the workbook of a half-yearly report: rows not yet filled in, references, halves, and its time.

They need what a file says of itself or what the registry holds, so loaders and intake fire them.
"""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "進捗報告の様式"

ROWS_NOT_REPORTED = rule(
    "rows_not_reported",
    Severity.NOTICE,
    Actor.SENDER,
    "「{value}」の{rows}には、まだ何も書かれていません。報告がないものとして、取り込みません（登録済みの報告は消えません）。書けるようになったら記入して、もう一度提出してください。",
    "様式に並んでいた施策のうち、三つの行が空のまま",
)
REFERENCE_CHANGED = rule(
    "reference_changed",
    Severity.WARNING,
    Actor.SENDER,
    "「{label}」が「{value}」に書き換わっています。この列は見るためのもので、取り込みません。前回の報告や計画を直すなら、計画の様式で直してください。そうでなければ、このままでかまいません。",
    "「参考：約束の期限」を半年先に書き換えた",
)
REFERENCE_UNSIGNED = rule(
    "reference_unsigned",
    Severity.NOTICE,
    Actor.SENDER,
    "「参考：照合」が空のため、参考の列が書き出したときのままか確かめられません（{rows}）。参考の列は取り込みません。",
    "「参考：照合」の列を消した様式",
)
ROW_OF_OTHER_HALF = rule(
    "row_of_other_half",
    Severity.WARNING,
    Actor.SENDER,
    "この様式は{half}のものですが、{value}の行があります。受け付けるとその半期の報告になります。半期を取り違えていないか確かめてください（速報を確定する行のほかは、様式の半期だけを書きます）。",
    "令和8年度下期の様式に、2026H1 の施策点検の行",
)
REPORT_BEFORE_END = rule(
    "report_before_end",
    Severity.NOTICE,
    Actor.SENDER,
    "{value}は{end}まで続きます。終わる前の報告として受け付けます。半期の末に変わったことがあれば、報告し直してください。",
    "令和9年2月に出した、令和8年度下期の報告",
)
REPORT_AFTER_DUE = rule(
    "report_after_due",
    Severity.NOTICE,
    Actor.SENDER,
    "{value}の報告の提出期限（{due}）を過ぎています。期限後の報告として受け付けます。",
    "11月に出した、上期の報告",
)
PLAN_CHANGED_SINCE_REPORT_FORM = rule(
    "plan_changed_since_report_form",
    Severity.ERROR,
    Actor.SENDER,
    "計画「{value}」は、この様式を書き出した後の{at}に、{by}の提出で変わっています。約束や目標が変わったか、同じ報告がすでに出ているおそれがあります。様式を書き出し直し、記入した所を移してから提出してください。",
    "様式を配った後に、別の課が同じ計画の報告を出していた",
)
REPORT_EXISTS_ALREADY = rule(
    "report_exists_already",
    Severity.WARNING,
    Actor.RECEIVER,
    "計画「{value}」の報告はすでに登録されていますが、このファイルは登録簿のどの版から書き出したものか分かりません。受け付けると、前の報告が置き換わります。変更点を確かめてください。",
    "様式情報のシートを消した様式で、報告を出し直した",
)

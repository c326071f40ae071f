"""Rules on a submission as a whole: the registry it is for, its plans, and what happened since its export.

They need what a file says of itself and what the registry holds, so intake fires them.
"""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "提出の全体"

FICTIONAL_INTO_REAL = rule(
    "fictional_into_real",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は架空のファイルです。登録先「{registry}」は実データの登録簿のため、受け付けません。実データの様式で作り直すか、登録先を架空の登録簿に変えてください。",
    "デモ（架空）から書き出したファイルを、実データの登録簿に提出した",
)
REAL_INTO_FICTIONAL = rule(
    "real_into_fictional",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は実データのファイルです。登録先「{registry}」は架空の登録簿のため、受け付けません。登録先を実データの登録簿に変えてください。",
    "実データの計画を、デモ（架空）の登録簿に提出した",
)
PLAN_CHANGED_SINCE_EXPORT = rule(
    "plan_changed_since_export",
    Severity.ERROR,
    Actor.SENDER,
    "計画「{value}」は、このファイルを書き出した後の{at}に、{by}の提出で変わっています。このまま受け付けるとその変更が失われます。いまの計画を書き出し直し、直した所を移してから提出してください。",
    "書き出した後に、県が同じ計画の改訂を提出していた",
)
NO_PLAN_IN_FILE = rule(
    "no_plan_in_file",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」のどの表にも、計画の行がありません。計画のシートに1行以上入れてください（「記入例」の印がある行は取り込みません）。",
    "記入例の行だけが残った様式",
)
PLAN_OF_OTHER_FORM = rule(
    "plan_of_other_form",
    Severity.ERROR,
    Actor.SENDER,
    "計画「{plan_id}」の種類は「{value}」ですが、このファイルは「{form}」の様式です。計画の種類を直すか、その種類の様式に書いてください。",
    "A の様式に、種類が「地場産業成長プラン」の行",
)
PLAN_EXISTS_ALREADY = rule(
    "plan_exists_already",
    Severity.WARNING,
    Actor.RECEIVER,
    "計画「{value}」はすでに登録されていますが、このファイルは登録簿から書き出したものではありません。このファイルにない行は取り下げになります。変更点を確かめてください。",
    "登録済みの計画を、空の様式に書き直して出した",
)
PLAN_BEYOND_AREAS = rule(
    "plan_beyond_areas",
    Severity.ERROR,
    Actor.SENDER,
    "あなたが提出できる区域（{areas}）にないものを含みます: {value}。自分の区域の計画だけのファイルにするか、その区域の担当者が提出してください。",
    "九州の担当者が、北海道の計画を提出した",
)

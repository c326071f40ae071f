"""Rules on boundary files that a user brings: 国土数値情報 行政区域 (N03)."""

from domain.finding import Actor, Severity
from rules.rule import rule

FAMILY = "境界のファイル"

BOUNDARY_NOT_READABLE = rule(
    "boundary_not_readable",
    Severity.ERROR,
    Actor.USER,
    "境界のファイルを読めません（{reason}）。国土数値情報の行政区域（N03）の zip、シェープファイル（.shp と同じ場所に .dbf と .shx）、GeoJSON のいずれかを指定してください。",
    "途中で切れた zip、.dbf のない .shp",
)
BOUNDARY_COLUMN_MISSING = rule(
    "boundary_column_missing",
    Severity.ERROR,
    Actor.USER,
    "属性「{value}」がありません。国土数値情報の行政区域（N03）のファイルか確かめてください。",
    "N03_007 のない GeoJSON",
)
BOUNDARY_CODE_UNKNOWN = rule(
    "boundary_code_unknown",
    Severity.ERROR,
    Actor.USER,
    "行政区域コード「{value}」（{name}）は、いまのコード表にありません。合併などで廃止された市区町村を含む古い年のデータです。新しい年の N03 を使ってください。",
    "22131（2023年までの浜松市中区を市名なしで）、合併前の町村",
)
BOUNDARY_MUNICIPALITY_MISSING = rule(
    "boundary_municipality_missing",
    Severity.ERROR,
    Actor.USER,
    "{prefecture}の「{value}」の区域がありません。都道府県の一部だけのデータは取り込めません。都道府県の全体を含むファイルを指定してください。",
    "一部の市町村だけを切り出した GeoJSON",
)
BOUNDARY_AREA_REPEATED = rule(
    "boundary_area_repeated",
    Severity.ERROR,
    Actor.USER,
    "同じ市区町村（{value}）の区域が、複数のファイル（{files}）にあります。一つの都道府県につき、ファイルは一つだけ指定してください。",
    "石川県の 2023年と 2024年の N03 を一度に指定",
)
BOUNDARY_EMPTY_SHAPE = rule(
    "boundary_empty_shape",
    Severity.WARNING,
    Actor.USER,
    "「{value}」の図形のうち{count}個は面を持たないため、使いませんでした。元のファイルに欠けがないか確かめてください。",
    "geometry が null の行",
)
BOUNDARY_WARDS_MERGED = rule(
    "boundary_wards_merged",
    Severity.NOTICE,
    Actor.USER,
    "政令指定都市の行政区 {count}区を、市の区域（{value}）にまとめました。地図と集計は市を単位とするためです。",
    "札幌市中央区から清田区までの10区",
)
BOUNDARY_LAYER_LEFT_OUT = rule(
    "boundary_layer_left_out",
    Severity.NOTICE,
    Actor.USER,
    "「{value}」は市区町村の区域ではない（都道府県や振興局の外形など）ため、使っていません。",
    "N03-20240101_GML.zip の中の N03-20240101_prefecture.shp",
)
BOUNDARY_UNASSIGNED_LAND = rule(
    "boundary_unassigned_land",
    Severity.NOTICE,
    Actor.USER,
    "所属未定地 {count}か所（合計 {value}km²）は、どの市区町村にも属さないため、区域に含めていません。",
    "鳥島、孀婦岩など",
)
BOUNDARY_NAME_DIFFERS = rule(
    "boundary_name_differs",
    Severity.NOTICE,
    Actor.USER,
    "コード {code} の名前は、境界データでは「{value}」、コード表では「{name}」です。画面にはコード表の名前を示します。",
    "39405 檮原町（コード表は梼原町）",
)
BOUNDARY_PREFECTURES_KEPT = rule(
    "boundary_prefectures_kept",
    Severity.NOTICE,
    Actor.USER,
    "ファイルにない{count}都道府県は、これまでの境界のまま使います。境目は、取り込んだ区域に合わせて直しました。",
    "石川県だけの N03",
)
BOUNDARY_EARLIER_UNREADABLE = rule(
    "boundary_earlier_unreadable",
    Severity.WARNING,
    Actor.USER,
    "これまで使っていた境界を読めない（{value}）ため、ファイルにない都道府県には製品に同梱の境界を使いました。以前に取り込んだ都道府県があれば、そのファイルも取り込み直してください。",
    "途中で切れた index.json",
)

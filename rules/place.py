"""Rules on places: prefectures and municipalities that cannot be told, and ones to know about."""

from collections.abc import Iterable

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.municipality import NORTHERN_KIND, municipalities
from domain.record import Submitted
from rules.rule import check, rule

PREFECTURE_UNKNOWN = rule(
    "prefecture_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」という都道府県はありません。正式な名前か、2桁または6桁のコードにしてください。",
    "熊元県",
)
MUNICIPALITY_UNKNOWN = rule(
    "municipality_unknown",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」という市区町村は{prefecture}にありません。{hint}合併前の名前や誤字でないか確かめ、現在の正式な名前にしてください。",
    "熊本県 菊用町",
)
MUNICIPALITY_AMBIGUOUS = rule(
    "municipality_ambiguous",
    Severity.ERROR,
    Actor.SENDER,
    "「{value}」は{candidates}のどれか決められません。6桁のコードにするか、都道府県と市区町村の名前を添えてください。",
    "12203（012203 士別市か 122033 市川市か）",
)
CODE_AND_NAME_DISAGREE = rule(
    "code_and_name_disagree",
    Severity.ERROR,
    Actor.SENDER,
    "コード「{value}」は{candidates}のもので、名前「{name}」と合いません。どちらが正しいか確かめて直してください。",
    "434043 と 大津町（434043 は菊陽町）",
)
WARD_GIVEN = rule(
    "ward_given",
    Severity.WARNING,
    Actor.SENDER,
    "「{value}」は政令指定都市の区です。市（{city}）の案件として数えます。次からは市の名前かコードにしてください。",
    "横浜市鶴見区",
)
PLACE_IN_NORTHERN_TERRITORIES = rule(
    "place_in_northern_territories",
    Severity.WARNING,
    Actor.RECEIVER,
    "所在地「{value}」は北方領土の村です。地図では「対象外」として描くため、所在地に誤りがないか確かめてください。",
    "016969 泊村（北海道古宇郡の泊村は 014036）",
)


def named(lg_codes: Iterable[str]) -> str:
    """``122033 市川市、012203 士別市`` for a sentence."""
    words = []
    for code in lg_codes:
        known = municipalities() if code in municipalities() else codelist("ward")
        words.append(f"{code} {known.label(code)}")
    return "、".join(words)


@check
def check_northern_territories(submitted: Submitted) -> Iterable[Finding]:
    if "project_sites" not in submitted:
        return
    sites = submitted["project_sites"]
    northern = {entry.code for entry in municipalities() if entry.more["kind"] == NORTHERN_KIND}
    for _, row in sites.frame[sites.frame["lg_code"].isin(northern)].iterrows():
        name = f"{row['lg_code']} {municipalities().label(row['lg_code'])}"
        yield PLACE_IN_NORTHERN_TERRITORIES.at(sites.cell(row, "lg_code"), name)

"""A selection and its link say the same; what a link asks for and we do not know is found and left out."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.selection import LONGEST_TEXT, PARAMETERS, Selection, parse_selection, unknown_parameters
from domain.area import Level, label_of, level_of, lineage
from domain.codelist import codelist
from domain.municipality import municipalities
from tests.builders import CHITOSE, KIKUYO, KUMAMOTO, SAGA
from tests.unit.analysis.strategies import AREAS, selections

ANYTHING = st.dictionaries(st.sampled_from(PARAMETERS), st.lists(st.text(max_size=20), max_size=3))


def parsed(**parameters: list[str]) -> Selection:
    """The selection of parameters that are all understood."""
    selection, findings = parse_selection(parameters)
    assert findings == []
    return selection


def findings_of(**parameters: list[str]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.value) for finding in parse_selection(parameters)[1]]


@given(selections())
@settings(deadline=None)
def test_link_of_any_selection_leads_back_to_it(selection: Selection) -> None:
    assert parse_selection(selection.to_parameters()) == (selection, [])


@given(ANYTHING)
@settings(deadline=None)
def test_any_link_gives_a_selection_that_counts_and_describes(parameters: dict[str, list[str]]) -> None:
    selection, _ = parse_selection(parameters)
    assert level_of(selection.area) is selection.level
    assert selection.describe()
    assert set(selection.to_parameters()) <= set(PARAMETERS)


@given(ANYTHING.filter(lambda parameters: len(" ".join(parameters.get("text", []))) < LONGEST_TEXT))
@settings(deadline=None)
def test_what_was_understood_of_a_link_is_a_link_of_its_own(parameters: dict[str, list[str]]) -> None:
    understood, _ = parse_selection(parameters)
    assert parse_selection(understood.to_parameters()) == (understood, [])


def test_text_that_is_cut_at_a_space_leads_back_to_itself() -> None:
    cut, _ = parse_selection({"text": ["a" * (LONGEST_TEXT - 1) + " b"]})
    assert parse_selection(cut.to_parameters())[0] == cut


def test_every_area_leads_back_to_itself() -> None:
    areas = {area: parse_selection(Selection(area).to_parameters()) for area in AREAS}
    assert areas == {area: (Selection(area), []) for area in AREAS}


def test_whole_country_has_no_parameters() -> None:
    assert Selection().to_parameters() == {}
    assert parse_selection({}) == (Selection(), [])
    assert Selection().is_everything


@pytest.mark.parametrize(
    "vocabulary",
    [
        ("field", "strategic_field"),
        ("status", "project_status"),
        ("size_band",) * 2,
        ("stage", "plan_stage"),
        ("grade", "kpi_grade"),
        ("freshness",) * 2,
        ("alert",) * 2,
    ],
)
def test_words_are_understood_by_code_and_by_label(vocabulary: tuple[str, str]) -> None:
    name, words = vocabulary[0], codelist(vocabulary[1])
    by_code = parsed(**{name: list(reversed(words.codes))})
    by_label = parsed(**{name: [entry.label_ja for entry in words]})
    assert by_code == by_label
    assert by_code.to_parameters() == {name: list(words.codes)}, "in the order of the vocabulary"


def test_word_given_twice_counts_once() -> None:
    assert parsed(field=["ocean", "海洋", "ocean"]).fields == ("ocean",)


@pytest.mark.parametrize("letter", "SABCDN")
def test_grade_is_understood_by_its_letter(letter: str) -> None:
    assert codelist("kpi_grade")[parsed(grade=[letter]).grades[0]].more["letter"] == letter


def test_description_names_what_is_asked_of_kpis() -> None:
    asked = Selection(grades=("slightly_behind", "behind"), freshness=("overdue",), alerts=("far_behind",))
    assert asked.describe() == (
        "全国 ／ KPIの評価: やや遅れ、遅れ ／ KPIの実績: 未報告・遅延 ／ 注意点: 同種の指標より大きく遅れ"
    )
    assert asked.asks_of_progress
    assert not Selection(stages=("bc_report",)).asks_of_progress


@pytest.mark.parametrize("given_as", ["43", "430005", "43000", "熊本県", "熊本", " 熊本県 ", "４３０００５"])
def test_prefecture_is_understood_by_digits_code_and_name(given_as: str) -> None:
    assert parsed(prefecture=[given_as]).area == KUMAMOTO


def test_prefecture_is_understood_by_full_width_digits() -> None:
    assert parsed(prefecture=["４３"]).area == KUMAMOTO


def test_every_prefecture_is_understood_by_its_two_digits() -> None:
    for code in codelist("prefecture").codes:
        assert parsed(prefecture=[code[:2]]).area == code
        assert parsed(prefecture=[str(int(code[:2]))]).area == code


@pytest.mark.parametrize("given_as", ["kyushu", "九州"])
def test_block_is_understood_by_code_and_label(given_as: str) -> None:
    assert parsed(block=[given_as]).area == "kyushu"


def test_code_with_two_readings_is_decided_by_the_prefecture() -> None:
    assert parsed(prefecture=["北海道"], municipality=["12106"]).area == "012106"
    assert parsed(prefecture=["12"], municipality=["12203"]).area == "122033"


@pytest.mark.parametrize("given_as", ["434043", "43404", "４３４０４３"])
def test_municipality_is_understood_by_code_with_and_without_check_digit(given_as: str) -> None:
    assert parsed(municipality=[given_as]).area == KIKUYO


def test_ward_stands_for_its_city() -> None:
    ward = next(iter(codelist("ward")))
    assert parsed(municipality=[ward.code]).area == ward.more["city"]


def test_smallest_of_nested_areas_is_selected() -> None:
    assert parsed(block=["kyushu"], prefecture=["43"], municipality=[KIKUYO]).area == KIKUYO
    assert parsed(municipality=[KIKUYO], block=["九州"]).area == KIKUYO


@pytest.mark.parametrize(
    ("parameters", "area", "outside"),
    [
        ({"block": ["tohoku"], "prefecture": ["430005"]}, KUMAMOTO, "熊本県"),
        ({"block": ["tohoku"], "municipality": [KIKUYO]}, KIKUYO, "菊陽町"),
        ({"prefecture": ["佐賀県"], "municipality": [KIKUYO]}, KIKUYO, "菊陽町"),
        ({"prefecture": ["43", "41"]}, SAGA, "佐賀県"),
    ],
)
def test_areas_that_contradict_are_found_and_the_last_one_holds(
    parameters: dict[str, list[str]], area: str, outside: str
) -> None:
    selection, findings = parse_selection(parameters)
    assert selection.area == area
    assert [(finding.rule, finding.value) for finding in findings] == [("area_contradicts", outside)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("block", "kyuushuu"),
        ("block", "430005"),
        ("prefecture", "熊元県"),
        ("prefecture", "48"),
        ("prefecture", "00"),
        ("prefecture", KIKUYO),
        ("municipality", "999999"),
        ("municipality", KUMAMOTO),
        ("municipality", "434044"),
        ("field", "半導体"),
        ("field", "AI_SEMICONDUCTOR"),
        ("status", "operation"),
        ("size_band", "1兆円"),
        ("announced_from", "二〇二四"),
        ("announced_from", "24"),
        ("announced_to", "2024年"),
        ("announced_to", "1899"),
        ("announced_to", "2200"),
    ],
)
def test_unknown_value_is_found_and_the_rest_stays_in_force(name: str, value: str) -> None:
    rest = {"field": ["ocean"], "status": ["稼働"], "text": ["港"]}
    asked = {key: values for key, values in rest.items() if key != name} | {name: [value]}
    selection, findings = parse_selection(asked)
    assert [(finding.rule, finding.value) for finding in findings] == [("value_unknown", value)]
    assert value in findings[0].sentence
    kept = {key: values for key, values in rest.items() if key != name}
    assert selection == parsed(**kept)


def test_known_words_beside_an_unknown_one_stay_in_force() -> None:
    selection, findings = parse_selection({"field": ["ocean", "sea", "quantum"]})
    assert selection.fields == ("quantum", "ocean")
    assert [finding.value for finding in findings] == ["sea"]


def test_reversed_years_are_found_and_swapped() -> None:
    selection, findings = parse_selection({"announced_from": ["2025"], "announced_to": ["2021"]})
    assert (selection.announced_from, selection.announced_to) == (2021, 2025)
    assert [(finding.rule, finding.value) for finding in findings] == [("years_reversed", "2025〜2021")]


def test_years_may_be_typed_full_width_and_stand_alone() -> None:
    assert parsed(announced_from=["２０２１"]) == Selection(announced_from=2021)
    assert parsed(announced_to=["2021"]) == Selection(announced_to=2021)
    assert parsed(announced_from=["2021"], announced_to=["2021"]).describe() == "全国 ／ 公表: 2021年〜2021年"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  菊陽　 町 ", "菊陽 町"),
        ("\t\n", ""),
        ("　", ""),
        ("\ufe00", ""),
        ("x" * 300, "x" * LONGEST_TEXT),
        ("=1+1<script>&?#", "=1+1<script>&?#"),
    ],
)
def test_text_is_put_in_order_and_cut(typed: str, kept: str) -> None:
    assert parsed(text=[typed]).text == kept


def test_parameters_of_other_names_are_found() -> None:
    found = unknown_parameters(["feild", "field", "measure"], also_known=["measure"])
    assert [(finding.rule, finding.value) for finding in found] == [("parameter_unknown", "feild")]
    assert unknown_parameters(PARAMETERS) == []


def test_findings_come_in_the_order_of_the_parameters() -> None:
    assert findings_of(text=["x"], status=["b"], field=["a"], block=["z"]) == [
        ("value_unknown", "z"),
        ("value_unknown", "a"),
        ("value_unknown", "b"),
    ]


@pytest.mark.parametrize(
    ("area", "level", "block", "prefecture", "municipality"),
    [
        ("japan", Level.NATION, "", "", ""),
        ("kyushu", Level.BLOCK, "kyushu", "", ""),
        (KUMAMOTO, Level.PREFECTURE, "kyushu", KUMAMOTO, ""),
        (CHITOSE, Level.MUNICIPALITY, "hokkaido", "010006", CHITOSE),
    ],
)
def test_selection_knows_what_holds_its_area(
    area: str, level: Level, block: str, prefecture: str, municipality: str
) -> None:
    found = Selection(area)
    assert (found.level, found.block, found.prefecture, found.municipality) == (
        level,
        block,
        prefecture,
        municipality,
    )
    assert found.describe() == " > ".join(label_of(code) for code in lineage(area))


def test_description_names_every_part() -> None:
    asked = Selection(KUMAMOTO, ("ocean", "quantum"), ("operating",), ("over_1t",), 2020, None, "工場")
    assert asked.describe() == (
        "全国 > 九州 > 熊本県 ／ 戦略分野: 海洋、量子 ／ 状況: 稼働 ／ 投資規模: 1兆円以上 ／ 公表: 2020年〜 ／ 語句: 工場"
    )


@given(selections())
@settings(deadline=None, max_examples=30)
def test_same_question_about_another_area_or_other_fields_changes_nothing_else(selection: Selection) -> None:
    moved = selection.within(KIKUYO).with_fields(("ocean",))
    back = dataclasses.replace(moved, area=selection.area, fields=selection.fields)
    assert (moved.area, moved.fields) == (KIKUYO, ("ocean",))
    assert back == selection
    assert selection.narrows_attributes == (dataclasses.replace(selection, area="japan") != Selection())


def test_northern_villages_can_be_asked_for() -> None:
    village = next(entry.code for entry in municipalities() if entry.more["kind"] == "北方領土")
    assert parsed(municipality=[village]).prefecture == "010006"


def test_plan_type_is_understood_by_its_letter() -> None:
    assert parsed(plan_type=["A", "地域産業クラスター計画", "c"]).plan_types == ("a", "b", "c")
    assert findings_of(plan_type=["D"]) == [("value_unknown", "D")]


def test_description_names_the_plans_that_are_asked_for() -> None:
    asked = Selection(plan_types=("b",), stages=("bc_published", "bc_revised"))
    assert asked.describe() == (
        "全国 ／ 計画の種類: 地域産業クラスター計画 ／ 計画の段階: 首長による公表、計画改訂（B・C）"
    )
    assert asked.to_parameters() == {"plan_type": ["b"], "stage": ["bc_published", "bc_revised"]}
    assert asked.narrows_attributes

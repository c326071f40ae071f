"""The vocabularies as data: complete, consistent, dated and sourced."""

import csv
import datetime as dt
import re
from collections import Counter

import pytest

from domain.area import block_of, prefectures_of
from domain.codelist import COMMON_COLUMNS, FOLDER, codelist
from domain.folders import DATA
from domain.lg_code import is_prefecture, is_well_formed, prefecture_of
from domain.money import format_yen
from domain.municipality import NORTHERN_KIND, municipalities

NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
REGISTERS = {"municipality", "prefecture", "ward"}
BLOCKS = ["hokkaido", "tohoku", "kanto", "chubu", "kinki", "chugoku", "shikoku", "kyushu", "okinawa"]
# fmt: off
FIELDS = [
    "AI・半導体", "造船", "量子", "合成生物学・バイオ", "航空・宇宙", "デジタル・サイバーセキュリティ", "コンテンツ", "フードテック",
    "資源・エネルギー安全保障・GX", "防災・国土強靱化", "創薬・先端医療", "フュージョンエネルギー", "マテリアル（重要鉱物・部素材）",
    "港湾ロジスティクス", "防衛産業", "情報通信", "海洋",
]
FIELDS_BY_ROADMAP = [
    "AI・半導体", "デジタル・サイバーセキュリティ", "情報通信", "量子", "防衛産業", "航空・宇宙", "海洋", "造船",
    "マテリアル（重要鉱物・部素材）", "合成生物学・バイオ", "創薬・先端医療", "資源・エネルギー安全保障・GX", "フュージョンエネルギー",
    "防災・国土強靱化", "港湾ロジスティクス", "フードテック", "コンテンツ",
]
BUREAUS = {
    "hokkaido": ("北海道経済産業局", "札幌市"), "tohoku": ("東北経済産業局", "仙台市"),
    "kanto": ("関東経済産業局", "さいたま市"), "chubu": ("中部経済産業局", "名古屋市"),
    "kinki": ("近畿経済産業局", "大阪市"), "chugoku": ("中国経済産業局", "広島市"),
    "shikoku": ("四国経済産業局", "高松市"), "kyushu": ("九州経済産業局", "福岡市"),
    "okinawa": ("沖縄総合事務局経済産業部", "那覇市"),
}
# fmt: on


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sources() -> set[str]:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["source"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", NAMES)
class TestEveryList:
    def test_has_the_common_columns_and_no_ragged_row(self, name):
        for row in rows(name):
            assert set(COMMON_COLUMNS) <= set(row)
            assert None not in row
            assert None not in row.values()

    def test_names_each_code_once_in_lower_case_or_digits(self, name):
        codes = [row["code"] for row in rows(name)]
        assert max(Counter(codes).values()) == 1
        assert all(code.isascii() and code == code.lower() and " " not in code for code in codes)

    def test_has_a_japanese_label_without_white_space_at_its_ends(self, name):
        assert all(row["label_ja"] and row["label_ja"] == row["label_ja"].strip() for row in rows(name))

    def test_has_an_english_label(self, name):
        assert [
            row["code"] for row in rows(name) if not row["label_en"].isascii() or not row["label_en"]
        ] == []

    def test_is_dated_with_real_days_in_order(self, name):
        for row in rows(name):
            start = dt.date.fromisoformat(row["valid_from"])
            assert not row["valid_to"] or dt.date.fromisoformat(row["valid_to"]) >= start

    def test_names_a_source_that_is_described(self, name):
        assert {row["source"] for row in rows(name)} <= sources()

    def test_tells_its_words_apart(self, name):
        repeated = {label for label, n in Counter(row["label_ja"] for row in rows(name)).items() if n > 1}
        assert not repeated or name in REGISTERS

    def test_orders_its_words_from_one_where_it_orders_them(self, name):
        order = [row["order"] for row in rows(name) if "order" in row]
        assert order == [str(number) for number in range(1, len(order) + 1)]


def test_the_seventeen_fields_have_the_official_names_in_the_order_of_november_2025():
    assert [entry.label_ja for entry in codelist("strategic_field")] == FIELDS
    assert [int(entry.more["order_2025"]) for entry in codelist("strategic_field")] == list(range(1, 18))


def test_the_roadmaps_order_names_each_field_once():
    by_roadmap = {int(entry.more["order_roadmap"]): entry.label_ja for entry in codelist("strategic_field")}
    assert [by_roadmap[number] for number in range(1, 18)] == FIELDS_BY_ROADMAP


def test_short_names_of_fields_are_short_and_differ():
    short = [entry.more["short_ja"] for entry in codelist("strategic_field")]
    assert len(set(short)) == 17
    assert all(1 < len(name) <= 8 for name in short)


def test_there_are_47_prefectures_in_the_order_of_their_codes():
    assert [code[:2] for code in codelist("prefecture").codes] == [f"{n:02}" for n in range(1, 48)]
    assert all(is_well_formed(code) and is_prefecture(code) for code in codelist("prefecture").codes)


def test_short_names_of_prefectures_are_the_name_without_its_ending():
    for entry in codelist("prefecture"):
        assert entry.label_ja in {entry.more["short_ja"] + ending for ending in "都府県"} | {"北海道"}


def test_the_nine_blocks_part_the_prefectures_among_them():
    assert list(codelist("block").codes) == BLOCKS
    parts = [code for block in BLOCKS for code in prefectures_of(block)]
    assert sorted(parts) == sorted(codelist("prefecture").codes)


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("hokkaido", "北海道"),
        ("tohoku", "青森 岩手 宮城 秋田 山形 福島"),
        ("kanto", "茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 山梨 長野 静岡"),
        ("chubu", "富山 石川 岐阜 愛知 三重"),
        ("kinki", "福井 滋賀 京都 大阪 兵庫 奈良 和歌山"),
        ("chugoku", "鳥取 島根 岡山 広島 山口"),
        ("shikoku", "徳島 香川 愛媛 高知"),
        ("kyushu", "福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島"),
        ("okinawa", "沖縄"),
    ],
)
def test_each_block_is_the_jurisdiction_of_its_bureau(block, names):
    short = [codelist("prefecture")[code].more["short_ja"] for code in prefectures_of(block)]
    assert short == names.split()


def test_there_are_1741_municipalities_and_six_northern_villages():
    kinds = Counter(entry.more["kind"] for entry in municipalities())
    assert kinds == {"市": 772, "政令指定都市": 20, "特別区": 23, "町": 743, "村": 183, NORTHERN_KIND: 6}
    assert sum(kinds.values()) - kinds[NORTHERN_KIND] == 1741


def test_every_municipality_has_a_right_check_digit_and_lies_in_its_prefecture():
    for entry in municipalities():
        assert is_well_formed(entry.code)
        assert entry.more["prefecture"] == prefecture_of(entry.code) != entry.code
        assert block_of(entry.code) in BLOCKS


def test_the_northern_villages_are_the_six_of_the_official_list():
    northern = {
        entry.code[:5]: entry.label_ja for entry in municipalities() if entry.more["kind"] == NORTHERN_KIND
    }
    villages = ["色丹村", "泊村", "留夜別村", "留別村", "紗那村", "蘂取村"]
    assert northern == {str(code).zfill(5): name for code, name in enumerate(villages, 1695)}


def test_every_municipality_but_the_northern_villages_has_its_hall_inside_japan():
    for entry in municipalities():
        hall = entry.more["hall_lon"], entry.more["hall_lat"]
        if entry.more["kind"] == NORTHERN_KIND:
            assert hall == ("", "")
        else:
            assert 122.9 < float(hall[0]) < 146
            assert 24 < float(hall[1]) < 45.6


def test_the_171_wards_belong_to_designated_cities_and_bear_their_names():
    assert len(codelist("ward")) == 171
    for ward in codelist("ward"):
        city = municipalities()[ward.more["city"]]
        assert is_well_formed(ward.code)
        assert ward.code not in municipalities()
        assert city.more["kind"] == "政令指定都市"
        assert ward.label_ja.startswith(city.label_ja)
        assert prefecture_of(ward.code) == prefecture_of(city.code)


def test_english_names_of_wards_end_in_their_city_and_differ():
    for ward in codelist("ward"):
        city = municipalities()[ward.more["city"]].label_en
        assert re.fullmatch(rf"[A-Z][a-z]+ Ward, {city}", ward.label_en)
    assert len({ward.label_en for ward in codelist("ward")}) == 171


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("231169", "Tempaku Ward, Nagoya City"),  # as the cities themselves write them
        ("271098", "Tennoji Ward, Osaka City"),
        ("141186", "Tsuzuki Ward, Yokohama City"),
        ("261041", "Nakagyo Ward, Kyoto City"),
        ("111031", "Omiya Ward, Saitama City"),
    ],
)
def test_wards_bear_the_english_names_that_their_cities_use(code, name):
    assert codelist("ward")[code].label_en == name


def test_every_designated_city_has_wards():
    cities = {entry.code for entry in municipalities() if entry.more["kind"] == "政令指定都市"}
    assert {ward.more["city"] for ward in codelist("ward")} == cities


def test_size_bands_follow_one_another_without_a_gap():
    bands = [entry.more for entry in codelist("size_band") if entry.code != "not_disclosed"]
    assert bands[0]["lower_yen"] == "0"
    assert bands[-1]["upper_yen"] == ""
    assert [band["upper_yen"] for band in bands[:-1]] == [band["lower_yen"] for band in bands[1:]]
    assert all(int(band["lower_yen"]) < int(band["upper_yen"]) for band in bands[:-1])


def test_the_ladder_of_statuses_leads_from_concept_to_operation_and_off_it():
    labels = [entry.label_ja for entry in codelist("project_status")]
    assert labels == ["構想", "公表", "実証", "着工", "竣工", "稼働", "中断", "取下げ"]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("amount_scope", "一拠点 複数拠点の合計 下限値 一部のみ 金額非公表"),
        ("location_precision", "地点 市区町村 都道府県 不明・国外"),
        ("disclosure", "公開 行政限り 非公表"),
    ],
)
def test_short_vocabularies_have_their_words_each_defined(name, labels):
    assert [entry.label_ja for entry in codelist(name)] == labels.split()
    definitions = [entry.more["definition_ja"] for entry in codelist(name)]
    assert all(len(definition) > 5 for definition in definitions)
    assert len(set(definitions)) == len(definitions)


def test_every_status_is_defined():
    assert all(len(entry.more["definition_ja"]) > 5 for entry in codelist("project_status"))


def test_amounts_that_do_not_add_up_plainly_bear_a_mark():
    marks = {entry.code: entry.more["mark_ja"] for entry in codelist("amount_scope")}
    assert marks.pop("single_site") == ""
    assert all(marks.values())
    assert len(set(marks.values())) == len(marks)


def test_undisclosed_is_one_word_of_scopes_and_of_bands_with_one_label():
    labels = {codelist(name).label("not_disclosed") for name in ("amount_scope", "size_band")}
    assert labels == {"金額非公表"}


def test_labels_of_size_bands_say_their_limits():
    for entry in codelist("size_band"):
        limits = [entry.more["lower_yen"], entry.more["upper_yen"]]
        words = [format_yen(int(limit)) for limit in limits if limit not in ("", "0")]
        # The first of two limits goes without 円: 10億〜50億円.
        spoken = "〜".join([word.removesuffix("円") for word in words[:-1]] + words[-1:])
        ending = {"0": "未満"}.get(limits[0], "" if limits[1] else "以上")
        assert entry.label_ja == (spoken + ending if words else "金額非公表")


def test_each_block_has_its_bureau_and_the_city_where_it_sits():
    seats = {entry.code: (entry.more["bureau_ja"], entry.more["seat_ja"]) for entry in codelist("block")}
    assert seats == BUREAUS
    names = {entry.label_ja for entry in municipalities()}
    assert {seat for _, seat in seats.values()} <= names


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_valid_today(name):
    # Words are looked up without a date, so one that has ended must not stand in a list yet.
    today = dt.date.today().isoformat()
    assert [entry.code for entry in codelist(name) if not entry.is_valid_on(today)] == []


def test_only_withdrawn_projects_do_not_count():
    counts = {entry.code: entry.more["counts_in_total"] for entry in codelist("project_status")}
    assert counts.pop("withdrawn") == "no"
    assert set(counts.values()) == {"yes"}

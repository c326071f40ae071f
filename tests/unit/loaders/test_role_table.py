"""The table of roles: what its rows give, and that nothing doubtful gives anybody anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.role import Role, RoleTable
from domain.viewer import GOVERNMENT, Viewer
from loaders.role_table import read_roles

HEADINGS = "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考"


def read(*rows: str, headings: str = HEADINGS, encoding: str = "utf-8") -> tuple[RoleTable, list[str]]:
    table, findings = read_roles("roles.csv", "\r\n".join([headings, *rows]).encode(encoding))
    return table, [f"{finding.cell.row} {finding.rule}" for finding in findings]


def test_rows_of_a_good_table():
    table, findings = read(
        "Taro@Pref.example.jp,,行政限り,九州,,はい,,熊本",
        "city@example.jp,,公開,,熊本県、福岡県,○,×,",
        ",経産局,government,全国,,いいえ,はい,",
        encoding="cp932",
    )
    assert findings == []
    assert table.by_mail == {
        "taro@pref.example.jp": Role(Viewer(GOVERNMENT, ("kyushu",)), ("kyushu",)),
        "city@example.jp": Role(Viewer(), ("400009", "430005")),
    }
    assert table.by_group == {"経産局": Role(Viewer(GOVERNMENT, ("japan",)), (), may_administer=True)}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (",,公開,,,,,覚え書きだけの行", "role_who_unclear"),
        ("a@example.jp,経産局,公開,,,,,", "role_who_unclear"),
        ("a.example.jp,,公開,,,,,", "role_mail_malformed"),
        ("ａ@example.jp,,公開,,,,,", "role_mail_malformed"),
        ("a@example.jp b@example.jp,,公開,,,,,", "role_mail_malformed"),
        ("a@example.jp,,内部限り,,,,,", "role_audience_unknown"),
        ("a@example.jp,,,,,,,", "role_audience_unknown"),
        ("a@example.jp,,非公表,,,,,", "role_audience_unknown"),
        ("a@example.jp,,行政限り,九洲,,,,", "role_area_unknown"),
        ("a@example.jp,,行政限り,,熊本,,,", "role_area_unknown"),
        ("a@example.jp,,行政限り,熊本県,,,,", "role_area_unknown"),
        ("a@example.jp,,行政限り,,全国,,,", "role_area_unknown"),
        ("a@example.jp,,行政限り,九州,,要相談,,", "role_flag_unknown"),
        ("a@example.jp,,行政限り,九州,,,たぶん,", "role_flag_unknown"),
        ("a@example.jp,,公開,,,はい,,", "role_submits_for_no_area"),
        ("a@example.jp,,公開,九州,,,はい,", "role_administers_as_public"),
        ("a@example.jp,,公開", "row_length_differs"),
    ],
)
def test_a_row_with_an_error_gives_nobody_a_role(row, rule):
    table, findings = read(row, "b@example.jp,,公開,,,,,")
    assert findings == [f"2 {rule}"]
    assert list(table.by_mail) == ["b@example.jp"]
    assert not table.by_group


def test_two_rows_about_one_person_give_no_role_at_all():
    table, findings = read(
        "a@example.jp,,公開,,,,,", "A@example.jp,,行政限り,全国,,,,", "b@example.jp,,公開,,,,,"
    )
    assert findings == ["2 role_repeated", "3 role_repeated"]
    assert list(table.by_mail) == ["b@example.jp"]


@pytest.mark.parametrize(
    "rows",
    [
        ("a@example.jp,,内部限り,,熊本県,,,",),
        ("A@example.jp,経産局,公開,,,,,",),
        ("a@example.jp,,公開,,,,,", "A@example.jp,,公開,,,,,"),
    ],
    ids=["error", "mail and group", "twice"],
)
def test_a_row_that_was_to_take_rights_away_takes_them_away_with_an_error_in_it_too(rows):
    table, _ = read(",経産局,行政限り,全国,,はい,,", *rows)
    assert table.role_of("a@example.jp", ["経産局"]) is None
    assert table.role_of("b@example.jp", ["経産局"]) is not None


def test_the_government_without_an_area_sees_no_drafts_and_is_told_of():
    table, findings = read("a@example.jp,,行政限り,,,,,")
    assert findings == ["2 role_sees_no_drafts"]
    assert table.by_mail["a@example.jp"] == Role(Viewer(GOVERNMENT))


@pytest.mark.parametrize(
    ("headings", "rule"),
    [
        (HEADINGS.replace("取扱区分", "区分"), "heading_missing"),
        (HEADINGS.replace("備考", "備考,所属"), "heading_unknown"),
        (HEADINGS.replace("備考", "提出"), "heading_repeated"),
    ],
)
def test_without_the_agreed_headings_nobody_has_a_role(headings, rule):
    row = ",".join(["a@example.jp", "", "公開", "", "", "", "", "", ""][: headings.count(",") + 1])
    table, findings = read(row, headings=headings)
    assert len(table) == 0
    assert f"1 {rule}" in findings


@pytest.mark.parametrize("content", [b"", b"\x00\x01", HEADINGS.encode(), b'"a'])
def test_what_is_no_table_gives_nobody_a_role(content):
    table, findings = read_roles("roles.csv", content)
    assert len(table) == 0
    assert findings


CELL = st.sampled_from(
    [
        "",
        "a@example.jp",
        "b@example.jp",
        "経産局",
        "公開",
        "行政限り",
        "九州",
        "全国",
        "熊本県",
        "はい",
        "×",
        "?",
    ]
)


@given(st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=6))
def test_whatever_is_written_no_row_with_an_error_gives_a_role(rows):
    table, findings = read_roles("roles.csv", "\n".join([HEADINGS, *map(",".join, rows)]).encode())
    faulty = {finding.cell.row for finding in findings if finding.severity == "誤り"}
    good = [row for number, row in enumerate(rows, start=2) if number not in faulty and any(row)]
    assert {*table.by_mail, *table.by_group} <= {name for row in good for name in row[:2]}

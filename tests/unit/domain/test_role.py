"""Roles of persons: by address first, else by all their groups together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.role import NOBODY, Role, RoleTable, mail_key
from domain.viewer import GOVERNMENT, Viewer

KYUSHU = Role(Viewer(GOVERNMENT, ("kyushu",)), ("kyushu",))
TOHOKU_READER = Role(Viewer(GOVERNMENT, ("tohoku",)))
TOWN = Role(Viewer(), ("430005",))
ADMINISTRATOR = Role(Viewer(GOVERNMENT), may_administer=True)
TABLE = RoleTable(
    {"a@pref.example.jp": KYUSHU, "gone@pref.example.jp": NOBODY},
    {"九州局": KYUSHU, "東北局": TOHOKU_READER, "町": TOWN, "管理": ADMINISTRATOR},
)


def test_nobody_sees_what_is_public_and_hands_in_nothing():
    assert NOBODY.viewer == Viewer("public")
    assert not NOBODY.may_submit
    assert not NOBODY.may_administer


@pytest.mark.parametrize("mail", ["a@pref.example.jp", " A@Pref.Example.JP "])
def test_an_address_meets_its_row_in_any_case(mail):
    assert TABLE.role_of(mail, []) == KYUSHU


@pytest.mark.parametrize(
    "mail", ["", "b@pref.example.jp", "ａ@pref.example.jp", "a@pref.example.jp@x", "九州局"]
)
def test_any_other_address_is_in_no_row(mail):
    assert TABLE.role_of(mail, []) is None


def test_letters_that_become_ascii_when_made_small_are_another_address():
    assert "\u212a".lower() == "k", "the sign of the kelvin"
    table = RoleTable({"k@pref.example.jp": KYUSHU})
    assert table.role_of("\u212a@pref.example.jp", []) is None


def test_the_row_of_an_address_counts_alone_also_where_it_allows_less():
    assert TABLE.role_of("gone@pref.example.jp", ["九州局"]) == NOBODY


def test_groups_count_together_but_do_not_lend_each_other_areas():
    both = TABLE.role_of("", ["東北局", "町", "知らない組"])
    assert both == Role(Viewer(GOVERNMENT, ("tohoku",)), ("430005",))
    assert TABLE.role_of("", ["管理", "九州局"]) == Role(Viewer(GOVERNMENT, ("kyushu",)), ("kyushu",), True)


def test_who_is_in_no_group_of_the_table_is_in_no_row():
    assert TABLE.role_of("x@example.jp", ["知らない組", "九州局 "]) is None


@given(st.lists(st.sampled_from(sorted(TABLE.by_group))))
def test_groups_never_allow_what_none_of_them_does(groups):
    held = [TABLE.by_group[group] for group in groups]
    role = TABLE.role_of("", groups) or NOBODY
    assert set(role.viewer.drafts_of) == {area for one in held for area in one.viewer.drafts_of}
    assert set(role.submits_for) == {area for one in held for area in one.submits_for}
    assert role.may_administer == any(one.may_administer for one in held)
    assert (role.viewer.audience == GOVERNMENT) == any(one.viewer.audience == GOVERNMENT for one in held)


@given(st.text(max_size=30))
def test_the_key_of_an_address_is_its_own_key(text):
    assert mail_key(mail_key(text)) == mail_key(text)

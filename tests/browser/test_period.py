"""Looking back at a half with real clicks: the switch, the link, the way back."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def total(page) -> str:
    return page.locator(".card .value").first.inner_text()


def test_a_half_is_chosen_kept_on_the_next_page_and_left_again(visit):
    watched = visit()
    page = watched.open("/investment_map?registry=demo")
    newest = total(page)
    page.locator("nav.period summary").click()
    page.locator("nav.period").get_by_role("link", name="令和7年度下期").click()
    page.wait_for_url("**/investment_map?registry=demo&period=2025H2")
    watched.settle()
    assert page.locator(".period[role=status]").inner_text().startswith("令和7年度下期")
    then = total(page)
    assert then != newest
    page.get_by_role("link", name="当時の公表").click()
    page.wait_for_url("**/investment_map?registry=demo&period=2025H2&known=then")
    page.get_by_role("link", name="計画一覧").click()
    page.wait_for_url("**/plan_list?registry=demo&period=2025H2&known=then")
    watched.settle()
    page.locator("nav.period summary").click()
    page.locator("nav.period").get_by_role("link", name="最新（令和8年度上期まで）").click()
    page.wait_for_url("**/plan_list?registry=demo")
    assert watched.outside() == []

"""Clusters on the map are told apart by everyone: their outlines from each other and from any ground."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from domain.codelist import codelist
from geo import palette
from geo.layers.plan_areas import DASHES, WIDTHS
from tests.catalogue.test_palette import JUST_DIFFERENT, PLAINLY_DIFFERENT, SIGHT, contrast, difference, lab

GROUNDS = (palette.NO_PROJECT, *palette.PLAN_GROUND)


def test_every_type_has_an_outline_of_its_own_width_and_colour() -> None:
    types = set(codelist("plan_type").codes)
    assert set(palette.PLAN_TYPES) == set(WIDTHS) == types
    assert set(DASHES) < types
    assert len(set(WIDTHS.values())) == len(set(palette.PLAN_TYPES.values())) == len(types) <= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_outlines_are_plainly_different(sight: str) -> None:
    for one, other in combinations(palette.PLAN_TYPES.values(), 2):
        assert difference(one, other, sight) > PLAINLY_DIFFERENT, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_outlines_are_seen_on_every_ground(sight: str) -> None:
    for token in palette.PLAN_TYPES.values():
        for ground in (*GROUNDS, palette.OUTSIDE, palette.SEA):
            assert difference(token, ground, sight) > PLAINLY_DIFFERENT, (token, ground)


@pytest.mark.parametrize("token", palette.PLAN_TYPES.values())
def test_outlines_stand_out_on_white(token: str) -> None:
    assert contrast(token, "#ffffff") >= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_grounds_darken_with_the_number_of_plans(sight: str) -> None:
    for light, dark in pairwise(GROUNDS):
        assert lab(light, sight)[0] > lab(dark, sight)[0]
        assert difference(light, dark, sight) > JUST_DIFFERENT, (light, dark)


@pytest.mark.parametrize("sight", SIGHT)
def test_areas_that_work_together_do_not_look_like_the_plans_own(sight: str) -> None:
    for token in (palette.PLAN_GROUND[0], palette.PLAN_GROUND[2], palette.OUTSIDE):
        assert difference(palette.PLAN_LINKED, token, sight) > JUST_DIFFERENT, token


def test_letters_are_readable_on_their_white_ground() -> None:
    assert contrast(palette.INK, "#ffffff") >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_areas_gained_lost_and_kept_are_plainly_different(sight: str) -> None:
    for one, other in combinations((palette.AREA_ADDED, palette.AREA_REMOVED, palette.PLAN_GROUND[0]), 2):
        assert difference(one, other, sight) > PLAINLY_DIFFERENT, (one, other)

"""Chance: the same name draws the same, and drawing for one thing never shifts another."""

from hypothesis import given
from hypothesis import strategies as st

from demo.chance import Chance

names = st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3)


def test_a_known_draw_stays_what_it_is() -> None:
    assert [Chance(1, "plan").whole(0, 10**6) for _ in range(2)] == [763_504, 763_504]


@given(names)
def test_the_same_path_draws_the_same(path: list[str]) -> None:
    one, other = Chance(*path), Chance(*path)
    assert [one.whole(0, 10**9) for _ in range(5)] == [other.whole(0, 10**9) for _ in range(5)]


@given(names, st.integers(0, 5))
def test_draws_for_a_part_do_not_depend_on_those_before(path: list[str], before: int) -> None:
    used, fresh = Chance(*path), Chance(*path)
    for _ in range(before):
        used.whole(0, 10)
    assert used.of("part").whole(0, 10**9) == fresh.of("part").whole(0, 10**9)


@given(st.lists(st.integers(), unique=True, max_size=20), st.integers(0, 25), names)
def test_some_are_different_and_in_their_own_order(items: list[int], count: int, path: list[str]) -> None:
    found = Chance(*path).some(items, count)
    assert len(found) == min(count, len(items))
    assert found == [item for item in items if item in found]


def test_heavier_items_are_chosen_more_often() -> None:
    drawn = [Chance("weights", number).some(["light", "heavy"], 1, [1, 9])[0] for number in range(400)]
    assert 320 < drawn.count("heavy") < 395

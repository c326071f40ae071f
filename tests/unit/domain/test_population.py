"""Population: 47 prefectures that add up to the census's total."""

from domain.codelist import codelist
from domain.population import AS_OF, NAME_JA, populations


def test_every_prefecture_has_inhabitants_and_nothing_else_does():
    assert set(populations()) == set(codelist("prefecture").codes)
    assert all(count > 500_000 for count in populations().values())


def test_the_prefectures_add_up_to_the_nation():
    assert sum(populations().values()) == 126_146_099


def test_known_prefectures_have_the_published_count():
    assert populations()["010006"] == 5_224_614
    assert populations()["130001"] == 14_047_594
    assert populations()["310000"] == 553_407


def test_the_figures_say_what_they_are():
    assert AS_OF == "2020-10-01"
    assert NAME_JA == "令和2年国勢調査"

"""Looking thousands of names up in all texts at once finds what looking at each cell would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.spelling import search_key
from rules.shown_text import ShownTexts, search_keys
from tests.builders import project, submitted

TEXTS = st.lists(st.text("架空精機 ﾃｽﾄテスト\0ABCａｂ髙高ヶ\n", max_size=12), max_size=6)
NAMES = st.text("架空精機テストabc高", min_size=1, max_size=4)


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS, st.lists(NAMES, max_size=4))
def test_the_cells_found_are_those_whose_key_holds_the_name(names, notes, sought):
    length = min(len(names), len(notes))
    rows = [project(f"P-{at}", name=names[at], note=notes[at]) for at in range(length)]
    texts = ShownTexts(submitted(rows, []), {"project_id", "source_url", "company_name", "plan_id"})
    for name in map(search_key, sought):
        found = [(column, index, text) for _, column, index, text in texts.holding(name)]
        expected = [
            (column, index, search_key(row[column].replace("\0", "")))
            for column in ("name", "note")
            for index, row in enumerate(rows)
            if name in search_key(row[column].replace("\0", ""))
        ]
        assert found == expected


def test_a_name_is_not_found_across_two_cells():
    rows = [project(name="架空", note="精機")]
    assert list(ShownTexts(submitted(rows, []), set()).holding("架空精機")) == []


def test_columns_left_out_are_not_searched():
    rows = [project(company_name="架空精機")]
    assert list(ShownTexts(submitted(rows, []), {"company_name"}).holding("架空精機")) == []
    assert len(list(ShownTexts(submitted(rows, []), set()).holding("架空精機"))) == 1


def test_no_texts_hold_nothing():
    assert list(ShownTexts({}, set()).holding("架空精機")) == []


@given(st.lists(st.text("架空ＡＢＣabc株㈱ \n髙", max_size=8), max_size=5))
def test_keys_made_at_once_are_the_keys_of_each(texts):
    assert search_keys(texts) == [search_key(text) for text in texts]

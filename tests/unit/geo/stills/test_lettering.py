"""Letters of stills: measured, shortened, wrapped, and never anything but letters."""

from hypothesis import given
from hypothesis import strategies as st

from geo.stills.lettering import fitted, one_line, width, wrapped

texts = st.text(st.sampled_from("投資額（単位：億円）1,234ABC gj・、。ー"), max_size=40)


@given(texts, st.floats(20, 300))
def test_a_fitted_line_fits(text: str, most: float) -> None:
    line = fitted(text, 7.0, most)
    assert width(line, 7.0) <= most
    assert line == one_line(text) or line.endswith("…")


@given(texts, st.floats(30, 200), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_unsaid(text: str, most: float, lines: int) -> None:
    found = wrapped(text, 7.0, most, lines)
    assert len(found) <= lines
    assert all(width(line, 7.0) <= most for line in found)
    if found and not found[-1].endswith("…"):
        assert "".join(found).replace(" ", "") == one_line(text).replace(" ", "")


def test_numbers_are_not_broken_and_no_line_begins_with_a_mark() -> None:
    lines = wrapped("500億円～1,234,567億円、および700億円", 7.0, 62.0, 6)
    assert any("1,234,567" in line for line in lines)
    assert not any(line[0] in "、。～億" for line in lines[1:])


def test_a_title_breaks_before_its_bracket() -> None:
    assert wrapped("公表案件の投資額（単位：億円）", 7.0, 80.0, 3) == ["公表案件の投資額", "（単位：億円）"]


def test_line_breaks_and_control_characters_become_spaces_and_unknown_letters_a_sign() -> None:
    assert one_line("甲\n乙\t丙\x00丁") == "甲 乙 丙 丁"
    assert one_line("工場\U0001f3ed") == "工場〓"


def test_width_grows_with_size_and_weight_is_told_apart() -> None:
    assert width("千歳市", 14.0) == 2 * width("千歳市", 7.0)
    assert width("千歳市", 10.0) == 30.0
    assert width("Total", 10.0, is_bold=True) > width("Total", 10.0)

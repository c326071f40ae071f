"""Colours of the map are told apart by everyone: by lightness, with colour blindness, and on white.

Differences are CIEDE2000; colour blindness is simulated with the matrices of Machado, Oliveira and
Fernandes (2009) at full severity.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from geo import palette
from geo.palette import rgb

Floats = npt.NDArray[np.float64]

SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(axis=1)

PLAINLY_DIFFERENT, JUST_DIFFERENT = 10.0, 2.3  # the latter: what an eye can just tell apart
TEXTS = {"INK": palette.INK, "ACCENT": palette.ACCENT, "BUBBLE_HOLLOW": palette.BUBBLE_HOLLOW}
MARKS = {
    "ACCENT": palette.ACCENT, "BORDER": palette.BORDER, "CHOSEN": palette.CHOSEN,
    "BUBBLE": palette.BUBBLE, "BUBBLE_HOLLOW": palette.BUBBLE_HOLLOW,
}  # fmt: skip
GROUNDS = {
    "NO_PROJECT": palette.NO_PROJECT, "NOT_DISCLOSED": palette.NOT_DISCLOSED,
    "OUTSIDE": palette.OUTSIDE, "NOT_COVERED": palette.NOT_COVERED,
}  # fmt: skip


def linear(token: str) -> Floats:
    channels = np.array(rgb(token)) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((float(_TO_XYZ[1] @ linear(token)) for token in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(token: str, sight: str = "usual") -> Floats:
    seen = np.clip(SIGHT[sight] @ linear(token), 0, 1)
    ratio = _TO_XYZ @ seen / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one: Floats, other: Floats) -> float:
    """Difference of two colours in CIELAB, as CIE 142-2001 defines it."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 1 + (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25**7))) / 2
    c1, c2 = np.hypot(g * a1, b1), np.hypot(g * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, g * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    if c1 * c2 == 0:
        mean_h = h1 + h2
    else:
        mean_h = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    mean_l, mean_cp = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1 - 0.17 * np.cos(np.radians(mean_h - 30)) + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6)) - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )  # fmt: skip
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_cp, 1 + 0.015 * mean_cp * t
    bend = 30 * np.exp(-(((mean_h - 275) / 25) ** 2))
    r_t = -2 * np.sqrt(mean_cp**7 / (mean_cp**7 + 25**7)) * np.sin(np.radians(2 * bend))
    l_term, c_term, h_term = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return float(np.sqrt(l_term**2 + c_term**2 + h_term**2 + r_t * c_term * h_term))


def difference(one: str, other: str, sight: str) -> float:
    return ciede2000(lab(one, sight), lab(other, sight))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ruler_is_right(one: tuple[float, ...], other: tuple[float, ...], expected: float) -> None:
    """Pairs of Sharma, Wu and Dalal (2005), by which CIEDE2000 is checked."""
    assert ciede2000(np.array(one, dtype=float), np.array(other, dtype=float)) == pytest.approx(
        expected, abs=1e-4
    )


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("sight", SIGHT)
def test_classes_darken_step_by_step(sight: str) -> None:
    lightness = [lab(token, sight)[0] for token in palette.CLASSES]
    assert len(lightness) == 5
    assert all(light - dark > 5 for light, dark in pairwise(lightness))


@pytest.mark.parametrize("sight", SIGHT)
def test_neighbouring_classes_are_plainly_different(sight: str) -> None:
    for one, other in pairwise(palette.CLASSES):
        assert difference(one, other, sight) > PLAINLY_DIFFERENT, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_no_class_looks_like_an_area_without_value(sight: str) -> None:
    for token in palette.CLASSES:
        for ground in GROUNDS.values():
            assert difference(token, ground, sight) > PLAINLY_DIFFERENT, (token, ground)


@pytest.mark.parametrize("sight", SIGHT)
def test_withheld_none_outside_and_not_covered_are_different(sight: str) -> None:
    for one, other in combinations(GROUNDS.values(), 2):
        assert difference(one, other, sight) > JUST_DIFFERENT, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_land_is_different_from_the_sea(sight: str) -> None:
    for ground in GROUNDS.values():
        assert difference(palette.SEA, ground, sight) > JUST_DIFFERENT, ground


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_readable_on_white(name: str) -> None:
    assert contrast(TEXTS[name], "#ffffff") >= 4.5


@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out_on_white(name: str) -> None:
    assert contrast(MARKS[name], "#ffffff") >= 3


@pytest.mark.parametrize("token", palette.CLASSES)
def test_outline_of_the_chosen_area_is_seen_on_every_class(token: str) -> None:
    for sight in SIGHT:
        assert difference(palette.CHOSEN, token, sight) > PLAINLY_DIFFERENT, sight


def test_outline_of_the_chosen_area_stands_out_from_its_halo() -> None:
    """On the second blue orange is as light as the ground; beside its white line it is seen on any."""
    assert contrast(palette.CHOSEN, palette.CLASSES[1]) < 1.5
    assert contrast(palette.CHOSEN, palette.CHOSEN_HALO) >= 3


def test_tokens_are_six_hexadecimal_digits() -> None:
    tokens = [
        *palette.CLASSES,
        *GROUNDS.values(),
        *MARKS.values(),
        palette.INK,
        palette.SEA,
        palette.CHOSEN_HALO,
    ]
    for token in tokens:
        assert "#{:02x}{:02x}{:02x}".format(*rgb(token)) == token

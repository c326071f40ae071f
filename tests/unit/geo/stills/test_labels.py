"""Names and marks on stills: none over another, the weightiest first, and those without room are counted."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geo.stills.labels import Piece, Placement, placed
from geo.stills.plate import Box

PAPER = Box(0, 0, 300, 200)
LEGEND = Box(200, 0, 300, 80)

sizes = st.floats(4, 90)
pieces = st.lists(
    st.builds(
        lambda width, height, x, y, rank, gap: (width, height, x, y, rank, gap),
        sizes,
        st.floats(4, 30),
        st.floats(-20, 320),
        st.floats(-20, 220),
        st.integers(0, 2),
        st.sampled_from([0.0, 5.0]),
    ),
    max_size=40,
)


def as_pieces(drawn: list[tuple[float, float, float, float, int, float]]) -> list[Piece]:
    return [
        Piece(at, width, height, x, y, float(at % 5), PAPER, rank=rank, gap=gap, is_led=gap > 0)
        for at, (width, height, x, y, rank, gap) in enumerate(drawn)
    ]


@given(pieces)
def test_no_box_overlaps_another_or_what_is_taken_or_leaves_the_paper(drawn) -> None:
    found = placed(as_pieces(drawn), [LEGEND])
    boxes = [place.box for place in found.places]
    for one, other in combinations([*boxes, LEGEND], 2):
        assert not one.overlaps(other)
    for box in boxes:
        assert PAPER.left < box.left
        assert box.right < PAPER.right
        assert PAPER.bottom < box.bottom
        assert box.top < PAPER.top


@given(pieces)
def test_no_line_passes_through_a_name(drawn) -> None:
    places = placed(as_pieces(drawn), [LEGEND]).places
    for place in places:
        if place.leader is None:
            continue
        for other in places:
            if other is not place:
                assert not passes(place.piece, place.leader, other.box)


def passes(piece: Piece, end: tuple[float, float], box: Box) -> bool:
    """True if the middle third of the line lies inside the box by more than a point."""
    parts = (step / 15 for step in range(5, 11))
    return any(
        box.holds(piece.x + part * (end[0] - piece.x), piece.y + part * (end[1] - piece.y), 1.0)
        for part in parts
    )


@given(pieces, st.randoms(use_true_random=False))
def test_places_do_not_hang_on_the_order_given_and_all_pieces_are_accounted_for(drawn, random) -> None:
    given_pieces = as_pieces(drawn)
    found = placed(given_pieces, [LEGEND])
    assert len(found.places) + found.left_out == len(given_pieces)
    shuffled = list(given_pieces)
    random.shuffle(shuffled)
    assert placed(shuffled, [LEGEND]) == found


def keys(found: Placement) -> list[int]:
    return [place.piece.key for place in found.places]


def test_the_weightiest_takes_the_place_and_the_other_moves_aside() -> None:
    light, heavy = Piece(0, 40, 16, 130, 100, 1, PAPER), Piece(1, 40, 16, 104, 100, 2, PAPER)
    found = placed([light, heavy], [])
    assert keys(found) == [1, 0]
    assert found.places[0].box.holds(104, 100)
    assert found.left_out == 0


def test_what_moves_far_has_a_line_to_its_place() -> None:
    taken = [Box(60, 80, 99, 125), Box(101, 80, 140, 125), Box(99, 80, 101, 99)]
    (place,) = placed([Piece(0, 40, 16, 100, 100, 1, PAPER)], taken).places
    assert place.leader is not None
    assert place.box.bottom > 125


def test_what_finds_no_room_is_left_out_and_counted() -> None:
    tight = Box(0, 0, 60, 20)
    found = placed([Piece(at, 50, 16, 30, 10, -at, tight) for at in range(3)], [])
    assert keys(found) == [0]
    assert found.left_out == 2


def test_a_name_whose_place_lies_beneath_the_legend_or_outside_is_left_out() -> None:
    hidden, outside = Piece(0, 20, 10, 250, 40, 1, PAPER), Piece(1, 20, 10, -5, 40, 1, PAPER)
    assert placed([hidden, outside], [LEGEND]) == Placement((), 2)


def test_a_name_beside_a_small_area_has_a_line_to_it() -> None:
    (place,) = placed([Piece(0, 40, 16, 100, 100, 1, PAPER, gap=5, is_led=True)], []).places
    assert place.leader is not None
    assert not place.box.holds(100, 100)


def test_a_frame_is_taken_for_all_but_what_lies_in_it() -> None:
    frame, words = Box(0, 100, 90, 200), Box(0, 185, 60, 200)
    island, mainland = Piece(0, 30, 10, 45, 150, 1, frame), Piece(1, 30, 10, 45, 150, 1, PAPER)
    found = placed([island, mainland], [frame, words])
    assert keys(found) == [0]
    (place,) = placed([Piece(0, 30, 10, 45, 182, 1, frame)], [frame, words]).places
    assert not place.box.overlaps(words)

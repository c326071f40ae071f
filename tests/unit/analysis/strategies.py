"""Hypothesis strategies: any valid selection, small records, and selections that meet them."""

import itertools

from hypothesis import strategies as st

from analysis.selection import LONGEST_TEXT, Selection
from domain.area import NATION
from domain.codelist import codelist
from domain.municipality import municipalities
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, YOSHINOGARI, project, site
from tests.unit.analysis.brute_force import Row

AREAS = (
    NATION,
    *codelist("block").codes,
    *codelist("prefecture").codes,
    *municipalities().codes,
)
YEARS = st.none() | st.integers(1900, 2199)


def some_of(vocabulary: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Any words of a vocabulary, in its order."""
    codes = codelist(vocabulary).codes
    return st.sets(st.sampled_from(codes), max_size=3).map(
        lambda found: tuple(c for c in codes if c in found)
    )


def years() -> st.SearchStrategy[tuple[int | None, int | None]]:
    """Both ends of a span of years, in their order."""
    return st.tuples(YEARS, YEARS).map(
        lambda ends: ends if None in ends else (min(ends), max(ends))  # type: ignore[type-var]
    )


def texts() -> st.SearchStrategy[str]:
    """What a search box may hold once its white space is in order; something is left to look for."""
    words = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=12)
    return st.just("") | st.lists(words, min_size=1, max_size=4).map(" ".join).filter(
        lambda text: len(text) <= LONGEST_TEXT
    )


@st.composite
def selections(
    draw: st.DrawFn, areas: tuple[str, ...] = AREAS, text: st.SearchStrategy[str] | None = None
) -> Selection:
    """Any valid selection."""
    start, end = draw(years())
    return Selection(
        draw(st.sampled_from(areas)),
        draw(some_of("strategic_field")),
        draw(some_of("project_status")),
        draw(some_of("size_band")),
        start,
        end,
        draw(text if text is not None else texts()),
        draw(some_of("plan_type")),
        draw(some_of("plan_stage")),
        draw(some_of("kpi_grade")),
        draw(some_of("freshness")),
        draw(some_of("alert")),
    )


VILLAGE = "016951"
PLACES = (KIKUYO, OZU, IMARI, YOSHINOGARI, CHITOSE, KUMAMOTO, SAGA, VILLAGE, "")
AMOUNTS = (
    st.none()
    | st.integers(0, 3)
    | st.sampled_from([10**9, 10**9 - 1, 5 * 10**10, 10**12])
    | st.integers(10**15 - 99, 10**15 + 99)
)
FEW = {
    "fields": ("ai_semiconductor", "ocean", "materials"),
    "statuses": ("announced", "operating", "withdrawn"),
    "size_bands": ("under_1b", "1b_5b", "over_1t", "not_disclosed"),
}
DATES = ("", "2019", "2021-03", "2024-01-31")
TEXTS = ("", "", "", "案件 p-1", "きくよう", "菊陽", "熊本", "Ｂ社", "Ｐ－２")


@st.composite
def _project_with_sites(draw: st.DrawFn, number: int) -> tuple[Row, list[Row]]:
    project_id = f"P-{number}"
    row = project(
        project_id,
        field_code=draw(st.sampled_from(FEW["fields"])),
        status_code=draw(st.sampled_from(FEW["statuses"])),
        company_name=draw(st.sampled_from(["A社", "B社"])),
        amount_yen=draw(AMOUNTS),
        amount_scope=draw(st.sampled_from(codelist("amount_scope").codes)),
        public_support_yen=draw(st.none() | st.integers(0, 9)),
        amount_disclosure=draw(st.sampled_from(["", "", "public", "government", "withheld"])),
        announced_date=draw(st.sampled_from(DATES)),
        operation_date=draw(st.sampled_from(DATES)),
    )
    codes = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=4))
    eighths = draw(st.sampled_from([(), (8,), (3, 5), (4, 1, 3), (2, 4), (1,)]))
    sites = [
        site(project_id, code, share=eighth / 8 if eighth else None)
        for code, eighth in itertools.zip_longest(codes, eighths[: len(codes)])
    ]
    return row, sites


@st.composite
def small_records(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Rows of up to four projects and their sites, in a few places that nest and do not nest."""
    found = [draw(_project_with_sites(number)) for number in range(1, draw(st.integers(0, 4)) + 1)]
    return [row for row, _ in found], [site for _, sites in found for site in sites]


@st.composite
def near_selections(draw: st.DrawFn) -> Selection:
    """Selections that small records often meet."""
    chosen = {
        name: tuple(
            c for c in codes if c in draw(st.just(codes) | st.just(()) | st.sets(st.sampled_from(codes)))
        )
        for name, codes in FEW.items()
    }
    start, end = draw(st.sampled_from([(None, None)] * 3 + [(2021, None), (None, 2021), (2019, 2023)]))
    area = draw(st.sampled_from([NATION, "kyushu", "hokkaido", KUMAMOTO, SAGA, "010006", KIKUYO, VILLAGE]))
    return Selection(
        area, **chosen, announced_from=start, announced_to=end, text=draw(st.sampled_from(TEXTS))
    )

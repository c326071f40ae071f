"""Ways to other areas as links: up by the breadcrumb, down to the parts of an area."""

from __future__ import annotations

from html import escape

from domain.area import Level, label_of, level_of, lineage, prefectures_of
from domain.codelist import codelist
from ui import link


def breadcrumb(area: str, page: str) -> str:
    """The areas above as links to ``page``: a way up by keyboard, beside the filters."""
    steps = []
    for above in lineage(area):
        name = escape(label_of(above, full=level_of(above) is Level.BLOCK))
        if above == area:
            steps.append(f'<span aria-current="page">{name}</span>')
        else:
            steps.append(f'<a data-go href="{_address(above, page)}">{name}</a>')
    return f'<nav class="breadcrumb" aria-label="区域">{"<i>›</i>".join(steps)}</nav>'


def parts(area: str, page: str) -> str:
    """The blocks of the nation or the prefectures of a block as links to ``page``; "" for smaller areas."""
    level = level_of(area)
    if level not in (Level.NATION, Level.BLOCK):
        return ""
    codes = codelist("block").codes if level is Level.NATION else prefectures_of(area)
    items = "".join(
        f'<a data-go href="{_address(code, page)}">{escape(label_of(code))}</a>' for code in codes
    )
    name = "ブロックを選ぶ" if level is Level.NATION else "都道府県を選ぶ"
    return f'<nav class="areas" aria-label="{name}"><b>{name}</b>{items}</nav>'


def _address(area: str, page: str) -> str:
    return escape(link.relative_address(page, area=area), quote=True)

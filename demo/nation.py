"""Which plans the demo nation has: type A by block, B by prefecture, C by municipality, and when each began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from demo.chance import Chance
from demo.outline import Outline, Scale
from demo.places import (
    COASTAL_FIELDS,
    bodies,
    bodies_of,
    bodies_of_block,
    chosen_body,
    distance_km,
    nearest,
)
from demo.words import FICTIONAL, words
from domain.area import block_of, label_of, prefectures_of
from domain.codelist import codelist
from domain.lg_code import prefecture_of
from domain.municipality import municipalities

_STATE = "国"

_OPENED = (0.55, 0.22, 0.13, 0.1)
"""Of the plans, the part that begins in the first half, the second, …; none begins in the last."""

_OPENED_TOGETHER = 0.85
_WERE_DRAFTED = 0.15
_ACROSS_BLOCKS_KM = 120.0


def outlines(chance: Chance, scale: Scale) -> list[Outline]:
    """All plans of the nation in order: type A by block, B by prefecture, C by municipality."""
    prefectures = [code for block in scale.blocks for code in prefectures_of(block)]
    found = [plan for block in scale.blocks for plan in _block_plans(chance.of("a", block), block)]
    for prefecture in sorted(prefectures):
        found += _prefecture_plans(chance.of("b", prefecture), prefecture)
    found += _municipal_plans(chance.of("c"), bodies_of(tuple(prefectures)), scale.municipal_plans)
    drafts = _drafts(chance.of("drafts"), found, scale.drafts)
    return [_timed(chance.of("time"), plan, scale, plan.plan_id in drafts) for plan in found]


def _drafts(chance: Chance, plans: Sequence[Outline], counts: Sequence[int]) -> set[str]:
    """Ids of the plans still in draft; a block and a prefecture keep their first plan in force."""
    found: set[str] = set()
    for plan_type, count in zip("abc", counts, strict=True):
        further = [
            plan.plan_id
            for plan in plans
            if plan.plan_type == plan_type and (plan_type == "c" or not plan.plan_id.endswith("-01"))
        ]
        found.update(chance.of(plan_type).some(further, count))
    return found


def _block_plans(chance: Chance, block: str) -> list[Outline]:
    fields = chance.some(
        _fields("strategic_field", bodies_of_block(block, is_coastal=True)), chance.whole(1, 2)
    )
    return [
        _block_plan(chance.of(number), block, number, field_code)
        for number, field_code in enumerate(fields, start=1)
    ]


def _block_plan(chance: Chance, block: str, number: int, field_code: str) -> Outline:
    lead = chosen_body(chance, prefectures_of(block), is_coastal=field_code in COASTAL_FIELDS)
    *members, joins = nearest(lead, chance.whole(3, 6), bodies_of((prefecture_of(lead),)))
    members += _across_the_border(lead, chance.whole(1, 4), block)
    areas = [(lead, "lead"), *((code, "member") for code in members)]
    names = list(dict.fromkeys(label_of(prefecture_of(code)) for code in (lead, *members)))
    co_blocks: tuple[str, ...] = ()
    other = _nearest_elsewhere(lead, block)
    if distance_km(lead, other) < _ACROSS_BLOCKS_KM and chance.happens(0.4):
        areas.append((other, "member"))
        co_blocks = (block_of(other),)
    linked = [code for code in prefectures_of(block) if code != prefecture_of(lead)]
    if linked and chance.happens(0.4):
        areas.append((chance.one(linked), "linked"))
    cluster = words("cluster", field_code)[0]
    return Outline(
        plan_id=f"DEMO-A-{block}-{number:02}",
        plan_type="a",
        title=f"{FICTIONAL}{label_of(block)}{cluster}クラスター計画",
        author=_STATE,
        block=block,
        place="・".join(names),
        areas=tuple(areas),
        joins=joins,
        fields=_with_further(chance, field_code, "strategic_field"),
        product=chance.one(words("product", field_code)),
        sender=f"{FICTIONAL} {label_of(block, full=True)}計画担当",
        co_blocks=co_blocks,
    )


def _across_the_border(lg_code: str, count: int, block: str) -> list[str]:
    """The nearest municipalities of the neighbouring prefecture in the block; none where it is alone."""
    others = [code for code in bodies_of_block(block) if code[:2] != lg_code[:2]]
    first = nearest(lg_code, 1, others)
    return [*first, *nearest(first[0], count - 1, bodies_of((prefecture_of(first[0]),)))] if first else []


def _nearest_elsewhere(lg_code: str, block: str) -> str:
    others = [entry.code for entry in bodies() if block_of(entry.code) != block]
    return nearest(lg_code, 1, others)[0]


def _prefecture_plans(chance: Chance, prefecture: str) -> list[Outline]:
    count = chance.one((1, 2, 3), (0.45, 0.4, 0.15))
    coast = bodies_of((prefecture,), is_coastal=True)
    return [
        _prefecture_plan(chance.of(number), prefecture, number, field_code)
        for number, field_code in enumerate(chance.some(_fields("strategic_field", coast), count), start=1)
    ]


def _prefecture_plan(chance: Chance, prefecture: str, number: int, field_code: str) -> Outline:
    lead = chosen_body(chance, (prefecture,), is_coastal=field_code in COASTAL_FIELDS)
    *members, joins = nearest(lead, chance.whole(3, 6), bodies_of((prefecture,)))
    areas = ((lead, "lead"), *((code, "member") for code in members))
    if chance.happens(0.2):
        areas, joins = ((prefecture, "lead"),), ""
    name = label_of(prefecture)
    cluster = words("cluster", field_code)[0]
    return Outline(
        plan_id=f"DEMO-B-{prefecture}-{number:02}",
        plan_type="b",
        title=f"{FICTIONAL}{name}{cluster}産業クラスター計画",
        author=prefecture,
        block=block_of(prefecture),
        place=name,
        areas=areas,
        joins=joins,
        fields=_with_further(chance, field_code, "local_industry"),
        product=chance.one(words("product", field_code)),
        sender=f"{FICTIONAL} {name} 産業担当課",
    )


def _municipal_plans(chance: Chance, candidates: Sequence[str], count: int) -> list[Outline]:
    weights = [2.0 if municipalities()[code].more["kind"] == "市" else 1.0 for code in candidates]
    chosen = chance.some(candidates, count, weights)
    return [_municipal_plan(chance.of(code), code) for code in chosen]


def _municipal_plan(chance: Chance, lg_code: str) -> Outline:
    field_code = chance.one(codelist("local_industry").codes)
    product = chance.one(words("product", field_code))
    name, prefecture = municipalities().label(lg_code), prefecture_of(lg_code)
    neighbours = nearest(lg_code, 2, bodies_of((prefecture,)))
    # Some municipalities share a plan from the start, some are joined by a neighbour later.
    members, joins = (neighbours[:1], neighbours[1]) if chance.happens(0.15) else ([], neighbours[0])
    # Prefectures collect what their municipalities hand in; the largest cities hand in by themselves.
    is_large = municipalities()[lg_code].more["kind"] == "政令指定都市"
    sender = f"{FICTIONAL} {name if is_large else label_of(prefecture)} 産業担当課"
    return Outline(
        plan_id=f"DEMO-C-{lg_code}-01",
        plan_type="c",
        title=f"{FICTIONAL}{name}「{product}」成長プラン",
        author=lg_code,
        block=block_of(lg_code),
        place=name,
        areas=((lg_code, "lead"), *((code, "member") for code in members)),
        joins=joins,
        fields=(field_code,),
        product=product,
        sender=sender,
    )


def _fields(vocabulary: str, coast: Sequence[str]) -> list[str]:
    """Fields of a vocabulary, without those that need the sea where there is none."""
    return [code for code in codelist(vocabulary).codes if coast or code not in COASTAL_FIELDS]


def _with_further(chance: Chance, field_code: str, vocabulary: str) -> tuple[str, ...]:
    further = [code for code in codelist(vocabulary).codes if code not in {field_code, *COASTAL_FIELDS}]
    return (field_code, chance.one(further)) if chance.happens(0.35) else (field_code,)


def _timed(chance: Chance, plan: Outline, scale: Scale, is_draft: bool) -> Outline:
    """The plan with its times: most plans of a sender begin together."""
    last = len(scale.halves) - 1
    if is_draft or not last:
        drafted = last - chance.of(plan.plan_id).whole(0, min(1, last))
        return replace(plan, drafted=drafted if is_draft else None, opened=None if is_draft else 0)
    together = chance.of(plan.sender, plan.plan_type)
    opened = together.one(range(last), _OPENED[:last])
    was_drafted = opened > 0 and together.happens(_WERE_DRAFTED)
    if opened < last - 1 and not chance.of(plan.plan_id).happens(_OPENED_TOGETHER):
        opened += 1
    return replace(plan, drafted=opened - 1 if was_drafted else None, opened=opened)

"""The short code in a sheet's foot: what the same sheet is made from again, and nothing that it shows.

A code says what was asked for (kind, selection, plan, the map's mode and measure) and of which records
(registry, version, half, the half compared with, day); a title of one's own is too long for it, and the sheet says so. Words stand in it by their numbers in ``data/sheet_code_numbers.csv``, which
are never changed or given twice. Who opens a code sees what his own audience may see.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache

from analysis.measure import Measure
from analysis.selection import WORD_PARAMETERS, Selection, parse_selection
from briefing.sheet_code_parts import (
    number_of_word,
    put_area,
    put_text,
    put_words,
    put_years,
    take_area,
    take_text,
    take_words,
    take_years,
    word_of_number,
)
from briefing.sheet_source import MARK_BITS, Asked, registry_mark
from briefing.sheets.request import Origin, SheetRequest, SheetSource
from briefing.short_code import Packer, Unpacker, grouped, is_whole, plain
from domain.fiscal_half import half_of_number, is_fiscal_half, number_of
from domain.record import Records
from domain.reporting_period import SINCE, THEN
from domain.viewer import Viewer
from registry.database import Registry

LONGEST = 64
"""Characters from which on a code is of no use on paper; only long search texts lead there."""

_FORMAT, _COMPARING, _FORMAT_BITS = 1, 2, 3
"""Of codes, and of those that also name the half compared with."""

_REGISTRIES = ("public", "demo")
_DAY_0 = dt.date(2030, 1, 1)
_DAY_BITS, _PLAN_BITS, _HALF_BITS = 12, 30, 13
_RARE_WORDS = ("status", "size_band", "plan_type", "stage", "grade", "freshness", "alert")
_NOT_READ = "資料番号「{text}」は読めません。資料の下の端にある番号を、もう一度確かめて入力してください。"
_NEWER = "資料番号「{text}」は、この版の製品では読めません。新しい版で作られた番号です。"


class SheetCodeUnreadable(ValueError):
    """A text that is no code of ours, or one that does not fit the registry; the message is a sentence."""


@dataclass(frozen=True)
class Coded:
    """What a code says. ``request.plan`` is empty: ``plan_mark`` tells which plan it is, 0 for none."""

    request: SheetRequest
    plan_mark: int
    origin: Origin
    version: int
    period: str
    known: str
    today: dt.date
    compared: str = ""


def asked_by(coded: Coded, audience: str | Viewer) -> Asked:
    """The records that a code is about, as an audience may see them."""
    registry = coded.origin.registry
    return Asked(registry, coded.version, audience, coded.period, coded.known, coded.today, coded.compared)


def sheet_code(source: SheetSource, request: SheetRequest) -> str:
    """The code of a request for a sheet from these records, in groups of four: ``2Q8D-7KM0-1``."""
    records = source.allocation.records
    return grouped(
        written(
            Coded(
                request,
                plan_mark(request.plan),
                source.origin,
                records.version,
                records.period,
                records.known,
                source.allocation.today,
                source.compared,
            )
        )
    )


def written(coded: Coded) -> str:
    """The code, without hyphens."""
    request = coded.request
    bits = Packer()
    bits.put(_COMPARING if coded.compared else _FORMAT, _FORMAT_BITS)
    if coded.compared:
        bits.put(number_of(coded.compared), _HALF_BITS)
    bits.put_any(number_of_word("sheet_kind", request.kind), 4)
    put_area(bits, request.selection)
    put_words(bits, "strategic_field", request.selection.fields, 5)
    _put_rare(bits, coded)
    bits.put(_REGISTRIES.index(coded.origin.registry), 1)
    bits.put_any(coded.version, 4)
    bits.put(coded.origin.mark, MARK_BITS)
    days = (coded.today - _DAY_0).days
    bits.put_any(2 * days if days >= 0 else -2 * days - 1, _DAY_BITS + 1)
    return bits.packed()


def read_code(text: str) -> Coded:
    """What a code says that somebody typed or pasted.

    Raises:
        SheetCodeUnreadable: it is no code of ours, or one of a later edition of the product.
    """
    code = plain(text)
    shown = " ".join(text.split())[:40]
    if not is_whole(code):
        raise SheetCodeUnreadable(_NOT_READ.format(text=shown))
    try:
        bits = Unpacker(code[:-1])
        form = bits.take(_FORMAT_BITS)
        found = _coded(bits, form) if form in (_FORMAT, _COMPARING) else None
        is_ours = found is not None and written(found) == code
    except KeyError as error:  # a word's number that this edition does not know
        raise SheetCodeUnreadable(_NEWER.format(text=shown)) from error
    except (ValueError, OverflowError) as error:
        raise SheetCodeUnreadable(_NOT_READ.format(text=shown)) from error
    if found is None or not is_ours:
        raise SheetCodeUnreadable((_NOT_READ if found else _NEWER).format(text=shown))
    return found


def check_origin(coded: Coded, registry: Registry) -> None:
    """See that a registry is the one that a code is about, and has all that it had then.

    Raises:
        SheetCodeUnreadable: it is another, or a copy that went another way.
    """
    newest = registry.version()
    if coded.version > newest:
        raise SheetCodeUnreadable(
            f"資料番号は登録簿の第{coded.version}版のものですが、この登録簿は第{newest}版までです。"
            "資料を作った登録簿で開いてください。"
        )
    if registry_mark(registry, coded.version) != coded.origin.mark:
        raise SheetCodeUnreadable(
            "資料番号は別の登録簿で作られたものです。資料を作った登録簿で開いてください。"
        )


def plan_of(coded: Coded, records: Records) -> str:
    """The plan that a code names among those that this audience may see; "" if it names none.

    Raises:
        SheetCodeUnreadable: there is no such plan.
    """
    if not coded.plan_mark:
        return ""
    for plan_id in records["plans"]["plan_id"]:
        if plan_mark(plan_id) == coded.plan_mark:
            return str(plan_id)
    raise SheetCodeUnreadable("資料番号の計画は、登録簿にないか、いまの取扱区分では見られません。")


@cache
def plan_mark(plan_id: str) -> int:
    """A number from 1 of ``_PLAN_BITS`` bits that tells plans apart; 0 for no plan."""
    if not plan_id:
        return 0
    digest = hashlib.sha256(plan_id.encode()).digest()
    return int.from_bytes(digest[:8], "big") % ((1 << _PLAN_BITS) - 1) + 1


def _coded(bits: Unpacker, form: int) -> Coded:
    compared = _half(bits.take(_HALF_BITS)) if form == _COMPARING else ""
    kind = word_of_number("sheet_kind", bits.take_any(4))
    area = take_area(bits)
    values: dict[str, object] = {"fields": take_words(bits, "strategic_field", 5)}
    rare = _take_rare(bits)
    values |= rare.selection
    asked = Selection(area, **values)  # type: ignore[arg-type]
    selection, findings = parse_selection(asked.to_parameters())
    if findings:
        raise ValueError("no selection")
    registry = _REGISTRIES[bits.take(1)]
    version, mark, day = bits.take_any(4), bits.take(MARK_BITS), bits.take_any(_DAY_BITS + 1)
    bits.end()
    today = _DAY_0 + dt.timedelta(days=-((day + 1) // 2) if day % 2 else day // 2)
    request = SheetRequest(kind, selection, mode=rare.mode, measure=rare.measure)
    return Coded(
        request, rare.plan, Origin(registry, mark), version, rare.period, rare.known, today, compared
    )


@dataclass(frozen=True)
class _Rare:
    """What most codes do not say."""

    selection: dict[str, object]
    plan: int = 0
    mode: str = ""
    measure: Measure = Measure.AMOUNT
    period: str = ""
    known: str = SINCE


def _put_rare(bits: Packer, coded: Coded) -> None:
    """One bit if there is nothing, and then one bit for each part."""
    request, selection = coded.request, coded.request.selection
    words = [getattr(selection, WORD_PARAMETERS[name].attribute) for name in _RARE_WORDS]
    years = (selection.announced_from, selection.announced_to)
    view = (request.mode, request.measure)
    parts = (*words, years != (None, None), selection.text, coded.plan_mark, view != ("", Measure.AMOUNT),
             coded.period)  # fmt: skip
    bits.put(int(any(parts)), 1)
    if not any(parts):
        return
    for name, codes in zip(_RARE_WORDS, words, strict=True):
        put_words(bits, WORD_PARAMETERS[name].vocabulary, codes, 3)
    put_years(bits, years)
    put_text(bits, selection.text)
    for number, width in ((coded.plan_mark, _PLAN_BITS), (_half_number(coded), _HALF_BITS + 1)):
        bits.put(int(number > 0), 1)
        if number:
            bits.put(number, width)
    bits.put(int(request.mode != ""), 1)
    if request.mode:
        bits.put_any(number_of_word("map_mode", request.mode), 3)
    bits.put_any(number_of_word("measure", request.measure.value), 2)


def _take_rare(bits: Unpacker) -> _Rare:
    if not bits.take(1):
        return _Rare({})
    chosen: dict[str, object] = {
        WORD_PARAMETERS[name].attribute: take_words(bits, WORD_PARAMETERS[name].vocabulary, 3)
        for name in _RARE_WORDS
    }
    chosen["announced_from"], chosen["announced_to"] = take_years(bits)
    chosen["text"] = take_text(bits)
    plan, half = (bits.take(width) if bits.take(1) else 0 for width in (_PLAN_BITS, _HALF_BITS + 1))
    mode = word_of_number("map_mode", bits.take_any(3)) if bits.take(1) else ""
    measure = Measure(word_of_number("measure", bits.take_any(2)))
    period = _half(half // 2) if half else ""
    return _Rare(chosen, plan, mode, measure, period, THEN if half % 2 else SINCE)


def _half(number: int) -> str:
    half = half_of_number(number)
    if not is_fiscal_half(half):
        raise ValueError("no half")
    return half


def _half_number(coded: Coded) -> int:
    """The half and how much of it is known, as one number; 0 for the newest."""
    return 2 * number_of(coded.period) + (coded.known == THEN) if coded.period else 0

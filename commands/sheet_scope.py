"""Which sheets a command asks for: kinds, and the areas, fields or plan that each is made for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.selection import Selection, parse_selection
from briefing.sheets.request import SheetRequest
from commands.words import Stop
from domain.area import NATION, Level, label_of, prefectures_of
from domain.codelist import codelist

EVERY = {"all_prefectures": "--all-prefectures", "all_blocks": "--all-blocks", "all_fields": "--all-fields"}
_FORMS = "nation、block:コード、prefecture:コード、field:コード、plan:計画ID"


@dataclass(frozen=True)
class Scope:
    """What a file is about: a selection and where there is one a plan; ``kind`` is the kind that fits it."""

    label: str
    kind: str
    selection: Selection
    plan: str = ""


def asked_kinds(words: Sequence[str]) -> tuple[str, ...]:
    """Codes of the kinds of sheets that are named by code or label, each once, in the order given."""
    kinds = codelist("sheet_kind")
    found = {word: word if word in kinds else kinds.code_of(word) for word in words}
    for word, code in found.items():
        if code is None:
            known = "、".join(f"{entry.code}（{entry.label_ja}）" for entry in kinds)
            raise Stop(f"--sheet の「{word}」は分かりません。資料の種類: {known}。")
    return tuple(dict.fromkeys(str(code) for code in found.values()))


def asked_scopes(scope: str | None, every: Mapping[str, bool], selection: Selection) -> tuple[Scope, ...]:
    """The scopes of ``--scope`` or of one of ``--all-…``, within the other options' selection."""
    chosen = [name for name, is_chosen in every.items() if is_chosen]
    if len(chosen) + (scope is not None) > 1:
        names = "と".join([*(["--scope"] if scope else []), *(EVERY[name] for name in chosen)])
        raise Stop(f"{names}は同時に使えません。どれか一つにしてください。")
    if chosen:
        return _every(chosen[0], selection)
    if scope is None:
        return (Scope(label_of(selection.area), selection.level.value, selection),)
    return (_scope(scope, selection),)


def _every(name: str, selection: Selection) -> tuple[Scope, ...]:
    if name == "all_fields":
        _only(selection.fields, "--all-fields", "--field")
        return tuple(_of_field(code, selection) for code in codelist("strategic_field").codes)
    if name == "all_blocks":
        _only(selection.area != NATION, "--all-blocks", "--block などの区域の指定")
        return tuple(_of_area("block", code, selection) for code in codelist("block").codes)
    _only(selection.level not in (Level.NATION, Level.BLOCK), "--all-prefectures", "--prefecture")
    prefectures = prefectures_of(selection.block) if selection.block else codelist("prefecture").codes
    return tuple(_of_area("prefecture", code, selection) for code in prefectures)


def _only(other: object, option: str, name: str) -> None:
    if other:
        raise Stop(f"{option} は、{name}と同時に使えません。どちらか一つにしてください。")


def _scope(scope: str, selection: Selection) -> Scope:
    name, _, value = scope.partition(":")
    if name == "plan" and value:
        _only(selection.area != NATION, "--scope plan", "--prefecture などの区域の指定")
        return Scope(value, "plan", selection, value)
    known = scope == "nation" or (name in ("block", "prefecture", "field") and value)
    found, findings = parse_selection({name: [value]} if value else {})
    if not known or findings:
        raise Stop(f"--scope の「{scope}」は分かりません。{_FORMS} のどれかにしてください。")
    if name == "field":
        _agree("field", selection.fields not in ((), found.fields), found, selection)
        return _of_field(found.fields[0], selection)
    _agree(name, selection.area not in (NATION, found.area), found, selection)
    return _of_area(name, found.area, selection)


def _agree(name: str, contradicts: bool, scope: Selection, other: Selection) -> None:
    """The scope and the other options name the same area or field, or the command stops."""
    if contradicts:
        options = "--field" if name == "field" else "--prefecture などの区域の指定"
        raise Stop(
            f"--scope（{scope.describe()}）と{options}（{other.describe()}）が食い違っています。"
            "どちらか一つにしてください。"
        )


def _of_area(kind: str, area: str, selection: Selection) -> Scope:
    return Scope(label_of(area), kind, selection.within(area))


def _of_field(code: str, selection: Selection) -> Scope:
    return Scope(codelist("strategic_field").label(code), "field", selection.with_fields((code,)))


def requests_of(scope: Scope, kinds: Sequence[str], title: str) -> tuple[SheetRequest, ...]:
    """The requests of one file: of the kinds asked for, or of the one that the scope goes by."""
    asked = [SheetRequest(kind, scope.selection, title=title) for kind in kinds or (scope.kind,)]
    return tuple(replace(each, plan=scope.plan) if each.kind == "plan" else each for each in asked)

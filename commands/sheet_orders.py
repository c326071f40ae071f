"""From a command's options to tasks; what cannot be made stops the command before the first is begun."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.half import asked_half
from briefing.sheet_code import SheetCodeUnreadable, asked_by, check_origin, plan_of, read_code
from briefing.sheet_source import Asked
from briefing.sheets.fit import reason_against
from briefing.sheets.request import SheetRequest
from commands.access_note import note_export
from commands.selection import asked_knowledge, asked_selection, asked_viewer, check_half, tell_fiction
from commands.sheet_scope import EVERY, asked_kinds, asked_scopes, requests_of
from commands.sheet_tasks import SheetTask, registry_named, source_of
from commands.words import Stop
from domain.area import label_of
from domain.codelist import codelist

_OWN = ("kinds", "scope", "forms", "paper", "compare", "title", "code", "registry", *EVERY)
"""Options that are no part of the selection."""

_BESIDE_A_CODE = ("forms", "paper", "title", "code", "audience", "drafts_of")
"""Options that may be given with a code, which says the rest."""


def asked_tasks(folder: Path, options: dict[str, Any]) -> list[SheetTask]:
    """A task for each scope, or the one of a code."""
    if options["code"]:
        return [_coded_task(folder, options)]
    kinds = asked_kinds(options["kinds"])
    selection = asked_selection({name: value for name, value in options.items() if name not in _OWN})
    scopes = asked_scopes(options["scope"], {name: options[name] for name in EVERY}, selection)
    period = options["period"] or ""
    seen_by, known = asked_viewer(options), asked_knowledge(period, options)
    name = options["registry"] or "public"
    registry = registry_named(name)
    check_half(registry, period)
    compared = options["compare"] or ""
    check_half(registry, compared, "--compare")
    note_export(registry, seen_by.audience)
    # The version is named, so that all processes read the same whatever is handed in meanwhile.
    asked = Asked(name, registry.version(), seen_by, period, known, dt.date.today(), compared)
    source = source_of(asked)
    if compared and (source.before is None or asked_half(source.before.records) != compared):
        raise Stop(f"--compare の「{compared}」は、資料の半期より前の半期にしてください。")
    tell_fiction(source.allocation.records)
    return [
        _task(scope.label, asked, requests_of(scope, kinds, options["title"]), folder, options)
        for scope in scopes
    ]


def _coded_task(folder: Path, options: dict[str, Any]) -> SheetTask:
    others = [name for name, value in options.items() if value and name not in _BESIDE_A_CODE]
    if others:
        option = f"--{others[0]}".replace("_", "-").replace("--kinds", "--sheet")
        raise Stop(f"--code は、{option} と同時に使えません。資料番号がすべての条件を含みます。")
    try:
        coded = read_code(options["code"])
        registry = registry_named(coded.origin.registry)
        check_origin(coded, registry)
        check_half(registry, coded.period, "--code")
        seen_by = asked_viewer(options)
        note_export(registry, seen_by.audience)
        asked = asked_by(coded, seen_by)
        records = source_of(asked).allocation.records
        request = replace(coded.request, plan=plan_of(coded, records), title=options["title"])
    except SheetCodeUnreadable as error:
        raise Stop(str(error)) from error
    tell_fiction(records)
    return _task(label_of(request.selection.area), asked, (request,), folder, options)


def _task(
    label: str, asked: Asked, requests: tuple[SheetRequest, ...], folder: Path, options: dict[str, Any]
) -> SheetTask:
    for request in requests:
        if reason := reason_against(source_of(asked), request):
            kind = codelist("sheet_kind").label(request.kind)
            raise Stop(f"「{kind}」は作れません（{label}）: {reason}。")
    return SheetTask(label, asked, requests, options["forms"], options["paper"], folder)

"""The table of roles in force: read again whenever its file changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from domain.finding import Severity
from domain.role import RoleTable
from domain.spoken_error import spoken
from loaders.role_table import read_roles
from ui import login_settings


@dataclass(frozen=True)
class RolesInForce:
    """The roles, and a sentence for administrators about what is wrong with their file."""

    table: RoleTable
    trouble: str = ""


_LOCK = threading.Lock()
_kept: dict[str, tuple[tuple[int, ...], RolesInForce]] = {}


def roles_in_force() -> RolesInForce:
    """The roles as the file has them now. What cannot be read gives nobody a role."""
    path = login_settings.role_file()
    try:
        facts = path.stat()
        sign = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        with _LOCK:
            if _kept.get(str(path), ((),))[0] != sign:
                _kept.clear()
                _kept[str(path)] = sign, _read(path.name, path.read_bytes())
            return _kept[str(path)][1]
    except OSError as error:
        return RolesInForce(
            RoleTable(), f"役割の表を読めません（{spoken(error)}）。だれにも役割がありません。"
        )


def _read(name: str, content: bytes) -> RolesInForce:
    table, findings = read_roles(name, content)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    trouble = (
        f"役割の表に誤りが{errors:,}件あり、その行はだれにも役割を与えません。investmap roles check で確かめてください。"
        if errors
        else ""
    )
    return RolesInForce(table, trouble)

"""``investmap serve``: what it hands to the server, and what it refuses."""

from __future__ import annotations

import pytest

from tests.unit.command_line import refused, run


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    calls: list[tuple] = []
    monkeypatch.setattr("ui.server.serve", lambda *given: calls.append(given))
    monkeypatch.setattr("ui.server.is_free", lambda address, port: True)
    return calls


@pytest.mark.parametrize(
    ("words", "base", "shown"),
    [
        ([], "", ":8600 "),
        (["--base-path", "/investmap/"], "investmap", ":8600/investmap/ "),
        (["--base-path", "a/b"], "a/b", ":8600/a/b/ "),
    ],
)
def test_base_path_is_told_and_handed_on(
    served: list[tuple], words: list[str], base: str, shown: str
) -> None:
    result = run("serve", "--port", "8600", *words)
    assert result.exit_code == 0
    assert served == [("127.0.0.1", 8600, base)]
    assert shown in result.stdout


@pytest.mark.parametrize("path", ["/a b", "/<script>", "//x.example?q", "地図"])
def test_base_path_that_is_no_path_is_refused(served: list[tuple], path: str) -> None:
    assert "--base-path" in refused("serve", "--base-path", path)
    assert served == []


@pytest.mark.parametrize(
    ("address", "roles", "is_told"),
    [
        ("127.0.0.1", "", False),
        ("0.0.0.0", "", True),
        ("10.1.2.3", "", True),
        ("0.0.0.0", "roles.csv", False),
    ],
)
def test_that_everybody_may_hand_in_without_a_login_is_told(
    served: list[tuple], monkeypatch: pytest.MonkeyPatch, address: str, roles: str, is_told: bool
) -> None:
    monkeypatch.setenv("INVESTMAP_ROLES", roles)
    monkeypatch.setattr("ui.server.login_trouble", lambda base_path: "")
    result = run("serve", "--address", address)
    assert ("だれでも" in result.stdout) is is_told
    assert served

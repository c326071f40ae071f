"""What a configured login lacks is said in one Japanese sentence before anything starts."""

import json
import re
from pathlib import Path

import pytest

from domain.folders import PRODUCT
from tests.unit.command_line import refused
from ui import login_settings

GOOD = {
    "redirect_uri": "https://map.example.go.jp/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "investmap",
    "client_secret": "only-the-provider-knows",
    "server_metadata_url": "https://id.example.go.jp/.well-known/openid-configuration",
}
ROLES = "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考\na@example.jp,,公開,,,,,\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    secrets, roles = tmp_path / "login.toml", tmp_path / "roles.csv"
    write(secrets, GOOD)
    secrets.chmod(0o640)
    roles.write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv(login_settings.SECRETS, str(secrets))
    monkeypatch.setenv(login_settings.ROLES, str(roles))
    return secrets, roles


def write(path: Path, auth: dict) -> None:
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in auth.items())
    path.write_text(f"[auth]\n{lines}\n", encoding="utf-8")


def test_nothing_is_needed_where_no_login_is_configured():
    assert not login_settings.is_configured()
    assert login_settings.trouble() == ""


def test_good_settings_have_no_trouble(files):
    assert login_settings.is_configured()
    assert login_settings.trouble() == ""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({name: None}, f"[auth] に、{name} がありません")
        for name in GOOD
    ]
    + [
        ({"client_id": " "}, "client_id がありません"),
        ({"client_id": 7}, "client_id がありません"),
        ({"cookie_secret": "short"}, "32文字以上の乱数"),
        ({"redirect_uri": "https://map.example.go.jp/"}, "/oauth2callback を付けたもの"),
        ({"redirect_uri": "http://map.example.go.jp/oauth2callback"}, "redirect_uri は https://"),
        ({"redirect_uri": "//map.example.go.jp/oauth2callback"}, "redirect_uri は https://"),
        ({"server_metadata_url": "http://id.example.go.jp/"}, "server_metadata_url は https://"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_section_is_said(files, changed, words):
    write(files[0], {name: value for name, value in (GOOD | changed).items() if value is not None})
    assert words in login_settings.trouble()
    assert GOOD["client_secret"] not in login_settings.trouble()


def test_this_machine_needs_no_certificate(files):
    write(files[0], GOOD | {"redirect_uri": "http://localhost:8501/oauth2callback"})
    assert login_settings.trouble() == ""


def test_base_path_belongs_into_the_way_back(files):
    assert "/map/oauth2callback" in login_settings.trouble("/map/")
    write(files[0], GOOD | {"redirect_uri": "https://map.example.go.jp/map/oauth2callback"})
    assert login_settings.trouble("/map/") == ""


def test_file_that_others_can_read_is_refused(files):
    files[0].chmod(0o644)
    assert "chmod 640" in login_settings.trouble()


def test_file_within_the_product_is_refused(files, monkeypatch):
    monkeypatch.setenv(login_settings.SECRETS, str(PRODUCT / "pyproject.toml"))
    assert "製品のフォルダーの中" in login_settings.trouble()


@pytest.mark.parametrize("at", [0, 1])
def test_file_that_is_not_there_is_said(files, at):
    files[at].unlink()
    assert re.search("を読めません（.*）。場所と権限", login_settings.trouble())


def test_file_that_is_no_toml_is_said(files):
    files[0].write_text("auth = [", encoding="utf-8")
    assert "TOML の形ではありません" in login_settings.trouble()


def test_table_with_an_error_is_said(files):
    files[1].write_text(ROLES + "b@example.jp,,内部,,,,,\n", encoding="utf-8")
    assert "investmap roles check" in login_settings.trouble()


@pytest.mark.parametrize("name", [login_settings.SECRETS, login_settings.ROLES])
def test_half_a_configuration_is_a_login_and_is_said(files, monkeypatch, name):
    monkeypatch.delenv(name)
    assert login_settings.is_configured()
    assert name in login_settings.trouble()


def test_audience_of_the_machine_contradicts_a_login(files, monkeypatch):
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    assert "役割の表が決めます" in login_settings.trouble()


def test_serve_stops_with_the_sentence(files):
    files[0].chmod(0o604)
    assert "chmod 640" in refused("serve")

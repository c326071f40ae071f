"""Where a login is configured: Streamlit's [auth] section in a file outside the product, and the table of roles."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from domain.finding import stops
from domain.folders import PRODUCT
from domain.spoken_error import spoken
from domain.viewer import PUBLIC
from loaders.role_table import read_roles

SECRETS, ROLES, GROUP_CLAIM = "INVESTMAP_SECRETS", "INVESTMAP_ROLES", "INVESTMAP_GROUP_CLAIM"
CALLBACK = "/oauth2callback"
_KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def is_configured() -> bool:
    """True where who looks has to log in to see more than the public: one of both settings is enough, so
    that a forgotten one opens nothing.
    """
    return bool(os.environ.get(SECRETS) or os.environ.get(ROLES))


def secrets_file() -> Path:
    return Path(os.environ.get(SECRETS, "")).expanduser()


def role_file() -> Path:
    return Path(os.environ.get(ROLES, "")).expanduser()


def group_claim() -> str:
    """Claim of the ID token that names the groups of a person."""
    return os.environ.get(GROUP_CLAIM) or "groups"


def trouble(base_path: str = "") -> str:
    """What keeps a configured login from working, as one Japanese sentence or two; "" for nothing.

    ``base_path`` is the folder that a proxy gives the app.
    """
    return next(_troubles(base_path.strip("/")), "") if is_configured() else ""


def _troubles(base_path: str) -> Iterator[str]:
    for name, what in ((SECRETS, "ログインの設定（[auth]）のファイル"), (ROLES, "役割の表（CSV）")):
        if not os.environ.get(name):
            yield f"ログインには、環境変数 {name} に{what}の場所が要ります。指定して起動し直してください。"
    if os.environ.get("INVESTMAP_AUDIENCE", PUBLIC) != PUBLIC:
        yield (
            "ログインを使うときの取扱区分は、役割の表が決めます。"
            "--audience と環境変数 INVESTMAP_AUDIENCE の指定を外してください。"
        )
    yield from _file_troubles(secrets_file())
    yield from _auth_troubles(_auth(secrets_file()), base_path)
    yield from _role_troubles(role_file())


def _file_troubles(path: Path) -> Iterator[str]:
    try:
        mode = path.stat().st_mode
        tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        yield f"ログインの設定 {path} を読めません（{spoken(error)}）。場所と権限を確かめてください。"
        return
    except ValueError:
        yield f"ログインの設定 {path} が TOML の形ではありません。docs/DEPLOY.md の例に合わせて直してください。"
        return
    if path.resolve().is_relative_to(PRODUCT):
        yield f"ログインの設定 {path} が製品のフォルダーの中にあります。外の、ほかの人に読めない場所に移してください。"
    if os.name == "posix" and mode & (stat.S_IROTH | stat.S_IWOTH):
        yield f"ログインの設定 {path} をほかの利用者が読み書きできます。chmod 640 で閉じてください。"


def _auth(path: Path) -> Mapping[str, Any]:
    """The section [auth]; empty if it cannot be read."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("auth")
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _auth_troubles(auth: Mapping[str, Any], base_path: str) -> Iterator[str]:
    missing = [key for key in _KEYS if not (isinstance(auth.get(key), str) and auth[key].strip())]
    if missing:
        yield f"ログインの設定 {secrets_file()} の [auth] に、{'、'.join(missing)} がありません。書き足してください。"
        return
    if len(auth["cookie_secret"]) < _SHORTEST_SECRET:
        yield (
            f"ログインの設定の cookie_secret が短すぎます。{_SHORTEST_SECRET}文字以上の乱数にしてください"
            "（例: openssl rand -hex 32）。"
        )
    wanted = f"/{base_path}{CALLBACK}" if base_path else CALLBACK
    if urlsplit(auth["redirect_uri"]).path != wanted:
        yield f"ログインの設定の redirect_uri は、この画面の住所に {wanted} を付けたものにしてください。"
    for key in ("redirect_uri", "server_metadata_url"):
        if not _is_safe(auth[key]):
            yield f"ログインの設定の {key} は https:// で始めてください（この端末の中だけは http:// も使えます）。"


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE))


def _role_troubles(path: Path) -> Iterator[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        yield f"役割の表 {path} を読めません（{spoken(error)}）。場所と権限を確かめてください。"
        return
    if stops(read_roles(path.name, content)[1]):
        yield f"役割の表 {path} に誤りがあります。investmap roles check {path} で確かめて直してください。"

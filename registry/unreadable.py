"""A registry that cannot be opened, told in a Japanese sentence that says what to do."""

from __future__ import annotations

import sqlalchemy as sa

from domain.spoken_error import spoken

_NO_RIGHT = "42501"
"""What PostgreSQL says where the role may not (insufficient_privilege)."""

_REMEDY = "INVESTMAP_REGISTRY の指定を直すか、ファイルを別の場所に移してから起動し直してください。"
_ASK_OWNER = (
    "データベースの持ち主の権限で investmap registry init を実行してから起動し直してください。"
    "場所が違うときは INVESTMAP_REGISTRY の指定を直してください。"
)


class RegistryUnreadable(Exception):
    """The registry cannot be opened; the message is a Japanese sentence that says what to do."""


def place(url: str) -> str:
    """The registry's place in words, with nothing in it that could be a password."""
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # Without a known form no one can say which part of it is a password.
        return "登録簿" if "@" in url or "?" in url else f"登録簿「{url}」"
    if parsed.get_backend_name() == "sqlite":
        return f"登録簿 {parsed.database} "
    # A password that itself holds @ is read as part of the host.
    host = (parsed.host or "").rpartition("@")[2]
    shown = sa.URL.create(parsed.drivername, parsed.username, None, host, parsed.port, parsed.database)
    return f"登録簿 {shown} "


def is_on_server(url: str) -> bool:
    """True for a database that a server keeps: its place is for the administrator, not for every viewer."""
    try:
        return sa.make_url(url).get_backend_name() != "sqlite"
    except (sa.exc.ArgumentError, ValueError):
        return False


def unreadable(url: str, error: Exception) -> RegistryUnreadable:
    """What to raise for an error met while opening ``url``."""
    text = str(getattr(error, "orig", None) or error)
    if getattr(getattr(error, "orig", None), "sqlstate", None) == _NO_RIGHT:
        return RegistryUnreadable(
            f"{place(url)}には表がそろっていないか、この接続に表を使う権限がありません。{_ASK_OWNER}"
        )
    if "not a database" in text:
        reason = "データベースのファイルではありません（壊れているか、別の種類のファイルです）"
    elif isinstance(error, sa.exc.NoSuchModuleError | sa.exc.ArgumentError | ValueError | ImportError):
        reason = "場所の書き方が正しくないか、その種類のデータベースを使う部品が入っていません"
    elif isinstance(error, OSError):
        reason = f"開けません（{spoken(error)}）"
    elif "readonly" in text:
        reason = "書き込めない場所にあります"
    elif "locked" in text:
        reason = "ほかのプログラムが使っていて、待っても空きませんでした"
    else:
        reason = "開けません（場所、権限、サーバーの状態を確かめてください）"
    return RegistryUnreadable(f"{place(url)}は{reason}。{_REMEDY}")


def belongs_to_another(url: str) -> RegistryUnreadable:
    """What to raise for a database whose tables are not this product's."""
    return RegistryUnreadable(
        f"{place(url)}は地域未来投資マップの登録簿ではありません（別のプログラムの表があります）。"
        "INVESTMAP_REGISTRY の指定を直してください。"
    )


def needs_upgrade(url: str) -> RegistryUnreadable:
    """What to raise for a registry of an earlier edition that only its owner may change."""
    return RegistryUnreadable(
        f"{place(url)}は、この版より前の形です。データベースの持ち主の権限で "
        "investmap registry upgrade を実行してから起動し直してください（前の写しは investmap registry backup で取れます）。"
    )


def of_a_later_edition(url: str) -> RegistryUnreadable:
    """What to raise for a registry that a later edition of the product has made or upgraded."""
    return RegistryUnreadable(
        f"{place(url)}は、この版より新しい版の地域未来投資マップが作った形のため、開けません。"
        "新しい版を入れて起動し直してください（登録簿は変えていません）。"
    )


def nothing_there(url: str) -> RegistryUnreadable:
    """What to raise where a registry is to be upgraded, copied or restored and there is none."""
    return RegistryUnreadable(
        f"{place(url)}には登録簿がありません。場所を確かめるか、investmap registry init で作ってください。"
    )


def not_copied(url: str, error: OSError) -> RegistryUnreadable:
    """What to raise where an older registry is left as it is, because a copy of it cannot be kept."""
    return RegistryUnreadable(
        f"{place(url)}をこの版の形にする前の写しを作れません（{spoken(error)}）。登録簿は変えていません。"
        "空き容量と権限を確かめてから起動し直してください。"
    )

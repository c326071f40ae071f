"""Reasons of the operating system in Japanese, for sentences that say what could not be done."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "その場所がありません",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EROFS: "書き込めない場所です",
    errno.EISDIR: "ファイルではなくフォルダーです",
    errno.ENOTDIR: "途中の場所がフォルダーではありません",
    errno.ENOSPC: "空き容量がありません",
    errno.EEXIST: "同じ名前のものがすでにあります",
}


def spoken(error: OSError) -> str:
    """The reason in Japanese words; the number of an unusual one."""
    return _REASONS.get(error.errno or 0, f"原因番号 {error.errno}")

"""ホーム of a registry without plans: what is there, and what one can do next."""

from __future__ import annotations

from html import escape

from ui import link

_NO_PLANS = (
    "この登録簿には、公表された投資案件だけがあり、計画・KPI・進捗報告はまだありません。"
    "計画を登録すると、期限超過の報告、新たに遅れたKPI、守られなかった約束がここに並びます。"
)


def html(registry: str) -> str:
    """A sentence on what is missing, and a list of ways on; ``registry`` is the one that is looked at."""
    items = "".join(
        f'<li><a data-go href="{escape(address, quote=True)}">{escape(words)}</a><span>{escape(below)}</span></li>'
        for words, below, address in _ways(registry)
    )
    return f'<section class="box"><h3>次にできること</h3><p class="remark">{_NO_PLANS}</p><ul>{items}</ul></section>'


def _ways(registry: str) -> list[tuple[str, str, str]]:
    found = [
        (
            "投資マップで場所を見る",
            "全国から市区町村まで、金額・件数・案件の位置",
            link.relative_address(link.MAP),
        ),
        ("戦略分野ごとに見る", "17分野の地図と、分野×地域の表", link.relative_address(link.FIELDS)),
        ("案件を探す", "案件の一覧と、一つずつの記録と出典", link.relative_address(link.LIST)),
        ("計画を登録する", "様式を保存し、記入して提出する", link.relative_address(link.INTAKE)),
    ]
    if registry != link.DEMO:
        demo = (
            "架空の計画で使い方を確かめる",
            "計画・KPI・半期ごとの点検がそろったデモ",
            link.fresh_address(link.DEMO),
        )
        found.append(demo)
    return found

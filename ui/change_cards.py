"""The cards of 変更点: the total then and now, and by how much the amount and the number of projects differ."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.investment_bridge import DISCLOSED, NEW, WITHDRAWN, Bridge, bridge
from analysis.kept_answers import kept
from analysis.selection import Selection
from analysis.totals import Total
from briefing import answers
from briefing.change_words import signed_count, signed_yen
from briefing.key_numbers import amount_words, split_unit
from briefing.uncounted_amounts import known_amounts
from ui import markup
from ui.two_halves import TwoHalves


def show(halves: TwoHalves, selection: Selection) -> None:
    words = halves.start_words, halves.end_words
    markup.cards(_cards(halves.before, halves.after, selection, words))


@kept(1024)
def _cards(
    before: Allocation, after: Allocation, selection: Selection, words: tuple[str, str]
) -> tuple[str, ...]:
    then, now = answers.total(before, selection), answers.total(after, selection)
    found = bridge(before, after, selection)
    between = f"{words[0]}比"
    return (
        markup.card("投資額", f"{words[0]}時点", *split_unit(amount_words(then)), _known(then)),
        markup.card("投資額", f"{words[1]}時点", *split_unit(amount_words(now)), _known(now)),
        markup.card("投資額の差", between, *split_unit(_difference(then, now)), _amounts(found, then)),
        markup.card(
            "案件数の差", between, signed_count(now.projects - then.projects)[:-1], "件", _counts(found)
        ),
    )


def _known(found: Total) -> list[str]:
    return [f"案件 {found.projects:,}件", known_amounts(found)]


def _difference(then: Total, now: Total) -> str:
    """The difference of what counts; "—" where neither half has any amount that counts."""
    if not then.projects_with_amount and not now.projects_with_amount:
        return "—"
    return signed_yen(now.amount_yen - then.amount_yen)


def _amounts(found: Bridge, then: Total) -> list[str]:
    difference = found.after.amount_yen - found.before.amount_yen
    share = f"はじめの{abs(difference) / then.amount_yen * 100:.1f}％" if then.amount_yen else "はじめは0円"
    told = found[DISCLOSED]
    lines = [
        f"{share}に当たる" if then.amount_yen else share,
        f"うち新規 {signed_yen(found[NEW].amount_yen)}",
    ]
    return lines + ([f"うち金額公表の変化 {signed_yen(told.amount_yen)}"] if told.entries else [])


def _counts(found: Bridge) -> list[str]:
    return [
        f"{found.before.projects:,}件 → {found.after.projects:,}件",
        f"新規 {found[NEW].projects:,}件、取下げ {-found[WITHDRAWN].projects:,}件",
    ]

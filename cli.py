"""``investmap …``: the product without a browser, and the command that starts it with one.

Exit codes: 0 done, 1 findings that stop the work, 2 cannot read or bad use. Results go to standard
output, everything said about them to standard error.
"""

from __future__ import annotations

import click

from commands.answers import export, print_totals
from commands.boundaries import boundary_commands
from commands.briefing import briefing
from commands.bundle import bundle
from commands.changes import changes
from commands.demo import demo
from commands.intake import check, submit
from commands.plans import template
from commands.progress import print_progress
from commands.registry import registry_commands
from commands.roles import role_commands
from commands.serve import serve
from commands.words import JapaneseGroup


@click.group(
    cls=JapaneseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="investmap", message="investmap %(version)s", help="版を表示して終わる。")
def main() -> None:
    """地域未来投資マップ: 17戦略分野の投資案件を、全国から市区町村まで地図と表で見る。"""


for command in (
    print_totals, print_progress, changes, briefing, export, template, check, submit, registry_commands,
    role_commands, boundary_commands, demo, bundle, serve,
):  # fmt: skip
    main.add_command(command)


if __name__ == "__main__":
    main()

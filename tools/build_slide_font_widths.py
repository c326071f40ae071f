"""Rebuild ``data/fonts/biz_udpgothic_widths.csv``: ``python -m tools.build_slide_font_widths PACKAGE.tgz``.

The argument is the npm package ``@expo-google-fonts/biz-udpgothic``. PowerPoint shows slides in this font,
which Windows has: text is measured for it, and nothing of it is shipped but how wide its characters are.
"""

from __future__ import annotations

import csv
import io
import tarfile
from pathlib import Path

import click
from fontTools.ttLib import TTFont

from domain.folders import DATA

TARGET = DATA / "fonts" / "biz_udpgothic_widths.csv"
WEIGHTS = ("400Regular", "700Bold")


def ranges(fonts: list[TTFont]) -> list[list[int]]:
    """Runs of code points that are not a full square wide: first, last, thousandths of an em per weight."""
    found: list[list[int]] = []
    for code in sorted(set.union(*(set(font.getBestCmap()) for font in fonts))):
        widths = [_width(font, code) for font in fonts]
        if all(width == 1000 for width in widths):
            continue
        if found and found[-1][1] == code - 1 and found[-1][2:] == widths:
            found[-1][1] = code
        else:
            found.append([code, code, *widths])
    return found


def _width(font: TTFont, code: int) -> int:
    glyph = font.getBestCmap().get(code)
    # Rounded up: text must not turn out wider than it was measured.
    return 1000 if glyph is None else -(-font["hmtx"].metrics[glyph][0] * 1000 // font["head"].unitsPerEm)


@click.command()
@click.argument("package", type=click.Path(exists=True, path_type=Path))
def main(package: Path) -> None:
    """Write the table."""
    fonts = []
    with tarfile.open(package) as archive:
        for weight in WEIGHTS:
            member = archive.extractfile(f"package/{weight}/BIZUDPGothic_{weight}.ttf")
            assert member is not None
            fonts.append(TTFont(io.BytesIO(member.read())))
    rows = ranges(fonts)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["first", "last", "regular", "bold"])
        writer.writerows(rows)
    click.echo(f"{TARGET.name}: {len(rows)} ranges")


if __name__ == "__main__":
    main()

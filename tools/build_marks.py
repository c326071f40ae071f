"""Rebuild ``static/wordmark.svg`` and ``static/icon.png``: ``python -m tools.build_marks FONT.ttf``.

The wordmark's letters are outlines of Noto Sans JP Bold, so it looks alike without any font.
"""

from __future__ import annotations

from pathlib import Path

import click
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from domain.folders import STATIC
from geo.palette import ACCENT, CHOSEN, rgb

WORDS = "地域未来投資マップ"
_BARS = ((5, 16, 5, 11), (13, 10, 5, 17), (21, 4, 5, 23))  # x, top, width, height on a 32-unit square


def wordmark(font: TTFont) -> str:
    """SVG: three rising bars and the name."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = 21 / font["head"].unitsPerEm
    x, paths = 40.0, []
    for character in WORDS:
        pen = SVGPathPen(glyphs, lambda value: f"{value:.0f}")
        glyph = glyphs[names[ord(character)]]
        glyph.draw(pen)
        paths.append(
            f'<path transform="translate({x:.1f} 23.6) scale({scale:.5f} {-scale:.5f})" d="{pen.getCommands()}"/>'
        )
        x += glyph.width * scale
    bars = "".join(
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="1" fill="{CHOSEN if at == 2 else ACCENT}"/>'
        for at, (left, top, width, height) in enumerate(_BARS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x + 2:.0f} 32" role="img" aria-label="{WORDS}">'
        f'{bars}<g fill="#1a1a1a">{"".join(paths)}</g></svg>\n'
    )


def icon(size: int = 64) -> Image.Image:
    """The three bars on white, for the browser's tab."""
    picture = Image.new("RGB", (size * 4, size * 4), "white")
    draw = ImageDraw.Draw(picture)
    unit = size * 4 / 32
    for at, (left, top, width, height) in enumerate(_BARS):
        box = [left * unit, top * unit, (left + width) * unit, (top + height) * unit]
        draw.rounded_rectangle(box, radius=unit, fill=rgb(CHOSEN if at == 2 else ACCENT))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


@click.command()
@click.argument("font", type=click.Path(exists=True, path_type=Path))
def main(font: Path) -> None:
    """Write wordmark and icon."""
    (STATIC / "wordmark.svg").write_text(wordmark(TTFont(font)), encoding="utf-8")
    icon().save(STATIC / "icon.png", optimize=True)


if __name__ == "__main__":
    main()

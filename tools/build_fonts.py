"""Rebuild ``static/fonts``: Noto Sans JP, whole, as woff2: ``python -m tools.build_fonts PACKAGE.tgz``.

The argument is the npm package ``@expo-google-fonts/noto-sans-jp`` (``npm pack`` fetches it): it
carries the full static TTFs. Ready-made Japanese web-font subsets lack 髙 﨑 ▲ △ ① ㈱ and others
that officials type, so nothing is left out here. About a minute a weight.
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import click
from fontTools.ttLib import TTFont

from domain.folders import STATIC

WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
MUST_SHOW = "髙﨑檮鰺▲△①㈱㎡※→～■●ヶヵ々〇"


def to_woff2(ttf: bytes) -> bytes:
    """The same font, compressed; SystemExit if it cannot show what it must."""
    font = TTFont(io.BytesIO(ttf), recalcTimestamp=False)
    missing = [character for character in MUST_SHOW if ord(character) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"the font lacks {''.join(missing)}")
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


@click.command()
@click.argument("package", type=click.Path(exists=True, path_type=Path))
def main(package: Path) -> None:
    """Write the two weights; the licence beside them is kept by hand."""
    folder = STATIC / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as archive:
        for name, source in WEIGHTS.items():
            member = archive.extractfile(f"package/{source}/NotoSansJP_{source}.ttf")
            assert member is not None
            target = folder / f"NotoSansJP-{name}.woff2"
            target.write_bytes(to_woff2(member.read()))
            click.echo(f"{target.name} {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""A picture of so many points: shapes, lines, circles and letters on it, and its bytes as PNG, SVG or PDF.

No state of pyplot: each picture is a figure of its own, so that threads and processes do not meet.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Literal

import matplotlib
import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import EllipseCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image

from geo.stills.hatching import hatched
from geo.stills.lettering import font, outline
from geo.stills.plate import Box, Plate

Form = Literal["png", "svg", "pdf"]

# Read when a picture is written, and the same for all of ours; nothing else here draws with matplotlib.
matplotlib.rcParams.update(
    {"svg.fonttype": "path", "svg.hashsalt": "investmap", "pdf.fonttype": 42, "pdf.compression": 9}
)
_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def path_of(shapes: Sequence[shapely.Geometry] | np.ndarray, plate: Plate) -> Path:
    """One path of all rings of polygons in kilometres from the plate's centre."""
    rings = shapely.get_rings(shapely.get_parts(np.asarray(shapes, dtype=object)))
    return _path(rings, plate, Path.CLOSEPOLY)


def lines_of(lines: shapely.Geometry, plate: Plate) -> Path:
    """One path of all lines in kilometres from the plate's centre."""
    return _path(shapely.get_parts(lines), plate, Path.LINETO)


def box_path(box: Box) -> Path:
    corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
    return Path([*corners, corners[0]], closed=True)


def _path(lines: np.ndarray, plate: Plate, last: np.uint8) -> Path:
    corners, line = shapely.get_coordinates(lines, return_index=True)
    if not len(corners):
        return Path(np.empty((0, 2)))
    points = plate.on_paper(corners)
    starts = np.append(True, line[1:] != line[:-1])
    ends = np.append(starts[1:], True)
    # Corners that fall on one point of the paper are one.
    keep = np.append(True, (points[1:] != points[:-1]).any(axis=1)) | starts | ends
    codes = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
    codes[ends] = last
    codes[starts] = Path.MOVETO
    return Path(points[keep], codes[keep])


class Canvas:
    """What is drawn later lies above what was drawn before; coordinates are points from the lower left."""

    def __init__(self, width: float, height: float) -> None:
        # Whole tenths, as shapes have them, make shorter numbers in SVG, where heights are turned over.
        self.width, self.height = width, height = round(width, 1), round(height, 1)
        self.figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
        self._points = Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans
        self._layer = 0

    def _add(self, artist: Artist, clip: Box | None = None) -> None:
        self._layer += 1
        artist.set_zorder(self._layer)
        self.figure.add_artist(artist)
        artist.set_transform(self._points)
        if clip is not None:
            artist.set_clip_path(self._rectangle(clip))

    def _rectangle(self, box: Box) -> Rectangle:
        return Rectangle((box.left, box.bottom), box.width, box.height, transform=self._points)

    def shape(
        self,
        path: Path,
        fill: str | None,
        stroke: str | None = None,
        width: float = 0.0,
        *,
        clip: Box | None = None,
        dashes: tuple[float, ...] = (),
        alpha: float | None = None,
    ) -> None:
        """A path filled and stroked."""
        if not np.size(path.vertices):
            return
        patch = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=stroke or "none",
            linewidth=width if stroke else 0.0,
            linestyle=(0, dashes) if dashes else "solid",
            joinstyle="round",
            capstyle="butt" if dashes else "round",
            alpha=alpha,
        )
        self._add(patch, clip)

    def box(self, box: Box, fill: str | None, stroke: str | None = None, width: float = 0.0) -> None:
        self.shape(box_path(box), fill, stroke, width)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        stroke: str,
        width: float,
        dashes: tuple[float, ...] = (),
    ) -> None:
        self.shape(Path(points), None, stroke, width, dashes=dashes)

    def hatch(self, path: Path, colour: str, width: float, clip: Box | None = None) -> None:
        """Slanting lines inside a path's rings."""
        self.shape(hatched(path), None, colour, width, clip=clip)

    def circles(
        self,
        centres: np.ndarray,
        radii: np.ndarray,
        fill: tuple[float, ...] | str,
        stroke: str,
        width: float,
        clip: Box | None = None,
    ) -> None:
        """Circles in their order, the first lowest."""
        if not len(centres):
            return
        circles = EllipseCollection(
            2 * radii * 1.0,
            2 * radii * 1.0,
            np.zeros(len(radii)),
            units="points",
            offsets=centres,
            offset_transform=self._points,
            facecolors=[fill],
            edgecolors=[stroke],
            linewidths=width,
        )
        self._layer += 1
        circles.set_zorder(self._layer)
        self.figure.add_artist(circles)
        if clip is not None:
            circles.set_clip_path(self._rectangle(clip))

    def text(
        self,
        x: float,
        y: float,
        line: str,
        size: float,
        colour: str,
        *,
        is_bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """A line of letters with its baseline at ``y``; never read as mathematics."""
        if not line:
            return
        letters = Text(
            x,
            y,
            line,
            color=colour,
            fontproperties=font(size, is_bold=is_bold),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )
        self._add(letters)

    def halo(self, lines: Sequence[tuple[float, float, str, float, bool]], colour: str, width: float) -> None:
        """A rim around lines of letters: x (left), baseline, line, size, is bold."""
        vertices, codes = [], []
        for x, y, line, size, is_bold in lines:
            shape, kinds = outline(line, is_bold)
            vertices.append(np.round(shape * size + [x, y], 2))
            codes.append(kinds)
        if vertices:
            path = Path(np.concatenate(vertices), np.concatenate(codes))
            self.shape(path, colour, colour, width)

    def bytes_as(self, form: Form, dpi: int) -> bytes:
        """The finished picture; the same for the same contents."""
        file = io.BytesIO()
        if form == "png":
            self.figure.set_dpi(dpi)
            pixels = FigureCanvasAgg(self.figure)
            pixels.draw()  # type: ignore[no-untyped-call]
            size = pixels.get_width_height()
            # Without transparency, which no page needs: smaller, and quicker to write.
            drawn = pixels.buffer_rgba()  # type: ignore[no-untyped-call]
            picture = Image.frombuffer("RGBA", size, drawn).convert("RGB")
            picture.save(file, "png", dpi=(dpi, dpi), compress_level=3)
            return file.getvalue()
        self.figure.savefig(file, format=form, dpi=72, facecolor="white", metadata=_METADATA[form])
        return _shorter(file.getvalue()) if form == "svg" else file.getvalue()


_STRAIGHT = re.compile(rb'(<path d="M [0-9ML z.\n-]*")')


def _shorter(svg: bytes) -> bytes:
    """Paths of straight lines without the letter before each corner, which SVG does not need."""
    return _STRAIGHT.sub(lambda found: found[0].replace(b" \nL ", b" "), svg)

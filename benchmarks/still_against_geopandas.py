"""The national municipality map as a still, against plain geopandas on the same boundaries and pixels.

The plain run is what an analyst writes: ``frame.plot(column=…)`` in the colours of the classes, with borders, saved
as PNG. Ours has legend, frames of islands, names, scale bar, prefecture borders and hatching as well. Both take
``municipalities_low``, already read, and make a file of 297 x 190 mm at 200 dpi.
"""

from __future__ import annotations

import io
import statistics
import time
import zlib
from collections.abc import Callable

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from domain.area import NATION, NORTHERN, Level, label_of
from geo.boundaries import shipped_boundaries
from geo.palette import CLASSES, NOT_DISCLOSED
from geo.stills.draw import still_bytes
from geo.stills.still import Fill, Label, Legend, LegendLine, StillMap

WIDTH_MM, HEIGHT_MM, DPI = 297, 190, 200
RUNS = 7
BOUNDARIES = shipped_boundaries()
COLOURS = (*CLASSES, NOT_DISCLOSED)


def main() -> None:
    frame = BOUNDARIES.frame("municipalities_low")
    frame = frame[frame["area_code"] != NORTHERN].reset_index(drop=True)
    frame["class"] = [zlib.crc32(code.encode()) % len(COLOURS) for code in frame["area_code"]]
    still = _still(list(frame["area_code"]), list(frame["class"]))

    def plain() -> None:
        figure = Figure(figsize=(WIDTH_MM / 25.4, HEIGHT_MM / 25.4))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        frame.plot(column="class", cmap=ListedColormap(COLOURS), edgecolor="#949494", linewidth=0.25, ax=axes)
        axes.set_axis_off()
        figure.savefig(io.BytesIO(), format="png", dpi=DPI)

    def ours() -> None:
        still_bytes(BOUNDARIES, still, WIDTH_MM, HEIGHT_MM, "png", DPI)

    start = time.perf_counter()
    ours()
    first = time.perf_counter() - start
    plain()
    pairs = [(_seconds(ours), _seconds(plain)) for _ in range(RUNS)]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"ours {mine:.2f} s (the first time {first:.2f} s)   plain geopandas {theirs:.2f} s")
    print(f"ratio {mine / theirs:.2f}   of the first time {first / theirs:.2f}")


def _still(codes: list[str], classes: list[int]) -> StillMap:
    fills = tuple(
        Fill(code, COLOURS[at], at == len(CLASSES)) for code, at in zip(codes, classes, strict=True)
    )
    lines = tuple(
        LegendLine(colour, f"階級{at + 1}", str(classes.count(at)), at == len(CLASSES))
        for at, colour in enumerate(COLOURS)
    )
    labels = tuple(
        Label(label_of(code), "1,234億円", zlib.crc32(code.encode()), code) for code in codes[::60]
    )
    return StillMap(
        NATION, Level.MUNICIPALITY, fills, Legend("階級", lines), labels=labels, credits=("出典",)
    )


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

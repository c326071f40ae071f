"""The map's projection: Web Mercator, scaled so that a degree of longitude is one unit."""

from __future__ import annotations

from typing import overload

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@overload
def mercator(latitude: float) -> float: ...
@overload
def mercator(latitude: Floats) -> Floats: ...
def mercator(latitude: float | Floats) -> float | Floats:
    """Units north of the equator."""
    found = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))
    # The last bit of a number may hang on its place in the array; rings must close all the same.
    return found.round(11) if isinstance(found, np.ndarray) else float(found)


def latitude_of(y: float) -> float:
    """The inverse of :func:`mercator`."""
    return float(np.degrees(2 * np.arctan(np.exp(np.radians(y))) - np.pi / 2))

"""How a length is shared out among those who need some of it: columns of a table, blocks of a stack."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def shared(need: Floats, weights: Floats, free: float) -> Floats:
    """``free`` shared by weight; who needs less than a share gets what it needs, and the others the rest."""
    found = np.zeros_like(need)
    is_open = np.ones(len(need), dtype=bool)
    while is_open.any():
        share = weights * (free - found.sum()) / weights[is_open].sum()
        content = is_open & (need <= share)
        if not content.any():
            found[is_open] = share[is_open]
            break
        found[content] = need[content]
        is_open &= ~content
    return found

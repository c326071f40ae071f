"""Population of the prefectures: 令和2年国勢調査 (1 October 2020), 総務省統計局."""

from __future__ import annotations

import csv
from functools import cache

from domain.folders import DATA

AS_OF = "2020-10-01"
NAME_JA = "令和2年国勢調査"


@cache
def populations() -> dict[str, int]:
    """Inhabitants by lg_code of the 47 prefectures; they add up to 126,146,099."""
    with (DATA / "statistics" / "population_2020.csv").open(encoding="utf-8", newline="") as file:
        return {row["lg_code"]: int(row["population"]) for row in csv.DictReader(file)}

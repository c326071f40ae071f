"""What the browser reads of a map's message."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geo.deck import DrawnMap


def read(deck: DrawnMap) -> dict[str, Any]:
    """The message as a browser reads it: NaN and Infinity are no JSON."""

    def refuse(word: str) -> None:
        pytest.fail(f"{word} is no JSON")

    return dict(json.loads(deck.to_json(), parse_constant=refuse))


def layers_of(deck: DrawnMap) -> list[dict[str, Any]]:
    return list(read(deck)["layers"])


def inline(deck: DrawnMap) -> dict[str, list[dict[str, Any]]]:
    """Data that travel in the message, by kind of layer: its id without view and contents."""
    return {
        re.sub(r"_[^_]+_[0-9a-f]{8}$", "", layer["id"]): layer["data"]
        for layer in layers_of(deck)
        if isinstance(layer["data"], list)
    }

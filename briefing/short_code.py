"""Numbers packed into few characters that nobody confuses, with a check character.

The alphabet is Crockford's base32: no I, L, O, U. The check is a weighted sum in the field of 32 elements:
one wrong character and two neighbours exchanged are always found, anything else in 31 of 32 cases.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WIDTH = 5
_READ_AS = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": "", "ー": "", "−": "", "‐": "", "–": "", " ": ""}
)


class Packer:
    """Bits written one number after the other."""

    def __init__(self) -> None:
        self._bits: list[str] = []

    def put(self, number: int, width: int) -> None:
        """``number`` in exactly ``width`` bits."""
        if not 0 <= number < 1 << width:
            raise ValueError(f"{number} does not fit {width} bits")
        self._bits.append(f"{number:0{width}b}")

    def put_any(self, number: int, width: int) -> None:
        """A number from 0 without limit: groups of ``width`` bits, each followed by whether there are more."""
        while True:
            self.put(number & ((1 << width) - 1), width)
            number >>= width
            self.put(int(number > 0), 1)
            if not number:
                return

    def packed(self) -> str:
        """The characters, the last of them the check."""
        bits = "".join(self._bits)
        bits += "0" * (-len(bits) % _WIDTH)
        text = "".join(ALPHABET[int(bits[at : at + _WIDTH], 2)] for at in range(0, len(bits), _WIDTH))
        return text + check_character(text)


class Unpacker:
    """Reads what :class:`Packer` wrote; ValueError where it ends too early or goes on."""

    def __init__(self, text: str) -> None:
        self._bits = "".join(f"{ALPHABET.index(character):05b}" for character in text)
        self._at = 0

    def take(self, width: int) -> int:
        """The number in the next ``width`` bits."""
        end = self._at + width
        if end > len(self._bits):
            raise ValueError("ends too early")
        number = int(self._bits[self._at : end], 2)
        self._at = end
        return number

    def take_any(self, width: int) -> int:
        """The number in the next groups of ``width`` bits."""
        number = 0
        for group in range(64 // width + 1):
            number |= self.take(width) << (group * width)
            if not self.take(1):
                return number
        raise ValueError("no number is as large")

    def end(self) -> None:
        """See that nothing is left but the zeros that fill the last character."""
        rest = self._bits[self._at :]
        if len(rest) >= _WIDTH or "1" in rest:
            raise ValueError("goes on")


def plain(text: str) -> str:
    """What somebody typed, in the alphabet's own characters: no hyphens and spaces, O as 0, I and L as 1."""
    return unicodedata.normalize("NFKC", "".join(text.split())).upper().translate(_READ_AS)


def grouped(code: str) -> str:
    """In groups of four, to be read aloud: ``2Q8D-7KM0-1``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def is_whole(code: str) -> bool:
    """True if a plain code is of the alphabet and ends with its check character."""
    return len(code) > 1 and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def check_character(text: str) -> str:
    """The weighted sum of a code's characters, as a character."""
    found = 0
    for character, weight in zip(reversed(text), _weights(), strict=False):
        found ^= _product(ALPHABET.index(character), weight)
    return ALPHABET[found]


def _weights() -> Iterator[int]:
    """Powers of the field's generator, of which no two neighbours are the same; the check itself counts once."""
    weight = 2
    while True:
        yield weight
        weight = _product(weight, 2)


def _product(left: int, right: int) -> int:
    """Multiplication modulo x⁵ + x² + 1."""
    found = 0
    while right:
        if right & 1:
            found ^= left
        right >>= 1
        left <<= 1
        if left & 0b100000:
            left ^= 0b100101
    return found

"""Domain names: labels, and pointers to names that stand before (RFC 1035, section 4.1.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import wirefmt as w

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ROOT",
    "DomainName",
    "DomainNameCodec",
    "UncompressedName",
    "to_labels",
    "to_text",
]

ROOT = "."
"""The name without labels."""

_LABEL_SIZE = 63
_NAME_SIZE = 255
"""The greatest sizes in octets: of a label without its length, of a name with all of them."""

_POINTER = 0xC0
"""The two bits that a pointer begins with; 01 and 10 are reserved."""

_HEADER_SIZE = 12
_BEYOND = 0x4000
"""Where the first name may stand in a message, and the first octet that no pointer reaches."""

_POINTER_COUNT = 127
"""The most pointers that are followed for one name, whose work they bound.

A name has at most 127 labels, and who compresses puts a label or more in front of each pointer; so
this is never too few. Unbound follows 256, miekg/dns 126 and dnspython 16.
"""

_LABEL = re.compile(r"((?:[^.\\]|\\[0-9]{3}|\\[^0-9])+)(?:\.|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9]{3}|[^0-9])", re.DOTALL)
_UNPRINTABLE = (*range(0x21), *range(0x7F, 0x100))
_ESCAPED = {octet: f"\\{octet:03}" for octet in _UNPRINTABLE} | {
    ord(special): f"\\{special}" for special in ".\\"
}


def to_labels(text: str) -> list[bytes]:
    r"""Return the labels of a name, without the root's.

    Any spelling of section 5.1 will do: ``\X`` and ``\DDD`` for any character, and the last dot may
    lack. `to_text` of the labels is the spelling that messages have.

    Raises:
        ValueError: If this is no name, or has a label or a size that no name has.
    """
    labels: list[bytes] = []
    position = 0
    while position < len(text) and text != ROOT:
        found = _LABEL.match(text, position)
        if found is None or not text.isascii():
            raise ValueError(f"{text!r} is no name in ASCII")
        labels.append(_ESCAPE.sub(_character, found[1]).encode("latin-1"))
        position = found.end()
    if not text or not all(0 < len(label) <= _LABEL_SIZE for label in labels):
        raise ValueError(f"{text!r} has a label that is empty, or larger than {_LABEL_SIZE} octets")
    if _size(labels) > _NAME_SIZE:
        raise ValueError(f"{text!r} is larger than {_NAME_SIZE} octets")
    return labels


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1])) if escape[1].isdigit() else escape[1]


def _size(labels: Sequence[bytes]) -> int:
    return sum(map(len, labels)) + len(labels) + 1


def to_text(labels: Sequence[bytes]) -> str:
    r"""Return the name of labels as text (RFC 1035, section 5.1).

    It ends in a dot, and the root is a dot alone.
    ``\.`` and ``\\`` are a dot and a backslash in a label, ``\DDD`` the octet of that number: one
    that is no printable character of ASCII, or a space.
    """
    return "".join(f"{str(label, 'latin-1').translate(_ESCAPED)}." for label in labels) or ROOT


class DomainNameCodec:
    """Reads names that may be compressed, and writes them so, or not.

    A pointer leads behind the header, and before the run of labels that it ends; what it leads to
    ends before that run, too. So there are no loops, and the work for a name is at most 127 labels
    and as many pointers. What is written points to names that are equal octet by octet: that
    capitals are equal to small letters (RFC 1035, section 2.3.3) a reader would not see.

    Attributes:
        compress: Whether pointers are written, and may be written to what this has written. They
            are read always.
    """

    minimum = 1

    def __init__(self, *, compress: bool) -> None:
        self.compress = compress

    def decode(self, data: memoryview, position: int) -> tuple[str, int]:
        """Return the name at a position, as `to_text` has it, and the position behind it."""
        labels: list[bytes] = []
        begin, end, pointers, left = position, 0, 0, _NAME_SIZE
        while octet := _octet(data, position):
            position += 1
            if octet <= _LABEL_SIZE:
                labels.append(data[position : position + octet].tobytes())
                position += octet
                left -= 1 + octet
            elif octet < _POINTER:
                raise ValueError(f"a label begins with {octet:#04x}, which is reserved")
            else:
                end = end or position + 1
                position = (octet & ~_POINTER) << 8 | _octet(data, position)
                if not _HEADER_SIZE <= position < begin:
                    raise ValueError(f"a pointer leads to {position}, where no earlier name is")
                data = data[:begin]
                begin, pointers = position, pointers + 1
            if left < 1 or pointers > _POINTER_COUNT:
                raise ValueError(f"a name is larger than {_NAME_SIZE} octets, or all pointers")
        return to_text(labels), end or position + 1

    def encode(self, value: object, writer: w.Writer) -> None:
        """Write a name, which is spelled as `to_text` has it."""
        if not isinstance(value, str):
            raise ValueError(f"a name is text, not {value!r}")  # noqa: TRY004  # as of any value
        labels = to_labels(value)
        if to_text(labels) != value:
            raise ValueError(f"the name is spelled {to_text(labels)!r}")
        wire = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
        start = 0
        for label in labels if self.compress else ():
            rest, place = wire[start:], writer.position + start
            if rest in writer.memo:
                wire = wire[:start] + (_POINTER << 8 | writer.memo[rest]).to_bytes(2, "big")
                break
            if _HEADER_SIZE <= place < _BEYOND:
                writer.memo[rest] = place
            start += 1 + len(label)
        writer.write(wire)


def _octet(data: memoryview, position: int) -> int:
    if position >= len(data):
        raise ValueError("a name goes on where its data ends")
    return data[position]


DomainName = Annotated[str, w.custom(DomainNameCodec(compress=True))]
"""A name as text, see `to_text`; compressed where that may be."""

UncompressedName = Annotated[str, w.custom(DomainNameCodec(compress=False))]
"""A name as text, see `to_text`; written out in full."""

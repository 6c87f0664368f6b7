"""Neighbouring fields of fixed size as one `struct.Struct`.

A fused field is one or more pieces, since `struct` knows integers of 1, 2, 4 and 8 bytes only. All
pieces of one `Struct` have one byte order; a field of the other order travels as raw bytes.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias, cast

from wirefmt._codegen.names import Names
from wirefmt.ir.extents import Extent, Fixed
from wirefmt.ir.groups import byte_order
from wirefmt.ir.numbers import BitOrder
from wirefmt.ir.types import (
    Boolean,
    Converted,
    Data,
    Digits,
    Enumerated,
    Float,
    Integer,
    Text,
    Type,
)

__all__ = [
    "Fused",
    "Leaf",
    "Piece",
    "Slot",
    "find_leaf",
    "fuse",
    "group_leaf",
    "join_pieces",
    "leaf_of",
    "order_of",
    "split_pieces",
]

Order: TypeAlias = str
"""`>`, `<`, or nothing where the field has no byte order."""

_SPLITS: Final = {
    1: (1,),
    2: (2,),
    3: (1, 2),
    4: (4,),
    5: (1, 4),
    6: (2, 4),
    7: (1, 2, 4),
    8: (8,),
    16: (8, 8),
}
"""How an integer of so many bytes is cut, most significant piece first."""

_CODES: Final = {1: "B", 2: "H", 4: "I", 8: "Q"}
_FLOAT_CODES: Final = {2: "e", 4: "f", 8: "d"}


class Piece(NamedTuple):
    """One struct code, and which bits of the number it holds."""

    code: str
    shift: int = 0
    bits: int = 0


class Leaf(NamedTuple):
    """A field of fixed size as struct sees it.

    A raw number is one of a width that struct has no code for: it travels as bytes, in this order.
    """

    pieces: tuple[Piece, ...]
    order: Order
    size: int
    raw_number: Literal["", "big", "little"] = ""

    @property
    def codes(self) -> str:
        """The struct codes, without byte order."""
        return "".join(piece.code for piece in self.pieces)


def find_leaf(type_: Type) -> Leaf | None:
    """Return how struct sees a type, None for a type that it cannot see."""
    match type_:
        case Integer(size=size, signed=signed, little=little):
            return _integer(size, signed=signed, little=little)
        case Float(size=size, little=little):
            return Leaf((Piece(_FLOAT_CODES[size]),), "<" if little else ">", size)
        case Boolean():
            return Leaf((Piece("B"),), "", 1)
        case (
            Data(extent=Extent(length=Fixed(size=size), align=1))
            | Text(extent=Extent(length=Fixed(size=size), align=1))
            | Digits(extent=Extent(length=Fixed(size=size)))
        ):
            return Leaf((Piece(f"{size}s"),), "", size)
        case Enumerated(type=inner) | Converted(type=inner):
            return find_leaf(inner)
        case _:
            return None


def leaf_of(type_: Type) -> Leaf:
    """Return how struct sees a type that it can see."""
    return cast("Leaf", find_leaf(type_))


def group_leaf(size: int, order: BitOrder) -> Leaf:
    """Return how struct sees a group of bit fields that fills `size` bytes."""
    if size in _SPLITS:
        return _integer(size, signed=False, little=byte_order(order) == "little")
    return Leaf((Piece(f"{size}s"),), "", size, byte_order(order))


class Slot(NamedTuple):
    """A variable that a run fills; with `skip` its bytes are passed over."""

    variable: str
    leaf: Leaf
    skip: bool = False


class Fused(NamedTuple):
    """A run as one `Struct`: its code, what unpacking fills, and the lines that then follow."""

    code: str
    targets: list[str]
    after: list[str]


def fuse(slots: list[Slot], namer: Names) -> Fused:
    """Return how some neighbouring variables are unpacked together."""
    order = order_of([slot.leaf for slot in slots if not slot.skip])
    code = order
    targets: list[str] = []
    after: list[str] = []
    for variable, leaf, skip in slots:
        if skip:
            code += f"{leaf.size}x"
        elif leaf.order not in {"", order}:
            code += f"{leaf.size}s"
            targets.append(variable)
            unpack = namer.unpack(leaf.order + leaf.codes)
            parts = [f"{unpack}({variable})[{index}]" for index in range(len(leaf.pieces))]
            after.append(f"{variable} = {join_pieces(leaf, parts)}")
        else:
            code += leaf.codes
            parts = [variable]
            if len(leaf.pieces) > 1:
                parts = [namer.temporary("part") for _ in leaf.pieces]
                after.append(f"{variable} = {join_pieces(leaf, parts)}")
            elif leaf.raw_number:
                after.append(f'{variable} = int.from_bytes({variable}, "{leaf.raw_number}")')
            targets += parts
    return Fused(code, targets, after)


def order_of(leaves: list[Leaf]) -> Order:
    """Return the byte order of the Struct that fuses these: little only where nothing is big."""
    orders = {leaf.order for leaf in leaves if leaf.order}
    return "<" if orders == {"<"} else ">"


def join_pieces(leaf: Leaf, parts: list[str]) -> str:
    """Return the expression of a number whose pieces are in these variables."""
    terms = [
        f"{part} << {piece.shift}" if piece.shift else part
        for part, piece in zip(parts, leaf.pieces, strict=True)
    ]
    return " | ".join(terms)


def split_pieces(leaf: Leaf, value: str) -> list[str]:
    """Return the expressions of a number's pieces.

    The topmost one keeps what does not fit, so that `struct` refuses it.
    """
    if len(leaf.pieces) == 1:
        return [value]
    top = max(piece.shift for piece in leaf.pieces)
    parts: list[str] = []
    for piece in leaf.pieces:
        shifted = f"{value} >> {piece.shift}" if piece.shift else value
        mask = (1 << piece.bits) - 1
        parts.append(shifted if piece.shift == top else f"{shifted} & 0x{mask:X}")
    return parts


def _integer(size: int, *, signed: bool, little: bool) -> Leaf:
    pieces: list[Piece] = []
    shift = 8 * size
    for index, width in enumerate(_SPLITS[size]):
        shift -= 8 * width
        code = _CODES[width]
        pieces.append(Piece(code.lower() if signed and not index else code, shift, 8 * width))
    if little:
        pieces.reverse()
    order = "" if size == 1 else "<" if little else ">"
    return Leaf(tuple(pieces), order, size)

"""A blueprint's records as RFCs draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt.ir.boxes import Cell, draw
from wirefmt.ir.expressions import (
    Peek,
)
from wirefmt.ir.extents import Prefixed, Told, Until
from wirefmt.ir.groups import Group, groups
from wirefmt.ir.parts import length_of, unconverted
from wirefmt.ir.records import (
    Field,
    PresenceByte,
)
from wirefmt.ir.show import show_controllers
from wirefmt.ir.types import (
    Array,
    Choice,
    Scalar,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirefmt.ir.blueprint import Blueprint
    from wirefmt.ir.records import Record


__all__ = ["box_diagram"]


def box_diagram(blueprint: Blueprint, record: int) -> str:
    """Return a message as RFCs draw it, 32 bits wide.

    Bits and fields of a fixed size are to scale (those of more than 16 bytes are one row). `...`
    marks a field whose size varies, `?` one that may be absent; it is drawn as if it were there. A
    prefix has a cell of its own, `name size` or `name count`; a delimiter stands after its field.
    Of the number of a group of bits the most significant one is on the left, in whatever order its
    bits are taken and its bytes stand. What a header's variants add is one row. Names that a cell
    can't hold are shortened and listed below.
    """
    own = blueprint.layout.records[record]
    middle = len(own.fields) - own.trailing
    cells = [
        cell
        for field in _drawn(blueprint, own, own.fields[:middle])
        for cell in _cells(blueprint, field)
    ]
    if own.dispatch is not None:
        cells.append(Cell(f"variant by {show_controllers(own.dispatch)}", None, " ..."))
    cells += [
        cell
        for field in _drawn(blueprint, own, own.fields[middle:])
        for cell in _cells(blueprint, field)
    ]
    return draw(tuple(cells))


def _drawn(blueprint: Blueprint, record: Record, fields: Sequence[Field]) -> Iterator[Field]:
    """Yield fields from left to right: in a group those of the most significant bits first."""
    for each in groups(record, fields, blueprint.sizes):
        if isinstance(each, Group):
            yield from each.fields if record.bit_order == "msb" else reversed(each.fields)
        else:
            yield each


def _cells(blueprint: Blueprint, field: Field) -> Iterator[Cell]:
    name = field.label
    absent = "?" if field.may_be_none else ""
    if isinstance(field.when, PresenceByte):
        yield Cell(f"has_{name}", 8)
    prefix = _prefix(field.type)
    if prefix is not None:
        inner = unconverted(field.type)
        counts = isinstance(inner, Array) and inner.unit == "elements"
        what = f"{name} {'count' if counts else 'size'}"
        size = blueprint.sizes.fixed(prefix)
        yield Cell(what, None, f"{absent} ...") if size is None else Cell(what, 8 * size, absent)
    if isinstance(field.type, Choice) and not isinstance(field.type.tag, Told | Peek):
        size = blueprint.sizes.fixed(field.type.tag)
        yield Cell(f"{name} tag", size and 8 * size, absent if size else f"{absent} ...")
        yield Cell(name, None, f"{absent} ...")
        return
    bits = blueprint.sizes.bits(field.type)
    if bits is not None:
        yield Cell(name, bits, absent)
    else:
        yield Cell(name, None, f"{absent} ...{_delimiter(field.type)}")


def _prefix(type_: Type) -> Scalar | Choice | None:
    length = length_of(unconverted(type_))
    return length.type if isinstance(length, Prefixed) else None


def _delimiter(type_: Type) -> str:
    length = length_of(unconverted(type_))
    return f" {length.delimiter!r}" if isinstance(length, Until) else ""

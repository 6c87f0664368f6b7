"""A blueprint as text: types and expressions in the words of the declaration, tables, diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from wirefmt.ir.alignment import alignment
from wirefmt.ir.expressions import (
    COMPARISONS,
    Binary,
    Constant,
    Expression,
    Measure,
    OneOf,
    Peek,
    Reference,
    Select,
    Unary,
)
from wirefmt.ir.extents import Extent, Fixed, Last, Length, Prefixed, Rest, Told, Until
from wirefmt.ir.groups import Group, begins, groups
from wirefmt.ir.records import (
    Checksum,
    ConstantRole,
    Dispatch,
    Field,
    Layout,
    Padding,
    PresenceByte,
    Record,
    Solved,
    Spelled,
    Stored,
)
from wirefmt.ir.tags import show_tag
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Extended,
    Float,
    Integer,
    Nested,
    Scalar,
    Sized,
    Text,
    Through,
    Type,
    Varint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirefmt.ir.blueprint import Blueprint

__all__ = ["show_controllers", "show_expression", "show_record", "wire_type"]

# ------------------------------------------------------------------ expressions

_TIGHTENING = (COMPARISONS, "|", "^", "&", ("<<", ">>"), ("+", "-"), ("*", "//", "%"))
_BINDING = {operator: rank for rank, group in enumerate(_TIGHTENING) for operator in group}
"""How tightly Python's operators bind; comparisons, the loosest, are never chained."""

_UNARY = len(_TIGHTENING)


def show_expression(expression: Expression) -> str:
    """Return an expression as it would be declared, such as `this.length - 8`."""
    match expression:
        case Constant(value=value):
            return repr(value)
        case Reference(path=path, root=root):
            return ".".join((root.value, *path))
        case Unary(operator=operator, operand=operand):
            return operator + _operand(operand, _UNARY)
        case Binary(operator=operator, left=left, right=right):
            binding = _BINDING[operator]
            lowest = binding + (operator in COMPARISONS)
            return f"{_operand(left, lowest)} {operator} {_operand(right, binding + 1)}"
        case OneOf(operand=operand, options=options):
            return f"one_of({', '.join((show_expression(operand), *map(repr, options)))})"
        case Select(condition=condition, if_true=if_true, if_false=if_false):
            parts = (condition, if_true, if_false)
            return f"select({', '.join(show_expression(part) for part in parts)})"
        case Measure(first=first, last=last):
            span = f"this.{first}" if first == last else f'this["{first}":"{last}"]'
            return (
                f"present({span})"
                if expression.quantity == "present"
                else (f"{expression.quantity}_of({span})")
            )
        case Peek(type=type_, at=at):
            return f"peek({wire_type(type_)}{f', at={at}' if at else ''})"
        case _ as unreachable:
            assert_never(unreachable)


def _operand(expression: Expression, lowest: int) -> str:
    """Return an operand, in parentheses where it would bind less tightly than that."""
    match expression:
        case Binary(operator=operator) if _BINDING[operator] < lowest:
            return f"({show_expression(expression)})"
        case Constant(value=int(value)) if value < 0:
            return f"({value})"
        case _:
            return show_expression(expression)


# ------------------------------------------------------------------ types


def wire_type(type_: Type, layout: Layout | None = None) -> str:
    """Return a type as it would be declared, such as `u16`, `text(u16)` or `array(u8) of u32`.

    Args:
        type_: The type.
        layout: Where messages have their names from; without it each is a `message`.
    """
    match type_:
        case Integer() | Float() | Boolean() | Bits() | Varint() | Digits():
            return _scalar(type_)
        case Data() | Text() | Array() | Sized():
            return _extended(type_, layout)
        case Enumerated(type=inner, enum=enum):
            unknown = ", open=True" if type_.open else ", strict=True" if type_.strict else ""
            return f"enumerated({_scalar(inner)}{unknown}) of {enum}"
        case Converted(type=inner, decode=decode, encode=encode, using=using):
            by = f"decode={decode}, encode={encode}"
            by += "" if using is None else f", using={show_expression(using)}"
            return f"convert({wire_type(inner, layout)}, {by})"
        case Nested(record=record):
            return "message" if layout is None else layout.records[record].name
        case Choice():
            return _choice(type_, layout)
        case Custom(codec=codec):
            return f"custom({codec})"
        case _ as unreachable:
            assert_never(unreachable)


def _choice(type_: Choice, layout: Layout | None) -> str:
    tag = type_.tag
    match tag:
        case Told(expression=expression):
            told = show_expression(expression)
        case Peek():
            told = show_expression(tag)
        case _:
            told = _scalar(tag)
    arms = (
        f"{'...' if arm.tag is None else arm.tag}: "
        f"{None if arm.type is None else wire_type(arm.type, layout)}"
        for arm in type_.arms
    )
    return f"choice({told}, {{{', '.join(arms)}}})"


def _scalar(type_: Scalar) -> str:
    match type_:
        case Integer(size=size, signed=signed, little=little):
            return f"{'i' if signed else 'u'}{8 * size}{'_le' if little and size > 1 else ''}"
        case Float(size=size, little=little):
            return f"f{8 * size}{'_le' if little else ''}"
        case Boolean():
            return "boolean"
        case Bits(width=width, flag=flag):
            return "flag" if flag else f"bits({width})"
        case Varint(name=name, shortest=shortest):
            return f"shortest({name})" if shortest else name
        case Digits(extent=extent, base=base, signed=signed):
            word = "decimal" if base == 10 else "hexadecimal"  # noqa: PLR2004  # the base by its name
            return f"{word}({_extent(extent)}{', signed=True' if signed else ''})"
        case _ as unreachable:
            assert_never(unreachable)


def _extended(type_: Extended, layout: Layout | None) -> str:
    extent = _extent(type_.extent)
    match type_:
        case Data() if alignment(type_) > 1:
            return f"align({alignment(type_)})"
        case Data():
            return f"data({extent})"
        case Text(encoding=encoding):
            return f"text({extent}{'' if encoding == 'utf-8' else f', encoding={encoding!r}'})"
        case Array(element=element, unit=unit, between=between):
            told = unit == "bytes" and not isinstance(type_.extent.length, Rest)
            extent += f", between={between}" if between > 1 else ""
            return f"array({'size=' if told else ''}{extent}) of {wire_type(element, layout)}"
        case Sized(type=inner, slack=slack, through=through):
            options = f"{extent}{', slack=True' if slack else ''}{_through(through)}"
            return f"sized({options}) of {wire_type(inner, layout)}"
        case _ as unreachable:
            assert_never(unreachable)


def _through(through: Through | None) -> str:
    if through is None:
        return ""
    by = "" if through.using is None else f", using={show_expression(through.using)}"
    return f", through={through.transform}{by}"


def _extent(extent: Extent) -> str:
    parts = [_length(extent.length)]
    if extent.minimum:
        parts.append(f"min={extent.minimum}")
    if extent.maximum is not None:
        parts.append(f"max={extent.maximum}")
    if extent.align > 1:
        parts.append(f"align={extent.align}")
    return ", ".join(parts)


def _length(length: Length) -> str:
    match length:
        case Fixed(size=size, pad=pad):
            return f"{size}, pad={pad!r}" if pad else str(size)
        case Prefixed():
            return _prefixed(length)
        case Told(expression=expression):
            return show_expression(expression)
        case Until(delimiter=delimiter, include=include, at_eof=at_eof):
            options = ", include=True" if include else ""
            return f"until({delimiter!r}{options}{', at_eof=True' if at_eof else ''})"
        case Last(condition=condition, at_eof=at_eof):
            return f"until({show_expression(condition)}{', at_eof=True' if at_eof else ''})"
        case Rest():
            return "rest"
        case _ as unreachable:
            assert_never(unreachable)


def _prefixed(length: Prefixed) -> str:
    """Return a length that stands before its value, such as `prefix(u32, item - 4)`."""
    parts = [wire_type(length.type)]
    if (length.factor, length.offset) != (1, 0):
        number = "item" if length.factor == 1 else f"{length.factor} * item"
        sign = "-" if length.offset < 0 else "+"
        parts.append(f"{number} {sign} {abs(length.offset)}" if length.offset else number)
    if length.none is not None:
        parts.append(f"none={length.none}")
    return parts[0] if len(parts) == 1 else f"prefix({', '.join(parts)})"


# ------------------------------------------------------------------ the table of a record

_VAST = 1 << 40
"""A greatest size beyond this (a 64-bit length has one) says no more than that there is none."""

_HEADINGS = ("byte", "bit", "field", "type", "size", "value", "present")


def show_record(blueprint: Blueprint, record: int) -> str:
    """Return a message as a table: where each field stands, its type, its size, what governs it.

    The offset is a number as long as it is the same in every message, then `?`. A size is that of
    a field that is there: fixed, or the least and the greatest. Lines below the table give what
    holds for the message as a whole.
    """
    own = blueprint.layout.records[record]
    rows = [_HEADINGS, *_rows(blueprint, own)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    least = blueprint.sizes.record_minimum(record)
    size = _range(least, blueprint.sizes.record_maximum(record))
    return "\n".join([f"{own.name}: {size} bytes", *lines, *_whole(blueprint, own)])


def _rows(blueprint: Blueprint, record: Record) -> Iterator[tuple[str, ...]]:
    offset: int | None = 0  # in bits, as long as it is known
    for each in groups(record, record.fields, blueprint.sizes):
        if isinstance(each, Group):
            firsts = begins(each, record.bit_order, blueprint.sizes)
            for field, first in zip(each.fields, firsts, strict=True):
                yield _row(blueprint, field, None if offset is None else offset + first)
            offset = None if offset is None else offset + each.width
            continue
        yield _row(blueprint, each, offset)
        taken = blueprint.sizes.bits(each.type)
        offset = (
            None if offset is None or taken is None or each.when is not None else offset + taken
        )


def _row(blueprint: Blueprint, field: Field, begin: int | None) -> tuple[str, ...]:
    """Return the line of a field that begins so many bits from the first byte."""
    bits = blueprint.sizes.bit_width(field.type)
    return (
        "?" if begin is None else str(begin // 8),
        "" if begin is None or bits is None else str(begin % 8),
        field.label,
        wire_type(field.type, blueprint.layout),
        _size(blueprint, field),
        _value(field),
        _presence(field),
    )


def _size(blueprint: Blueprint, field: Field) -> str:
    bits = blueprint.sizes.bit_width(field.type)
    if bits is not None:
        return f"{bits} bits" if bits > 1 else "1 bit"
    return _range(blueprint.sizes.minimum(field.type), blueprint.sizes.maximum(field.type))


def _range(least: int, greatest: int | None) -> str:
    if greatest is None or greatest > _VAST:
        return f"{least}.."
    return str(least) if least == greatest else f"{least}..{greatest}"


def _value(field: Field) -> str:
    """Return where a value comes from that the caller does not give."""
    match field.role:
        case Stored(constant=None):
            return ""
        case Stored(constant=value) | ConstantRole(value=value):
            return f"= {value!r}"
        case Solved(kept=kept):
            return f"derived{', kept' if kept else ''}"
        case Spelled(expression=expression, kept=kept):
            return f"= {show_expression(expression)}{', kept' if kept else ''}"
        case Checksum(function=function, first=first, last=last, using=using):
            by = "" if using is None else f", using {show_expression(using)}"
            return f"{function} over {first} to {last}{by}"
        case Padding():
            return "padding"
        case _ as unreachable:
            assert_never(unreachable)


def _presence(field: Field) -> str:
    match field.when:
        case None:
            return ""
        case PresenceByte():
            return "when boolean"
        case Rest():
            return "when rest"
        case condition:
            return f"when {show_expression(condition)}"


def _whole(blueprint: Blueprint, record: Record) -> Iterator[str]:
    if record.size is not None:
        padded = f", then padded to a multiple of {record.align}" if record.align > 1 else ""
        slack = ", with slack" if record.slack else ""
        yield f"size: {show_expression(record.size)}{slack}{padded}"
    if record.switch is not None:
        yield f"byte order: little-endian if {show_expression(record.switch.condition)}"
    if record.bit_order != "msb":
        of_little = ", of little-endian numbers" if record.bit_order == "lsb_le" else ""
        yield f"bits: the least significant first{of_little}"
    if record.origin:
        yield "origin: customs count from here"
    if record.tag is not None:
        yield f"tag: {show_expression(record.tag)}"
    for field in record.fields:
        yield from (f"check of {field.label}: {check.text}" for check in field.checks)
    yield from (f"check: {check.text}" for check in record.checks)
    if record.dispatch is not None:
        yield f"variants by {show_controllers(record.dispatch)}:"
        records = blueprint.layout.records
        for case in record.dispatch.cases:
            yield f"  {', '.join(map(show_tag, case.tags))}: {records[case.record].name}"
        if record.dispatch.otherwise is not None:
            yield f"  any other: {records[record.dispatch.otherwise].name}"


def show_controllers(dispatch: Dispatch) -> str:
    """Return the expressions by which a header's variants are told apart."""
    return ", ".join(map(show_expression, dispatch.controllers))

"""Whether a message has one form on the wire: whether encoding gives back the bytes decoded.

What is not known to keep every bit counts as forgetful: a node that is not vetted below, or an
option of one that is not, until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import msgspec

from wirefmt.ir import extents, records, types
from wirefmt.ir.peeks import reach
from wirefmt.ir.reads import told_extents
from wirefmt.ir.solve import Solve

if TYPE_CHECKING:
    from wirefmt.ir.blueprint import Blueprint

__all__ = ["Canonical", "canonical"]


class Canonical(msgspec.Struct, frozen=True):
    """True if encoding what was decoded gives the same bytes, whatever they were.

    Attributes:
        forgets: What decoding accepts in several forms and does not tell apart, by its field.
    """

    forgets: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.forgets


def canonical(blueprint: Blueprint) -> Canonical:
    """Return what a layout's messages forget of their bytes."""
    return Canonical(tuple(dict.fromkeys(_forgotten(blueprint))))


def _forgotten(blueprint: Blueprint) -> Iterator[str]:
    for index, record in enumerate(blueprint.layout.records):
        for reason in (*_unvetted(record), *_optional(record)):
            yield f"{record.name}: {reason}"
        plan = blueprint.encode_plan(index)
        steps = plan.steps if plan is not None else ()
        solved = {step.field.name: step for step in steps if isinstance(step, Solve)}
        for field in record.fields if plan is not None else ():
            step = solved.get(field.name)
            reasons = [*_unvetted(field), *_reasons(field.type)]
            if isinstance(field.role, records.Padding):
                reasons = ["padding is ignored"] * (blueprint.sizes.bits(field.type) != 0)
            if step is not None and not field.is_kept and not _is_told(step, record):
                reasons.append("what it says where nothing that it governs is there")
            for reason in reasons:
                yield f"{record.name}.{field.label}: {reason}"


def _is_told(step: Solve, record: records.Record) -> bool:
    """Return whether a field that is not stored always has a user that tells it."""
    always = {
        field.name for field in record.fields if not field.may_be_none and _measures(field.type)
    }
    return any(each.subject is None or each.subject in always for each in step.candidates)


def _measures(type_: types.Type) -> bool:
    """Return whether no told extent stands in elements, of which there may be none."""
    match type_:
        case types.Array(element=element):
            return not any(True for _ in told_extents(element))
        case types.Choice():
            return not any(True for each in type_.types for _ in told_extents(each))
        case types.Sized(type=inner):
            return _measures(inner)
        case _:
            return True


# ------------------------------------------------------------------ types

_VETTED: Final[dict[type[msgspec.Struct], set[str]]] = {
    records.Record: {
        "name",
        "cls",
        "fields",
        "stored",
        "size",
        "checks",
        "tag",
        "dispatch",
        "trailing",
        "align",
        "bit_order",
        "switch",
        "origin",
    },
    records.Field: {"name", "type", "role", "when", "checks"},
    types.Integer: {"size", "signed", "little"},
    types.Float: {"size", "little"},
    types.Boolean: set(),
    types.Bits: {"width", "flag", "little"},
    types.Converted: {"type", "decode", "encode", "using", "cls", "values", "exact"},
    types.Varint: {"name", "max_size", "max_value", "shortest", "form", "zigzag"},
    types.Digits: {"extent", "base", "signed", "max_digits"},
    extents.Fixed: {"size", "pad"},
    extents.Prefixed: {"type", "factor", "offset", "none"},
    extents.Told: {"expression", "index"},
    extents.Until: {"delimiter", "include", "unit", "at_eof"},
    extents.Last: {"condition", "at_eof"},
    extents.Rest: set(),
    extents.Extent: {"length", "minimum", "maximum", "phase"},
    types.Data: {"extent"},
    types.Text: {"extent", "encoding"},
    types.Array: {"element", "extent", "unit", "between"},
    types.Sized: {"type", "extent", "through"},
    types.Enumerated: {"type", "enum", "members", "flags", "open", "strict"},
    types.Nested: {"record"},
    types.Choice: {"tag", "arms"},
    types.Custom: {"codec", "minimum", "values"},
}
"""The nodes and their options of which it is known what they forget."""

_PARTS: Final = {"type", "extent", "length", "element"}


def _unvetted(node: msgspec.Struct) -> Iterator[str]:
    vetted = _VETTED.get(type(node))
    if vetted is None:
        yield f"{type(node).__name__} may have several forms"
        return
    names, defaults = node.__struct_fields__, node.__struct_defaults__
    default = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    for name in names:
        value = getattr(node, name)
        if name not in vetted and value != default.get(name, ...):
            yield f"{name}={value!r} may have several forms"


def _reasons(node: msgspec.Struct) -> Iterator[str]:
    """Yield what a type forgets, with all that it is made of."""
    yield from _unvetted(node)
    yield from _own_reasons(node)
    yield from _optional(node)
    if isinstance(node, types.Choice):
        if isinstance(node.tag, types.Scalar):
            yield from _reasons(node.tag)
        for each in node.types:
            yield from _reasons(each)
    for name in node.__struct_fields__:
        if name in _PARTS:
            yield from _reasons(cast("msgspec.Struct", getattr(node, name)))


def _own_reasons(node: msgspec.Struct) -> Iterator[str]:
    """Yield what a type by itself forgets."""
    match node:
        case types.Varint(shortest=False):
            yield "a number may be longer than needed"
        case types.Float(size=2 | 4):
            yield "the payload of a NaN"
        case types.Digits(base=16):
            yield "the case of its digits"
        case types.Converted(exact=False):
            yield "what its functions do not tell apart"
        case types.Custom():
            yield "what its codec does not tell apart"
        case types.Sized(through=types.Through()):
            yield "what its transform does not tell apart"
        case _:
            pass


def _optional(node: msgspec.Struct) -> Iterator[str]:
    """Yield what may stand on the wire, whatever it is, or not."""
    match node:
        case types.Array(between=between) if between > 1:
            yield "the padding between its elements"
        case extents.Until(at_eof=True, include=False):
            yield "a delimiter at the end"
        case records.Record(align=align, switch=switch):
            if align > 1:
                yield "the padding behind it"
            if switch is not None and reach(switch.condition):  # its bytes may suit both
                yield "the order of its bytes"
        case _:
            pass

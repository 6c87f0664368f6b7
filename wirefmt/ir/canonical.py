"""Whether a message has one form on the wire: whether encoding gives back the bytes decoded.

What is not known to keep every bit counts as forgetful: a node that is not vetted below, or an
option of one that is not, until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import msgspec

from wirefmt.ir import types as ir
from wirefmt.ir.layout import told_extents
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
    return Canonical(tuple(_forgotten(blueprint)))


def _forgotten(blueprint: Blueprint) -> Iterator[str]:
    for index, record in enumerate(blueprint.layout.records):
        for reason in _unvetted(record):
            yield f"{record.name}: {reason}"
        plan = blueprint.encode_plan(index)
        steps = plan.steps if plan is not None else ()
        solved = {step.field.name: step for step in steps if isinstance(step, Solve)}
        for field in record.fields if plan is not None else ():
            step = solved.get(field.name)
            reasons = [*_unvetted(field), *_reasons(field.type)]
            if isinstance(field.role, ir.Padding):
                reasons = ["padding is ignored"]
            if step is not None and not field.is_kept and not _is_told(step, record):
                reasons.append("what it says where nothing that it governs is there")
            for reason in reasons:
                yield f"{record.name}.{field.label}: {reason}"


def _is_told(step: Solve, record: ir.Record) -> bool:
    """Return whether a field that is not stored always has a user that tells it."""
    always = {
        field.name for field in record.fields if not field.may_be_none and _measures(field.type)
    }
    return any(each.subject is None or each.subject in always for each in step.candidates)


def _measures(type_: ir.Type) -> bool:
    """Return whether no told extent stands in elements, of which there may be none."""
    match type_:
        case ir.Array(element=element):
            return not any(True for _ in told_extents(element))
        case ir.Choice():
            return not any(True for each in type_.types for _ in told_extents(each))
        case ir.Sized(type=inner):
            return _measures(inner)
        case _:
            return True


# ------------------------------------------------------------------ types

_VETTED: Final[dict[type[msgspec.Struct], set[str]]] = {
    ir.Record: {"name", "cls", "fields", "stored", "size", "checks", "tag", "dispatch", "trailing"},
    ir.Field: {"name", "type", "role", "when", "checks"},
    ir.Integer: {"size", "signed", "little"},
    ir.Float: {"size", "little"},
    ir.Boolean: set(),
    ir.Bits: {"width", "flag"},
    ir.Converted: {"type", "decode", "encode", "using", "cls", "values"},
    ir.Varint: {"name", "max_size", "max_value", "shortest", "form", "zigzag"},
    ir.Digits: {"extent", "base", "signed", "max_digits"},
    ir.Fixed: {"size", "pad"},
    ir.Prefixed: {"type", "factor", "offset", "none"},
    ir.Told: {"expression", "index"},
    ir.Until: {"delimiter", "include", "unit"},
    ir.Last: {"condition"},
    ir.Rest: set(),
    ir.Extent: {"length", "minimum", "maximum", "phase"},
    ir.Data: {"extent"},
    ir.Text: {"extent", "encoding"},
    ir.Array: {"element", "extent", "unit"},
    ir.Sized: {"type", "extent"},
    ir.Enumerated: {"type", "enum", "members", "flags", "open", "strict"},
    ir.Nested: {"record"},
    ir.Choice: {"tag", "arms"},
}
"""The nodes and their options of which it is known what they forget."""

_PARTS: Final = {"type", "extent", "length", "element"}


def _unvetted(node: msgspec.Struct) -> Iterator[str]:
    vetted = _VETTED.get(type(node))
    if vetted is None:
        yield f"{type(node).__name__} may have several forms"
        return
    for option in msgspec.structs.fields(type(node)):
        value = getattr(node, option.name)
        if option.name not in vetted and value != option.default:
            yield f"{option.name}={value!r} may have several forms"


def _reasons(node: msgspec.Struct) -> Iterator[str]:
    """Yield what a type forgets, with all that it is made of."""
    yield from _unvetted(node)
    match node:
        case ir.Varint(shortest=False):
            yield "a number may be longer than needed"
        case ir.Float(size=2 | 4):
            yield "the payload of a NaN"
        case ir.Digits(base=16):
            yield "the case of its digits"
        case ir.Converted():
            yield "what its functions do not tell apart"
        case ir.Choice(tag=tag):
            if isinstance(tag, ir.Scalar):
                yield from _reasons(tag)
            for each in node.types:
                yield from _reasons(each)
        case _:
            pass
    for name in node.__struct_fields__:
        if name in _PARTS:
            yield from _reasons(cast("msgspec.Struct", getattr(node, name)))

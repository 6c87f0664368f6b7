"""Which arm of a choice a value belongs to: what is known without it decides, else its class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wirefmt.ir.classes import ValueClass
from wirefmt.ir.expressions import Expression, Measure, Peek, Reference, Root, walk
from wirefmt.ir.extents import Told
from wirefmt.ir.parts import may_be_none
from wirefmt.ir.records import Field, Record
from wirefmt.ir.sizes import targets
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
    Float,
    Integer,
    Nested,
    Sized,
    Text,
    Type,
    Varint,
)

__all__ = ["ambiguity", "class_table", "is_known", "value_classes"]


def value_classes(type_: Type | None, records: Sequence[Record]) -> Iterator[ValueClass]:
    """Yield the classes of a type's values; a message that is a header has one for each variant."""
    match type_:
        case Bits(flag=flag):
            yield ValueClass("bool" if flag else "int")
        case Enumerated(enum=enum):
            yield ValueClass(enum, is_slot=True)
            if type_.open:
                yield ValueClass("int")
        case Converted(values=values) | Custom(values=values):
            if values is not None:
                yield values
        case Sized(type=inner):
            yield from value_classes(inner, records)
        case Nested(record=index):
            yield from _message_classes(records[index], records)
        case Choice():
            for arm in type_.arms:
                yield from value_classes(arm.type, records)
        case _:
            yield ValueClass(_CLASSES[type(type_)])


_CLASSES = {
    type(None): "NoneType",
    Integer: "int",
    Varint: "int",
    Digits: "int",
    Float: "float",
    Boolean: "bool",
    Data: "bytes",
    Text: "str",
    Array: "list",
}
"""The classes of the values of types without parts, of arrays, and of no byte at all."""


def _message_classes(record: Record, records: Sequence[Record]) -> Iterator[ValueClass]:
    for target in targets(record):
        yield from _message_classes(records[target], records)
    if record.dispatch is None and record.cls is not None:
        yield ValueClass(record.cls, is_slot=True)


def class_table(choice: Choice, records: Sequence[Record]) -> dict[ValueClass, int]:
    """Return which class belongs to which arm, by its index; of two that share one the first."""
    table: dict[ValueClass, int] = {}
    for index, arm in enumerate(choice.arms):
        for each in value_classes(arm.type, records):
            table.setdefault(each, index)
    return table


def is_known(choice: Choice, record: Record) -> bool:
    """Return whether encode knows the tag without the value: stored fields and others tell it."""
    return isinstance(choice.tag, Told) and _is_stored(choice.tag.expression, record)


def _is_stored(expression: Expression, record: Record) -> bool:
    order = [field.name for field in record.fields]
    stored = {field.name for field in record.fields if field.is_stored}
    for node in walk(expression):
        match node:
            case Peek():
                return False
            case Reference(root=Root.THIS, path=path) if path[0] not in stored:
                return False
            case Measure(first=first, last=last) if not (
                stored.issuperset(order[order.index(first) : order.index(last) + 1])
            ):
                return False
            case _:
                pass
    return True


def ambiguity(
    choice: Choice, field: Field, record: Record, records: Sequence[Record]
) -> str | None:
    """Return what is wrong with a choice where it stands, if anything is."""
    if may_be_none(choice) and field.when is not None:
        return "None would be both the empty arm and the absent field; leave one of them out"
    if is_known(choice, record):
        return None
    if choice.arms[-1].tag is None and not isinstance(choice.tag, Peek):
        if isinstance(choice.tag, Told) and _peeks(choice.tag.expression):
            return (
                "on encode the arm `...` has no tag to compare with what is peeked at; let the "
                "arms be variants of one message, one of them with tag=..., or let peek(…) by "
                "itself be the tag"
            )
        return (
            "on encode nothing says which tag the arm `...` has; choose by an ordinary field, such "
            "as `kind: u8`"
        )
    if any(_is_classless(each) for each in choice.types):
        return (
            "encode does not know the class of what is converted, or custom; annotate it, as in "
            "Annotated[Name, convert(…)], or choose by an ordinary field"
        )
    seen: dict[ValueClass, int] = {}
    for index, arm in enumerate(choice.arms):
        for each in value_classes(arm.type, records):
            other = choice.arms[seen.setdefault(each, index)]
            if other != arm:
                return (
                    f"the arms {other.tag} and {arm.tag} both hold values of {each.name}, so that "
                    "encode cannot tell them apart; choose by an ordinary field, or put one of "
                    "them into a message"
                )
    return None


def _peeks(expression: Expression) -> bool:
    return any(isinstance(node, Peek) for node in walk(expression))


def _is_classless(type_: Type) -> bool:
    """Return whether an arm is converted to values of which no class is known."""
    match type_:
        case Converted(values=values) | Custom(values=values):
            return values is None
        case Sized(type=inner):
            return _is_classless(inner)
        case Choice():
            return any(_is_classless(each) for each in type_.types)
        case _:
            return False

"""What an expression may read, and what kind of value it gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias, assert_never

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import (
    COMPARISONS,
    Binary,
    Constant,
    Expression,
    Literal_,
    Measure,
    OneOf,
    Peek,
    Reference,
    Root,
    Select,
    Unary,
    is_condition,
)
from wirefmt.ir.outer import parents
from wirefmt.ir.parts import may_be_none
from wirefmt.ir.records import Field, Layout, Padding, Record
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

__all__ = ["Kind", "Scope", "kind_of_literal", "kind_of_type"]

Kind: TypeAlias = Literal["number", "float", "bytes", "text", "given"]
"""The kind of a value; what the session gives is known when it is read."""


class Scope:
    """What one field's expressions, or a record's own, may read.

    Args:
        layout: Where nested records are.
        record: Whose fields are read.
        field: Whose expressions they are, None for those of the record.
        earlier: Whether only the fields before `field` can be read: of what says how to read.
        item: The type of `item`, where it can be read.
        peeks: Whether the bytes that come can be peeked at.
    """

    def __init__(  # noqa: PLR0913  # where an expression stands, and what it may read there
        self,
        layout: Layout,
        record: Record,
        field: Field | None,
        *,
        earlier: bool,
        item: Type | None = None,
        peeks: bool = False,
    ) -> None:
        self._peeks = peeks
        self._item = item
        self._layout = layout
        self._record = record
        self._name = None if field is None else field.name
        self._fields = {each.name: each for each in record.fields}
        self._positions = {name: position for position, name in enumerate(self._fields)}
        self._end = len(self._fields)
        if earlier and field is not None:
            self._end = self._positions[field.name]

    def error(self, reason: str) -> SchemaError:
        """Return an error of this place."""
        return SchemaError(self._record.name, self._name, reason)

    def number(self, expression: Expression, use: str) -> None:
        """Demand that an expression gives a number; `use` says what for.

        Raises:
            SchemaError: If it does not, or reads what it cannot.
        """
        kind = self.kind(expression)
        if kind not in {"number", "given"}:
            raise self.error(f"{use} is a number, not {_NAMES[kind]}")

    def condition(self, expression: Expression, use: str) -> None:
        """Demand that an expression can be taken as true or false.

        Raises:
            SchemaError: If it cannot, or reads what it cannot.
        """
        self.number(expression, use)
        if _has_bitwise_not(expression):
            raise self.error(
                f"`~` of a number is never 0, so {use} would always hold; compare: this.field == 0"
            )

    def gives(self, expression: Expression, kind: Kind | None) -> None:
        """Demand that an expression gives a value of the field's kind.

        Raises:
            SchemaError: If it does not, or reads what it cannot.
        """
        found = self.kind(expression)
        if found not in {kind, "given"}:
            own = "a message or an array" if kind is None else _NAMES[kind]
            raise self.error(
                f"the expression gives {_NAMES[found]}, but the field is {own}; "
                "let both say the same"
            )

    def span(self, first: str, last: str) -> None:
        """Demand that two fields are there, in this order.

        Raises:
            SchemaError: If they are not.
        """
        self._field(first)
        self._field(last)
        if self._positions[first] > self._positions[last]:
            raise self.error(
                f'this["{first}":"{last}"] is the wrong way round: {last!r} stands before '
                f"{first!r}; exchange them"
            )

    # -------------------------------------------------------------- one node

    def kind(self, expression: Expression) -> Kind:
        """Return the kind of value that an expression gives.

        Raises:
            SchemaError: If it reads what it cannot, or an operator what it cannot take.
        """
        match expression:
            case Constant(value=value):
                return kind_of_literal(value)
            case Reference():
                return self._reference(expression)
            case Unary(operator=operator, operand=operand):
                self.number(operand, f"what `{operator}` takes")
            case Binary():
                self._binary(expression)
            case OneOf(operand=operand, options=options):
                self._options(self.kind(operand), options)
            case Select():
                return self._select(expression)
            case Measure():
                self._measure(expression)
            case Peek() if not self._peeks:
                raise self.error(
                    "peek cannot be read here; it stands in when=, byte_order=, and the extent or "
                    "tag of a field's own type, and by itself as the tag of any choice"
                )
            case Peek():
                pass
            case _ as unreachable:
                assert_never(unreachable)
        return "number"

    def _binary(self, node: Binary) -> None:
        if node.operator in COMPARISONS:
            self._alike(self.kind(node.left), self.kind(node.right), f"`{node.operator}`")
            return
        for operand in (node.left, node.right):
            self.number(operand, f"what `{node.operator}` takes")

    def _options(self, kind: Kind, options: tuple[Literal_, ...]) -> None:
        for option in options:
            self._alike(kind, kind_of_literal(option), "one_of")
        if not options:
            raise self.error("one_of needs at least one option")
        if len(set(options)) < len(options):
            twice = next(option for option in options if options.count(option) > 1)
            raise self.error(f"one_of has {twice!r} twice; leave one out")

    def _select(self, node: Select) -> Kind:
        self.condition(node.condition, "the condition of select")
        kinds = self.kind(node.if_true), self.kind(node.if_false)
        self._alike(*kinds, "select")
        return kinds[1] if kinds[0] == "given" else kinds[0]

    def _measure(self, node: Measure) -> None:
        self.span(node.first, node.last)
        if node.quantity != "count":
            return
        type_ = self._fields[node.first].type
        while isinstance(type_, Sized):
            type_ = type_.type
        if not isinstance(type_, Array):
            raise self.error(f"count_of takes an array, which {node.first!r} is not; try size_of")

    def _alike(self, left: Kind, right: Kind, use: str) -> None:
        numbers = {"number", "float"}
        if "given" in {left, right} or left == right or {left, right} == numbers:
            return
        raise self.error(f"{use} of {_NAMES[left]} and {_NAMES[right]}, which are never equal")

    # -------------------------------------------------------------- references

    def _reference(self, node: Reference) -> Kind:
        if node.root is Root.GIVEN:
            if len(node.path) != 1:
                raise self.error(f"{_text(node)} is too deep; what is given are plain values")
            return "given"
        if node.root is Root.ITEM and self._item is not None:
            kind = self._kind(self._along(self._item, node.path, node), node)
            if kind == "float":
                raise self.error("a float is rounded on the wire, and may not end an array")
            return kind
        if node.root is Root.OUTER:
            return self._outside(node)
        if node.root is not Root.THIS:
            raise self.error(f"{_text(node)} cannot be read here; only this, outer and given can")
        name, *rest = node.path
        field = self._field(name)
        if isinstance(field.role, Padding) and not rest:
            raise self.error(f"{_text(node)} is padding, which has no value; declare it as a field")
        return self._kind(self._along(field.type, rest, node), node)

    def _along(self, type_: Type, path: Iterable[str], node: Reference) -> Type:
        """Return the type at the end of a path into messages."""
        before = node.path[0] if path and node.root is Root.THIS else "item"
        for part in path:
            record = self._inside(type_, before, node)
            field = _find(record, part) or self._missing(record, part)
            if not field.is_stored:
                raise self.error(
                    f"{_text(node)} is not stored in a {record.name}, so that encode cannot read "
                    "it; make it an ordinary field there, or measure what it tells"
                )
            type_, before = field.type, part
        return type_

    def _kind(self, type_: Type, node: Reference) -> Kind:
        kind = kind_of_type(type_)
        if kind is None:
            if isinstance(_bare(type_), Converted | Custom):
                word = "custom" if isinstance(_bare(type_), Custom) else "converted"
                raise self.error(
                    f"{_text(node)} is {word}, to a value that only Python knows; let a "
                    f"function check it, or read a field that is not {word}"
                )
            raise self.error(
                f"{_text(node)} is {_what(type_)}; name a field in it, "
                "or size_of, count_of or present"
            )
        return kind

    def _outside(self, node: Reference) -> Kind:
        """Return the kind of what is read of the enclosing message, whichever that is."""
        kinds: dict[Kind, str] = {}
        for record, field in parents(self._layout, self._record):
            there = Scope(self._layout, record, field, earlier=True)
            try:
                kinds[there.kind(Reference(node.path))] = record.name
                stored = there.is_stored(node.path[0])
            except SchemaError as error:
                raise self.error(f"{_text(node)} of {record.name}: {error.reason}") from None
            if not stored:
                raise self.error(
                    f"{_text(node)} is not stored in a {record.name}, so that encode does not know "
                    "it in time; make it an ordinary field there"
                )
        if len(kinds) > 1:
            every = " and ".join(f"{_NAMES[kind]} in {name}" for kind, name in kinds.items())
            raise self.error(f"{_text(node)} is {every}; let all that enclose it say the same")
        return next(iter(kinds)) if kinds else "given"

    def is_stored(self, name: str) -> bool:
        """Return whether a field's value is in the message."""
        return self._fields[name].is_stored

    def _field(self, name: str) -> Field:
        field = self._fields.get(name)
        if field is None:
            return self._missing(self._record, name)
        if name == self._name and self._end <= self._positions[name]:
            raise self.error(f"it reads itself; {name!r} is not known before it is read")
        if self._positions[name] >= self._end:
            raise self.error(
                f"it reads {name!r}, which stands later on the wire; what says how to read must "
                "come first"
            )
        return field

    def _inside(self, type_: Type, name: str, node: Reference) -> Record:
        type_ = _bare(type_)
        if not isinstance(type_, Nested):
            raise self.error(f"{_text(node)} goes into {name!r}, which is no message")
        record = self._layout.records[type_.record]
        if record.dispatch is not None:
            raise self.error(
                f"{_text(node)} goes into {record.name}, whose variants differ; read a field of "
                "this message instead"
            )
        return record

    def _missing(self, record: Record, name: str) -> Field:
        names = _list(field.name for field in record.fields)
        raise self.error(f"{record.name} has no field {name!r}; it has {names}")


def kind_of_type(type_: Type) -> Kind | None:
    """Return the kind of a type's values; None for a message or an array."""
    match _bare(type_):
        case Integer() | Bits() | Boolean() | Varint() | Digits() | Enumerated():
            return "number"
        case Float():
            return "float"
        case Data():
            return "bytes"
        case Text():
            return "text"
        case Choice() as choice:
            kinds: set[Kind | None] = {kind_of_type(each) for each in choice.types}
            return kinds.pop() if len(kinds) == 1 and not may_be_none(choice) else None
        case _:
            return None


def kind_of_literal(value: Literal_) -> Kind:
    """Return the kind of a constant."""
    match value:
        case int():
            return "number"
        case float():
            return "float"
        case bytes():
            return "bytes"
        case str():
            return "text"
        case _ as unreachable:
            assert_never(unreachable)


_NAMES: dict[Kind, str] = {
    "number": "a number",
    "float": "a float",
    "bytes": "bytes",
    "text": "text",
    "given": "what is given",
}


def _has_bitwise_not(expression: Expression) -> bool:
    """Return whether `~` of a number decides what is true; inside a comparison it is well."""
    match expression:
        case Unary(operator="~", operand=operand):
            return not is_condition(operand)
        case Binary(operator="&" | "|" | "^", left=left, right=right):
            return _has_bitwise_not(left) or _has_bitwise_not(right)
        case Select(if_true=if_true, if_false=if_false):
            return _has_bitwise_not(if_true) or _has_bitwise_not(if_false)
        case _:
            return False


def _bare(type_: Type) -> Type:
    while isinstance(type_, Sized):
        type_ = type_.type
    return type_


def _what(type_: Type) -> str:
    match _bare(type_):
        case Nested():
            return "a message"
        case Choice():
            return "a choice of several"
        case _:
            return "an array"


def _find(record: Record, name: str) -> Field | None:
    return next((field for field in record.fields if field.name == name), None)


def _text(node: Reference) -> str:
    return ".".join((node.root.value, *node.path))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"

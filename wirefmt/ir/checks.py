"""What can be known to be wrong from a declaration alone; every error names the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from wirefmt.errors import SchemaError
from wirefmt.ir.arms import misfit
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression,
    Literal_,
    OneOf,
    Peek,
    Reference,
    references,
)
from wirefmt.ir.kinds import Scope, kind_of_literal, kind_of_type
from wirefmt.ir.layout import expressions, told_extents
from wirefmt.ir.outer import Outer, outer_names
from wirefmt.ir.sizes import ENDLESS, Sizes
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Checksum,
    Choice,
    ConstantRole,
    Data,
    Digits,
    Dispatch,
    Enumerated,
    Extent,
    Field,
    Fixed,
    Integer,
    Layout,
    Prefixed,
    PresenceByte,
    Record,
    Rest,
    Sized,
    Solved,
    Spelled,
    Stored,
    Text,
    Told,
    Type,
    Varint,
)

__all__ = ["check"]

_Number: TypeAlias = Integer | Bits | Boolean | Varint | Digits

_MOST_DIGITS = 4300  # beyond these CPython refuses to convert


def check(layout: Layout, *, alone: bool = True) -> None:
    """Check every record of a layout; the first stands `alone` unless it may be inside others.

    Raises:
        SchemaError: If one of them cannot be encoded or decoded whatever the bytes.
    """
    sizes = Sizes(layout)
    outside = Outer(layout).names(0)
    if outside and alone:
        raise SchemaError(
            layout.root.name,
            None,
            f"it reads outer.{outside[0]}, and so cannot be decoded alone; decode the message that "
            "encloses it",
        )
    for index, record in enumerate(layout.records):
        if sizes.record_minimum(index) >= ENDLESS // 8:
            raise SchemaError(
                record.name,
                None,
                "it contains itself without end; let a field have when=, or be an array",
            )
        _RecordCheck(layout, sizes, record).run()
    if sizes.record_maximum(0) == 0:
        raise SchemaError(layout.root.name, None, "it takes no byte; give it a field")


class _RecordCheck:
    """Checks one record."""

    def __init__(self, layout: Layout, sizes: Sizes, record: Record) -> None:
        self._layout = layout
        self._sizes = sizes
        self._record = record

    def run(self) -> None:
        record = self._record
        self._bit_runs()
        for field in record.fields:
            self._type(field, field.type)
            self._reads(field)
            self._role(field)
        whole = Scope(self._layout, record, None, earlier=False)
        if record.size is not None:
            whole.number(record.size, "size=")
            if not {*references(record.size), *outer_names(record.size)}:
                raise whole.error("size= reads no field; a fixed size needs none, leave it out")
        if record.tag is not None:
            whole.condition(record.tag, "tag=")
            self._tag(record.tag)
        if record.dispatch is not None:
            self._dispatch(record.dispatch, whole)
        for each in record.checks:
            if each.condition is not None:
                whole.condition(each.condition, "check=")

    def _error(self, field: Field | None, reason: str) -> SchemaError:
        return SchemaError(self._record.name, None if field is None else field.name, reason)

    # -------------------------------------------------------------- bits

    def _bit_runs(self) -> None:
        """A run of bits ends on a byte border, unless the class is of bits alone."""
        if self._sizes.is_bit_record(self._record):
            if any(name for each in expressions(self._record) for name in outer_names(each)):
                raise self._error(None, "a message of bits alone cannot read outer")
            return
        bits, last = 0, None
        for field in self._record.fields:
            width = self._sizes.bit_width(field.type)
            if width is None or field.when is not None:
                self._border(bits, last)
                bits, last = width or 0, field
                if width is not None:
                    self._border(bits, field)
                    bits = 0
                continue
            bits, last = bits + width, field
        self._border(bits, last)

    def _border(self, bits: int, field: Field | None) -> None:
        if bits % 8:
            raise self._error(
                field,
                f"the run of bits that ends here has {bits} bits, not whole bytes; "
                f"add w.pad(w.bits({-bits % 8})), or mend a width",
            )

    # -------------------------------------------------------------- types

    def _type(self, field: Field, type_: Type) -> None:
        match type_:
            case Data(extent=extent):
                self._extent(field, extent)
            case Text(extent=extent, encoding=encoding):
                self._extent(field, extent)
                self._encoding(field, encoding)
            case Digits(extent=extent):
                self._extent(field, extent)
                self._digits(field, type_)
            case Sized(type=inner, extent=extent):
                self._extent(field, extent)
                self._whole_bytes(field, inner, "what is sized")
                self._type(field, inner)
            case Array(element=element):
                self._array(field, type_)
                self._type(field, element)
            case Enumerated(type=inner):
                self._type(field, inner)
            case Choice():
                self._choice(field, type_)
            case _:
                pass

    def _choice(self, field: Field, type_: Choice) -> None:
        reason = misfit(type_, field, self._record, self._layout.records)
        if reason is not None:
            raise self._error(field, reason)
        for each in type_.types:
            self._whole_bytes(field, each, "an arm")
            self._type(field, each)
        tag: Type | Told
        if isinstance(type_.tag, Peek):
            self._peek(field, type_.tag, type_)
            tag = type_.tag.type
        else:
            tag = type_.tag
        for arm in type_.arms:
            if arm.tag is None or isinstance(tag, Told):
                continue
            reason = self._misfit(tag, arm.tag)
            if reason is not None:
                raise self._error(field, f"the tag {arm.tag} {reason}")

    def _peek(self, field: Field, peek: Peek, type_: Choice) -> None:
        """Demand that every arm holds the bytes that are peeked at: encode sees no others."""
        end = peek.at + self._sizes.minimum(peek.type)
        for arm in type_.arms:
            least = 0 if arm.type is None else self._sizes.minimum(arm.type)
            if least < end:
                name = "..." if arm.tag is None else arm.tag
                raise self._error(
                    field,
                    f"the tag is in the first {end} bytes of the value, but the arm {name} may "
                    f"have {least}; say min={end}, or choose by a field",
                )

    def _extent(self, field: Field, extent: Extent) -> None:
        lowest, highest = extent.minimum, extent.maximum
        if lowest < 0:
            raise self._error(field, f"min={lowest} is negative; nothing is shorter than 0")
        if highest is not None and lowest > highest:
            raise self._error(field, f"min={lowest} is above max={highest}; exchange them")
        if isinstance(extent.length, Prefixed) and isinstance(extent.length.type, Choice):
            self._type(field, extent.length.type)
        if not isinstance(extent.length, Fixed):
            return
        size = extent.length.size
        if size < 0:
            raise self._error(field, f"{size} is negative; an extent is 0 or more")
        if size < lowest or (highest is not None and size > highest):
            raise self._error(field, f"{size} is outside its min and max, which it does not need")

    def _encoding(self, field: Field, encoding: str) -> None:
        try:
            "".encode(encoding)
        except LookupError as error:
            reason = f"{error}; name a text encoding of Python's, such as 'utf-8' or 'latin-1'"
            raise self._error(field, reason) from None

    def _digits(self, field: Field, type_: Digits) -> None:
        if type_.extent.length == Fixed(0):
            raise self._error(field, "a number has at least one digit; say how many")
        if type_.max_digits > _MOST_DIGITS:
            raise self._error(field, f"a number has at most {_MOST_DIGITS} digits; say fewer")

    def _array(self, field: Field, type_: Array) -> None:
        self._extent(field, type_.extent)
        self._whole_bytes(field, type_.element, "an element")
        if type_.unit == "bytes" and self._sizes.minimum(type_.element) == 0:
            raise self._error(
                field,
                "an element may take no byte, so that bytes do not tell how many there are; "
                "count the elements, or give them a length prefix",
            )

    def _whole_bytes(self, field: Field, type_: Type, what: str) -> None:
        width = self._sizes.bit_width(type_)
        if width is not None and width % 8:
            raise self._error(
                field, f"{what} of {width} bits is not whole bytes; put the bits into a message"
            )

    # -------------------------------------------------------------- expressions

    def _reads(self, field: Field) -> None:
        before = Scope(self._layout, self._record, field, earlier=True)
        every = Scope(self._layout, self._record, field, earlier=False)
        for told, part in told_extents(field.type):
            before.number(told.expression, "the tag" if isinstance(part, Choice) else "an extent")
        if field.when is not None and not isinstance(field.when, PresenceByte | Rest):
            before.condition(field.when, "when=")
        for each in field.checks:
            if each.condition is not None:
                every.condition(each.condition, "check=")
        match field.role:
            case Spelled(expression=expression):
                every.gives(expression, kind_of_type(field.type))
            case Checksum(first=first, last=last):
                every.span(first, last)
            case _:
                pass

    # -------------------------------------------------------------- roles

    def _role(self, field: Field) -> None:
        match field.role:
            case Checksum() | ConstantRole() if isinstance(field.type, Choice):
                raise self._error(field, "what is always the same is no choice; name one type")
            case ConstantRole(value=value):
                self._fits(field, field.type, value, "the constant")
            case Stored(constant=value) if value is not None:
                self._fits(field, field.type, value, "the constant")
            case Solved(default=value):
                if kind_of_type(field.type) != "number":
                    raise self._error(field, "what is derived from its users is a number")
                if value:
                    self._fits(field, field.type, value, "the default")
            case Checksum():
                if self._sizes.fixed(field.type) is None:
                    raise self._error(field, "a checksum has a fixed size, such as u16 or data(20)")
            case _:
                pass

    def _fits(self, field: Field, type_: Type, value: Literal_, what: str) -> None:
        """Demand that a value can be written as a type."""
        reason = self._misfit(type_, value)
        if reason is not None:
            raise self._error(field, f"{what} {value!r} {reason}")

    def _misfit(self, type_: Type, value: Literal_) -> str | None:
        if kind_of_literal(value) != (kind_of_type(type_) or ""):
            kind = kind_of_type(type_)
            is_widened = kind == "float" and isinstance(value, int)
            return None if is_widened else f"is not of its type, {kind or 'a message or array'}"
        match type_, value:
            case Sized(type=inner), _:
                return self._misfit(inner, value)
            case Enumerated(type=inner, members=members, flags=flags), int():
                if not flags and value not in members:
                    return "is no member of its enum"
                return self._misfit(inner, value)
            case Data(extent=extent), bytes():
                return _misfit_size(extent, len(value))
            case Text(extent=extent, encoding=encoding), str():
                return _misfit_text(extent, encoding, value)
            case Integer() | Bits() | Boolean() | Varint() | Digits(), int():
                return _misfit_number(type_, value)
            case _:
                return None

    # -------------------------------------------------------------- variants

    def _tag(self, tag: Expression) -> None:
        """Demand that a tag that is one field can have these values."""
        tags: tuple[Literal_, ...]
        match tag:
            case Binary(operator="==", left=Reference(path=(name,)), right=Constant(value=value)):
                tags = (value,)
            case OneOf(operand=Reference(path=(name,)), options=tags):
                pass
            case _:
                return
        field = next(field for field in self._record.fields if field.name == name)
        for each in tags:
            self._fits(field, field.type, each, "the tag")

    def _dispatch(self, dispatch: Dispatch, scope: Scope) -> None:
        scope.number(dispatch.tag, "variants=")
        if not set(references(dispatch.tag)):
            raise scope.error("variants= reads no field; name the one that tells them apart")
        field = self._tagged(dispatch)
        seen: dict[int, str] = {}
        for tag, name in self._tags(dispatch):
            if tag in seen:
                raise self._error(
                    None, f"{seen[tag]} and {name} have one tag, {tag}; give one of them another"
                )
            seen[tag] = name
            if field is not None:
                reason = self._misfit(field.type, tag)
                if reason is not None:
                    raise SchemaError(name, field.name, f"the tag {tag} {reason}")

    def _tagged(self, dispatch: Dispatch) -> Field | None:
        """Return the field that is the tag, if it is one field alone."""
        match dispatch.tag:
            case Reference(path=(name,)):
                return next(field for field in self._record.fields if field.name == name)
            case _:
                return None

    def _tags(self, dispatch: Dispatch) -> Iterator[tuple[int, str]]:
        for case in dispatch.cases:
            for tag in case.tags:
                yield tag, self._layout.records[case.record].name


def _misfit_size(extent: Extent, size: int) -> str | None:
    match extent.length:
        case Fixed(size=fixed) if fixed != size:
            return f"has {size} bytes, but the field {fixed}; let both say the same"
        case _:
            return None


def _misfit_text(extent: Extent, encoding: str, value: str) -> str | None:
    try:
        encoded = value.encode(encoding)
    except UnicodeEncodeError:
        return f"cannot be written in {encoding}"
    return _misfit_size(extent, len(encoded))


def _misfit_number(type_: _Number, value: int) -> str | None:
    least, greatest = _range(type_)
    if least <= value <= greatest:
        return None
    return f"does not fit: its type holds {least} to {greatest}; use a wider type or another value"


def _range(type_: _Number) -> tuple[int, int]:
    """Return the least and the greatest number of a type."""
    match type_:
        case Integer(size=size, signed=signed):
            span = 1 << 8 * size
            return (-span // 2, span // 2 - 1) if signed else (0, span - 1)
        case Bits(width=width):
            return 0, (1 << width) - 1
        case Boolean():
            return 0, 1
        case Varint(max_value=greatest):
            return 0, greatest
        case Digits(extent=Extent(length=Fixed(size=size)), base=base):
            return 0, int(base**size) - 1
        case Digits(max_digits=most, base=base):
            return 0, int(base**most) - 1
        case _ as unreachable:
            assert_never(unreachable)

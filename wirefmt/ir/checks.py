"""What can be known to be wrong from a declaration alone; every error names the remedy."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.errors import SchemaError
from wirefmt.ir.arms import misfit
from wirefmt.ir.borders import bit_runs, borders
from wirefmt.ir.encodings import code_unit
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression,
    Literal_,
    Measure,
    OneOf,
    Peek,
    Reference,
    Root,
    conjuncts,
    references,
    walk,
)
from wirefmt.ir.fitting import misfit_number, misfit_size, misfit_text
from wirefmt.ir.kinds import Scope, kind_of_literal, kind_of_type
from wirefmt.ir.layout import told_extents, uses
from wirefmt.ir.outer import Outer, outer_names
from wirefmt.ir.sizes import ENDLESS, Sizes
from wirefmt.ir.tags import both_answer, is_more_specific, show_tag
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Checksum,
    Choice,
    ConstantRole,
    Converted,
    Data,
    Digits,
    Dispatch,
    Enumerated,
    Extent,
    Field,
    Fixed,
    Integer,
    Last,
    Layout,
    Padding,
    Prefixed,
    PresenceByte,
    Record,
    Rest,
    Sized,
    Solved,
    Spelled,
    Stored,
    Tag,
    TagPart,
    TagRange,
    Text,
    Told,
    Type,
    Until,
    Varint,
    nullable,
)

__all__ = ["check"]

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
        bit_runs(record, self._sizes)
        for field in record.fields:
            self._type(field, field.type)
            self._reads(field)
            self._role(field)
        whole = Scope(self._layout, record, None, earlier=False)
        if record.size is not None:
            whole.number(record.size, "size=")
            if not {*references(record.size), *outer_names(record.size)}:
                raise whole.error("size= reads no field; a fixed size needs none, leave it out")
        if record.slack and record.size is None:
            raise whole.error("slack=True is for a class with size=, whose window it may not fill")
        if record.tag is not None:
            whole.condition(record.tag, "tag=")
            for part in conjuncts(record.tag):
                self._tag(part)
        borders(record, self._sizes)
        if record.dispatch is not None:
            self._dispatch(record.dispatch, whole)
        for each in record.checks:
            if each.condition is not None:
                whole.condition(each.condition, "check=")

    def _error(self, field: Field | None, reason: str) -> SchemaError:
        return SchemaError(self._record.name, None if field is None else field.name, reason)

    # -------------------------------------------------------------- types

    def _type(self, field: Field, type_: Type) -> None:
        match type_:
            case Data(extent=extent):
                self._extent(field, extent)
                self._pad(field, extent, 1)
            case Text(extent=extent, encoding=encoding):
                self._extent(field, extent)
                self._encoding(field, encoding)
                self._pad(field, extent, code_unit(encoding))
            case Digits(extent=extent):
                self._extent(field, extent)
                self._digits(field, type_)
            case Sized(type=inner, extent=extent):
                self._extent(field, extent)
                self._not_null(field, inner)
                self._whole_bytes(field, inner, "what is sized")
                self._type(field, inner)
            case Array(element=element):
                self._array(field, type_)
                self._type(field, element)
            case Enumerated(type=inner):
                self._not_null(field, inner)
                self._type(field, inner)
            case Converted(type=inner):
                self._converted(field, inner)
            case Choice():
                self._choice(field, type_)
            case _:
                pass

    def _converted(self, field: Field, inner: Type) -> None:
        self._not_null(field, inner)
        self._whole_bytes(field, inner, "what is converted")
        self._type(field, inner)
        constant = field.role.constant if isinstance(field.role, Stored) else None
        if constant is not None or not field.is_stored:
            raise self._error(field, "only values of the message are converted; say the inner type")

    def _not_null(self, field: Field, type_: Type) -> None:
        if nullable(type_) is not None:
            raise self._error(
                field, "none= stands inside another type, which has no None; let sized(…) have it"
            )

    def _choice(self, field: Field, type_: Choice) -> None:
        reason = misfit(type_, field, self._record, self._layout.records)
        if reason is not None:
            raise self._error(field, reason)
        for each in type_.types:
            self._not_null(field, each)
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
        if isinstance(extent.length, Last):
            reason = "until(condition) ends an array with an element; give until a delimiter"
            raise self._error(field, reason)
        self._bounds(field, extent)

    def _bounds(self, field: Field, extent: Extent) -> None:
        lowest, highest = extent.minimum, extent.maximum
        if lowest < 0:
            raise self._error(field, f"min={lowest} is negative; nothing is shorter than 0")
        if highest is not None and lowest > highest:
            raise self._error(field, f"min={lowest} is above max={highest}; exchange them")
        if isinstance(extent.length, Until):
            self._until(field, extent.length, highest)
        if isinstance(extent.length, Rest) and extent.align > 1:
            raise self._error(field, "what goes to the end has nothing behind it; leave align= out")
        if isinstance(extent.length, Prefixed):
            self._prefix(field, extent.length)
        if not isinstance(extent.length, Fixed):
            return
        size = extent.length.size
        if size < 0:
            raise self._error(field, f"{size} is negative; an extent is 0 or more")
        if size < lowest or (highest is not None and size > highest):
            raise self._error(field, f"{size} is outside its min and max, which it does not need")

    def _prefix(self, field: Field, length: Prefixed) -> None:
        type_ = length.type
        if isinstance(type_, Choice):
            self._type(field, type_)
        for each in type_.types if isinstance(type_, Choice) else (type_,):
            reason = None if length.none is None else self._misfit(each, length.none)
            if reason is not None:
                raise self._error(field, f"none={length.none} {reason}")

    def _until(self, field: Field, until: Until, highest: int | None) -> None:
        size = len(until.delimiter)
        if size % until.unit:
            raise self._error(
                field,
                f"the delimiter {until.delimiter!r} is no whole code unit of its text, which has "
                f"{until.unit} bytes; write it as bytes of that encoding",
            )
        if until.include and highest is not None and highest < size:
            raise self._error(field, f"max={highest} leaves no room for the delimiter in the value")
        if until.include and isinstance(field.role, Padding):
            raise self._error(field, "padding has no value that could include its delimiter")

    def _pad(self, field: Field, extent: Extent, unit: int) -> None:
        match extent.length:
            case Fixed(size=size, pad=pad) if pad:
                if len(pad) != unit or size % unit:
                    raise self._error(
                        field,
                        f"pad={pad!r} cannot fill {size} bytes {unit} at a time; "
                        f"pad with {'a byte' if unit == 1 else f'{unit} bytes'}",
                    )
                if extent.minimum or extent.maximum is not None:
                    raise self._error(field, "min and max do not go with pad=; write a check=")
                if not isinstance(field.role, Stored | ConstantRole):
                    raise self._error(field, "pad= is for values of the message; leave it out")
            case _:
                pass

    def _encoding(self, field: Field, encoding: str) -> None:
        try:
            "".encode(encoding)
        except (LookupError, UnicodeError) as error:
            reason = f"{error}; name a text encoding of Python's, such as 'utf-8' or 'latin-1'"
            raise self._error(field, reason) from None

    def _digits(self, field: Field, type_: Digits) -> None:
        if isinstance(type_.extent.length, Until) and type_.extent.length.include:
            raise self._error(field, "a delimiter is no digit; leave out include=True")
        if type_.extent.length == Fixed(0):
            raise self._error(field, "a number has at least one digit; say how many")
        if type_.max_digits > _MOST_DIGITS:
            raise self._error(field, f"a number has at most {_MOST_DIGITS} digits; say fewer")

    def _array(self, field: Field, type_: Array) -> None:
        self._bounds(field, type_.extent)
        self._whole_bytes(field, type_.element, "an element")
        match type_.extent.length:
            case Until(include=include):
                if include:
                    reason = "a delimiter is no element; leave include=True out"
                    raise self._error(field, reason)
                self._ended(field, type_)
            case Last(condition=condition):
                self._ended(field, type_)
                self._item_condition(field, condition, type_.element)
            case _:
                pass
        if type_.unit == "bytes" and self._sizes.minimum(type_.element) == 0:
            raise self._error(
                field,
                "an element may take no byte, so that bytes do not tell how many there are; "
                "count the elements, or give them a length prefix",
            )

    def _ended(self, field: Field, type_: Array) -> None:
        """Demand elements of which each takes bytes, and not all that are left."""
        if self._sizes.minimum(type_.element) == 0:
            raise self._error(
                field, "an element may take no byte, so that none may end the array; count them"
            )
        if self._sizes.open_ended(type_.element):
            raise self._error(
                field, "an element goes to the end, and takes what ends the array; give it a size"
            )

    def _item_condition(self, field: Field, condition: Expression, element: Type) -> None:
        scope = Scope(self._layout, self._record, field, earlier=True, item=element)
        scope.condition(condition, "until(…)")
        nodes = list(walk(condition))
        read = {node.root for node in nodes if isinstance(node, Reference)}
        if any(isinstance(node, Measure) for node in nodes) or not read <= {Root.ITEM, Root.GIVEN}:
            raise self._error(field, "until(condition) reads item and given alone")
        if Root.ITEM not in read:
            raise self._error(field, "until(condition) does not read item, the element itself")

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
        for using in uses(field.type):
            before.kind(using)
            self._stored(field, using)
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

    def _stored(self, field: Field, using: Expression) -> None:
        """Demand that encode knows what a conversion is given before anything is derived."""
        fields = {each.name: each for each in self._record.fields}
        measures = any(
            isinstance(node, Measure) and node.quantity == "size" for node in walk(using)
        )
        if measures or not all(fields[name].is_stored for name in references(using)):
            raise self._error(
                field,
                "using= reads ordinary fields alone, which encode knows; derive nothing there",
            )

    # -------------------------------------------------------------- roles

    def _role(self, field: Field) -> None:
        if nullable(field.type) is not None and field.role != Stored():
            raise self._error(field, "none= is for a value that the caller gives; leave it out")
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
            case Enumerated(type=inner), int():
                if not type_.admits(value):
                    return "is no member of its enum"
                return self._misfit(inner, value)
            case Data(extent=extent), bytes():
                return misfit_size(extent, value)
            case Text(extent=extent, encoding=encoding), str():
                return misfit_text(extent, encoding, value)
            case Integer() | Bits() | Boolean() | Varint() | Digits(), int():
                return misfit_number(type_, value)
            case _:
                return None

    # -------------------------------------------------------------- variants

    def _tag(self, tag: Expression) -> None:
        """Demand that a tag that is one field can have these values."""
        tags: tuple[Literal_, ...]
        match tag:
            case Binary(
                operator="==",
                left=Reference(root=Root.THIS, path=(name,)),
                right=Constant(value=value),
            ):
                tags = (value,)
            case OneOf(operand=Reference(root=Root.THIS, path=(name,)), options=tags):
                pass
            case _:
                return
        field = next(field for field in self._record.fields if field.name == name)
        for each in tags:
            self._fits(field, field.type, each, "the tag")

    def _dispatch(self, dispatch: Dispatch, scope: Scope) -> None:
        behind = self._record.fields[len(self._record.fields) - self._record.trailing :]
        for controller in dispatch.controllers:
            scope.number(controller, "variants=")
            for field in behind:
                if field.name in references(controller):
                    reason = "it stands after the variant's fields and cannot choose the variant"
                    raise self._error(field, f"{reason}; leave trailing out")
        if not any(name for each in dispatch.controllers for name in references(each)):
            raise scope.error("variants= reads no field; name the one that tells them apart")
        seen: list[tuple[Tag, str]] = []
        for tag, name in self._tags(dispatch):
            self._refuse_shared(tag, name, seen)
            seen.append((tag, name))
            for controller, part in zip(dispatch.controllers, tag, strict=True):
                self._tag_fits(controller, part, name)

    def _tags(self, dispatch: Dispatch) -> Iterator[tuple[Tag, str]]:
        for case in dispatch.cases:
            for tag in case.tags:
                yield tag, self._layout.records[case.record].name

    def _refuse_shared(self, tag: Tag, name: str, seen: list[tuple[Tag, str]]) -> None:
        for other, owner in seen:
            both = both_answer(tag, other)
            if both is None or owner == name:
                continue
            if not is_more_specific(tag, other) and not is_more_specific(other, tag):
                shared = show_tag(both)
                raise self._error(
                    None, f"{owner} and {name} have one tag, {shared}; give one of them another"
                )

    def _tag_fits(self, controller: Expression, part: TagPart, variant: str) -> None:
        """Demand that the field that is a tag can have these values."""
        match controller:
            case Reference(root=Root.THIS, path=(name,)):
                field = next(field for field in self._record.fields if field.name == name)
            case _:
                return
        type_ = field.type
        numbers: tuple[int, ...] = (part,) if isinstance(part, int) else ()
        if isinstance(part, TagRange):  # of an enum it may hold numbers that are no members
            numbers = (part.first, part.last)
            type_ = type_.type if isinstance(type_, Enumerated) else type_
        for number in numbers:
            reason = self._misfit(type_, number)
            if reason is not None:
                raise SchemaError(variant, field.name, f"the tag {number} {reason}")

"""What can be known to be wrong of a field's type; every error names the remedy."""

from __future__ import annotations

from wirefmt.errors import SchemaError
from wirefmt.ir.arms import ambiguity, is_known
from wirefmt.ir.blanks import blank_bits
from wirefmt.ir.early import is_early
from wirefmt.ir.encodings import code_unit
from wirefmt.ir.expressions import (
    Expression,
    Measure,
    Peek,
    Reference,
    Root,
    walk,
)
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.fitting import misfit
from wirefmt.ir.kinds import Scope
from wirefmt.ir.parts import nullable
from wirefmt.ir.records import (
    ConstantRole,
    Field,
    Layout,
    Padding,
    Record,
    Stored,
)
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import (
    Array,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Sized,
    Text,
    Type,
)

__all__ = ["TypeChecks"]

_MOST_DIGITS = 4300  # beyond these CPython refuses to convert


class TypeChecks:
    """Checks the types of one record's fields."""

    def __init__(self, layout: Layout, sizes: Sizes, record: Record) -> None:
        self._layout = layout
        self._sizes = sizes
        self._record = record

    def _error(self, field: Field, reason: str) -> SchemaError:
        return SchemaError(self._record.name, field.name, reason)

    def check(self, field: Field, type_: Type) -> None:
        """Check a type that stands in a field.

        Raises:
            SchemaError: If no value of it can be encoded or decoded.
        """
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
                self._through(field, type_)
                self.check(field, inner)
            case Array(element=element):
                self._array(field, type_)
                self.check(field, element)
            case Enumerated(type=inner):
                self._not_null(field, inner)
                self.check(field, inner)
            case Converted(type=inner):
                self._converted(field, inner)
            case Choice():
                self._choice(field, type_)
            case Custom():
                self._custom(field)
            case _:
                pass

    def _custom(self, field: Field) -> None:
        constant = field.role.constant if isinstance(field.role, Stored) else None
        if constant is not None or not field.is_stored:
            raise self._error(
                field, "only values of the message are custom; say another type, or store the field"
            )

    def _converted(self, field: Field, inner: Type) -> None:
        self._not_null(field, inner)
        self._whole_bytes(field, inner, "what is converted")
        self.check(field, inner)
        constant = field.role.constant if isinstance(field.role, Stored) else None
        if constant is not None or not field.is_stored:
            raise self._error(field, "only values of the message are converted; say the inner type")

    def _through(self, field: Field, type_: Sized) -> None:
        if type_.through is None:
            return
        constant = field.role.constant if isinstance(field.role, Stored) else None
        if constant is not None or not field.is_stored:
            raise self._error(
                field, "only values of the message are transformed; leave through= out"
            )
        if type_.slack and isinstance(type_.extent.length, Fixed):
            raise self._error(
                field,
                "the slack of a fixed extent is filled with zeros, which through= would not keep; "
                "leave slack out, or give an extent that varies",
            )

    def _not_null(self, field: Field, type_: Type) -> None:
        if nullable(type_) is not None:
            raise self._error(
                field, "none= stands inside another type, which has no None; let sized(…) have it"
            )

    def _choice(self, field: Field, type_: Choice) -> None:
        reason = ambiguity(type_, field, self._record, self._layout.records)
        if reason is not None:
            raise self._error(field, reason)
        for each in type_.types:
            self._not_null(field, each)
            self._whole_bytes(field, each, "an arm")
            self.check(field, each)
        tag: Type | Told
        if isinstance(type_.tag, Peek):
            self._peek(field, type_.tag, type_)
            tag = type_.tag.type
        else:
            tag = type_.tag
            if not isinstance(tag, Told):
                self._number_ends(field, tag)
        for arm in type_.arms:
            if arm.tag is None or isinstance(tag, Told):
                continue
            reason = misfit(tag, arm.tag)
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
            blank = 0 if arm.type is None else blank_bits(arm.type, peek, self._layout, self._sizes)
            if arm.tag is not None and arm.tag & blank:
                raise self._error(
                    field,
                    f"the arm {arm.tag} has padding where its tag stands, which encode writes as "
                    "zero; let it have a constant, or a field, there",
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
        goes_on = isinstance(extent.length, Rest) or is_early(extent.length)
        if goes_on and extent.align > 1:
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
            self.check(field, type_)
            if not is_known(type_, self._record):
                raise self._error(
                    field,
                    "which type a length has is told by ordinary fields, since nothing else tells "
                    "encode; choose by one, as in choice(this.flags & 1, …)",
                )
        for each in type_.types if isinstance(type_, Choice) else (type_,):
            self._number_ends(field, each)
            reason = None if length.none is None else misfit(each, length.none)
            if reason is not None:
                raise self._error(field, f"none={length.none} {reason}")

    def _number_ends(self, field: Field, type_: Type) -> None:
        if isinstance(type_, Digits) and is_early(type_.extent.length):
            raise self._error(
                field,
                "what says more stands behind this number, and so its delimiter; leave at_eof out",
            )

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
        if type_.between > 1:
            self._between(field, type_)
        if type_.unit == "bytes" and self._sizes.minimum(type_.element) == 0:
            raise self._error(
                field,
                "an element may take no byte, so that bytes do not tell how many there are; "
                "count the elements, or give them a length prefix",
            )

    def _between(self, field: Field, type_: Array) -> None:
        """Demand that the padding between elements cannot be taken for anything else."""
        extent, between = type_.extent, f"between={type_.between}"
        if isinstance(extent.length, Until):
            raise self._error(
                field,
                f"{between} puts zeros where the delimiter could stand; let each element end with "
                f"zeros, by align={type_.between} of its own, or count the elements",
            )
        if self._sizes.open_ended(type_.element):
            raise self._error(
                field, f"an element goes to the end, and takes what {between} puts behind it"
            )
        if type_.unit == "bytes" and extent.minimum:
            raise self._error(
                field,
                f"with {between} the zeros behind the last element may or may not be there, which "
                "min= leaves open; let a number before it say the size",
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

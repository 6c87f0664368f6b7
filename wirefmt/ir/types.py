"""A wire format as data: types, the five spellings of an extent, fields, records.

Nothing here knows a Python class or function: where one is needed (the class of a message, an enum,
a user's function) a node names a *slot*, and whoever made the layout keeps a table beside it that
binds each slot to its object. Nodes are frozen and compare by structure.
"""

from __future__ import annotations

from functools import reduce
from typing import Literal, TypeAlias

import msgspec

from wirefmt.ir.classes import ValueClass
from wirefmt.ir.expressions import Expression, Literal_, Peek
from wirefmt.ir.numbers import Bits, Boolean, Float, Integer, Varint

__all__ = [
    "Arm",
    "Array",
    "Bits",
    "Boolean",
    "Case",
    "Check",
    "Checksum",
    "Choice",
    "Composite",
    "ConstantRole",
    "Converted",
    "Data",
    "Digits",
    "Dispatch",
    "Enumerated",
    "Extended",
    "Extent",
    "Field",
    "Fixed",
    "Float",
    "Integer",
    "Last",
    "Layout",
    "Length",
    "Nested",
    "Padding",
    "Prefixed",
    "PresenceByte",
    "Record",
    "Rest",
    "Role",
    "Scalar",
    "Sized",
    "Slot",
    "Solved",
    "Spelled",
    "Stored",
    "Tag",
    "TagPart",
    "TagRange",
    "Text",
    "Told",
    "Type",
    "Until",
    "Varint",
    "When",
    "nullable",
]

Slot: TypeAlias = str
"""A readable name that the bindings beside a layout bind to a Python object."""

# ------------------------------------------------------------------ scalars: no extent, no parts


class Digits(msgspec.Struct, frozen=True):
    """An ASCII number: digits of base 10 or 16, no sign unless `signed`, at most `max_digits`."""

    extent: Extent
    base: Literal[10, 16] = 10
    signed: bool = False
    max_digits: int = 20


Scalar: TypeAlias = Integer | Float | Boolean | Bits | Varint | Digits
"""Types without an extent and without parts."""

# ------------------------------------------------------------------ the one idea: how long is it?


class Fixed(msgspec.Struct, frozen=True):
    """A number that the declaration states; `pad` fills what a shorter value leaves."""

    size: int
    pad: bytes = b""


class Prefixed(msgspec.Struct, frozen=True):
    """A number that stands right before: `factor * item + offset`, where `item` is on the wire.

    With a choice, earlier fields tell as which type. `none` says that the value is None.
    """

    type: Scalar | Choice
    factor: int = 1
    offset: int = 0
    none: int | None = None

    @property
    def may_be_negative(self) -> bool:
        """Whether it may say less than 0."""
        return self.factor < 0 or self.offset < 0 or _may_be_negative(self.type)


class Told(msgspec.Struct, frozen=True):
    """A number that earlier fields tell. `index` counts all that is told of one field's type."""

    expression: Expression
    index: int = 0


class Until(msgspec.Struct, frozen=True):
    """Delimited; the delimiter is consumed, and with `include` part of the value.

    It stands a multiple of `unit` bytes behind where the value begins: on a code unit's border. In
    an array it stands in place of an element.
    """

    delimiter: bytes
    include: bool = False
    unit: int = 1

    @property
    def behind(self) -> int:
        """The bytes of the delimiter that stand behind the value."""
        return 0 if self.include else len(self.delimiter)

    @property
    def least(self) -> int:
        """The bytes of the delimiter that are part of the value."""
        return len(self.delimiter) if self.include else 0


class Last(msgspec.Struct, frozen=True):
    """Of an array: it ends with the element that satisfies a condition, in which it is `item`."""

    condition: Expression


class Rest(msgspec.Struct, frozen=True):
    """To the end of what encloses it: the window, or the connection's close."""


Length: TypeAlias = Fixed | Prefixed | Told | Until | Last | Rest
"""The five spellings; of an array `until` may be a condition."""


class Extent(msgspec.Struct, frozen=True):
    """How long something is: one of five spellings, and the bounds of what they may say.

    `minimum` and `maximum` are in the extent's own unit: bytes, or elements of a count. Zeros
    follow up to a multiple of `align`, counted from the start of the class; `phase` is where the
    extent begins, modulo that.
    """

    length: Length
    minimum: int = 0
    maximum: int | None = None
    align: int = 1
    phase: int = 0

    def padding(self, size: int) -> int:
        """Return how many zeros follow so many bytes, prefix and delimiter included."""
        return -(self.phase + size) % self.align


# ------------------------------------------------------------------ what has an extent


class Data(msgspec.Struct, frozen=True):
    """Bytes."""

    extent: Extent


class Text(msgspec.Struct, frozen=True):
    """Text; the extent counts its bytes."""

    extent: Extent
    encoding: str = "utf-8"


class Array(msgspec.Struct, frozen=True):
    """Elements of one type; `unit` says whether the extent counts elements or their bytes.

    With `Rest` the unit is `bytes`: elements follow one another to the end.
    """

    element: Type
    extent: Extent
    unit: Literal["elements", "bytes"] = "elements"


class Sized(msgspec.Struct, frozen=True):
    """Any type confined to a window, all of which it must use unless there may be `slack`."""

    type: Type
    extent: Extent
    slack: bool = False


Extended: TypeAlias = Data | Text | Array | Sized
"""Types that have an extent."""

# ------------------------------------------------------------------ what is made of other things


class Enumerated(msgspec.Struct, frozen=True):
    """A number that stands for a member of an enum.

    `members` are the enum's values. Of a `flags` enum every combination of its bits is a member,
    unknown bits included unless it is `strict`. With `open` a number without a member stays one.
    """

    type: Integer | Bits | Varint | Digits
    enum: Slot
    members: tuple[int, ...]
    flags: bool = False
    open: bool = False
    strict: bool = False

    @property
    def known(self) -> int:
        """The bits of all members."""
        return reduce(int.__or__, self.members, 0)

    def admits(self, number: int) -> bool:
        """Return whether a number may stand here."""
        if self.flags:
            return not (self.strict and number & ~self.known)
        return self.open or number in self.members


class Nested(msgspec.Struct, frozen=True):
    """A message: the index of its record in the layout."""

    record: int


class Converted(msgspec.Struct, frozen=True):
    """A value that a user's functions make of another, and turn back.

    `using` is what both are given besides. Where `cls` is set, encode takes its instances alone.
    `values` is the class by which it is known as the arm of a choice.
    """

    type: Type
    decode: Slot
    encode: Slot
    using: Expression | None = None
    cls: Slot | None = None
    values: ValueClass | None = None


class Arm(msgspec.Struct, frozen=True):
    """What stands on the wire where a choice's tag is `tag`; the type None is no byte at all.

    The tag None, of the last arm alone, stands for every other.
    """

    tag: int | None
    type: Type | None


class Choice(msgspec.Struct, frozen=True):
    """One of several types, as a tag says.

    It stands right before, or is told, or is a peek at the first bytes of the value itself.
    On encode what is known without the value decides, else the class of the value does
    (`wirefmt.ir.arms`).
    """

    tag: Scalar | Told | Peek
    arms: tuple[Arm, ...]

    @property
    def types(self) -> tuple[Type, ...]:
        """The types of all arms that take bytes."""
        return tuple(arm.type for arm in self.arms if arm.type is not None)

    def arm(self, tag: object) -> Arm | None:
        """Return the arm that a tag chooses."""
        return next((arm for arm in self.arms if arm.tag is None or arm.tag == tag), None)


Composite: TypeAlias = Enumerated | Nested | Converted | Choice
"""Types that are made of others."""

Type: TypeAlias = Scalar | Extended | Composite
"""Every type."""


def _may_be_negative(type_: Type) -> bool:
    match type_:
        case Choice():
            return any(map(_may_be_negative, type_.types))
        case Integer(signed=signed) | Varint(zigzag=signed):
            return signed
        case _:
            return True


def nullable(type_: Type) -> Prefixed | None:
    """Return the prefix that may say that a value of this type is None."""
    match type_:
        case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
            length = extent.length
        case Sized(extent=extent) | Array(extent=extent):
            length = extent.length
        case _:
            return None
    return length if isinstance(length, Prefixed) and length.none is not None else None


# ------------------------------------------------------------------ fields


class Stored(msgspec.Struct, frozen=True):
    """A value of the message; one that a variant narrows to a constant must equal `constant`."""

    constant: Literal_ | None = None


class Solved(msgspec.Struct, frozen=True):
    """Not in the constructor: on encode the number that its users need, `default` if none is there.

    On decode it is what the bytes say. With `kept` the message holds it: None there is solved, a
    value is written, and must agree with the users.
    """

    default: int = 0
    kept: bool = False


class Spelled(msgspec.Struct, frozen=True):
    """Not in the constructor: what the expression gives; checked on decode.

    With `kept` the message holds it, and it is not checked: None there is evaluated, a value is
    written as it is.
    """

    expression: Expression
    kept: bool = False


class ConstantRole(msgspec.Struct, frozen=True):
    """Not in the constructor: always this value."""

    value: Literal_


class Checksum(msgspec.Struct, frozen=True):
    """Not in the constructor: `function(bytes from first to last)`, its own bytes taken as zero."""

    function: Slot
    first: str
    last: str


class Padding(msgspec.Struct, frozen=True):
    """Not in the constructor: zero bits or bytes (`Bits` or `Data`); ignored on decode."""


Role: TypeAlias = Stored | Solved | Spelled | ConstantRole | Checksum | Padding
"""What a field is to its message, and where its value comes from."""


class PresenceByte(msgspec.Struct, frozen=True):
    """A boolean right before the field says whether it is there."""


When: TypeAlias = Expression | PresenceByte | Rest
"""What governs presence: a condition, a byte right there, or whether bytes are left."""


class Check(msgspec.Struct, frozen=True):
    """What a value must satisfy: a condition, or a user's function of the field's value.

    `field` is the field that is to blame, None for the message as a whole (whose function takes the
    message). `text` says the condition in the declaration's words.
    """

    text: str
    field: str | None = None
    condition: Expression | None = None
    function: Slot | None = None


class Field(msgspec.Struct, frozen=True):
    """One field of a record."""

    name: str
    type: Type
    role: Role = Stored()
    when: When | None = None
    checks: tuple[Check, ...] = ()

    @property
    def label(self) -> str:
        """The name in paths: without the underscore that serves for Python's keywords."""
        return self.name.removesuffix("_") or self.name

    @property
    def is_stored(self) -> bool:
        """Whether the field is in the message's constructor."""
        return isinstance(self.role, Stored)

    @property
    def is_kept(self) -> bool:
        """Whether the message holds a derived field, or None for it to be derived."""
        return isinstance(self.role, Solved | Spelled) and self.role.kept

    @property
    def may_be_none(self) -> bool:
        """Whether the value may be None: the field absent, or what its prefix says."""
        return self.when is not None or nullable(self.type) is not None


# ------------------------------------------------------------------ records


class TagRange(msgspec.Struct, frozen=True):
    """Every number from the first to the last, both included."""

    first: int
    last: int


TagPart: TypeAlias = int | TagRange | None
"""What one part of a tag must be: a number, a number of a range, or (None) anything."""

Tag: TypeAlias = tuple[TagPart, ...]
"""What a variant answers to: as many parts as its header has controllers."""


class Case(msgspec.Struct, frozen=True):
    """One variant of a header: the tags it answers to, and its record."""

    tags: tuple[Tag, ...]
    record: int


class Dispatch(msgspec.Struct, frozen=True):
    """How a header's tag, the values of its controllers, chooses a variant.

    Of several tags that fit the most specific one chooses (`wirefmt.ir.tags`); `otherwise` answers
    to what fits none.
    """

    controllers: tuple[Expression, ...]
    cases: tuple[Case, ...]
    otherwise: int | None = None


class Record(msgspec.Struct, frozen=True):
    """A message, flat: a variant has its header's fields (as it narrows them) and its own.

    Attributes:
        name: The class's name, as error texts show it.
        cls: The slot of the class; None for a bare type, whose one field is the value itself.
        fields: All fields, in wire order.
        stored: The names of the stored fields, in the order of the constructor.
        size: The size of the whole message in bytes, as an expression, where it has a window.
        checks: Checks of the message as a whole.
        tag: In a variant, the condition that its header's tag satisfies.
        dispatch: In a header, its variants; such a record is never itself a message.
        trailing: In a header, how many of its last fields stand after those of its variants.
        slack: Whether the message may leave bytes of its window unused.
    """

    name: str
    cls: Slot | None
    fields: tuple[Field, ...]
    stored: tuple[str, ...]
    size: Expression | None = None
    checks: tuple[Check, ...] = ()
    tag: Expression | None = None
    dispatch: Dispatch | None = None
    trailing: int = 0
    slack: bool = False


class Layout(msgspec.Struct, frozen=True):
    """A closed set of records; the first is what is encoded and decoded."""

    records: tuple[Record, ...]

    @property
    def root(self) -> Record:
        """The record that is encoded and decoded."""
        return self.records[0]

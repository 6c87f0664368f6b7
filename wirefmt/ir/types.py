"""A wire format as data: types, the five spellings of an extent, fields, records.

Nothing here knows a Python class or function: where one is needed (the class of a message, an enum,
a user's function) a node names a *slot*, and whoever made the layout keeps a table beside it that
binds each slot to its object. Nodes are frozen and compare by structure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from wirefmt.ir.expressions import Expression, Literal_, Peek

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
    "Text",
    "Told",
    "Type",
    "Until",
    "Varint",
    "When",
    "may_be_none",
    "parts",
]

Slot: TypeAlias = str
"""A readable name that the bindings beside a layout bind to a Python object."""

# ------------------------------------------------------------------ scalars: no extent, no parts


class Integer(msgspec.Struct, frozen=True):
    """An integer of `size` bytes."""

    size: int
    signed: bool = False
    little: bool = False


class Float(msgspec.Struct, frozen=True):
    """An IEEE 754 number of 2, 4 or 8 bytes."""

    size: int
    little: bool = False


class Boolean(msgspec.Struct, frozen=True):
    """One byte, 0 or 1 only."""


class Bits(msgspec.Struct, frozen=True):
    """An unsigned number of `width` bits, or (`flag`) one bit that is a bool."""

    width: int
    flag: bool = False


class Varint(msgspec.Struct, frozen=True):
    """LEB128: seven bits a byte, least significant first, the high bit says that more follow.

    A number of more than `max_size` bytes, or over `max_value`, is malformed, and with `shortest`
    one that is longer than needed.
    """

    name: str
    max_size: int
    max_value: int
    shortest: bool = False


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
    """A number that the declaration states."""

    size: int


class Prefixed(msgspec.Struct, frozen=True):
    """A number that stands right before; with a choice, earlier fields tell as which type."""

    type: Scalar | Choice


class Told(msgspec.Struct, frozen=True):
    """A number that earlier fields tell. `index` counts all that is told of one field's type."""

    expression: Expression
    index: int = 0


class Until(msgspec.Struct, frozen=True):
    """Delimited; the delimiter is consumed and not part of the value."""

    delimiter: bytes


class Rest(msgspec.Struct, frozen=True):
    """To the end of what encloses it: the window, or the connection's close."""


Length: TypeAlias = Fixed | Prefixed | Told | Until | Rest
"""The five spellings."""


class Extent(msgspec.Struct, frozen=True):
    """How long something is: one of five spellings, and the bounds of what they may say.

    `minimum` and `maximum` are in the extent's own unit: bytes, or elements of a count.
    """

    length: Length
    minimum: int = 0
    maximum: int | None = None


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
    """Any type confined to a window, all of which it must use."""

    type: Type
    extent: Extent


Extended: TypeAlias = Data | Text | Array | Sized
"""Types that have an extent."""

# ------------------------------------------------------------------ what is made of other things


class Enumerated(msgspec.Struct, frozen=True):
    """A number that stands for a member of an enum.

    `members` are the enum's values. Of a `flags` enum every combination of its bits is a member,
    unknown bits included.
    """

    type: Integer | Bits | Varint | Digits
    enum: Slot
    members: tuple[int, ...]
    flags: bool = False


class Nested(msgspec.Struct, frozen=True):
    """A message: the index of its record in the layout."""

    record: int


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


Composite: TypeAlias = Enumerated | Nested | Choice
"""Types that are made of others."""

Type: TypeAlias = Scalar | Extended | Composite
"""Every type."""


def parts(type_: Type) -> Iterator[Type]:
    """Yield a type and all that it is made of, but not what is inside nested messages.

    A prefix is part of its type if it is a choice.
    """
    yield type_
    match type_:
        case (
            Data(extent=extent) | Text(extent=extent) | Array(extent=extent) | Sized(extent=extent)
        ) if isinstance(extent.length, Prefixed) and isinstance(extent.length.type, Choice):
            yield from parts(extent.length.type)
        case _:
            pass
    match type_:
        case Choice():
            for each in type_.types:
                yield from parts(each)
        case Sized(type=inner) | Array(element=inner) | Enumerated(type=inner):
            yield from parts(inner)
        case _:
            pass


def may_be_none(type_: Type | None) -> bool:
    """Return whether None is a value of a type: that of a choice's arm that takes no byte."""
    match type_:
        case None:
            return True
        case Choice():
            return any(may_be_none(arm.type) for arm in type_.arms)
        case Sized(type=inner):
            return may_be_none(inner)
        case _:
            return False


# ------------------------------------------------------------------ fields


class Stored(msgspec.Struct, frozen=True):
    """A value of the message; one that a variant narrows to a constant must equal `constant`."""

    constant: Literal_ | None = None


class Solved(msgspec.Struct, frozen=True):
    """Not in the constructor: on encode the number that its users need, `default` if none is there.

    On decode it is what the bytes say.
    """

    default: int = 0


class Spelled(msgspec.Struct, frozen=True):
    """Not in the constructor: what the expression gives; checked on decode."""

    expression: Expression


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


# ------------------------------------------------------------------ records


class Case(msgspec.Struct, frozen=True):
    """One variant of a header: the tags it answers to, and its record."""

    tags: tuple[int, ...]
    record: int


class Dispatch(msgspec.Struct, frozen=True):
    """How a header's tag chooses a variant; `otherwise` answers to every other tag."""

    tag: Expression
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
    """

    name: str
    cls: Slot | None
    fields: tuple[Field, ...]
    stored: tuple[str, ...]
    size: Expression | None = None
    checks: tuple[Check, ...] = ()
    tag: Expression | None = None
    dispatch: Dispatch | None = None


class Layout(msgspec.Struct, frozen=True):
    """A closed set of records; the first is what is encoded and decoded."""

    records: tuple[Record, ...]

    @property
    def root(self) -> Record:
        """The record that is encoded and decoded."""
        return self.records[0]

"""A wire format as data: the types of values.

Nothing here knows a Python class or function: where one is needed (the class of a message, an enum,
a user's function) a node names a *slot*, and whoever made the layout keeps a table beside it that
binds each slot to its object. Nodes are frozen and compare by structure.
"""

from __future__ import annotations

from functools import reduce
from typing import Literal, TypeAlias

import msgspec

from wirefmt.ir.classes import ValueClass
from wirefmt.ir.expressions import Expression, Peek
from wirefmt.ir.extents import Extent, Told
from wirefmt.ir.numbers import Bits, Boolean, Float, Integer, Varint

__all__ = [
    "Arm",
    "Array",
    "Bits",
    "Boolean",
    "Choice",
    "Composite",
    "Converted",
    "Custom",
    "Data",
    "Digits",
    "Enumerated",
    "Extended",
    "Float",
    "Integer",
    "Nested",
    "Scalar",
    "Sized",
    "Slot",
    "Text",
    "Through",
    "Type",
    "Varint",
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

    With `Rest` the unit is `bytes`: elements follow one another to the end. Each begins at a
    multiple of `between` from the start of the class: zeros stand before all but the first.
    """

    element: Type
    extent: Extent
    unit: Literal["elements", "bytes"] = "elements"
    between: int = 1

    def padding(self, size: int) -> int:
        """Return how many zeros stand before the next element, behind so many bytes of others."""
        return -size % self.between

    def spread(self, count: int, size: int) -> int:
        """Return how many bytes so many elements of one size take, with what is between them."""
        return count * size + (count - 1) * self.padding(size) if count > 0 else 0


class Through(msgspec.Struct, frozen=True):
    """What turns the bytes of a window into those that are read, and back: a user's object.

    `using` is what both of its functions are given besides.
    """

    transform: Slot
    using: Expression | None = None


class Sized(msgspec.Struct, frozen=True):
    """Any type confined to a window, all of which it must use unless there may be `slack`.

    The extent measures what is on the wire; the type is read of what a transform makes of that.
    """

    type: Type
    extent: Extent
    slack: bool = False
    through: Through | None = None


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
    `values` is the class by which it is known as the arm of a choice. The functions are `exact` if
    they are known to make each value of one other alone, and to turn it back into that.
    """

    type: Type
    decode: Slot
    encode: Slot
    using: Expression | None = None
    cls: Slot | None = None
    values: ValueClass | None = None
    exact: bool = False


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


class Custom(msgspec.Struct, frozen=True):
    """A value of which a user's codec reads and writes the bytes, `minimum` of them or more.

    It knows where it stands, counted from an origin (`wirefmt.ir.origins`). `values` is the class
    by which it is known as the arm of a choice.
    """

    codec: Slot
    minimum: int = 1
    values: ValueClass | None = None


Composite: TypeAlias = Enumerated | Nested | Converted | Choice | Custom
"""Types that are made of others, or of what a user says."""

Type: TypeAlias = Scalar | Extended | Composite
"""Every type."""

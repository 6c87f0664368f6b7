"""A wire format as data: fields, what they are to their message, and records."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from wirefmt.ir.expressions import Expression, Literal_
from wirefmt.ir.extents import Rest
from wirefmt.ir.numbers import BitOrder
from wirefmt.ir.parts import nullable
from wirefmt.ir.types import Slot, Type

__all__ = [
    "Case",
    "Check",
    "Checksum",
    "ConstantRole",
    "Dispatch",
    "Field",
    "Layout",
    "Padding",
    "PresenceByte",
    "Record",
    "Role",
    "Solved",
    "Spelled",
    "Stored",
    "Switch",
    "Tag",
    "TagPart",
    "TagRange",
    "When",
]

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
    """Not in the constructor: `function(bytes from first to last)`, its own bytes taken as zero.

    `using` is what the function is given besides.
    """

    function: Slot
    first: str
    last: str
    using: Expression | None = None


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
    def condition(self) -> Expression | None:
        """The condition under which the field is there, if one governs that."""
        when = self.when
        return None if when is None or isinstance(when, PresenceByte | Rest) else when

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


class Switch(msgspec.Struct, frozen=True):
    """How the byte order of a message is told: where the condition is true, it is another record.

    What the condition peeks at is counted from the message's first byte.
    """

    condition: Expression
    little: int


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
        align: Zeros follow the message, outside its size, up to a multiple of so many bytes from
            its own start.
        bit_order: Where its fields of bits stand in their groups.
        switch: In what is in network order unless it says otherwise, its little-endian record.
        origin: Whether customs in the message count from its start, wherever it stands.
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
    align: int = 1
    bit_order: BitOrder = "msb"
    switch: Switch | None = None
    origin: bool = False

    def padding(self, size: int) -> int:
        """Return how many zeros follow the message, which has so many bytes."""
        return -size % self.align


class Layout(msgspec.Struct, frozen=True):
    """A closed set of records; the first is what is encoded and decoded."""

    records: tuple[Record, ...]

    @property
    def root(self) -> Record:
        """The record that is encoded and decoded."""
        return self.records[0]

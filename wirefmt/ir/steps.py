"""What a decode plan consists of: the steps in which a record is read, and runs of fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, cast

import msgspec

from wirefmt.ir.expressions import (
    Expression,
)
from wirefmt.ir.groups import group_order, shift_of, unit
from wirefmt.ir.numbers import BitOrder
from wirefmt.ir.records import (
    Check,
    Dispatch,
    Field,
    Record,
    Switch,
)
from wirefmt.ir.sizes import Sizes

__all__ = [
    "Choose",
    "OpenWindow",
    "Place",
    "Plan",
    "Read",
    "Run",
    "RunBuilder",
    "Step",
    "Turn",
    "Verify",
]


class Place(msgspec.Struct, frozen=True):
    """Where in its run a field stands.

    A field of bits is `width` bits of the number that the `size` bytes from `offset` hold in their
    `order`, shifted right by `shift`; fields of one group share `offset`, `size` and `order`.
    """

    offset: int
    size: int
    shift: int = 0
    width: int | None = None
    order: BitOrder = "msb"


class Read(msgspec.Struct, frozen=True):
    """Read a field. `place` is set in a run; `reserve` is what later fields need of the window."""

    field: Field
    place: Place | None = None
    reserve: Expression | None = None


class Verify(msgspec.Struct, frozen=True):
    """Compare what was read with what it must be, as soon as all that this takes is known.

    - `check`: a condition or function (`CheckFailedError`)
    - `derivation`: a `Spelled` field (`CheckFailedError`)
    - `checksum`: a `Checksum` field (`ChecksumError`)
    - `tag`: the condition of a variant (`UnknownTagError`), blamed on `field`
    """

    kind: Literal["check", "derivation", "checksum", "tag"]
    field: Field | None = None
    check: Check | None = None
    condition: Expression | None = None


class Run(msgspec.Struct, frozen=True):
    """Await `size` bytes, then read and verify in order."""

    size: int
    steps: tuple[Read | Verify, ...]


class OpenWindow(msgspec.Struct, frozen=True):
    """The message's size is known: open its window, await it, and stay inside it.

    The size is compared with what was read, with the enclosing window and with the limit. A header
    that only chooses does not wait. What pads the message up to a multiple of `align` is compared
    and awaited with it.
    """

    size: Expression
    align: int = 1


class Choose(msgspec.Struct, frozen=True):
    """The tag is known: decode the variant, from the message's first byte."""

    dispatch: Dispatch
    field: Field


class Turn(msgspec.Struct, frozen=True):
    """Nothing is read yet: await what the switch peeks at; if it says so, decode its record."""

    switch: Switch


Step: TypeAlias = Run | Read | Verify | OpenWindow | Choose | Turn
"""What a plan consists of."""


class Plan(msgspec.Struct, frozen=True):
    """The steps of one record, and the fields whose place in the bytes an expression measures."""

    steps: tuple[Step, ...]
    measured: tuple[str, ...]


class RunBuilder:
    """Collects neighbouring fields of a record that are of fixed size."""

    def __init__(self, record: Record, sizes: Sizes) -> None:
        self._record = record
        self._sizes = sizes
        self._unit = unit(record, sizes)
        self._steps: list[Read | Verify] = []
        self._size = 0
        self._bits: list[tuple[int, int]] = []  # of the open group: index of its step, width

    @property
    def is_open(self) -> bool:
        """Whether the run has a step."""
        return bool(self._steps)

    @property
    def on_byte_border(self) -> bool:
        """Whether no group of bits has begun."""
        return not self._bits

    def add(self, field: Field) -> bool:
        """Take a field into the run, or say that it is not of a kind that stands in one."""
        if field.when is not None:
            return False
        width = self._sizes.bit_width(field.type)
        if width is not None:
            self._bits.append((len(self._steps), width))
            self._steps.append(Read(field))
            if sum(each for _, each in self._bits) % self._unit == 0:
                self._close_group()
            return True
        size = self._sizes.leaf(field.type)
        if size is None:
            return False
        self._steps.append(Read(field, Place(self._size, size)))
        self._size += size
        return True

    def verify(self, verifications: Iterable[Verify]) -> None:
        """Verify what is known by now."""
        self._steps += verifications

    def finish(self) -> Iterator[Run]:
        """Yield the run, if there is one, and begin another."""
        if self._steps:
            yield Run(self._size, tuple(self._steps))
        self._steps, self._size, self._bits = [], 0, []

    def _close_group(self) -> None:
        total = sum(width for _, width in self._bits)
        size, before = total // 8, 0
        fields = [cast("Read", self._steps[index]).field for index, _ in self._bits]
        order = group_order(self._record, fields, self._sizes)
        for (index, width), field in zip(self._bits, fields, strict=True):
            shift = shift_of(self._record.bit_order, before, width, total)
            self._steps[index] = Read(field, Place(self._size, size, shift, width, order))
            before += width
        self._size += size
        self._bits = []

"""Whether messages can be read from a stream, and which of them as their bytes come.

A custom reads what it likes between its origin and the end of its window. So a stream awaits it
together with all that, which takes a window: one whose size is known, and that holds the origin,
since a window is copied out of what a stream has, and nothing before it is.
"""

from __future__ import annotations

from wirefmt.ir.extents import Rest
from wirefmt.ir.layout import Plans
from wirefmt.ir.openness import targets
from wirefmt.ir.origins import Origins
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.steps import OpenWindow, Read, Turn
from wirefmt.ir.types import Array, Choice, Converted, Custom, Nested, Sized, Type

__all__ = ["Streaming"]


class Streaming:
    """What is known of the streams of a layout's messages.

    Attributes:
        obstacle: Why there is no such stream; None if there may be one.
    """

    def __init__(self, layout: Layout, plans: Plans, origins: Origins) -> None:
        self.obstacle: str | None = None
        self._records = layout.records
        self._plans = plans
        self._origins = origins
        self._is_free = not any(
            isinstance(part, Custom)
            for record in layout.records
            for field in record.fields
            for part in parts(field.type)
        )
        self._seen: set[tuple[int, bool]] = set()
        if not self._is_free:
            self._record(0, begins=True)

    def awaits(self, record: int) -> bool:
        """Return whether a stream may read a message as its bytes come, not only whole."""
        seen = any(index == record for index, _ in self._seen)
        return self.obstacle is None and (self._is_free or seen)

    def _record(self, index: int, *, begins: bool) -> None:
        """Look at a message that is read as its bytes come."""
        record = self._records[index]
        begins = begins or record.origin
        if (index, begins) in self._seen:
            return
        self._seen.add((index, begins))
        look = self._value
        for step in self._plans[index].steps:
            match step:
                case Read(field=field, reserve=reserve):
                    (look if reserve is None else self._whole)(field.type, field, record)
                case OpenWindow() if record.dispatch is None:  # from its start on it is read whole
                    for field in record.fields if not begins else ():
                        self._whole(field.type, field, record)
                    return
                case OpenWindow():
                    look = self._whole
                case Turn(switch=switch):
                    self._record(switch.little, begins=begins)
                case _:
                    pass
        for target in targets(record):
            self._record(target, begins=begins)

    def _value(self, type_: Type, field: Field, record: Record) -> None:
        """Look at a value that is read as its bytes come."""
        match type_:
            case Custom() | Sized():
                self._whole(type_, field, record)
            case Array(unit="bytes", extent=extent) if not isinstance(extent.length, Rest):
                self._whole(type_, field, record)
            case Array(element=inner) | Converted(type=inner):
                self._value(inner, field, record)
            case Choice():
                for each in type_.types:
                    self._value(each, field, record)
            case Nested(record=index):
                self._record(index, begins=record.cls is None)
            case _:
                pass

    def _whole(self, type_: Type, field: Field, record: Record) -> None:
        """Look at a value that is read when all of it is there, and nothing before it."""
        if self._origins.counts(type_, record) and self.obstacle is None:
            place = field.label if record.cls is None else f"{record.name}.{field.label}"
            self.obstacle = (
                f"a custom value in {place} reads from its origin to the end of its window, and no "
                "window that a stream awaits holds both; frame the message that it counts from, as "
                "in Annotated[Message, w.sized(w.u16)], or decode what holds just one"
            )

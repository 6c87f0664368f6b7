"""What may reach to the end of what encloses it."""

from __future__ import annotations

from wirefmt.ir.extents import Extent, Last, Rest, Until
from wirefmt.ir.records import Record
from wirefmt.ir.types import (
    Array,
    Choice,
    Converted,
    Data,
    Digits,
    Enumerated,
    Nested,
    Sized,
    Text,
    Type,
)

__all__ = ["Openness", "becomes", "targets"]


class Openness:
    """Which types and records may reach to the end of what encloses them.

    Args:
        records: Those of a layout.
        rest: Whether what always goes there counts (`rest`, and what is there if bytes are left).
        early: Whether what does so only without its delimiter counts (`at_eof`).
    """

    def __init__(
        self, records: tuple[Record, ...], *, rest: bool = True, early: bool = True
    ) -> None:
        self._records = records
        self._rest = rest
        self._early = early

    def type(self, type_: Type, seen: frozenset[int] = frozenset()) -> bool:
        """Return whether a value may reach to the end."""
        match type_:
            case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
                return self._extent(extent)
            case Sized(extent=extent):
                return self._extent(extent)
            case Array(element=element, extent=extent, unit=unit):
                counted = unit == "elements"
                return self._extent(extent) or (counted and self.type(element, seen))
            case Nested(record=index):
                return self.record(index, seen)
            case Converted(type=inner) | Enumerated(type=inner):
                return self.type(inner, seen)
            case Choice():
                return any(self.type(each, seen) for each in type_.types)
            case _:
                return False

    def record(self, index: int, seen: frozenset[int] = frozenset()) -> bool:
        """Return whether a message may reach to the end."""
        record = self._records[index]
        if record.size is not None or index in seen:
            return False
        seen |= {index}
        if record.dispatch is not None:
            return any(self.record(case, seen) for case in targets(record))
        return any(
            self.type(field.type, seen) or (self._rest and isinstance(field.when, Rest))
            for field in record.fields
        )

    def _extent(self, extent: Extent) -> bool:
        match extent.length:
            case Rest():
                return self._rest
            case Until(at_eof=True) | Last(at_eof=True):
                return self._early
            case _:
                return False


def becomes(record: Record) -> tuple[int, ...]:
    """Return the records that a message may turn out to be: variants, or the other byte order."""
    switch = record.switch
    return targets(record) if switch is None else (*targets(record), switch.little)


def targets(record: Record) -> tuple[int, ...]:
    """Return the records that a header chooses among."""
    if record.dispatch is None:
        return ()
    cases = tuple(case.record for case in record.dispatch.cases)
    return cases if record.dispatch.otherwise is None else (*cases, record.dispatch.otherwise)

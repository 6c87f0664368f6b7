"""What is known of one message, whichever way it goes: the values that expressions read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import reduce

from wirefmt._interp.sight import Sight
from wirefmt.errors import GivenError, Path, SchemaError
from wirefmt.ir.expressions import Measure, Reference, Root
from wirefmt.ir.records import Check, Field, Record

__all__ = ["Scope"]


class Scope(ABC):
    """The values of one message so far, by field name; those of messages inside it likewise.

    Attributes:
        record: What is decoded or encoded.
        path: Where the message stands in the outermost one.
        depth: How deep it is nested; the outermost is 1.
        given: What the session has given.
        values: The value of each field that is known, None for an absent one.
        children: The scope of each field that is a message and present.
        parent: The scope of the message that encloses this one.
        current: The name of the field that is being read or written.
        item: The element of an array of which is asked whether it is the last.
        sight: The bytes at which the current field peeks, where it does.
    """

    def __init__(self, record: Record, path: Path, given: Mapping[str, object]) -> None:
        self.record = record
        self.path = path
        self.depth = 1
        self.given = given
        self.values: dict[str, object] = {}
        self.children: dict[str, Scope] = {}
        self.parent: Scope | None = None
        self.current = ""
        self.item: object = ...
        self.sight: Sight | None = None

    @abstractmethod
    def measure(self, measure: Measure) -> int:
        """Return a quantity of fields, which for absent ones is 0; presence is a bool."""

    def nest(self, parent: Scope) -> None:
        """Stand inside another message, as what its current field is."""
        self.depth = parent.depth + 1
        self.parent = parent
        parent.children[parent.current] = self

    def path_of(self, field: Field) -> Path:
        """Return the path of a field; a bare type's only one has none of its own."""
        return self.path if self.record.cls is None else (*self.path, field.label)

    def blamed(self, field: Field | None, check: Check) -> Field | None:
        """Return the field that a check is about: its own, or the one that it names, if any."""
        named = (each for each in self.record.fields if each.name == check.field)
        return next(named, None) if field is None else field

    def read(self, reference: Reference) -> object:
        """Return what a reference reads, None if it is absent.

        Raises:
            GivenError: If the session has not given the name.
        """
        if reference.root is Root.GIVEN:
            first, *rest = reference.path
            if first not in self.given:
                raise GivenError(first)
            return reduce(getattr, rest, self.given[first])
        if reference.root is Root.ITEM and self.item is not ...:
            return _inside(self.item, reference.path)
        if reference.root is Root.OUTER and self.parent is not None:
            return self.parent.read(Reference(reference.path))
        if reference.root is not Root.THIS:
            reason = f"{reference.root.value} cannot be read here"
            raise SchemaError(self.record.name, None, reason)
        *outside, last = reference.path
        scope: Scope = self
        for name in outside:
            if name not in scope.children:
                return None
            scope = scope.children[name]
        return scope.values[last]


def _inside(value: object, path: Path) -> object:
    """Return what is at the end of a path into a message, None if that is absent."""
    for name in path:
        if value is None:
            return None
        value = getattr(value, str(name))
    return value

"""What of a message cannot be written, as the session has not given a name that it reads."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import assert_never, cast

from wirefmt.errors import GivenError
from wirefmt.ir.expressions import Expression, Measure, Reference, Root, walk
from wirefmt.ir.reads import told_extents
from wirefmt.ir.records import Checksum, Field, Record, Spelled
from wirefmt.ir.solve import EncodeStep, Fill, Solve, Sum

__all__ = ["Lacking"]


class Lacking:
    """The fields of one message that are not written, each with the error of the name.

    A field that is asked for by itself may need none of them.

    Args:
        record: The fields.
        tolerant: Whether such a field is left out; else its error is raised.
    """

    def __init__(self, record: Record, *, tolerant: bool) -> None:
        self._fields = {field.name: field for field in record.fields}
        self._tolerant = tolerant
        self._errors: dict[str, GivenError] = {}

    @contextmanager
    def note(self, field: Field) -> Generator[None]:
        """Write a field meanwhile, and note if it cannot be."""
        try:
            yield
        except GivenError as error:
            if not self._tolerant:
                raise
            self._errors[field.name] = error

    def lacks(self, step: EncodeStep) -> bool:
        """Return whether a step needs what is not written; its field is not written then."""
        if not self._errors:
            return False
        error = next(filter(None, map(self._errors.get, self._needs(step))), None)
        if error is not None:
            self._errors[step.field.name] = error
        return error is not None

    def demand(self, name: str) -> None:
        """Demand that a field is written.

        Raises:
            GivenError: If it is not.
        """
        if name in self._errors:
            raise self._errors[name]

    def _needs(self, step: EncodeStep) -> Iterator[str]:
        """Yield the fields that must be written before a step is taken."""
        if isinstance(step, Sum):
            role = cast("Checksum", step.field.role)
            yield from self._span(role.first, role.last)
        for expression in _expressions(step):
            for node in walk(expression):
                match node:
                    case Measure(quantity="size", first=first, last=last):
                        yield from self._span(first, last)
                    case Measure(quantity="extent", first=first):
                        yield first
                    case Reference(root=Root.THIS, path=(name, *inside)) if (
                        inside or not self._fields[name].is_stored
                    ):
                        yield name
                    case _:  # a stored field's own value is there
                        pass

    def _span(self, first: str, last: str) -> list[str]:
        order = list(self._fields)
        return order[order.index(first) : order.index(last) + 1]


def _expressions(step: EncodeStep) -> Iterator[Expression]:
    """Yield what a step evaluates."""
    field = step.field
    match step:
        case Sum():
            using = cast("Checksum", field.role).using
            yield from () if using is None else (using,)
            return
        case Solve(candidates=candidates):
            yield from (candidate.numerator for candidate in candidates)
        case Fill(size=size):
            yield from () if size is None else (size,)
        case _ as unreachable:
            assert_never(unreachable)
    if field.condition is not None:
        yield field.condition
    yield from (told.expression for told, _ in told_extents(field.type))
    if isinstance(field.role, Spelled):
        yield field.role.expression

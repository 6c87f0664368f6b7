"""Which byte order a message has whose class lets an expression tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.frame import Frame
from wirefmt._interp.scalars import peeked
from wirefmt._interp.scope import Scope
from wirefmt._interp.source import Where
from wirefmt._interp.writing import Writing
from wirefmt.errors import EncodeError, GivenError, InvalidValueError, Path
from wirefmt.ir.expressions import Constant
from wirefmt.ir.records import Record, Switch
from wirefmt.ir.switching import seen

__all__ = ["Orders", "says_little"]

Write: TypeAlias = Callable[[int], bytes]
"""Encodes a message as one record or another."""

About: TypeAlias = tuple[object, Path, Scope | None]
"""A message, its path, and the one that encloses it."""


def says_little(switch: Switch, data: bytes | bytearray, scope: Scope) -> bool:
    """Return whether a message that begins with these bytes is little-endian.

    Raises:
        Refusal: If the expression cannot be evaluated.
        GivenError: If it reads a name that the session has not given.
    """
    known = seen(switch.condition, lambda peek: Constant(cast("int", peeked(peek, data))))
    return bool(evaluate(known, scope))


class Orders:
    """The byte orders of the messages inside one that is encoded.

    Of a message whose own bytes tell it the order is found by trial. It is kept by the message's
    path: what encloses it may be tried in both orders, too.

    Attributes:
        matter: Whether anything depends on them; else network order will do where the session
            would tell.
    """

    def __init__(self, writing: Writing, given: Mapping[str, object]) -> None:
        self._writing = writing
        self._given = given
        self._known: dict[Path, int | EncodeError] = {}
        self.matter = True

    def write(self, record: Record, index: int, about: About, write: Write) -> tuple[int, bytes]:
        """Write a message in its order, if it has one; return also the record as which it was.

        Raises:
            EncodeError: If it does not fit the wire.
            GivenError: If the session has not given a name that is read.
        """
        switch = record.switch
        if switch is None:
            return index, write(index)
        value, path, parent = about
        scope = Frame(record, Where(path, 0), None, self._given)
        scope.parent = parent
        if switch.reach:
            return self._tried(switch, index, (value, path, scope), write)
        try:
            with self._writing.blame(path, value):
                order = switch.little if says_little(switch, b"", scope) else index
        except GivenError:
            if self.matter:
                raise
            order = index
        return order, write(order)

    def _tried(
        self, switch: Switch, index: int, about: tuple[object, Path, Scope], write: Write
    ) -> tuple[int, bytes]:
        """Write a message in the order that its bytes tell.

        Network order is tried first, and holds if the bytes say no other. What is refused in it may
        still be written in the other.
        """
        value, path, scope = about
        found = self._known.get(path)
        if isinstance(found, EncodeError):
            raise found
        if found is not None:
            return found, write(found)
        refused: EncodeError | None = None
        for order, is_little in ((index, False), (switch.little, True)):
            try:
                wire = write(order)
                with self._writing.blame(path, value):
                    says = says_little(switch, wire, scope)
            except EncodeError as error:
                refused = refused or error
                continue
            if says is is_little:
                self._known[path] = order
                return order, wire
        reason = "in neither byte order its bytes say that they are in it"
        neither = self._writing.error(InvalidValueError, path, value, reason)
        refused = refused or cast("EncodeError", neither)
        self._known[path] = refused
        raise refused

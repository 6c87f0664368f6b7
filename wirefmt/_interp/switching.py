"""Which byte order a message has whose class lets an expression tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.frame import Frame
from wirefmt._interp.scope import Scope
from wirefmt._interp.sight import Sight
from wirefmt._interp.source import Where
from wirefmt._interp.writing import Writing
from wirefmt.errors import EncodeError, GivenError, InvalidValueError, Path
from wirefmt.ir.peeks import reach
from wirefmt.ir.records import Record, Switch

__all__ = ["Orders", "Trial"]

About: TypeAlias = tuple[object, Path, Scope | None]
"""A message, its path, and the one that encloses it."""


class Trial:
    """One message while its order is found.

    Of most it is known. Where its own bytes tell it, network order is tried first, and holds if the
    bytes say no other; what is refused in it may still be written in the other.

    Attributes:
        candidates: The records as which the message is written, one after the other.
    """

    def __init__(
        self, orders: Orders, record: Record, about: About, candidates: tuple[int, ...]
    ) -> None:
        self.candidates = candidates
        self._orders = orders
        self._record = record
        self._about = about
        self._error: EncodeError | None = None

    def holds(self, order: int, wire: bytes) -> bool:
        """Return whether a message that has these bytes is in this order.

        Raises:
            EncodeError: If what tells it cannot be evaluated.
        """
        if len(self.candidates) > 1:
            says = self._orders.says_little(self._record, self._about, wire)
            if says is not (order == self.candidates[-1]):
                return False
            self._orders.keep(self._about, order)
        return True

    def refused(self, error: EncodeError) -> None:
        """Take note that the message cannot be written in an order.

        Raises:
            EncodeError: The same, if there is no other order.
        """
        if len(self.candidates) == 1:
            raise error
        self._error = self._error or error

    def failure(self) -> EncodeError:
        """Return why the message is in no order, and keep it."""
        value, path, _ = self._about
        error = self._error or self._orders.neither(path, value)
        self._orders.keep(self._about, error)
        return error


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

    def trial(self, record: Record, index: int, about: About) -> Trial:
        """Return the order in which a message is written first.

        Raises:
            EncodeError: If it is known already that it does not fit the wire.
            GivenError: If the session has not given a name that is read.
        """
        switch = record.switch
        if switch is None:
            return Trial(self, record, about, (index,))
        if not reach(switch.condition):
            try:
                self.keep(about, switch.little if self.says_little(record, about, b"") else index)
            except GivenError:
                if self.matter:
                    raise
                self.keep(about, index)
        if about[1] not in self._known:
            return Trial(self, record, about, (index, switch.little))
        return Trial(self, record, about, (self.found(about[1]),))

    def found(self, path: Path) -> int:
        """Return the record as which a message was written whose order an expression tells.

        Raises:
            EncodeError: If it was in no order.
        """
        found = self._known[path]
        if isinstance(found, EncodeError):
            raise found
        return found

    def says_little(self, record: Record, about: About, wire: bytes) -> bool:
        """Return what the expression says of a message that has these bytes.

        Raises:
            EncodeError: If it cannot be evaluated.
            GivenError: If the session has not given a name that is read.
        """
        value, path, parent = about
        scope = Frame(record, Where(path, 0), None, self._given)
        scope.parent = parent
        scope.sight = Sight(wire, 0, len(wire))
        with self._writing.blame(path, value):
            return bool(evaluate(cast("Switch", record.switch).condition, scope))

    def keep(self, about: About, found: int | EncodeError) -> None:
        """Keep in which order a message is written, or why it is in none."""
        self._known[about[1]] = found

    def neither(self, path: Path, value: object) -> EncodeError:
        """Return the error of a message that could be written in both orders, but is in neither."""
        reason = "in neither byte order its bytes say that they are in it"
        error = self._writing.error(InvalidValueError, path, value, reason)
        return cast("EncodeError", error)

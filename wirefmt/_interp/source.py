"""The bytes to be decoded: those that are there, those that are awaited, and a position."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias, TypeVar

from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.trace import Span, Trace, What
from wirefmt._runtime.context import Context
from wirefmt.errors import (
    DecodeError,
    LengthError,
    LimitExceededError,
    MalformedError,
    OverrunError,
    Path,
    TruncatedError,
    WirefmtError,
)
from wirefmt.ir.extents import Until

__all__ = ["Mark", "Piece", "Source", "Wait", "Where"]

_T = TypeVar("_T")

Wait: TypeAlias = Generator[int, None, _T]
"""What may have to wait: it yields how many bytes of the data must be there to go on."""


class Where(NamedTuple):
    """A field's path, and its first byte (and bit) in the data."""

    path: Path
    offset: int
    bit: int = 0


class Piece(NamedTuple):
    """Bytes of one field, from `begin` to `end`."""

    where: Where
    begin: int
    end: int


class Mark(NamedTuple):
    """A position, what the trace held there, and what the limits still allowed."""

    position: int
    noted: int
    elements: int
    output: int


class Source:
    """The data of one message, and a position in it.

    Attributes:
        data: The bytes that are there; they may become more while decoding waits.
        position: The index of the next byte to be read.
        pads: Whether the values that are read are padding.
        most: The index past which the message may not reach, None without a limit.
    """

    def __init__(  # noqa: PLR0913  # as `Interpreter.decode`, which hands them on
        self,
        data: bytes | bytearray,
        context: Context,
        root: str,
        *,
        position: int = 0,
        base: int = 0,
        trace: Trace | None = None,
    ) -> None:
        self.data: bytes | bytearray = data
        self.position: int = position
        self.pads = False
        limit = context.message_size
        self.most: int | None = None if limit is None else position + limit
        self._start = position
        self._context = context
        self._root = root
        self._base = base
        self._trace: Trace | None = trace
        self._frozen = memoryview(b"")
        self._around: list[int] = []  # where the bytes stand that others were made of

    def frozen(self, end: int) -> memoryview:
        """Return all data before an index, all of which is there, as it will be kept by others.

        Data that grows is copied when it has grown, and not for each of many values.
        """
        if end > len(self._frozen):
            self._frozen = memoryview(bytes(self.data))
        return self._frozen[:end]

    # -------------------------------------------------------------- errors and the trace

    def error(self, kind: type[WirefmtError], where: Where, reason: str) -> WirefmtError:
        """Return the error of a field, or of a message, that begins here."""
        _, offset, bit = where
        for begin in reversed(self._around):
            reason += f", at byte {offset}{f', bit {bit}' if bit else ''} of what through= gave"
            offset, bit = begin, 0
        return kind(self._root, where.path, self._base + offset, bit, reason)

    @contextmanager
    def blame(self, where: Where, kind: type[DecodeError] = MalformedError) -> Generator[None]:
        """Make of a refusal the error of this field."""
        try:
            yield
        except Refusal as refusal:
            error = self.error(refusal.kind or kind, where, refusal.reason)
            raise error from refusal.__cause__

    def note(self, what: What, path: Path, bits: tuple[int, int], value: object) -> None:
        """Record what some bits are."""
        if self._trace is not None:
            what = "padding" if self.pads and what == "value" else what
            self._trace.spans.append(Span(path, *bits, what, value))

    def skip(self, end: int, path: Path) -> None:
        """Pass over bytes that are there and mean nothing."""
        raw = bytes(self.data[self.position : end])
        self.note("padding", path, (8 * self.position, 8 * end), raw)
        self.position = end

    def pass_over(self, size: int, where: Where, window: int | None) -> Wait[None]:
        """Await padding of a field, and pass over it."""
        if size:
            end = self.position + size
            yield from self.gather([Piece(where, self.position, end)], window)
            self.skip(end, where.path)

    def mark(self) -> Mark:
        """Return what `rewind` takes to come back here."""
        noted = 0 if self._trace is None else len(self._trace.spans)
        return Mark(self.position, noted, self._context.elements, self._context.output)

    def rewind(self, mark: Mark) -> None:
        """Go back to read the same bytes again, as something else."""
        self.position, noted, self._context.elements, self._context.output = mark
        if self._trace is not None:
            del self._trace.spans[noted:]

    @contextmanager
    def inside(self, data: bytes, begin: int) -> Generator[None]:
        """Read what was made of bytes that begin at an index, as if it were all the data.

        What is wrong there is said to be at that index, and nothing there is in the trace.
        """
        outside = self.data, self.position, self.most, self._trace, self.pads
        frozen, self._frozen = self._frozen, memoryview(data)
        self.data, self.position, self.most, self._trace = data, 0, None, None
        self._around.append(begin)
        yield
        self._around.pop()
        self._frozen = frozen
        self.data, self.position, self.most, self._trace, self.pads = outside

    # -------------------------------------------------------------- bytes whose number is known

    def take(self, size: int, where: Where, window: int | None) -> Wait[bytes]:
        """Await some bytes of a field and read them."""
        begin = self.position
        yield from self.gather([Piece(where, begin, begin + size)], window)
        self.position = begin + size
        return bytes(self.data[begin : self.position])

    def gather(
        self, pieces: Sequence[Piece], window: int | None, evidence: bytes = b""
    ) -> Wait[None]:
        """Await neighbouring pieces together, and read nothing.

        Raises:
            OverrunError: At the first piece that the window does not hold.
            LimitExceededError: At the first piece that is over `message_size`.
            TruncatedError: At the first piece that is cut by the end of input.
        """
        self.compare(pieces, window, evidence)
        end = pieces[-1].end
        while len(self.data) < end:
            piece = _first_beyond(pieces, len(self.data))
            if self._context.eof:
                there = max(0, len(self.data) - piece.begin)
                reason = f"the input ends after {there} of {shorten(piece.end - piece.begin)} bytes"
                raise self.error(TruncatedError, piece.where, reason)
            yield self._await(end, piece.where)

    def compare(self, pieces: Sequence[Piece], window: int | None, evidence: bytes = b"") -> None:
        """Compare neighbouring pieces with their window and the limit.

        `evidence` are the bytes that told their size.
        """
        end = pieces[-1].end
        if window is not None and end > window:
            piece = _first_beyond(pieces, window)
            left = max(0, window - piece.begin)
            reason = (
                f"needs {shorten(piece.end - piece.begin)} bytes, {left} are left in its window"
            )
            raise self.error(OverrunError, piece.where, reason)
        if self.most is not None and end > self.most:
            piece = _first_beyond(pieces, self.most)
            size = shorten(piece.end - self._start)
            raise self._over_limit(piece.where, f"the message would take {size} bytes", evidence)

    # -------------------------------------------------------------- bytes whose number is not

    def more(self, where: Where, window: int | None) -> Wait[bool]:
        """Await one byte or the end of input, and return whether a byte is left."""
        if window is not None:
            return self.position < window
        while len(self.data) <= self.position:
            if self._context.eof:
                return False
            yield self._await(self.position + 1, where)
        return True

    def finish(self, where: Where) -> Wait[int]:
        """Await the end of input, and return it."""
        while True:
            if self.most is not None and len(self.data) > self.most:
                raise self._over_limit(where, "the message goes on")
            if self._context.eof:
                return len(self.data)
            yield self._await(len(self.data) + 1, where)

    def find(
        self, until: Until, where: Where, window: int | None, maximum: int | None
    ) -> Wait[int | None]:
        """Await a delimiter that begins at most `maximum` bytes from here, and return its index.

        What was searched is not searched again. None if the window, or the input, ends before it,
        which may end the value, too.
        """
        delimiter = until.delimiter
        begin = scan = self.position
        longest = None if maximum is None else begin + maximum + len(delimiter)
        stop = min((b for b in (longest, window, self.most) if b is not None), default=None)
        while True:
            there = len(self.data) if stop is None else min(len(self.data), stop)
            found = self.data.find(delimiter, scan, there)
            while found >= 0 and (found - begin) % until.unit:
                found = self.data.find(delimiter, found + 1, there)
            if found >= 0:
                return found
            if there == stop == longest:
                reason = f"no {delimiter!r} after at most {maximum} bytes"
                raise self.error(LengthError, where, reason)
            ends = there == stop == window or (self._context.eof and there == len(self.data))
            if until.at_eof and ends:
                return None
            if there == stop == window:
                raise self.error(OverrunError, where, f"no {delimiter!r} in its window")
            if there == stop and not (until.at_eof and there == len(self.data)):
                raise self._over_limit(where, f"no {delimiter!r} in the message so far")
            if self._context.eof:
                raise self.error(TruncatedError, where, f"the input ends before {delimiter!r}")
            scan = max(begin, there - len(delimiter) + 1)
            yield self._await(len(self.data) + 1, where)

    def stands(self, delimiter: bytes, where: Where, window: int | None) -> Wait[bool]:
        """Await as many bytes as tell whether a delimiter stands here, and return whether it does.

        It must stand here or further on: the window and the limit must hold it.
        """
        begin = self.position
        end = begin + len(delimiter)
        self.compare([Piece(where, begin, end)], window)
        while True:
            there = bytes(self.data[begin:end])
            if there == delimiter or not delimiter.startswith(there):
                return there == delimiter
            if self._context.eof:
                raise self.error(TruncatedError, where, f"the input ends before {delimiter!r}")
            yield self._await(len(self.data) + 1, where)

    def may_stand(self, delimiter: bytes, where: Where, window: int | None) -> Wait[bool]:
        """Await as many bytes as tell whether a delimiter stands here; none may, to the end."""
        begin = self.position
        end = begin + len(delimiter)
        if window is not None and end > window:
            return False
        while True:
            there = bytes(self.data[begin:end])
            if not delimiter.startswith(there):
                return False
            reached = end if there == delimiter else len(self.data)
            if self.most is not None and reached > self.most:
                raise self._over_limit(where, f"{delimiter!r} ends behind the message so far")
            if there == delimiter or self._context.eof:
                return there == delimiter
            yield self._await(len(self.data) + 1, where)

    def charge(self, count: int, where: Where, evidence: bytes = b"") -> None:
        """Count array elements against the limit of the message."""
        if count > self._context.elements:
            reason = f"{shorten(count)} more elements, {self._context.elements} are allowed"
            raise self.error(LimitExceededError, where, reason + _hint(evidence))
        self._context.elements -= count

    @property
    def output(self) -> int:
        """How many more bytes the transforms of the message may give."""
        return self._context.output

    def charge_output(self, size: int, where: Where) -> None:
        """Count what a transform gave against the limit of the message."""
        if size > self._context.output:
            reason = f"through= gives more than the {self._context.output} bytes that are allowed"
            raise self.error(LimitExceededError, where, reason)
        self._context.output -= size

    def _await(self, end: int, where: Where) -> int:
        if self._trace is not None:
            self._trace.waiting = where.path
        return end

    def _over_limit(self, where: Where, reason: str, evidence: bytes = b"") -> WirefmtError:
        limit = self._context.message_size
        text = f"{reason}, over the limit of {limit}{_hint(evidence)}"
        return self.error(LimitExceededError, where, text)


def _first_beyond(pieces: Sequence[Piece], end: int) -> Piece:
    return next(piece for piece in pieces if piece.end > end)


def _hint(evidence: bytes) -> str:
    if not (evidence.isascii() and evidence.decode("latin-1").isprintable() and evidence):
        return ""
    return f"; its bytes are {evidence!r}: the peer seems to send text (text lengths, or HTTP)"

"""`Decoder`: messages out of a stream's chunks, without any I/O."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast, overload

from wirefmt._codegen import FAILURES
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import Codec, codec_of
from wirefmt.errors import (
    DecodeError,
    DecoderClosedError,
    LimitExceededError,
    Path,
    SchemaError,
)
from wirefmt.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from typing import Self

    from typing_extensions import Buffer, TypeForm

__all__ = ["Decoder"]

T = TypeVar("T")

_WAITING: Final = object()


class Decoder(Generic[T]):
    """Takes the chunks of a stream as they come, and gives its messages.

    ::

        decoder = Decoder(Login)
        while chunk := socket.recv(65536):
            for login in decoder.feed(chunk):
                handle(login)
        for login in decoder.feed_eof():  # raises TruncatedError if a message was cut
            handle(login)

    * **Linear**: each byte is looked at a bounded number of times, however the stream is cut.
    * **Chunk-invariant**: messages, errors and their offsets depend on the bytes so far and on
      whether the end was said, never on the cuts.
    * After an error: iteration and `feed` raise an equal error from then on. It surfaces at the
      message that has it, when all before it were given out.
    * After the end of input: `feed` is a `DecoderClosedError`; iteration gives what is left.
    * Who owns the buffer: `bytes` are kept by reference, anything else is copied before `feed`
      returns; the messages share nothing with it.
    * What is bounded: `limits`, for each message; a length over a limit is refused when it is read.

    Args:
        spec: A message class (a header gives its variants), or any wire type, such as
            `Annotated[Login, sized(u32)]`. It takes at least one byte, or reaches to the end.
            Or the `Codec` of one: that of a class is kept with the class, that of another type is
            made anew for each decoder.
        limits: What one message may cost.
        given: What the session has negotiated; assignable later, effective from the next message.

    Raises:
        SchemaError: If the declaration is wrong, or the type may take no byte, or has a custom
            value that reads what no window holds.
    """

    @overload
    def __init__(
        self,
        spec: Codec[T],
        *,
        limits: Limits = DEFAULT_LIMITS,
        given: Mapping[str, object] | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        spec: TypeForm[T],
        *,
        limits: Limits = DEFAULT_LIMITS,
        given: Mapping[str, object] | None = None,
    ) -> None: ...
    def __init__(
        self,
        spec: Any,
        *,
        limits: Limits = DEFAULT_LIMITS,
        given: Mapping[str, object] | None = None,
    ) -> None:
        codec = cast("Codec[T]", spec if isinstance(spec, Codec) else codec_of(spec))
        sizes = codec.blueprint.sizes
        self._codec = codec
        self._limits = limits
        self.given = given
        if codec.blueprint.streaming.obstacle is not None:
            raise SchemaError(codec.layout.root.name, None, codec.blueprint.streaming.obstacle)
        self._open_ended = sizes.record_open_ended(0)
        self._ends_early = codec.blueprint.ends_early
        self._minimum = max(sizes.record_minimum(0), 1)
        if not sizes.record_minimum(0) and not self._open_ended:
            reason = "it may take no byte, so a stream of it has no end; give it a byte"
            raise SchemaError(codec.layout.root.name, None, reason)
        self._take = codec.functions.take
        # bytes that no message has begun with: those of one chunk, and the chunks after it
        self._data = b""
        self._offset = 0
        self._chunks: list[bytes] = []
        self._waiting_size = 0
        # the message that has begun
        self._buffer = bytearray()
        self._context = Context(limits, given, stream=True)
        self._steps: Generator[int, None, tuple[Any, int]] | None = None
        self._need = 0
        # the stream
        self._position = 0
        self._eof = False
        self._closed = False
        self._drained = True
        self._error: DecodeError | None = None

    # -------------------------------------------------------------- input

    def feed(self, chunk: Buffer) -> Self:
        """Take the next bytes of the stream, and return the decoder; nothing is decoded yet.

        Args:
            chunk: Any number of bytes, none included.

        Raises:
            DecoderClosedError: After `feed_eof` or `leftover`.
            DecodeError: After an error, an equal one.
        """
        if self._error is not None:
            raise self._same_error()
        if self._eof or self._closed:
            reason = "fed after the end of input" if self._eof else "fed after leftover()"
            raise DecoderClosedError(reason)
        if type(chunk) is not bytes:
            chunk = bytes(memoryview(chunk))
        if chunk:
            self._chunks.append(chunk)
            self._waiting_size += len(chunk)
            self._drained = False
        return self

    def feed_eof(self) -> Self:
        """Say that no more bytes will come, and return the decoder.

        Iteration then gives what is left, or raises `TruncatedError`. Twice is harmless.
        """
        if not self._eof:
            self._eof = True
            self._drained = False
        return self

    # -------------------------------------------------------------- output

    def __iter__(self) -> Iterator[T]:
        """Give every message that is complete, one at a time, never decoding ahead.

        Raises:
            DecodeError: At the message that is faulty, when all before it were given out.
            GivenError: If `given` lacks a name that is read.
        """
        while True:
            message = self._next()
            if message is _WAITING:
                return
            yield message

    def leftover(self) -> bytes:
        """Return the bytes that were fed and not given out in a message; close the decoder.

        They belong to whatever protocol follows.
        """
        left = b"".join((self._buffer, self._data[self._offset :], *self._chunks))
        self._data, self._offset, self._waiting_size = b"", 0, 0
        self._chunks.clear()
        self._buffer = bytearray()
        self._steps = None
        self._closed = True
        self._drained = True
        return left

    # -------------------------------------------------------------- where the stream stands

    @property
    def buffered(self) -> int:
        """Bytes that were fed and not given out in a message."""
        return len(self._buffer) + len(self._data) - self._offset + self._waiting_size

    @property
    def position(self) -> int:
        """Where the next message begins, in bytes from the start of the stream."""
        return self._position

    @property
    def needed(self) -> int:
        """How many bytes the run, window or smallest message still lacks, at least 1.

        It is 0 while fed bytes have not been iterated to their end, after an error and at the end.
        """
        if not self._drained or self._error is not None or self._eof or self._closed:
            return 0
        if self._steps is None:
            return self._minimum
        return max(self._need - len(self._buffer), 1)

    @property
    def waiting_for(self) -> Path:
        """The path of the field that is awaited, `()` between messages.

        For a log or an error, not for each chunk: it is found by decoding the begun message anew.
        """
        if self._steps is None or self._error is not None:
            return ()
        trace = Trace()
        context = Context(self._limits, self._context.given, stream=True)
        next(self._codec.reference.steps(bytes(self._buffer), context, trace=trace), None)
        return trace.waiting

    # -------------------------------------------------------------- one message

    def _next(self) -> Any:
        """Return the next message, or `_WAITING`."""
        if self._error is not None:
            raise self._same_error()
        if self._steps is None:
            message = self._next_whole()
            if self._steps is None:
                return message
        return self._resume()

    def _next_whole(self) -> Any:
        """Decode a message whose bytes are all there; where they are not, begin it by steps."""
        self._join()
        data, offset = self._data, self._offset
        if offset == len(data):
            self._drained = True
            return _WAITING
        if self._ends_early:
            end = min(len(data), offset + self._limits.message_size)
            try:
                message, stop = self._take(data, offset, end, self.given, self._limits)
            except FAILURES:
                pass  # bytes lack, or are wrong: by steps it will be seen
            else:
                if stop < end or not self._open_ended:
                    self._offset = stop
                    self._position += stop - offset
                    return message
        self._begin()
        return _WAITING

    def _begin(self) -> None:
        given = None if self.given is None else dict(self.given)  # the caller may change his
        self._context = Context(self._limits, given, stream=True)
        self._buffer = bytearray()
        self._need = 0
        steps = cast("Callable[..., Generator[int, None, Any]]", self._codec.functions.steps)
        self._steps = steps(self._buffer, 0, None, self._context, 1)

    def _resume(self) -> Any:
        """Go on with the message that has begun, as far as the bytes reach."""
        steps, buffer = cast("Generator[int, None, Any]", self._steps), self._buffer
        self._pull()
        while True:
            if self._need > len(buffer):
                if self._need > self._limits.message_size and self._is_over_limit():
                    self._fail(None)
                if not self._eof:
                    self._drained = True
                    return _WAITING
                if self._context.eof:
                    self._fail(None)
                self._context.eof = True
            try:
                self._need = next(steps)
            except StopIteration as finished:
                return self._finish(*finished.value)
            except FAILURES as failure:
                self._fail(failure)
            except BaseException:  # a mistake in a user's function: begin the message again
                self._give_back(0)
                raise

    def _is_over_limit(self) -> bool:
        """Return whether more is needed than the limit: what goes to the end may end just there."""
        limit = self._limits.message_size
        if self._open_ended and self._need == limit + 1 and len(self._buffer) == limit:
            return isinstance(self._locate(None), LimitExceededError)
        return True

    def _finish(self, message: Any, size: int) -> Any:
        if size > self._limits.message_size:
            self._fail(None)
        self._give_back(size)
        self._position += size
        return message

    def _give_back(self, size: int) -> None:
        """Leave the message that has begun, whose first bytes are used up."""
        self._data = bytes(memoryview(self._buffer)[size:]) + self._data[self._offset :]
        self._offset = 0
        self._buffer = bytearray()
        self._steps = None

    def _fail(self, failure: Exception | None) -> None:
        """Find out what is wrong, remember it and raise it."""
        try:
            self._error = self._locate(failure)
        except BaseException:  # a name that is not given, or a mistake in a user's function
            self._give_back(0)
            raise
        self._drained = True
        raise self._error

    def _locate(self, failure: Exception | None) -> DecodeError:
        context = Context(self._limits, self._context.given, stream=True)
        context.eof = self._context.eof
        return self._codec.locate_on_stream(failure, bytes(self._buffer), context, self._position)

    def _same_error(self) -> DecodeError:
        """Return an error equal to the one that ended the stream, without its traceback."""
        error = cast("DecodeError", self._error)
        again = type(error)(*error.args)
        again.__cause__ = error.__cause__
        return again

    # -------------------------------------------------------------- bytes

    def _join(self) -> None:
        """Make the chunks one piece, when the piece before them is used up."""
        if self._chunks and self._offset == len(self._data):
            self._data = b"".join(self._chunks)
            self._offset = 0
            self._chunks.clear()
            self._waiting_size = 0

    def _pull(self) -> None:
        """Move bytes to the message that has begun, never more than a message may have.

        Of one that goes to the end it may be one byte more, which shows that it is too long.
        """
        buffer = self._buffer
        room = self._limits.message_size + self._open_ended - len(buffer)
        if self._offset < len(self._data):
            part = self._data[self._offset : self._offset + room]
            buffer += part
            room -= len(part)
            self._offset += len(part)
        if not self._chunks or not room or self._offset < len(self._data):
            return
        if self._waiting_size <= room:
            for chunk in self._chunks:
                buffer += chunk
            self._chunks.clear()
            self._waiting_size = 0
        else:
            self._join()
            self._pull()

"""The reference engine's face: one layout, bound to its Python objects."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.decode import Decoding
from wirefmt._interp.encode import Encoding
from wirefmt._interp.source import Source, Where
from wirefmt._interp.trace import Trace
from wirefmt._runtime.context import Context
from wirefmt.errors import TrailingBytesError
from wirefmt.ir.blueprint import Blueprint

__all__ = ["Interpreter"]


class Interpreter:
    """Encodes and decodes the messages of one layout by walking its plans.

    Args:
        blueprint: The layout and its plans.
        bindings: What each slot of the layout is bound to.
    """

    def __init__(self, blueprint: Blueprint, bindings: Mapping[str, object]) -> None:
        self._blueprint = blueprint
        self._bound = Bound(bindings)
        self._root = blueprint.layout.root.name

    def encode(self, value: object, context: Context) -> bytes:
        """Return the bytes of a value.

        Raises:
            EncodeError: If it does not fit the wire.
            GivenError: If the session has not given a name that is read.
        """
        return Encoding(self._blueprint, self._bound, context).encode(value)

    def derived(self, message: object, name: str, context: Context) -> object:
        """Return what a field of a message will be on the wire, though it is not stored.

        Padding bits are 0; an absent field is None, and so is padding of bytes.

        Raises:
            EncodeError: If the message does not fit the wire.
            GivenError: If the session has not given a name that is read.
        """
        return Encoding(self._blueprint, self._bound, context).derived(message, name)

    def decode(  # noqa: PLR0913  # as `steps`, and where the message begins and may end
        self,
        data: bytes,
        context: Context,
        *,
        offset: int = 0,
        exact: bool = True,
        base: int = 0,
        trace: Trace | None = None,
    ) -> tuple[object, int]:
        """Decode one message from bytes that are all there, whatever the context says.

        Args:
            data: The bytes; the message may end before they do unless `exact`.
            context: The context of this message.
            offset: The index of the message's first byte.
            exact: Whether bytes left over are an error.
            base: What is added to an index in errors: where in its stream the data begins.
            trace: What the message was made of is recorded here.

        Returns:
            The value, and the index behind its last byte.

        Raises:
            DecodeError: If the bytes are not such a message.
            GivenError: If the session has not given a name that is read.
        """
        context.eof = True
        source = Source(data, context, self._root, position=offset, base=base, trace=trace)
        value, end = _outcome(self._decode(source, context))
        left = len(data) - end
        if exact and left:
            raise source.error(TrailingBytesError, Where((), end), f"{left} bytes are left over")
        return value, end

    def steps(
        self,
        data: bytes | bytearray,
        context: Context,
        *,
        base: int = 0,
        trace: Trace | None = None,
    ) -> Generator[int, None, tuple[object, int]]:
        """Decode one message from the first byte of data that may still grow.

        Yields how many bytes of the data must be there to go on: resume it when they are, or when
        `context.eof` says that they will never be. It may be resumed earlier, and then yields
        again (and `trace.waiting` is renewed). After the yield of a number the caller may append
        to the data, and must not remove from it. An error ends it; bytes behind the message are
        not looked at. What it awaits is bounded by `context.message_size`.

        Returns:
            The value, and the index behind its last byte.

        Raises:
            DecodeError: If the bytes are not such a message.
            GivenError: If the session has not given a name that is read.
        """
        source = Source(data, context, self._root, base=base, trace=trace)
        return self._decode(source, context)

    def _decode(self, source: Source, context: Context) -> Generator[int, None, tuple[object, int]]:
        value = yield from Decoding(self._blueprint, self._bound, source, context).message()
        return value, source.position


def _outcome(steps: Generator[int, None, tuple[object, int]]) -> tuple[object, int]:
    """Return what comes of steps that never wait, as the input has ended."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return cast("tuple[object, int]", stop.value)

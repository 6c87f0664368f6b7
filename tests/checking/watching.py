"""How many bytes are read for a message that comes byte by byte."""

from __future__ import annotations

from typing import Any

from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

__all__ = ["watched"]


class Watched(bytearray):
    """A buffer that counts the bytes that are searched and taken out of it."""

    read = 0

    def find(self, sub: Any, start: Any = 0, end: Any = None, /) -> int:
        last = len(self) if end is None else min(end, len(self))
        found = super().find(sub, start, last)
        self.read += (found if found >= 0 else last) - start
        return found

    def __getitem__(self, key: Any) -> Any:
        self.read += len(range(*key.indices(len(self)))) if isinstance(key, slice) else 1
        return super().__getitem__(key)


def watched(spec: Any, wire: bytes) -> tuple[Any, int]:
    """Return what comes byte by byte, and how many bytes were read for it."""
    buffer = Watched()
    context = Context(stream=True)
    begin = codec_of(spec).functions.steps
    assert begin is not None
    steps = begin(buffer, 0, None, context, 1)
    needed = 0
    for size in range(len(wire) + 1):
        buffer[size:] = wire[size : size + 1]
        context.eof = size == len(wire)
        while needed <= len(buffer) or context.eof:
            try:
                needed = next(steps)
            except StopIteration as stop:
                return stop.value[0], buffer.read
    message = "the message did not end with its bytes"
    raise AssertionError(message)

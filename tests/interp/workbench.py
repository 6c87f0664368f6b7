"""Layouts made by hand, and every way of decoding one of their messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from wirefmt._interp import Interpreter, Trace
from wirefmt._runtime.context import Context
from wirefmt.errors import DecodeError, EncodeError, TruncatedError
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Binary, Constant, Expression, Literal_, Reference
from wirefmt.ir.extents import Extent, Fixed, Prefixed, Rest, Told, Until
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.types import Integer, Scalar, Type
from wirefmt.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirefmt.errors import Path

U8, U16, U24, U32 = Integer(1), Integer(2), Integer(3), Integer(4)
REST = Extent(Rest())


def this(*path: str) -> Reference:
    return Reference(path)


def op(left: Expression | Literal_, symbol: str, right: Expression | Literal_) -> Binary:
    return Binary(symbol, _expression(left), _expression(right))


def _expression(value: Expression | Literal_) -> Expression:
    return Constant(value) if isinstance(value, int | float | bytes | str) else value


def fixed(size: int) -> Extent:
    return Extent(Fixed(size))


def prefixed(type_: Scalar, minimum: int = 0, maximum: int | None = None) -> Extent:
    return Extent(Prefixed(type_), minimum, maximum)


def told(expression: Expression, index: int = 0) -> Extent:
    return Extent(Told(expression, index))


def until(delimiter: bytes, minimum: int = 0, maximum: int | None = None) -> Extent:
    return Extent(Until(delimiter), minimum, maximum)


def record(name: str, *fields: Field, **options: Any) -> Record:
    stored = tuple(field.name for field in fields if field.is_stored)
    return Record(name, name, fields, stored, **options)


def bare(type_: Type, **options: Any) -> Record:
    return Record("value", None, (Field("value", type_, **options),), ("value",))


class Bench:
    """An interpreter over records, whose classes it makes and keeps under the records' names."""

    def __init__(self, *records: Record, **bindings: object) -> None:
        for each in records:
            if each.cls is not None and each.cls not in bindings:
                fields = [(name, Any) for name in each.stored]
                bindings[each.cls] = msgspec.defstruct(each.name, fields)
        self.bindings = bindings
        self.interpreter = Interpreter(Blueprint(Layout(records)), bindings)

    def make(self, name: str, *values: object) -> Any:
        cls: Any = self.bindings[name]
        return cls(*values)

    def context(self, given: Mapping[str, object] | None = None, **limits: int) -> Context:
        return Context(Limits(**limits) if limits else DEFAULT_LIMITS, given)

    def encode(self, value: object, given: Mapping[str, object] | None = None) -> bytes:
        return self.interpreter.encode(value, self.context(given))

    def decode(self, wire: bytes, given: Mapping[str, object] | None = None) -> Any:
        return self.interpreter.decode(wire, self.context(given))[0]

    def derived(self, message: object, name: str) -> object:
        return self.interpreter.derived(message, name, self.context())

    def check(self, value: object, wire: bytes | str) -> None:
        """Try every way: encode, decode, trace, each prefix, one byte at a time."""
        if isinstance(wire, str):
            wire = bytes.fromhex(wire)
        assert self.encode(value) == wire
        trace = Trace()
        assert self.interpreter.decode(wire, self.context(), trace=trace) == (value, len(wire))
        position = 0
        for span in trace.spans:
            assert span.start == position
            position = span.end
        assert position == 8 * len(wire)
        assert self.dribble(wire) == (value, len(wire))
        _, end = self.interpreter.decode(b"\xaa" + wire, self.context(), offset=1)
        assert end == len(wire) + 1

    def check_prefixes(self, wire: bytes) -> None:
        """Every proper prefix is truncated."""
        for size in range(len(wire)):
            with pytest.raises(TruncatedError):
                self.decode(wire[:size])

    def dribble(self, wire: bytes, size: int = 1, **limits: int) -> tuple[object, int]:
        """Decode from chunks of a size; the end is said when no byte is left."""
        data = bytearray()
        context = Context(Limits(**limits), stream=True)
        steps = self.interpreter.steps(data, context)
        while True:
            try:
                needed = next(steps)
            except StopIteration as stop:
                value, end = stop.value
                return value, end
            assert needed > len(data)
            context.eof = len(data) >= len(wire)
            data += wire[len(data) : len(data) + size]

    def refuse(
        self,
        wire: bytes | str,
        kind: type[DecodeError],
        at: tuple[Path, int] | tuple[Path, int, int],
        reason: str = "",
    ) -> DecodeError:
        """Return the error, which is the same however the bytes come."""
        if isinstance(wire, str):
            wire = bytes.fromhex(wire)
        with pytest.raises(DecodeError) as caught:
            self.decode(wire)
        error = caught.value
        path, offset, *bit = at
        assert (type(error), error.path, error.offset, error.bit_offset) == (
            kind,
            path,
            offset,
            bit[0] if bit else 0,
        )
        assert reason in error.reason
        with pytest.raises(DecodeError) as caught:
            self.dribble(wire)
        assert caught.value == error
        return error

    def reject(
        self, value: object, kind: type[EncodeError], path: Path = (), reason: str = ""
    ) -> EncodeError:
        """Return the error of a value that does not encode."""
        with pytest.raises(EncodeError) as caught:
            self.encode(value)
        error = caught.value
        assert (type(error), error.path) == (kind, path)
        assert reason in error.reason
        return error

"""The engines under one face, so that a test of the vocabulary runs on each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from wirefmt import Decoder
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of
from wirefmt.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirefmt import Codec, Limits

__all__ = ["ENGINES", "Engine"]


class Engine(Protocol):
    """Encodes and decodes values of any type; `decode` takes just the bytes of one message."""

    name: str

    def encode(
        self,
        spec: Any,
        value: object,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> bytes: ...

    def decode(
        self,
        spec: Any,
        data: bytes,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Any: ...


class Compiled:
    """The engine that everybody uses."""

    name = "compiled"

    def encode(
        self,
        spec: Any,
        value: object,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> bytes:
        return _codec(spec).encode(value, given=given, limits=limits)

    def decode(
        self,
        spec: Any,
        data: bytes,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Any:
        return _codec(spec).decode(data, given=given, limits=limits)


class Reference:
    """The engine that is the judge of the others."""

    name = "reference"

    def encode(
        self,
        spec: Any,
        value: object,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> bytes:
        return _codec(spec).reference.encode(value, Context(limits, given))

    def decode(
        self,
        spec: Any,
        data: bytes,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Any:
        message, _ = _codec(spec).reference.decode(data, Context(limits, given))
        return message


class Incremental(Compiled):
    """The compiled engine on a stream, whose bytes come one at a time."""

    name = "incremental"

    def decode(
        self,
        spec: Any,
        data: bytes,
        *,
        given: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Any:
        decoder: Decoder[Any] = Decoder(spec, given=given, limits=limits)
        messages = [message for byte in data for message in decoder.feed(bytes([byte]))]
        messages += decoder.feed_eof()
        (message,) = messages
        return message


def _codec(spec: Any) -> Codec[Any]:
    return codec_of(spec)


ENGINES: tuple[Engine, ...] = (Compiled(), Reference(), Incremental())
"""All of them."""

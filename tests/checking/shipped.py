"""What ships: every public message class of every schema, and bytes of it out of the vectors.

Nothing is listed here, so that no new schema and no new class can be forgotten.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from checking.outcomes import outcome
from checking.vectors import vectors
from wirefmt import Message, schemas
from wirefmt.codec import codec_of
from wirefmt.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Sample", "message_classes", "samples_of"]


class Sample(NamedTuple):
    """Bytes of a message, and what the session had negotiated."""

    wire: bytes
    given: Mapping[str, object]


@cache
def message_classes() -> Mapping[str, type[Message]]:
    """Return every public message class that a module of `wirefmt.schemas` declares."""
    found: dict[str, type[Message]] = {}
    for info in pkgutil.walk_packages(schemas.__path__, f"{schemas.__name__}."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if _is_message(value) and value.__module__ == info.name and not name.startswith("_"):
                found[f"{info.name.removeprefix(f'{schemas.__name__}.')}.{name}"] = value
    return found


def samples_of(name: str) -> list[Sample]:
    """Return bytes of a class or of its variants, the shortest first.

    They are those of the vectors; a message inside another is encoded by itself. Where no vector
    has one that stands alone, they are what `_MADE` says, or else might be nearly such a message:
    one of the header of which the class is a variant, or the first zeros that are a message.
    """
    cls = message_classes()[name]
    if name in _MADE:
        return [Sample(bytes.fromhex(_MADE[name]), {})]
    if found := _found(cls):
        return found
    for each in cls.__mro__[1:]:
        if _is_message(each) and (found := _found(each)):
            return found
    decode = codec_of(cls).decode
    zeros = (bytes(size) for size in range(64))
    return [Sample(next((wire for wire in zeros if not outcome(decode, wire).error), b""), {})]


_MADE: Final = {
    "amqp.method.UnknownMethod": "000a 0063 abcd",
    "gtp.elements.OtherElement": "c8 0002 abcd",
    "gtp.header.OtherMessage": "30 10 0002 00000001 abcd",
    "kafka.request.OtherRequest": "0000000a 0001 000c 00000001 abcd",
    "kafka.response.UnknownTaggedField": "07 02 abcd",
    "modbus.adu.ADU": "0001 0000 0001 ff",
    "tcp.segment.PseudoHeader": "c0000201 c0000202 00 06 0014",
    "udp.PseudoHeader": "c0000201 c0000202 00 11 000a",
}
"""Messages of which no vector has one by itself, made by hand after their standards."""


def _found(cls: type[Message]) -> list[Sample]:
    own = [found for each, found in _corpus().items() if issubclass(each, cls)]
    return sorted(
        (sample for found in own for sample in found),
        key=lambda sample: (len(sample.wire), sample.wire),
    )


def _is_message(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Message) and value is not Message


@cache
def _corpus() -> Mapping[type[Message], list[Sample]]:
    """Return the bytes of every message of the vectors, and of every message in one."""
    corpus: defaultdict[type[Message], dict[bytes, Sample]] = defaultdict(dict)
    for vector in vectors():
        message = codec_of(vector.spec).decode(vector.wire, given=vector.given)
        if isinstance(vector.spec, type):  # else its bytes are a frame, and no message alone
            corpus[vector.cls][vector.wire] = Sample(vector.wire, vector.given)
        for part in _parts(message):
            try:
                wire = codec_of(type(part)).encode(part, given=vector.given)
            except SchemaError:
                continue  # it cannot stand alone: `test_shipped` names these
            corpus[type(part)].setdefault(wire, Sample(wire, vector.given))
    return {cls: list(samples.values()) for cls, samples in corpus.items()}


def _parts(value: object) -> Iterator[Message]:
    match value:
        case Message():
            yield value
            for name in value.__struct_fields__:
                yield from _parts(getattr(value, name))
        case list():
            for each in cast("list[object]", value):
                yield from _parts(each)
        case _:
            pass

"""The five properties, over classes made at random and over the bytes that they are made of."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, note, strategies as st

from checking import Outcome, check_message, expect, outcome, reference_stand, same, stand
from checking.schemas import schemas
from wirefmt import DecodeError, Decoder, Limits, SchemaError
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

    from checking.schemas import Schema
    from wirefmt import Codec

LIMITS = Limits(message_size=64, element_count=20, depth=4)
"""Small, so that random bytes meet them."""


def drawn(data: DataObject) -> tuple[Schema, Codec[Any]]:
    schema = data.draw(schemas())
    codec: Codec[Any] = codec_of(schema.cls)
    note(str(codec.layout))
    return schema, codec


@given(st.data())
def test_message_comes_back_in_every_way(data: DataObject) -> None:
    schema, codec = drawn(data)
    message = data.draw(schema.messages)
    check_message(schema.cls, message, codec.encode(message))


@st.composite
def mutations(draw: st.DrawFn, wire: bytes) -> bytes:
    """Draw bytes that are nearly a message."""
    data = bytearray(wire)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["flip", "put", "insert", "delete", "cut", "repeat"])):
            case "flip" if place < len(data):
                data[place] ^= 1 << draw(st.integers(0, 7))
            case "put" if place < len(data):
                data[place] = draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF, 0x30]))
            case "insert":
                data[place:place] = draw(st.binary(max_size=3))
            case "delete":
                del data[place : place + draw(st.integers(1, 3))]
            case "cut":
                del data[place:]
            case _:
                data += data[place:]
    return bytes(data)


ODD = [
    None,
    True,
    -1,
    1 << 200,
    7,
    1.5,
    "",
    "\ud800",
    "x;\0" * 100,
    b"\r\n",
    bytes(300),
    [],
    [0],
    (),
]
"""Values of which most fit no field."""


_MOSTLY = st.integers(0, 3).map(bool)


@st.composite
def spoiled(draw: st.DrawFn, value: Any) -> Any:
    """Draw a value of which one part is another than it was."""
    stays: bool = draw(st.booleans())
    if isinstance(value, msgspec.Struct) and value.__struct_fields__ and (stays or draw(_MOSTLY)):
        name = draw(st.sampled_from(value.__struct_fields__))
        return msgspec.structs.replace(value, **{name: draw(spoiled(getattr(value, name)))})
    if isinstance(value, list) and value and stays:
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(spoiled(value[place])), *value[place + 1 :]]
    if isinstance(value, int | float) and stays:
        return value + draw(st.sampled_from([1, -1, 1 << 7, 1 << 16]))
    alike = [odd for odd in ODD if type(odd) is type(value)]
    return draw(st.sampled_from(alike if alike and stays else ODD))


@given(st.data())
def test_engines_agree_on_any_value(data: DataObject) -> None:
    schema, codec = drawn(data)
    value = data.draw(spoiled(data.draw(schema.messages)))
    for limits in (Limits(), LIMITS):
        compiled = outcome(codec.encode, value, limits=limits)
        expect(compiled, outcome(codec.reference.encode, value, Context(limits)), value)
        if compiled.error is None:
            check_comes_back(codec, value, compiled.value)


def check_comes_back(codec: Codec[Any], value: Any, wire: bytes) -> None:
    """A value that encodes decodes to one that encodes to the same."""
    decoded = codec.decode(wire)
    assert codec.encode(decoded) == wire, (value, decoded)


def bytes_for(data: DataObject, schema: Schema, codec: Codec[Any]) -> bytes:
    """Draw any bytes, or bytes that are nearly a message."""
    if data.draw(st.booleans()):
        return data.draw(st.binary(max_size=40))
    return data.draw(mutations(codec.encode(data.draw(schema.messages))))


@given(st.data())
def test_engines_agree_on_any_bytes(data: DataObject) -> None:
    schema, codec = drawn(data)
    wire = bytes_for(data, schema, codec)
    for limits in (Limits(), LIMITS):
        compiled = outcome(codec.decode, wire, limits=limits)
        reference = outcome(codec.reference.decode, wire, Context(limits))
        if reference.error is None:
            reference = Outcome(reference.value[0], None)
        expect(compiled, reference, wire)
        assert isinstance(compiled.error, DecodeError | None)
        compiled = outcome(codec.decode_from, wire, limits=limits)
        reference = outcome(codec.reference.decode, wire, Context(limits), exact=False)
        expect(compiled, reference, wire)


@given(st.data())
def test_what_is_decoded_comes_back(data: DataObject) -> None:
    """What any bytes decode to encodes, and decodes to the same again."""
    schema, codec = drawn(data)
    given_bytes = bytes_for(data, schema, codec)
    found = outcome(codec.decode, given_bytes)
    if found.error is None:
        wire = codec.encode(found.value)
        assert wire == given_bytes or not codec.canonical
        assert codec.reference.encode(found.value, Context()) == wire
        assert same(codec.decode(wire), found.value)


@given(st.data())
def test_stream_depends_on_its_bytes_alone(data: DataObject) -> None:
    """Messages, errors and what is awaited are those of the reference engine, at every cut."""
    schema, codec = drawn(data)
    if codec.blueprint.streaming.obstacle is not None:
        with pytest.raises(SchemaError, match="frame the message"):
            Decoder(schema.cls)
        return
    wire = bytes_for(data, schema, codec) + data.draw(st.binary(max_size=6))
    tight = Limits(message_size=data.draw(st.integers(1, len(wire) + 1)))
    limits = data.draw(st.sampled_from([Limits(), LIMITS, tight]))
    for size in range(len(wire) + 1):
        prefix = wire[:size]
        whole = stand(schema.cls, [prefix], limits=limits)
        expect(whole, reference_stand(schema.cls, prefix, limits=limits), prefix)
    single = [wire[index : index + 1] for index in range(len(wire))]
    for eof in (False, True):
        whole = stand(schema.cls, [wire], eof=eof, limits=limits)
        expect(whole, reference_stand(schema.cls, wire, eof=eof, limits=limits), wire)
        expect(stand(schema.cls, single, eof=eof, limits=limits), whole, wire)
        expect(stand(schema.cls, _split(wire), eof=eof, limits=limits), whole, wire)


def _split(wire: bytes) -> list[bytes]:
    choose = random.Random(wire)  # noqa: S311  # the same cuts for the same bytes
    places = sorted(choose.randrange(len(wire) + 1) for _ in range(3))
    edges = [0, *places, len(wire)]
    return [wire[begin:end] for begin, end in pairwise(edges)]

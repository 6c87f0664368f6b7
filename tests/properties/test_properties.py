"""The five properties, over classes made at random and over the bytes that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, note, strategies as st

from checking import check_message
from checking.laws import check_any_bytes, check_any_stream, check_any_value, check_decoded
from checking.schemas import schemas
from checking.spoiling import mutations, spoiled
from wirefmt import Decoder, Limits, SchemaError
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


@given(st.data())
def test_engines_agree_on_any_value(data: DataObject) -> None:
    schema, codec = drawn(data)
    value = data.draw(spoiled(data.draw(schema.messages)))
    for limits in (Limits(), LIMITS):
        check_any_value(codec, value, limits=limits)


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
        check_any_bytes(codec, wire, limits=limits)


@given(st.data())
def test_what_is_decoded_comes_back(data: DataObject) -> None:
    """What any bytes decode to encodes, and decodes to the same again."""
    schema, codec = drawn(data)
    check_decoded(codec, bytes_for(data, schema, codec))


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
    check_any_stream(codec, wire, range(len(wire) + 1), limits=limits)

"""The properties, over every message class that ships and over the vectors, whole and spoiled.

Classes are found, not listed. Bytes that are nearly a message reach far deeper into a schema than
bytes at random. Of each class there are few examples, and more where the profile has more.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from checking import check_message, outcome
from checking.laws import check_any_bytes, check_any_stream, check_any_value, check_decoded
from checking.shipped import message_classes, samples_of
from checking.spoiling import mutations, spoiled
from wirefmt import Decoder, Limits, SchemaError, schemas
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DataObject

    from checking.shipped import Sample
    from wirefmt import Codec

EXEMPT = {
    "mqtt.packet.PublishFlags": "no whole bytes",  # four bits of the fixed header, never alone
}
"""What has no bytes of its own, and a part of the `SchemaError` that says why."""

TIGHT = Limits(message_size=64, element_count=8, depth=2)
"""Small, so that ordinary messages meet them."""

LONGEST = 128
"""Longer samples are not spoiled where others are there: work grows with their square."""

EVERY = {name: cls for name, cls in message_classes().items() if name not in EXEMPT}
each = pytest.mark.parametrize("name", EVERY)
few = settings(max_examples=max(1, settings().max_examples // 100))


def samples(name: str) -> list[Sample]:
    """Return bytes of a class, the shortest first."""
    found = samples_of(name)
    return [sample for sample in found if len(sample.wire) <= LONGEST] or found[:1]


def drawn(data: DataObject, name: str) -> tuple[bytes, Mapping[str, object]]:
    """Draw bytes that are nearly a message, and what is given."""
    own = samples(name)
    sample = data.draw(st.sampled_from(own))
    wire = data.draw(mutations(sample.wire, [other.wire for other in own]))
    return wire, data.draw(st.sampled_from(own)).given


def decoded(name: str) -> tuple[Any, Sample] | None:
    """Return the shortest message that there are bytes of."""
    codec: Codec[Any] = codec_of(EVERY[name])
    for sample in samples(name):
        found = outcome(codec.decode, sample.wire, given=sample.given)
        if found.error is None:
            return found.value, sample
    return None


@pytest.mark.parametrize("name", EXEMPT)
def test_exempt_class_has_no_bytes_of_its_own(name: str) -> None:
    with pytest.raises(SchemaError, match=EXEMPT[name]):
        _ = codec_of(message_classes()[name]).functions


@each
def test_message_comes_back_in_every_way(name: str) -> None:
    found = decoded(name)
    assert found, "no vector has one: add a vector, or a row to `checking.shipped`"
    message, sample = found
    wire = codec_of(EVERY[name]).encode(message, given=sample.given)
    check_message(EVERY[name], message, wire, given=sample.given)


@each
@few
@given(data=st.data())
def test_engines_agree_on_spoiled_bytes(name: str, data: DataObject) -> None:
    codec: Codec[Any] = codec_of(EVERY[name])
    wire, about = drawn(data, name)
    for limits in (Limits(), TIGHT):
        check_any_bytes(codec, wire, given=about, limits=limits)
    check_decoded(codec, wire, given=about)


@each
@few
@given(data=st.data())
def test_spoiled_stream_depends_on_its_bytes_alone(name: str, data: DataObject) -> None:
    codec: Codec[Any] = codec_of(EVERY[name])
    if codec.blueprint.streaming.obstacle is not None:
        with pytest.raises(SchemaError, match="frame the message"):
            Decoder(EVERY[name])
        return
    wire, about = drawn(data, name)
    wire += data.draw(st.sampled_from(samples(name))).wire[:16]
    least = data.draw(st.integers(1, len(wire) + 1))
    limits = data.draw(st.sampled_from([Limits(), TIGHT, Limits(message_size=least)]))
    sizes = data.draw(st.lists(st.integers(0, len(wire)), max_size=4))
    check_any_stream(codec, wire, sizes, given=about, limits=limits)


@each
@few
@given(data=st.data())
def test_engines_agree_on_spoiled_messages(name: str, data: DataObject) -> None:
    codec: Codec[Any] = codec_of(EVERY[name])
    sample = data.draw(st.sampled_from(samples(name)))
    found = outcome(codec.decode, sample.wire, given=sample.given)
    value = data.draw(spoiled(found.value))
    for limits in (Limits(), TIGHT):
        try:
            check_any_value(codec, value, given=sample.given, limits=limits)
        except (AttributeError, TypeError) as mistake:
            if not is_of_schema(mistake):
                raise
            with pytest.raises(type(mistake), match=re.escape(str(mistake))):
                codec.reference.encode(value, Context(limits, sample.given))


def is_of_schema(mistake: Exception) -> bool:
    """Return whether a schema's own function made a mistake, which comes through.

    It is given what the caller gave, whose type only the function knows.
    """
    code = list(traceback.walk_tb(mistake.__traceback__))[-1][0].f_code
    return Path(code.co_filename).is_relative_to(Path(schemas.__path__[0]))

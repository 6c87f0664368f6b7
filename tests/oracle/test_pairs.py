"""Both libraries write the same bytes, read the same values, and refuse the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, settings, strategies as st

from checking import ENGINES, outcome
from oracle import REFUSALS, Pair, alike, plain, read_all
from oracle.composites import COMPOSITES
from oracle.leaves import LEAVES
from wirefmt import DecodeError

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

PAIRS = [*LEAVES, *COMPOSITES]

WHOLE = [engine for engine in ENGINES if engine.name != "incremental"]
"""The engines; that streams give the same is shown elsewhere."""

FEWER = settings(max_examples=50)
"""There are many pairs, and each is small."""

each_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)


def test_there_are_two_dozen_formats_at_least() -> None:
    assert len({pair.name for pair in PAIRS}) == len(PAIRS) >= 24


@each_pair
@FEWER
@given(st.data())
def test_both_write_the_same_bytes_and_read_them_back(pair: Pair, data: DataObject) -> None:
    value = data.draw(pair.values)
    wire = pair.twin.build(pair.shape(value))
    for engine in WHOLE:
        assert engine.encode(pair.spec, value) == wire
        assert alike(plain(engine.decode(pair.spec, wire)), plain(value))
    assert alike(read_all(pair.twin, wire), pair.shape(value))


@each_pair
@FEWER
@given(st.data())
def test_both_refuse_the_same_bytes(pair: Pair, data: DataObject) -> None:
    wire = data.draw(st.binary(max_size=20) | mutations(pair))
    if (reason := pair.differs(wire)) is not None:
        event(f"{pair.name}: {reason}")
        return
    expected, refused = None, False
    try:
        expected = read_all(pair.twin, wire)
    except REFUSALS:
        refused = True
    for engine in WHOLE:
        found = outcome(engine.decode, pair.spec, wire)
        assert isinstance(found.error, DecodeError) == refused, (found, expected)
        if not refused:
            assert alike(pair.shape(found.value), expected)


@st.composite
def mutations(draw: st.DrawFn, pair: Pair) -> bytes:
    """Draw bytes that are nearly a message."""
    data = bytearray(pair.twin.build(pair.shape(draw(pair.values))))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["flip", "insert", "cut", "delete"])):
            case "flip" if place < len(data):
                data[place] ^= 1 << draw(st.integers(0, 7))
            case "insert":
                data[place:place] = draw(st.binary(max_size=3))
            case "cut":
                del data[place:]
            case _:
                del data[place : place + 1]
    return bytes(data)

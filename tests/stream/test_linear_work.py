"""Work that grows with the bytes alone, over what could grow faster: counted, not timed.

`bench/linear.py` measures the same streams.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from checking.longs import CONSTRUCTS
from checking.watching import watched
from wirefmt import Decoder

FEW, MANY = 400, 1600

each = pytest.mark.parametrize("name", CONSTRUCTS)


def calls_of(decoder: Decoder[Any], wire: bytes, cut: int) -> int:
    """Return how many calls, of Python's and of C's functions, a stream of some chunks takes."""
    calls = messages = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    chunks = [wire[start : start + cut] for start in range(0, len(wire), cut)]
    sys.setprofile(count)
    try:
        for chunk in chunks:
            for _ in decoder.feed(chunk):
                messages += 1
        for _ in decoder.feed_eof():
            messages += 1
    finally:
        sys.setprofile(None)
    assert messages
    return calls


@each
@pytest.mark.parametrize("cut", [1, 64, 1 << 20])
def test_four_times_the_bytes_are_four_times_the_calls(name: str, cut: int) -> None:
    spec, make = CONSTRUCTS[name]
    few, many = make(FEW), make(MANY)
    grown = len(many) / len(few)
    assert calls_of(Decoder(spec), many, cut) < 1.15 * grown * calls_of(Decoder(spec), few, cut)


@each
def test_no_byte_is_read_often(name: str) -> None:
    """Byte by byte: what was searched is not searched again, nor is a message begun anew.

    The end of what was searched is, where a delimiter may have begun: seven bytes of one of eight.
    """
    spec, make = CONSTRUCTS[name]
    wire = make(MANY)
    _, read = watched(spec, wire)
    assert read < 10 * len(wire)

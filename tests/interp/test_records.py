"""Whole messages: windows, variants, bits, nesting, as RFCs and standards draw them."""

from __future__ import annotations

import enum
from typing import Any

import msgspec
import pytest

from interp.workbench import (
    REST,
    U8,
    U16,
    U24,
    U32,
    Bench,
    bare,
    fixed,
    op,
    prefixed,
    record,
    this,
    told,
)
from wirefmt._runtime.context import Context
from wirefmt.errors import (
    CheckFailedError,
    ConstantError,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
    WrongTypeError,
)
from wirefmt.ir.expressions import Measure, OneOf
from wirefmt.ir.records import (
    Case,
    Check,
    ConstantRole,
    Dispatch,
    Field,
    Padding,
    PresenceByte,
    Solved,
    Spelled,
    Stored,
)
from wirefmt.ir.types import Array, Bits, Data, Enumerated, Nested, Sized, Varint
from wirefmt.limits import Limits


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 2


# ------------------------------------------------------------------ windows (UDP, RFC 768)

UDP = record(
    "Datagram",
    Field("source_port", U16),
    Field("destination_port", U16),
    Field("length", U16, Solved()),
    Field("checksum", U16),
    Field("payload", Data(REST)),
    size=this("length"),
)


def test_udp_datagram_and_its_window() -> None:
    bench = Bench(UDP)
    wire = bytes.fromhex("0035 1092 000a 0000 6869")
    bench.check(bench.make("Datagram", 53, 4242, 0, b"hi"), wire)
    bench.check_prefixes(wire)
    bench.refuse("0035 1092 0005", LengthError, ((), 0), "5 bytes are fewer than the 6 that were")
    bench.refuse("0035 1092 000a 00", TruncatedError, ((), 0), "the input ends after 7 of 10 bytes")
    error = bench.refuse("0035 1092 0007 00", OverrunError, (("checksum",), 6))
    assert error.reason == "needs 2 bytes, 1 are left in its window"
    with pytest.raises(LimitExceededError) as caught:
        bench.dribble(b"GET / HTTP/1.1", message_size=1000)
    assert (caught.value.path, caught.value.offset) == ((), 0)
    assert "its bytes are b'/ ': the peer seems to send text" in caught.value.reason


def test_nested_window_is_inside_the_outer_one() -> None:
    bench = Bench(
        record("Outer", Field("pad", U8), Field("inner", Sized(Nested(1), prefixed(U8)))),
        record("Inner", Field("size", U8, Solved()), Field("a", U8), size=this("size")),
    )
    bench.check(bench.make("Outer", 9, bench.make("Inner", 5)), "09 02 02 05")
    bench.refuse("09 02 04 05", OverrunError, (("inner",), 2), "needs 4 bytes, 2 are left")
    bench.refuse("09 02 00 05", LengthError, (("inner",), 2))
    bench.refuse("09 03 03 05 06", TrailingBytesError, (("inner",), 4), "1 bytes are left")
    bench.refuse("09 03 02 05 06", TrailingBytesError, (("inner",), 4), "1 bytes are left")
    bench.reject(bench.make("Outer", 9, None), WrongTypeError, ("inner",))


def test_negative_and_malformed_sizes() -> None:
    bench = Bench(record("Block", Field("size", U8), Field("a", U8), size=op(this("size"), "-", 9)))
    bench.refuse("05 00", LengthError, ((), 0), "-4 is negative")
    bench.check(bench.make("Block", 11, 0), "0b 00")
    error = bench.reject(bench.make("Block", 12, 0), SizeMismatchError)
    assert error.reason == "measures 2, and other fields say 3"
    faulty = Bench(record("Block", Field("size", U8), size=op(4, "//", this("size"))))
    faulty.refuse("00", MalformedError, ((), 0), "division by zero")


def test_size_that_counts_a_header_that_varies() -> None:
    """MQTT's remaining length (3.1.1, section 2.2.3) counts what stands behind itself."""
    size = op(this("remaining"), "+", Measure("size", "type", "remaining"))
    bench = Bench(
        record(
            "Packet",
            Field("type", U8),
            Field("remaining", Varint("mqtt_varint", 4, 268_435_455), Solved()),
            Field("body", Data(REST)),
            size=size,
        )
    )
    bench.check(bench.make("Packet", 0x30, bytes(321)), b"\x30\xc1\x02" + bytes(321))
    bench.check(bench.make("Packet", 0xC0, b""), "c000")


# ------------------------------------------------------------------ variants (HTTP/2, RFC 9113)

HEADER = (
    Field("length", U24, Solved()),
    Field("type", U8, Solved()),
    Field("flags", U8),
    Field("reserved", Bits(1), Padding()),
    Field("stream_id", Bits(31)),
)
SIZE = op(this("length"), "+", 9)


def _variant(name: str, tag: object, *fields: Field, head: tuple[Field, ...] = HEADER) -> Any:
    return record(name, *head, *fields, size=SIZE, tag=tag)


HTTP2 = (
    record(
        "Frame",
        *HEADER,
        size=SIZE,
        dispatch=Dispatch((this("type"),), (Case(((6,),), 1), Case(((0,), (1,)), 2)), 3),
    ),
    _variant("Ping", op(this("type"), "==", 6), Field("opaque", Data(fixed(8)))),
    _variant(
        "Content",
        OneOf(this("type"), (0, 1)),
        Field("body", Data(REST)),
        head=(HEADER[0], Field("type", U8), *HEADER[2:]),
    ),
    _variant(
        "Extension",
        op(this("type"), ">", 6),
        Field("payload", Data(REST)),
        head=(HEADER[0], Field("type", U8), *HEADER[2:]),
    ),
)


def test_http2_frames_by_their_type() -> None:
    bench = Bench(*HTTP2)
    ping = bench.make("Ping", 1, 0, b"12345678")
    bench.check(ping, "000008 06 01 00000000 3132333435363738")
    bench.check_prefixes(bench.encode(ping))
    bench.check(bench.make("Content", 1, 4, 5, b"a"), "000001 01 04 00000005 61")
    bench.check(bench.make("Extension", 10, 0, 3, b""), "000000 0a 00 00000003")
    assert bench.derived(ping, "type") == 6
    assert bench.derived(ping, "length") == 8
    error = bench.refuse("000001 06 01 00000000 31", OverrunError, (("opaque",), 9))
    assert error.reason == "needs 8 bytes, 1 are left in its window"
    bench.refuse("000009 06 01 00000000 313233343536373839", TrailingBytesError, ((), 17))
    bench.reject(bench.make("Content", 7, 0, 0, b""), InvalidValueError, (), "its tag is not one")
    bench.reject(bench.make("Frame", 0, 0), InvalidValueError, (), "a header is no message")
    bench.reject("ping", WrongTypeError, (), "Frame is needed, not str")


def test_unknown_tag_is_refused_before_the_body() -> None:
    records = (msgspec.structs.replace(HTTP2[0], dispatch=_known()), *HTTP2[1:])
    bench = Bench(*records)
    bench.refuse("000008 09", UnknownTagError, (("type",), 3), "no variant has the tag 9")
    with pytest.raises(LimitExceededError) as caught:
        bench.dribble(bytes.fromhex("ffffff 06"), message_size=100)
    assert (caught.value.path, caught.value.offset) == ((), 0)


def _known() -> Dispatch:
    return Dispatch((this("type"),), (Case(((6,),), 1), Case(((0,), (1,)), 2)))


def test_variant_decoded_by_itself_checks_its_tag() -> None:
    bench = Bench(HTTP2[1])
    bench.check(bench.make("Ping", 1, 0, b"12345678"), "000008 06 01 00000000 3132333435363738")
    wire = "000008 07 01 00000000 3132333435363738"
    bench.refuse(wire, UnknownTagError, (("type",), 3), "7 is not a tag of Ping")


def test_variants_inside_arrays_and_elements_charged_once() -> None:
    head = (Field("names", Array(U8, prefixed(U8))), Field("kind", U8, Solved()))
    bench = Bench(
        bare(Array(Nested(1), prefixed(U8))),
        record("Any", *head, dispatch=Dispatch((this("kind"),), (Case(((1,),), 2),))),
        record("One", *head, tag=op(this("kind"), "==", 1)),
    )
    one = bench.make("One", [7, 8])
    bench.check([one, one], "02 020708 01 020708 01")
    context = Context(Limits(element_count=6))
    assert bench.interpreter.decode(bench.encode([one, one]), context)[0] == [one, one]
    assert context.elements == 0
    bench.refuse("01 00 02", UnknownTagError, ((0, "kind"), 2))


def test_narrowed_constant() -> None:
    field = Field("version", U8, Stored(constant=4))
    bench = Bench(record("Packet", field, Field("rest", U8)))
    bench.check(bench.make("Packet", 4, 1), "0401")
    bench.refuse("0501", ConstantError, (("version",), 0), "5 is not 4")
    bench.reject(bench.make("Packet", 5, 1), InvalidValueError, ("version",), "always 4 here")


# ------------------------------------------------------------------ bits (NTP, RFC 5905; IPv4, 791)


def test_bits_stand_most_significant_first() -> None:
    """NTP's first byte: leap indicator, version, mode."""
    bench = Bench(
        record("Ntp", Field("leap", Bits(2)), Field("version", Bits(3)), Field("mode", Bits(3)))
    )
    bench.check(bench.make("Ntp", 0, 4, 3), "23")
    bench.check(bench.make("Ntp", 3, 4, 4), "e4")
    bench.reject(bench.make("Ntp", 4, 4, 4), OutOfRangeError, ("leap",))
    bench.reject(bench.make("Ntp", 0, True, 4), WrongTypeError, ("version",))


def test_bits_across_bytes_and_records_of_bits() -> None:
    flags = record("Flags", Field("df", Bits(1, flag=True)), Field("mf", Bits(1, flag=True)))
    inner = record("Inner", Field("flags", Nested(2)), Field("code", Bits(3), checks=(_small(),)))
    bench = Bench(
        record(
            "Outer",
            Field("head", U8),
            Field("top", Bits(4)),
            Field("inner", Nested(1)),
            Field("offset", Bits(13)),
            Field("low", Bits(2), ConstantRole(2)),
        ),
        inner,
        flags,
    )
    value = bench.make(
        "Outer", 1, 0xA, bench.make("Inner", bench.make("Flags", True, False), 3), 0x1ABC
    )
    bits = "1010" + "10" + "011" + f"{0x1ABC:013b}" + "10"
    bench.check(value, bytes([1]) + int(bits, 2).to_bytes(3, "big"))
    bad = bits[:6] + "110" + bits[9:]
    wire = bytes([1]) + int(bad, 2).to_bytes(3, "big")
    bench.refuse(wire, CheckFailedError, (("inner", "code"), 1, 6), "6 does not satisfy code < 5")
    bad = bits[:-1] + "1"
    wire = bytes([1]) + int(bad, 2).to_bytes(3, "big")
    bench.refuse(wire, ConstantError, (("low",), 3, 6), "3 is not 2")


def _small() -> Check:
    return Check("code < 5", "code", op(this("code"), "<", 5))


def test_bits_in_arrays_count_as_no_level() -> None:
    pair = record("Pair", Field("high", Bits(4)), Field("low", Bits(4)))
    bench = Bench(bare(Array(Nested(1), prefixed(U8))), pair)
    values = [bench.make("Pair", 1, 2), bench.make("Pair", 3, 4)]
    bench.check(values, "02 12 34")
    context = Context(Limits(depth=1))
    assert bench.interpreter.decode(b"\2\x12\x34", context)[0] == values
    assert bench.interpreter.encode(values, context) == b"\2\x12\x34"
    optional = Bench(record("Box", Field("pair", Nested(1), when=PresenceByte())), pair)
    optional.check(optional.make("Box", optional.make("Pair", 1, 2)), "01 12")


def test_enum_in_bits() -> None:
    field = Field("colour", Enumerated(Bits(4), "Colour", (1,)))
    bench = Bench(record("Box", Field("low", Bits(4)), field), Colour=Colour)
    bench.check(bench.make("Box", 2, Colour.RED), "21")
    bench.refuse("22", MalformedError, (("colour",), 0, 4), "2 is no member of Colour")
    bench.reject(bench.make("Box", 2, 3), InvalidValueError, ("colour",))


# ------------------------------------------------------------------ nesting


TREE = record("Tree", Field("value", U8), Field("children", Array(Nested(0), prefixed(U8))))


def test_depth_is_bounded() -> None:
    bench = Bench(TREE)
    tree = bench.make("Tree", 1, [bench.make("Tree", 2, []), bench.make("Tree", 3, [])])
    bench.check(tree, "01 02 02 00 03 00")
    with pytest.raises(LimitExceededError) as caught:
        bench.interpreter.decode(bytes.fromhex("01 02 02 00 03 00"), Context(Limits(depth=1)))
    assert (caught.value.path, caught.value.offset) == (("children", 0), 2)
    assert caught.value.reason == "messages nest deeper than 1"
    with pytest.raises(InvalidValueError) as refused:
        bench.interpreter.encode(tree, Context(Limits(depth=1)))
    assert refused.value.path == ("children", 0)


def test_deepest_limit_fits_the_stack() -> None:
    """Through windows, arrays and a header at every level."""
    head = (Field("kind", U8, Solved()),)
    children = Sized(Array(Sized(Nested(0), prefixed(U32)), REST, "bytes"), prefixed(U32))
    bench = Bench(
        record("Any", *head, dispatch=Dispatch((this("kind"),), (Case(((1,),), 1),))),
        record("Node", *head, Field("children", children), tag=op(this("kind"), "==", 1)),
    )
    node = bench.make("Node", [])
    for _ in range(127):
        node = bench.make("Node", [node])
    wire = bench.interpreter.encode(node, Context(Limits(depth=128)))
    decoded, _ = bench.interpreter.decode(wire, Context(Limits(depth=128)))
    assert bench.interpreter.encode(decoded, Context(Limits(depth=128))) == wire


def test_paths_into_nested_messages() -> None:
    inner = record("Inner", Field("size", U8, Solved()), Field("body", Data(told(this("size")))))
    copied = Field("copy", U8, Spelled(op(this("inner", "size"), "+", 1)))
    tail = Field("tail", Data(told(this("inner", "size"))))
    bench = Bench(
        record("Outer", Field("inner", Nested(1), when=PresenceByte()), tail, copied),
        inner,
    )
    outer = bench.make("Outer", bench.make("Inner", b"ab"), b"cd")
    bench.check(outer, "01 02 6162 6364 03")
    bench.reject(
        bench.make("Outer", bench.make("Inner", b"ab"), b"c"), SizeMismatchError, ("tail",)
    )
    reason = "inner.size is read, but it is absent"
    bench.refuse("00 00", MalformedError, (("copy",), 1), reason)
    bench.refuse("01 02 61", TruncatedError, (("inner", "body"), 2))


def test_trailing_underscore_is_dropped_in_paths() -> None:
    bench = Bench(record("Box", Field("class_", U16)))
    bench.check(bench.make("Box", 1), "0001")
    bench.refuse("00", TruncatedError, (("class",), 0), "the input ends after 1 of 2 bytes")


def test_run_names_the_first_field_that_lacks_bytes() -> None:
    bench = Bench(
        record("Run", Field("a", U8), Field("b", Bits(4)), Field("c", Bits(4)), Field("d", U16))
    )
    bench.refuse("", TruncatedError, (("a",), 0))
    bench.refuse("00", TruncatedError, (("b",), 1))
    bench.refuse("0000 00", TruncatedError, (("d",), 2), "the input ends after 1 of 2 bytes")

"""What follows from other fields: solved, spelled, constant, checksums, presences, checks."""

from __future__ import annotations

import enum
import struct
from typing import Any

import pytest

from interp.workbench import (
    REST,
    U8,
    U16,
    Bench,
    fixed,
    op,
    prefixed,
    record,
    this,
    told,
)
from wirefmt.errors import (
    CheckFailedError,
    ChecksumError,
    ConstantError,
    InvalidValueError,
    MalformedError,
    SizeMismatchError,
)
from wirefmt.ir.expressions import Constant, Measure
from wirefmt.ir.extents import Rest
from wirefmt.ir.records import (
    Check,
    Checksum,
    ConstantRole,
    Field,
    Padding,
    PresenceByte,
    Solved,
    Spelled,
)
from wirefmt.ir.types import Array, Bits, Data, Enumerated, Float, Text


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 2


# ------------------------------------------------------------------ derived (IPv4, RFC 791)


def internet_checksum(data: bytes) -> int:
    """The complement of the ones' complement sum of 16-bit words (RFC 1071)."""
    total: int = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


IPV4 = record(
    "Packet",
    Field("version", Bits(4), ConstantRole(4)),
    Field("ihl", Bits(4), Solved(default=5)),
    Field("tos", U8),
    Field("total_length", U16, Solved()),
    Field("identification", U16),
    Field("fragment", U16),
    Field("ttl", U8),
    Field("protocol", U8),
    Field("checksum", U16, Checksum("internet", "version", "options")),
    Field("source", Data(fixed(4))),
    Field("destination", Data(fixed(4))),
    Field("options", Data(told(op(op(4, "*", this("ihl")), "-", 20)))),
    Field("payload", Data(REST)),
    size=this("total_length"),
)


def test_ipv4_header_with_its_checksum() -> None:
    """The header that RFC 1071's method is usually shown on, with the checksum b861."""
    bench = Bench(IPV4, internet=internet_checksum)
    source, destination = bytes([192, 168, 0, 1]), bytes([192, 168, 0, 199])
    packet = bench.make("Packet", 0, 0, 0x4000, 64, 17, source, destination, b"", bytes(95))
    header = "4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7"
    bench.check(packet, bytes.fromhex(header) + bytes(95))
    assert bench.derived(packet, "checksum") == 0xB861
    assert bench.derived(packet, "ihl") == 5
    assert bench.derived(packet, "version") == 4
    bad = bytes.fromhex(header.replace("b861", "b862")) + bytes(95)
    error = bench.refuse(bad, ChecksumError, (("checksum",), 10))
    assert error.reason == "0xb862 is not 0xb861, the checksum of its bytes"
    odd = bench.make("Packet", 0, 0, 0, 64, 17, source, destination, b"abc", b"")
    reason = "ihl would be 5 and 3/4"
    bench.reject(odd, SizeMismatchError, ("options",), reason)


def test_checksum_covers_what_it_says() -> None:
    asked: list[bytes] = []

    def digest(data: bytes) -> bytes:
        asked.append(data)
        if not any(data):
            raise ValueError("nothing to sum")
        return bytes([sum(data) % 256, len(data)])

    bench = Bench(
        record(
            "Block",
            Field("head", U8),
            Field("sum", Data(fixed(2)), Checksum("digest", "head", "body")),
            Field("body", Data(prefixed(U8))),
            Field("outside", U8),
        ),
        digest=digest,
    )
    bench.check(bench.make("Block", 1, b"a", 9), "01 6305 01 61 09")
    assert set(asked) == {bytes.fromhex("01 0000 01 61")}
    bench.refuse("01 6306 01 61 09", ChecksumError, (("sum",), 1), "is not b'c\\x05'")
    error = bench.refuse("00 6305 00 09", ChecksumError, (("sum",), 1), "nothing to sum")
    assert isinstance(error.__cause__, ValueError)
    bench.reject(bench.make("Block", 0, b"", 9), InvalidValueError, ("sum",), "nothing to sum")


def test_checksum_elsewhere_absent_or_in_bits() -> None:
    trailer = Field("crc", U8, Checksum("digest", "body", "body"), when=op(this("flag"), "==", 1))
    bench = Bench(
        record("Block", Field("flag", U8), Field("body", Data(fixed(2))), trailer),
        digest=lambda data: sum(data) & 0xFF,
    )
    bench.check(bench.make("Block", 1, b"\1\2"), "01 0102 03")
    bench.check(bench.make("Block", 0, b"\1\2"), "00 0102")
    assert bench.derived(bench.make("Block", 0, b"\1\2"), "crc") is None
    parity = Bench(
        record(
            "Nibbles",
            Field("high", Bits(4)),
            Field("low", Bits(4), Checksum("digest", "high", "low")),
        ),
        digest=lambda data: data[0] >> 4,
    )
    parity.check(parity.make("Nibbles", 7), "77")


def test_spelled_derivations_are_checked() -> None:
    half = Field("words", U8, Spelled(op(Measure("size", "body", "body"), "//", 2)))
    flag = Field(
        "odd",
        Bits(1, flag=True),
        Spelled(op(op(Measure("count", "body", "body"), "%", 2), "==", 1)),
    )
    bench = Bench(
        record(
            "Block",
            half,
            flag,
            Field("spare", Bits(7), Padding()),
            Field("body", Array(U8, prefixed(U8))),
        )
    )
    bench.check(bench.make("Block", [1, 2, 3]), "02 80 03 010203")
    bench.check(bench.make("Block", [1]), "01 80 01 01")
    assert bench.derived(bench.make("Block", [1]), "odd") is True
    bench.refuse(
        "03 80 03 010203", CheckFailedError, (("words",), 0), "3 is not 2, which the other"
    )
    bench.refuse("02 00 03 010203", CheckFailedError, (("odd",), 1))
    wrong = Field("words", U8, Spelled(op(1, "//", this("divisor"))))
    faulty = Bench(record("Block", wrong, Field("divisor", U8)))
    faulty.refuse("00 00", MalformedError, (("words",), 0), "division by zero")
    faulty.reject(faulty.make("Block", 0), InvalidValueError, ("words",), "division by zero")


def test_presence_flag_is_solved() -> None:
    bench = Bench(
        record(
            "Box",
            Field("more", Bits(1, flag=True), Solved()),
            Field("spare", Bits(7), Padding()),
            Field("item", U8, when=this("more")),
        )
    )
    bench.check(bench.make("Box", 7), "80 07")
    bench.check(bench.make("Box", None), "00")
    assert bench.derived(bench.make("Box", 7), "more") is True


def test_presence_that_is_not_solved_is_compared() -> None:
    bench = Bench(
        record("Box", Field("flags", U8), Field("item", U8, when=op(this("flags"), "&", 1)))
    )
    bench.check(bench.make("Box", 1, 7), "01 07")
    bench.reject(bench.make("Box", 0, 7), InvalidValueError, ("item",), "does not hold")
    bench.reject(bench.make("Box", 1, None), InvalidValueError, ("item",), "its condition holds")


def test_constants_and_derived_enums() -> None:
    bench = Bench(
        record(
            "Box",
            Field("magic", Data(fixed(2)), ConstantRole(b"WF")),
            Field("half", Float(4), ConstantRole(0.5)),
            Field("colour", Enumerated(U8, "Colour", (1, 2)), Spelled(Constant(2))),
            Field("name", Text(prefixed(U8)), ConstantRole("x"), when=PresenceByte()),
        ),
        Colour=Colour,
    )
    bench.check(bench.make("Box"), b"WF" + bytes.fromhex("3f000000 02 01 01 78"))
    assert bench.derived(bench.make("Box"), "colour") is Colour.BLUE
    assert bench.decode(b"WF" + bytes.fromhex("3f000000 02 00")) == bench.make("Box")
    bench.refuse(b"WG" + bytes(6), ConstantError, (("magic",), 0), "b'WG' is not b'WF'")


# ------------------------------------------------------------------ checks


def test_checks_of_fields_and_messages() -> None:
    def even(value: int) -> bool:
        if value == 4:
            raise ValueError("four is unlucky")
        return value % 2 == 0

    def sums(message: Any) -> None:
        if message.a + message.b > 100:
            raise struct.error("too much")

    bench = Bench(
        record(
            "Pair",
            Field("a", U8, checks=(Check("even", "a", function="even"),)),
            Field(
                "b",
                U8,
                when=PresenceByte(),
                checks=(Check("b > a", "b", op(this("b"), ">", this("a"))),),
            ),
            checks=(
                Check("sums", function="sums"),
                Check("a != 8", condition=op(this("a"), "!=", 8)),
                Check("a != 6", "a", op(this("a"), "!=", 6)),
            ),
        ),
        even=even,
        sums=sums,
    )
    bench.check(bench.make("Pair", 2, 3), "02 01 03")
    for wire, path, offset, reason in [
        ("03 01 04", ("a",), 0, "does not satisfy even"),
        ("04 01 05", ("a",), 0, "four is unlucky"),
        ("02 01 01", ("b",), 1, "does not satisfy b > a"),
        ("02 01 ff", (), 0, "too much"),
        ("08 01 09", (), 0, "does not satisfy a != 8"),
        ("06 01 07", ("a",), 0, "does not satisfy a != 6"),
    ]:
        bench.refuse(wire, CheckFailedError, (path, offset), reason)
        data = bytes.fromhex(wire)
        bench.reject(bench.make("Pair", data[0], data[2]), InvalidValueError, path, reason)


def test_bugs_in_user_functions_propagate() -> None:
    def bug(value: object) -> bool:
        raise KeyError(value)

    bench = Bench(
        record("Box", Field("a", U8, checks=(Check("bug", "a", function="bug"),))), bug=bug
    )
    with pytest.raises(KeyError):
        bench.decode(b"\1")
    with pytest.raises(KeyError):
        bench.encode(bench.make("Box", 1))


def test_condition_of_a_check_may_be_malformed() -> None:
    check = Check("x", "a", op(1, "//", this("a")))
    bench = Bench(record("Box", Field("a", U8, checks=(check,))))
    bench.refuse("00", MalformedError, (("a",), 0), "division by zero")


def test_what_concerns_an_absent_field_holds() -> None:
    check = Check("b > 1", "b", op(this("b"), ">", 1))
    bench = Bench(record("Box", Field("b", U8, when=Rest(), checks=(check,))))
    bench.check(bench.make("Box", None), "")
    bench.refuse("01", CheckFailedError, (("b",), 0))

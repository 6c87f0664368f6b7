"""Conversions that are ready; the bytes are those of Python's own modules, or of a standard."""

from __future__ import annotations

import ipaddress
import struct
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

import wirefmt as w
from checking import (
    Engine,
    check_encode_error,
    check_faulty,
    check_message,
    declare,
    only,
    shown,
)
from wirefmt import (
    InvalidValueError,
    MalformedError,
    OutOfRangeError,
    SchemaError,
    WrongTypeError,
)

# ------------------------------------------------------------------ addresses and UUIDs

ADDRESSES = [
    (w.ipv4, ipaddress.IPv4Address("192.0.2.1"), "c0000201"),
    (w.ipv6, ipaddress.IPv6Address("2001:db8::1"), "20010db8" + "00" * 11 + "01"),
    (w.mac, "00:1b:21:3c:9d:f8", "001b213c9df8"),
    (
        w.uuid,
        uuid.UUID("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),  # RFC 9562, section 4
        "f81d4fae7dec11d0a76500a0c91e6bf6",
    ),
]


@pytest.mark.parametrize(("alias", "value", "digits"), ADDRESSES, ids=range(4))
def test_address_is_its_bytes(alias: Any, value: object, digits: str) -> None:
    wire = bytes.fromhex(digits)
    cls = only(alias)
    check_message(cls, cls(value=value), wire)
    listed = only(list[alias], w.array(w.u8))
    check_message(listed, listed(value=[value, value]), b"\2" + wire * 2)
    pair = declare("Pair", {"a": w.u16, "b": alias, "c": w.u8})
    check_message(pair, pair(a=1, b=value, c=2), b"\0\1" + wire + b"\2")


@pytest.mark.parametrize(
    ("alias", "value", "error"),
    [
        (w.ipv4, "192.0.2.1", WrongTypeError),
        (w.ipv4, ipaddress.IPv6Address("::1"), WrongTypeError),
        (w.ipv6, b"\0" * 16, WrongTypeError),
        (w.ipv6, ipaddress.IPv6Address("fe80::1%eth0"), InvalidValueError),
        (w.uuid, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", WrongTypeError),
        (w.mac, b"\0" * 6, WrongTypeError),
        (w.mac, "00:1B:21:3C:9D:F8", InvalidValueError),
        (w.mac, "00-1b-21-3c-9d-f8", InvalidValueError),
        (w.mac, "00:1b:21:3c:9d", InvalidValueError),
        (w.mac, "00:1b:21:3c:9d:f8\n", InvalidValueError),
    ],
    ids=range(10),
)
def test_what_is_no_such_address_is_refused(
    alias: Any, value: object, error: type[Exception], engine: Engine
) -> None:
    cls = only(alias)
    with pytest.raises(error) as caught:
        engine.encode(cls, cls(value=value))
    assert caught.value.path == ("value",)  # type: ignore[attr-defined]


def test_wrong_type_is_the_same_error_on_both_engines() -> None:
    cls = only(w.ipv4)
    reason = "IPv4Address is needed, not str"
    error = WrongTypeError("Only", ("value",), "'192.0.2.1'", reason)
    check_encode_error(cls, cls(value="192.0.2.1"), error)


def test_addresses_are_imported_when_they_are_used() -> None:
    script = (
        "import sys; sys.modules.pop('ipaddress', None); import wirefmt as w; "
        "assert 'ipaddress' not in sys.modules; w.ipv6; assert 'ipaddress' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    with pytest.raises(AttributeError, match="module 'wirefmt' has no attribute 'ipv5'"):
        w.ipv5  # noqa: B018  # type: ignore[attr-defined]


# ------------------------------------------------------------------ time

NTP = datetime(1900, 1, 1, tzinfo=UTC)
TIMES = [
    (w.timestamp(w.u32), datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC), struct.pack(">I", 10**9)),
    (w.timestamp(w.i64), datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), struct.pack(">q", -1)),
    (
        w.timestamp(w.u64_le, per_second=1000),
        datetime(2009, 2, 13, 23, 31, 30, 123000, tzinfo=UTC),
        struct.pack("<Q", 1234567890123),
    ),
    (  # RFC 5905, figure 4: the first day of Unix
        w.timestamp(w.u32, epoch=NTP),
        datetime(1970, 1, 1, tzinfo=UTC),
        struct.pack(">I", 2_208_988_800),
    ),
    (
        w.timestamp(w.decimal(w.until(b"\n"))),
        datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC),
        b"1000000000\n",
    ),
]


@pytest.mark.parametrize(("helper", "value", "wire"), TIMES, ids=range(5))
def test_time_is_counted_from_its_epoch(helper: Any, value: datetime, wire: bytes) -> None:
    cls = only(datetime, helper)
    check_message(cls, cls(value=value), wire)


def test_time_comes_back_in_utc(engine: Engine) -> None:
    epoch = datetime(1970, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    cls = only(datetime, w.timestamp(w.u32, epoch=epoch))
    value = datetime(2001, 9, 9, 3, 46, 40, tzinfo=timezone(timedelta(hours=2)))
    wire = struct.pack(">I", 10**9)
    assert engine.encode(cls, cls(value=value)) == wire
    assert engine.decode(cls, wire).value.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "error", "reason"),
    [
        (datetime(2001, 9, 9), InvalidValueError, "it has no time zone"),  # noqa: DTZ001
        (
            datetime(2001, 9, 9, microsecond=1, tzinfo=UTC),
            InvalidValueError,
            "it is no multiple of 1 s from the epoch",
        ),
        (datetime(2200, 1, 1, tzinfo=UTC), OutOfRangeError, "is not in 0 to 4294967295"),
        (10**9, WrongTypeError, "datetime is needed, not int"),
    ],
    ids=range(4),
)
def test_time_that_does_not_fit_is_refused(
    value: object, error: type[Exception], reason: str, engine: Engine
) -> None:
    cls = only(datetime, w.timestamp(w.u32))
    with pytest.raises(error, match=reason):
        engine.encode(cls, cls(value=value))


def test_time_outside_of_the_calendar_is_malformed() -> None:
    cls = only(datetime, w.timestamp(w.u64))
    for number in (10**12, (1 << 64) - 1):
        reason = f"{number} is a time outside the years 1 to 9999"
        wire = struct.pack(">Q", number)
        check_faulty(cls, wire, MalformedError("Only", ("value",), 0, 0, reason))


# ------------------------------------------------------------------ fixed point


@pytest.mark.parametrize(
    ("helper", "value", "wire"),
    [
        (w.fixed_point(w.u32, 16), 1.5, b"\0\1\x80\0"),
        (w.fixed_point(w.i32, 16), -1.5, b"\xff\xfe\x80\0"),  # ISO/IEC 14496-12: rate
        (w.fixed_point(w.i16, 8), 1.0, b"\1\0"),  # and volume
        (w.fixed_point(w.i48, 40), 2.0**-40, b"\0\0\0\0\0\1"),
        (w.fixed_point(w.mqtt_varint, 1), 64.0, b"\x80\1"),
        (w.fixed_point(w.bits(16), 0), 3.0, b"\0\3"),
    ],
    ids=shown,
)
def test_fixed_point_is_a_scaled_integer(helper: Any, value: float, wire: bytes) -> None:
    cls = only(float, helper)
    check_message(cls, cls(value=value), wire)


def test_fixed_point_is_rounded(engine: Engine) -> None:
    cls = only(float, w.fixed_point(w.i16, 8))
    assert engine.encode(cls, cls(value=0.1)) == struct.pack(">h", 26)
    assert engine.encode(cls, cls(value=2)) == b"\2\0"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (128.0, OutOfRangeError),
        (float("inf"), InvalidValueError),
        (float("nan"), InvalidValueError),
        (True, WrongTypeError),
        ("1.0", WrongTypeError),
        (None, WrongTypeError),
    ],
    ids=shown,
)
def test_number_that_has_no_place_is_refused(
    value: object, error: type[Exception], engine: Engine
) -> None:
    cls = only(float, w.fixed_point(w.i16, 8))
    with pytest.raises(error):
        engine.encode(cls, cls(value=value))


# ------------------------------------------------------------------ declarations


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: w.timestamp(w.u64, per_second=10**9), "per_second divides 1000000"),
        (lambda: w.timestamp(w.u64, per_second=0), "per_second divides 1000000"),
        (lambda: w.timestamp(w.u64, per_second=0.5), "per_second divides 1000000"),  # type: ignore[call-overload]
        (lambda: w.timestamp(w.u64, epoch=datetime(1970, 1, 1)), "with a time zone"),  # noqa: DTZ001
        (lambda: w.timestamp(w.u64, epoch=0), "with a time zone"),  # type: ignore[call-overload]
        (lambda: w.fixed_point(w.u64, 32), "at most 53 bits"),
        (lambda: w.fixed_point(w.f32, 2), "takes an integer type"),  # type: ignore[arg-type]
        (lambda: w.fixed_point(w.decimal(3), 2), "takes an integer type"),
        (lambda: w.fixed_point(w.u8, -1), "0 to 53 bits"),
        (lambda: w.fixed_point(w.u8, 1.5), "0 to 53 bits"),  # type: ignore[call-overload]
        (lambda: only(str, w.timestamp(w.u32)), "timestamp"),
        (lambda: only(int, w.fixed_point(w.u8, 2)), "fixed_point"),
    ],
    ids=range(12),
)
def test_conversion_that_cannot_be_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        w.Codec(make())

"""What is said of messages whose orders are told, of bits, and of zeros that numbers tell."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, outcome
from wirefmt import (
    DecodeError,
    EncodeError,
    InvalidValueError,
    MalformedError,
    Message,
    OutOfRangeError,
    SizeMismatchError,
    TruncatedError,
    flag,
    peek,
    this,
    u8,
    u16,
    u32,
)
from wirefmt.codec import codec_of


class Member(IntEnum):
    ONE = 1


class Started(Message, byte_order=peek(u16, at=2) == 1):
    number: u16
    mark: u16


class Flags(Message, bit_order="lsb"):
    low: int = w.bits(3)
    member: Member = w.enumerated(w.bits(4))
    high: flag = False


class Wide(Message, byte_order="little", bit_order="lsb"):
    low: int = w.bits(4)
    member: Member = w.enumerated(w.bits(8))
    high: int = w.bits(4)


class Padded(Message):
    size: u32
    gap: None = w.pad(this.size)


class Slack(Message):
    size: u32
    value: u8 = w.sized(this.size, slack=True)


FAULTY: list[tuple[Any, str, type[DecodeError], str]] = [
    (
        Started,
        "0001 00",
        TruncatedError,
        "Started at byte 0: the input ends after 3 of 4 bytes",
    ),
    (
        Flags,
        "10",
        MalformedError,
        "Flags.member at byte 0, bit 3: 2 is no member of Member",
    ),
    (
        Wide,
        "20 00",
        MalformedError,
        "Wide.member at byte 0, bit 4: 2 is no member of Member",
    ),
    (
        Wide,
        "10",
        TruncatedError,
        "Wide.member at byte 0, bit 4: the input ends after 1 of 2 bytes",
    ),
]


@pytest.mark.parametrize(("spec", "wire", "kind", "text"), FAULTY)
def test_error_says_where_in_which_order(
    spec: Any, wire: str, kind: type[DecodeError], text: str
) -> None:
    data = bytes.fromhex(wire)
    found = outcome(codec_of(spec).decode, data).error
    assert isinstance(found, kind)
    assert str(found) == text
    check_faulty(spec, data, found)


MISFITS: list[tuple[Any, type[EncodeError], str]] = [
    (
        Started(number=1, mark=1),
        InvalidValueError,
        (
            "Started = Started(number=1, mark=1): in neither byte order its bytes say that they "
            "are in it"
        ),
    ),
    (
        Flags(low=8, member=Member.ONE),
        OutOfRangeError,
        "Flags.low = 8: 8 is not in 0 to 7",
    ),
    (
        Wide(low=1, member=3, high=0),  # type: ignore[arg-type]
        InvalidValueError,
        "Wide.member = 3: no member of Member",
    ),
    (
        Padded(size=1 << 25),
        InvalidValueError,
        (
            "Padded.gap = Padded(size=33554432): 33554432 bytes of zeros, where 16777216 may be "
            "filled"
        ),
    ),
    (
        Slack(size=1 << 25, value=1),
        InvalidValueError,
        "Slack.value = 1: 33554431 bytes of zeros, where 16777216 may be filled",
    ),
    (
        Slack(size=0, value=1),
        SizeMismatchError,
        "Slack.value = 1: measures 1, and other fields say 0",
    ),
]


@pytest.mark.parametrize(("message", "kind", "text"), MISFITS)
def test_error_says_what_does_not_fit(message: Any, kind: type[EncodeError], text: str) -> None:
    found = outcome(codec_of(type(message)).encode, message).error
    assert isinstance(found, kind)
    assert str(found) == text
    check_encode_error(type(message), message, found)

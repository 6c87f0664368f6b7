"""Messages of bits alone that sum or measure their bytes, or read what is given."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, only
from wirefmt import (
    CheckFailedError,
    ChecksumError,
    InvalidValueError,
    Message,
    SchemaError,
    given,
    this,
    u8,
)


def add(covered: bytes) -> int:
    return sum(covered) & 0xFF


class Summed(Message):
    low: int = w.bits(4)
    high: int = w.bits(4)
    sum: int = w.checksum(add, w.bits(8), over=this["low":"sum"])


class Around(Message):
    front: u8
    summed: Summed
    many: list[Summed] = w.array(u8)


class Measured(Message):
    wide: int = w.bits(16, check=w.size_of(this.wide) == 2)
    narrow: int = w.derived(w.bits(8), w.size_of(this["wide":"narrow"]))


class Told(Message):
    """Of half a byte: it stands in runs alone."""

    low: int = w.bits(3, check=this.low < given.most)
    high: int = w.derived(w.bits(1), given.high)


class Telling(Message):
    told: Told
    last: int = w.bits(4)


class Deep(Message):
    telling: Telling
    many: list[Telling] = w.array(u8)


SESSION = {"most": 5, "high": 1}


def test_message_of_bits_has_a_checksum_wherever_it_stands() -> None:
    one, two = Summed(low=1, high=2), Summed(low=15, high=0)
    check_message(Summed, one, b"\x12\x12")
    message = Around(front=7, summed=one, many=[two, one])
    check_message(Around, message, bytes.fromhex("07 1212 02 f0f0 1212"))
    wrong = ChecksumError(
        "Around", ("summed", "sum"), 2, 0, "0x13 is not 0x12, the checksum of its bytes"
    )
    check_faulty(Around, bytes.fromhex("07 1213 00"), wrong)


def test_message_of_bits_measures_its_bytes_wherever_it_stands() -> None:
    alone = only(Measured)
    check_message(alone, alone(value=Measured(wide=5)), b"\0\5\3")
    reason = "4 is not 3, which the other fields give"
    wrong = CheckFailedError("Only", ("value", "narrow"), 2, 0, reason)
    check_faulty(alone, b"\0\5\4", wrong)


def test_message_of_bits_with_a_checksum_stands_on_byte_borders() -> None:
    with pytest.raises(SchemaError, match="the run of bits that ends here has 4 bits"):
        declare("Run", {"low": (int, w.bits(4)), "summed": Summed, "high": (int, w.bits(4))})
    fields: dict[str, Any] = {
        "low": (int, w.bits(8)),
        "sum": (int, w.checksum(add, w.bits(8), over=this.low)),
        "high": (int, w.bits(4)),
    }
    with pytest.raises(SchemaError, match="the run of bits that ends here has 20 bits"):
        declare("Odd", fields)


def test_message_of_bits_reads_what_is_given_in_a_run() -> None:
    telling = Telling(told=Told(low=4), last=2)
    check_message(Telling, telling, b"\x92", given=SESSION)
    message = Deep(telling=telling, many=[telling])
    check_message(Deep, message, b"\x92\x01\x92", given=SESSION)
    over = Deep(telling=Telling(told=Told(low=6), last=2), many=[])
    path, reason = ("telling", "told", "low"), "does not satisfy this.low < given.most"
    check_encode_error(Deep, over, InvalidValueError("Deep", path, "6", reason), given=SESSION)
    wrong = CheckFailedError("Deep", path, 0, 0, f"6 {reason}")
    check_faulty(Deep, b"\xd2\x00", wrong, given=SESSION)

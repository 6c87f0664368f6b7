"""IPv4 datagrams against RFC 791, RFC 1071 and the packets of real captures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import strangers
from strangers import ipv4 as tshark
from wirefmt import (
    ChecksumError,
    ConstantError,
    DecodeError,
    EncodeError,
    LengthError,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    decode,
    encode,
)
from wirefmt.schemas.ipv4 import Datagram, internet_checksum

if TYPE_CHECKING:
    from checking import Engine


def sum_of_words(data: bytes) -> int:
    """Add words one by one, each carry to the sum (RFC 1071, section 1)."""
    total = 0
    for i in range(0, len(data), 2):
        total += int.from_bytes(data[i : i + 2].ljust(2, b"\0"), "big")
        total = (total & 0xFFFF) + (total >> 16)
    return total


def datagram(**fields: Any) -> Datagram:
    return Datagram(protocol=17, source_address=bytes(4), destination_address=bytes(4), **fields)


def values(message: Datagram) -> dict[str, object]:
    """Return the fields by the names that the table of tshark's fields has."""
    bits = (message.reserved, message.dont_fragment, message.more_fragments)
    composed = {
        "dscp": message.type_of_service >> 2,
        "ecn": message.type_of_service & 0b11,
        "flags": bits[0] << 2 | bits[1] << 1 | bits[2],
    }
    return {
        name: composed[name] if name in composed else getattr(message, name)
        for name in tshark.COLUMNS
    }


def test_checksum_of_the_rfc() -> None:
    for vector in strangers.vectors("checksum_rfc1071")["vectors"]:
        assert internet_checksum(bytes.fromhex(vector["hex"])) == int(vector["checksum"], 16)


@given(st.binary(max_size=64))
def test_checksum_is_the_complement_of_the_sum(data: bytes) -> None:
    assert internet_checksum(data) == 0xFFFF ^ sum_of_words(data)


@given(st.binary(min_size=2, max_size=64).filter(any))
def test_checksum_over_a_right_checksum_is_zero(data: bytes) -> None:
    even = data + bytes(len(data) % 2)
    assert internet_checksum(even + internet_checksum(even).to_bytes(2, "big")) == 0


def test_headers_as_tshark_sees_them(engine: Engine) -> None:
    headers = strangers.pdus("ip")
    assert len(headers) == 334
    for header in headers:
        packet = strangers.packet_of(header)
        message = engine.decode(Datagram, packet)
        assert values(message) == strangers.expected(header, tshark.COLUMNS), header.name
        assert message.options + message.payload == packet[len(header.wire) :]
        assert engine.encode(Datagram, message) == packet, header.name


def test_packets_come_back_but_for_those_without_checksum() -> None:
    refused: Counter[str] = Counter()
    count = 0
    for file in strangers.captures():
        for _, packet in strangers.packets(file):
            count += 1
            try:
                message = decode(Datagram, packet)
            except ChecksumError:
                refused[file] += 1
            else:
                assert encode(message) == packet
    assert (count, refused.total()) == (9_304, 335)
    assert refused == tshark.ZERO_CHECKSUMS


def test_packets_with_options(engine: Engine) -> None:
    packets = tshark.with_options()
    assert len(packets) == 3
    for packet in packets:
        message = engine.decode(Datagram, packet)
        assert (message.ihl, message.options) == (6, bytes.fromhex("94040000"))
        assert engine.encode(Datagram, message) == packet


def test_lengths_are_solved_from_options_and_payload(engine: Engine) -> None:
    message = datagram(options=bytes(8), payload=bytes(100))
    assert (message.ihl, message.total_length) == (7, 128)
    wire = engine.encode(Datagram, message)
    assert wire[0] == 0x47
    assert wire[2:4] == (128).to_bytes(2, "big")
    assert sum_of_words(wire[:28]) == 0xFFFF


@pytest.mark.parametrize(
    ("fields", "error", "path"),
    [
        ({"options": bytes(3)}, SizeMismatchError, ("options",)),
        ({"options": bytes(44)}, OutOfRangeError, ("ihl",)),
        ({"payload": bytes(65_516)}, OutOfRangeError, ("total_length",)),
        ({"fragment_offset": 8_192}, OutOfRangeError, ("fragment_offset",)),
    ],
    ids=["options_off_the_grid", "options_too_long", "payload_too_long", "offset_too_great"],
)
def test_values_that_do_not_fit_are_refused(
    engine: Engine, fields: dict[str, Any], error: type[EncodeError], path: tuple[str, ...]
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(Datagram, datagram(**fields))
    assert caught.value.path == path


HEADER = bytes.fromhex("4500 0014 0000 4000 4011 7a8a 7f00 0001 7f00 0001")


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (b"\x65" + HEADER[1:], ConstantError, ("version",), 0),
        (b"\x44" + HEADER[1:], LengthError, ("options",), 20),
        (b"\x46" + HEADER[1:], OverrunError, ("options",), 20),
        (HEADER[:3] + b"\x03" + HEADER[4:], LengthError, (), 0),
        (HEADER[:3] + b"\x13" + HEADER[4:], OverrunError, ("destination_address",), 16),
        (HEADER[:11] + b"\x8b" + HEADER[12:], ChecksumError, ("header_checksum",), 10),
    ],
    ids=["version", "ihl_4", "options_outside", "length_3", "length_19", "checksum"],
)
def test_bytes_that_are_no_datagram_are_refused(
    engine: Engine, wire: bytes, error: type[DecodeError], path: tuple[str, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Datagram, wire)
    assert (caught.value.path, caught.value.offset) == (path, offset)

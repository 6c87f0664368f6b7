"""UDP datagrams against RFC 768 and the datagrams of real captures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import strangers
from strangers import udp as tshark
from wirefmt import DecodeError, LengthError, OverrunError, SizeMismatchError, decode, encode
from wirefmt.schemas import ipv4
from wirefmt.schemas.udp import Datagram, PseudoHeader, checksum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checking import Engine

UDP = 17
HERE, THERE = bytes((192, 0, 2, 1)), bytes((192, 0, 2, 2))


def packets() -> Iterator[tuple[str, bytes]]:
    """Yield the datagrams of the captures with their IPv4 header: no fragments, captured whole."""
    for file in strangers.captures():
        for _, packet in strangers.packets(file):
            if packet[9] == UDP and int.from_bytes(packet[6:8], "big") & 0x3FFF == 0:
                yield file, packet


def test_datagrams_as_tshark_sees_them(engine: Engine) -> None:
    headers = strangers.pdus("udp")
    assert len(headers) == 252
    for header in headers:
        wire = tshark.datagram(header)
        message = engine.decode(Datagram, wire)
        found = {name: getattr(message, name) for name in tshark.COLUMNS}
        assert found == strangers.expected(header, tshark.COLUMNS), header.name
        assert engine.encode(Datagram, message) == wire, header.name


def test_checksums_hold_but_for_those_listed() -> None:
    wrong: Counter[str] = Counter()
    count = without = 0
    for file, packet in packets():
        size = 4 * (packet[0] & 0xF)
        datagram = decode(Datagram, packet[size:])
        count += 1
        without += datagram.checksum == 0
        if datagram.checksum not in {0, checksum(datagram, packet[12:16], packet[16:20])}:
            wrong[file] += 1
    assert (count, without, wrong.total()) == (1_861, 31, 358)
    assert wrong == tshark.WRONG_CHECKSUMS


def test_datagram_in_a_datagram() -> None:
    (packet, *_) = (packet for _, packet in packets() if packet[10:12] != b"\0\0")
    outside = decode(ipv4.Datagram, packet)
    inside = decode(Datagram, outside.payload)
    assert encode(inside) == outside.payload


def test_checksum_of_a_sum_of_zero_is_all_ones() -> None:
    bare = Datagram(source_port=1, destination_port=2, payload=bytes(2))
    word = checksum(bare, HERE, THERE).to_bytes(2, "big")
    completed = Datagram(source_port=1, destination_port=2, payload=word)
    assert checksum(completed, HERE, THERE) == 0xFFFF


def test_checksum_leaves_out_what_the_datagram_says() -> None:
    bare = Datagram(source_port=1, destination_port=2, payload=b"odd")
    signed = Datagram(source_port=1, destination_port=2, payload=b"odd", checksum=0xABCD)
    assert checksum(bare, HERE, THERE) == checksum(signed, HERE, THERE)


def test_pseudo_header_of_the_rfc(engine: Engine) -> None:
    message = PseudoHeader(source_address=HERE, destination_address=THERE, length=8)
    wire = bytes.fromhex("c0000201 c0000202 00 11 0008")
    assert engine.encode(PseudoHeader, message) == wire
    assert engine.decode(PseudoHeader, wire) == message


def test_checksum_takes_ipv4_addresses_alone() -> None:
    with pytest.raises(SizeMismatchError):
        checksum(Datagram(destination_port=2), bytes(16), bytes(16))


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        ("0001 0002 0000 0000", LengthError, (), 0),
        ("0001 0002 0005 0000", LengthError, (), 0),
        ("0001 0002 0007 0000", OverrunError, ("checksum",), 6),
    ],
    ids=["length_0", "length_5", "length_7"],
)
def test_bytes_that_are_no_datagram_are_refused(
    engine: Engine, wire: str, error: type[DecodeError], path: tuple[str, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Datagram, bytes.fromhex(wire))
    assert (caught.value.path, caught.value.offset) == (path, offset)

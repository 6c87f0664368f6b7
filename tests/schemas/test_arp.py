"""ARP packets against RFC 826 and the packets of real captures."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import pytest

import strangers
from strangers import arp as tshark
from wirefmt import (
    Codec,
    InvalidValueError,
    SizeMismatchError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas.arp import EthernetIPv4, HardwareAddressSpace, Opcode, OtherPacket, Packet

if TYPE_CHECKING:
    from checking import Engine

REQUEST = EthernetIPv4(
    op=Opcode.REQUEST,
    sha="00:00:5e:00:53:01",
    spa=IPv4Address("192.0.2.1"),
    tpa=IPv4Address("192.0.2.2"),
)
WIRE = bytes.fromhex("0001 0800 06 04 0001 00005e005301 c0000201 000000000000 c0000202")


def test_packets_as_tshark_sees_them(engine: Engine) -> None:
    count: Counter[str] = Counter()
    for pdu in strangers.pdus("arp"):
        assert not pdu.malformed
        packet = engine.decode(Packet, pdu.wire)
        columns = (
            tshark.ETHERNET_IPV4 if isinstance(packet, EthernetIPv4) else tshark.other_columns(pdu)
        )
        found = {name: getattr(packet, name) for name in columns}
        assert found == strangers.expected(pdu, columns), pdu.name
        assert engine.encode(Packet, packet) == pdu.wire, pdu.name
        count[type(packet).__name__] += 1
    assert count == {"EthernetIPv4": 62, "OtherPacket": 6}


def test_packets_say_what_kind_they_are() -> None:
    packets = [decode(Packet, pdu.wire) for pdu in strangers.pdus("arp")]
    kinds = Counter((packet.hrd, packet.op) for packet in packets)
    assert kinds == {
        (HardwareAddressSpace.ETHERNET, Opcode.REQUEST): 53,
        (HardwareAddressSpace.ETHERNET, Opcode.REPLY): 13,
        (HardwareAddressSpace.IEEE_802, Opcode.REQUEST): 1,
        (HardwareAddressSpace.IEEE_802, Opcode.REPLY): 1,
    }


def test_request_of_the_rfc(engine: Engine) -> None:
    assert engine.encode(Packet, REQUEST) == WIRE
    assert engine.decode(Packet, WIRE) == REQUEST


def test_what_fills_a_frame_is_left_alone() -> None:
    assert Codec(Packet).decode_from(WIRE + bytes(18), 0) == (REQUEST, 28)


def test_other_packet_takes_its_lengths_from_its_addresses(engine: Engine) -> None:
    packet = OtherPacket(hrd=32, pro=0x0800, op=1, sha=b"12", spa=b"abc", tha=b"34", tpa=b"def")
    wire = b"\0\x20\x08\0\x02\x03\0\x01" + b"12abc34def"
    assert engine.encode(Packet, packet) == wire
    assert engine.decode(Packet, wire) == packet


def test_target_address_of_another_size_is_refused() -> None:
    packet = OtherPacket(pro=0x0800, op=1, sha=b"12", spa=b"abc", tha=b"3", tpa=b"def")
    with pytest.raises(SizeMismatchError) as caught:
        encode(packet)
    assert caught.value.path == ("tha",)


def test_other_packet_is_no_disguise_for_ethernet_and_ipv4() -> None:
    packet = OtherPacket(pro=0x0800, op=1, sha=bytes(6), spa=bytes(4), tha=bytes(6), tpa=bytes(4))
    with pytest.raises(InvalidValueError, match="its tag is not one of OtherPacket"):
        encode(packet)


@pytest.mark.parametrize(
    ("size", "path", "offset"),
    [(0, ("hrd",), 0), (7, ("op",), 6), (20, ("tha",), 18), (27, ("tpa",), 24)],
)
def test_cut_packet_is_truncated(size: int, path: tuple[str, ...], offset: int) -> None:
    with pytest.raises(TruncatedError) as caught:
        decode(Packet, WIRE[:size])
    assert (caught.value.path, caught.value.offset) == (path, offset)

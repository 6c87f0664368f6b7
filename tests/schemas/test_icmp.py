"""ICMP messages against RFC 792 and the messages of real captures."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import pytest

import strangers
from checking import check_faulty
from strangers import icmp as tshark
from wirefmt import (
    ChecksumError,
    Codec,
    ConstantError,
    DecodeError,
    LengthError,
    OverrunError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas.icmp import (
    DestinationUnreachable,
    DestinationUnreachableCode,
    Echo,
    EchoReply,
    Extension,
    ExtensionObject,
    ICMPMessage,
    QueryMessage,
    RouterAddress,
    RouterAdvertisement,
    RouterSolicitation,
)
from wirefmt.schemas.ipv4 import Datagram, internet_checksum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checking import Engine

ICMP = 1


def test_messages_as_tshark_sees_them(engine: Engine) -> None:
    count: Counter[str] = Counter()
    for pdu in strangers.pdus("icmp"):
        assert not pdu.malformed
        if tshark.unclaimed(pdu) is not None:
            continue
        message = engine.decode(ICMPMessage, pdu.wire)
        match message:
            case Echo() | EchoReply():
                columns, data = tshark.COLUMNS, message.data
                found = {name: getattr(message, name) for name in columns}
            case DestinationUnreachable():
                columns, data = tshark.ERROR, message.original_datagram
                found = {name: getattr(message, name) for name in tshark.HEADER}
                found["unused"] = message.length << 16 | message.next_hop_mtu
            case _:
                pytest.fail(f"{pdu.name} is none of these")
        assert found == strangers.expected(pdu, columns), pdu.name
        assert data == tshark.data(pdu), pdu.name
        assert engine.encode(ICMPMessage, message) == pdu.wire, pdu.name
        count[type(message).__name__] += 1
    assert count == {"Echo": 62, "EchoReply": 59, "DestinationUnreachable": 1}


def test_messages_that_were_cut_are_refused_for_their_checksum(engine: Engine) -> None:
    cut = [pdu for pdu in strangers.pdus("icmp") if tshark.unclaimed(pdu) is not None]
    for pdu in cut:
        with pytest.raises(ChecksumError) as caught:
            engine.decode(ICMPMessage, pdu.wire)
        assert (caught.value.path, caught.value.offset) == (("checksum",), 2)
    assert len(cut) == sum(map(len, tshark.UNCLAIMED.values())) == 4


def packets() -> Iterator[bytes]:
    """Yield the captured IPv4 datagrams that carry ICMP: no fragments, captured whole."""
    for file in strangers.captures():
        for _, packet in strangers.packets(file):
            if packet[9] == ICMP and int.from_bytes(packet[6:8], "big") & 0x3FFF == 0:
                yield packet


def test_payloads_of_captured_datagrams_have_right_checksums(engine: Engine) -> None:
    count: Counter[type[ICMPMessage]] = Counter()
    for packet in packets():
        payload = decode(Datagram, packet).payload
        assert internet_checksum(payload) == 0
        message = engine.decode(ICMPMessage, payload)
        assert engine.encode(ICMPMessage, message) == payload
        count[type(message)] += 1
    assert count == {Echo: 27, EchoReply: 22}


def test_original_datagram_is_one_of_ipv4_cut() -> None:
    (pdu,) = (pdu for pdu in strangers.pdus("icmp") if "ip" in pdu.fields)
    message = decode(ICMPMessage, pdu.wire)
    assert isinstance(message, DestinationUnreachable)
    assert message.code == DestinationUnreachableCode.PORT_UNREACHABLE
    original = decode(Datagram, message.original_datagram)
    assert original.destination_address == strangers.octets(pdu.entry("ip.dst"))


def test_query_messages_are_those_of_the_rfc() -> None:
    """RFC 1122, section 3.2.2, has these four; each is a question and its answer."""
    found = {cls.__name__ for cls in QueryMessage.__subclasses__()}
    pairs = ("Echo", "Information", "Timestamp", "AddressMask")
    assert {name for name in found if name.endswith("Reply")} == {f"{pair}Reply" for pair in pairs}
    assert len(found) == 2 * len(pairs)


# ------------------------------------------------------------------ extensions


EXTENSION = Extension(
    checksum=0xBBB4,
    objects=[ExtensionObject(class_num=1, c_type=1, payload=bytes.fromhex("00012341"))],
)
"""An extension that tshark finds right (`tests/vectors/icmp.toml`)."""


def test_extension_stands_behind_the_original_datagram() -> None:
    message = DestinationUnreachable(
        code=DestinationUnreachableCode.HOST_UNREACHABLE,
        length=32,
        original_datagram=bytes(128) + encode(EXTENSION),
    )
    received = decode(ICMPMessage, encode(message))
    assert received == message
    assert isinstance(received, DestinationUnreachable)
    found = received.original_datagram[4 * received.length :]
    assert decode(Extension, found) == EXTENSION
    assert internet_checksum(found) == 0


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("1000 0000 0004 01 01", ConstantError("Extension", ("version",), 0, 0, "1 is not 2")),
        (
            "2000 0000 0003 01 01",
            OverrunError(
                "Extension",
                ("objects", 0, "c_type"),
                7,
                0,
                "needs 1 bytes, 0 are left in its window",
            ),
        ),
        (
            "2000 dfff",
            LengthError("Extension", ("objects",), 4, 0, "0 is below the minimum 4"),
        ),
    ],
    ids=["version_1", "object_of_3_bytes", "no_object"],
)
def test_faulty_extension_is_refused(wire: str, expected: DecodeError) -> None:
    check_faulty(Extension, bytes.fromhex(wire), expected)


# ------------------------------------------------------------------ router discovery


def signed(digits: str) -> bytes:
    """Return a message with its checksum in place of the zeros."""
    data = bytes.fromhex(digits)
    return data[:2] + internet_checksum(data).to_bytes(2, "big") + data[4:]


def test_what_a_later_format_adds_is_ignored(engine: Engine) -> None:
    wire = signed("0900 0000 01 03 0708 c0000201 00000005 abcdef01 99")
    message = engine.decode(ICMPMessage, wire)
    assert isinstance(message, RouterAdvertisement)
    (address,) = message.addresses
    assert address == RouterAddress(
        router_address=IPv4Address("192.0.2.1"),
        preference_level=5,
        ignored=bytes.fromhex("abcdef01"),
    )
    assert engine.encode(ICMPMessage, message) == signed(
        "0900 0000 01 03 0708 c0000201 00000005 abcdef01"
    )
    assert engine.decode(ICMPMessage, signed("0a00 0000 00000000 99")) == RouterSolicitation()


def test_what_is_ignored_is_no_part_of_what_is_compared() -> None:
    canonical = Codec(ICMPMessage).canonical
    assert not canonical
    assert any("RouterAdvertisement" in reason for reason in canonical.forgets)


def test_advertised_address_needs_two_words() -> None:
    with pytest.raises(OverrunError) as caught:
        decode(ICMPMessage, signed("0900 0000 01 01 0708 c0000201"))
    assert caught.value.path == ("addresses", 0, "preference_level")
    assert caught.value.offset == 12


def test_advertised_addresses_are_all_there() -> None:
    with pytest.raises(TruncatedError) as caught:
        decode(ICMPMessage, signed("0900 0000 02 02 0708 c0000201 00000005 c0"))
    assert caught.value.path[0] == "addresses"


def test_least_preferred_address_is_no_default_router() -> None:
    message = RouterAdvertisement(
        addresses=[
            RouterAddress(router_address=IPv4Address("192.0.2.1"), preference_level=-(2**31))
        ]
    )
    assert encode(message)[-4:] == b"\x80\0\0\0"


# ------------------------------------------------------------------ faults


def test_smallest_messages(engine: Engine) -> None:
    assert engine.encode(ICMPMessage, Echo()) == bytes.fromhex("0800 f7ff 0000 0000")
    assert engine.decode(ICMPMessage, bytes.fromhex("0000 ffff 0000 0000")) == EchoReply()


@pytest.mark.parametrize(
    ("wire", "path", "offset"),
    [
        ("08", ("code",), 1),
        ("0800 f7", ("checksum",), 2),
        ("0800 f7ff 0000 00", ("sequence_number",), 6),
    ],
)
def test_cut_message_is_truncated(wire: str, path: tuple[str, ...], offset: int) -> None:
    with pytest.raises(TruncatedError) as caught:
        decode(ICMPMessage, bytes.fromhex(wire))
    assert (caught.value.path, caught.value.offset) == (path, offset)

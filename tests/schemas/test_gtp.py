"""GTP-U against 3GPP TS 29.281 and the messages of real captures; the vectors have the rest."""

from __future__ import annotations

from collections import defaultdict
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import pytest

from strangers import gtp as tshark
from wirefmt import (
    ConstantError,
    DecodeError,
    InvalidValueError,
    LengthError,
    OverrunError,
    SizeMismatchError,
    TruncatedError,
    UnknownTagError,
    decode,
    encode,
)
from wirefmt.schemas import ipv4
from wirefmt.schemas.gtp import (
    GPDU,
    EchoRequest,
    EchoResponse,
    EndMarker,
    ExtensionHeader,
    ExtensionHeaderType,
    GTPUMessage,
    GTPUPeerAddress,
    OptionalFields,
    OtherElement,
    OtherMessage,
    Recovery,
)

if TYPE_CHECKING:
    from checking import Engine


@pytest.mark.parametrize("file", tshark.TUNNELS, ids=lambda file: file.rsplit("/", 1)[1])
def test_messages_as_tshark_sees_them(engine: Engine, file: str) -> None:
    lengths: defaultdict[int, list[int]] = defaultdict(list)
    for frame, wire in tshark.messages(file):
        message = engine.decode(GTPUMessage, wire)
        assert isinstance(message, GPDU), frame
        assert (message.e, message.s, message.pn, message.optional) == (False, False, False, None)
        assert engine.encode(GTPUMessage, message) == wire, frame
        assert encode(decode(ipv4.Datagram, message.t_pdu)) == message.t_pdu, frame
        lengths[message.teid].append(message.length)
    found = {teid: tshark.Tunnel(len(each), sum(each)) for teid, each in lengths.items()}
    assert found == tshark.TUNNELS[file]


def test_messages_are_as_many_as_tshark_sees() -> None:
    assert sum(len(list(tshark.messages(file))) for file in tshark.TUNNELS) == 146


# ------------------------------------------------------------------ made by hand


@pytest.mark.parametrize(
    ("message", "digits"),
    [
        (EndMarker(e=True, teid=5, optional=OptionalFields()), "34"),
        (EndMarker(s=True, teid=5, optional=OptionalFields()), "32"),
        (EndMarker(pn=True, teid=5, optional=OptionalFields()), "31"),
    ],
    ids=["e", "s", "pn"],
)
def test_one_flag_brings_all_three_fields(engine: Engine, message: EndMarker, digits: str) -> None:
    """Section 5.1: the three are there together if any of the flags is set."""
    wire = bytes.fromhex(f"{digits} fe 0004 00000005 0000 00 00")
    assert engine.encode(GTPUMessage, message) == wire
    assert engine.decode(GTPUMessage, wire) == message


def test_type_of_an_extension_header_means_nothing_without_e(engine: Engine) -> None:
    """Section 5.1: it is not evaluated then; what follows belongs to the T-PDU."""
    wire = bytes.fromhex("32 ff 0006 00000001 0007 00 85 0102")
    message = GPDU(
        s=True,
        teid=1,
        optional=OptionalFields(
            sequence_number=7,
            next_extension_header_type=ExtensionHeaderType.PDU_SESSION_CONTAINER,
        ),
        t_pdu=b"\x01\x02",
    )
    assert engine.decode(GTPUMessage, wire) == message
    assert engine.encode(GTPUMessage, message) == wire


def test_extension_header_of_several_units(engine: Engine) -> None:
    """Section 5.2.1: the length is in units of 4 bytes, and counts itself and the next type."""
    message = GPDU(
        e=True,
        teid=1,
        optional=OptionalFields(next_extension_header_type=0x81),
        extension_headers=[
            ExtensionHeader(content=bytes(range(10)), next_extension_header_type=0x20),
            ExtensionHeader(content=b"\xaa\0"),
        ],
        t_pdu=b"!",
    )
    wire = bytes.fromhex(
        "34 ff 0015 00000001 0000 00 81  03 00010203040506070809 20  01 aa00 00  21"
    )
    assert engine.encode(GTPUMessage, message) == wire
    assert engine.decode(GTPUMessage, wire) == message


def test_elements_and_messages_of_other_types_are_kept(engine: Engine) -> None:
    response = EchoResponse(
        s=True,
        optional=OptionalFields(),
        recovery=Recovery(),
        elements=[OtherElement(type=231, value=bytes.fromhex("e0000000"))],
    )
    wire = bytes.fromhex("32 02 000d 00000000 0000 00 00  0e 00  e7 0004 e0000000")
    assert engine.encode(GTPUMessage, response) == wire
    assert engine.decode(GTPUMessage, wire) == response
    other = OtherMessage(message_type=253, teid=1, body=b"\xe6\0\x01\x01")
    wire = bytes.fromhex("30 fd 0004 00000001 e6 0001 01")
    assert engine.encode(GTPUMessage, other) == wire
    assert engine.decode(GTPUMessage, wire) == other


def test_spare_bit_is_ignored(engine: Engine) -> None:
    """Section 5.1: the receiver does not evaluate it."""
    assert engine.decode(GTPUMessage, bytes.fromhex("38 fe 0000 00000001")) == EndMarker(teid=1)


def test_content_that_fills_no_units_is_refused() -> None:
    message = GPDU(
        e=True,
        optional=OptionalFields(next_extension_header_type=0x40),
        extension_headers=[ExtensionHeader(content=b"abc")],
    )
    with pytest.raises(SizeMismatchError) as caught:
        encode(message)
    assert caught.value.path == ("extension_headers", 0, "content")


@pytest.mark.parametrize(
    ("message", "path"),
    [
        (EchoRequest(s=True), ("optional",)),
        (EchoRequest(optional=OptionalFields()), ("optional",)),
        (
            GPDU(e=True, optional=OptionalFields(next_extension_header_type=0x40)),
            ("extension_headers",),
        ),
    ],
    ids=["missing", "without_flag", "announced"],
)
def test_what_the_flags_announce_is_there(message: GTPUMessage, path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        encode(message)
    assert caught.value.path == path


def test_peer_address_is_that_of_the_standard(engine: Engine) -> None:
    wire = bytes.fromhex("85 0004 c0000209")
    message = GTPUPeerAddress(gtp_u_peer_address=IPv4Address("192.0.2.9"))
    assert engine.encode(GTPUPeerAddress, message) == wire
    assert engine.decode(GTPUPeerAddress, wire) == message


# ------------------------------------------------------------------ faults


OPTIONAL, NEXT, HEADERS = "optional", "next_extension_header_type", "extension_headers"
LIST, PEER, ELEMENT = "extension_header_type_list", "gtp_u_peer_address", ("elements", 0)


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        ("50 ff 0000 00000000", ConstantError, ("version",), 0),
        ("20 ff 0000 00000000", ConstantError, ("pt",), 0),
        ("34 ff 0003 00000000 0000 00", OverrunError, (OPTIONAL, NEXT), 11),
        ("34 ff 0004 00000000 0000 00 40", OverrunError, (HEADERS, 0, "length"), 12),
        ("34 ff 0008 00000000 0000 00 40 00 0868 00", LengthError, (HEADERS, 0, "content"), 13),
        ("34 ff 0008 00000000 0000 00 40 02 0868 00", OverrunError, (HEADERS, 0, "content"), 13),
        ("34 ff 0008 00000000 0000 00 40 01 0868 40", OverrunError, (HEADERS, 1, "length"), 16),
        ("30 02 0000 00000000", OverrunError, ("recovery", "type"), 8),
        ("30 02 0002 00000000 10 00", UnknownTagError, ("recovery", "type"), 8),
        ("30 01 0002 00000000 0f 00", UnknownTagError, ("elements", 0, "type"), 8),
        ("30 01 0005 00000000 ff 0003 0001", OverrunError, ("elements", 0), 8),
        ("30 01 0004 00000000 ff 0001 00", OverrunError, (*ELEMENT, "extension_identifier"), 11),
        ("30 1f 0003 00000000 8d 02 40", OverrunError, (LIST, "extension_header_types"), 9),
        ("30 1a 000d 00000000 10 00000001 85 0005 c000020900", UnknownTagError, (PEER, PEER), 14),
        ("30 fe 0001 00000000", TruncatedError, (), 0),
    ],
    ids=range(15),
)
def test_bytes_that_are_no_message_are_refused(
    engine: Engine, wire: str, error: type[DecodeError], path: tuple[str | int, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(GTPUMessage, bytes.fromhex(wire))
    assert type(caught.value) is error
    assert (caught.value.path, caught.value.offset) == (path, offset)

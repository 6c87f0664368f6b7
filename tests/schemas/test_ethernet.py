"""Ethernet frames against IEEE 802.3 and 802.1Q, and the frames of real captures."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import strangers
from checking import check_message
from strangers import ethernet as tshark, pcap
from wirefmt import (
    CheckFailedError,
    Codec,
    EncodeError,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    OutOfRangeError,
    SizeMismatchError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas import arp, ipv4, ipv6
from wirefmt.schemas.ethernet import IEEE8023, TPID, EthernetII, EtherType, Frame, VLANTag

if TYPE_CHECKING:
    from checking import Engine
    from wirefmt import DecodeError
    from wirefmt.schemas.ethernet import Content

HERE, THERE = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
ADDRESSES = bytes.fromhex("00005e005302 00005e005301")
SNAP_ARP = bytes.fromhex("aaaa03 000000 0806")


def frame(content: Content) -> Frame:
    return Frame(destination_address=THERE, source_address=HERE, content=content)


def tagged(depth: int) -> Frame:
    """Return a frame with that many tags."""
    content: Content = EthernetII(type=EtherType.ARP, mac_client_data=b"")
    for _ in range(depth):
        content = VLANTag(vid=1, content=content)
    return frame(content)


def length_type(content: Content) -> int:
    match content:
        case VLANTag():
            return content.tpid
        case IEEE8023():
            return content.length
        case EthernetII():
            return content.type


def data_of(content: Content) -> EthernetII | IEEE8023:
    """Return what stands behind all tags."""
    while isinstance(content, VLANTag):
        content = content.content
    return content


# ------------------------------------------------------------------ frame by frame


def test_frames_as_tshark_sees_them() -> None:
    lines = hashlib.sha256()
    types: Counter[int] = Counter()
    lengths = 0
    for file, captured in tshark.frames():
        message = decode(Frame, captured.data)
        assert encode(message) == captured.data, (file, captured.number)
        number = length_type(message.content)
        addresses = f"{message.destination_address} {message.source_address}"
        lines.update(f"{addresses} {number}\n".encode())
        if isinstance(message.content, IEEE8023):
            lengths += 1
        else:
            types[number] += 1
    assert (types, lengths) == (tshark.TYPES, len(tshark.LENGTHS))
    assert lines.hexdigest() == tshark.DIGEST


def test_first_frame_of_each_capture_on_every_engine(engine: Engine) -> None:
    firsts = {file: captured.data for file, captured in reversed([*tshark.frames()])}
    assert len(firsts) == 153
    for file, data in firsts.items():
        message = engine.decode(Frame, data)
        assert message == decode(Frame, data), file
        assert engine.encode(Frame, message) == data, file


def test_tags_as_tshark_sees_them(engine: Engine) -> None:
    for (file, number), expected in tshark.TAGS.items():
        tag = engine.decode(Frame, strangers.frame_data(file, number)).content
        assert isinstance(tag, VLANTag)
        assert tag.tpid is TPID.CUSTOMER
        found = (tag.pcp, tag.dei, tag.vid, length_type(tag.content))
        assert found == expected, (file, number)


def test_lengths_as_tshark_sees_them(engine: Engine) -> None:
    for (file, number), expected in tshark.LENGTHS.items():
        content = engine.decode(Frame, strangers.frame_data(file, number)).content
        assert isinstance(content, IEEE8023)
        assert (content.length, len(content.pad)) == expected, (file, number)
        assert len(content.mac_client_data) == content.length
        assert not any(content.pad)


# ------------------------------------------------------------------ what frames carry


def test_ip_packets_are_those_that_another_reader_finds() -> None:
    count: Counter[int] = Counter()
    for file, captured in tshark.frames():
        data = data_of(decode(Frame, captured.data).content)
        packet = pcap.ip_packet(captured)
        if not isinstance(data, EthernetII) or packet is None:
            continue
        if data.type in {EtherType.IPV4, EtherType.IPV6}:
            count[data.type] += 1
            assert data.mac_client_data.startswith(packet), (file, captured.number)
    assert count == {EtherType.IPV4: 9_053, EtherType.IPV6: 4_857}


def test_arp_packets_are_those_that_tshark_decoded() -> None:
    captured = {(file, each.number): each.data for file, each in tshark.frames()}
    count: Counter[str] = Counter()
    for pdu in strangers.pdus("arp"):
        data = captured.get((pdu.file, pdu.frame))
        if data is None:
            count["on another link"] += 1
            continue
        if data.find(pdu.wire) not in {14, 18, 22}:
            count["in a tunnel"] += 1
            continue
        content = data_of(decode(Frame, data).content)
        packet = content.mac_client_data
        if isinstance(content, IEEE8023):
            assert packet[:8] == SNAP_ARP
            packet = packet[8:]
        else:
            assert content.type is EtherType.ARP
        found = Codec(arp.Packet).decode_from(packet, 0)
        assert found == (decode(arp.Packet, pdu.wire), len(pdu.wire)), pdu.name
        count[type(content).__name__] += 1
    assert count == {"EthernetII": 58, "IEEE8023": 2, "in a tunnel": 5, "on another link": 3}


def test_layers_open_one_after_the_other() -> None:
    ((file, number), _) = next(
        (name, tag) for name, tag in tshark.TAGS.items() if tag.etype == EtherType.IPV6
    )
    match decode(Frame, strangers.frame_data(file, number)):
        case Frame(content=VLANTag(vid=100, content=EthernetII(type=EtherType.IPV6) as inner)):
            outside = decode(ipv6.Packet, inner.mac_client_data)
        case other:
            pytest.fail(repr(other))
    assert isinstance(outside.payload, bytes)
    inside = decode(ipv4.Datagram, outside.payload)
    assert encode(inside) == outside.payload


# ------------------------------------------------------------------ what the standards say


@pytest.mark.parametrize(
    ("content", "wire"),
    [
        (IEEE8023(mac_client_data=b""), "0000"),
        (IEEE8023(mac_client_data=b"", pad=b"\x01\x02"), "0000 0102"),
        (EthernetII(type=0x0600, mac_client_data=b""), "0600"),
        (EthernetII(type=0xFFFF, mac_client_data=b"\0"), "ffff 00"),
        (
            VLANTag(
                tpid=TPID.SERVICE,
                pcp=7,
                dei=True,
                vid=4095,
                content=IEEE8023(mac_client_data=b"\x42", pad=b"\0"),
            ),
            "88a8 ffff 0001 42 00",
        ),
    ],
    ids=["length_0", "only_pad", "least_type", "type", "tag"],
)
def test_length_type_at_its_borders(content: Content, wire: str) -> None:
    check_message(Frame, frame(content), ADDRESSES + bytes.fromhex(wire))


@pytest.mark.parametrize("pad", [b"", b"\xff"])
def test_greatest_length(engine: Engine, pad: bytes) -> None:
    message = frame(IEEE8023(mac_client_data=bytes(1500), pad=pad))
    wire = ADDRESSES + b"\x05\xdc" + bytes(1500) + pad
    assert engine.encode(Frame, message) == wire
    assert engine.decode(Frame, wire) == message


@pytest.mark.parametrize("number", [1501, 1518, 1535])
@pytest.mark.parametrize("tag", ["", "8100 0001", "88a8 0001 8100 0002"])
def test_neither_length_nor_type_is_refused(engine: Engine, number: int, tag: str) -> None:
    tags = bytes.fromhex(tag)
    wire = ADDRESSES + tags + number.to_bytes(2, "big") + bytes(1600)
    with pytest.raises(CheckFailedError) as caught:
        engine.decode(Frame, wire)
    count = len(tags) // 4
    assert caught.value.path == ("content",) * (count + 1) + ("type",)
    assert caught.value.offset == 12 + len(tags)


@pytest.mark.parametrize(
    ("wire", "path", "offset"),
    [
        ("", ("content",), 12),
        ("08", ("content",), 12),
        ("8100", ("content", "pcp"), 14),
        ("8100 00", ("content", "vid"), 14),
        ("8100 0001", ("content", "content"), 16),
        ("8100 0001 08", ("content", "content"), 16),
        ("0001", ("content", "mac_client_data"), 14),
        ("05dc" + "00" * 1499, ("content", "mac_client_data"), 14),
        ("8100 0001 0002 00", ("content", "content", "mac_client_data"), 18),
    ],
)
def test_cut_frame_is_truncated(
    engine: Engine, wire: str, path: tuple[str, ...], offset: int
) -> None:
    with pytest.raises(TruncatedError) as caught:
        engine.decode(Frame, ADDRESSES + bytes.fromhex(wire))
    assert (caught.value.path, caught.value.offset) == (path, offset)


def test_cut_addresses_are_truncated(engine: Engine) -> None:
    with pytest.raises(TruncatedError) as caught:
        engine.decode(Frame, ADDRESSES[:11])
    assert (caught.value.path, caught.value.offset) == (("source_address",), 6)


def test_tags_nest_as_deep_as_messages_may(engine: Engine) -> None:
    deepest = tagged(62)
    wire = ADDRESSES + bytes.fromhex("8100 0001") * 62 + b"\x08\x06"
    assert engine.encode(Frame, deepest) == wire
    assert engine.decode(Frame, wire) == deepest
    with pytest.raises(LimitExceededError):
        engine.decode(Frame, ADDRESSES + bytes.fromhex("8100 0001") * 63 + b"\x08\x06")


@pytest.mark.parametrize(
    ("content", "error", "path"),
    [
        (IEEE8023(mac_client_data=bytes(1501)), SizeMismatchError, ("content", "mac_client_data")),
        (EthernetII(type=1535, mac_client_data=b""), InvalidValueError, ("content", "type")),
        (EthernetII(type=1500, mac_client_data=b""), InvalidValueError, ("content", "type")),
        (EthernetII(type=0x8100, mac_client_data=bytes(4)), InvalidValueError, ("content",)),
        (
            VLANTag(vid=4096, content=IEEE8023(mac_client_data=b"")),
            OutOfRangeError,
            ("content", "vid"),
        ),
    ],
    ids=["1501_bytes", "type_1535", "type_1500", "a_tag_in_disguise", "vid_4096"],
)
def test_what_would_not_come_back_is_not_encoded(
    engine: Engine, content: Content, error: type[EncodeError], path: tuple[str, ...]
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(Frame, frame(content))
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("cls", "wire", "error", "path"),
    [
        (IEEE8023, "05dd", LengthError, ("mac_client_data",)),
        (EthernetII, "05ff", CheckFailedError, ("type",)),
    ],
)
def test_parts_alone_refuse_the_same(
    engine: Engine,
    cls: type[IEEE8023 | EthernetII],
    wire: str,
    error: type[DecodeError],
    path: tuple[str, ...],
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(cls, bytes.fromhex(wire))
    assert caught.value.path == path

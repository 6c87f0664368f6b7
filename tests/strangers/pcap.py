"""Reads capture files: pcap and pcapng, and the IP packets in their frames."""

from __future__ import annotations

import gzip
import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Frame", "frames", "ip_packet"]

LINK_ETHERNET = 1
LINK_NULL = frozenset({0, 108})
LINK_PPP = 9
LINK_RAW = frozenset({12, 14, 101, 228, 229})
LINK_COOKED = 113

BLOCK_INTERFACE = 1
BLOCK_SIMPLE_PACKET = 3
BLOCK_ENHANCED_PACKET = 6

ETHERTYPE_IP = frozenset({0x0800, 0x86DD})
ETHERTYPE_MPLS = frozenset({0x8847, 0x8848})
ETHERTYPE_VLAN = frozenset({0x8100, 0x88A8, 0x9100})
ETHERTYPE_FABRIC_PATH = 0x8903
PPP_IP = frozenset({0x0021, 0x0057})


class Frame(NamedTuple):
    """One captured frame.

    Frames are numbered from 1 and as tshark numbers them, except that it also numbers the blocks
    of a pcapng file that hold something else than a packet, such as a system's journal.
    """

    number: int
    link_type: int
    data: bytes


def frames(path: Path) -> Iterator[Frame]:
    """Yield the frames of a capture file, which may be compressed with gzip."""
    data = path.read_bytes()
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    if data.startswith(b"\x0a\x0d\x0d\x0a"):
        return _pcapng_frames(data)
    return _pcap_frames(data)


def _pcap_frames(data: bytes) -> Iterator[Frame]:
    order = "<" if data[0] in {0xD4, 0x4D} else ">"
    magic, link_type = struct.unpack_from(f"{order}I16xI", data)
    if magic not in {0xA1B2_C3D4, 0xA1B2_3C4D}:
        msg = f"no capture file: it begins with {magic:#010x}"
        raise ValueError(msg)
    offset, number = 24, 0
    while offset + 16 <= len(data):
        (size,) = struct.unpack_from(f"{order}8xI4x", data, offset)
        offset, number = offset + 16, number + 1
        yield Frame(number, link_type & 0xFFFF, data[offset : offset + size])
        offset += size


def _pcapng_frames(data: bytes) -> Iterator[Frame]:
    """Read sections, interfaces and both kinds of packet block; pass over all others."""
    order, offset, number = "<", 0, 0
    link_types: list[int] = []
    while offset + 12 <= len(data):
        if data.startswith(b"\x0a\x0d\x0d\x0a", offset):
            order = "<" if data.startswith(b"\x4d\x3c\x2b\x1a", offset + 8) else ">"
            link_types = []
        kind, size = struct.unpack_from(f"{order}II", data, offset)
        body = data[offset + 8 : offset + size - 4]
        offset += size
        if kind == BLOCK_INTERFACE:
            link_types += struct.unpack_from(f"{order}H", body)
            continue
        if kind == BLOCK_ENHANCED_PACKET:
            interface, size, start = *struct.unpack_from(f"{order}I8xI", body), 20
        elif kind == BLOCK_SIMPLE_PACKET:
            interface, size, start = 0, *struct.unpack_from(f"{order}I", body), 4
        else:
            continue
        number += 1
        yield Frame(number, link_types[interface], body[start : start + size])


def ip_packet(frame: Frame) -> bytes | None:
    """Return the outermost IP packet of a frame, if it was captured whole.

    What the link layer added behind it is cut off. Packets in tunnels are not looked for. A packet
    is whole if its header states a size (segmentation offload leaves 0) and that many bytes were
    captured.
    """
    data = _network_layer(frame)
    if not data:
        return None
    match data[0] >> 4:
        case 4 if len(data) >= 20:
            header_size = 4 * (data[0] & 0xF)
            size = int.from_bytes(data[2:4], "big")
        case 6 if len(data) >= 40:
            header_size = 40
            size = 40 + int.from_bytes(data[4:6], "big")
        case _:
            return None
    return data[:size] if 20 <= header_size <= size <= len(data) else None


def _network_layer(frame: Frame) -> bytes | None:
    """Return what stands behind a frame's link layer, where that announces IP."""
    data = frame.data
    if frame.link_type in LINK_RAW:
        return data
    if frame.link_type in LINK_NULL:  # the address family, in the byte order of either machine
        return data[4:]
    if frame.link_type == LINK_PPP:
        data = data.removeprefix(b"\xff\x03")  # HDLC's address and control
        return data[2:] if int.from_bytes(data[:2], "big") in PPP_IP else None
    if frame.link_type == LINK_COOKED:
        return data[16:] if int.from_bytes(data[14:16], "big") in ETHERTYPE_IP else None
    if frame.link_type == LINK_ETHERNET:
        return _behind_ethernet(data)
    msg = f"link type {frame.link_type} of frame {frame.number} is not known here"
    raise ValueError(msg)


def _behind_ethernet(data: bytes) -> bytes | None:
    offset = 12
    while (ethertype := int.from_bytes(data[offset : offset + 2], "big")) in ETHERTYPE_VLAN:
        offset += 4
    offset += 2
    if ethertype == ETHERTYPE_FABRIC_PATH:
        return _behind_ethernet(data[offset + 2 :])
    if ethertype in ETHERTYPE_MPLS:
        while offset + 4 <= len(data):
            offset += 4
            if data[offset - 2] & 1:  # the last label of the stack
                return data[offset:]
    return data[offset:] if ethertype in ETHERTYPE_IP else None

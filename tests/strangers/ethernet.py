"""What tshark sees of Ethernet frames (IEEE 802.3, 802.1Q), which the captures have no entries for.

``frames`` gives the 16,344 frames of the captures' link type 1 that are compared. 65 others, every
second one of ``cisco-fabric-path``, are left out: tshark takes their first 16 bytes for a header of
Cisco's FabricPath, by the type 0x8903 in them, and looks for the addresses behind it.

Quirks of tshark 4.0.17:

* ``eth.padding`` is what stands behind a length, or behind the packet of a type's protocol, as far
  as the frame needs it to have 60 bytes, or 64 with a tag; ``eth.trailer`` is the rest of it.
* Behind a tag ``vlan.etype`` or ``vlan.len`` is the next Length/Type field. Fields of frames inside
  tunnels have the same names; those of the outer frame come first.
* A length right behind one tag of 802.1ad is taken for a type, ``ieee8021ah.etype``.
* In ``nfs_write`` and ``nfs_write_bad_stable_how`` the data of the first frame lacks a byte of LLC,
  as it seems, and is malformed inside; the frame is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import strangers
from strangers import pcap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from strangers.pcap import Frame

__all__ = ["DIGEST", "FABRIC_PATH", "LENGTHS", "TAGS", "TYPES", "Length", "Tag", "frames"]

FABRIC_PATH: Final = 0x8903
"""The type of those frames of ``cisco-fabric-path`` that are left out."""

TYPES: Final[Mapping[int, int]] = {
    0x0800: 9_112,
    0x86DD: 4_855,
    0x8847: 1_789,
    0x0806: 552,
    0x8100: 20,
    0x9999: 1,
}
"""How many frames have each ``eth.type``; 15 others have an ``eth.len``."""

DIGEST: Final = "e780813080181fc358752573f7e966f7e7ac63152192f7a4eb7a82d21121cd7d"
"""SHA-256 of a line for each frame, with captures in the order of their names.

A line has the first ``eth.dst``, the first ``eth.src``, and the first ``eth.type`` or the
``eth.len`` in decimal, with a space between, as ``tshark -T fields -E occurrence=f`` gives them.
"""


class Tag(NamedTuple):
    """The outermost tag: ``vlan.priority``, ``vlan.dei``, ``vlan.id``, ``vlan.etype``."""

    priority: int
    dei: bool
    id: int
    etype: int


class Length(NamedTuple):
    """What a length tells: ``eth.len``, and the size of ``eth.padding``."""

    len: int
    padding: int


_TRACES: Final = "zeek+zeek/testing/btest/Traces/"
_DOT1Q: Final = f"{_TRACES}icmp_dot1q.pcap"
_ARP: Final = 0x0806
_IP: Final = 0x0800
_IPV6: Final = 0x86DD

TAGS: Final[Mapping[tuple[str, int], Tag]] = {
    **{(_DOT1Q, frame): Tag(0, False, 123, _ARP) for frame in (1, 2, 3, 6)},
    **{(_DOT1Q, frame): Tag(7, False, 123, _ARP) for frame in (4, 7)},
    **{(_DOT1Q, frame): Tag(0, False, 123, _IP) for frame in (5, *range(8, 16))},
    (f"{_TRACES}tunnels/gre-aruba-amsdu.pcap", 1): Tag(0, False, 22, _IP),
    (f"{_TRACES}tunnels/gre-aruba-ccmp.pcap", 1): Tag(0, False, 22, _IP),
    (f"{_TRACES}tunnels/gre-aruba-ccmp.pcap", 2): Tag(0, False, 2303, _IP),
    (f"{_TRACES}tunnels/gre-pptp.pcap", 1): Tag(0, False, 100, _IPV6),
    (f"{_TRACES}tunnels/gre-pptp.pcap", 2): Tag(0, False, 100, _IPV6),
}
"""The tags of the 20 frames that have one; none has two."""

LENGTHS: Final[Mapping[tuple[str, int], Length]] = {
    (f"{_TRACES}ncp.pcap", 61): Length(38, 8),
    (f"{_TRACES}nfs/nfs_write.pcap", 1): Length(38, 0),
    (f"{_TRACES}nfs/nfs_write_bad_stable_how.pcap", 1): Length(38, 0),
    **{(f"{_TRACES}raw_packets.pcap", frame): Length(38, 8) for frame in (3, 8, 15, 33)},
    **{(f"{_TRACES}snap-arp.pcapng", frame): Length(36, 10) for frame in (1, 2, 3, 4)},
    **{(f"{_TRACES}wikipedia.pcap", frame): Length(39, 7) for frame in (4, 112, 118, 131)},
}
"""The 15 frames with a length: bridge protocol data units, and ARP behind SNAP."""


def frames() -> Iterator[tuple[str, Frame]]:
    """Yield the frames that are compared, with the names of their captures, in the digest's order.

    The bytes of a frame may have been cut by whoever captured it, but never within its header.
    """
    for file, path in sorted(strangers.captures().items()):
        for frame in pcap.frames(path):
            if frame.link_type != pcap.LINK_ETHERNET:
                continue
            if int.from_bytes(frame.data[12:14], "big") != FABRIC_PATH:
                yield file, frame

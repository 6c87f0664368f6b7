"""Lets tshark judge the recorded packets, independently of wirefmt.

Reads the two one-sided streams, puts each packet into a TCP segment of a capture made up for the
purpose, and has tshark decode it. Prints tshark's count of each packet type, and writes what tshark
found in each distinct packet, the large publish left out, to
``tests/vectors/mosquitto.pdus.jsonl``, one packet a line.

Usage: ``python samples/tshark.py``.
"""

from __future__ import annotations

import json
import struct
import subprocess
import tempfile
from collections import Counter
from typing import Any, Final, NamedTuple

from record import BROKER, CLIENT, HERE, NAMES, split

__all__ = ["main"]

VECTORS: Final = HERE.parent / "tests" / "vectors" / "mosquitto.pdus.jsonl"
LARGE: Final = 4096
LINK_TYPE_IPV4: Final = 228
BROKER_PORT: Final = 1883


class Packet(NamedTuple):
    """One recorded control packet."""

    session: int
    side: str
    wire: bytes


def demand(condition: bool, complaint: str) -> None:
    """Refuse a recording that is not what it should be."""
    if not condition:
        raise ValueError(complaint)


def sessions(side: str, first: str) -> list[list[Packet]]:
    """Read one side's packets; the given type begins a session."""
    found: list[list[Packet]] = []
    packets, left_over = split((HERE / f"mosquitto-{side}.bin").read_bytes())
    demand(not left_over, f"{side} packet is cut")
    for wire in packets:
        if NAMES[wire[0] >> 4] == first:
            found.append([])
        found[-1].append(Packet(len(found), side, wire))
    return found


def conversation() -> list[Packet]:
    """Give all packets; CONNECT and CONNACK lead each session, as tshark needs the version."""
    everything = []
    for asked, answered in zip(
        sessions(CLIENT, "CONNECT"), sessions(BROKER, "CONNACK"), strict=True
    ):
        everything += [asked[0], answered[0], *asked[1:], *answered[1:]]
    interleaved, left_over = split((HERE / "mosquitto.bin").read_bytes())
    demand(not left_over, "packet is cut")
    both = Counter(packet.wire for packet in everything)
    demand(Counter(interleaved) == both, "packets differ between the three files")
    return everything


def capture(packets: list[Packet]) -> bytes:
    """Make a capture file with one TCP segment for each packet."""
    parts = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 0x10_0000, LINK_TYPE_IPV4)]
    position: Counter[tuple[int, str]] = Counter()
    for session, side, wire in packets:
        ports = [40_000 + session, BROKER_PORT]
        if side == BROKER:
            ports.reverse()
        sequence = 1 + position[session, side]
        position[session, side] += len(wire)
        acknowledged = 1 + position[session, CLIENT if side == BROKER else BROKER]
        tcp = struct.pack("!HHIIBBHHH", *ports, sequence, acknowledged, 0x50, 0x18, 0xFFFF, 0, 0)
        address = bytes([127, 0, 0, 1])
        size = 20 + len(tcp) + len(wire)
        header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, size, 0, 0, 64, 6, 0, address, address)
        parts.append(struct.pack("<IIII", 0, 0, size, size) + header + tcp + wire)
    return b"".join(parts)


def decoded(data: bytes) -> list[dict[str, Any]]:
    """Have tshark decode a capture file; give the layers of each frame."""
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(data)
        file.flush()
        options = ("-T", "json", "-x", "--no-duplicate-keys", "-J", "mqtt")
        command = ("tshark", "-r", file.name, *options)
        output = subprocess.run(command, check=True, capture_output=True).stdout
    return [frame["_source"]["layers"] for frame in json.loads(output)]


def fields(node: dict[str, Any], base: int, found: dict[str, list[list[Any]]]) -> None:
    """Collect ``[shown, hex, offset, length, bitmask]`` of each field, subtrees included."""
    for name, value in node.items():
        if name.endswith("_raw"):
            raw = value if isinstance(value[0], list) else [value]
            shown = node[name.removesuffix("_raw")]
            texts = shown if isinstance(shown, list) else [shown]
            for text, (digits, offset, length, mask, _kind) in zip(texts, raw, strict=True):
                entry = [text, digits, offset - base, length, mask]
                found.setdefault(name.removesuffix("_raw"), []).append(entry)
        elif isinstance(value, dict):
            fields(value, base, found)


def main() -> None:
    """Write the vectors and print the counts."""
    packets = conversation()
    counts: Counter[tuple[str, str]] = Counter()
    lines: dict[bytes, str] = {}
    for number, (layers, packet) in enumerate(
        zip(decoded(capture(packets)), packets, strict=True), 1
    ):
        demand("_ws.malformed" not in layers, f"packet {number} is malformed")
        digits, base = layers["mqtt_raw"][:2]
        demand(digits == packet.wire.hex(), f"packet {number} is cut elsewhere")
        found: dict[str, list[list[Any]]] = {}
        fields(layers["mqtt"], base, found)
        counts[NAMES[int(found["mqtt.msgtype"][0][0])], packet.side] += 1
        if len(packet.wire) > LARGE or packet.wire in lines:
            continue
        row = {
            "file": f"mosquitto-{packet.side}.bin", "frame": number, "stream": str(packet.session),
            "layer": "mqtt", "hex": digits, "malformed": False, "fields": found,
        }  # fmt: skip
        lines[packet.wire] = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    VECTORS.parent.mkdir(exist_ok=True)
    VECTORS.write_text("".join(f"{line}\n" for line in lines.values()), encoding="utf-8")
    for name in NAMES[1:]:
        print(f"{name:12} client {counts[name, CLIENT]:3}   broker {counts[name, BROKER]:3}")
    print(f"{len(packets)} packets, {len(lines)} distinct")


if __name__ == "__main__":
    main()

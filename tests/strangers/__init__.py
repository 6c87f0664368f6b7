"""Messages that wirefmt did not make: captures of real traffic as tshark decoded it, and vectors.

The data is no part of the checkout: it lies beside it, in ``../shared/wire``. Whatever reads it
skips the test where the folder is absent, or fails it in continuous integration (where the
environment variable ``CI`` is set). What was recorded for this project is in ``samples/`` and
``tests/vectors``, and is always there.

``mqtt``, ``ntp``, ``udp`` and ``ipv4`` in this package say which of tshark's fields is which of a
standard's, what its entry means, and what is left out of a comparison, by name and reason.

What tshark's entries have in common:

* ``digits`` are the field's bytes in hexadecimal, in the order of the wire. Where the field is part
  of a byte (``bitmask`` is not 0) they are its value, shifted down, in as few digits as it needs:
  they have an odd count, and may be upper case.
* ``shown`` is text in a notation that varies from field to field: decimal, ``0x``, colon-separated
  bytes, a date. It is None for a subtree. The digits are the better source, but for the exceptions
  that the tables state.
* ``offset`` and ``size`` are those of the bytes, also for a field of a few bits.
* A field whose size is 0, such as an empty text, has no entry at all.
* A field that occurs several times in a message has several entries, in the order of the wire.
"""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from strangers.pcap import Frame, frames, ip_packet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = [
    "CHECKOUT",
    "WIRE",
    "Chunk",
    "Column",
    "Entry",
    "Packet",
    "Pdu",
    "Stream",
    "captures",
    "expected",
    "frame_data",
    "number",
    "octets",
    "packet_of",
    "packets",
    "pdus",
    "recorded",
    "require_wire",
    "signed",
    "streams",
    "string",
    "vectors",
]

CHECKOUT: Final = Path(__file__).resolve().parents[2]
WIRE: Final = CHECKOUT.parent / "shared" / "wire"


class Entry(NamedTuple):
    """What tshark says of one field: its text, its bytes, and where they stand in the message."""

    shown: str | None
    digits: str
    offset: int
    size: int
    bitmask: int


@dataclass(frozen=True, slots=True)
class Pdu:
    """One message as tshark decoded it; for ip, udp and tcp, ``wire`` is its header alone."""

    file: str
    frame: int
    stream: int | None
    layer: str
    wire: bytes
    malformed: bool
    fields: Mapping[str, tuple[Entry, ...]]

    @property
    def name(self) -> str:
        """The capture's name and the frame's number; a frame may hold several messages."""
        return f"{self.file}#{self.frame}"

    def entries(self, field: str) -> tuple[Entry, ...]:
        """Return every entry of a field, none if the message lacks it."""
        return self.fields.get(field, ())

    def entry(self, field: str) -> Entry:
        """Return the only entry of a field."""
        (entry,) = self.fields[field]
        return entry


class Chunk(NamedTuple):
    """The payload of one TCP segment; direction 0 is that of whoever spoke first."""

    direction: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Stream:
    """One TCP conversation: the payloads of its segments, in order."""

    file: str
    stream: int
    nodes: tuple[str, str]
    chunks: tuple[Chunk, ...]

    @property
    def name(self) -> str:
        """The capture's name and the conversation's number."""
        return f"{self.file}#{self.stream}"

    def segments(self, direction: int) -> list[bytes]:
        """Return one direction's bytes, cut where the segments were."""
        return [chunk.data for chunk in self.chunks if chunk.direction == direction]


class Packet(NamedTuple):
    """An IP packet, captured whole, and the number of its frame."""

    frame: int
    data: bytes


class Column(NamedTuple):
    """Where tshark has the value of a standard's field, and how its entry is read.

    The value is a list if the field may occur several times.
    """

    field: str
    read: Callable[[Entry], object]
    several: bool = False
    default: object = None
    """The value where tshark has no such field in the message."""


def require_wire() -> None:
    """Skip the test, or the module being imported, if the data is absent; fail it under CI."""
    if WIRE.is_dir():
        return
    where = os.environ.get("PYTEST_CURRENT_TEST", "this module").removesuffix(" (call)")
    reason = f"{where} needs the captures and vectors of ../shared/wire"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)


@cache
def pdus(protocol: str) -> tuple[Pdu, ...]:
    """Return every message of a protocol in the captures."""
    require_wire()
    with gzip.open(WIRE / "captures" / f"{protocol}.pdus.jsonl.gz", "rt", encoding="utf-8") as file:
        return tuple(_pdus(file))


@cache
def recorded() -> tuple[Pdu, ...]:
    """Return the distinct MQTT packets of ``samples/``, in tshark's words (``samples/tshark.py``).

    The large publish is not among them.
    """
    path = CHECKOUT / "tests" / "vectors" / "mosquitto.pdus.jsonl"
    return tuple(_pdus(path.read_text(encoding="utf-8").splitlines()))


@cache
def streams(protocol: str) -> tuple[Stream, ...]:
    """Return every TCP conversation of a protocol in the captures."""
    require_wire()
    path = WIRE / "captures" / f"{protocol}.streams.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return tuple(_streams(file))


def packets(file: str, version: int = 4) -> Iterator[Packet]:
    """Yield the outermost IP packet of each frame, if it is of this version and was captured whole.

    Args:
        file: A capture, by the name that it has in ``captures()`` and in ``Pdu.file``.
        version: 4 or 6.
    """
    for frame in _frames(file):
        packet = ip_packet(frame)
        if packet is not None and packet[0] >> 4 == version:
            yield Packet(frame.number, packet)


def frame_data(file: str, number: int) -> bytes:
    """Return a captured frame, its link layer included, by the number that tshark gave it."""
    return _frames(file)[number - 1].data


def packet_of(header: Pdu) -> bytes:
    """Return the whole IPv4 packet that an ``ip`` entry is the header of, tunnels included."""
    frame = frame_data(header.file, header.frame)
    start = frame.index(header.wire)
    size = int.from_bytes(header.wire[2:4], "big")
    packet = frame[start : start + size]
    assert len(packet) == size, f"{header.name} was not captured whole"
    return packet


@cache
def captures() -> Mapping[str, Path]:
    """Return the capture files by the names that the messages' ``file`` has."""
    require_wire()
    folder = WIRE / "captures"
    found = {}
    for line in (folder / "SOURCES.tsv").read_text(encoding="utf-8").splitlines():
        place, origin, *_ = line.split("\t")
        found[origin.removeprefix("co/pcaps/")] = folder / place
    return found


@cache
def vectors(name: str) -> Any:
    """Return published vectors, by their path below ``vectors/`` without ``.json``."""
    require_wire()
    return json.loads((WIRE / "vectors" / f"{name}.json").read_text(encoding="utf-8"))


def expected(pdu: Pdu, columns: Mapping[str, Column]) -> dict[str, object]:
    """Return the values of a message that tshark found, by the names that the columns have."""
    values: dict[str, object] = {}
    for name, column in columns.items():
        found = [column.read(entry) for entry in pdu.entries(column.field)]
        assert column.several or len(found) <= 1, f"{pdu.name}: several {column.field}"
        values[name] = found if column.several else next(iter(found), column.default)
    return values


def number(entry: Entry) -> int:
    """Read a field as an unsigned integer in network byte order, or as some bits of one."""
    return int(entry.digits, 16)


def signed(entry: Entry) -> int:
    """Read a field as a signed integer in network byte order; tshark often shows it unsigned."""
    return int.from_bytes(octets(entry), "big", signed=True)


def octets(entry: Entry) -> bytes:
    """Read a field as bytes."""
    return bytes.fromhex(entry.digits)


def string(entry: Entry) -> str:
    """Read a field as UTF-8; tshark shows control characters and bytes beyond ASCII escaped."""
    return octets(entry).decode()


@cache
def _frames(file: str) -> tuple[Frame, ...]:
    return tuple(frames(captures()[file]))


def _pdus(lines: Iterable[str]) -> Iterator[Pdu]:
    for row in map(json.loads, lines):
        yield Pdu(
            file=row["file"],
            frame=row["frame"],
            stream=None if row["stream"] is None else int(row["stream"]),
            layer=row["layer"],
            wire=bytes.fromhex(row["hex"]),
            malformed=row["malformed"],
            fields={
                field: tuple(Entry(*entry) for entry in entries)
                for field, entries in row["fields"].items()
            },
        )


def _streams(lines: Iterable[str]) -> Iterator[Stream]:
    for row in map(json.loads, lines):
        chunks = tuple(
            Chunk(direction, bytes.fromhex(digits)) for direction, digits in row["chunks"]
        )
        yield Stream(row["file"], int(row["stream"]), tuple(row["nodes"]), chunks)

"""What tshark calls the fields of a DNS message (RFC 1035), and what becomes of the captures' 255.

253 are claimed, 246 over UDP and 7 over TCP; two are not, see `UNCLAIMED`. Each has one question,
and `RECORDS` says how many records of which types they have. A message may be written in several
ways: 239 of the 253 have the bytes that wirefmt writes, and `REWRITTEN` has the reason for each
other. All are messages of port 53, and of class IN but for TSIG: none is of multicast DNS.

Quirks of tshark 4.0.17:

* ``dns.resp.type`` has the types in the bitmap of an NSEC3 record, too, and ``dns.resp.ttl`` and
  ``dns.resp.class`` lack those of OPT: what belongs to a record is told by the offsets.
* A query has no ``dns.flags.authoritative``, ``recavail``, ``authenticated`` and ``rcode``: their
  bits are read from ``dns.flags``.
* Names are shown without the last dot, and the root as ``<Root>``. The digits are those of the
  wire, pointers and all.

What is not compared is in `LEFT_OUT`, with the reason.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Any, Final

from strangers import Column, number, octets, pdus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from strangers import Entry, Pdu

__all__ = [
    "DATA",
    "FIELDS",
    "LEFT_OUT",
    "RECORDS",
    "REWRITTEN",
    "UNCLAIMED",
    "claimed",
    "header",
    "is_tcp",
    "questions",
    "records",
    "unclaimed",
]


def name(entry: Entry) -> str:
    """Read a name; those of the captures have no character that is escaped."""
    return "." if entry.shown == "<Root>" else f"{entry.shown}."


def flag(entry: Entry) -> bool:
    """Read one bit."""
    return bool(number(entry))


def address(cls: Callable[[bytes], object]) -> Callable[[Entry], object]:
    """Return how an address is read."""
    return lambda entry: cls(octets(entry))


_FLAGS: Final = {
    "qr": ("dns.flags.response", 0x8000),
    "opcode": ("dns.flags.opcode", 0x7800),
    "aa": ("dns.flags.authoritative", 0x0400),
    "tc": ("dns.flags.truncated", 0x0200),
    "rd": ("dns.flags.recdesired", 0x0100),
    "ra": ("dns.flags.recavail", 0x0080),
    "z": ("dns.flags.z", 0x0040),
    "ad": ("dns.flags.authenticated", 0x0020),
    "cd": ("dns.flags.checkdisable", 0x0010),
    "rcode": ("dns.flags.rcode", 0x000F),
}
_HEADER: Final = {
    "id": Column("dns.id", number),
    "qdcount": Column("dns.count.queries", number),
    "ancount": Column("dns.count.answers", number),
    "nscount": Column("dns.count.auth_rr", number),
    "arcount": Column("dns.count.add_rr", number),
}
_QUESTION: Final = {
    "qname": Column("dns.qry.name", name),
    "qtype": Column("dns.qry.type", number),
    "qclass": Column("dns.qry.class", number),
}
_OPT: Final = 41

DATA: Final[Mapping[int, Mapping[str, Column]]] = {
    1: {"address": Column("dns.a", address(IPv4Address))},
    2: {"nsdname": Column("dns.ns", name)},
    5: {"cname": Column("dns.cname", name)},
    6: {
        "mname": Column("dns.soa.mname", name),
        "rname": Column("dns.soa.rname", name),
        "serial": Column("dns.soa.serial_number", number),
        "refresh": Column("dns.soa.refresh_interval", number),
        "retry": Column("dns.soa.retry_interval", number),
        "expire": Column("dns.soa.expire_limit", number),
        "minimum": Column("dns.soa.minimum_ttl", number),
    },
    12: {"ptrdname": Column("dns.ptr.domain_name", name)},
    15: {
        "preference": Column("dns.mx.preference", number),
        "exchange": Column("dns.mx.mail_exchange", name),
    },
    16: {"txt_data": Column("dns.txt", octets, several=True)},
    28: {"address": Column("dns.aaaa", address(IPv6Address))},
    _OPT: {
        "udp_payload_size": Column("dns.rr.udp_payload_size", number),
        "extended_rcode": Column("dns.resp.ext_rcode", number),
        "version": Column("dns.resp.edns0_version", number),
        "do": Column("dns.resp.z.do", flag),
        "z": Column("dns.resp.z.reserved", number),
    },
}
"""The fields of each type of records that has a class, but for the options of OPT."""

_ORDINARY: Final = {
    "class_": Column("dns.resp.class", number),
    "ttl": Column("dns.resp.ttl", number),
}

FIELDS: Final = frozenset(
    {
        "dns.flags",
        "dns.resp.name",
        "dns.resp.type",
        "dns.resp.len",
        "dns.resp.z",
        "dns.opt",
        "dns.opt.code",
        "dns.opt.len",
        "dns.opt.data",
        *(field for field, _ in _FLAGS.values()),
        *(
            column.field
            for columns in (_HEADER, _QUESTION, _ORDINARY, *DATA.values())
            for column in columns.values()
        ),
    }
)
"""All fields that are compared."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/"

UNCLAIMED: Final[Mapping[str, str]] = {
    f"{_TRACES}tunnels/Teredo.pcap#61": "459 zeros behind the message, which tshark notes, too",
    f"{_TRACES}dns-edns-ecs-weirds.pcap#5": "malformed, says tshark: an option that is cut",
}
"""The messages that are left out, each with the reason."""

REWRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "the sender points into the data of RRSIG or NSEC3, which wirefmt keeps as it is": tuple(
        f"{_TRACES}dns-edns-ecs.pcap#{frame}" for frame in (3, 5, 6, 54, 59, 61, 63)
    ),
    "the sender writes a name in full that stands before": (
        f"{_TRACES}tunnels/Teredo.pcap#22",
        f"{_TRACES}tunnels/Teredo.pcap#24",
        f"{_TRACES}erspan.pcap#133",
        f"{_TRACES}erspan.pcap#135",
        f"{_TRACES}dnssec/rrsig.pcap#3",
        f"{_TRACES}dnssec/rrsig.pcap#5",
        f"{_TRACES}dnssec/rrsig.pcap#7",
    ),
}
"""The messages that have other bytes than wirefmt's, by reason."""

LEFT_OUT: Final[Mapping[str, tuple[str, ...]]] = {
    "counted in a name that is compared": ("dns.qry.name.len", "dns.count.labels"),
    "the length of what is compared": ("dns.length", "dns.txt.length"),
    "inside of the data of a record, which is compared whole": (
        "dns.dnskey.",
        "dns.ds.",
        "dns.nsec3.",
        "dns.rrsig.",
        "dns.tsig.",
    ),
    "inside of the data of an option, which is compared whole": (
        "dns.opt.client.",
        "dns.opt.cookie.",
    ),
    "in the message alone that has bytes behind it": ("dns.extraneous.data",),
}
"""Each reason to leave fields of tshark's out, and how their names begin."""

RECORDS: Final[Mapping[int, int]] = {
    1: 421,
    2: 278,
    5: 41,
    6: 17,
    12: 7,
    15: 6,
    16: 2,
    28: 119,
    41: 85,
    43: 2,
    46: 62,
    48: 10,
    50: 15,
    250: 2,
}
"""How many records of each type the claimed messages have."""


def unclaimed(pdu: Pdu) -> str | None:
    """Return why a message is left out, or None if it is not."""
    return UNCLAIMED.get(pdu.name)


def claimed() -> list[Pdu]:
    """Return all messages but those that are left out."""
    return [pdu for pdu in pdus("dns") if unclaimed(pdu) is None]


def is_tcp(pdu: Pdu) -> bool:
    """Return whether a message has its length in front."""
    return bool(pdu.entries("dns.length"))


def header(pdu: Pdu) -> dict[str, object]:
    """Return the fields of the header by the names of RFC 1035, counts included."""
    values: dict[str, object] = {
        name: column.read(pdu.entry(column.field)) for name, column in _HEADER.items()
    }
    word = number(pdu.entry("dns.flags"))
    for name, (field, mask) in _FLAGS.items():
        value = (word & mask) // (mask & -mask)
        for entry in pdu.entries(field):
            assert number(entry) == value, f"{pdu.name}: {field}"
        values[name] = value
    return values


def questions(pdu: Pdu) -> list[dict[str, object]]:
    """Return the questions."""
    columns = [
        [column.read(entry) for entry in pdu.entries(column.field)] for column in _QUESTION.values()
    ]
    return [dict(zip(_QUESTION, row, strict=True)) for row in zip(*columns, strict=True)]


def records(pdu: Pdu) -> list[dict[str, object]]:
    """Return the records of all sections, in the order of the wire."""
    return [dict(_record(pdu, entry)) for entry in pdu.entries("dns.resp.name")]


def _record(pdu: Pdu, owner: Entry) -> Iterator[tuple[str, object]]:
    start = owner.offset + owner.size
    kind = number(_at(pdu, "dns.resp.type", start))
    size = number(_at(pdu, "dns.resp.len", start + 8))
    end = start + 10 + size
    yield "name", name(owner)
    yield "type", kind
    yield "rdlength", size
    columns = {**({} if kind == _OPT else _ORDINARY), **DATA.get(kind, {})}
    for field, column in columns.items():
        found = [
            column.read(entry) for entry in pdu.entries(column.field) if start <= entry.offset < end
        ]
        yield field, found if column.several else _only(found)
    if kind == _OPT:
        yield "options", list(_options(pdu, start + 10, end))
    elif kind not in DATA:
        yield "rdata", pdu.wire[end - size : end]


def _options(pdu: Pdu, start: int, end: int) -> Iterator[dict[str, object]]:
    for code in pdu.entries("dns.opt.code"):
        if start <= code.offset < end:
            size = number(_at(pdu, "dns.opt.len", code.offset + 2))
            data = octets(_at(pdu, "dns.opt.data", code.offset + 4)) if size else b""
            assert len(data) == size
            yield {"option_code": number(code), "option_data": data}


def _at(pdu: Pdu, field: str, offset: int) -> Entry:
    (entry,) = (entry for entry in pdu.entries(field) if entry.offset == offset)
    return entry


def _only(found: list[Any]) -> object:
    (value,) = found
    return value

"""DNS: the Domain Name System (RFC 1035), with AAAA, SRV and EDNS (RFC 3596, 2782 and 6891).

A `DNSMessage` is one datagram of UDP; on a connection of TCP it stands in a `TCPMessage`::

    for framed in Decoder(TCPMessage).feed(chunk):
        for record in framed.message.answer:
            match record:
                case A(name=name, address=address):
                    ...

Records are the variants of `Record`. Those whose type is not known are kept (RFC 3597).

A name is text as in a master file, `to_text` says how: ``www.example.org.``, with the last dot.
Names may be compressed, so that a message has several forms. All are read, and one is written: what
decodes as the same message may have other bytes than those that came.
"""

from __future__ import annotations

from wirefmt.schemas.dns.codes import Class, Opcode, OptionCode, RecordType, ResponseCode
from wirefmt.schemas.dns.extension import AAAA, OPT, SRV, Option
from wirefmt.schemas.dns.mailbox import MB, MD, MF, MG, MINFO, MR
from wirefmt.schemas.dns.message import DNSMessage, Question, TCPMessage
from wirefmt.schemas.dns.name import (
    ROOT,
    DomainName,
    DomainNameCodec,
    UncompressedName,
    to_labels,
    to_text,
)
from wirefmt.schemas.dns.record import OtherRecord, Record, ResourceRecord
from wirefmt.schemas.dns.standard import CNAME, MX, NS, PTR, SOA, TXT, A, CharacterString

__all__ = [
    "AAAA",
    "CNAME",
    "MB",
    "MD",
    "MF",
    "MG",
    "MINFO",
    "MR",
    "MX",
    "NS",
    "OPT",
    "PTR",
    "ROOT",
    "SOA",
    "SRV",
    "TXT",
    "A",
    "CharacterString",
    "Class",
    "DNSMessage",
    "DomainName",
    "DomainNameCodec",
    "Opcode",
    "Option",
    "OptionCode",
    "OtherRecord",
    "Question",
    "Record",
    "RecordType",
    "ResourceRecord",
    "ResponseCode",
    "TCPMessage",
    "UncompressedName",
    "to_labels",
    "to_text",
]

"""Messages of the DNS (RFC 1035, section 4.1), alone and in a frame of TCP."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, flag, this, u16
from wirefmt.schemas.dns.codes import Class, Opcode, RecordType, ResponseCode
from wirefmt.schemas.dns.name import DomainName
from wirefmt.schemas.dns.record import Record

__all__ = ["DNSMessage", "Question", "TCPMessage"]


class Question(Message):
    """Question: which records are asked for (RFC 1035, section 4.1.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           qname ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             qtype             |             qclass            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 bytes or more.

    Not checked here: that the type or the class is one to ask for.
    """

    qname: DomainName
    """QNAME: whose records."""

    qtype: RecordType | int = w.enumerated(u16, open=True)
    """QTYPE: of which type, or several."""

    qclass: Class | int = w.enumerated(u16, open=True, default=Class.IN)
    """QCLASS: of which class, or any."""


class DNSMessage(Message, origin=True):
    """Message of the DNS: one datagram of UDP (RFC 1035, section 4.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               id              |q| opcode|a|t|r|r|z|a|c| rcode |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            qdcount            |            ancount            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            nscount            |            arcount            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          question ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           answer ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         authority ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         additional ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        q  qr
        a  aa
        t  tc
        r  rd
        r  ra
        a  ad
        c  cd

    Size: 12 bytes or more.

    Not checked here: whether the sections suit the opcode: messages of dynamic update (RFC 2136)
    and of stateful operations (RFC 8490) have other formats. Multicast DNS (RFC 6762) is not
    claimed: it takes the first bit of a class for something else, which is part of the number here.
    A message of nearly 65,535 octets whose names were shortened as they are not here may be too
    large for a frame of TCP when it is encoded again.
    """

    id: u16
    """ID: what a response has in common with its query."""

    qr: flag = False
    """QR: the message is a response."""

    opcode: Opcode | int = w.enumerated(w.bits(4), open=True, default=Opcode.QUERY)
    """OPCODE: the kind of query."""

    aa: flag = False
    """AA: the answer is authoritative."""

    tc: flag = False
    """TC: the message was truncated."""

    rd: flag = False
    """RD: recursion is desired."""

    ra: flag = False
    """RA: recursion is available."""

    z: flag = False
    """Z: zero; kept as it came."""

    ad: flag = False
    """AD: the data is authentic (RFC 4035, section 3.2.3)."""

    cd: flag = False
    """CD: checking is disabled (RFC 4035, section 3.2.2)."""

    rcode: ResponseCode | int = w.enumerated(w.bits(4), open=True, default=ResponseCode.NOERROR)
    """RCODE: what became of the query; `OPT` has more bits."""

    qdcount: u16 = w.derived()
    """QDCOUNT: the number of questions."""

    ancount: u16 = w.derived()
    """ANCOUNT: the number of records in the answer section."""

    nscount: u16 = w.derived()
    """NSCOUNT: the number of records in the authority section."""

    arcount: u16 = w.derived()
    """ARCOUNT: the number of records in the additional section."""

    question: list[Question] = w.array(this.qdcount, default_factory=list)
    """What is asked: mostly one question."""

    answer: list[Record] = w.array(this.ancount, default_factory=list)
    """What answers the question."""

    authority: list[Record] = w.array(this.nscount, default_factory=list)
    """What points to a server of authority."""

    additional: list[Record] = w.array(this.arcount, default_factory=list)
    """What else may be of use; `OPT` stands here."""


class TCPMessage(Message):
    """Message of the DNS on a connection of TCP (RFC 1035, section 4.2.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |          message ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 14 bytes or more.

    Not checked here: nothing is left to check.
    """

    length: u16 = w.derived()
    """The size of the message in octets, without these two."""

    message: DNSMessage = w.sized(this.length)
    """The message; names in it count from its first octet."""

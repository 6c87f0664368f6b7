"""Resource records of the DNS: what all of them begin with (RFC 1035, section 4.1.3)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u16, u32
from wirefmt.schemas.dns.codes import Class, RecordType
from wirefmt.schemas.dns.name import DomainName

__all__ = ["OtherRecord", "Record", "ResourceRecord"]


class Record(Message, variants=this.type):
    """What stands in the sections of a message: a `ResourceRecord`, or `OPT` of EDNS.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            name ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              type             |    variant by this.type ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 11 bytes or more.

    Not checked here: in which sections the record may stand, and how often.
    """

    name: DomainName
    """The node of the name space that the record belongs to."""

    type: u16 = w.derived()
    """What the data is, a `RecordType`."""


class ResourceRecord(Record, size=this.rdlength + w.size_of(this["name":"rdlength"])):
    """Resource record: what the DNS knows of a name (RFC 1035, section 4.1.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            name ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              type             |             class             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              ttl                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            rdlength           |    variant by this.type ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 11 bytes or more.

    Not checked here: that the type is one of the class, and the data what it demands. A dynamic
    update (RFC 2136) has records without data, of classes ANY and NONE: they are refused if their
    type has a class here.
    """

    class_: Class | int = w.enumerated(u16, open=True, default=Class.IN)
    """The class of the data; mostly IN, the Internet."""

    ttl: u32
    """How long the record may be kept, in seconds: less than 2**31 (RFC 2181, section 8)."""

    rdlength: u16 = w.derived()
    """The size of the data in octets."""


class OtherRecord(ResourceRecord, tag=...):
    """Record of a type that has no class here (RFC 3597): its data is kept as it is.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            name ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              type             |             class             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              ttl                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            rdlength           |           rdata ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 11 bytes or more.

    Not checked here: the data. A name in it is not compressed (RFC 3597, section 4); older senders
    might compress those of RP, AFSDB, RT, SIG, PX, NXT and NAPTR, and then the data means nothing
    outside of its message.
    """

    type: RecordType | int = w.enumerated(u16, open=True)
    """What the data is."""

    rdata: bytes = w.data(w.rest)
    """The data; of any size."""

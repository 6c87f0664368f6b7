"""Numbers that the DNS has assigned, with the names that IANA gives them."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Class", "Opcode", "OptionCode", "RecordType", "ResponseCode"]


class Opcode(IntEnum):
    """What a message asks for (RFC 1035, section 4.1.1, and others)."""

    QUERY = 0
    IQUERY = 1
    """An inverse query, which is obsolete (RFC 3425)."""

    STATUS = 2
    NOTIFY = 4
    """RFC 1996."""

    UPDATE = 5
    """RFC 2136, which gives the sections of a message another meaning."""

    DSO = 6
    """DNS stateful operations (RFC 8490), which have another format."""


class ResponseCode(IntEnum):
    """What became of a request: the four bits of the header (RFC 1035, section 4.1.1)."""

    NOERROR = 0
    FORMERR = 1
    SERVFAIL = 2
    NXDOMAIN = 3
    NOTIMP = 4
    REFUSED = 5
    YXDOMAIN = 6
    """RFC 2136, section 2.2, as the next four."""

    YXRRSET = 7
    NXRRSET = 8
    NOTAUTH = 9
    NOTZONE = 10
    DSOTYPENI = 11
    """RFC 8490, section 10.4."""


class Class(IntEnum):
    """The class of a record, or what a question asks for (RFC 1035, sections 3.2.4 and 3.2.5)."""

    IN = 1
    CS = 2
    CH = 3
    HS = 4
    NONE = 254
    """RFC 2136, section 1.3."""

    ANY = 255
    """Of a question: whatever class there is."""


class RecordType(IntEnum):
    """The type of a record, or what a question asks for (RFC 1035, sections 3.2.2 and 3.2.3).

    Of those without a class here the data is kept as it is.
    """

    A = 1
    NS = 2
    MD = 3
    MF = 4
    CNAME = 5
    SOA = 6
    MB = 7
    MG = 8
    MR = 9
    NULL = 10
    WKS = 11
    PTR = 12
    HINFO = 13
    MINFO = 14
    MX = 15
    TXT = 16
    RP = 17
    """RFC 1183, as the next."""

    AFSDB = 18
    SIG = 24
    """RFC 2931."""

    AAAA = 28
    """RFC 3596."""

    LOC = 29
    """RFC 1876."""

    SRV = 33
    """RFC 2782."""

    NAPTR = 35
    """RFC 3403."""

    DNAME = 39
    """RFC 6672."""

    OPT = 41
    """RFC 6891."""

    DS = 43
    """RFC 4034, as RRSIG, NSEC and DNSKEY."""

    SSHFP = 44
    """RFC 4255."""

    RRSIG = 46
    NSEC = 47
    DNSKEY = 48
    NSEC3 = 50
    """RFC 5155, as the next."""

    NSEC3PARAM = 51
    TLSA = 52
    """RFC 6698."""

    CDS = 59
    """RFC 7344, as the next."""

    CDNSKEY = 60
    SVCB = 64
    """RFC 9460, as the next."""

    HTTPS = 65
    TKEY = 249
    """RFC 2930."""

    TSIG = 250
    """RFC 8945."""

    IXFR = 251
    """Of a question: what has changed in a zone (RFC 1995)."""

    AXFR = 252
    """Of a question: a whole zone (RFC 5936)."""

    MAILB = 253
    MAILA = 254
    ANY = 255
    """Of a question: all records, ``*`` in RFC 1035."""

    URI = 256
    """RFC 7553."""

    CAA = 257
    """RFC 8659."""


class OptionCode(IntEnum):
    """What an option of EDNS is (RFC 6891, section 9, and others)."""

    NSID = 3
    """RFC 5001."""

    DAU = 5
    """RFC 6975, as the next two."""

    DHU = 6
    N3U = 7
    ECS = 8
    """Client subnet (RFC 7871)."""

    EXPIRE = 9
    """RFC 7314."""

    COOKIE = 10
    """RFC 7873."""

    TCP_KEEPALIVE = 11
    """RFC 7828."""

    PADDING = 12
    """RFC 7830."""

    CHAIN = 13
    """RFC 7901."""

    KEY_TAG = 14
    """RFC 8145."""

    EXTENDED_ERROR = 15
    """RFC 8914."""

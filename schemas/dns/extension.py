"""Types of records that came after RFC 1035: AAAA, SRV, and OPT of EDNS."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16
from wirefmt.schemas.dns.codes import OptionCode, RecordType
from wirefmt.schemas.dns.name import ROOT, DomainName, UncompressedName
from wirefmt.schemas.dns.record import Record, ResourceRecord

__all__ = ["AAAA", "OPT", "SRV", "Option"]


class AAAA(ResourceRecord, tag=RecordType.AAAA):
    """AAAA: an address of a host, of IPv6 (RFC 3596, section 2).

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
        |            rdlength           |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
        |                            address                            |
        +                                                               +
        |                                                               |
        +                                                               +
        |                                                               |
        +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 27 bytes or more.

    Not checked here: that the class is IN, for which the type is defined.
    """

    address: w.ipv6
    """The address."""


class SRV(ResourceRecord, tag=RecordType.SRV):
    """SRV: where a service is to be found (RFC 2782).

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
        |            rdlength           |            priority           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             weight            |              port             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           target ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 18 bytes or more.

    Not checked here: that the name has the labels of a service and a protocol in front.
    """

    priority: u16
    """The lower the earlier, among the records of a name."""

    weight: u16
    """The greater the more often, among records of one priority."""

    port: u16
    """The port of the service."""

    target: UncompressedName
    """The host's name, not compressed; the root if the service is not there. A compressed one,
    which some write (RFC 3597, section 4), is read.
    """


class Option(Message):
    """Option of EDNS (RFC 6891, section 6.1.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          option_code          |        option_data size       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        option_data ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 65,539 bytes.

    Not checked here: that the data is what the code demands.
    """

    option_code: OptionCode | int = w.enumerated(u16, open=True)
    """What the option is."""

    option_data: bytes = w.data(u16, default=b"")
    """The data, behind OPTION-LENGTH, its size in octets."""


def _is_root(name: str) -> bool:
    return name == ROOT


class OPT(Record, tag=RecordType.OPT, size=this.rdlength + w.size_of(this["name":"rdlength"])):
    """OPT: a pseudo-record with what EDNS adds to the header (RFC 6891, sections 6.1.2 and 6.1.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            name ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              type             |        udp_payload_size       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | extended_rcode|    version    |d|              z              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            rdlength           |          options ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        d  do

    Size: 11 bytes or more.

    Not checked here: that the message has but one, in its additional section.
    """

    name: DomainName = w.field(default=ROOT, check=_is_root)
    """The root."""

    udp_payload_size: u16
    """The largest message that the sender takes over UDP, in octets; less than 512 means 512."""

    extended_rcode: u8 = 0
    """EXTENDED-RCODE: the upper 8 bits of a response code of 12, whose others are `rcode` of the
    header: 1 and 0 are BADVERS.
    """

    version: u8 = 0
    """The version of EDNS: 0 is the only one."""

    do: flag = False
    """DO: the sender takes records of DNSSEC (RFC 3225)."""

    z: int = w.bits(15, default=0)
    """Zero; kept as it came."""

    rdlength: u16 = w.derived()
    """The size of the options in octets."""

    options: list[Option] = w.array(w.rest, default_factory=list)
    """The options, in any order."""

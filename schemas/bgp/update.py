"""UPDATE, the message of BGP-4 that routes are in (RFC 4271, section 4.3)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import u16
from wirefmt.schemas.bgp.attribute import PathAttribute
from wirefmt.schemas.bgp.family import IPv4Prefix
from wirefmt.schemas.bgp.header import BGPMessage, MessageType

__all__ = ["Update"]


class Update(BGPMessage, tag=MessageType.UPDATE, frozen=True):
    """UPDATE: routes that are gone, and routes that share their attributes (section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                             marker                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      type     |withdra_routes |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |              withdrawn_routes ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      path_attributes size     |      path_attributes ...      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /           network_layer_reachability_information ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        withdra_routes   withdrawn_routes size

    Size: 23 bytes or more.

    Not checked here: that the attributes that are mandatory are there, and none twice (section
    6.3). Routes with path identifiers (RFC 7911) are not known here.
    """

    withdrawn_routes: list[IPv4Prefix] = w.array(size=u16, default_factory=list)
    """The IPv4 destinations that are no longer reached this way."""

    path_attributes: list[PathAttribute] = w.array(size=u16, default_factory=list)
    """What the advertised routes have in common."""

    network_layer_reachability_information: list[IPv4Prefix] = w.array(w.rest, default_factory=list)
    """NLRI: the IPv4 destinations that are reached this way; up to the end of the message."""

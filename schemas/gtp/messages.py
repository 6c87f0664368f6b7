"""The messages of GTP-U (3GPP TS 29.281, section 7)."""

from __future__ import annotations

import wirefmt as w
from wirefmt.schemas.gtp.elements import (
    ExtensionHeaderTypeList,
    GTPUPeerAddress,
    InformationElement,
    Recovery,
    TunnelEndpointIdentifierDataI,
)
from wirefmt.schemas.gtp.header import GTPUMessage, MessageType

__all__ = [
    "GPDU",
    "EchoRequest",
    "EchoResponse",
    "EndMarker",
    "ErrorIndication",
    "SupportedExtensionHeadersNotification",
]


class EchoRequest(GTPUMessage, tag=MessageType.ECHO_REQUEST):
    """Echo request: is the path alive? (section 7.2.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          elements ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 8 bytes or more.

    Not checked here: that the TEID is 0 and S is set.
    """

    elements: list[InformationElement] = w.array(w.rest, default_factory=list)
    """Private extensions, and whatever else."""


class EchoResponse(GTPUMessage, tag=MessageType.ECHO_RESPONSE):
    """Echo response: the path is alive (section 7.2.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            recovery           |          elements ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 10 bytes or more.

    Not checked here: that the TEID is 0 and S is set; that the sequence number is that of the
    request.
    """

    recovery: Recovery
    """The restart counter; for reasons of compatibility."""

    elements: list[InformationElement] = w.array(w.rest, default_factory=list)
    """Private extensions, and whatever else."""


class ErrorIndication(GTPUMessage, tag=MessageType.ERROR_INDICATION):
    """Error indication: there is no context for a G-PDU that came (section 7.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               tunnel_endpoint_identifier_data_i               |
        +               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |             gtp_u_peer_address ...            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          elements ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 20 bytes or more.

    Not checked here: that the TEID is 0 and S is set.
    """

    tunnel_endpoint_identifier_data_i: TunnelEndpointIdentifierDataI
    """The TEID of the G-PDU."""

    gtp_u_peer_address: GTPUPeerAddress
    """The address to which the G-PDU was sent."""

    elements: list[InformationElement] = w.array(w.rest, default_factory=list)
    """Private extensions, and whatever else."""


class SupportedExtensionHeadersNotification(
    GTPUMessage, tag=MessageType.SUPPORTED_EXTENSION_HEADERS_NOTIFICATION
):
    """Which extension headers the sender supports, since it was sent another (section 7.2.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 extension_header_type_list ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          elements ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 10 bytes or more.

    Not checked here: that the TEID is 0 and S is set.
    """

    extension_header_type_list: ExtensionHeaderTypeList
    """The extension headers that the sender supports."""

    elements: list[InformationElement] = w.array(w.rest, default_factory=list)
    """Whatever else."""


class EndMarker(GTPUMessage, tag=MessageType.END_MARKER):
    """End marker: no more G-PDUs will come through this tunnel (section 7.3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          elements ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 8 bytes or more.

    Not checked here: that S is not set.
    """

    elements: list[InformationElement] = w.array(w.rest, default_factory=list)
    """Private extensions, and whatever else."""


class GPDU(GTPUMessage, tag=MessageType.G_PDU):
    """G-PDU: a packet of a user in the tunnel (section 7.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           t_pdu ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 8 bytes or more.

    Not checked here: what the T-PDU is.
    """

    t_pdu: bytes = w.data(w.rest, default=b"")
    """The user's packet: IP, Ethernet, or unstructured."""

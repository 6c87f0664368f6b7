"""GTP-U: the user plane of the GPRS Tunnelling Protocol, version 1 (3GPP TS 29.281).

A message is a `GTPUMessage`, which has the types of messages as variants. Numbers of sections are
those of TS 29.281.
"""

from __future__ import annotations

from wirefmt.schemas.gtp.elements import (
    ExtensionHeaderTypeList,
    GTPUPeerAddress,
    InformationElement,
    LongElement,
    OtherElement,
    PrivateExtension,
    Recovery,
    TunnelEndpointIdentifierDataI,
)
from wirefmt.schemas.gtp.header import (
    ExtensionHeader,
    ExtensionHeaderType,
    GTPUMessage,
    MessageType,
    OptionalFields,
    OtherMessage,
)
from wirefmt.schemas.gtp.messages import (
    GPDU,
    EchoRequest,
    EchoResponse,
    EndMarker,
    ErrorIndication,
    SupportedExtensionHeadersNotification,
)

__all__ = [
    "GPDU",
    "EchoRequest",
    "EchoResponse",
    "EndMarker",
    "ErrorIndication",
    "ExtensionHeader",
    "ExtensionHeaderType",
    "ExtensionHeaderTypeList",
    "GTPUMessage",
    "GTPUPeerAddress",
    "InformationElement",
    "LongElement",
    "MessageType",
    "OptionalFields",
    "OtherElement",
    "OtherMessage",
    "PrivateExtension",
    "Recovery",
    "SupportedExtensionHeadersNotification",
    "TunnelEndpointIdentifierDataI",
]

"""TCP: the Transmission Control Protocol (RFC 9293), its options, and its checksum over IP."""

from __future__ import annotations

from wirefmt.schemas.tcp.options import (
    EndOfOptionList,
    FastOpenCookie,
    LongOption,
    MaximumSegmentSize,
    MD5Signature,
    NoOperation,
    Option,
    Sack,
    SackBlock,
    SackPermitted,
    Timestamps,
    UnknownOption,
    UserTimeout,
    WindowScale,
)
from wirefmt.schemas.tcp.segment import PseudoHeader, Segment, checksum

__all__ = [
    "EndOfOptionList",
    "FastOpenCookie",
    "LongOption",
    "MD5Signature",
    "MaximumSegmentSize",
    "NoOperation",
    "Option",
    "PseudoHeader",
    "Sack",
    "SackBlock",
    "SackPermitted",
    "Segment",
    "Timestamps",
    "UnknownOption",
    "UserTimeout",
    "WindowScale",
    "checksum",
]

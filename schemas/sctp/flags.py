"""Flags of SCTP's chunks (RFC 9260, section 3.3)."""

from __future__ import annotations

from enum import IntFlag

__all__ = ["DataFlags", "TagFlags"]


class DataFlags(IntFlag):
    """Flags of a DATA chunk (section 3.3.1)."""

    E = 1
    """The last fragment of a user message."""

    B = 2
    """The first fragment of a user message."""

    U = 4
    """Unordered: the stream sequence number says nothing."""

    I = 8  # noqa: E741  # the standard's name
    """Immediate: the sender asks for a SACK without delay."""


class TagFlags(IntFlag):
    """Flags of ABORT and SHUTDOWN COMPLETE (sections 3.3.7 and 3.3.13)."""

    T = 1
    """The verification tag is the peer's own, reflected: the sender has no association."""

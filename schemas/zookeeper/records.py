"""What several messages of ZooKeeper have in them (zookeeper.jute, module data)."""

from __future__ import annotations

from typing import Annotated

import wirefmt as w
from wirefmt import Message, i32, i64

__all__ = [
    "ACL",
    "VECTOR",
    "Buffer",
    "Id",
    "Stat",
    "Ustring",
]

VECTOR = w.prefix(i32, none=-1)
"""The extent of jute's `vector`, `ustring` and `buffer`: a length, or -1 where there is none."""

Ustring = Annotated[str | None, w.text(VECTOR)]
"""jute's `ustring`: text in UTF-8, or None."""

Buffer = Annotated[bytes | None, w.data(VECTOR)]
"""jute's `buffer`: bytes, or None."""


class Id(Message):
    """Who it is (``Id``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          scheme size?                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          scheme? ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            id size?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            id? ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 to 4,294,967,302 bytes.

    Not checked here: whether the scheme is known.
    """

    scheme: Ustring
    """How somebody is recognized, such as `world`, `digest`, `ip`."""

    id: Ustring
    """Who, in the notation of the scheme; `anyone` is all of the world."""


class ACL(Message):
    """What somebody may do (``ACL``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             perms                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                             id ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 to 4,294,967,306 bytes.

    Not checked here: that no other bits are set than the five.
    """

    perms: i32
    """Bits: 1 read, 2 write, 4 create, 8 delete, 16 administer."""

    id: Id
    """Who may do it."""


class Stat(Message):
    """What the server keeps of a node beside its data (``Stat``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                             czxid                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                             mzxid                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                             ctime                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                             mtime                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            version                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            cversion                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            aversion                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                        ephemeral_owner                        +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          data_length                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          num_children                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                             pzxid                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 68 bytes.

    Not checked here: that no time or number is negative.
    """

    czxid: i64
    """The zxid of the change that created the node."""

    mzxid: i64
    """The zxid of the change that last set its data."""

    ctime: i64
    """When the node was created, in milliseconds since 1970."""

    mtime: i64
    """When its data was last set, in milliseconds since 1970."""

    version: i32
    """How often its data was set."""

    cversion: i32
    """How often its children changed."""

    aversion: i32
    """How often its ACL was set."""

    ephemeral_owner: i64
    """The session with which the node ends; 0: it is not ephemeral."""

    data_length: i32
    """The size of its data in bytes."""

    num_children: i32
    """How many children it has."""

    pzxid: i64
    """The zxid of the change that last changed its children."""

"""The first messages of a connection to ZooKeeper (zookeeper.jute)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, boolean, i32, i64, this
from wirefmt.schemas.zookeeper.records import Buffer

__all__ = [
    "ConnectRequest",
    "ConnectResponse",
]


class ConnectRequest(Message, size=this.length + 4):
    """The first message of a client (``ConnectRequest``); it has no header.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             length                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        protocol_version                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                         last_zxid_seen                        +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            time_out                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                           session_id                          +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          passwd size?                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          passwd? ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   read_only?  |
        +-+-+-+-+-+-+-+-+

    Size: 32 to 2,147,483,680 bytes.

    Not checked here: that the protocol version is 0.
    """

    length: i32 = w.derived()
    """The size of what follows in bytes."""

    protocol_version: i32 = 0
    """The version of the protocol: 0."""

    last_zxid_seen: i64 = 0
    """The last zxid that the client has seen."""

    time_out: i32
    """For how long the session should survive silence, in milliseconds."""

    session_id: i64 = 0
    """The session that the client goes on with; 0: a new one."""

    passwd: Buffer
    """The password of the session: 16 bytes, zeros for a new one."""

    read_only: boolean | None = w.field(when=w.rest, default=None)
    """Whether a server that is cut off from the others will do; absent in clients before 3.4."""


class ConnectResponse(Message, size=this.length + 4):
    """The answer to a client's first message (``ConnectResponse``); it has no header.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             length                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        protocol_version                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            time_out                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                           session_id                          +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          passwd size?                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          passwd? ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   read_only?  |
        +-+-+-+-+-+-+-+-+

    Size: 24 to 2,147,483,672 bytes.

    Not checked here: that the protocol version is 0.
    """

    length: i32 = w.derived()
    """The size of what follows in bytes."""

    protocol_version: i32 = 0
    """The version of the protocol: 0."""

    time_out: i32
    """For how long the session survives silence, in milliseconds; 0: it has expired."""

    session_id: i64
    """The session."""

    passwd: Buffer
    """The password of the session, with which it can go on after a loss of connection."""

    read_only: boolean | None = w.field(when=w.rest, default=None)
    """Whether the server is cut off from the others; absent where it was in the request."""

"""The replies of ZooKeeper's servers (zookeeper.jute, module proto)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, i32, i64, this
from wirefmt.schemas.zookeeper.codes import OpCode, Xid
from wirefmt.schemas.zookeeper.records import ACL, VECTOR, Buffer, Stat, Ustring

__all__ = [
    "Create2Response",
    "GetACLResponse",
    "GetChildren2Response",
    "GetChildrenResponse",
    "GetDataResponse",
    "PathResponse",
    "Reply",
    "StatResponse",
    "WatcherEvent",
]


_KIND = w.select(
    this.err != 0,
    OpCode.ERROR,
    w.select(
        this.xid == Xid.NOTIFICATION,
        OpCode.NOTIFICATION,
        w.select(
            this.xid == Xid.PING,
            OpCode.PING,
            w.select(this.xid == Xid.AUTH, OpCode.AUTH, w.given.type),
        ),
    ),
)
"""What the response is: the header's word comes before that of the request's type."""


class PathResponse(Message):
    """Response with a path (``CreateResponse``, ``SyncResponse``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           path size?                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           path? ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 2,147,483,651 bytes.

    Not checked here: nothing is left to check.
    """

    path: Ustring
    """The path of the node."""


class StatResponse(Message):
    """Response with a stat (``ExistsResponse``, ``SetDataResponse``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        stat (68 bytes)                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 68 bytes.

    Not checked here: nothing is left to check.
    """

    stat: Stat
    """What the server says of the node."""


class Create2Response(Message):
    """Response with a new node's path and stat (``Create2Response``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           path size?                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           path? ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        stat (68 bytes)                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 72 to 2,147,483,719 bytes.

    Not checked here: nothing is left to check.
    """

    path: Ustring
    """The path of the node."""

    stat: Stat
    """What the server says of the node."""


class GetDataResponse(Message):
    """Response with a node's data and stat (``GetDataResponse``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           data size?                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           data? ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        stat (68 bytes)                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 72 to 2,147,483,719 bytes.

    Not checked here: nothing is left to check.
    """

    data: Buffer
    """The node's data."""

    stat: Stat
    """What the server says of the node."""


class GetACLResponse(Message):
    """Response with a node's ACL and stat (``GetACLResponse``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           acl count?                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            acl? ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        stat (68 bytes)                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 72 to 9,223,372,054,034,645,054 bytes.

    Not checked here: nothing is left to check.
    """

    acl: list[ACL] | None = w.array(VECTOR)
    """Who may do what with the node."""

    stat: Stat
    """What the server says of the node."""


class GetChildrenResponse(Message):
    """Response with a node's children (``GetChildrenResponse``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        children count?                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         children? ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 4,611,686,022,722,355,201 bytes.

    Not checked here: nothing is left to check.
    """

    children: list[Ustring] | None = w.array(VECTOR)
    """The names of the node's children, without the path, in no order."""


class GetChildren2Response(Message):
    """Response with a node's children and stat (``GetChildren2Response``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        children count?                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         children? ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        stat (68 bytes)                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 72 to 4,611,686,022,722,355,269 bytes.

    Not checked here: nothing is left to check.
    """

    children: list[Ustring] | None = w.array(VECTOR)
    """The names of the node's children, without the path, in no order."""

    stat: Stat
    """What the server says of the node."""


class WatcherEvent(Message):
    """Event: a change that the client watched for, or one of the session (``WatcherEvent``).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              type                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             state                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           path size?                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           path? ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 to 2,147,483,659 bytes.

    Not checked here: nothing is left to check.
    """

    type: i32
    """What happened: 1 created, 2 deleted, 3 data changed, 4 children changed; -1: the session."""

    state: i32
    """The state of the session: 3 is connected."""

    path: Ustring
    """The path of the node."""


class Reply(Message, size=this.length + 4):
    """Reply: its length, the header (``ReplyHeader``), and the response, if there was no error.

    The type of the request is `given.type`. Errors, events, and answers to pings
    and to authentication are told by the header, and read no such name.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             length                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              xid                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                              zxid                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              err                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          response ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes or more.

    Not checked here: that the xid is that of a request.
    """

    length: i32 = w.derived()
    """The size of what follows in bytes."""

    xid: i32
    """That of the request; negative for what is no answer to a call: see `Xid`."""

    zxid: i64
    """The last change that the server knows; -1 in events."""

    err: i32 = 0
    """0 where all is well; -101 for example: there is no such node."""

    response: (
        PathResponse
        | StatResponse
        | Create2Response
        | GetDataResponse
        | GetACLResponse
        | GetChildrenResponse
        | GetChildren2Response
        | WatcherEvent
        | bytes
        | None
    ) = w.choice(
        _KIND,
        {
            OpCode.ERROR: None,
            OpCode.NOTIFICATION: WatcherEvent,
            OpCode.CREATE: PathResponse,
            OpCode.DELETE: None,
            OpCode.EXISTS: StatResponse,
            OpCode.GET_DATA: GetDataResponse,
            OpCode.SET_DATA: StatResponse,
            OpCode.GET_ACL: GetACLResponse,
            OpCode.GET_CHILDREN: GetChildrenResponse,
            OpCode.SYNC: PathResponse,
            OpCode.PING: None,
            OpCode.GET_CHILDREN2: GetChildren2Response,
            OpCode.CREATE2: Create2Response,
            OpCode.AUTH: None,
            OpCode.CLOSE_SESSION: None,
            ...: w.data(w.rest),
        },
        default=None,
    )
    """What was asked for; nothing where there was an error, or nothing to say."""

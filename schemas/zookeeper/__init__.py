"""ZooKeeper: the protocol between clients and servers (ZooKeeper 3.8, zookeeper.jute).

A client sends a `ConnectRequest`, and after it only a `Request` each; a server answers with a
`ConnectResponse`, and after it only with a `Reply` each. A reply does not say what it answers: a
decoder is told, by the type of the request with that xid. A server answers in order::

    decoder = Decoder(Reply, given={"type": OpCode.GET_CHILDREN})

Where jute allows it, text, data and vectors may be None (a length of -1).
"""

from __future__ import annotations

from wirefmt.schemas.zookeeper.changing import (
    Create2Request,
    CreateRequest,
    CreationRequest,
    DeleteRequest,
    SetDataRequest,
)
from wirefmt.schemas.zookeeper.codes import (
    OpCode,
    Xid,
)
from wirefmt.schemas.zookeeper.reading import (
    ExistsRequest,
    GetACLRequest,
    GetChildren2Request,
    GetChildrenRequest,
    GetDataRequest,
    WatchingRequest,
)
from wirefmt.schemas.zookeeper.records import (
    ACL,
    Id,
    Stat,
)
from wirefmt.schemas.zookeeper.reply import (
    Create2Response,
    GetACLResponse,
    GetChildren2Response,
    GetChildrenResponse,
    GetDataResponse,
    PathResponse,
    Reply,
    StatResponse,
    WatcherEvent,
)
from wirefmt.schemas.zookeeper.request import (
    AuthRequest,
    CloseSessionRequest,
    OtherRequest,
    PingRequest,
    Request,
    SyncRequest,
)
from wirefmt.schemas.zookeeper.session import (
    ConnectRequest,
    ConnectResponse,
)

__all__ = [
    "ACL",
    "AuthRequest",
    "CloseSessionRequest",
    "ConnectRequest",
    "ConnectResponse",
    "Create2Request",
    "Create2Response",
    "CreateRequest",
    "CreationRequest",
    "DeleteRequest",
    "ExistsRequest",
    "GetACLRequest",
    "GetACLResponse",
    "GetChildren2Request",
    "GetChildren2Response",
    "GetChildrenRequest",
    "GetChildrenResponse",
    "GetDataRequest",
    "GetDataResponse",
    "Id",
    "OpCode",
    "OtherRequest",
    "PathResponse",
    "PingRequest",
    "Reply",
    "Request",
    "SetDataRequest",
    "Stat",
    "StatResponse",
    "SyncRequest",
    "WatcherEvent",
    "WatchingRequest",
    "Xid",
]

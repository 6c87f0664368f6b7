"""The numbers by which requests and replies of ZooKeeper are told apart."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["OpCode", "Xid"]


class OpCode(IntEnum):
    """Which request it is, of those that are claimed here (``ZooDefs.OpCode``)."""

    CLOSE_SESSION = -11
    ERROR = -1
    NOTIFICATION = 0
    CREATE = 1
    DELETE = 2
    EXISTS = 3
    GET_DATA = 4
    SET_DATA = 5
    GET_ACL = 6
    GET_CHILDREN = 8
    SYNC = 9
    PING = 11
    GET_CHILDREN2 = 12
    CREATE2 = 15
    AUTH = 100


class Xid(IntEnum):
    """The xids of what is no call (``ClientCnxn``)."""

    AUTH = -4
    PING = -2
    NOTIFICATION = -1

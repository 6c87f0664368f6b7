"""Methods of the class connection (section 1.4 of the standard's reference)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag, u8, u16, u32
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import FieldTable, LongString, ShortString

__all__ = [
    "ConnectionClose",
    "ConnectionCloseOk",
    "ConnectionOpen",
    "ConnectionOpenOk",
    "ConnectionSecure",
    "ConnectionSecureOk",
    "ConnectionStart",
    "ConnectionStartOk",
    "ConnectionTune",
    "ConnectionTuneOk",
]


class ConnectionStart(Method, tag=(10, 10)):
    """The server opens the negotiation (connection.start).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | version_major | version_minor |     server_properties size    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |     server_properties ...     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        mechanisms size                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         mechanisms ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          locales size                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          locales ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 18 to 12,884,901,903 bytes.

    Not checked here: that the mechanisms and locales are words between spaces.
    """

    version_major: u8 = 0
    """The protocol's major version: 0."""

    version_minor: u8 = 9
    """The protocol's minor version: 9; 0-9 and 0-9-1 are told apart by the protocol header."""

    server_properties: FieldTable = w.field(default_factory=list)
    """What the server says of itself: `product`, `version`, `capabilities` and more."""

    mechanisms: str = w.text(u32, default="PLAIN")
    """The SASL mechanisms that it knows, between spaces."""

    locales: str = w.text(u32, default="en_US")
    """The languages of its texts, between spaces."""


class ConnectionStartOk(Method, tag=(10, 11)):
    """The client chooses a mechanism and a language (connection.start-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                     client_properties size                    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     client_properties ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | mechanism size|                 mechanism ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         response size                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          response ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  locale size  |                   locale ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 14 to 8,589,935,114 bytes.

    Not checked here: that the server knows the mechanism and the locale.
    """

    client_properties: FieldTable = w.field(default_factory=list)
    """What the client says of itself: `product`, `version`, `capabilities` and more."""

    mechanism: ShortString = "PLAIN"
    """The SASL mechanism that it has chosen."""

    response: LongString
    """What the mechanism says first; for `PLAIN` the name and the password."""

    locale: ShortString = "en_US"
    """The language that it has chosen."""


class ConnectionSecure(Method, tag=(10, 20)):
    """The server challenges the client (connection.secure).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         challenge size                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         challenge ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 to 4,294,967,303 bytes.

    Not checked here: nothing is left to check.
    """

    challenge: LongString
    """What the mechanism asks."""


class ConnectionSecureOk(Method, tag=(10, 21)):
    """The client answers a challenge (connection.secure-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         response size                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          response ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 to 4,294,967,303 bytes.

    Not checked here: nothing is left to check.
    """

    response: LongString
    """What the mechanism answers."""


class ConnectionTune(Method, tag=(10, 30)):
    """The server proposes limits (connection.tune).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          channel_max          |           frame_max           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |           heartbeat           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that a frame may have the 4,096 bytes that every peer takes.
    """

    channel_max: u16 = 0
    """The highest number of a channel; 0 is no limit."""

    frame_max: u32 = 0
    """The size of the largest frame in bytes, header and end included; 0 is no limit."""

    heartbeat: u16 = 0
    """The longest silence that the server bears, in seconds; 0 is any."""


class ConnectionTuneOk(Method, tag=(10, 31)):
    """The client states the limits (connection.tune-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          channel_max          |           frame_max           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |           heartbeat           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that no limit is above what the server proposed.
    """

    channel_max: u16 = 0
    """The highest number of a channel; 0 is no limit."""

    frame_max: u32 = 0
    """The size of the largest frame in bytes, header and end included; 0 is no limit."""

    heartbeat: u16 = 0
    """The longest silence that the client wants, in seconds; 0 is any."""


class ConnectionOpen(Method, tag=(10, 40)):
    """The client enters a virtual host (connection.open).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |virtual_host si|                virtual_host ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |reserved_1 size|                 reserved_1 ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |r|
        +-+-+-+-+-+-+-+-+
        virtual_host si  virtual_host size
        r                reserved_2

    Size: 7 to 517 bytes.

    Not checked here: that there is such a virtual host.
    """

    virtual_host: ShortString = "/"
    """The name of the virtual host."""

    reserved_1: ShortString = ""
    """Reserved: empty; once the capabilities."""

    reserved_2: flag = False
    """Reserved: 0; once whether the client insists."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class ConnectionOpenOk(Method, tag=(10, 41)):
    """The server is ready (connection.open-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |reserved_1 size|                 reserved_1 ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 to 260 bytes.

    Not checked here: nothing is left to check.
    """

    reserved_1: ShortString = ""
    """Reserved: empty; once the known hosts."""


class ConnectionClose(Method, tag=(10, 50)):
    """Either side ends the connection, and says why (connection.close).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reply_code          |reply_text size| reply_text .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        failing_class_id       |       failing_method_id       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 11 to 266 bytes.

    Not checked here: that the code is one, and the method one that was received.
    """

    reply_code: u16
    """Why, a `ReplyCode`."""

    reply_text: ShortString = ""
    """Why, in words."""

    failing_class_id: u16 = 0
    """The class of the method that failed, if one did; the standard's `class-id`."""

    failing_method_id: u16 = 0
    """The method that failed, if one did; the standard's `method-id`."""


class ConnectionCloseOk(Method, tag=(10, 51)):
    """The other side agrees to the end of the connection (connection.close-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """

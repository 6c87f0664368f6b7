"""Methods that RabbitMQ adds: of the class connection, and the class confirm."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import LongString, ShortString

__all__ = [
    "ConfirmSelect",
    "ConfirmSelectOk",
    "ConnectionBlocked",
    "ConnectionUnblocked",
    "ConnectionUpdateSecret",
    "ConnectionUpdateSecretOk",
]


class ConnectionBlocked(Method, tag=(10, 60)):
    """The server takes no more messages on this connection (RabbitMQ's connection.blocked).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  reason size  |                   reason ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 to 260 bytes.

    Not checked here: that the client can bear it.
    """

    reason: ShortString = ""
    """Why, in words."""


class ConnectionUnblocked(Method, tag=(10, 61)):
    """The server takes messages again (RabbitMQ's connection.unblocked).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class ConnectionUpdateSecret(Method, tag=(10, 70)):
    """The client renews its secret (RabbitMQ's connection.update-secret).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        new_secret size                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         new_secret ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  reason size  |                   reason ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 to 4,294,967,559 bytes.

    Not checked here: what the secret says.
    """

    new_secret: LongString
    """The new secret, such as a token."""

    reason: ShortString = ""
    """Why, in words."""


class ConnectionUpdateSecretOk(Method, tag=(10, 71)):
    """The server has taken the new secret (RabbitMQ's connection.update-secret-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class ConfirmSelect(Method, tag=(85, 10)):
    """The client asks that what it publishes be confirmed (RabbitMQ's confirm.select).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |n|
        +-+-+-+-+-+-+-+-+
        n  no_wait

    Size: 5 bytes.

    Not checked here: nothing is left to check.
    """

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class ConfirmSelectOk(Method, tag=(85, 11)):
    """The server will confirm (RabbitMQ's confirm.select-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """

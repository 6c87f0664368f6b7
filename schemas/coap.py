"""CoAP: the Constrained Application Protocol over UDP (RFC 7252, section 3)."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

import wirefmt as w
from wirefmt import Message, item, this, u8, u16

__all__ = [
    "CoAPMessage",
    "Code",
    "Option",
    "OptionFormat",
    "OptionNumber",
    "Type",
    "from_options",
    "from_uint",
    "to_options",
    "to_uint",
]

_EXTENDED = {13: 13, 14: 269}
"""What is added to the number that follows one of these nibbles (section 3.1)."""

_NO_EXTENSION = dict.fromkeys(range(13))
_GREATEST_NUMBER = 0xFFFF


class Type(IntEnum):
    """How a message is delivered (section 3)."""

    CONFIRMABLE = 0
    NON_CONFIRMABLE = 1
    ACKNOWLEDGEMENT = 2
    RESET = 3


class Code(IntEnum):
    """What a message is: class and detail, 2.05 is 0x45 (section 12.1, and others)."""

    EMPTY = 0x00
    GET = 0x01
    POST = 0x02
    PUT = 0x03
    DELETE = 0x04
    FETCH = 0x05
    """RFC 8132."""

    PATCH = 0x06
    """RFC 8132."""

    IPATCH = 0x07
    """RFC 8132."""

    CREATED = 0x41
    DELETED = 0x42
    VALID = 0x43
    CHANGED = 0x44
    CONTENT = 0x45
    CONTINUE = 0x5F
    """RFC 7959."""

    BAD_REQUEST = 0x80
    UNAUTHORIZED = 0x81
    BAD_OPTION = 0x82
    FORBIDDEN = 0x83
    NOT_FOUND = 0x84
    METHOD_NOT_ALLOWED = 0x85
    NOT_ACCEPTABLE = 0x86
    REQUEST_ENTITY_INCOMPLETE = 0x88
    """RFC 7959."""

    CONFLICT = 0x89
    """RFC 8132."""

    PRECONDITION_FAILED = 0x8C
    REQUEST_ENTITY_TOO_LARGE = 0x8D
    UNSUPPORTED_CONTENT_FORMAT = 0x8F
    UNPROCESSABLE_ENTITY = 0x96
    """RFC 8132."""

    TOO_MANY_REQUESTS = 0x9D
    """RFC 8516."""

    INTERNAL_SERVER_ERROR = 0xA0
    NOT_IMPLEMENTED = 0xA1
    BAD_GATEWAY = 0xA2
    SERVICE_UNAVAILABLE = 0xA3
    GATEWAY_TIMEOUT = 0xA4
    PROXYING_NOT_SUPPORTED = 0xA5
    HOP_LIMIT_REACHED = 0xA8
    """RFC 8768."""


class OptionNumber(IntEnum):
    """What an option is (section 5.10, and others).

    An odd number is critical: who does not know the option must not go on without it.
    """

    IF_MATCH = 1
    URI_HOST = 3
    ETAG = 4
    IF_NONE_MATCH = 5
    OBSERVE = 6
    """RFC 7641: a `to_uint` of three bytes at most."""

    URI_PORT = 7
    LOCATION_PATH = 8
    OSCORE = 9
    """RFC 8613: the payload is an encrypted message."""

    URI_PATH = 11
    CONTENT_FORMAT = 12
    MAX_AGE = 14
    URI_QUERY = 15
    HOP_LIMIT = 16
    """RFC 8768: a `to_uint` of one byte: 1 to 255."""

    ACCEPT = 17
    LOCATION_QUERY = 20
    BLOCK2 = 23
    """RFC 7959: a `to_uint` of three bytes at most: the block's number, a bit for more, and three
    bits of the size's exponent less 4.
    """

    BLOCK1 = 27
    """RFC 7959: as BLOCK2, of the request's payload."""

    SIZE2 = 28
    """RFC 7959."""

    PROXY_URI = 35
    PROXY_SCHEME = 39
    SIZE1 = 60
    ECHO = 252
    """RFC 9175: 1 to 40 bytes that the server chose."""

    NO_RESPONSE = 258
    """RFC 7967: a `to_uint` of one byte at most: bits for the classes that are not wanted."""

    REQUEST_TAG = 292
    """RFC 9175: up to 8 bytes that tell block-wise requests apart."""


_KNOWN = {number.value: number for number in OptionNumber}


class Option(NamedTuple):
    """An option of a message by its number; on the wire it is an `OptionFormat`."""

    number: OptionNumber | int
    """What it is: 0 to 65,535."""

    value: bytes = b""
    """What it says: opaque, UTF-8 text, or a number, see `to_uint` (section 3.2)."""


class OptionFormat(Message):
    """Option as it is on the wire (RFC 7252, section 3.1, figure 8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |opt_del|opt_len|           option_delta_extended ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        option_value ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        opt_del  option_delta
        opt_len  option_length

    Size: 1 to 65,809 bytes.

    Not checked here: what the number that it comes to demands of the value.
    """

    option_delta: int = w.bits(4)
    """How much greater the number is than that of the option before; 13 and 14 say that one byte
    or two follow, 15 is reserved.
    """

    option_length: int = w.bits(4)
    """The size of the value in bytes; 13 and 14 say that one byte or two follow, 15 is reserved."""

    option_delta_extended: int | None = w.choice(
        this.option_delta, {**_NO_EXTENSION, 13: u8, 14: u16}
    )
    """The delta less 13, or less 269."""

    option_value: bytes = w.choice(
        this.option_length,
        {
            **{size: w.data(size) for size in _NO_EXTENSION},
            13: w.data(w.prefix(u8, item + 13)),
            14: w.data(w.prefix(u16, item + 269)),
        },
    )
    """The value, behind its extended length: its size less 13, or less 269."""


def to_options(found: list[OptionFormat]) -> list[Option]:
    """Return the options that formats stand for: each number is the sum of the deltas up to it.

    Args:
        found: The options as they are on the wire, from the first one on.

    Raises:
        ValueError: If a number is greater than 65,535.
    """
    options: list[Option] = []
    number = 0
    for each in found:
        number += _EXTENDED.get(each.option_delta, each.option_delta)
        number += each.option_delta_extended or 0
        _check_number(number)
        options.append(Option(_KNOWN.get(number, number), each.option_value))
    return options


def from_options(options: list[Option]) -> list[OptionFormat]:
    """Return the formats of options.

    Args:
        options: The options in the order of their numbers; those of one number in any order.

    Raises:
        ValueError: If the options are not in the order of their numbers, or a number is greater
            than 65,535.
    """
    found: list[OptionFormat] = []
    before = 0
    for number, value in options:
        if number < before:
            raise ValueError(f"option {number} stands behind option {before}")
        _check_number(number)
        delta = _nibble(number - before)
        found.append(
            OptionFormat(
                option_delta=delta,
                option_length=_nibble(len(value)),
                option_delta_extended=(
                    number - before - _EXTENDED[delta] if delta in _EXTENDED else None
                ),
                option_value=value,
            )
        )
        before = number
    return found


def _check_number(number: int) -> None:
    if number > _GREATEST_NUMBER:
        raise ValueError(f"option number {number} is greater than {_GREATEST_NUMBER}")


def _nibble(number: int) -> int:
    """Return a number, or which extension it needs."""
    return next((nibble for nibble in (14, 13) if number >= _EXTENDED[nibble]), number)


def to_uint(value: bytes) -> int:
    """Return the number that an option's value is (section 3.2); zeros in front are ignored."""
    return int.from_bytes(value, "big")


def from_uint(number: int) -> bytes:
    """Return a number as an option's value, in as few bytes as it needs: none for 0 (section 3.2).

    Raises:
        OverflowError: If the number is negative.
    """
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


class CoAPMessage(Message):
    r"""CoAP message: one datagram of UDP (RFC 7252, section 3, figure 7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |ver|typ|tok_len|      code     |           message_id          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           token ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      options ... b'\xff'                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        ver      version
        typ      type
        tok_len  token_length

    Size: 4 bytes or more.

    Not checked here: whether the code suits the type; whether options may stand in such a message,
    how often, and with such values. A payload marker without a payload, a format error by the
    standard, is taken for none. Messages over TCP (RFC 8323) and longer tokens (RFC 8974) have
    another format.
    """

    version: int = w.const(1, w.bits(2))
    """Ver: 1."""

    type: Type = w.enumerated(w.bits(2))
    """T: whether the message asks for an acknowledgement, or is an answer to one."""

    token_length: int = w.derived(w.bits(4))
    """TKL: the size of the token in bytes: 0 to 8."""

    code: Code | int = w.enumerated(u8, open=True)
    """Three bits of class and five of detail: a request, a response, or empty."""

    message_id: u16
    """What a message and its acknowledgement have in common; shows duplicates."""

    token: bytes = w.data(this.token_length, max=8, default=b"")
    """What a request and its responses have in common (section 5.3.1)."""

    options: list[Option] = w.convert(
        Annotated[list[OptionFormat], w.array(w.until(b"\xff", at_eof=True))],
        decode=to_options,
        encode=from_options,
        default_factory=list,
    )
    """The options, in the order of their numbers."""

    payload: bytes = w.data(
        w.rest,
        default=b"",
        check=(this.code != Code.EMPTY)
        | (w.size_of(this.token) + w.size_of(this.options) + w.size_of(this.payload) == 0),
    )
    """The representation of a resource, or a diagnostic text (section 5.5)."""

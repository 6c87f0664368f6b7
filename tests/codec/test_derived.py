"""Fields that encode finds out: solved from their users, or spelled; constants and checksums."""

from __future__ import annotations

import binascii
import zlib
from typing import Any

import pytest

import strangers
import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare, shown
from wirefmt import (
    CheckFailedError,
    ChecksumError,
    ConstantError,
    LengthError,
    Message,
    OutOfRangeError,
    SizeMismatchError,
    this,
)

# ------------------------------------------------------------------ solved


@pytest.mark.parametrize(
    ("expression", "sizes"),
    [
        (this.n, {0: 0, 5: 5, 255: 255}),
        (this.n - 8, {8: 0, 10: 2}),
        (this.n + 3, {0: 3, 4: 7}),
        (3 + this.n, {0: 3, 4: 7}),
        (20 - this.n, {20: 0, 5: 15}),
        (4 * this.n - 20, {5: 0, 6: 4, 15: 40}),
        (this.n * 2, {0: 0, 7: 14}),
        (this.n << 3, {0: 0, 2: 16}),
        (-(8 - this.n), {8: 0, 12: 4}),
        (2 * (this.n + 1) - 1, {0: 1, 3: 7}),
    ],
    ids=shown,
)
def test_linear_extent_is_solved(expression: Any, sizes: dict[int, int]) -> None:
    cls = declare("Linear", {"n": (w.u8, w.derived()), "body": (bytes, w.data(expression))})
    for number, size in sizes.items():
        body = bytes(range(size))
        check_message(cls, cls(body=body), bytes([number]) + body)


def test_size_off_the_grid_is_refused() -> None:
    cls = declare("Grid", {"n": (w.u8, w.derived()), "body": (bytes, w.data(4 * this.n - 20))})
    for engine_value in (b"abc", b"abcde"):
        with pytest.raises(SizeMismatchError) as caught:
            w.encode(cls(body=engine_value))
        assert caught.value.path == ("body",)
        check_encode_error(cls, cls(body=engine_value), caught.value)


def test_length_is_never_truncated(engine: Engine) -> None:
    cls = declare("Short", {"n": (w.u8, w.derived()), "body": (bytes, w.data(this.n))})
    assert engine.encode(cls, cls(body=bytes(255))) == b"\xff" + bytes(255)
    with pytest.raises(OutOfRangeError) as caught:
        engine.encode(cls, cls(body=bytes(256)))
    assert caught.value.path == ("n",)
    narrow = declare(
        "Narrow",
        {
            "n": (int, w.derived(w.bits(4))),
            "m": (int, w.bits(4)),
            "body": (bytes, w.data(this.n - 1)),
        },
    )
    assert engine.encode(narrow, narrow(m=1, body=bytes(14))) == b"\xf1" + bytes(14)
    with pytest.raises(OutOfRangeError):
        engine.encode(narrow, narrow(m=1, body=bytes(15)))


def test_negative_solution_is_refused(engine: Engine) -> None:
    cls = declare("Minus", {"n": (w.u8, w.derived()), "body": (bytes, w.data(this.n + 3))})
    with pytest.raises(OutOfRangeError) as caught:
        engine.encode(cls, cls(body=b"ab"))
    assert caught.value.path == ("n",)


class Ipv4ish(Message, size=this.total_length):
    """The two lengths of RFC 791, section 3.1: one from the options, one from everything."""

    version: int = w.const(4, w.bits(4))
    ihl: int = w.derived(w.bits(4))
    total_length: w.u16 = w.derived()
    options: bytes = w.data(4 * this.ihl - 20)
    fixed: bytes = w.data(17)
    payload: bytes = w.data(w.rest)


def test_lengths_are_solved_in_the_order_of_what_they_need() -> None:
    message = Ipv4ish(options=bytes(8), fixed=b"x" * 17, payload=b"hello")
    wire = b"\x47\0\x21" + bytes(8) + b"x" * 17 + b"hello"
    check_message(Ipv4ish, message, wire)
    assert (message.ihl, message.total_length, message.version) == (7, 33, 4)


class Shared(Message):
    """One number for two arrays, and a second that counts with an ordinary one."""

    n: w.u8 = w.derived()
    extra: w.u8
    m: w.u8 = w.derived()
    left: list[w.u8] = w.array(this.n)
    right: list[w.u16] = w.array(this.n)
    rest: bytes = w.data(this.m - 2 * this.extra)


def test_users_that_agree_tell_one_number() -> None:
    message = Shared(extra=3, left=[1, 2], right=[3, 4], rest=b"abc")
    check_message(Shared, message, bytes.fromhex("02 03 09 0102 00030004") + b"abc")


def test_users_that_disagree_are_refused() -> None:
    message = Shared(extra=0, left=[1, 2], right=[3], rest=b"")
    with pytest.raises(SizeMismatchError) as caught:
        w.encode(message)
    assert caught.value.path == ("right",)
    check_encode_error(Shared, message, caught.value)


class Optional(Message):
    """A length whose user may be absent, and a presence that is solved."""

    there: bool = w.derived(w.flag)
    unused: int = w.pad(w.bits(3))
    size: int = w.derived(w.bits(4), default=9)
    body: bytes | None = w.data(this.size, when=this.there, default=None)


def test_default_holds_where_no_user_is_there() -> None:
    check_message(Optional, Optional(body=b"abc"), b"\x83abc")
    check_message(Optional, Optional(body=b""), b"\x80")
    check_message(Optional, Optional(), b"\x09")


class Arms(Message):
    """Several users of one length, of which some are absent: the first that is there tells."""

    kind: w.u8
    size: w.u16 = w.derived()
    text: str | None = w.text(this.size, when=this.kind == 1, default=None)
    data: bytes | None = w.data(this.size - 1, when=this.kind == 2, default=None)


def test_first_user_that_is_there_tells() -> None:
    check_message(Arms, Arms(kind=1, text="ab"), b"\1\0\2ab")
    check_message(Arms, Arms(kind=2, data=b"ab"), b"\2\0\3ab")
    check_message(Arms, Arms(kind=3), b"\3\0\0")


# ------------------------------------------------------------------ spelled


class Spelled(Message):
    """Derivations with many preimages, bitwise and lazy ones."""

    words: w.u8 = w.derived(w.u8, (w.size_of(this.body) + 3) // 4)
    low: int = w.derived(w.bits(4), w.size_of(this.body) & 0xF)
    many: int = w.derived(w.bits(4), w.select(w.size_of(this.body) > 10, 1, 0))
    twice: w.u16_le = w.derived(w.u16_le, this.words * 2 + this.low % 3)
    body: bytes = w.data(w.u8)


def test_derivation_that_is_spelled_is_filled_in_and_checked() -> None:
    check_message(Spelled, Spelled(body=b"abcde"), b"\2\x60\4\0\5abcde")
    check_message(Spelled, Spelled(body=bytes(12)), b"\4\xd1\x09\0\x0c" + bytes(12))
    error = CheckFailedError("Spelled", ("words",), 0, 0, "3 is not 2, which the other fields give")
    check_faulty(Spelled, b"\3\x60\6\0\5abcde", error)
    error = CheckFailedError("Spelled", ("twice",), 2, 0, "5 is not 4, which the other fields give")
    check_faulty(Spelled, b"\2\x60\5\0\5abcde", error)


# ------------------------------------------------------------------ constants and padding


class Marked(Message):
    magic: bytes = w.const(b"\x89PNG")
    version: w.u16 = w.const(2, w.u16)
    gap: bytes = w.pad(3)
    name: str = w.const("ab", w.text(w.u8))
    flag: bool = w.const(True, w.flag)
    low: int = w.const(5, w.bits(7))
    number: int = w.const(7, w.decimal(3))


MARKED = b"\x89PNG\0\2\0\0\0\2ab\x85007"


def test_constants_are_written_and_compared() -> None:
    check_message(Marked, Marked(), MARKED)
    assert (Marked().magic, Marked().version, Marked().low) == (b"\x89PNG", 2, 5)


@pytest.mark.parametrize(
    ("place", "byte", "path", "offset", "bit", "reason"),
    [
        (0, 0x88, "magic", 0, 0, r"b'\x88PNG' is not b'\x89PNG'"),
        (5, 3, "version", 4, 0, "3 is not 2"),
        (11, ord("c"), "name", 9, 0, "'ac' is not 'ab'"),
        (12, 0x05, "flag", 12, 0, "False is not True"),
        (12, 0x86, "low", 12, 1, "6 is not 5"),
        (15, ord("8"), "number", 13, 0, "8 is not 7"),
    ],
)
def test_other_constant_is_refused(  # noqa: PLR0913, PLR0917  # a row of the table
    place: int, byte: int, path: str, offset: int, bit: int, reason: str
) -> None:
    data = bytearray(MARKED)
    data[place] = byte
    check_faulty(Marked, bytes(data), ConstantError("Marked", (path,), offset, bit, reason))


def test_constant_is_refused_before_more_is_awaited() -> None:
    decoder = w.Decoder(Marked).feed(b"\x88PNG\0\2\0\0\0")
    with pytest.raises(ConstantError):
        list(decoder)


def test_padding_is_zero_and_ignored(engine: Engine) -> None:
    dirty = bytearray(MARKED)
    dirty[6:9] = b"xyz"
    assert engine.decode(Marked, bytes(dirty)) == Marked()


class Padded(Message):
    size: w.u8
    gap: bytes = w.pad(8 - this.size)
    body: bytes = w.data(this.size)


def test_padding_may_be_told(engine: Engine) -> None:
    check_message(Padded, Padded(size=3, body=b"abc"), b"\3\0\0\0\0\0abc")
    check_faulty(Padded, b"\x09", LengthError("Padded", ("gap",), 1, 0, "-1 is negative"))
    with pytest.raises(w.EncodeError):
        engine.encode(Padded, Padded(size=9, body=bytes(9)))


# ------------------------------------------------------------------ checksums


def internet_checksum(data: bytes) -> int:
    """Return the ones' complement of the ones' complement sum (RFC 1071)."""
    words = sum(
        int.from_bytes(data[i : i + 2].ljust(2, b"\0"), "big") for i in range(0, len(data), 2)
    )
    while words >> 16:
        words = (words & 0xFFFF) + (words >> 16)
    return words ^ 0xFFFF


class Summed(Message):
    """A checksum that lies in the middle of what it covers."""

    before: w.u16
    checksum: w.u16 = w.checksum(internet_checksum, w.u16, over=this["before":"after"])
    after: bytes = w.data(4)
    behind: w.u8


def test_internet_checksum_is_that_of_the_rfc() -> None:
    (vector,) = strangers.vectors("checksum_rfc1071")["vectors"]
    data, checksum = bytes.fromhex(vector["hex"]), bytes.fromhex(vector["checksum"])
    after = data[2:6]
    rest = internet_checksum(data[:2] + b"\0\0" + after)
    message = Summed(before=1, after=after, behind=9)
    check_message(Summed, message, data[:2] + rest.to_bytes(2, "big") + after + b"\x09")
    whole = declare(
        "Whole",
        {
            "body": (bytes, w.data(8)),
            "sum": (w.u16, w.checksum(internet_checksum, w.u16, over=this.body)),
        },
    )
    check_message(whole, whole(body=data), data + checksum)


CRCS = [
    ("CRC-32/ISO-HDLC", zlib.crc32, w.u32, 4, "big"),
    ("CRC-32/ISO-HDLC", zlib.crc32, w.u32_le, 4, "little"),
    ("CRC-16/XMODEM", lambda data: binascii.crc_hqx(data, 0), w.u16, 2, "big"),
]


@pytest.mark.parametrize(("name", "function", "type_", "size", "order"), CRCS, ids=shown)
def test_crc_is_that_of_the_catalogue(  # a row of the table
    name: str, function: Any, type_: Any, size: int, order: Any
) -> None:
    catalogue = strangers.vectors("crc_check")
    (crc,) = [each for each in catalogue["crcs"] if name in each["names"]]
    data = catalogue["data"].encode()
    framed = declare(
        "Framed",
        {"body": (bytes, w.data(9)), "crc": (type_, w.checksum(function, type_, over=this.body))},
    )
    check_message(framed, framed(body=data), data + int(crc["check"], 16).to_bytes(size, order))


def test_wrong_checksum_is_refused() -> None:
    wire = bytearray(w.encode(Summed(before=1, after=b"abcd", behind=9)))
    wire[3] ^= 1
    with pytest.raises(ChecksumError) as caught:
        w.decode(Summed, bytes(wire))
    assert (caught.value.path, caught.value.offset) == (("checksum",), 2)
    check_faulty(Summed, bytes(wire), caught.value)


class Digest(Message):
    """Two checksums, the second over the first, over fields of no fixed size."""

    body: bytes = w.data(w.u8)
    inner: w.u32 = w.checksum(zlib.crc32, w.u32, over=this.body)
    sealed: bytes = w.checksum(
        lambda data: zlib.adler32(data).to_bytes(4, "big"), w.data(4), over=this["body":"inner"]
    )


def test_checksums_are_computed_in_the_order_of_what_they_cover() -> None:
    body = b"\3abc"
    inner = body + zlib.crc32(body).to_bytes(4, "big")
    wire = inner + zlib.adler32(inner).to_bytes(4, "big")
    check_message(Digest, Digest(body=b"abc"), wire)


@pytest.mark.parametrize("result", [-1, 1 << 32, "text", None], ids=shown)
def test_checksum_that_does_not_fit_is_an_encode_error(result: Any, engine: Engine) -> None:
    function = lambda _data: result  # noqa: E731  # one for each result
    cls = declare("Odd", {"a": w.u8, "sum": (w.u32, w.checksum(function, w.u32, over=this.a))})
    with pytest.raises(w.EncodeError) as caught:
        engine.encode(cls, cls(a=1))
    assert caught.value.path == ("sum",)


# ------------------------------------------------------------------ what a message shows


def test_derived_fields_are_read_and_never_given() -> None:
    message = Shared(extra=3, left=[1, 2], right=[3, 4], rest=b"abc")
    assert (message.n, message.m) == (2, 9)
    with pytest.raises(TypeError):
        Shared(n=1, extra=0, left=[], right=[], rest=b"")  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        message.n = 5
    assert Summed(before=0, after=bytes(4), behind=0).checksum == 0xFFFF

"""What type checkers must accept, and the types that they must find; the classes are real."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, IntFlag
from typing import Annotated, assert_type

import wirefmt as w
from wirefmt import (
    Codec,
    CustomCodec,
    Decoder,
    Message,
    Writer,
    align,
    array,
    bits,
    boolean,
    checksum,
    const,
    convert,
    custom,
    data,
    decimal,
    decode,
    derived,
    encode,
    enumerated,
    f32,
    field,
    flag,
    given,
    item,
    one_of,
    pad,
    peek,
    prefix,
    rest,
    select,
    size_of,
    sized,
    text,
    this,
    u8,
    u16,
    u24,
    u32,
    until,
    uvarint,
)


class FrameType(IntEnum):
    PING = 6
    DATA = 0


class PingFlags(IntFlag):
    ACK = 1


class Datagram(Message, size=this.length):
    source_port: u16
    destination_port: u16
    length: u16 = derived()
    checksum: u16 = 0
    payload: bytes = data(rest)


class Login(Message):
    version: u8 = 1
    user: str = text(u16)
    token: bytes = data(32)
    scopes: list[u32] = array(u8)
    nickname: str | None = text(u8, when=this.version >= 2, default=None)


class Frame(Message, variants=this.type, size=this.length + 9):
    length: u24 = derived()
    type: FrameType = derived(enumerated(u8))
    flags: u8 = 0
    reserved: int = pad(bits(1))
    stream_id: int = bits(31)


class Ping(Frame, tag=FrameType.PING):
    opaque: bytes = data(8)


class Data(Frame, tag=FrameType.DATA):
    pad_length: u8 | None = field(when=this.flags & 8)
    body: bytes = data(rest)


class FrozenFrame(Message, variants=this.type, frozen=True):
    type: u8 = derived()
    flags: u8 = 0


class FrozenPing(FrozenFrame, tag=FrameType.PING, frozen=True):
    flags: PingFlags = enumerated(u8)
    opaque: bytes = data(8)


class FrozenSeveral(FrozenFrame, tag={1, 2}, frozen=True):
    type: u8 = field()
    flags: u8 = const(4)


class FrozenUnknown(FrozenFrame, tag=..., frozen=True):
    type: u8 = field()
    payload: bytes = data(rest)


class Option(Message, variants=this.kind, byte_order="little"):
    kind: u8 = derived()
    end: u8 = const(0xCE, trailing=True)


class Told(Message, byte_order=given.little):
    number: u16


class Marked(Message, byte_order=peek(u8) == 1):
    number: u16


class Endpoint(Message, byte_order="little", bit_order="lsb"):
    size: int = bits(11)
    further: int = bits(5)


class LongOption(Option, size=this.length):
    length: u8 = derived(default=2, keep=True)


class SeveralOption(LongOption, tag={1, range(4, 9), FrameType.PING}):
    kind: u8 = field()


class RangeOption(LongOption, tag=range(10, 20), variants=(this.kind, given.version)):
    kind: u8 = field()


class InnerOption(RangeOption, tag={(10, ...), (range(11, 13), 2)}):
    value: u8


Name = Annotated[str, text(u8)]
LoginFrame = Annotated[Login, sized(u32)]


class Tree(Message):
    label: Name
    names: list[Name] = array(u8)
    children: list[Tree] = array(u8)
    later: Later | None = field(when=boolean, default=None)


class Later(Message):
    tree: Tree


def crc(block: bytes) -> int:
    return len(block)


def keyed(block: bytes, key: bytes) -> int:
    return len(block + key)


def is_even(value: int) -> bool:
    return value % 2 == 0


class Everything(Message, check=(this.version > 0, lambda message: message is not None)):
    magic: bytes = const(b"\x89PNG")
    version: int = const(4, u8)
    ratio: f32 = 0.0
    fin: flag
    opcode: FrameType = enumerated(bits(4), default=FrameType.PING)
    low: int = bits(3, check=(one_of(this.low, 1, 2), is_even))
    gap: bytes = pad(3)
    line: int = decimal(until(b"\r\n"), max=80)
    digits: int | None = decimal(5, when=this.fin)
    nested: Login = sized(decimal(5))
    entries: list[Login] = array(size=u32, max=1000, default_factory=list)
    extra: list[u8] | None = array(u8, when=given.version >= 3, default=None)
    up: bytes = data(this.low * 4 - 1, min=1, default=b"xyz")
    n: u8 = derived(u8, select(w.count_of(this.entries) > 3, 1, size_of(this["up":"n"])))
    length: uvarint = derived(default=3)
    told: bytes = data(this.length)
    ok: boolean = True
    crc: int = checksum(crc, u32, over=this["magic":"n"])
    keyed: int = checksum(keyed, u32, over=this.told, using=this.magic)


class Masking:
    def decode(self, data: bytes, limit: int, key: int) -> bytes:
        return bytes(byte ^ key for byte in data[:limit])

    def encode(self, data: bytes, key: int) -> bytes:
        return bytes(byte ^ key for byte in data)


class Transformed(Message):
    key: u8
    masked: Login = sized(u16, through=Masking(), using=this.key)
    packed: Login | None = sized(u16, through=w.Deflate(-15), slack=True, when=boolean)


class Names:
    def decode(self, data: memoryview, position: int) -> tuple[str, int]:
        return str(data[position : position + 1], "ascii"), position + 1

    def encode(self, value: str, writer: Writer) -> None:
        writer.memo[value] = writer.position
        writer.write(value.encode("ascii"))


NAMES: CustomCodec[str] = Names()
DnsName = Annotated[str, custom(Names())]


class Custom(Message, origin=True):
    name: str = custom(Names())
    other: DnsName
    maybe: str | None = custom(NAMES, when=boolean, default=None)
    names: list[DnsName] = array(u8)
    known: str = custom(NAMES, default="x", check=len)


assert_type(Custom(name="a", other="b", names=[]).maybe, str | None)
assert_type(decode(DnsName, b"a"), str)


class Prefixes(Message, size=this.gap_size, slack=True):
    gap_size: u8 = derived()
    counts_itself: bytes = data(prefix(u32, item - 4), min=1)
    null: bytes | None = data(prefix(u32, none=0xFFFF_FFFF), default=None)
    name: str | None = text(prefix(uvarint, item - 1, none=0))
    number: int | None = decimal(prefix(u8, none=0))
    entries: list[u8] | None = array(prefix(u8, none=0))
    filling: list[u8] | None = array(size=prefix(u8, 2 * item, none=0))
    nested: Login | None = sized(prefix(u8, none=0))
    gap: bytes = align(4)
    aligned: bytes = data(u32, align=4)
    others: list[Annotated[str, text(u32, align=4)]] = array(u32, align=4)
    region: Login | None = sized(u16, align=4, when=boolean)
    slack: Login = sized(u16, slack=True)
    ended: list[u8] = array(until(b"\0"), max=3)
    chained: list[Login] = array(until(item.version == 0))
    columns: list[Annotated[bytes | None, data(prefix(u32, none=0))]] = array(u16)


class Spaced(Message, size=this.size, align=4):
    size: u32 = derived()
    spaced: list[Login] = array(rest, between=4)


class Early(Message):
    early: list[u8] = array(until(b"\0", at_eof=True), default_factory=list)
    last: list[Login] = array(until(item.version == 0, at_eof=True))
    line: bytes = data(until(b"\n", include=True, at_eof=True), default=b"")


def use() -> None:
    assert_type(decode(Datagram, b""), Datagram)
    assert_type(decode(u16, b""), int)
    assert_type(decode(LoginFrame, b""), Login)
    assert_type(decode(Annotated[Login, sized(u32)], b""), Login)
    assert_type(Decoder(Login), Decoder[Login])
    assert_type(Decoder(LoginFrame), Decoder[Login])
    assert_type(Decoder(Annotated[str, text(until(b"\n"))]), Decoder[str])
    assert_type(Codec(LoginFrame), Codec[Login])
    assert_type(encode(Login(user="x", token=b"", scopes=[1])), bytes)

    login = Login(version=2, user="x", token=b"", scopes=[1], nickname="n")
    assert_type(login.nickname, str | None)
    assert_type(login.version, int)
    assert_type(Datagram(source_port=1, destination_port=2, payload=b"").length, int)
    assert_type(Ping(flags=1, stream_id=3, opaque=b"").type, FrameType)
    assert_type(FrozenPing(flags=PingFlags.ACK, opaque=b"").flags, PingFlags)
    FrozenUnknown(type=9, payload=b"x")
    FrozenSeveral(type=1)
    bytes(login)


def show(frame: Frame) -> str:
    match frame:
        case Ping(opaque=opaque, stream_id=0):
            return assert_type(opaque, bytes).hex()
        case Data(body=body):
            return body.hex()
        case _:
            return bytes(frame).hex()


def handle(message: Login | Datagram | int) -> str:
    match message:
        case Login():
            return message.user
        case Datagram():
            return message.payload.hex()
        case int():
            return str(message)


def receive(chunks: Iterator[bytes]) -> Iterator[Login]:
    decoder = Decoder(LoginFrame)
    for chunk in chunks:
        yield from decoder.feed(chunk)


def to_text(number: int) -> str:
    return str(number)


def from_text(text: str) -> int:
    return int(text)


def mask(data: bytes, key: int) -> bytes:
    return bytes(byte ^ key for byte in data)


class Converted(Message):
    key: u8
    name: str = convert(u32, decode=to_text, encode=from_text)
    maybe: str | None = convert(u32, decode=to_text, encode=from_text, when=boolean, default=None)
    secret: bytes = convert(data(4), decode=mask, encode=mask, using=this.key)
    perhaps: bytes | None = convert(
        data(4), decode=mask, encode=mask, using=this.key, when=boolean, default=None
    )
    digits: str = convert(decimal(4), decode=to_text, encode=from_text, default="0")


assert_type(Converted(key=1, name="1", secret=b"abcd").maybe, str | None)

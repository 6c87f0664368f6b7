"""The contract of `Decoder`, sentence by sentence."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare, stand
from wirefmt import (
    ConstantError,
    Decoder,
    DecoderClosedError,
    LimitExceededError,
    Limits,
    Message,
    OverrunError,
    SchemaError,
    TruncatedError,
    this,
)


class Datagram(Message, size=this.length):
    source_port: w.u16
    destination_port: w.u16
    length: w.u16 = w.derived()
    checksum: w.u16 = 0
    payload: bytes = w.data(w.rest)


class Line(Message):
    mark: bytes = w.const(b">")
    text: str = w.text(w.until(b"\n"))


class Greeting(Message):
    """Waits in many places."""

    version: w.u8
    name: str = w.text(w.u16)
    extra: w.u32 | None = w.field(when=this.version > 1, default=None)
    points: list[Line] = w.array(w.u8)


FIRST = Datagram(source_port=53, destination_port=4242, payload=b"hi")
WIRE = bytes.fromhex("0035 1092 000a 0000 6869")

# ------------------------------------------------------------------ input


def test_codec_serves_many_decoders() -> None:
    """The codec of what is no class is made anew each time that the type is named."""
    lines = w.Codec(Annotated[str, w.text(w.until(b"\n"))])
    decoders = [Decoder(lines), Decoder(lines)]
    assert [list(each.feed(b"a\nb")) for each in decoders] == [["a"], ["a"]]


def test_feed_decodes_nothing_and_returns_the_decoder() -> None:
    decoder = Decoder(Line)
    assert decoder.feed(b"wrong from its first byte") is decoder
    assert decoder.feed_eof() is decoder
    with pytest.raises(ConstantError):
        list(decoder)


def test_bytes_are_kept_and_other_buffers_copied() -> None:
    decoder = Decoder(Datagram)
    for make in (bytearray, memoryview):
        buffer = bytearray(WIRE)
        decoder.feed(make(buffer))
        buffer[:] = bytes(len(buffer))
        assert list(decoder) == [FIRST]
    assert list(decoder.feed(WIRE)) == [FIRST]


def test_view_of_other_items_is_taken_as_its_bytes() -> None:
    view = memoryview(WIRE).cast("H")
    assert list(Decoder(Datagram).feed(view)) == [FIRST]


@pytest.mark.parametrize("chunk", ["text", 5, None, [1, 2]])
def test_what_is_no_buffer_is_a_type_error(chunk: Any) -> None:
    decoder = Decoder(Datagram)
    with pytest.raises(TypeError):
        decoder.feed(chunk)
    assert list(decoder.feed(WIRE)) == [FIRST]


def test_empty_chunks_change_nothing() -> None:
    decoder = Decoder(Datagram)
    assert list(decoder.feed(b"").feed(WIRE[:3]).feed(b"").feed(WIRE[3:])) == [FIRST]


def test_feed_after_the_end_is_refused() -> None:
    decoder = Decoder(Datagram).feed(WIRE).feed_eof()
    with pytest.raises(DecoderClosedError):
        decoder.feed(b"")
    assert list(decoder) == [FIRST]
    with pytest.raises(DecoderClosedError):
        decoder.feed(WIRE)


def test_end_twice_is_harmless() -> None:
    decoder = Decoder(Datagram).feed(WIRE).feed_eof().feed_eof()
    assert list(decoder) == [FIRST]
    assert list(decoder.feed_eof()) == []


def test_cut_message_is_truncated_at_the_end() -> None:
    decoder = Decoder(Datagram).feed(WIRE + WIRE[:9])
    assert list(decoder) == [FIRST]
    decoder.feed_eof()
    for _ in range(2):
        with pytest.raises(TruncatedError) as caught:
            list(decoder)
        assert (caught.value.path, caught.value.offset) == ((), 10)


# ------------------------------------------------------------------ output


def test_messages_are_given_one_at_a_time_and_never_ahead() -> None:
    decoder = Decoder(Line).feed(b">a\n>b\nfault")
    one = iter(decoder)
    assert next(one) == Line(text="a")
    assert (decoder.position, decoder.buffered) == (3, 8)
    assert next(iter(decoder)) == Line(text="b")
    with pytest.raises(ConstantError):
        next(one)


def test_loop_that_is_left_early_loses_nothing() -> None:
    decoder = Decoder(Line).feed(b">a\n>b\n>c\n>d")
    for line in decoder:
        assert line == Line(text="a")
        break
    assert list(decoder) == [Line(text="b"), Line(text="c")]
    assert list(decoder.feed(b"\n")) == [Line(text="d")]


def test_finished_iterator_may_be_followed_by_another() -> None:
    decoder = Decoder(Line).feed(b">a\n")
    one = iter(decoder)
    assert list(one) == [Line(text="a")]
    decoder.feed(b">b\n")
    assert list(one) == []
    assert list(decoder) == [Line(text="b")]


def test_error_comes_after_all_messages_before_it() -> None:
    found = stand(Line, [b">a\n>b\n!c\n>d\n"])
    assert found.messages == [Line(text="a"), Line(text="b")]
    assert found.error == ConstantError("Line", ("mark",), 6, 0, "b'!' is not b'>'")


def test_error_comes_again_from_iteration_and_feed() -> None:
    decoder = Decoder(Line).feed(b"!")
    with pytest.raises(ConstantError) as first:
        list(decoder)
    for again in (
        lambda: list(decoder),
        lambda: decoder.feed(b">x\n"),
        lambda: list(decoder.feed_eof()),
    ):
        with pytest.raises(ConstantError) as caught:
            again()
        assert caught.value == first.value
        assert caught.value is not first.value
    assert (decoder.needed, decoder.waiting_for) == (0, ())


def test_offsets_count_from_the_start_of_the_stream() -> None:
    decoder = Decoder(Datagram)
    for _ in range(3):
        assert list(decoder.feed(WIRE)) == [FIRST]
    with pytest.raises(OverrunError) as caught:
        list(decoder.feed(bytes.fromhex("0035 1092 0007 00")))
    assert caught.value.offset == 36


# ------------------------------------------------------------------ where the stream stands


def test_needed_is_what_lacks() -> None:
    decoder = Decoder(Greeting)
    assert decoder.needed == 4, "the smallest message"
    decoder.feed(b"\2")
    assert decoder.needed == 0, "fed bytes have not been iterated"
    steps = [
        (b"", 2, ("name",)),
        (b"\0", 1, ("name",)),
        (b"\5ab", 3, ("name",)),
        (b"cde", 4, ("extra",)),
        (b"\0\0\0", 1, ("extra",)),
        (b"\1", 1, ("points",)),
        (b"\2", 1, ("points", 0, "mark")),
        (b">", 1, ("points", 0, "text")),
        (b"many bytes", 1, ("points", 0, "text")),
        (b"\n", 1, ("points", 1, "mark")),
    ]
    for chunk, needed, path in steps:
        assert list(decoder.feed(chunk)) == []
        assert (decoder.needed, decoder.waiting_for) == (needed, path)
    (message,) = decoder.feed(b">\n")
    assert message.points == [Line(text="many bytes"), Line(text="")]
    assert (decoder.needed, decoder.waiting_for, decoder.buffered) == (4, (), 0)


def test_needed_bytes_may_be_read_just_so() -> None:
    """Reading as many bytes as are needed never reads into the next message."""
    wire = b"\2\0\5abcde\0\0\0\1\1>line\n"
    source, position = wire * 3, 0
    decoder = Decoder(Greeting)
    messages: list[Greeting] = []
    while position < len(source):
        size = decoder.needed
        assert size >= 1
        messages += decoder.feed(source[position : position + size])
        position += size
    assert messages == [w.decode(Greeting, wire)] * 3


def test_needed_is_a_window_as_soon_as_its_size_is_known() -> None:
    decoder = Decoder(Datagram).feed(WIRE[:6])
    assert list(decoder) == []
    assert decoder.needed == 4
    assert decoder.waiting_for == ()


def test_nothing_is_needed_at_the_end() -> None:
    decoder = Decoder(Datagram).feed(WIRE).feed_eof()
    assert list(decoder) == [FIRST]
    assert (decoder.needed, decoder.waiting_for, decoder.buffered) == (0, (), 0)


def test_buffered_and_position_count_bytes() -> None:
    decoder = Decoder(Datagram)
    assert (decoder.buffered, decoder.position) == (0, 0)
    decoder.feed(WIRE + WIRE[:5]).feed(WIRE[5:7])
    assert (decoder.buffered, decoder.position) == (17, 0)
    assert list(decoder) == [FIRST]
    assert (decoder.buffered, decoder.position) == (7, 10)
    assert list(decoder.feed(WIRE[7:])) == [FIRST]
    assert (decoder.buffered, decoder.position) == (0, 20)


# ------------------------------------------------------------------ leftover


@pytest.mark.parametrize("iterate", [False, True])
def test_leftover_goes_to_another_protocol(iterate: bool) -> None:  # a row
    decoder = Decoder(Line).feed(b">a\n")
    assert list(decoder) == [Line(text="a")]
    decoder.feed(b">b\n").feed(b">cd")
    if iterate:
        assert list(decoder) == [Line(text="b")]
        decoder.feed(b"ef")
    expected = b">cdef" if iterate else b">b\n>cd"
    assert decoder.leftover() == expected
    assert (decoder.buffered, decoder.needed, decoder.waiting_for) == (0, 0, ())
    assert list(decoder) == []
    assert decoder.leftover() == b""
    with pytest.raises(DecoderClosedError):
        decoder.feed(b"x")


def test_leftover_after_an_error_holds_the_faulty_message() -> None:
    decoder = Decoder(Line).feed(b">a\n!rest")
    with pytest.raises(ConstantError):
        list(decoder)
    assert decoder.leftover() == b"!rest"


def test_leftover_in_the_middle_of_a_loop() -> None:
    decoder = Decoder(Line).feed(b">a\n>b\nTLS")
    for line in decoder:
        if line.text == "b":
            break
    assert decoder.leftover() == b"TLS"


# ------------------------------------------------------------------ given


class Session(Message):
    number: w.u8
    wide: w.u16 | None = w.field(when=w.given.wide, default=None)


def test_given_is_effective_from_the_next_message() -> None:
    decoder = Decoder(Session, given={"wide": False})
    assert list(decoder.feed(b"\1")) == [Session(number=1)]
    decoder.given = {"wide": True}
    assert list(decoder.feed(b"\2\0")) == []
    decoder.given = {"wide": False}
    assert list(decoder.feed(b"\3\4")) == [Session(number=2, wide=3), Session(number=4)]


def test_given_may_change_between_two_messages_of_one_chunk() -> None:
    decoder = Decoder(Session, given={"wide": False}).feed(b"\1\2\0\3\4")
    found = []
    for message in decoder:
        found.append(message)
        decoder.given = {"wide": message.number == 1}
    assert found == [Session(number=1), Session(number=2, wide=3), Session(number=4)]


def test_missing_name_is_an_error_of_the_caller() -> None:
    decoder = Decoder(Session).feed(b"\1")
    with pytest.raises(w.GivenError) as caught:
        list(decoder)
    assert caught.value.name == "wide"
    decoder.given = {"wide": False}
    assert list(decoder) == [Session(number=1)]


# ------------------------------------------------------------------ what T may be

FRAMED: list[tuple[Any, bytes, list[Any]]] = [
    (Annotated[Line, w.sized(w.u32)], b"\0\0\0\3>a\n\0\0\0\2>\n", [Line(text="a"), Line(text="")]),
    (Annotated[str, w.text(w.until(b"\n"))], b"one\ntwo\n\n", ["one", "two", ""]),
    (w.u16, b"\0\1\0\2", [1, 2]),
    (Annotated[bytes, w.data(Annotated[int, w.decimal(w.until(b":"))])], b"2:ab0:", [b"ab", b""]),
]


@pytest.mark.parametrize(("spec", "wire", "messages"), FRAMED, ids=range(len(FRAMED)))
def test_any_type_may_be_a_frame(spec: Any, wire: bytes, messages: list[Any]) -> None:
    assert list(Decoder(spec).feed(wire)) == messages
    decoder: Decoder[Any] = Decoder(spec)
    assert [message for byte in wire for message in decoder.feed(bytes([byte]))] == messages


def test_type_that_may_take_no_byte_is_refused() -> None:
    cls = declare("Maybe", {"a": (w.u8 | None, w.field(when=w.given.a, default=None))})
    with pytest.raises(SchemaError):
        Decoder(cls)


OPEN = [
    declare("All", {"body": (bytes, w.data(w.rest))}),
    declare("Words", {"body": (list[w.u16], w.array(w.rest))}),
    declare("Tail", {"head": w.u8, "body": (w.u16 | None, w.field(when=w.rest))}),
]


@pytest.mark.parametrize(
    ("cls", "message"), list(zip(OPEN, [b"\1\2\0\3", [258, 3], None], strict=True)), ids=range(3)
)
def test_open_ended_message_ends_with_the_stream(cls: Any, message: Any) -> None:
    wire = b"\1" if message is None else b"\1\2\0\3"
    decoder = Decoder(cls).feed(wire)
    assert list(decoder) == []
    assert decoder.needed >= 1
    (found,) = decoder.feed_eof()
    assert found.body == message
    assert (decoder.buffered, decoder.position) == (0, len(wire))


@pytest.mark.parametrize("cls", OPEN, ids=range(3))
def test_open_ended_message_needs_a_byte(cls: Any) -> None:
    assert list(Decoder(cls).feed_eof()) == []


# ------------------------------------------------------------------ limits


def test_length_over_the_limit_is_refused_when_it_is_read() -> None:
    decoder = Decoder(Greeting, limits=Limits(message_size=100))
    with pytest.raises(LimitExceededError) as caught:
        list(decoder.feed(b"\1\0\x65"))
    assert (caught.value.path, caught.value.offset) == (("name",), 1)


def test_limit_is_that_of_one_message_and_not_of_the_stream() -> None:
    decoder = Decoder(Datagram, limits=Limits(message_size=10))
    assert list(decoder.feed(WIRE * 5)) == [FIRST] * 5
    with pytest.raises(LimitExceededError) as caught:
        list(decoder.feed(bytes.fromhex("0035 1092 000b")))
    assert (caught.value.path, caught.value.offset) == ((), 50)


@pytest.mark.parametrize("cut", [1, 3, 64])
def test_message_as_long_as_the_limit_is_taken(cut: int) -> None:
    wire = b">" + b"x" * 30 + b"\n"
    for size, fits in ((32, True), (31, False)):
        chunks = [(wire * 2)[start : start + cut] for start in range(0, 64, cut)]
        found = stand(Line, chunks, limits=Limits(message_size=size))
        if fits:
            assert found[:2] == ([Line(text="x" * 30)] * 2, None)
        else:
            assert isinstance(found.error, LimitExceededError)
            assert (found.messages, found.error.path, found.error.offset) == ([], ("text",), 1)


@pytest.mark.parametrize("cls", OPEN[:2], ids=range(2))
def test_open_ended_message_is_limited(cls: Any) -> None:
    limits = Limits(message_size=4)
    assert len(list(Decoder(cls, limits=limits).feed(bytes(4)).feed_eof())) == 1
    with pytest.raises(LimitExceededError):
        list(Decoder(cls, limits=limits).feed(bytes(6)).feed_eof())


@pytest.mark.parametrize(
    ("spec", "data", "hinted"),
    [
        (Annotated[Line, w.sized(w.u32)], b"GET / HTTP/1.1\r\n", b"GET "),
        (Annotated[bytes, w.data(w.u64)], b"00000012", b"00000012"),
        (Annotated[Line, w.sized(w.u32)], b"\xff\xff\xff\xff", None),
        (Annotated[Line, w.sized(w.u32)], b"GE\0 ", None),
    ],
    ids=range(4),
)
def test_text_where_a_length_was_awaited_is_told(
    spec: Any, data: bytes, hinted: bytes | None
) -> None:
    with pytest.raises(LimitExceededError) as caught:
        list(Decoder(spec).feed(data))
    assert ("text" in caught.value.reason) == (hinted is not None)
    if hinted is not None:
        assert repr(hinted) in caught.value.reason


class Growing(Message):
    body: bytes = w.data(4)
    more: w.u8 | None = w.field(when=w.rest, default=None)


def test_message_that_would_end_behind_the_limit_is_refused() -> None:
    limits = Limits(message_size=4)
    for chunks in ([b"abcde"], [b"abcd", b"e"], [b"abc", b"de"]):
        decoder = Decoder(Growing, limits=limits)
        for chunk in chunks[:-1]:
            assert list(decoder.feed(chunk)) == []
        with pytest.raises(LimitExceededError) as caught:
            list(decoder.feed(chunks[-1]))
        assert (caught.value.path, caught.value.offset) == (("more",), 4)
    decoder = Decoder(Growing, limits=limits)
    assert list(decoder.feed(b"abcd")) == []
    assert list(decoder.feed_eof()) == [Growing(body=b"abcd")]


def test_mistake_in_a_users_function_leaves_the_message_where_it_was() -> None:
    mistakes = [ZeroDivisionError()]

    def check(_value: bytes) -> None:
        if mistakes:
            raise mistakes.pop()

    class Tail(Message):
        body: bytes = w.data(w.rest, check=check)

    decoder = Decoder(Tail).feed(b"ab").feed_eof()
    with pytest.raises(ZeroDivisionError):
        list(decoder)
    assert list(decoder) == [Tail(body=b"ab")]

"""`Codec`, `encode` and `decode`: the shapes they return, and what they do when they fail."""

from __future__ import annotations

import gc
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare
from wirefmt import Message, this, u8, u16
from wirefmt.codec import codec_of


class Point(Message):
    x: u8
    y: u8


class Frame(Message, variants=this.type):
    type: u8 = w.derived()


class Ping(Frame, tag=1):
    number: u8


def test_decode_from_gives_the_message_and_where_it_ends() -> None:
    assert w.Codec(Point).decode_from(b"..\1\2..", 2) == (Point(x=1, y=2), 4)


def test_decode_from_raises_what_the_reference_engine_found() -> None:
    with pytest.raises(w.TruncatedError) as caught:
        w.Codec(Point).decode_from(b"..\1", 2)
    assert (caught.value.path, caught.value.offset) == (("y",), 3)


def test_decode_many_stops_before_an_incomplete_message() -> None:
    decode_many = w.Codec(Point).decode_many
    assert decode_many(b"\1\2\3\4\5") == ([Point(x=1, y=2), Point(x=3, y=4)], 4)
    assert decode_many(bytearray(b"\1\2\3"), 2) == ([], 2)
    assert decode_many(b"") == ([], 0)


def test_decode_many_stops_before_a_faulty_message_and_raises_at_the_first() -> None:
    decode_many = w.Codec(Frame).decode_many
    assert decode_many(b"\1\7\2\7") == ([Ping(number=7)], 2)
    with pytest.raises(w.UnknownTagError) as caught:
        decode_many(b"\1\7\2\7", 2)
    assert caught.value.offset == 2


def test_any_bytes_like_object_is_decoded() -> None:
    for data in (b"\1\2", bytearray(b"\1\2"), memoryview(b"\1\2")):
        assert w.decode(Point, data) == Point(x=1, y=2)
        assert w.Codec(Point).decode_from(data) == (Point(x=1, y=2), 2)


def test_text_is_no_bytes_like_object() -> None:
    with pytest.raises(TypeError, match="a bytes-like object is required, not 'str'"):
        w.decode(Point, "12")  # type: ignore[arg-type]


def test_codec_of_a_bare_type_gives_its_value() -> None:
    codec = w.Codec(Annotated[str, w.text(u8)])
    assert codec.encode("hi") == b"\2hi"
    assert codec.decode(b"\2hi") == "hi"
    assert w.decode(u16, b"\1\2") == 0x0102


def test_class_keeps_its_codec_until_a_variant_is_declared() -> None:
    codec = codec_of(Frame)
    assert codec_of(Frame) is codec
    with pytest.raises(w.UnknownTagError):
        w.decode(Frame, b"\2\7")

    class Pong(Frame, tag=2):
        number: u8

    assert w.decode(Frame, b"\2\7") == Pong(number=7)
    assert codec_of(Frame) is not codec
    with pytest.raises(w.UnknownTagError):
        codec.decode(b"\2\7")


def test_variants_of_other_families_leave_a_codec_as_it_is() -> None:
    codec = codec_of(Frame)

    class Other(Message, variants=this.type):
        type: u8 = w.derived()

    class First(Other, tag=1):
        pass

    assert codec_of(Frame) is codec
    assert w.decode(Other, b"\1") == First()


def test_messages_of_bits_that_fill_no_bytes_stand_in_runs_alone() -> None:
    class Flags(Message):
        ack: w.flag
        rest: int = w.bits(2)

    with pytest.raises(w.SchemaError, match="its 3 bits are no whole bytes"):
        w.encode(Flags(ack=True, rest=1))


def test_source_is_the_text_of_the_functions_that_run() -> None:
    source = w.Codec(Point).source
    assert "def decode_Point(data, offset, end, context, depth):" in source
    assert "def steps_Point(data, offset, end, context, depth):" in source


class Fickle:
    """A function that fails the first time it is asked, and never again."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _value: object) -> None:
        self.asked += 1
        if self.asked == 1:
            message = "not today"
            raise ValueError(message)


def fickle() -> tuple[type[Any], Fickle]:
    check = Fickle()

    class Moody(Message):
        value: u8 = w.field(check=check)

    return Moody, check


def test_first_error_stands_where_a_function_is_not_pure() -> None:
    moody, check = fickle()
    with pytest.raises(w.DecodeError, match="not when looked at again") as caught:
        w.decode(moody, b"\1")
    assert isinstance(caught.value.__cause__, ValueError)
    assert check.asked == 2

    moody, check = fickle()
    with pytest.raises(w.DecodeError, match="not when looked at again"):
        w.Codec(moody).decode_from(b"\1")

    moody, check = fickle()
    with pytest.raises(w.DecodeError, match="not when looked at again"):
        w.Codec(moody).decode_many(b"\1")

    moody, check = fickle()
    with pytest.raises(w.EncodeError, match="not when looked at again"):
        w.encode(moody(value=1))


def test_function_that_fails_once_does_not_harm_a_stream() -> None:
    moody, _ = fickle()
    assert list(w.Decoder(moody).feed(b"\1")) == [moody(value=1)]  # asked again, by steps


def test_stream_keeps_the_first_error_where_a_function_is_not_pure() -> None:
    answers = iter([False, False])

    class Moody(Message):
        value: u8 = w.field(check=lambda _value: next(answers, True))

    decoder = w.Decoder(Moody).feed(b"\1")
    with pytest.raises(w.DecodeError, match="not when looked at again"):
        list(decoder)


def test_other_exceptions_of_users_functions_propagate() -> None:
    def check(_value: int) -> bool:
        raise ZeroDivisionError

    class Buggy(Message):
        value: u8 = w.field(check=check)

    for attempt in (
        lambda: w.decode(Buggy, b"\1"),
        lambda: w.encode(Buggy(value=1)),
        lambda: list(w.Decoder(Buggy).feed(b"\1")),
    ):
        with pytest.raises(ZeroDivisionError):
            attempt()


def test_default_that_does_not_encode_is_refused_at_the_declaration() -> None:
    with pytest.raises(w.SchemaError, match=r"Login\.version: its default 300 does not encode"):

        class Login(Message):
            version: u8 = 300


def test_default_is_tried_without_what_other_fields_tell() -> None:
    class Told(Message):
        size: u8 = w.derived()
        count: u8 = w.derived()
        body: bytes = w.data(this.size, default=b"abc")
        words: list[Annotated[str, w.text(u8)]] = w.array(
            this.count, default_factory=lambda: ["a"], max=3
        )
        code: u8 = w.field(default=1, check=this.code < this.size)
        inner: Annotated[str, w.text(w.rest)] = w.sized(this.size, default="xyz")

    assert w.encode(Told()) == b"\3\1abc\1a\1xyz"


def test_codec_is_collected_with_its_class() -> None:
    import linecache
    import weakref

    class Gone(Message):
        a: u8

    assert w.encode(Gone(a=1)) == b"\1"
    assert [name for name in linecache.cache if "Gone" in name]
    dead = weakref.ref(Gone)
    del Gone
    gc.collect()
    assert dead() is None
    assert not [name for name in linecache.cache if "Gone" in name]


def test_class_that_refuses_its_own_values_is_a_check() -> None:
    class Even(Message):
        value: u8

        def __post_init__(self) -> None:
            if self.value % 2:
                message = "odd"
                raise ValueError(message)

    assert w.decode(Even, b"\2") == Even(value=2)
    with pytest.raises(w.CheckFailedError, match="odd") as caught:
        w.decode(Even, b"\3")
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.parametrize(
    ("annotation", "constant", "wire"),
    [
        (str, w.const("MQTT", w.text(u16)), b"\0\4MQTT"),
        (bytes, w.const(b"ab", w.data(w.until(b"|"))), b"ab|"),
        (str, w.const("ab", w.text(w.uvarint)), b"\2ab"),
        (bytes, w.const(b"ab", w.data(2)), b"ab"),
    ],
    ids=["prefixed", "delimited", "by a varint", "fixed"],
)
def test_constant_is_as_long_as_its_value(annotation: Any, constant: Any, wire: bytes) -> None:
    magic = declare("Magic", {"magic": (annotation, constant)})
    assert w.encode(magic()) == wire
    sizes = w.Codec(magic).blueprint.sizes
    if wire != b"\2ab":  # how long a varint is depends on the number
        assert (sizes.record_minimum(0), sizes.record_maximum(0)) == (len(wire), len(wire))

"""Tags that are ranges, sets or tuples: the more specific one chooses."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare
from wirefmt import InvalidValueError, MalformedError, Message, SchemaError, UnknownTagError, this
from wirefmt.codec import codec_of
from wirefmt.ir.show import show_record


class Chunk(Message, variants=this.kind):
    kind: w.u8 = w.derived()


class Exact(Chunk, tag=7):
    pass


class Mixed(Chunk, tag={0, range(2, 20)}):
    kind: w.u8 = w.field()
    body: w.u8


class Wide(Chunk, tag=range(0x80, 0x100)):
    kind: w.u8 = w.field()
    body: w.u16


class Other(Chunk, tag=...):
    kind: w.u8 = w.field()


ROWS = [
    (Exact(), b"\7"),
    (Mixed(kind=0, body=1), b"\0\1"),
    (Mixed(kind=2, body=1), b"\2\1"),
    (Mixed(kind=19, body=1), b"\x13\1"),
    (Wide(kind=0x80, body=1), b"\x80\0\1"),
    (Wide(kind=0xFF, body=1), b"\xff\0\1"),
    (Other(kind=1), b"\1"),
    (Other(kind=20), b"\x14"),
    (Other(kind=0x7F), b"\x7f"),
]


@pytest.mark.parametrize(("message", "wire"), ROWS, ids=range(len(ROWS)))
def test_more_specific_tag_chooses(message: Chunk, wire: bytes) -> None:
    check_message(Chunk, message, wire)
    check_message(type(message), message, wire)


@pytest.mark.parametrize(
    "message",
    [Mixed(kind=7, body=1), Mixed(kind=1, body=1), Wide(kind=7, body=1), Other(kind=0xC0)],
    ids=repr,
)
def test_tag_of_another_variant_is_refused(message: Chunk) -> None:
    reason = f"its tag is not one of {type(message).__name__}"
    check_encode_error(Chunk, message, InvalidValueError("Chunk", (), repr(message), reason))


def test_tag_of_another_variant_is_no_message(engine: Engine) -> None:
    for cls, wire in ((Mixed, b"\7\1"), (Wide, b"\1\0\1"), (Other, b"\7"), (Other, b"\x80")):
        with pytest.raises(UnknownTagError) as caught:
            engine.decode(cls, wire)
        assert (caught.value.path, caught.value.offset) == (("kind",), 0)


# ------------------------------------------------------------------ several parts


class Method(Message, variants=(this.class_id, this.method_id)):
    """AMQP 0-9-1, section 2.3.5.1: class-id, method-id, arguments."""

    class_id: w.u16 = w.derived()
    method_id: w.u16 = w.derived()


class Tune(Method, tag=(10, 30)):
    channel_max: w.u16
    frame_max: w.u32
    heartbeat: w.u16


class ChannelOk(Method, tag={(20, 11), (20, 41)}):
    method_id: w.u16 = w.field()
    reserved: w.u8


class Channel(Method, tag=(20, range(1, 100))):
    method_id: w.u16 = w.field()


class Late(Method, tag=(range(60, 70), ...)):
    class_id: w.u16 = w.field()
    method_id: w.u16 = w.field()


class Unknown(Method, tag=...):
    class_id: w.u16 = w.field()
    method_id: w.u16 = w.field()
    rest: bytes = w.data(w.rest)


METHODS = [
    (
        Tune(channel_max=2047, frame_max=131072, heartbeat=60),
        bytes.fromhex("000a 001e 07ff 00020000 003c"),
    ),
    (ChannelOk(method_id=11, reserved=9), bytes.fromhex("0014 000b 09")),
    (ChannelOk(method_id=41, reserved=9), bytes.fromhex("0014 0029 09")),
    (Channel(method_id=40), bytes.fromhex("0014 0028")),
    (Late(class_id=69, method_id=0), bytes.fromhex("0045 0000")),
    (Unknown(class_id=20, method_id=100, rest=b"x"), bytes.fromhex("0014 0064 78")),
    (Unknown(class_id=10, method_id=11, rest=b""), bytes.fromhex("000a 000b")),
]


@pytest.mark.parametrize(("message", "wire"), METHODS, ids=range(len(METHODS)))
def test_tag_of_several_parts_chooses(message: Method, wire: bytes) -> None:
    check_message(Method, message, wire)
    check_message(type(message), message, wire)


def test_part_of_a_tag_is_compared_as_soon_as_it_is_read() -> None:
    error = UnknownTagError("Tune", ("class_id",), 0, 0, "11 is not a tag of Tune")
    check_faulty(Tune, b"\0\x0b", error)
    error = UnknownTagError("Channel", ("method_id",), 2, 0, "11 is not a tag of Channel")
    check_faulty(Channel, b"\0\x14\0\x0b", error)
    with pytest.raises(InvalidValueError, match="its tag is not one of Unknown"):
        w.encode(Unknown(class_id=65, method_id=1, rest=b""))


class Versioned(Message, variants=(this.kind, w.given.version)):
    kind: w.u8 = w.derived()


class Old(Versioned, tag=(1, range(3))):
    value: w.u8


class New(Versioned, tag=(1, ...)):
    value: w.u16


def test_part_of_a_tag_may_be_given() -> None:
    check_message(Versioned, Old(value=5), b"\1\5", given={"version": 2})
    check_message(Versioned, New(value=5), b"\1\0\5", given={"version": 3})
    with pytest.raises(InvalidValueError, match="its tag is not one of Old"):
        w.encode(Old(value=5), given={"version": 3})
    error: w.DecodeError = UnknownTagError(
        "Versioned", ("kind",), 0, 0, "no variant has the tag (2, 3)"
    )
    check_faulty(Versioned, b"\2", error, given={"version": 3})
    error = MalformedError(
        "Versioned", ("kind",), 0, 0, "a number is needed, not a value of type str"
    )
    check_faulty(Versioned, b"\1", error, given={"version": "3"})


# ------------------------------------------------------------------ what is refused


def variants(chooses: Any, *tags: Any) -> list[Any]:
    """Declare a header of two numbers, and a variant for each of some tags."""
    base = declare("Head", {"a": (w.u8, w.derived()), "b": (w.u8, w.derived())}, variants=chooses)
    fields = {"a": (w.u8, w.field()), "b": (w.u8, w.field())}
    return [declare(f"V{index}", fields, base, tag=tag) for index, tag in enumerate(tags)]


def lower_all(chooses: Any, *tags: Any) -> None:
    kept = variants(chooses, *tags)
    w.Codec(kept[0].__mro__[1])


BOTH = (this.a, this.b)

REFUSED: dict[str, tuple[Any, tuple[Any, ...], str]] = {
    "ranges": (this.a, (range(5), range(4, 9)), r"V1: tag=4 is already the tag of V0"),
    "wide": (this.a, (range(9), range(4, 9)), r"V1: tag=range\(4, 9\) is already the tag of V0"),
    "across": (BOTH, ((1, ...), (..., 2)), r"V1: tag=\(1, 2\) is already the tag of V0"),
    "step": (this.a, (range(0, 9, 2),), r"V0: a range of tags has at least one number and no step"),
    "empty": (this.a, (range(0),), r"V0: a range of tags has at least one number and no step"),
    "alone": (
        BOTH,
        (1,),
        r"V0: variants= has 2 parts, so tag= is a tuple of as many, or \.\.\., not 1",
    ),
    "short": (BOTH, ((1,),), r"V0: variants= has 2 parts, so tag= is a tuple of as many"),
    "text": (
        BOTH,
        ((1, "x"),),
        r"V0: tag= is an int, a range, a set of these, or \.\.\. .*, not 'x'",
    ),
    "beyond": (
        this.a,
        (range(1, 300),),
        r"V0\.a: the tag 299 does not fit: its type holds 0 to 255",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_tag_is_refused(case: str) -> None:
    chooses, tags, text = REFUSED[case]
    with pytest.raises(SchemaError, match=text):
        lower_all(chooses, *tags)


def test_tags_that_overlap_are_well_if_one_is_more_specific() -> None:
    kept = variants(BOTH, (1, ...), (1, range(5)), (1, 2), ...)
    base = kept[0].__mro__[1]
    found = [
        type(w.decode(base, bytes(pair))).__name__ for pair in ((1, 9), (1, 3), (1, 2), (2, 2))
    ]
    assert found == ["V0", "V1", "V2", "V3"]


def test_one_variant_may_have_a_tag_and_be_the_rest(engine: Engine) -> None:
    kept = variants(this.a, {1, ...}, range(9))
    base = kept[0].__mro__[1]
    found = [type(engine.decode(base, bytes([tag, 0]))).__name__ for tag in (1, 2, 9)]
    assert found == ["V0", "V1", "V0"]
    assert engine.encode(base, kept[0](a=1, b=0)) == b"\1\0"
    with pytest.raises(InvalidValueError):
        engine.encode(base, kept[0](a=2, b=0))


def test_tags_show_as_they_are_declared() -> None:
    table = show_record(codec_of(Chunk).blueprint, 0)
    assert "\n  7: Exact\n  0, range(2, 20): Mixed\n  range(128, 256): Wide\n" in table
    table = show_record(codec_of(Method).blueprint, 0)
    assert "variants by this.class_id, this.method_id:" in table
    assert "  (range(60, 70), ...): Late" in table

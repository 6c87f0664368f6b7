"""What is wrong inside transformed regions, or with their transforms."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    Engine,
    annotated,
    check_encode_error,
    check_faulty,
    check_message,
    declare,
    only,
)
from checking.transforms import FLIP, GAVE, HEX, MASK, flipped
from wirefmt import (
    ConstantError,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    Limits,
    MalformedError,
    Message,
    OverrunError,
    SizeMismatchError,
    TextError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
    WrongTypeError,
    given,
    this,
    u8,
    u16,
)

# ------------------------------------------------------------------ what is wrong inside


class Opaque(Message):
    body: bytes = w.data(u16)


class Bits(Message):
    high: int = w.bits(3)
    low: int = w.bits(5)


class Choosing(Message):
    body: Annotated[int | str, w.choice(u8, {1: u16, 2: w.text(u8)})] = w.sized(u8, through=FLIP)
    other: int | bytes = w.choice(
        u8, {1: u8, 2: Annotated[bytes, w.data(w.rest), w.sized(u8, through=FLIP)]}
    )


class Deep(Message):
    """Two transforms around one another, the message in them two levels down."""

    head: u8
    packed: Annotated[Opaque, w.sized(w.rest, through=HEX)] = w.sized(u8, through=FLIP)


class Marked(Message):
    mark: u8 = w.const(5, u8)
    size: u8
    body: bytes = w.data(this.size)


class Marks(Message):
    head: u16
    marks: Annotated[list[Marked], w.array(u8)] = w.sized(u16, through=FLIP)


class Confined(Message, size=this.size):
    size: u8 = w.derived()
    version: u8


FAULTY: list[tuple[Any, bytes, Any]] = [
    (
        only(Annotated[w.boolean, w.sized(u8, through=FLIP)]),
        b"\1\xfd",
        MalformedError("Only", ("value",), 1, 0, f"2 is neither 0 nor 1, at byte 0 {GAVE}"),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=FLIP)]),
        b"\0",
        OverrunError(
            "Only",
            ("value",),
            1,
            0,
            f"needs 1 bytes, 0 are left in its window, at byte 0 {GAVE}",
        ),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=FLIP)]),
        b"\3abc",
        TrailingBytesError(
            "Only", ("value",), 1, 0, f"2 bytes are left in its window, at byte 1 {GAVE}"
        ),
    ),
    (
        only(Annotated[str, w.text(u8), w.sized(u8, through=FLIP)]),
        b"\3" + flipped(b"\2a\xff"),
        TextError("Only", ("value",), 1, 0, f"not utf-8: invalid start byte, at byte 2 {GAVE}"),
    ),
    (
        only(annotated(list[w.boolean], w.array(w.rest)), w.sized(u8, through=FLIP)),
        b"\3" + flipped(b"\0\1\2"),
        MalformedError("Only", ("value", 2), 1, 0, f"2 is neither 0 nor 1, at byte 2 {GAVE}"),
    ),
    (
        only(Annotated[bytes, w.data(w.until(b";")), w.sized(u8, through=FLIP)]),
        b"\1a",
        OverrunError("Only", ("value",), 1, 0, f"no b';' in its window, at byte 0 {GAVE}"),
    ),
    (
        Marks,
        b"\0\0\0\6" + flipped(b"\2\5\1a\6\0"),
        ConstantError("Marks", ("marks", 1, "mark"), 4, 0, f"6 is not 5, at byte 4 {GAVE}"),
    ),
    (
        Marks,
        b"\0\0\0\3" + flipped(b"\1\5\7"),
        OverrunError(
            "Marks",
            ("marks", 0, "body"),
            4,
            0,
            f"needs 7 bytes, 0 are left in its window, at byte 3 {GAVE}",
        ),
    ),
    (
        Marks,
        b"\0\0\0\1" + flipped(b"\xff"),
        OverrunError(
            "Marks",
            ("marks",),
            4,
            0,
            f"255 elements do not fit the 0 bytes left in its window, at byte 0 {GAVE}",
        ),
    ),
    (
        only(Choosing, w.sized(u8, through=HEX)),
        b"\x04" + b"01ff",
        UnknownTagError(
            "Only",
            ("value", "body"),
            1,
            0,
            f"no arm has the tag 0, at byte 0 {GAVE}, at byte 1 {GAVE}",
        ),
    ),
    (
        Deep,
        b"\0\6" + flipped(b"000261"),
        OverrunError(
            "Deep",
            ("packed", "body"),
            2,
            0,
            f"needs 2 bytes, 1 are left in its window, at byte 0 {GAVE}, at byte 0 {GAVE}",
        ),
    ),
    (
        only(Bits, w.sized(u8, through=FLIP)),
        b"\0",
        OverrunError(
            "Only",
            ("value",),
            1,
            0,
            f"needs 1 bytes, 0 are left in its window, at byte 0 {GAVE}",
        ),
    ),
    (
        only(Confined, w.sized(u8, through=FLIP)),
        b"\2" + flipped(b"\1\1"),
        OverrunError(
            "Only",
            ("value", "version"),
            1,
            0,
            f"needs 1 bytes, 0 are left in its window, at byte 1 {GAVE}",
        ),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=HEX, min=2)]),
        b"\1a",
        LengthError("Only", ("value",), 0, 0, "1 is below the minimum 2"),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=HEX)]),
        b"\2zz",
        MalformedError(
            "Only",
            ("value",),
            0,
            0,
            "non-hexadecimal number found in fromhex() arg at position 0",
        ),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=HEX)]),
        b"\2\xff\xff",
        MalformedError(
            "Only",
            ("value",),
            0,
            0,
            "'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)",
        ),
    ),
    (
        Annotated[u16, w.sized(2, through=FLIP)],
        b"\0",
        TruncatedError("u16", (), 0, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        only(Annotated[u8, w.sized(w.until(b";"), through=HEX)]),
        b"01",
        TruncatedError("Only", ("value",), 0, 0, "the input ends before b';'"),
    ),
]


@pytest.mark.parametrize(("cls", "wire", "error"), FAULTY, ids=range(len(FAULTY)))
def test_fault_is_at_the_region_and_says_where_inside(cls: Any, wire: bytes, error: Any) -> None:
    check_faulty(cls, wire, error)


# ------------------------------------------------------------------ what transforms may do


class Odd:
    """Gives, or raises, what it was made with."""

    def __init__(self, result: Any) -> None:
        self.result = result

    def decode(self, _data: bytes, _limit: int) -> Any:
        return self.encode(b"")

    def encode(self, _data: bytes) -> Any:
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def odd(result: Any) -> Any:
    return only(Annotated[bytes, w.data(w.rest), w.sized(u8, through=Odd(result))])


REFUSALS = [ValueError("no"), UnicodeError("no"), w.OutOfRangeError("X", (), "no", "no")]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: type(each).__name__)
def test_what_a_transform_refuses_is_refused_with_its_cause(refusal: Exception) -> None:
    cls = odd(refusal)
    check_faulty(cls, b"\1a", MalformedError("Only", ("value",), 0, 0, str(refusal)))
    error = InvalidValueError("Only", ("value",), "b'a'", str(refusal))
    check_encode_error(cls, cls(value=b"a"), error)
    with pytest.raises(MalformedError) as decoding:
        w.decode(cls, b"\1a")
    with pytest.raises(InvalidValueError) as encoding:
        w.encode(cls(value=b"a"))
    assert decoding.value.__cause__ is encoding.value.__cause__ is refusal


@pytest.mark.parametrize("mistake", [KeyError("no"), TypeError("no")], ids=["key", "type"])
def test_mistake_of_a_transform_comes_through(engine: Engine, mistake: Exception) -> None:
    cls = odd(mistake)
    with pytest.raises(type(mistake)):
        engine.decode(cls, b"\1a")
    with pytest.raises(type(mistake)):
        engine.encode(cls, cls(value=b"a"))


@pytest.mark.parametrize("result", [None, "a", 1, [1]])
def test_what_gives_no_bytes_is_refused(result: Any) -> None:
    cls, name = odd(result), type(result).__name__
    reason = f"Odd.decode gives a {name}, where bytes are needed"
    check_faulty(cls, b"\1a", MalformedError("Only", ("value",), 0, 0, reason))
    reason = f"Odd.encode gives a {name}, where bytes are needed"
    check_encode_error(cls, cls(value=b"a"), InvalidValueError("Only", ("value",), "b'a'", reason))


@pytest.mark.parametrize("result", [bytearray(b"ab"), memoryview(b"ab")], ids=["array", "view"])
def test_anything_like_bytes_will_do(result: Any) -> None:
    cls = odd(result)
    check_message(cls, cls(value=b"ab"), b"\2ab")


def test_limit_holds_for_what_does_not_heed_it(engine: Engine) -> None:
    with pytest.raises(LimitExceededError):
        engine.decode(odd(bytes(100)), b"\1a", limits=Limits(message_size=99))


# ------------------------------------------------------------------ encoding

WRONG: list[tuple[Any, Any, Any]] = [
    (
        only(Annotated[u16, w.sized(3, through=FLIP)]),
        5,
        SizeMismatchError("Only", ("value",), "5", "2 bytes, where there are always 3"),
    ),
    (
        only(Annotated[u16, w.sized(u8, through=HEX, max=3)]),
        5,
        SizeMismatchError("Only", ("value",), "5", "4 bytes are over the maximum 3"),
    ),
    (
        only(Annotated[u8, w.sized(w.until(b";"), through=FLIP)]),
        0xC4,
        InvalidValueError("Only", ("value",), "196", "contains its delimiter b';'"),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=FLIP)]),
        True,
        WrongTypeError("Only", ("value",), "True", "int is needed, not bool"),
    ),
    (
        only(Annotated[u8, w.sized(u8, through=FLIP)]),
        None,
        WrongTypeError("Only", ("value",), "None", "None is for fields that may be absent"),
    ),
    (
        only(Opaque, w.sized(u8, through=FLIP)),
        Opaque(body="x"),  # type: ignore[arg-type]
        WrongTypeError("Only", ("value", "body"), "'x'", "bytes is needed, not str"),
    ),
]


@pytest.mark.parametrize(("cls", "value", "error"), WRONG, ids=range(len(WRONG)))
def test_value_that_does_not_fit_is_an_error(cls: Any, value: Any, error: Any) -> None:
    check_encode_error(cls, cls(value=value), error)


def test_absent_key_is_an_error() -> None:
    cls = declare(
        "Keyed",
        {
            "key": (bytes | None, w.data(4, when=w.boolean, default=None)),
            "value": (Annotated[u8, w.sized(u8, through=MASK, using=this.key)]),
        },
    )
    check_message(cls, cls(key=b"\1\2\3\4", value=5), b"\1\1\2\3\4\1\4")
    reason = "key is read, but it is absent"
    check_faulty(cls, b"\0\1\4", MalformedError("Keyed", ("value",), 1, 0, reason))
    check_encode_error(cls, cls(value=5), InvalidValueError("Keyed", ("value",), "5", reason))


def test_session_may_give_the_key(engine: Engine) -> None:
    cls = only(Annotated[u8, w.sized(u8, through=MASK, using=given.key)])
    check_message(cls, cls(value=5), b"\1\4", given={"key": b"\1\2\3\4"})
    with pytest.raises(w.GivenError):
        engine.encode(cls, cls(value=5))
    with pytest.raises(w.GivenError):
        engine.decode(cls, b"\1\4")

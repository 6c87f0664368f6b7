"""What the session has given, wherever an expression may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

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
    outcome,
)
from checking.transforms import MASK
from wirefmt import (
    CheckFailedError,
    Decoder,
    GivenError,
    InvalidValueError,
    LengthError,
    MalformedError,
    Message,
    SizeMismatchError,
    UnknownTagError,
    WrongTypeError,
    given,
    outer,
    this,
    u8,
    u16,
)
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Inner(Message):
    """Reads the same names wherever it stands."""

    a: u8
    b: u8 | None = w.field(when=given.x == 2, default=None)


class Numbered(Message, variants=(this.kind, given.x)):
    kind: u8 = w.derived()


class First(Numbered, tag=(1, 1)):
    a: u8


class Later(Numbered, tag=(1, range(2, 5))):
    a: u16


class Other(Numbered, tag=(2, ...)):
    pass


class Inside(Message, variants=(this.kind, outer.version)):
    kind: u8 = w.derived()


class Short(Inside, tag=(1, 1)):
    a: u8


class Long(Inside, tag=(1, ...)):
    a: u16


class Outside(Message):
    version: u8
    items: list[Inside] = w.array(u8)


class Summed(Message, variants=this.kind - given.x):
    """The tag is solved for the field."""

    kind: u8 = w.derived()


class Zero(Summed, tag=0):
    pass


class One(Summed, tag=1):
    pass


class Picked(Message, variants=w.select(this.kind == 9, given.x, this.kind)):
    kind: u8


class Two(Picked, tag=2):
    kind: u8 = w.field()


Solved = declare(
    "Solved", {"n": (u8, w.derived()), "a": (bytes, w.data(this.n + given.x)), "z": u8}
)
Whole = declare(
    "Whole", {"n": (u8, w.derived()), "a": (bytes, w.data(w.rest))}, size=this.n + given.x
)
Kept = declare("Kept", {"a": u8, "b": (u8, w.derived(u8, this.a + given.x, keep=True))})
Spelled = declare("Spelled", {"a": u8, "b": (u8, w.derived(u8, this.a * 2 - given.x))})
Lone = declare("Lone", {"a": u8, "b": (u8, w.derived(u8, given.x))})
Maybe = declare(
    "Maybe",
    {"a": u8, "b": (u8 | None, w.derived(u8, given.x, when=this.a == 1))},
)
Flag = declare("Flag", {"a": (w.flag, w.derived(w.flag, given.x)), "b": (int, w.bits(7))})


def of(right: Any, annotation: Any = u8) -> Any:
    return declare("Only", {"a": u8, "value": (annotation, right)})


Optional = of(w.field(when=given.x, default=None), u8 | None)
Compared = of(w.field(when=given.x >= 2, default=None), u8 | None)
Masked = of(w.field(when=given.x & this.a != 0, default=None), u8 | None)
Sized = of(w.data(given.x), bytes)
Counted = of(w.array(given.x), list[u8])
Varints = of(w.array(given.x), list[w.uvarint])
Measured = of(w.array(size=given.x), list[u8])
Chosen = of(w.choice(given.x, {1: u16, 2: w.text(u8)}), int | str)
ChosenSum = of(w.choice(this.a + given.x, {1: u16, ...: w.data(u8)}), int | bytes)
Checked = of(w.field(check=this.value < given.x))
OneOf = of(w.field(check=w.one_of(given.x, 1, 2)))
Selected = of(w.data(w.select(given.x == 1, 1, 2)), bytes)
SelectedValue = of(w.data(w.select(this.a == 1, given.x, 3)), bytes)
Ended = of(w.array(w.until(w.item == given.x)), list[u8])
EndedBelow = of(w.array(w.until(w.item < given.x)), list[u8])
Prefixed = of(w.data(w.choice(given.x, {1: u8, 2: u16})), bytes)
Reserved = declare("Reserved", {"value": (bytes, w.data(w.rest)), "b": (bytes, w.data(given.x))})
Through = of(w.sized(u8, through=MASK, using=given.x))
Padded = declare("Padded", {"a": u8, "b": (bytes, w.pad(given.x)), "c": u8})
Nested = of(w.array(u8), list[Inner])

X1, X2 = {"x": 1}, {"x": 2}
ROWS: list[tuple[Any, bytes, Any]] = [
    (Inner(a=1), b"\1", X1),
    (Inner(a=1, b=2), b"\1\2", X2),
    (Nested(a=0, value=[Inner(a=1, b=2)] * 2), b"\0\2\1\2\1\2", X2),
    (Optional(a=1), b"\1", {"x": 0}),
    (Optional(a=1, value=5), b"\1\5", X1),
    (Optional(a=1, value=5), b"\1\5", {"x": "yes"}),
    (Compared(a=1), b"\1", X1),
    (Compared(a=1, value=5), b"\1\5", X2),
    (Compared(a=1, value=5), b"\1\5", {"x": 2.5}),
    (Masked(a=2, value=5), b"\2\5", X2),
    (Masked(a=1), b"\1", X2),
    (Sized(a=1, value=b"ab"), b"\1ab", X2),
    (Counted(a=1, value=[3, 4]), b"\1\3\4", X2),
    (Varints(a=1, value=[3, 300]), b"\1\3\xac\2", X2),
    (Measured(a=1, value=[3, 4]), b"\1\3\4", X2),
    (Chosen(a=1, value=3), b"\1\0\3", X1),
    (Chosen(a=1, value="c"), b"\1\1c", X2),
    (ChosenSum(a=0, value=3), b"\0\0\3", X1),
    (ChosenSum(a=1, value=b"c"), b"\1\1c", X1),
    (Checked(a=0, value=1), b"\0\1", X2),
    (OneOf(a=0, value=1), b"\0\1", X2),
    (Selected(a=0, value=b"a"), b"\0a", X1),
    (Selected(a=0, value=b"ab"), b"\0ab", X2),
    (SelectedValue(a=1, value=b"ab"), b"\1ab", X2),
    (SelectedValue(a=2, value=b"abc"), b"\2abc", X2),
    (Ended(a=0, value=[1, 2]), b"\0\1\2", X2),
    (EndedBelow(a=0, value=[5, 1]), b"\0\5\1", X2),
    (Prefixed(a=0, value=b"a"), b"\0\1a", X1),
    (Prefixed(a=0, value=b"a"), b"\0\0\1a", X2),
    (Reserved(value=b"abc", b=b"de"), b"abcde", X2),
    (Through(a=0, value=5), b"\0\1\4", {"x": b"\1\2\3\4"}),
    (Padded(a=1, c=2), b"\1\0\0\2", X2),
    (Solved(a=b"abc", z=9), b"\1abc\x09", X2),
    (Whole(a=b"abc"), b"\2abc", X2),
    (Spelled(a=3), b"\3\4", X2),
    (Lone(a=3), b"\3\2", X2),
    (Lone(a=3), b"\3\1", {"x": True}),
    (Maybe(a=1), b"\1\2", X2),
    (Flag(b=1), b"\x81", X1),
    (Kept(a=1, b=3), b"\1\3", X2),
    (First(a=7), b"\1\7", X1),
    (Later(a=7), b"\1\0\7", X2),
    (Other(), b"\2", X2),
    (Zero(), b"\2", X2),
    (One(), b"\3", X2),
    (Two(kind=2), b"\2", X1),
    (Two(kind=9), b"\x09", X2),
]
"""A message, its bytes, and what makes them so."""


@pytest.mark.parametrize(("message", "wire", "names"), ROWS, ids=range(len(ROWS)))
def test_expression_reads_what_is_given(message: Any, wire: bytes, names: Any) -> None:
    check_message(type(message), message, wire, given=names)


READING = [row for row in ROWS if row[0] not in (Kept(a=1, b=3), Two(kind=2))]
READING = [row for row in READING if row[0] not in (SelectedValue(a=2, value=b"abc"), Other())]
"""Those in which the name is read, whatever it is."""


@pytest.mark.parametrize("missing", [None, {}, {"y": 1}], ids=["none", "empty", "another"])
@pytest.mark.parametrize(("message", "wire", "names"), READING, ids=range(len(READING)))
def test_missing_name_is_a_given_error(
    engine: Engine, message: Any, wire: bytes, names: Any, missing: Any
) -> None:
    cls = type(message)
    assert outcome(engine.encode, cls, message, given=missing).error == GivenError("x")
    if cls is not Kept:
        assert outcome(engine.decode, cls, wire, given=missing).error == GivenError("x")
    del names


def test_name_that_is_not_read_need_not_be_given() -> None:
    check_message(Kept, Kept(a=1, b=3), b"\1\3")
    check_message(Two, Two(kind=2), b"\2")
    check_message(SelectedValue, SelectedValue(a=2, value=b"abc"), b"\2abc")


def test_what_is_wrong_before_the_name_is_read_comes_first(engine: Engine) -> None:
    cls = declare("Early", {"a": (u8, w.const(1, u8)), "b": (bytes, w.data(given.x))})
    with pytest.raises(w.ConstantError):
        engine.decode(cls, b"\2")
    with pytest.raises(GivenError):
        engine.decode(cls, b"\1")


def test_header_part_may_be_of_the_enclosing_message() -> None:
    check_message(Outside, Outside(version=1, items=[Short(a=5)]), b"\1\1\1\5")
    check_message(Outside, Outside(version=2, items=[Long(a=5)] * 2), b"\2\2\1\0\5\1\0\5")
    reason = "its tag is not one of Short"
    check_encode_error(
        Outside,
        Outside(version=2, items=[Short(a=5)]),
        InvalidValueError("Outside", ("items", 0), "Short(a=5)", reason),
    )


# ------------------------------------------------------------------ what does not fit


FAULTY: list[tuple[Any, bytes, Any, Any]] = [
    (Checked, b"\0\2", X2, CheckFailedError("Only", ("value",), 1, 0, "2 does not satisfy {}")),
    (
        Sized,
        b"\0",
        {"x": -1},
        LengthError("Only", ("value",), 1, 0, "-1 is negative"),
    ),
    (
        Chosen,
        b"\0\0",
        {"x": 3},
        UnknownTagError("Only", ("value",), 1, 0, "no arm has the tag 3"),
    ),
    (
        Numbered,
        b"\1\0",
        {"x": 9},
        UnknownTagError("Numbered", ("kind",), 0, 0, "no variant has the tag (1, 9)"),
    ),
    (
        Spelled,
        b"\3\5",
        X2,
        CheckFailedError("Spelled", ("b",), 1, 0, "5 is not 4, which the other fields give"),
    ),
]


@pytest.mark.parametrize(("cls", "wire", "names", "error"), FAULTY, ids=range(len(FAULTY)))
def test_bytes_that_do_not_fit_what_is_given(cls: Any, wire: bytes, names: Any, error: Any) -> None:
    if "{}" in error.reason:
        text = "this.value < given.x"
        error = type(error)(*error.args[:4], error.reason.format(text))
    check_faulty(cls, wire, error, given=names)


WRONG: list[tuple[Any, Any, Any]] = [
    (
        Inner(a=1, b=2),
        X1,
        InvalidValueError("Inner", ("b",), "2", "there, though its condition does not hold"),
    ),
    (
        Sized(a=1, value=b"a"),
        X2,
        SizeMismatchError("Only", ("value",), "b'a'", "measures 1, and other fields say 2"),
    ),
    (
        Chosen(a=1, value="a"),
        X1,
        WrongTypeError("Only", ("value",), "'a'", "int is needed, not str"),
    ),
    (
        First(a=7),
        X2,
        InvalidValueError("Numbered", (), "First(a=7)", "its tag is not one of First"),
    ),
    (
        Lone(a=1),
        {"x": 256},
        w.OutOfRangeError("Lone", ("b",), "256", "256 is not in 0 to 255"),
    ),
]


@pytest.mark.parametrize(("message", "names", "error"), WRONG, ids=range(len(WRONG)))
def test_value_that_does_not_fit_what_is_given(message: Any, names: Any, error: Any) -> None:
    spec = Numbered if isinstance(message, Numbered) else type(message)
    check_encode_error(spec, message, error, given=names)


# ------------------------------------------------------------------ values of any type

ODD: list[Any] = [
    *("1", None, 1.0, 1.5, float("nan"), b"\1", [1], (1,), {}, True, False),
    *(0, -1, 3, 1 << 200, -(1 << 200), 1j, object),
]
CLASSES = [type(message) for message, _, _ in ROWS if type(message) not in (Through, Padded)]
CLASSES = [*dict.fromkeys(CLASSES), Numbered, Summed, Picked]


def attempts(cls: Any, names: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what comes of the same attempt on each engine."""
    codec = codec_of(cls)
    for message, wire, _ in ROWS:
        if isinstance(message, cls):
            compiled = outcome(codec.encode, message, given=names)
            yield compiled, outcome(codec.reference.encode, message, Context(given=names))
        compiled = outcome(codec.decode, wire, given=names)
        reference = outcome(codec.reference.decode, wire, Context(given=names))
        yield compiled, reference if reference.error else (reference.value[0], None)


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_engines_agree_on_anything_that_is_given(cls: Any, value: Any) -> None:
    for compiled, reference in attempts(cls, {"x": value}):
        assert compiled == reference
        assert "not pure" not in str(compiled.error)


def test_what_is_no_number_is_refused() -> None:
    names = {"x": "1"}
    reason = "a number is needed, not a value of type str"
    check_faulty(Sized, b"\0", MalformedError("Only", ("value",), 1, 0, reason), given=names)
    reason = "str and int have no order"
    check_faulty(Compared, b"\0", MalformedError("Only", ("value",), 1, 0, reason), given=names)
    check_encode_error(
        Compared,
        Compared(a=1),
        InvalidValueError("Only", ("value",), "None", reason),
        given=names,
    )


def test_none_is_no_value() -> None:
    names = {"x": None}
    reason = "x is read, but it is absent"
    for cls in (Sized, Optional, Compared):
        check_faulty(cls, b"\0", MalformedError("Only", ("value",), 1, 0, reason), given=names)


def test_value_that_is_derived_may_be_of_a_wrong_type() -> None:
    texts = declare("Texts", {"a": u8, "b": (str, w.derived(w.text(u8), given.x))})
    check_message(texts, texts(a=1), b"\1\1c", given={"x": "c"})
    error = WrongTypeError("Texts", ("b",), "5", "str is needed, not int")
    check_encode_error(texts, texts(a=1), error, given={"x": 5})
    floats = declare("Floats", {"a": u8, "b": (w.f32, w.derived(w.f32, given.x))})
    check_message(floats, floats(a=1), b"\1\x3f\x80\0\0", given={"x": 1})
    error = WrongTypeError("Floats", ("b",), "'c'", "float is needed, not str")
    check_encode_error(floats, floats(a=1), error, given={"x": "c"})


# ------------------------------------------------------------------ declarations


def test_default_that_only_a_session_could_try_is_accepted() -> None:
    checked = only(u8, w.field(default=1, check=this.value < given.x))
    check_message(checked, checked(), b"\1", given=X2)
    ended = only(list[u8], w.array(w.until(w.item == given.x), default=[1]))
    check_message(ended, ended(), b"\1", given=X1)
    nested = declare("Outer", {"inner": (Inner, Inner(a=1))})
    check_message(nested, nested(), b"\1", given=X1)


def test_attribute_that_reads_a_name_raises() -> None:
    with pytest.raises(GivenError):
        _ = Spelled(a=3).b
    assert Kept(a=1).b is None
    assert w.encode(Kept(a=1), given=X2) == b"\1\3"


class Partial(Message):
    count: u8 = w.derived()
    low: u8
    next: u8 = w.derived(u8, this.low + 1)
    wide: int = w.choice(given.x, {0: u8, 1: w.u16})
    inner: Inner
    body: bytes = w.data(this.count)
    total: u8 = w.checksum(sum, over=this["low":"next"])
    kept: u8 = w.derived(u8, this.next + this.total, keep=True)
    whole: u8 = w.checksum(sum, over=this["low":"inner"])
    drawn: u8 = w.derived(u8, given.x)
    size: u8 = w.derived(u8, w.size_of(this.wide) + 1)
    more: u8 = w.derived(u8, this.size + 1)
    deep: u8 = w.derived(u8, this.inner.a + 1)
    seed: u8 = w.checksum(lambda data, x: sum(data) + x, over=this.low, using=given.x)
    maybe: u8 | None = w.derived(u8, this.low + 0, when=this.drawn > 1)


def test_attribute_that_reads_no_name_does_not_need_one() -> None:
    message = Partial(low=3, wide=1, inner=Inner(a=1), body=b"abc")
    assert (message.count, message.next, message.total, message.kept) == (3, 4, 7, 11)
    for name in ("whole", "drawn", "size", "more", "deep", "seed", "maybe"):
        with pytest.raises(GivenError, match=r"given\.x is read"):
            getattr(message, name)
    wire = w.encode(message, given={"x": 1})
    assert wire == bytes.fromhex("03 03 04 0001 01 616263 07 0b 09 01 03 04 02 04")


def test_checksum_is_found_without_the_names_of_others() -> None:
    fields = {
        "low": u8,
        "wide": (int, w.choice(given.x, {0: u8, 1: w.u16})),
        "one": (u8, w.checksum(sum, over=this.low)),
        "all": (u8, w.checksum(sum, over=this["low":"one"])),
    }
    cls = declare("Summed", fields)
    message = cls(low=3, wide=1)
    assert message.one == 3
    with pytest.raises(GivenError):
        _ = message.all
    check_message(cls, message, b"\3\0\1\3\7", given=X1)


def test_decoder_of_many_reads_them_for_each_message() -> None:
    wire = b"\1\2" * 3
    messages, end = codec_of(Inner).decode_many(wire, given=X2)
    assert (messages, end) == ([Inner(a=1, b=2)] * 3, 6)
    with pytest.raises(GivenError):
        codec_of(Inner).decode_many(wire)
    with pytest.raises(GivenError):
        codec_of(Inner).decode_from(wire)
    with pytest.raises(GivenError):
        list(Decoder(Inner).feed(wire))


def test_annotated_type_reads_them_too() -> None:
    spec: Any = annotated(list[Annotated[bytes, w.data(given.x)]], w.array(u8))
    check_message(spec, [b"ab", b"cd"], b"\2abcd", given=X2)

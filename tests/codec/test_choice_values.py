"""Arms whose values are converted or enumerated, tags in the byte order of their class."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum
from ipaddress import IPv4Address
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_message, declare, only
from wirefmt import Message, SchemaError, WrongTypeError, given, outer, this, u8, u16


class Colour(IntEnum):
    RED = 1
    GREEN = 2


class Pixel:
    """A value of which only Python knows."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pixel) and other.number == self.number

    def __hash__(self) -> int:
        return self.number

    def __repr__(self) -> str:
        return f"Pixel({self.number})"


class Dot(Pixel):
    """A value that belongs where its base does."""


def number_of(pixel: Pixel) -> int:
    return pixel.number


def parted(value: int | str) -> tuple[int | str]:
    return (value,)


def joined(values: tuple[int | str]) -> int | str:
    return values[0]


PIXEL = w.convert(u8, decode=Pixel, encode=number_of)


class Converted(Message):
    value: IPv4Address | datetime | float | str | Pixel | list[int] = w.choice(
        u8,
        {
            0: w.ipv4,
            1: w.timestamp(u8),
            2: w.fixed_point(w.i8, 1),
            3: w.mac,
            4: Annotated[Pixel, PIXEL, w.sized(u8)],
            5: Annotated[list[int], w.convert(w.data(1), decode=list[int], encode=bytes)],
        },
    )


VALUES: list[tuple[Any, bytes]] = [
    (IPv4Address("1.2.3.4"), b"\0\1\2\3\4"),
    (datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC), b"\1\7"),
    (1.5, b"\2\3"),
    ("00:01:02:03:04:05", b"\3\0\1\2\3\4\5"),
    (Pixel(9), b"\4\1\x09"),
    ([8], b"\5\x08"),
]


@pytest.mark.parametrize(("value", "wire"), VALUES, ids=range(len(VALUES)))
def test_class_of_what_is_converted_chooses(value: Any, wire: bytes) -> None:
    check_message(Converted, Converted(value=value), wire)


def test_value_of_a_derived_class_chooses_as_its_base() -> None:
    assert w.encode(Converted(value=Dot(9))) == b"\4\1\x09"


def test_value_of_another_class_chooses_nothing() -> None:
    value: Any = {}
    reason = "one of IPv4Address, datetime, float, str, Pixel, list is needed, not dict"
    error = WrongTypeError("Converted", ("value",), "{}", reason)
    check_encode_error(Converted, Converted(value=value), error)


@pytest.mark.parametrize(
    "arm", [PIXEL, Annotated[Any, PIXEL], w.sized(2), w.choice(u8, {1: PIXEL})], ids=range(4)
)
def test_what_is_converted_to_an_unknown_class_is_refused(arm: Any) -> None:
    arm = Annotated[Any, PIXEL, arm] if repr(arm).startswith("sized") else arm
    with pytest.raises(SchemaError, match="encode does not know the class of what is converted"):
        only(Any, w.choice(u8, {1: arm}))


def test_arm_that_is_converted_may_be_told() -> None:
    kind = given.kind
    told: Any = declare("Told", {"value": (Pixel | int, w.choice(kind, {1: PIXEL, ...: u8}))})
    assert w.decode(told, b"\7", given={"kind": 1}) == told(value=Pixel(7))
    assert w.encode(told(value=Pixel(7)), given={"kind": 1}) == b"\7"
    assert w.encode(told(value=7), given={"kind": 2}) == b"\7"


class Open(Message):
    """What an open enum does not know is an int."""

    value: Colour | int | str = w.choice(
        u8, {1: Annotated[Colour | int, w.enumerated(u8, open=True)], 2: w.text(u8)}
    )


@pytest.mark.parametrize(
    ("value", "wire"), [(Colour.RED, b"\1\1"), (9, b"\1\x09"), ("a", b"\2\1a")], ids=range(3)
)
def test_open_enum_is_an_arm(value: Any, wire: bytes) -> None:
    check_message(Open, Open(value=value), wire)


def test_open_enum_and_an_integer_are_one_class() -> None:
    arms = {1: Annotated[Colour | int, w.enumerated(u8, open=True)], 2: u8}
    with pytest.raises(SchemaError, match="both hold values of int"):
        only(Colour | int, w.choice(u8, arms))


class Whole(Message):
    """A choice that is converted, with what its arms are told."""

    size: u8 = w.derived()
    value: Annotated[
        tuple[int | str],
        w.convert(
            Annotated[int | str, w.choice(u8, {1: u16, 2: w.text(this.size)})],
            decode=parted,
            encode=joined,
        ),
    ]


@pytest.mark.parametrize(
    ("value", "wire"), [((258,), b"\0\1\1\2"), (("ab",), b"\2\2ab")], ids=range(2)
)
def test_choice_may_be_converted(value: Any, wire: bytes) -> None:
    check_message(Whole, Whole(value=value), wire)


class Small(Message, byte_order="little"):
    kind: u16


class Large(Message, byte_order="little"):
    kind: u16
    more: u8


class Little(Message, byte_order="little"):
    """Peeks and tags are in the byte order of the class."""

    value: Small | Large = w.choice(w.peek(u16), {1: Small, 2: Large})
    other: int | str = w.choice(u16, {1: u8, 2: w.text(u16)})


def test_tag_is_in_the_byte_order_of_the_class() -> None:
    message = Little(value=Large(kind=2, more=3), other="a")
    check_message(Little, message, b"\2\0\3\2\0\1\0a")
    check_message(Little, Little(value=Small(kind=1), other=4), b"\1\0\1\0\4")


class Inner(Message, variants=(this.code, outer.version)):
    code: u8 = w.derived()


class Old(Inner, tag=(1, 1)):
    number: u8


class New(Inner, tag=(1, 2)):
    number: u16


class Around(Message):
    version: u8
    inner: Inner


def test_part_of_a_tag_may_stand_in_the_message_around() -> None:
    check_message(Around, Around(version=1, inner=Old(number=3)), b"\1\1\3")
    check_message(Around, Around(version=2, inner=New(number=3)), b"\2\1\0\3")


def test_variant_of_another_version_is_refused() -> None:
    with pytest.raises(w.InvalidValueError):
        w.encode(Around(version=2, inner=Old(number=3)))


class Session(Message):
    version: u8
    value: int | bytes = w.choice(this.version, {1: u8, ...: w.data(1)})


def test_choice_says_what_it_forgets() -> None:
    assert w.Codec(Session).canonical
    assert not w.Codec(Converted).canonical
    varint: Any = declare("V", {"value": (int | str, w.choice(w.uvarint, {1: u8, 2: w.text(u8)}))})
    forgets = ("V.value: a number may be longer than needed",)
    assert w.Codec(varint).canonical.forgets == forgets
    inner: Any = declare("I", {"value": (int | str, w.choice(u8, {1: w.uvarint, 2: w.text(u8)}))})
    assert w.Codec(inner).canonical.forgets == ("I.value: a number may be longer than needed",)
    assert w.Codec(Small).canonical
    assert not w.Codec(Whole).canonical
    told: Any = declare(
        "T",
        {
            "size": (u8, w.derived()),
            "value": (int | str, w.choice(u8, {1: u8, 2: w.text(this.size)})),
        },
    )
    assert w.Codec(told).canonical.forgets == (
        "T.size: what it says where nothing that it governs is there",
    )
    assert w.Codec(Little).canonical

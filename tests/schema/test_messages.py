"""Messages as Python objects: what comes from msgspec, and what wirefmt adds."""

from __future__ import annotations

import copy
import inspect
import pickle
import sys
import weakref
from enum import IntFlag
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given, strategies as st

import wirefmt as w
from wirefmt import Message, this, u8, u16, u24, u32
from wirefmt._schema.collect import MissingFieldError, default_of
from wirefmt._schema.meta import Hooks, MessageMeta


class Login(Message):
    version: u8 = 1
    user: str = w.text(u16)
    token: bytes = w.data(4)
    scopes: list[u32] = w.array(u8)
    nickname: str | None = w.text(u8, when=this.version >= 2, default=None)


class Flags(IntFlag):
    ACK = 1


class Frame(Message, variants=this.type, size=this.length + 9, frozen=True):
    length: u24 = w.derived()
    type: u8 = w.derived()
    flags: u8 = 0
    reserved: int = w.pad(w.bits(1))
    stream_id: int = w.bits(31)


class Ping(Frame, tag=6, frozen=True):
    flags: Flags = w.enumerated(u8)
    magic: bytes = w.const(b"\xfe")
    maybe: u8 | None = w.const(7, when=this.flags)
    opaque: bytes = w.data(2)


def login(**changes: Any) -> Login:
    return Login(**{"user": "x", "token": bytes(4), "scopes": [1], **changes})


def ping() -> Ping:
    return Ping(flags=Flags.ACK, stream_id=1, opaque=b"ab")


def test_fields_stay_in_wire_order() -> None:
    assert Login.__struct_fields__ == ("version", "user", "token", "scopes", "nickname")
    assert Ping.__struct_fields__ == ("flags", "stream_id", "opaque")


def test_repr_and_equality_are_of_the_stored_fields() -> None:
    assert repr(ping()) == f"Ping(flags={Flags.ACK!r}, stream_id=1, opaque=b'ab')"
    assert login() == login()
    assert login() != login(user="y")


def test_required_field_follows_one_with_a_default() -> None:
    with pytest.raises(MissingFieldError, match="Missing required argument 'token'"):
        Login(user="x", scopes=[])  # type: ignore[call-arg]


def test_missing_field_is_for_json_what_json_expects() -> None:
    with pytest.raises(msgspec.ValidationError, match="Missing required argument 'token'"):
        msgspec.json.decode(b'{"user": "x"}', type=Login)


def test_construction_by_position_follows_the_struct() -> None:
    assert Login(1, "x", bytes(4), [1], None) == login()  # type: ignore[call-arg]


def test_derived_fields_are_read_and_not_given() -> None:
    assert (ping().type, ping().magic) == (6, b"\xfe")
    with pytest.raises(TypeError, match="Unexpected keyword argument 'length'"):
        Ping(flags=Flags.ACK, stream_id=1, opaque=b"", length=3)  # type: ignore[call-arg]


def test_derived_field_is_not_set() -> None:
    class Counted(Message):
        count: u8 = w.derived()
        items: list[u8] = w.array(this.count)

    with pytest.raises(AttributeError, match=r"property 'count' of .* object has no setter"):
        Counted(items=[1]).count = 3


def test_derived_field_says_what_it_is() -> None:
    assert Ping.length.__doc__ == "length: derived, not in the constructor"
    assert Ping.magic.__doc__ == "magic: always b'\\xfe'"


def test_derived_field_without_an_engine_is_no_attribute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wirefmt._schema.meta.hooks", Hooks())
    assert not hasattr(ping(), "length")


def test_class_without_an_engine_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wirefmt._schema.meta.hooks", Hooks())

    class Unchecked(Message):
        a: bytes = w.data(this.nothing)

    assert Unchecked(a=b"x").a == b"x"


@pytest.mark.parametrize("message", [login(), ping()], ids=["Login", "Ping"])
def test_message_is_pickled_and_copied(message: Message) -> None:
    assert pickle.loads(pickle.dumps(message)) == message
    assert copy.copy(message) == message
    assert copy.deepcopy(message) == message


def test_message_is_replaced() -> None:
    assert msgspec.structs.replace(login(), user="z") == login(user="z")


def test_message_is_matched() -> None:
    match ping():
        case Ping(opaque=opaque, type=6):
            assert opaque == b"ab"
        case _:
            pytest.fail("no match")


def test_message_is_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(login()), type=Login) == login()
    assert msgspec.json.encode(ping()) == b'{"flags":1,"stream_id":1,"opaque":"YWI="}'


def test_json_knows_the_range() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"<= 255 - at `\$.version`"):
        msgspec.json.decode(b'{"version": 300, "user": "", "token": "", "scopes": []}', type=Login)


@pytest.mark.parametrize("spec", [w.u64, w.i64, w.u128, w.i128, w.uvarint, w.mqtt_varint])
def test_json_takes_wide_numbers(spec: Any) -> None:
    assert msgspec.json.decode(b"5", type=spec) == 5


def test_json_drops_the_trailing_underscore() -> None:
    class Query(Message):
        class_: u16
        _: u8 = 0

    assert msgspec.json.encode(Query(class_=1)) == b'{"class":1,"_":0}'
    assert bytes(Query(class_=1)) == b"\0\1\0"


def test_options_pass_through() -> None:
    class Small(Message, frozen=True, order=True, weakref=True):
        a: u8

    small = Small(a=1)
    assert hash(small) == hash(Small(a=1))
    assert small < Small(a=2)
    assert weakref.ref(small)() is small
    with pytest.raises(AttributeError, match="immutable"):
        small.a = 2  # type: ignore[misc]


def test_odd_names_are_fields() -> None:
    class Odd(Message):
        self: u8
        cls: u8
        encode: bytes = w.data(1)
        int: u8
        codec: u8

    assert bytes(Odd(self=1, cls=2, encode=b"\3", int=4, codec=5)) == b"\1\2\3\4\5"


def test_message_stands_inside_a_plain_struct() -> None:
    class Session(msgspec.Struct):
        login: Login

    wire = msgspec.json.encode(Session(login()))
    assert msgspec.json.decode(wire, type=Session).login == login()


# ------------------------------------------------------------------ defaults


class Header(Message):
    a: u8 = 1


class Defaults(Message):
    numbers: list[u8] = w.array(u8, default=[1, 2])
    made: list[u8] = w.array(u8, default_factory=lambda: [3])
    plain: Header = Header()
    flags: Flags = w.enumerated(u8, default=Flags.ACK)
    required: u8


def test_default_that_can_change_is_copied() -> None:
    one, two = Defaults(required=1), Defaults(required=1)
    one.numbers.append(9)
    one.made.append(9)
    one.plain.a = 9
    assert two == Defaults(required=1)
    assert (two.numbers, two.made, two.plain.a) == ([1, 2], [3], 1)


def test_default_is_known() -> None:
    assert default_of(Defaults, "numbers") == [1, 2]
    assert default_of(Defaults, "made") == [3]
    assert default_of(Defaults, "flags") is Flags.ACK
    assert default_of(Defaults, "required") is ...
    assert default_of(Defaults, "nothing") is ...
    assert default_of(int, "real") is ...


def test_signature_is_keyword_only_with_true_defaults() -> None:
    signature = inspect.signature(Defaults)
    assert [parameter.kind for parameter in signature.parameters.values()] == [
        inspect.Parameter.KEYWORD_ONLY
    ] * 5
    assert signature.parameters["numbers"].default == [1, 2]
    assert signature.parameters["required"].default is inspect.Parameter.empty
    assert str(inspect.signature(Message)) == "()"


# ------------------------------------------------------------------ Hypothesis


@pytest.mark.parametrize(
    ("spec", "least", "greatest"),
    [
        (u8, 0, 255),
        (w.i16, -(2**15), 2**15 - 1),
        (w.u64, 0, 2**64 - 1),
        (w.mqtt_varint, 0, 2**28 - 1),
        (w.svarint, -(2**63), 2**63 - 1),
        (w.quic_varint, 0, 2**62 - 1),
        (Annotated[int, w.bits(3)], 0, 7),
    ],
)
def test_hypothesis_knows_the_range(spec: Any, least: int, greatest: int) -> None:
    assert repr(st.from_type(spec)) == repr(st.integers(least, greatest))


def test_range_is_not_told_where_hypothesis_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "hypothesis.strategies")
    assert list(w.bits(4)) == []


def test_hypothesis_knows_the_width_of_floats() -> None:
    assert repr(st.from_type(w.f32)) == repr(st.floats(width=32))
    assert repr(st.from_type(w.boolean)) == repr(st.booleans())


@given(st.from_type(Login))
def test_hypothesis_makes_messages(message: Login) -> None:
    assert 0 <= message.version <= 255
    assert isinstance(message.user, str)
    assert all(0 <= scope < 2**32 for scope in message.scopes)


def test_metaclass_is_its_own() -> None:
    assert type(Login) is MessageMeta

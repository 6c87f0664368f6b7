"""Headers over headers: classes that extend one, and variants that have variants of their own."""

from __future__ import annotations

from typing import Annotated

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    InvalidValueError,
    LengthError,
    Message,
    SchemaError,
    TruncatedError,
    UnknownTagError,
    this,
)

# ------------------------------------------------------------------ a class that extends the header


class Option(Message, variants=this.kind):
    """TCP option (RFC 9293, section 3.2): kind alone, or kind, length and data."""

    kind: w.u8 = w.derived()


class LongOption(Option, size=this.length):
    length: w.u8 = w.derived()


class EndOfOptions(Option, tag=0):
    pass


class NoOperation(Option, tag=1):
    pass


class MaximumSegmentSize(LongOption, tag=2):
    size: w.u16


class SackPermitted(LongOption, tag=4):
    pass


class UnknownOption(LongOption, tag=...):
    kind: w.u8 = w.field()
    data: bytes = w.data(w.rest)


OPTIONS = [
    (EndOfOptions(), b"\0"),
    (NoOperation(), b"\1"),
    (MaximumSegmentSize(size=1460), bytes.fromhex("02 04 05b4")),
    (SackPermitted(), bytes.fromhex("04 02")),
    (UnknownOption(kind=254, data=b"\xf9\x89"), bytes.fromhex("fe 04 f989")),
]


@pytest.mark.parametrize(("message", "wire"), OPTIONS, ids=range(len(OPTIONS)))
def test_class_between_extends_the_header(message: Option, wire: bytes) -> None:
    check_message(Option, message, wire)
    check_message(type(message), message, wire)
    if isinstance(message, LongOption):
        check_message(LongOption, message, wire)


def test_class_between_has_its_own_variants_alone() -> None:
    error: w.DecodeError = UnknownTagError(
        "LongOption", ("kind",), 0, 0, "1 is not a tag of UnknownOption"
    )
    check_faulty(LongOption, b"\1\2", error)
    error = LengthError("LongOption", (), 0, 0, "1 bytes are fewer than the 2 that were read")
    check_faulty(LongOption, b"\4\1", error)


def test_class_between_is_no_message(engine: Engine) -> None:
    for spec in (Option, LongOption):
        with pytest.raises(InvalidValueError):
            engine.encode(spec, LongOption())
    error = InvalidValueError("Option", (), "LongOption()", "not one of the variants of Option")
    check_encode_error(Option, LongOption(), error)
    with pytest.raises(w.WrongTypeError):
        engine.encode(LongOption, NoOperation())


def test_class_between_without_variants_chooses_none() -> None:
    base = declare("Head", {"kind": (w.u8, w.derived())}, variants=this.kind)
    between = declare("Between", {"more": w.u8}, base)
    check_faulty(
        between, b"\1", UnknownTagError("Between", ("kind",), 0, 0, "no variant has the tag 1")
    )
    kept = declare("Late", {}, between, tag=1)
    assert w.decode(between, b"\1\2") == kept(more=2) == w.decode(base, b"\1\2")


def test_tag_is_that_of_one_variant_of_the_whole_family() -> None:
    base = declare("Head", {"kind": (w.u8, w.derived())}, variants=this.kind)
    between = declare("Between", {"more": w.u8}, base)
    kept = declare("One", {}, base, tag=1)
    with pytest.raises(SchemaError, match=r"Other: tag=1 is already the tag of One"):
        declare("Other", {}, between, tag=1)
    del kept


# ------------------------------------------------------------------ variants of variants


class Backend(Message, variants=this.type, size=this.length + 1):
    """PostgreSQL's backend messages (its manual, section 55.7)."""

    type: w.u8 = w.derived()
    length: w.u32 = w.derived()


class Authentication(Backend, tag=ord("R"), variants=this.code):
    code: w.u32 = w.derived()


class AuthenticationOk(Authentication, tag=0):
    pass


class AuthenticationMD5Password(Authentication, tag=5):
    salt: bytes = w.data(4)


class AuthenticationGss(Authentication, tag={7, 9}):
    code: w.u32 = w.field()


class AuthenticationOther(Authentication, tag=...):
    code: w.u32 = w.field()
    data: bytes = w.data(w.rest)


class ReadyForQuery(Backend, tag=ord("Z")):
    status: w.u8


BACKEND = [
    (AuthenticationOk(), bytes.fromhex("52 00000008 00000000")),
    (
        AuthenticationMD5Password(salt=b"\x2d\xc4\x13\x9f"),
        bytes.fromhex("52 0000000c 00000005 2dc4139f"),
    ),
    (AuthenticationGss(code=9), bytes.fromhex("52 00000008 00000009")),
    (AuthenticationOther(code=8, data=b"tok"), bytes.fromhex("52 0000000b 00000008 746f6b")),
    (ReadyForQuery(status=ord("I")), bytes.fromhex("5a 00000005 49")),
]


@pytest.mark.parametrize(("message", "wire"), BACKEND, ids=range(len(BACKEND)))
def test_variant_has_variants_of_its_own(message: Backend, wire: bytes) -> None:
    check_message(Backend, message, wire)
    check_message(type(message), message, wire)
    if isinstance(message, Authentication):
        check_message(Authentication, message, wire)


def test_each_level_has_tags_of_its_own(engine: Engine) -> None:
    with pytest.raises(InvalidValueError):
        engine.encode(Backend, Authentication())
    with pytest.raises(InvalidValueError):
        engine.encode(Backend, AuthenticationOther(code=5, data=b""))
    error: w.DecodeError = UnknownTagError("Backend", ("type",), 0, 0, "no variant has the tag 83")
    check_faulty(Backend, b"S\0\0\0\4", error)
    error = UnknownTagError("Authentication", ("type",), 0, 0, "90 is not a tag of Authentication")
    check_faulty(Authentication, b"Z\0\0\0\5I", error)
    error = LengthError("Backend", (), 0, 0, "3 bytes are fewer than the 5 that were read")
    check_faulty(Backend, b"R\0\0\0\2", error)
    error = TruncatedError("Backend", (), 0, 0, "the input ends after 9 of 13 bytes")
    check_faulty(Backend, bytes.fromhex("52 0000000c 00000005"), error)


def test_late_variant_of_a_variant_is_in_codecs_made_later() -> None:
    early = w.Codec(Backend)
    wire = bytes.fromhex("52 00000008 0000000a")
    assert w.decode(Backend, wire) == AuthenticationOther(code=10, data=b"")
    late = declare("AuthenticationSasl", {}, Authentication, tag=10)
    assert w.decode(Backend, wire) == late()
    assert early.decode(wire) == AuthenticationOther(code=10, data=b"")
    assert not early.is_current()


def test_narrowing_is_looked_at_on_every_level() -> None:
    base = declare("Head", {"a": (w.u8, w.derived())}, variants=this.a)
    inner = declare("Inner", {"b": (w.u8, w.derived()), "c": w.u8}, base, tag=1, variants=this.b)
    with pytest.raises(SchemaError, match=r"Wide\.c: it is not as wide as in Inner"):
        declare("Wide", {"c": w.u16}, inner, tag=1)


def test_what_a_header_reads_first_is_charged_once() -> None:
    """Elements that stand between the window and the tag are read again by the variant."""
    head = {
        "size": (w.u8, w.derived()),
        "names": (list[w.u8], w.array(w.u8)),
        "kind": (w.u8, w.derived()),
    }
    base = declare("Head", head, variants=this.kind, size=this.size)
    one = declare("One", {}, base, tag=1)
    wire = b"\5\2\7\x08\1"
    check_message(base, one(names=[7, 8]), wire)
    for count, works in ((2, True), (1, False)):
        limits = w.Limits(element_count=count)
        decoder = w.Decoder(base, limits=limits)
        if works:
            assert w.decode(base, wire, limits=limits) == one(names=[7, 8])
            assert list(decoder.feed(wire)) == [one(names=[7, 8])]
            continue
        with pytest.raises(w.LimitExceededError):
            w.decode(base, wire, limits=limits)
        with pytest.raises(w.LimitExceededError):
            list(decoder.feed(wire))


def test_header_without_arrays_charges_nothing() -> None:
    region = Annotated[bytes, w.data(w.rest), w.sized(w.u8)]
    base = declare("Head", {"region": region, "kind": (w.u8, w.derived())}, variants=this.kind)
    one = declare("One", {}, base, tag=1)
    check_message(base, one(region=b"a"), b"\1a\1")

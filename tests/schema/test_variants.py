"""Headers and variants: flat records, tags, narrowing, the weak registry."""

from __future__ import annotations

import gc
import weakref
from enum import IntEnum, IntFlag
from typing import Any

import pytest

import wirefmt as w
from checking import declare
from wirefmt import Message, SchemaError, this, u8, u16
from wirefmt._schema.declaration import declaration_of
from wirefmt._schema.lower import lower
from wirefmt._schema.meta import generation
from wirefmt.ir.expressions import Binary, Constant, OneOf, Reference, Unary
from wirefmt.ir.records import Case, Dispatch, Solved, Stored
from wirefmt.ir.types import Enumerated, Integer, Nested

TAG = Reference(("type",))


class Kind(IntEnum):
    OPEN = 1
    CLOSE = 2


class Flags(IntFlag):
    ACK = 1


def header(**fields: Any) -> Any:
    """Return a header whose tag is its derived first field."""
    return declare("Frame", {"type": (u8, w.derived()), **fields}, variants=this.type)


def variant(base: Any, name: str, tag: Any, **fields: Any) -> Any:
    """Return a variant of a header."""
    return declare(name, fields, base, tag=tag)


def test_header_lists_its_variants_and_they_are_flat() -> None:
    base = header(flags=(u8, 0))
    ping = variant(base, "Ping", Kind.OPEN, opaque=(bytes, w.data(8)))
    both = variant(base, "Both", {5, 3}, type=(u8, w.field()))
    other = variant(base, "Other", ..., type=(u8, w.field()), payload=(bytes, w.data(w.rest)))
    lowered = lower(base)
    records = lowered.layout.records
    assert [record.name for record in records] == ["Frame", "Ping", "Both", "Other"]
    assert records[0].dispatch == Dispatch((TAG,), (Case(((1,),), 1), Case(((3,), (5,)), 2)), 3)
    assert [field.name for field in records[1].fields] == ["type", "flags", "opaque"]
    assert [record.tag for record in records] == [
        None,
        Binary("==", TAG, Constant(1)),
        OneOf(TAG, (3, 5)),
        Unary("~", OneOf(TAG, (1, 3, 5))),
    ]
    assert records[1].fields[0].role == Solved()
    assert records[3].fields[0].role == Stored()
    assert records[3].stored == ("flags", "type", "payload")
    assert lowered.families == (declaration_of(base),)
    assert lower(ping).layout.records == (records[1],)
    assert lower(both).families == ()
    assert lower(other).families == (declaration_of(base),)


def test_every_other_tag_is_any_tag_where_there_is_no_other() -> None:
    base = header()
    assert lower(variant(base, "Other", ..., type=(u8, w.field()))).layout.root.tag is None


def test_header_stands_in_other_messages() -> None:
    base = header()
    kept = variant(base, "A", 1, a=u8)
    frames: Any = list[base]  # type: ignore[valid-type]
    cls = declare("Box", {"frames": (frames, w.array(u8))})
    lowered = lower(cls)
    assert [record.name for record in lowered.layout.records] == ["Box", "Frame", "A"]
    assert lowered.families == (declaration_of(base),)
    del kept


def test_size_of_a_header_is_that_of_its_variants() -> None:
    fields = {"type": (u8, w.derived()), "length": (u8, w.derived())}
    base = declare("Frame", fields, variants=this.type, size=this.length + 2)
    ping = variant(base, "Ping", 1, opaque=(bytes, w.data(w.rest)))
    assert lower(ping).layout.root.size == Binary("+", Reference(("length",)), Constant(2))


def test_variant_may_have_a_size_where_the_header_has_none() -> None:
    base = header(length=u8)
    ping = declare("Ping", {"rest": (bytes, w.data(w.rest))}, base, tag=1, size=this.length)
    assert lower(ping).layout.root.size == Reference(("length",))


# ------------------------------------------------------------------ narrowing


class Bits4(Message, frozen=True):
    dup: w.flag
    qos: int = w.bits(2)
    retain: w.flag


def test_narrowing_keeps_place_and_width() -> None:
    base = header(kind=u8, flags=(int, w.bits(4)), low=(int, w.bits(4)), last=u8)
    narrow = variant(
        base,
        "Narrow",
        1,
        kind=(Kind, w.enumerated(u8)),
        flags=(Bits4, w.field()),
        low=(int, w.const(5, w.bits(4))),
        last=(u8, 9),
    )
    record = lower(narrow).layout.root
    assert [field.name for field in record.fields] == ["type", "kind", "flags", "low", "last"]
    assert record.fields[1].type == Enumerated(Integer(1), "Kind", (1, 2))
    assert record.fields[2].type == Nested(1)
    assert record.fields[3].role == Stored(5)
    assert record.stored == ("kind", "flags", "low", "last")
    made = narrow(kind=Kind.OPEN, flags=Bits4(dup=True, qos=1, retain=False))
    assert (made.low, made.last) == (5, 9)


def test_narrowing_with_a_default_leaves_later_fields_required() -> None:
    base = header(a=u8, b=u8)
    narrow = variant(base, "Narrow", 1, a=(u8, 4))
    assert narrow.__struct_fields__ == ("a", "b")
    assert narrow(b=2).a == 4
    with pytest.raises(TypeError, match="Missing required argument 'b'"):
        narrow()


def test_narrowing_can_take_a_default_away() -> None:
    base = header(a=(u8, 1), b=(u8, 2))
    narrow = variant(base, "Narrow", 1, a=(Flags, w.enumerated(u8)))
    assert narrow(a=Flags.ACK).b == 2
    with pytest.raises(TypeError, match="Missing required argument 'a'"):
        narrow()


def test_derived_field_can_become_constant() -> None:
    base = header(a=(u8, w.derived(None, this.type)))
    assert variant(base, "Narrow", 1, a=(u8, w.const(3)))().a == 3


WRONG_NARROWING: dict[str, tuple[dict[str, Any], str]] = {
    "width": ({"a": (u16, w.field())}, r"Narrow\.a: it is not as wide as in Frame; .*keeps its"),
    "varying": ({"c": (bytes, w.data(u16))}, r"Narrow\.c: it is not as wide as in Frame"),
    "presence": ({"d": u8}, r"Narrow\.d: when= is not that of Frame; say the same condition"),
    "derived": ({"a": (u8, w.derived())}, r"Narrow\.a: a stored field of Frame can become const"),
    "pad": ({"a": (int, w.pad(1))}, r"Narrow\.a: .* but not pad\(…\)"),
}


@pytest.mark.parametrize("case", WRONG_NARROWING)
def test_wrong_narrowing_is_refused(case: str) -> None:
    fields, text = WRONG_NARROWING[case]
    base = header(a=u8, c=(bytes, w.data(u8)), d=(u8 | None, w.field(when=this.a)))
    with pytest.raises(SchemaError, match=text):
        variant(base, "Narrow", 1, **fields)


def test_unannotated_narrowing_is_refused() -> None:
    base = header(flags=u8)
    with pytest.raises(SchemaError, match=r"Ping: 'flags' has no annotation; write `flags: type"):

        class Ping(base, tag=1):  # type: ignore[misc, valid-type, call-arg]
            flags = 3


# ------------------------------------------------------------------ tags


WRONG_TAGS: dict[str, tuple[Any, str]] = {
    "taken": (1, r"New: tag=1 is already the tag of Old; two variants of Frame cannot"),
    "taken in a set": ({7, 1}, "New: tag=1 is already the tag of Old"),
    "taken rest": (..., r"New: tag=\.\.\. is already the tag of Rest"),
    "a tuple": (
        (1, 2),
        r"New: tag= is an int, a range, a set of these, or \.\.\. for every other, not",
    ),
    "text": ("x", "New: tag= is an int"),
    "text in a set": ({1, "x"}, "New: tag= is an int"),
    "an empty set": (set(), "New: tag= is an int"),
    "a set, derived": ({7, 8}, r"New\.type: the tag is not one value, .* ordinary field, such as"),
}


@pytest.mark.parametrize("case", WRONG_TAGS)
def test_wrong_tag_is_refused(case: str) -> None:
    tag, text = WRONG_TAGS[case]
    base = header()
    kept = [variant(base, "Old", 1), variant(base, "Rest", ..., type=(u8, w.field()))]
    with pytest.raises(SchemaError, match=text):
        variant(base, "New", tag)
    assert [each.cls for each in declaration_of(base).variants] == kept  # type: ignore[union-attr]


@pytest.mark.parametrize("tag", [300, {1, 300}], ids=repr)
def test_tag_that_does_not_fit_is_refused(tag: Any) -> None:
    with pytest.raises(SchemaError, match=r"Wide\.type: the tag 300 does not fit: .* 0 to 255"):
        variant(header(), "Wide", tag, type=(u8, w.field()))


def test_tag_that_its_header_cannot_read_is_refused_with_the_header() -> None:
    base = declare("Frame", {"type": (Kind, w.derived(w.enumerated(u8)))}, variants=this.type)
    kept = [variant(base, "Open", Kind.OPEN), variant(base, "Odd", 9, type=(u8, w.field()))]
    with pytest.raises(SchemaError, match=r"Odd\.type: the tag 9 is no member of its enum"):
        lower(base)
    del kept


def test_tag_needs_a_header() -> None:
    with pytest.raises(SchemaError, match=r"Alone: tag= is for a variant; its base is a message"):
        declare("Alone", {"a": u8}, tag=1)


def test_variant_is_not_extended() -> None:
    ping = variant(header(), "Ping", 1)
    with pytest.raises(SchemaError, match="Ping is a variant, and a variant cannot be extended"):
        declare("More", {"a": u8}, ping)


def test_variant_with_variants_needs_a_tag() -> None:
    with pytest.raises(SchemaError, match=r"Ping: a variant of Frame needs tag=: .* it extends"):
        declare("Ping", {"a": u8}, header(), variants=this.a)


def test_size_is_said_once() -> None:
    base = declare("Frame", {"length": (u8, w.derived())}, size=this.length)
    with pytest.raises(SchemaError, match=r"More: Frame says the size already; leave size= out"):
        declare("More", {"a": u8}, base, size=this.a)


def test_message_has_one_base() -> None:
    one, two = declare("One", {"a": u8}), declare("Two", {"b": u8})
    with pytest.raises(SchemaError, match="a message has one message as its base, not One and Two"):

        class Both(one, two):  # type: ignore[misc, valid-type]
            pass


@pytest.mark.parametrize("word", ["variants", "size"])
def test_keyword_is_an_expression(word: str) -> None:
    with pytest.raises(SchemaError, match=rf"Wrong: {word}= is an expression .* this\.{word}"):
        declare("Wrong", {"a": u8}, Message, **{word: 3})


def test_unknown_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="Wrong: 'tagg' is no keyword of a message class"):
        declare("Wrong", {"a": u8}, tagg=3)


# ------------------------------------------------------------------ the registry


def names(base: Any) -> list[str]:
    declaration = declaration_of(base)
    assert declaration is not None
    return [each.name for each in declaration.variants]


def test_registering_a_variant_is_a_new_generation() -> None:
    base = header()
    before = generation()
    kept = variant(base, "Ping", 1)
    assert generation() == before + 1
    assert names(base) == ["Ping"]
    del kept


def test_variants_are_held_weakly() -> None:
    base = header()
    reference = weakref.ref(variant(base, "Ping", 1))
    gc.collect()
    assert reference() is None
    assert names(base) == []
    assert lower(base).layout.root.dispatch == Dispatch((TAG,), ())


def test_tag_of_a_forgotten_variant_is_free() -> None:
    base = header()
    variant(base, "Ping", 1)  # nobody holds it, but it may not be collected yet
    kept = variant(base, "Pong", 1)
    assert names(base) == ["Pong"]
    del kept


def test_same_qualified_name_replaces_in_place() -> None:
    base = header()
    old, other = variant(base, "Ping", 1), variant(base, "Pong", 2)
    new = variant(base, "Ping", 1)
    assert names(base) == ["Ping", "Pong"]
    assert [record.name for record in lower(base).layout.records] == ["Frame", "Ping", "Pong"]
    assert lower(base).bindings["Ping"] is new
    del old, other


def test_wrong_variant_is_not_registered() -> None:
    base = header()
    with pytest.raises(SchemaError, match="no field 'nothing'"):
        variant(base, "Ping", 1, a=(bytes, w.data(this.nothing)))
    assert names(base) == []


def test_class_is_collected() -> None:
    def make() -> weakref.ref[type]:
        class Tree(Message):
            a: u8
            kids: list[Tree] = w.array(u8)

        return weakref.ref(Tree)

    reference = make()
    gc.collect()
    assert reference() is None

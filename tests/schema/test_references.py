"""Names in annotations: text, forward and local references, recursion."""

from __future__ import annotations

import typing
from typing import Annotated, Any

import msgspec
import pytest

import wirefmt as w
from wirefmt import Message, SchemaError, this, u8
from wirefmt._schema.lower import lower
from wirefmt._schema.meta import MessageMeta
from wirefmt.ir.extents import Extent, Prefixed
from wirefmt.ir.types import Array, Integer, Nested

Name = Annotated[str, w.text(u8)]

BYTE = Extent(Prefixed(Integer(1)))


class Tree(Message):
    label: Name
    children: list[Tree] = w.array(u8)
    later: Later | None = w.field(when=w.boolean, default=None)


class Later(Message):
    tree: Tree


class Lost(Message):
    there: Nowhere = w.field()  # type: ignore[name-defined]  # noqa: F821


class Strayed(Message):
    there: w.nowhere = w.field()  # type: ignore[name-defined, valid-type, unused-ignore]


def test_forward_and_recursive_references_are_lowered_at_first_use() -> None:
    records = lower(Tree).layout.records
    assert [record.name for record in records] == ["Tree", "Later"]
    assert records[0].fields[1].type == Array(Nested(0), BYTE)
    assert records[1].fields[0].type == Nested(0)
    assert lower(Later).layout.root.name == "Later"


def test_forward_reference_is_known_to_json() -> None:
    tree = Tree(label="a", children=[], later=Later(tree=Tree(label="b", children=[])))
    assert msgspec.json.decode(msgspec.json.encode(tree), type=Tree) == tree


@pytest.mark.parametrize(("cls", "name"), [(Lost, "Nowhere"), (Strayed, "nowhere")])
def test_name_that_is_not_there_is_refused_at_first_use(cls: type[Message], name: str) -> None:
    text = rf"{cls.__name__}\.there: the annotation '.*' names '{name}', which {__name__} does not"
    with pytest.raises(SchemaError, match=text):
        lower(cls)


def test_local_names_are_found() -> None:
    Short = Annotated[str, w.text(u8)]  # noqa: N806  # a type

    class Inner(Message):
        name: Short
        names: list[Short] = w.array(u8)
        more: list[Inner] = w.array(u8)

    class Outer(Message):
        inner: Inner

    assert [record.name for record in lower(Outer).layout.records] == ["Outer", "Inner"]
    inner = Inner(name="a", names=["b"], more=[])
    assert msgspec.json.decode(msgspec.json.encode(inner), type=Inner) == inner


def test_names_of_enclosing_classes_and_functions_are_found() -> None:
    Short = Annotated[str, w.text(u8)]  # noqa: N806  # a type

    class Outer(Message):
        class Inner(Message):
            name: Short

        inner: Inner

    assert [record.name for record in lower(Outer).layout.records] == ["Outer", "Outer.Inner"]


def test_later_local_class_is_refused_with_the_reason() -> None:
    class Early(Message):
        late: Late = w.field()

    class Late(Message):
        a: u8

    text = r"Early\.late: .* names 'Late', .* \(a class made inside a function must stand before"
    with pytest.raises(SchemaError, match=text):
        lower(Early)


def test_class_of_the_same_name_is_the_class_itself() -> None:
    def make() -> Any:
        class Tree(Message):
            children: list[Tree] = w.array(u8)

        return Tree

    assert lower(make()).layout.records[0].fields[0].type == Array(Nested(0), BYTE)


def test_field_does_not_hide_what_its_name_means_outside() -> None:
    class Shadows(Message):
        u8: u8 = 3
        Name: Name = "x"
        again: u8 = 4  # type: ignore[valid-type]  # mypy knows Python's scopes alone
        named: Name = "y"  # type: ignore[valid-type]

    assert bytes(Shadows()) == b"\x03\x01x\x04\x01y"


@pytest.mark.parametrize("trees", [list["Tree"], typing.List["Tree"]], ids=repr)  # noqa: UP006  # the other kind of list
def test_text_inside_a_type_is_a_reference_too(trees: Any) -> None:
    body = {"__annotations__": {"trees": trees}, "__module__": __name__, "__qualname__": "Wood"}
    wood: Any = MessageMeta("Wood", (Message,), {**body, "trees": w.array(u8)})
    assert [record.name for record in lower(wood).layout.records] == ["Wood", "Tree", "Later"]


def test_text_that_is_no_type_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"Wrong\.a: the annotation 'u8 \+ 1' is no type: "):

        class Wrong(Message):
            a: u8 + 1  # type: ignore[valid-type]


def test_error_inside_an_annotation_is_its_own() -> None:
    with pytest.raises(SchemaError, match="bits takes a number of bits from 1 on"):

        class Wrong(Message):
            a: Annotated[int, w.bits(0)]


def test_class_without_its_module_is_resolved_in_its_own_scope() -> None:
    class Homeless(Message):
        __module__ = "no.such.module"
        a: u8
        b: bytes = w.data(this.a)

    assert lower(Homeless).layout.root.stored == ("a", "b")


def test_variants_with_forward_references_wait() -> None:
    class Header(Message, variants=this.type):
        type: u8 = w.derived()

    class Waits(Header, tag=1):
        late: Never_ = w.field()  # type: ignore[name-defined]  # noqa: F821

    class Box(Message):
        frames: list[Header] = w.array(u8)

    with pytest.raises(SchemaError, match=r"Waits\.late: the annotation 'Never_'"):
        lower(Box)

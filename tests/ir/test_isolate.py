"""One field's type, alone: what other fields tell about it is left out."""

from __future__ import annotations

import pytest

import wirefmt as w
from wirefmt.ir.expressions import Expression, Reference
from wirefmt.ir.extents import Extent, Fixed, Rest, Told
from wirefmt.ir.isolate import isolate
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.types import Converted, Data, Integer, Sized, Through, Type

N: Expression = Reference(("n",))
TOLD, REST = Data(Extent(Told(N))), Data(Extent(Rest()))


def isolated(type_: Type) -> Type | None:
    fields = (Field("n", Integer(1)), Field("value", type_))
    layout = isolate(Layout((Record("Both", "Both", fields, ("n", "value")),)), fields[1])
    return None if layout is None else layout.root.fields[0].type


def test_conversion_of_what_is_told_stands_alone() -> None:
    assert isolated(Converted(TOLD, "f", "g")) == Converted(REST, "f", "g")


@pytest.mark.parametrize("inner", [TOLD, Data(Extent(Fixed(2)))], ids=["told", "fixed"])
def test_conversion_that_reads_another_field_cannot_stand_alone(inner: Type) -> None:
    assert isolated(Converted(inner, "f", "g", N)) is None


def test_transform_stands_alone_unless_it_is_given_a_field() -> None:
    extent = Extent(Told(N), 1)
    sized = Sized(TOLD, extent, slack=True, through=Through("flip"))
    assert isolated(sized) == Sized(REST, Extent(Rest(), 1), slack=True, through=Through("flip"))
    assert isolated(Sized(TOLD, extent, through=Through("flip", N))) is None


def keyed(value: object, key: int) -> str:
    return f"{value}/{key}"


def unkeyed(value: str, _key: int) -> int:
    return int(value.partition("/")[0])


def test_default_that_another_field_converts_is_not_tried() -> None:
    class Session(w.Message):
        key: w.u8 = 3
        name: str = w.convert(w.u8, decode=keyed, encode=unkeyed, using=w.this.key, default="7/3")

    assert w.encode(Session()) == b"\3\7"
    assert w.decode(Session, b"\3\7") == Session()

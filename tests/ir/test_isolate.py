"""One field's type, alone: what other fields tell about it is left out."""

from __future__ import annotations

import pytest

from wirefmt.ir.expressions import Expression, Reference
from wirefmt.ir.isolate import isolate
from wirefmt.ir.types import (
    Converted,
    Data,
    Extent,
    Field,
    Fixed,
    Integer,
    Layout,
    Record,
    Rest,
    Told,
    Type,
)

N: Expression = Reference(("n",))
TOLD, REST = Data(Extent(Told(N))), Data(Extent(Rest()))


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (Converted(TOLD, "f", "g"), Converted(REST, "f", "g")),
        (Converted(TOLD, "f", "g", N), REST),
        (Converted(Data(Extent(Fixed(2))), "f", "g", N), Data(Extent(Fixed(2)))),
    ],
    ids=range(3),
)
def test_conversion_that_reads_another_field_is_left_out(type_: Type, expected: Type) -> None:
    fields = (Field("n", Integer(1)), Field("value", type_))
    layout = Layout((Record("Both", "Both", fields, ("n", "value")),))
    alone = isolate(layout, fields[1])
    assert alone is not None
    assert alone.root.fields[0].type == expected

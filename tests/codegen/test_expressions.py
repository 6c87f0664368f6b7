"""IR expressions as Python: what this layout cannot hold yet."""

from __future__ import annotations

import pytest

from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt.ir.expressions import Peek
from wirefmt.ir.records import Layout, Record
from wirefmt.ir.types import Integer


def test_peek_is_refused() -> None:
    record = Record("Empty", "Empty", (), ())
    writer = ExpressionWriter(Layout((record,)), record, str)
    with pytest.raises(TypeError, match="peek is not lowered"):
        writer.bare(Peek(Integer(1)))

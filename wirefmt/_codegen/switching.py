"""Emits the choice of a byte order at the first byte of a message, or by what it is written as."""

from __future__ import annotations

from wirefmt._codegen import names
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.facts import Emission
from wirefmt._codegen.peeking import Sight
from wirefmt.ir.records import Switch

__all__ = ["condition_text", "emit_order_encoder"]


def condition_text(
    emission: Emission, index: int, switch: Switch, data: str = "data", offset: str = "offset"
) -> str:
    """Return the condition that a message which begins at an index is little-endian."""
    layout = emission.blueprint.layout
    writer = ExpressionWriter(layout, layout.records[index], str)  # nothing is measured in it
    writer.sight = Sight(data, offset, "")
    return writer.bare(switch.condition)


def emit_order_encoder(emission: Emission, index: int, switch: Switch) -> None:
    """Write the function that encodes a message in the order that its own bytes tell.

    The function that it calls for network order is yet to be written.
    """
    record = emission.blueprint.layout.records[index]
    namer, out = emission.names, emission.out
    outside = "".join(f", {names.outer(each)}" for each in emission.blueprint.outer.names(index))
    tells, big = namer.tells_little(index), namer.encode_big(index)
    with out.function(f"def {namer.encode(index)}(message, context, depth{outside}):"):
        out.line(f'"""Encode one {record.name} in the byte order that it tells itself."""')
        if index in emission.facts.nested:
            with out.block("if depth > context.depth:"):
                out.line("raise Fault")
        encoders = f"({big}, {namer.encode(switch.little)})"
        out.line(f"return in_own_order({encoders}, {tells}, message, context, depth{outside})")
    with out.function(f"def {tells}(data, context{outside}):"):
        out.line(f'"""Return whether these are the bytes of a little-endian {record.name}."""')
        out.line(f"return {condition_text(emission, index, switch, offset='')}")

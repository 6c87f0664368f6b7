"""The orders of a class: of the bytes of its numbers, and of its bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from wirefmt._schema.expressions import Expression, unwrap
from wirefmt.ir.expressions import Expression as Node

if TYPE_CHECKING:
    from wirefmt._schema.declaration import Declaration, Site
    from wirefmt.ir.numbers import BitOrder as Bits

__all__ = ["NETWORK", "BitOrder", "ByteOrder", "Order", "bit_order", "byte_order"]

ByteOrder: TypeAlias = Literal["big", "little"]
"""Which end of a number comes first."""

BitOrder: TypeAlias = Literal["msb", "lsb"]
"""From which end of their bytes runs of bits are taken: the most or the least significant one."""


class Order(NamedTuple):
    """The orders in which a class stands in a layout.

    Attributes:
        little: Whether numbers whose types say no order are least significant byte first.
        lsb: Whether runs of bits are taken from the least significant one on.
    """

    little: bool = False
    lsb: bool = False

    @property
    def bits(self) -> Bits:
        """Where bits stand in their groups."""
        return ("lsb_le" if self.little else "lsb") if self.lsb else "msb"

    def of(self, declaration: Declaration) -> Order:
        """Return the orders of a class inside these: its own, as far as it says them.

        One whose byte order an expression tells begins in network order.
        """
        little, lsb = declaration.byte_order, declaration.bit_order
        return Order(
            self.little if little is None else little == "little",
            self.lsb if lsb is None else lsb == "lsb",
        )


NETWORK = Order()
"""What holds where nothing says otherwise."""


def byte_order(
    site: Site, base: Declaration | None, order: ByteOrder | Expression | None
) -> ByteOrder | Node | None:
    """Return the byte order of a class: its own, else its base's; or what tells it.

    Raises:
        SchemaError: If it is none, or a variant's that its header does not have.
    """
    said = cast("ByteOrder | Node | None", unwrap(order))
    if not (said is None or isinstance(said, Node) or said in {"big", "little"}):
        raise site.error(
            'byte_order= is "big" or "little", or an expression that is true for little, such as '
            f"given.little, not {order!r}"
        )
    inherited = None if base is None else base.byte_order
    own = inherited if said is None else said
    _shared(site, base, "byte_order", same=own == inherited)
    return own


def bit_order(site: Site, base: Declaration | None, order: BitOrder | None) -> BitOrder | None:
    """Return the bit order of a class: its own, else its base's.

    Raises:
        SchemaError: If it is none, or a variant's that its header does not have.
    """
    if order not in {None, "msb", "lsb"}:
        raise site.error(f'bit_order= is "msb" or "lsb", not {order!r}')
    inherited = None if base is None else base.bit_order
    own = inherited if order is None else order
    _shared(site, base, "bit_order", same=own == inherited)
    return own


def _shared(site: Site, base: Declaration | None, word: str, *, same: bool) -> None:
    if base is not None and base.chooses is not None and not same:
        raise site.error(f"{word}= is said by {base.name}, whose fields are read first")

"""`wirefmt show`: what a message looks like on the wire."""

from __future__ import annotations

from typing import Any

import click

from wirefmt import Codec
from wirefmt.cli.spec import find_type
from wirefmt.ir.diagram import box_diagram
from wirefmt.ir.show import show_record

__all__ = ["show"]


@click.command()
@click.argument("spec", callback=find_type)
def show(spec: Any) -> None:
    """Print the fields of SPEC, with offsets and sizes, and its diagram.

    The variants of a header, and the messages inside a message, follow.
    """
    blueprint = Codec(spec).blueprint
    texts = (
        f"{show_record(blueprint, record)}\n\n{box_diagram(blueprint, record)}"
        for record in range(len(blueprint.layout.records))
    )
    click.echo("\n\n\n".join(texts))

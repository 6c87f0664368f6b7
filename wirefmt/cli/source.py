"""`wirefmt source`: the Python that was generated for a message."""

from __future__ import annotations

from typing import Any

import click

from wirefmt import Codec
from wirefmt.cli.spec import find_type

__all__ = ["source"]


@click.command()
@click.argument("spec", callback=find_type)
def source(spec: Any) -> None:
    """Print the Python source that encodes and decodes SPEC."""
    click.echo(Codec(spec).source)

"""The command line: one module per command."""

from __future__ import annotations

import click

from wirefmt.cli.decode import decode
from wirefmt.cli.show import show
from wirefmt.cli.source import source

__all__ = ["commands"]


@click.group()
@click.version_option(package_name="wirefmt")
def commands() -> None:
    """Decode recorded byte streams, and look into message declarations.

    SPEC names a message: mqtt.Packet (a schema that comes with wirefmt), package.module:Class, or
    file.py:Class.
    """


commands.add_command(decode)
commands.add_command(show)
commands.add_command(source)

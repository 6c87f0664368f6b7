"""What a stream costs beside the same bytes at once: `python bench/streaming.py [--rounds N]`.

One message of n strings, each behind a 16-bit length, is decoded whole, fed in chunks of 64 bytes,
and fed byte by byte. README.md beside this file says how to read the table.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from typing import TYPE_CHECKING, Annotated

import wirefmt as w
from wirefmt import Decoder, Message, u16

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTS = (500, 1_000, 2_000, 4_000, 10_000)
CHUNKS = (64, 1)


class Names(Message):
    """A count, and so many strings of 10 to 20 bytes."""

    names: list[Annotated[str, w.text(u16)]] = w.array(u16)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="medians are of so many rounds")
    rounds = parser.parse_args().rounds
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Python {version}, medians of {rounds} rounds, microseconds per string")
    print("      n    bytes    whole  64 bytes  ratio   1 byte  ratio")
    for count in COUNTS:
        print(row(count, rounds))


def row(count: int, rounds: int) -> str:
    """Return one line of the table; its three columns are measured in turn, round by round."""
    message = Names(names=["n" * (10 + index % 11) for index in range(count)])
    wire = w.encode(message)
    ways: list[Callable[[], Names]] = [
        lambda: w.decode(Names, wire),
        *(feeder(wire, size) for size in CHUNKS),
    ]
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, found in zip(ways, times, strict=True):
            started = time.perf_counter()
            decoded = way()
            found.append(time.perf_counter() - started)
            if decoded != message:
                raise SystemExit("the stream gave another message")
    whole, chunked, single = (1e6 * statistics.median(found) / count for found in times)
    return (
        f"{count:>7,} {len(wire):>8,} {whole:>8.3f} "
        f"{chunked:>9.3f} {chunked / whole:>6.1f} {single:>8.3f} {single / whole:>6.1f}"
    )


def feeder(wire: bytes, size: int) -> Callable[[], Names]:
    """Return what feeds the bytes in chunks; they are cut beforehand, as a socket would."""
    chunks = [wire[start : start + size] for start in range(0, len(wire), size)]

    def feed() -> Names:
        decoder = Decoder(Names)
        messages = [message for chunk in chunks for message in decoder.feed(chunk)]
        return messages[0]

    return feed


if __name__ == "__main__":
    main()

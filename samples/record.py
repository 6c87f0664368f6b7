"""Records what MQTT 3.1.1 programs say to a broker, and hear from it, on the loopback interface.

Starts mosquitto on a free port and a recording proxy before it, lets mosquitto's own clients and
paho-mqtt talk through the proxy in several scenes, and writes three files beside this script:

* ``mosquitto-client.bin``: client to broker, one session's bytes after another's, in the order in
  which they connected;
* ``mosquitto-broker.bin``: broker to client, likewise;
* ``mosquitto.bin``: every packet of both directions and all sessions, in the order in which they
  passed the proxy.

Usage: ``python samples/record.py --paho PYTHON``, where PYTHON is an interpreter that has
paho-mqtt.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import socket
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Session", "Stage", "main", "record"]

HERE: Final = Path(__file__).resolve().parent
PAHO_CLIENT: Final = HERE / "paho_client.py"
LOOPBACK: Final = "127.0.0.1"
TIME_LIMIT: Final = 90.0
"""Seconds that all scenes together may take; they take about 10."""

CLIENT: Final = "client"
BROKER: Final = "broker"
NAMES: Final = (
    "(reserved)",
    "CONNECT",
    "CONNACK",
    "PUBLISH",
    "PUBACK",
    "PUBREC",
    "PUBREL",
    "PUBCOMP",
    "SUBSCRIBE",
    "SUBACK",
    "UNSUBSCRIBE",
    "UNSUBACK",
    "PINGREQ",
    "PINGRESP",
    "DISCONNECT",
)
"""The packet types by their number (MQTT 3.1.1, section 2.2.1)."""

LARGE_TEXT: Final = "".join(f"reading {n:04}: {20 + n % 7}.{n % 10} C\n" for n in range(1000))
"""The large publish: 21,000 bytes of text, more than one segment and more than one read."""


class Session:
    """One client's connection: what each side has said so far."""

    def __init__(self) -> None:
        self.said: dict[str, bytearray] = {CLIENT: bytearray(), BROKER: bytearray()}
        self.packets: list[tuple[str, bytes]] = []
        self.writers: list[asyncio.StreamWriter] = []
        self._cut: dict[str, bytes] = {CLIENT: b"", BROKER: b""}

    def hear(self, side: str, chunk: bytes) -> list[bytes]:
        """Take bytes that a side sent; give the packets that they complete."""
        self.said[side] += chunk
        packets, self._cut[side] = split(self._cut[side] + chunk)
        self.packets += [(side, packet) for packet in packets]
        return packets

    def count(self, side: str, name: str) -> int:
        """Count a side's packets of one type."""
        return sum(NAMES[p[0] >> 4] == name for s, p in self.packets if s == side)

    def cut(self) -> None:
        """Lose the connection, as a network does."""
        for writer in self.writers:
            writer.transport.abort()

    def check_whole(self) -> None:
        """Refuse a recording in which a packet was cut."""
        if any(self._cut.values()):
            msg = f"a packet was cut: {self._cut}"
            raise RuntimeError(msg)


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """Cut bytes into MQTT control packets (MQTT 3.1.1, section 2.2) and what is left over."""
    packets: list[bytes] = []
    while True:
        size = shift = 0
        position = 1
        while position < len(data):
            size |= (data[position] & 0x7F) << shift
            shift += 7
            position += 1
            if not data[position - 1] & 0x80:
                break
        else:
            return packets, data
        if len(data) < position + size:
            return packets, data
        packets.append(data[: position + size])
        data = data[position + size :]


class Stage:
    """The broker's port, the proxy before it, and the programs that were started.

    Nothing listens but on the loopback interface. ``close`` stops every program, whatever happened
    before.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sessions: list[Session] = []
        self.order: list[bytes] = []
        self._broker: asyncio.subprocess.Process | None = None
        self.broker_port = free_port()
        self.port = 0
        self._where: tuple[str, ...] = ()
        self._programs: list[asyncio.subprocess.Process] = []
        self._news = asyncio.Event()

    async def open(self) -> None:
        """Start the broker and the proxy."""
        passwords = self.folder / "passwords"
        entry = ("-c", "-b", str(passwords), "sensor", "open sesame")
        await self.finish(await self.start("mosquitto_passwd", *entry))
        config = self.folder / "mosquitto.conf"
        config.write_text(
            f"listener {self.broker_port} {LOOPBACK}\n"
            f"allow_anonymous true\npassword_file {passwords}\n"
            "persistence false\nlog_type none\n" + ("user root\n" if os.geteuid() == 0 else "")
        )
        self._broker = await self.start("mosquitto", "-c", str(config))
        while True:
            with contextlib.suppress(ConnectionRefusedError):
                (await asyncio.open_connection(LOOPBACK, self.broker_port))[1].close()
                break
            await asyncio.sleep(0.05)
        server = await asyncio.start_server(self._serve, LOOPBACK, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._where = ("-h", LOOPBACK, "-p", str(self.port), "-V", "mqttv311")

    async def start(self, *command: str) -> asyncio.subprocess.Process:
        """Start a program, to be stopped at the end."""
        path = shutil.which(command[0], path=os.environ["PATH"] + os.pathsep + "/usr/sbin")
        if path is None:
            msg = f"{command[0]} is not installed"
            raise FileNotFoundError(msg)
        pipe = asyncio.subprocess.PIPE
        program = await asyncio.create_subprocess_exec(
            path, *command[1:], stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
        self._programs.append(program)
        return program

    async def finish(self, program: asyncio.subprocess.Process, *, text: str = "") -> None:
        """Give a program its input and wait for its end, whatever its exit status."""
        await program.communicate(text.encode())

    async def join(self, *command: str) -> tuple[asyncio.subprocess.Process, Session]:
        """Start a program that connects to the proxy once, and wait until it has."""
        number = len(self.sessions)
        program = await self.start(*command)
        await self.until(lambda: len(self.sessions) > number)
        return program, self.sessions[number]

    async def subscribe(
        self, name: str, options: str
    ) -> tuple[asyncio.subprocess.Process, Session]:
        """Start mosquitto_sub and wait until its subscription is acknowledged."""
        arguments = (*self._where, "-i", name, *shlex.split(options))
        program, session = await self.join("mosquitto_sub", *arguments)
        await self.until(lambda: session.count(BROKER, "SUBACK") > 0)
        return program, session

    async def publish(self, name: str, options: str, *, text: str = "") -> None:
        """Let mosquitto_pub publish, and wait for its end."""
        arguments = (*self._where, "-i", name, *shlex.split(options))
        await self.finish(await self.start("mosquitto_pub", *arguments), text=text)

    def tell(self, program: asyncio.subprocess.Process, line: str) -> None:
        """Write a line to a program's input."""
        if program.stdin is not None:
            program.stdin.write(f"{line}\n".encode())

    def signal_broker(self, number: signal.Signals) -> None:
        """Send the broker a signal."""
        if self._broker is not None:
            self._broker.send_signal(number)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until what was recorded satisfies a condition."""
        while not condition():
            self._news.clear()
            await self._news.wait()

    async def close(self) -> None:
        """Stop every program that still runs, by its process id."""
        for program in self._programs:
            if program.returncode is None:
                program.kill()
                await program.wait()
        for session in self.sessions:
            session.cut()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = Session()
        self.sessions.append(session)
        self._news.set()
        broker_reader, broker_writer = await asyncio.open_connection(LOOPBACK, self.broker_port)
        session.writers = [writer, broker_writer]
        await asyncio.gather(
            self._pass_on(session, CLIENT, reader, broker_writer),
            self._pass_on(session, BROKER, broker_reader, writer),
        )

    async def _pass_on(
        self,
        session: Session,
        side: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while chunk := await reader.read(4096):
                self.order += session.hear(side, chunk)
                self._news.set()
                writer.write(chunk)
                await writer.drain()
        writer.close()


def free_port() -> int:
    """Find a port that is free on the loopback interface."""
    with socket.create_server((LOOPBACK, 0)) as server:
        port: int = server.getsockname()[1]
        return port


async def exchange(stage: Stage) -> None:
    """A subscriber with will, name and password; publishers of each QoS; a keep-alive; a death."""
    will = "--will-topic wills/watcher --will-payload 'watcher is gone' --will-qos 1 --will-retain"
    topics = "-t sensors/+/temperature -t sensors/# -t noise -U noise"
    who = "-u sensor -P 'open sesame'"
    watcher, session = await stage.subscribe("watcher", f"{who} {will} {topics} -q 2 -k 5")
    await stage.until(lambda: session.count(BROKER, "UNSUBACK") > 0)
    await stage.publish("kitchen-0", "-t sensors/kitchen/temperature -m 20.5 -q 0")
    await stage.publish("kitchen-1", "-t sensors/kitchen/temperature -m 21.5 -q 1")
    await stage.publish("kitchen-2", "-t sensors/kitchen/temperature -m 22.5 -q 2")
    await stage.publish("attic", "-t sensors/attic/state -m retained -r -q 1")
    await stage.publish("cellar", "-t sensors/cellar/state -n")
    await stage.publish("küche", "-t sensors/küche/温度 -m '21,5 °C' -q 2")
    await stage.publish("lines", "-t sensors/lines -l -q 2", text="one\ntwo\nthree\n")
    exactly_once = 5  # from kitchen-2, küche and the three lines
    await stage.until(lambda: session.count(CLIENT, "PUBCOMP") == exactly_once)
    await stage.until(lambda: session.count(BROKER, "PINGRESP") > 0)
    heir, _ = await stage.subscribe("heir", "-t wills/# -q 1 -C 1")
    watcher.kill()
    await stage.finish(heir)
    latecomer, _ = await stage.subscribe("latecomer", "-t +/attic/state -t wills/+ -q 2 -C 2")
    await stage.finish(latecomer)


async def broker_repeats(stage: Stage) -> None:
    """A subscriber that dies before it acknowledges: the broker sends again, with DUP."""
    sleeper, session = await stage.subscribe("sleeper", "-c -t letters -q 2")
    sleeper.send_signal(signal.SIGSTOP)
    await stage.publish("writer-1", "-t letters -m 'first letter' -q 1")
    await stage.publish("writer-2", "-t letters -m 'second letter' -q 2")
    await stage.until(lambda: session.count(BROKER, "PUBLISH") == len(["first", "second"]))
    sleeper.kill()
    await sleeper.wait()
    sleeper, _ = await stage.subscribe("sleeper", "-c -t letters -q 2 -C 2")
    await stage.finish(sleeper)


async def client_repeats(stage: Stage, paho: str) -> None:
    """A broker that hangs until the connection is lost: the client sends again, with DUP."""
    client, session = await stage.join(paho, str(PAHO_CLIENT), str(stage.port), "repeat")
    await stage.until(lambda: session.count(BROKER, "CONNACK") > 0)
    stage.signal_broker(signal.SIGSTOP)
    stage.tell(client, "publish")
    await stage.until(lambda: session.count(CLIENT, "PUBLISH") == len(["QoS 1", "QoS 2"]))
    session.cut()
    stage.signal_broker(signal.SIGCONT)
    await stage.finish(client)


async def others(stage: Stage, paho: str) -> None:
    """Mixed QoS in one subscription, an empty client identifier, a refusal, a large publish."""
    client, _ = await stage.join(paho, str(PAHO_CLIENT), str(stage.port), "tour")
    await stage.finish(client)
    await stage.publish("stranger", "-u sensor -P guess -t sensors/x -m no")
    await stage.publish("logger", "-t logs/large -s -q 1", text=LARGE_TEXT)


async def record(paho: str) -> list[Session]:
    """Play all scenes and write the files; give the sessions."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        try:
            async with asyncio.timeout(TIME_LIMIT):
                await stage.open()
                await exchange(stage)
                await broker_repeats(stage)
                await client_repeats(stage, paho)
                await others(stage, paho)
        finally:
            await stage.close()
    for session in stage.sessions:
        session.check_whole()
    for side in (CLIENT, BROKER):
        data = b"".join(bytes(session.said[side]) for session in stage.sessions)
        (HERE / f"mosquitto-{side}.bin").write_bytes(data)
    (HERE / "mosquitto.bin").write_bytes(b"".join(stage.order))
    return stage.sessions


def main() -> None:
    """Record, and print how many packets of each type came from each side."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--paho", default=sys.executable, help="an interpreter that has paho-mqtt")
    sessions = asyncio.run(record(parser.parse_args().paho))
    counts = Counter(
        (NAMES[p[0] >> 4], side) for session in sessions for side, p in session.packets
    )
    print(f"{len(sessions)} sessions")
    for name in NAMES[1:]:
        print(f"{name:12} client {counts[name, CLIENT]:3}   broker {counts[name, BROKER]:3}")


if __name__ == "__main__":
    main()

"""The part that paho-mqtt plays in ``record.py``: ``python paho_client.py PORT tour|repeat``."""

from __future__ import annotations

import contextlib
import queue
import sys
from typing import TYPE_CHECKING

import paho.mqtt.client as mqtt

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["repeat", "tour"]

TIME_LIMIT = 20.0
"""Seconds to wait for any one answer."""


def connected(
    name: str, port: int, *, clean: bool, keep_alive: int
) -> tuple[mqtt.Client, queue.Queue[str]]:
    """Connect; give the client, and a queue that receives the name of each answer."""
    events: queue.Queue[str] = queue.Queue()

    def note(event: str) -> Callable[..., None]:
        return lambda *_arguments: events.put(event)

    client = mqtt.Client(
        mqtt.CallbackAPIVersion.VERSION2,
        client_id=name,
        clean_session=clean,
        protocol=mqtt.MQTTv311,
    )
    client.on_connect = note("connected")
    client.on_subscribe = note("subscribed")
    client.on_unsubscribe = note("unsubscribed")
    client.on_message = note("message")
    client.reconnect_delay_set(1, 1)
    client.connect("127.0.0.1", port, keepalive=keep_alive)
    client.loop_start()
    events.get(timeout=TIME_LIMIT)
    return client, events


def tour(port: int) -> None:
    """Subscribe with several QoS at once, publish to itself, idle, unsubscribe several at once."""
    client, events = connected("", port, clean=True, keep_alive=1)
    client.subscribe([("metrics/cpu", 0), ("metrics/memory", 1), ("metrics/+/Füllstand", 2)])
    events.get(timeout=TIME_LIMIT)
    for qos, topic in enumerate(["metrics/cpu", "metrics/memory", "metrics/tank/Füllstand"]):
        client.publish(topic, bytes(range(qos, 256, 16)), qos=qos).wait_for_publish(TIME_LIMIT)
        events.get(timeout=TIME_LIMIT)
    with contextlib.suppress(queue.Empty):
        events.get(timeout=2.5)  # more than the keep-alive of one second: the client pings
    client.unsubscribe(["metrics/cpu", "metrics/memory", "metrics/+/Füllstand"])
    events.get(timeout=TIME_LIMIT)
    client.disconnect()
    client.loop_stop()


def repeat(port: int) -> None:
    """Publish when told to, and again after the connection was lost."""
    client, _ = connected("repeater", port, clean=False, keep_alive=60)
    sys.stdin.readline()
    published = [client.publish("alarms", f"alarm of QoS {qos}", qos=qos) for qos in (1, 2)]
    for message in published:
        message.wait_for_publish(TIME_LIMIT)
    client.disconnect()
    client.loop_stop()


if __name__ == "__main__":
    {"tour": tour, "repeat": repeat}[sys.argv[2]](int(sys.argv[1]))

"""``peel serve`` as its own process with its own home, and clients that are slow on purpose."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peel.foundation.environment import CHECKOUT


class Serving:
    """A running ``peel serve``. Everything it started is in its process group, its database apart."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.log = home / "serve.log"
        environment = {**os.environ, "PEEL_HOME": str(home), "PEEL_PLAIN_HTTP": "1", "PEEL_PG_MEMORY": "16"}
        environment["DJANGO_SETTINGS_MODULE"] = "peel.settings"
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "peel", "serve", "--port", str(port)]
        with self.log.open("ab") as words:
            self.process = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=words, stderr=words, start_new_session=True
            )

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.url(path), timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            answer.close()
            return int(answer.code)

    def health(self) -> dict[str, object]:
        try:
            with urllib.request.urlopen(self.url("/healthz"), timeout=10) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as answer:
            with answer:
                return dict(json.load(answer))

    def wait(self, *, well: bool = True, seconds: float = 60) -> float:
        """Until it answers, and with ``well`` until its worker has been heard of too. Returns how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            assert self.process.poll() is None, self.log.read_text()
            with suppress(OSError):
                if self.health()["well"] or not well:
                    return time.monotonic() - began
            time.sleep(0.05)
        raise AssertionError(f"not well after {seconds} seconds: {self.log.read_text()}")

    def members(self) -> dict[int, str]:
        """Living processes of its group by number, with the state that the kernel gives them."""
        return {number: state for number, state in _states(self.process.pid) if state not in "ZX"}

    def kill_everything(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> float:
        """SIGTERM; returns how long it took to end."""
        began = time.monotonic()
        self.process.terminate()
        self.process.wait(20)
        return time.monotonic() - began


def _states(group: int) -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                words = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(words[2]) == group:
                    yield int(entry.name), words[0]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def slow_clients(port: int, requests: list[bytes]) -> Iterator[None]:
    """Connections that have asked, and take a small piece of the answer now and then, for as long as the block."""
    with subprocess.Popen([sys.executable, "-c", _SLOW, str(port)], stdin=subprocess.PIPE) as clients:
        assert clients.stdin is not None
        clients.stdin.write(json.dumps([request.decode() for request in requests]).encode() + b"\n")
        clients.stdin.flush()
        time.sleep(1.5)
        try:
            yield
        finally:
            clients.kill()


_SLOW = """
import asyncio, json, sys
async def one(request):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(sys.argv[1]), limit=2048)
    writer.write(request.encode())
    while await reader.read(512):
        await asyncio.sleep(0.2)
async def all_of(requests):
    await asyncio.gather(*map(one, requests), return_exceptions=True)
asyncio.run(all_of(json.loads(sys.stdin.readline())))
"""


def asking_for(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def beginning_to_send(path: str) -> bytes:
    """The beginning of an upload that never ends."""
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\nsome".encode()


def first_events(port: int, path: str, *, count: int, meanwhile: str = "") -> list[bytes]:
    """The first lines of a stream that are events."""

    async def listen() -> list[bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(asking_for(path))
        events: list[bytes] = []
        async with asyncio.timeout(10):
            while len(events) < count:
                line = (await reader.readline()).strip()
                if line.startswith(b"event:"):
                    events.append(line)
        writer.close()
        return events

    return asyncio.run(listen())

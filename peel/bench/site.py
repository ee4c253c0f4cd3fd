"""A Peel of its own to measure: its own home, its own embedded database, its own port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from peel.bench.processes import parent
from peel.foundation.environment import direct_address


@contextmanager
def serving(*, environment: dict[str, str]) -> Iterator[tuple[str, list[int]]]:
    """``peel serve`` as a child, in demo mode; its address, and the process families of pages and database."""
    port = _free_port()
    command = [sys.executable, "-m", "peel", "serve", "--demo", "--port", str(port)]
    child = subprocess.Popen(command, env={**os.environ, **environment, "PEEL_BENCH": "1"}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", child)
        yield address, [child.pid, _postmaster()]
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=30)


def _postmaster() -> int:
    with psycopg.connect(direct_address()) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        return parent(row[0] if row else 0)


def _wait_for(url: str, child: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if child.poll() is not None:
            raise RuntimeError(f"peel serve ended with status {child.returncode} before its first page.")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within a minute.")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

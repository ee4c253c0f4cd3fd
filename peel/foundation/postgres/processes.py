"""Which processes are really this server's: read from /proc, because a process number alone proves nothing.

After ``kill -9`` the number in ``postmaster.pid`` may be nobody's, a zombie's (where nothing reaps, as in
many containers) or, once reused, a stranger's. PostgreSQL refuses to start for the last two; we look.
"""

import os
import signal
import time
from pathlib import Path

from peel.foundation.refusal import Refusal

PROC = Path("/proc")


def postmaster(data: Path) -> int | None:
    """The process number of the server that runs on ``data``, or None when none does."""
    number = _written_number(data)
    return number if number is not None and _is_server_process(number, data) else None


def server_processes(data: Path) -> list[int]:
    """Every living server process that works in ``data``, those included that outlived their postmaster."""
    numbers = (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())
    return [number for number in numbers if _is_server_process(number, data)]


def bury(data: Path, run: Path) -> None:
    """Clear what a killed server left behind, so that the next one starts at once.

    Only for a server that is not there. Processes that outlived it are ended before its lock file
    goes: they still hold the shared memory that the lock file guards.
    """
    end(server_processes(data), patience=0.4)
    (data / "postmaster.pid").unlink(missing_ok=True)
    for left in run.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def end(numbers: list[int], *, patience: float) -> None:
    """Wait for processes to go by themselves, then make them."""
    until = time.monotonic() + patience
    while (numbers := [number for number in numbers if _alive(number)]) and time.monotonic() < until:
        time.sleep(0.02)
    for number in numbers:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    until = time.monotonic() + 5
    while any(_alive(number) for number in numbers):
        if time.monotonic() > until:
            raise Refusal(f"Process {numbers[0]} of a killed database cannot be ended: restart the machine.")
        time.sleep(0.02)


def _written_number(data: Path) -> int | None:
    try:
        first = (data / "postmaster.pid").read_text().split("\n", 1)[0]
    except FileNotFoundError:
        return None
    return abs(int(first)) if first.lstrip("-").isdigit() else None


def _is_server_process(number: int, data: Path) -> bool:
    try:
        return (
            _alive(number)
            and (PROC / str(number) / "comm").read_text().strip() == "postgres"
            and (PROC / str(number) / "cwd").resolve() == data.resolve()
        )
    except OSError:
        return False


def _alive(number: int) -> bool:
    """Whether the process exists and is more than an entry in the table (state Z or X)."""
    try:
        after_name = (PROC / str(number) / "stat").read_text().rpartition(")")[2]
    except OSError:
        return False
    return after_name.split()[0] not in {"Z", "X"}

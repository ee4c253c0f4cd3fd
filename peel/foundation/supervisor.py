"""The parent of a running Peel: web processes and the worker are forked from it after it has loaded the pages.

Forked children share the memory of what was loaded before. The parent itself opens no database connection.
"""

import gc
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from multiprocessing.process import BaseProcess

from django.db import connections
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from peel.foundation.commands.worker import work
from peel.foundation.parent import end_with_parent

KILL_AFTER_SECONDS = 10
# Listeners of live pages count as requests under way, and there may be thousands.
OPEN_REQUESTS = 8000
forking = multiprocessing.get_context("fork")


def run(host: str, port: int, *, processes: int, jobs: int) -> None:
    """Pages, and a worker when there are ``jobs`` to do at a time; returns when all of them have stopped."""
    _load_pages()
    worker = Worker(jobs)
    if jobs:
        worker.begin()
    Pages(host, port, processes=processes, worker=worker).serve()


def in_a_child(do: Callable[[], None]) -> None:
    """Do something big once, and give its memory back. What it refuses ends this process too."""
    child = forking.Process(target=do)
    child.start()
    child.join()
    if child.exitcode:
        sys.exit(child.exitcode)


def _load_pages() -> None:
    """Everything that pages need, now, and out of the reach of the garbage collector, which would unshare it."""
    import_module("peel.asgi")

    connections.close_all()
    gc.collect()
    gc.freeze()


class Worker:
    """The worker process: begun again when it dies, until it is asked to leave."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.leaving = threading.Event()
        self.process: BaseProcess | None = None
        # One thread forks and watches: the kernel ties a child's end to the thread that made it.
        self.watch = threading.Thread(target=self._keep_alive, daemon=True, name="watches-worker")

    def begin(self) -> None:
        self.watch.start()

    def ask_to_leave(self) -> None:
        self.leaving.set()
        if self.process is not None and self.process.is_alive():
            self.process.terminate()

    def see_off(self, *, by: float) -> None:
        """Wait until a moment of the monotonic clock for it to have left, then make it."""
        if self.process is not None:
            self.process.join(max(0.1, by - time.monotonic()))
            self.process.kill()

    def _keep_alive(self) -> None:
        while not self.leaving.is_set():
            self.process = forking.Process(target=_work, args=(self.jobs,), name="peel-worker")
            self.process.start()
            self.process.join()
            self.leaving.wait(1)


def _work(jobs: int) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    work(jobs=jobs)


class Pages(MPServer):
    """The web processes, on one port. When they are told to stop, the worker is told first."""

    def __init__(self, host: str, port: int, *, processes: int, worker: Worker) -> None:
        self.worker = worker
        super().__init__(
            "peel.asgi:application",
            address=host,
            port=port,
            interface=Interfaces.ASGI,
            workers=processes,
            http=HTTPModes.http1,
            websockets=False,
            backlog=2048,
            backpressure=OPEN_REQUESTS,
            workers_kill_timeout=KILL_AFTER_SECONDS,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
        )

    def shutdown(self, exit_code: int = 0) -> None:
        by = time.monotonic() + KILL_AFTER_SECONDS
        self.worker.ask_to_leave()
        try:
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]
        finally:
            self.worker.see_off(by=by)

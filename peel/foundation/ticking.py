"""Small things done again and again in the worker process: sealing, delivering, counting what is late.

For work that must not wait in a queue of jobs. A room says so in its ``AppConfig.ready``::

    every(1, do=seal_and_deliver)
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections, connections

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tick:
    """Something to do, how often in seconds, and when it is next due on the monotonic clock."""

    do: Callable[[], object]
    seconds: float
    due: float = 0.0


ticks: list[Tick] = []


def every(seconds: float, *, do: Callable[[], object]) -> None:
    """Have ``do`` called about every so many seconds in each worker process; it looks after its own locking."""
    ticks.append(Tick(do, seconds))


class Ticker(threading.Thread):
    """Calls what is due, one after the other. What fails is logged and called again when it is next due."""

    def __init__(self) -> None:
        super().__init__(name="ticker", daemon=True)
        self.leaving = threading.Event()

    def run(self) -> None:
        while not self.leaving.wait(0.1):
            for tick in ticks:
                if tick.due <= time.monotonic() and not self.leaving.is_set():
                    self._call(tick)
        connections.close_all()

    def leave(self) -> None:
        """Stop after what is being done now."""
        self.leaving.set()
        self.join(timeout=8)

    def _call(self, tick: Tick) -> None:
        try:
            close_old_connections()
            tick.do()
        except DatabaseError as error:
            log.warning("%s waits for the database: %s", tick.do.__qualname__, error)
        except Exception:
            log.exception("%s failed and will be tried again", tick.do.__qualname__)
        tick.due = time.monotonic() + tick.seconds

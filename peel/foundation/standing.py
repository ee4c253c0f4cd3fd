"""Having a database: the embedded server is started, another's is waited for a moment, and refusals are sentences."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg

from peel.foundation.environment import database_settings
from peel.foundation.refusal import Refusal

OLDEST, NEWEST = 16, 18
PATIENCE = 10.0


@contextmanager
def database_standing(*, patience: float | None = None) -> Iterator[None]:
    """Inside the block the database answers. The embedded server stops when its last user leaves."""
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            from peel.foundation.postgres.place import embedded_place
            from peel.foundation.postgres.server import Server

            stack.enter_context(Server(embedded_place()).standing())
        else:
            _refuse_the_wrong_version(_wait_for_answer(PATIENCE if patience is None else patience))
        yield


def _wait_for_answer(patience: float) -> int:
    """The version number of the server at DATABASE_URL, as soon as it answers."""
    address = _address()
    until = time.monotonic() + patience
    while True:
        try:
            with psycopg.connect(**address) as connection:
                return connection.info.server_version
        except psycopg.OperationalError as error:
            if time.monotonic() > until or _is_final(error):
                raise Refusal(
                    f"The database at {address.get('host', 'its usual socket')} does not let Peel in: {_first(error)}."
                ) from error
            time.sleep(0.3)


def _address() -> dict[str, Any]:
    told = database_settings()
    keys = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {**told["OPTIONS"], **{key: told[name] for key, name in keys.items() if told[name]}}


def _is_final(error: psycopg.OperationalError) -> bool:
    """Whether waiting is useless: the server is there and says no."""
    return "FATAL" in str(error) and "starting up" not in str(error)


def _first(error: psycopg.OperationalError) -> str:
    return str(error).strip().splitlines()[0].removeprefix("connection failed: ").rstrip(".")


def _refuse_the_wrong_version(number: int) -> None:
    if not OLDEST <= number // 10000 <= NEWEST:
        raise Refusal(f"The database is PostgreSQL {number // 10000}; Peel needs {OLDEST}, 17 or {NEWEST}.")

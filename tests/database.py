"""The tests' database: migrated once into a template, which each worker clones in a tenth of a second.

The template is named after the checkout and the text of its migrations, so it is used again until a
migration changes. It lives on a throwaway server of the tests' own, or at DATABASE_URL.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from peel.foundation.environment import CHECKOUT, make_home
from peel.foundation.postgres.place import throwaway_place
from peel.foundation.postgres.server import Server
from peel.foundation.reference import load_reference
from tests.settings import MARK

READY = "ready"


class TestDatabase:
    """One worker's clone of the template."""

    __test__ = False

    def __init__(self, worker: str) -> None:
        self.template = f"test_{MARK}_{_fingerprint()}"
        self.name = f"test_{MARK}_{worker}_{os.getpid()}"

    def make(self) -> None:
        with _one_at_a_time():
            if not self._template_is_ready():
                self._make_template()
        self.renew()

    def renew(self) -> None:
        """A fresh clone in place of the one that a test wrote to for good."""
        connections.close_all()
        with _maintenance() as server:
            _drop(server, self.name)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(self.name), sql.Identifier(self.template)
                )
            )
        _use(self.name)

    def drop(self) -> None:
        connections.close_all()
        with _maintenance() as server:
            _drop(server, self.name)

    @property
    def url(self) -> str:
        """The address for a process of its own."""
        return psycopg.conninfo.make_conninfo(**{**_address(), "dbname": self.name})

    def _template_is_ready(self) -> bool:
        with _maintenance() as server:
            row = server.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [self.template]
            ).fetchone()
        return row == (READY,)

    def _make_template(self) -> None:
        with _maintenance() as server:
            for (old,) in server.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [rf"test\_{MARK}\_%"]
            ).fetchall():
                with suppress(psycopg.errors.ObjectInUse):
                    server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.template)))
        _use(self.template)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        load_reference()
        connections.close_all()
        with _maintenance() as server:
            server.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(self.template), sql.Literal(READY))
            )


@contextmanager
def test_server() -> Iterator[None]:
    """The server that the tests' databases are on, for as long as any test run of this checkout goes on."""
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            place = throwaway_place()
            stack.enter_context(Server(place).standing())
            connections["default"].settings_dict.update(HOST=str(place.run), USER="peel", PORT="5432", PASSWORD="")
        yield


def _address() -> dict[str, Any]:
    told = connections["default"].settings_dict
    keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {key: told[name] for key, name in keys.items() if told[name]}


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(dbname="postgres", autocommit=True, **_address())


def _use(name: str) -> None:
    connections["default"].settings_dict["NAME"] = name


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with open(make_home() / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    """Changes with any migration or reference data, of ours or of a dependency."""
    seen = hashlib.sha256((CHECKOUT / "requirements-dev.lock").read_bytes())
    for pattern in ("*/migrations/*.py", "*/reference.py", "*/data/**/*"):
        for file in sorted(path for path in (CHECKOUT / "peel").glob(pattern) if path.is_file()):
            seen.update(os.fsencode(file.name) + file.read_bytes())
    return seen.hexdigest()[:10]

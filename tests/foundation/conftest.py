"""Places for servers of the tests' own, beside the one that the tests' database lives on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peel.foundation.postgres.place import Place, embedded_place
from peel.foundation.postgres.server import Server

AWKWARD = "a home with “quotes” and spaces"


@contextmanager
def place_in(home: Path) -> Iterator[Place]:
    """The embedded server's place of a new PEEL_HOME; for root that is behind pytest's closed door."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEEL_HOME", str(home))
        patch.setenv("PEEL_PG_MEMORY", "16")
        place = embedded_place()
        yield place
        if place.folder.exists():
            Server(place).stop()
            shutil.rmtree(place.folder)
        shutil.rmtree(place.run, ignore_errors=True)


@pytest.fixture
def bare_place(tmp_path: Path) -> Iterator[Place]:
    """Where no server has ever been."""
    with place_in(tmp_path / AWKWARD) as place:
        yield place


@pytest.fixture(scope="session")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server that was made, started and stopped once, for others to be copied from."""
    with place_in(tmp_path_factory.mktemp("stopped") / AWKWARD) as place:
        Server(place).start()
        Server(place).stop()
        yield place


@pytest.fixture
def place(tmp_path: Path, stopped: Place) -> Iterator[Place]:
    """Where a server was stopped."""
    with place_in(tmp_path / AWKWARD) as place:
        os.makedirs(place.folder.parent, exist_ok=True)
        subprocess.run(["cp", "-a", "--reflink=auto", stopped.folder, place.folder], check=True)
        yield place

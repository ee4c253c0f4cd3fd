"""Places for servers of the tests' own, beside the one that the tests' database lives on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from peel.foundation.postgres.place import Place, embedded_place
from peel.foundation.postgres.server import Server


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """The embedded server's place of a new PEEL_HOME; for root that is behind pytest's closed door."""
    home = tmp_path / "a home with “quotes” and spaces"
    monkeypatch.setenv("PEEL_HOME", str(home))
    monkeypatch.setenv("PEEL_PG_MEMORY", "16")
    place = embedded_place()
    yield place
    if place.folder.exists():
        Server(place).stop()
        shutil.rmtree(place.folder)
    shutil.rmtree(place.run, ignore_errors=True)

"""``peel serve`` as it runs for a force: under load, killed, stopped, and refused."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from peel.__main__ import main
from peel.foundation.environment import CHECKOUT
from peel.foundation.files.address import Grant, address_of
from peel.foundation.postgres import place as places
from peel.foundation.postgres import processes
from peel.foundation.postgres.place import Place
from peel.foundation.postgres.server import Server
from peel.foundation.streams import stream_address
from tests.foundation.serving import Serving, asking_for, beginning_to_send, first_events, free_port, slow_clients

pytestmark = pytest.mark.xdist_group("serve")
LONG = 600


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A PEEL_HOME of its own, with a file to download; its database is migrated by the first ``peel serve``."""
    home = tmp_path_factory.mktemp("home")
    (home / "media").mkdir()
    (home / "media" / "film.mp4").write_bytes(os.urandom(20_000_000))
    yield home
    place = place_of(home)
    Server(place).stop()
    shutil.rmtree(place.folder, ignore_errors=True)


def place_of(home: Path) -> Place:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEEL_HOME", str(home))
        return places.embedded_place()


@pytest.fixture
def start(home: Path) -> Iterator[Callable[[int], Serving]]:
    """Starts servers on ports, and stops at the end whatever the test leaves running."""
    started: list[Serving] = []

    def starting(port: int) -> Serving:
        started.append(Serving(home, port))
        return started[-1]

    yield starting
    for serving in started:
        if serving.process.poll() is None:
            serving.stop()


@pytest.fixture
def serving(start: Callable[[int], Serving]) -> Serving:
    serving = start(free_port())
    serving.wait()
    return serving


def film() -> str:
    return address_of(Grant("film.mp4", "video/mp4", "film.mp4", False, "mark", int(time.time()) + LONG))


def quickest_pages(serving: Serving, *, pages: int) -> list[float]:
    """How long each of some pages took, quickest first."""
    taken = []
    for _ in range(pages):
        began = time.monotonic()
        assert serving.get("/nowhere/") == 404
        taken.append(time.monotonic() - began)
    return sorted(taken)


def test_one_command_runs_everything_and_says_that_it_is_well(serving: Serving) -> None:
    health = serving.health()

    assert {name: value["trouble"] for name, value in health.items() if isinstance(value, dict)} == {
        "database": "", "migrations": "", "worker": "", "disk": "",
    }  # fmt: skip


def test_pages_answer_during_fifty_slow_downloads_and_fifty_slow_uploads(serving: Serving) -> None:
    quickest_pages(serving, pages=4)

    with slow_clients(serving.port, [asking_for(film())] * 50 + [beginning_to_send("/nowhere/")] * 50):
        taken = quickest_pages(serving, pages=20)

    assert taken[-1] < 1.0


def test_a_page_is_told_at_once_what_changed(serving: Serving, home: Path) -> None:
    def change() -> None:
        time.sleep(1.0)
        with psycopg.connect(dbname="peel", user="peel", host=str(place_of(home).run), autocommit=True) as connection:
            connection.execute("SELECT pg_notify('peel_streams', 'poll:1'), pg_notify('peel_streams', 'poll:2')")

    writer = threading.Thread(target=change)
    writer.start()
    began = time.monotonic()
    events = first_events(serving.port, stream_address("poll:1"), count=2)
    writer.join()

    assert events == [b"event: changed", b"event: changed"]
    assert time.monotonic() - began < 4


def test_a_stream_needs_its_address(serving: Serving) -> None:
    assert [serving.get("/streams/poll:1"), serving.get(stream_address("poll:1", minutes=-1))] == [403, 403]


def test_a_web_process_and_a_worker_that_are_killed_come_back(serving: Serving) -> None:
    children = [number for number in serving.members() if number != serving.process.pid]
    for child in children:
        os.kill(child, signal.SIGKILL)

    time.sleep(1)
    serving.wait()
    until = time.monotonic() + 15
    while len(serving.members()) < len(children) + 1 and time.monotonic() < until:
        time.sleep(0.1)

    assert len(serving.members()) == len(children) + 1


def test_pages_come_back_with_the_database(serving: Serving, home: Path) -> None:
    server = Server(place_of(home))
    server.stop()
    without = serving.health()
    server.start()

    assert without["well"] is False
    serving.wait(seconds=20)


def test_sigterm_under_load_ends_everything_within_twelve_seconds(serving: Serving, home: Path) -> None:
    load = [asking_for(film())] * 30 + [asking_for(stream_address("poll:1"))] * 30 + [beginning_to_send("/")] * 10
    with slow_clients(serving.port, load):
        taken = serving.stop()

    assert (taken < 12, serving.process.returncode, serving.members()) == (True, 0, {})
    assert Server(place_of(home)).is_running() is False


def test_after_killing_everything_the_next_start_answers_at_once(home: Path, start: Callable[[int], Serving]) -> None:
    first = start(free_port())
    usual = first.wait(well=False)

    for number in processes.server_processes(place_of(home).data):
        os.kill(number, signal.SIGKILL)
    first.kill_everything()

    second = start(first.port)
    taken = second.wait(well=False)

    assert taken < max(6, 3 * usual)


def test_nothing_stays_behind_when_the_parent_alone_is_killed(serving: Serving, home: Path) -> None:
    serving.process.kill()
    serving.process.wait()

    until = time.monotonic() + 12
    while serving.members() and time.monotonic() < until:
        time.sleep(0.1)

    assert serving.members() == {}
    Server(place_of(home)).stop()


def refused(*words: str, **environment: str) -> str:
    """What ``peel`` says when it refuses, which must be one line."""
    told = subprocess.run(
        [sys.executable, "-m", "peel", *words],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1), told.stderr
    return told.stderr.strip()


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]

        said = refused("serve", "--port", str(port))

    assert said == f"Port {port} at 127.0.0.1 cannot be used (Address already in use): choose another with --port."


def test_an_unreachable_database_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peel.foundation.standing.PATIENCE", 0.1)
    monkeypatch.setenv("DATABASE_URL", f"postgres://peel@127.0.0.1:{free_port()}/peel?connect_timeout=1")

    told = CliRunner().invoke(main, ["serve", "--port", str(free_port())])

    assert told.exit_code == 1
    assert told.output.startswith("The database at 127.0.0.1 does not let Peel in: connection to server")
    assert told.output.count("\n") == 1


def test_a_full_disk_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage._replace(free=5 * 1024**2))

    told = CliRunner().invoke(main, ["serve", "--port", str(free_port())])

    assert told.exit_code == 1
    assert told.output.endswith("is full (5 MB free): free some space and start again.\n")


def test_a_demo_is_never_on_by_accident() -> None:
    said = [refused("serve", PEEL_DEMO="1"), refused("web", PEEL_DEMO="1")]

    assert said == ["PEEL_DEMO is set, which lets anybody in: unset it, or ask for it with “peel serve --demo”."] * 2

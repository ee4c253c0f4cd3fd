"""Finding and running ``pg_dump`` and ``pg_restore`` of the right age."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec

from django.db import connection
from psycopg.conninfo import make_conninfo

from peel.foundation.postgres.programs import WHEEL, wheel_folder
from peel.foundation.refusal import Refusal


def tool(name: str, *, server: int) -> str:
    """A program at least as new as the server: the one on PATH, else the one that came with the embedded database."""
    candidates = [shutil.which(name)]
    if find_spec(WHEEL):
        candidates += [str(wheel_folder(version) / "bin" / name) for version in (16, 18)]
    for candidate in filter(None, candidates):
        if _major(candidate) >= server:
            return candidate
    raise Refusal(f"There is no {name} for PostgreSQL {server}: apt-get install postgresql-client-{server}")


def run(command: list[str]) -> None:
    """Run a program on the database; its last words become the refusal. The password goes by the environment."""
    settings = connection.settings_dict
    told = subprocess.run(
        command,
        env={**os.environ, "PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else None,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if told.returncode:
        last = told.stderr.strip().splitlines()[-1] if told.stderr.strip() else "it said nothing"
        raise Refusal(f"{os.path.basename(command[0])} could not finish: {last}")


def address() -> str:
    """The database in libpq's words, without the password."""
    settings = connection.settings_dict
    keys = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    told = {key: settings[name] for key, name in keys.items() if settings[name]}
    kept = {key: settings["OPTIONS"][key] for key in settings["OPTIONS"] if key.startswith(("ssl", "connect"))}
    return make_conninfo(**told, **kept)


def server_major() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        major: int = cursor.fetchone()[0]
        return major


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(?:\.\d+)?", said)
    return int(found.group(1)) if found else 0

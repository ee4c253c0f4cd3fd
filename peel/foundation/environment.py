"""What the machine tells us: where Peel keeps its things, its secret key, and its database."""

import os
import secrets
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from peel.foundation.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parents[2]
HOME_OF_ROOT = Path("/var/lib/peel")


def is_root() -> bool:
    return os.geteuid() == 0


def peel_home() -> Path:
    """The folder with database, media and secret key; it is not created by asking."""
    told = os.environ.get("PEEL_HOME")
    if told:
        if not os.path.isabs(told):
            raise Refusal(f"PEEL_HOME must be an absolute path, and “{told}” is not.")
        return Path(told)
    if is_root():
        return HOME_OF_ROOT
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "peel"


def make_folder(folder: Path, *, mode: int = 0o700) -> Path:
    """The folder, made with ``mode`` when it is new. A folder that exists keeps the mode it has."""
    if folder.is_dir():
        return folder
    make_folder(folder.parent, mode=0o711 if is_root() else 0o755)
    try:
        folder.mkdir(mode=mode, exist_ok=True)
        folder.chmod(mode)
    except OSError as error:
        raise Refusal(f"The folder {folder} cannot be made: {error.strerror}.") from error
    return folder


def make_home() -> Path:
    """PEEL_HOME, made when it is missing: closed to everybody else, but root's can be walked through by ``peel``."""
    return make_folder(peel_home(), mode=0o711 if is_root() else 0o700)


def secret_key() -> str:
    """PEEL_SECRET_KEY, or the key that the first process of this PEEL_HOME left there for the rest."""
    if told := os.environ.get("PEEL_SECRET_KEY"):
        return told
    file = peel_home() / "secret_key"
    try:
        if not file.exists():
            _leave_once(file, secrets.token_urlsafe(50))
        return file.read_text()
    except OSError as error:
        raise Refusal(f"The secret key {file} cannot be read or written: {error.strerror}.") from error


def _leave_once(file: Path, text: str) -> None:
    """Write a new private file whole or not at all; who comes second leaves the first one's text."""
    make_home()
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database_settings(url: str | None = None) -> dict[str, Any]:
    """Django's description of the database at DATABASE_URL, or of the embedded server when that is unset.

    The address is read by libpq itself, so whatever ``psql`` understands is right here too: sockets
    (``postgres://peel@/peel?host=/run/postgresql``), several hosts, certificates.
    """
    url = url or os.environ.get("DATABASE_URL")
    told = conninfo_to_dict(url) if url else _embedded()
    known = {name: str(told.pop(key, "") or "") for name, key in _DJANGO_KEYS.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **known,
        # Pages run in threads that live as long as the process: a connection is kept, and looked at before use.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": os.environ.get("PEEL_POOLER") == "1",
        "OPTIONS": {"connect_timeout": 5, "application_name": "peel", **told},
    }


def direct_address() -> str:
    """The database without a pooler in between, for what must keep its connection: LISTEN and advisory locks."""
    url = os.environ.get("DATABASE_DIRECT_URL") or os.environ.get("DATABASE_URL")
    return make_conninfo(url or "", **({} if url else _embedded()), connect_timeout=5)


_DJANGO_KEYS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def _embedded() -> dict[str, Any]:
    from peel.foundation.postgres.place import embedded_place

    place = embedded_place()
    return {"dbname": "peel", "user": "peel", "host": str(place.run), "port": "5432"}

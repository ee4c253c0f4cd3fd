"""Where an embedded server keeps its things, and whose they are."""

import hashlib
import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from peel.foundation.environment import HOME_OF_ROOT, is_root, peel_home
from peel.foundation.refusal import Refusal

VERSIONS = (18, 16)
SYSTEM_USER = "peel"
SOCKET = ".s.PGSQL.5432"
# The kernel's limit for the address of a socket, without the closing zero.
LONGEST_SOCKET = 107


@dataclass(frozen=True)
class Owner:
    """The user of the machine that the server runs as."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """The folders of one server. ``throwaway`` is for tests: nothing in it is flushed to disk."""

    folder: Path
    version: int
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def program(self) -> Path:
        """Root's copy of the programs, for a server that may not enter the folder they were installed in."""
        return self.folder / "program"

    @property
    def run(self) -> Path:
        """The folder of the socket. Where the path would be too long for the kernel, one with a short name."""
        beside = self.folder / "run"
        if len(os.fsencode(beside / SOCKET)) <= LONGEST_SOCKET:
            return beside
        return Path("/tmp") / f"peel-{os.geteuid()}-{_short(self.folder)}"  # whose it is, is checked


def embedded_place() -> Place:
    version = chosen_version(peel_home())
    return Place(_reachable(peel_home() / "postgres" / str(version)), version)


def throwaway_place(version: int | None = None) -> Place:
    version = version or chosen_version(peel_home())
    return Place(_reachable(peel_home() / f"throwaway-{version}"), version, throwaway=True)


def chosen_version(home: Path) -> int:
    """PEEL_PG; otherwise the version whose data is already here; otherwise the newest."""
    told = os.environ.get("PEEL_PG")
    if told:
        if told not in {str(version) for version in VERSIONS}:
            raise Refusal(f"PEEL_PG may be 18 or 16, and “{told}” is neither.")
        return int(told)
    for version in VERSIONS:
        if (home / "postgres" / str(version)).is_dir():
            return version
    return VERSIONS[0]


def owner() -> Owner:
    """Who the server runs as: the user of this process, or for root (whom PostgreSQL refuses) the user ``peel``."""
    try:
        entry = pwd.getpwnam(SYSTEM_USER) if is_root() else pwd.getpwuid(os.geteuid())
    except KeyError:
        if not is_root():
            raise Refusal(
                f"User number {os.geteuid()} has no name on this machine, and PostgreSQL needs one: "
                "add it to /etc/passwd or set DATABASE_URL."
            ) from None
        entry = _create_system_user()
    return Owner(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create_system_user() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(HOME_OF_ROOT)]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        # Another starter may have made it in the same moment.
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise Refusal(
                f"The system user “{SYSTEM_USER}”, which the database runs as, is missing and could not be made: "
                f"make it with “useradd --system {SYSTEM_USER}”."
            ) from error
    return pwd.getpwnam(SYSTEM_USER)


def _reachable(folder: Path) -> Path:
    """``folder``, or for root, when that lies behind a closed door, one that the user ``peel`` can enter.

    The doors are somebody else's and stay closed: a home directory of 0700 keeps its mode.
    """
    if not is_root() or not _behind_closed_door(folder):
        return folder
    return HOME_OF_ROOT / "elsewhere" / _short(folder)


def _behind_closed_door(folder: Path) -> bool:
    return any(above.is_dir() and not above.stat().st_mode & stat.S_IXOTH for above in folder.parents)


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]

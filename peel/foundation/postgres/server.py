"""One embedded server: made when it is missing, started when it is down, stopped by whoever leaves last."""

import fcntl
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from peel.foundation.environment import is_root, make_folder
from peel.foundation.postgres import configuration, processes, programs
from peel.foundation.postgres.place import Owner, Place, owner
from peel.foundation.postgres.trouble import trouble
from peel.foundation.refusal import Refusal

PATIENCE = 60


class Server:
    """The server of one place. Starting one that runs, or stopping one that does not, changes nothing."""

    def __init__(self, place: Place) -> None:
        self.place = place

    @contextmanager
    def standing(self) -> Iterator[None]:
        """The server stands inside the block; the last of all processes to leave such a block stops it.

        Who uses it is kept as locks, which vanish with their process, so that ``kill -9`` leaves no false user.
        """
        self._make_folders(owner())
        with _lock(self.place.folder / "users.lock", fcntl.LOCK_SH) as users:
            self.start()
            try:
                yield
            finally:
                with _lock(self.place.folder / "starting.lock", fcntl.LOCK_EX):
                    if _is_last(users):
                        self._stop()

    def start(self) -> None:
        """Start, and return when it answers. Two starters take turns, and the second finds it running."""
        who = owner()
        self._make_folders(who)
        with _lock(self.place.folder / "starting.lock", fcntl.LOCK_EX):
            if self.is_running():
                return
            self._refuse_another_owner(who)
            folder = programs.server_folder(self.place, who)
            if not self.place.data.exists():
                self._make_cluster(folder, who)
            processes.bury(self.place.data, self.place.run)
            self._configure(who)
            self._launch(folder, who)
            self._make_database()

    def stop(self) -> None:
        with _lock(self.place.folder / "starting.lock", fcntl.LOCK_EX):
            self._stop()

    def is_running(self) -> bool:
        """Whether it answers. One that is still recovering is waited for."""
        until = time.monotonic() + PATIENCE
        while processes.postmaster(self.place.data) is not None:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError as error:
                if time.monotonic() > until:
                    raise trouble(self.place, str(error)) from error
                time.sleep(0.05)
            else:
                return True
        return False

    def connect(self, database: str) -> psycopg.Connection:
        """A connection as the superuser, outside a transaction."""
        return psycopg.connect(
            dbname=database, user="postgres", host=str(self.place.run), port=5432, connect_timeout=5, autocommit=True
        )

    def _make_folders(self, who: Owner) -> None:
        make_folder(self.place.folder, mode=0o711 if is_root() else 0o700)
        for folder in (self.place.run, self.place.log):
            if not folder.exists():
                make_folder(folder)
                if is_root():
                    os.chown(folder, who.uid, who.gid)
        _refuse_a_borrowed_folder(self.place.run, who)

    def _refuse_another_owner(self, who: Owner) -> None:
        data = self.place.data
        if data.exists() and data.stat().st_uid != who.uid:
            raise Refusal(
                f"The database in {data} belongs to user number {data.stat().st_uid}, and this process would run it "
                f"as {who.name}: run Peel as the user it was made by, or give PEEL_HOME another folder."
            )

    def _make_cluster(self, folder: Path, who: Owner) -> None:
        """``initdb`` beside the final place, then a rename: a half-made cluster is never mistaken for one."""
        draft = self.place.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        make_folder(draft)
        if is_root():
            os.chown(draft, who.uid, who.gid)
        command = [str(folder / "bin" / "initdb"), "-D", str(draft), "-U", "postgres", "--encoding=UTF8"]
        command += ["--auth=peer", "--data-checksums", *configuration.new_cluster(self.place.version)]
        command += ["--no-sync"] if self.place.throwaway else []
        made = programs.run_as(who, command, place=self.place)
        if made.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            raise trouble(self.place, made.stderr)
        draft.rename(self.place.data)

    def _configure(self, who: Owner) -> None:
        texts = {
            "postgresql.conf": configuration.server_configuration(self.place, megabytes=configuration.memory_setting()),
            "pg_hba.conf": configuration.DOOR,
            "pg_ident.conf": configuration.who_is_who(who, root=is_root()),
        }
        for name, text in texts.items():
            try:
                (self.place.data / name).write_text(text)
            except OSError as error:
                raise trouble(self.place, error.strerror or str(error)) from error

    def _launch(self, folder: Path, who: Owner) -> None:
        first_words = self.place.log / "start.log"
        first_words.unlink(missing_ok=True)
        control = [str(folder / "bin" / "pg_ctl"), "-D", str(self.place.data), "-l", str(first_words)]
        started = programs.run_as(who, [*control, "-w", "-t", str(PATIENCE), "start"], place=self.place)
        if started.returncode:
            raise trouble(self.place, self._last_words() or started.stderr)

    def _last_words(self) -> str:
        """What the server said before it gave up: at first to its own file, later to the day's log."""
        logs = sorted(self.place.log.glob("*.log"), key=lambda log: log.stat().st_mtime)
        return "".join(log.read_text(errors="replace")[-4000:] for log in logs[-2:])

    def _make_database(self) -> None:
        """The role and the database ``peel``. The role is no superuser: what is refused to it stays refused.

        It may make the lesser role that pages and jobs work as.
        """
        with self.connect("postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'peel'").fetchone():
                connection.execute("CREATE ROLE peel LOGIN")
            connection.execute("ALTER ROLE peel CREATEDB CREATEROLE")
            if self.place.throwaway:
                # Tests empty append-only tables between them.
                connection.execute("GRANT SET ON PARAMETER session_replication_role TO peel")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'peel'").fetchone():
                connection.execute(sql.SQL("CREATE DATABASE peel OWNER peel"))

    def _stop(self) -> None:
        """Politely, then not. Connections are ended and their transactions undone."""
        number = processes.postmaster(self.place.data)
        if number is None:
            return
        who = owner()
        control = str(programs.server_folder(self.place, who) / "bin" / "pg_ctl")
        for mode in ("fast", "immediate"):
            command = [control, "-D", str(self.place.data), "-m", mode, "-w", "-t", "8", "stop"]
            if programs.run_as(who, command, place=self.place).returncode == 0:
                return
        processes.end([number], patience=1)


def _refuse_a_borrowed_folder(run: Path, who: Owner) -> None:
    """The socket's folder may lie in /tmp, where anybody could have put a folder of that name."""
    found = run.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != who.uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise Refusal(f"The folder {run} for the database's socket is not private to {who.name}: remove it.")


@contextmanager
def _lock(file: Path, kind: int) -> Iterator[int]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind)
        yield handle
    finally:
        os.close(handle)


def _is_last(users: int) -> bool:
    """Whether nobody else holds the users' lock; asked while no one can start."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""A backup is one file that brings everything back into an empty place, or says why not."""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from pytest_django import DjangoDbBlocker

from peel.foundation.backup.about import FORMAT, About, about_from, refuse_what_does_not_fit
from peel.foundation.backup.tools import tool
from peel.foundation.environment import CHECKOUT
from peel.foundation.refusal import Refusal
from peel.ledger import actions
from tests.database import TestDatabase
from tests.ledger.written import told as something_happens

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("backup")]
Peel = Callable[..., subprocess.CompletedProcess[str]]
ABOUT = About(FORMAT, "0.1.0", 16, "2026-11-21T12:00:00+00:00", [], {}, "", 0, 0, 0)


def run_peel(*words: str, home: Path, database: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PEEL_HOME": str(home), "DATABASE_URL": database}
    environment["DJANGO_SETTINGS_MODULE"] = "peel.settings"
    command = [sys.executable, "-m", "peel", *words]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def peel(tmp_path: Path) -> Peel:
    """The command line, with a home of its own for each name."""
    return lambda *words, home, database: run_peel(*words, home=tmp_path / home, database=database)


@pytest.fixture
def empty_database(test_database: TestDatabase) -> Iterator[str]:
    """The address of a new database beside the tests' own."""
    name = f"{test_database.name}_restored"
    server = psycopg.connect(test_database.url, autocommit=True)
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield psycopg.conninfo.make_conninfo(test_database.url, dbname=name)
    server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    server.close()


@pytest.fixture(scope="module")
def made_once(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    test_database: TestDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A backup of a ledger with three statements, two of them sealed, and of one picture."""
    folder = tmp_path_factory.mktemp("backup")
    picture = folder / "home" / "media" / "7" / "2026" / "a.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    with django_db_blocker.unblock():
        something_happens(number=1)
        something_happens(number=2)
        actions.seal_all()
        something_happens(number=3)
        told = run_peel("backup", str(folder / "peel.tar"), home=folder / "home", database=test_database.url)
        test_database.renew()

    assert (told.returncode, told.stderr) == (0, "")
    assert oct((folder / "peel.tar").stat().st_mode & 0o777) == "0o600"
    return folder / "peel.tar"


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_once, tmp_path))


def rewritten(backup: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The backup with some of its parts changed, or left out."""
    other = backup.with_name("changed.tar")
    with tarfile.open(backup) as old, tarfile.open(other, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            data = change(member.name, content.read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return other


def test_everything_comes_back_into_an_empty_place(made: Path, peel: Peel, empty_database: str, tmp_path: Path) -> None:
    told = peel("restore", str(made), home="new", database=empty_database)
    verified = peel("ledger", "verify", home="new", database=empty_database)

    assert (told.returncode, told.stderr) == (0, "")
    assert (tmp_path / "new" / "media" / "7" / "2026" / "a.jpg").read_bytes() == b"a picture"
    assert verified.stdout.strip() == "Statements: 3. Seals: 1. Nothing was changed."
    with psycopg.connect(empty_database) as connection:
        # The sealer takes what was pending although transactions are counted anew here.
        assert connection.execute("SELECT xid FROM ledger_outbox").fetchall() == [(0,)]
        assert connection.execute("SELECT count(*) > 40 FROM people_force").fetchone() == (True,)


def test_what_was_erased_after_the_statements_stays_erased(
    test_database: TestDatabase, tmp_path: Path, peel: Peel, empty_database: str
) -> None:
    subject = uuid.uuid4()
    something_happens(subject=subject, force=7, number=1)
    something_happens(subject=subject, force=7, number=2)
    actions.erase_bodies(subject=subject, force=7, reference="R1", decided_by=uuid.uuid4())
    file = tmp_path / "peel.tar"
    peel("backup", str(file), home="old", database=test_database.url)

    peel("restore", str(file), home="new", database=empty_database)

    with psycopg.connect(empty_database) as connection:
        counts = "SELECT (SELECT count(*) FROM ledger_statement), (SELECT count(*) FROM ledger_statementbody)"
        assert connection.execute(counts).fetchone() == (2, 0)


def test_a_place_where_somebody_lives_is_not_overwritten(made: Path, peel: Peel, test_database: TestDatabase) -> None:
    told = peel("restore", str(made), home="new", database=test_database.url)

    assert (told.returncode, told.stderr) == (
        1,
        "This database is not empty, and a restore overwrites nothing: "
        "give PEEL_HOME a new folder, or DATABASE_URL a new database.\n",
    )


def test_media_that_are_there_are_not_overwritten(made: Path, peel: Peel, empty_database: str, tmp_path: Path) -> None:
    (tmp_path / "old" / "media").mkdir(parents=True)
    (tmp_path / "old" / "media" / "a.jpg").write_bytes(b"another picture")

    told = peel("restore", str(made), home="old", database=empty_database)

    assert told.stderr.endswith("is not empty, and a restore overwrites nothing.\n")


def test_heads_that_are_not_those_backed_up_are_found(made: Path, peel: Peel, empty_database: str) -> None:
    def another_head(name: str, data: bytes) -> bytes:
        if name == "about.json":
            about = json.loads(data)
            about["facts"]["ledger"][0]["number"] += 1
            return json.dumps(about).encode()
        return data

    told = peel("restore", str(rewritten(made, another_head)), home="new", database=empty_database)

    assert told.returncode == 1
    assert told.stderr.startswith("The restored database is not what was backed up: the chain of force")


@pytest.mark.parametrize(
    ("part", "becomes", "sentence"),
    [
        ("database.dump", b"damaged",
            "The backup is damaged: its database is not what it was when the backup was made."),
        ("about.json", b"[]", "The file is no backup of Peel, or one of a version that this Peel does not know."),
        ("about.json", None, "The file is no backup of Peel."),
        ("media/7/2026/a.jpg", None, "The backup has 0 of its 1 media files: it was cut off."),
    ],
)  # fmt: skip
def test_a_damaged_backup_is_refused_in_a_sentence(
    made: Path, peel: Peel, empty_database: str, part: str, becomes: bytes | None, sentence: str
) -> None:
    damaged = rewritten(made, lambda name, data: becomes if name == part else data)

    told = peel("restore", str(damaged), home="new", database=empty_database)

    assert (told.returncode, told.stderr) == (1, f"{sentence}\n")


def test_a_backup_never_overwrites_another(made: Path, peel: Peel, test_database: TestDatabase) -> None:
    told = peel("backup", str(made), home="old", database=test_database.url)

    assert told.stderr == f"{made} is there already: give the backup another name.\n"


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (replace(ABOUT, postgres=99), "The backup is of PostgreSQL 99 and this database is"),
        (replace(ABOUT, peel="9.9", migrations=["skills.9999_later"]),
            "The backup was made by Peel 9.9, which is newer"),
    ],
)  # fmt: skip
def test_what_this_peel_cannot_take_is_refused(about: About, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        refuse_what_does_not_fit(about)

    assert refusal.value.message.startswith(sentence)


def test_a_later_form_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        about_from(replace(ABOUT, format=2).to_json())

    assert refusal.value.message == "The backup has form 2; this Peel reads form 1: use the Peel that made it."


def test_a_missing_tool_is_named_with_its_package() -> None:
    with pytest.raises(Refusal) as refusal:
        tool("pg_dump", server=19)

    assert refusal.value.message == "There is no pg_dump for PostgreSQL 19: apt-get install postgresql-client-19"

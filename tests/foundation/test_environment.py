"""Where Peel keeps its things, its key, and how it reads the database's address."""

from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest

from peel.foundation import environment
from peel.foundation.environment import database_settings, make_folder, peel_home, secret_key
from peel.foundation.refusal import Refusal


def test_home_is_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEEL_HOME", str(tmp_path))

    assert peel_home() == tmp_path


def test_a_home_that_depends_on_where_one_stands_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEEL_HOME", "var")

    with pytest.raises(Refusal) as refusal:
        peel_home()

    assert refusal.value.message == "PEEL_HOME must be an absolute path, and “var” is not."


@pytest.mark.parametrize(("root", "home"), [(True, Path("/var/lib/peel")), (False, environment.CHECKOUT / "var")])
def test_home_when_nobody_says(monkeypatch: pytest.MonkeyPatch, root: bool, home: Path) -> None:
    monkeypatch.delenv("PEEL_HOME")
    monkeypatch.setattr(environment, "is_root", lambda: root)

    assert peel_home() == home


def test_the_first_process_makes_the_key_and_all_others_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PEEL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PEEL_SECRET_KEY")

    # As root the folder is left open for walking through, otherwise it is closed.
    with ThreadPool(1) as pool:
        keys = {secret_key(), pool.apply(secret_key), secret_key()}

    file = tmp_path / "home" / "secret_key"
    assert keys == {file.read_text()}
    assert (len(file.read_text()) >= 50, oct(file.stat().st_mode & 0o777)) == (True, "0o600")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)

    make_folder(tmp_path, mode=0o700)
    made = make_folder(tmp_path / "new", mode=0o700)

    assert [oct(folder.stat().st_mode & 0o777) for folder in (tmp_path, made)] == ["0o750", "0o700"]


@pytest.mark.parametrize(
    ("url", "known", "options"),
    [
        (
            "postgres://ana:s%20cret@db.example:5433/learn?sslmode=require",
            {"NAME": "learn", "USER": "ana", "PASSWORD": "s cret", "HOST": "db.example", "PORT": "5433"},
            {"sslmode": "require"},
        ),
        (
            "postgresql://peel@/peel?host=/run/postgresql",
            {"NAME": "peel", "USER": "peel", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": ""},
            {},
        ),
        (
            "postgres://peel@%2Frun%2Fpostgresql/peel",
            {"NAME": "peel", "USER": "peel", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": ""},
            {},
        ),
        (
            "postgres://peel@one,two/peel?target_session_attrs=primary",
            {"NAME": "peel", "USER": "peel", "PASSWORD": "", "HOST": "one,two", "PORT": ","},
            {"target_session_attrs": "primary"},
        ),
    ],
)
def test_any_address_that_psql_understands_is_understood(
    url: str, known: dict[str, str], options: dict[str, str]
) -> None:
    told = database_settings(url)

    assert {name: told[name] for name in known} == known
    assert told["OPTIONS"] == {"connect_timeout": 5, "application_name": "peel", **options}


def test_without_an_address_the_embedded_database_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("PEEL_PG", raising=False)
    monkeypatch.setenv("PEEL_HOME", "/nowhere")

    told = database_settings()

    assert (told["HOST"], told["NAME"], told["USER"]) == ("/nowhere/postgres/18/run", "peel", "peel")

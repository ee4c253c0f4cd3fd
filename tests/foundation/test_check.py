"""``peel check`` and ``/healthz`` say what is wrong in sentences."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app

from peel.foundation import clock
from peel.foundation.checking import Remark, remarks
from peel.foundation.health import as_json, findings
from peel.foundation.tasks import begin_again

pytestmark = pytest.mark.django_db
NO_WORKER = "No worker has been heard of for a minute: start “peel worker”."


@pytest.fixture
def well(settings: Any, tmp_path: Path) -> Any:
    """Settings under which nothing is left to say."""
    settings.HOME, settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "static", tmp_path / "media"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    settings.ALLOWED_HOSTS, settings.EMAIL_HOST = ["learn.force.example"], "mail.force.example"
    settings.SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    settings.SECURE_HSTS_PRELOAD, settings.SECRET_KEY = True, "k" * 25 + "0123456789-abcdefghijklmnopqrst"
    return settings


def said(*, deploy: bool = True) -> list[str]:
    return [remark.sentence for remark in remarks(deploy=deploy)]


def test_a_good_set_up_is_passed_without_a_word(well: Any) -> None:
    assert list(remarks(deploy=True)) == []


def test_what_is_unsafe_where_real_people_use_it_is_said(well: Any) -> None:
    well.DEMO, well.SECURE, well.ALLOWED_HOSTS = True, False, ["*"]

    assert list(remarks(deploy=True)) == [
        Remark("Demo mode is on, which lets anybody in.", grave=True),
        Remark("Pages and cookies go over plain HTTP: unset PEEL_DEBUG and PEEL_PLAIN_HTTP.", grave=True),
        Remark("Peel answers to any name: set PEEL_HOSTS to the names it is reached by.", grave=True),
    ]


def test_what_django_finds_unsafe_is_said_too(well: Any) -> None:
    well.SESSION_COOKIE_SECURE = False

    assert [sentence.split(".")[0] for sentence in said()] == ["SESSION_COOKIE_SECURE is not set to True"]


def test_what_is_missing_is_named_with_what_brings_it(well: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, **options: None)
    monkeypatch.setattr("peel.foundation.backup.tools.find_spec", lambda name: None)
    (well.STATIC_ROOT / "staticfiles.json").unlink()
    (well.HOME / "secret_key").write_text("secret")
    (well.HOME / "secret_key").chmod(0o644)

    major = connection.pg_version // 10000
    assert said(deploy=False) == [
        f"Backups cannot be made: There is no pg_dump for PostgreSQL {major}: "
        f"apt-get install postgresql-client-{major}",
        "The browser tests cannot run: apt-get install chromium",
        "The pages' static files are not gathered: run “peel migrate”.",
        f"Others on this machine can read the secret key: chmod 600 {well.HOME / 'secret_key'}",
    ]


def test_a_page_role_that_could_not_be_made_is_said(well: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peel.foundation.checking.ROLE", "peel_nobody")

    assert [sentence.split(",")[0] for sentence in said()] == ["Pages work as the owner of the tables"]


def heard_of_a_worker(*, ago: timedelta = timedelta()) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [clock.now() - ago])


def test_healthz_is_200_when_all_is_well() -> None:
    heard_of_a_worker()

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()["well"]) == (200, True)
    assert answer.json()["worker"] == {"name": "worker", "value": 0, "trouble": ""}


@pytest.mark.parametrize("ago", [None, timedelta(minutes=2)])
def test_healthz_is_503_when_no_worker_has_been_heard_of(ago: timedelta | None) -> None:
    if ago:
        heard_of_a_worker(ago=ago)

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()["worker"]["trouble"]) == (503, NO_WORKER)


def test_jobs_that_wait_too_long_are_said() -> None:
    heard_of_a_worker()
    app.configure_task(begin_again.name, schedule_at=clock.now() - timedelta(minutes=6)).defer(timestamp=0)

    found = {one.name: one for one in findings()}

    assert found["worker"].value == pytest.approx(360, abs=5)
    assert found["worker"].trouble == "Jobs wait longer than five minutes: start another “peel worker”."


def test_missing_migrations_and_a_full_disk_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    heard_of_a_worker()
    monkeypatch.setattr("peel.foundation.health.migrations_left", lambda: ["skills.0099_later"])
    monkeypatch.setattr("peel.foundation.health.LEAST_FREE_MEGABYTES", 10**9)

    found = as_json(findings())

    assert found["well"] is False
    assert [one.trouble for one in findings()][1:] == [
        "The database lacks 1 migrations: run “peel migrate”.",
        "",
        f"The disk has {found['disk']['value']} MB left.",  # type: ignore[index]
    ]


def test_a_silent_database_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peel.foundation.health._answers", lambda: False)

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()["database"]["trouble"]) == (503, "The database does not answer.")

"""What is set up wrongly or missing, in sentences, for ``peel check``."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import connection

from peel.foundation.backup.tools import server_major, tool
from peel.foundation.health import findings
from peel.foundation.refusal import Refusal
from peel.foundation.rights import ROLE


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence. ``grave`` ones make ``peel check`` end with status 1; the others say what would be better."""

    sentence: str
    grave: bool = False


def remarks(*, deploy: bool) -> Iterator[Remark]:
    """Needs Django and a standing database."""
    yield from _health()
    yield from _rights()
    yield from _tools()
    yield from _files()
    if deploy:
        yield from _deployment()
    for message in checks.run_checks(include_deployment_checks=deploy):
        yield Remark(f"{message.msg.rstrip('.')}." + (f" {message.hint}" if message.hint else ""), grave=True)


def _health() -> Iterator[Remark]:
    """A worker is no part of the set-up: that none runs just now is not wrong."""
    for one in findings():
        if one.trouble and one.name != "worker":
            yield Remark(one.trouble, grave=True)


def _rights() -> Iterator[Remark]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s AND pg_has_role(rolname, 'SET')", [ROLE])
        if not cursor.fetchone()[0]:
            yield Remark(
                f"Pages work as the owner of the tables, so that triggers alone protect the ledger: "
                f"let the database role make roles, and run “peel migrate” to get the role {ROLE}."
            )
        cursor.execute("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
        if (encoding := cursor.fetchone()[0]) != "UTF8":
            yield Remark(f"The database is encoded in {encoding}: make it anew with ENCODING 'UTF8'.", grave=True)


def _tools() -> Iterator[Remark]:
    try:
        tool("pg_dump", server=server_major())
    except Refusal as refusal:
        yield Remark(f"Backups cannot be made: {refusal.message}")
    if find_spec("playwright") and not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        yield Remark("The browser tests cannot run: apt-get install chromium")


def _files() -> Iterator[Remark]:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Remark("The pages' static files are not gathered: run “peel migrate”.", grave=True)
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and not os.access(media, os.W_OK):
        yield Remark(f"Files cannot be kept: {media} may not be written to.", grave=True)
    key = settings.HOME / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield Remark(f"Others on this machine can read the secret key: chmod 600 {key}", grave=True)


def _deployment() -> Iterator[Remark]:
    if settings.DEMO:
        yield Remark("Demo mode is on, which lets anybody in.", grave=True)
    if not settings.SECURE:
        yield Remark("Pages and cookies go over plain HTTP: unset PEEL_DEBUG and PEEL_PLAIN_HTTP.", grave=True)
    if "*" in settings.ALLOWED_HOSTS:
        yield Remark("Peel answers to any name: set PEEL_HOSTS to the names it is reached by.", grave=True)
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        yield Remark("Peel answers only to this machine's own names: set PEEL_HOSTS to the name people use.")
    if settings.EMAIL_HOST == "localhost":
        yield Remark("Mail goes to this machine: set PEEL_MAIL_HOST to the force's mail server.")

"""``peel migrate``: bring database, reference data and static files up to this version."""

import hashlib
import os

import click
from rich.console import Console

from peel.foundation.standing import database_standing


@click.command(epilog="Example: peel migrate")
@click.option("--if-needed", is_flag=True, help="Say and do nothing when everything is up to date.")
def migrate(if_needed: bool) -> None:
    """Bring the database, reference data and static files up to this version of Peel.

    Starts the embedded database, or waits for the one at DATABASE_URL. Can be run any number of times.
    """
    import django

    django.setup()
    with database_standing(patience=60):
        bring_up_to_date(quietly=if_needed)


def bring_up_to_date(*, quietly: bool) -> None:
    """Everything that a new version needs before its first page; needs Django and a database.

    ``quietly`` says nothing unless there were migrations. Reference data and rights are quick, and loaded every time.
    """
    from django.core.management import call_command

    from peel.foundation.migrations_left import migrations_left
    from peel.foundation.reference import load_reference

    left = migrations_left()
    console = Console(stderr=True, quiet=quietly and not left)
    if left:
        with console.status("Bringing the database up to date…"):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    with console.status("Loading reference data…"):
        rooms = load_reference()
    gather_static_files(console)
    console.print(f"The database is up to date, with the reference data of {', '.join(rooms)}.", soft_wrap=True)


def gather_static_files(console: Console) -> None:
    """Collect, hash and compress the pages' files, when any of them has changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            seen.update(f"{name}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    made_from = settings.STATIC_ROOT / ".made-from"
    if made_from.exists() and made_from.read_text() == seen.hexdigest():
        return
    with console.status("Gathering static files…"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    made_from.write_text(seen.hexdigest())

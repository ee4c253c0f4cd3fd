"""``peel serve``, ``peel web``: everything on one machine, or pages alone."""

import os
import shutil
import socket

import click

from peel.foundation.commands.migrate import bring_up_to_date
from peel.foundation.environment import make_home
from peel.foundation.refusal import Refusal
from peel.foundation.standing import database_standing

LEAST_FREE_MEGABYTES = 300

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
port_option = click.option("--port", default=8000, show_default=True, help="The port to listen at.")
processes_option = click.option(
    "--processes", default=min(2, os.cpu_count() or 1), show_default=True, help="How many web processes."
)
demo_option = click.option("--demo", is_flag=True, help="Let anybody in as a demo person. Never with real people.")


@click.command(epilog="Example: peel serve --port 8080")
@host_option
@port_option
@processes_option
@demo_option
def serve(host: str, port: int, processes: int, demo: bool) -> None:
    """Run Peel on one machine: database, pages, streams and jobs, until SIGTERM or Ctrl-C.

    The database is brought up to date first. With DATABASE_URL set, that database is used and not started.
    """
    refuse_demo_by_accident(demo)
    refuse_taken_port(host, port)
    refuse_full_disk()
    with database_standing():
        run_everything(host, port, processes=processes)


@click.command(epilog="Example: DATABASE_URL=postgres://peel@db.example/peel peel web --host 0.0.0.0")
@host_option
@port_option
@processes_option
def web(host: str, port: int, processes: int) -> None:
    """Run pages and streams alone, on any number of machines, beside “peel worker” on others."""
    refuse_demo_by_accident(False)
    refuse_taken_port(host, port)
    refuse_full_disk()
    import django

    from peel.foundation.migrations_left import migrations_left
    from peel.foundation.supervisor import run

    django.setup()
    with database_standing():
        if left := migrations_left():
            raise Refusal(f"The database lacks {len(left)} migrations of this version: run “peel migrate” once.")
        run(host, port, processes=processes, jobs=0)


def run_everything(host: str, port: int, *, processes: int) -> None:
    """Needs a standing database; returns when everything but the database has stopped."""
    import django

    from peel.foundation.supervisor import in_a_child, run

    django.setup()
    in_a_child(lambda: bring_up_to_date(quietly=True))
    click.echo(f"Peel answers at http://{host}:{port}/")
    run(host, port, processes=processes, jobs=2)


def refuse_demo_by_accident(asked_for: bool) -> None:
    """PEEL_DEMO alone, left in some environment, opens no door: it must be asked for at the command line too."""
    if os.environ.get("PEEL_DEMO") == "1" and not asked_for:
        raise Refusal("PEEL_DEMO is set, which lets anybody in: unset it, or ask for it with “peel serve --demo”.")
    if asked_for:
        os.environ["PEEL_DEMO"] = "1"


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except (OSError, OverflowError) as error:
            said = getattr(error, "strerror", None) or str(error)
            raise Refusal(f"Port {port} at {host} cannot be used ({said}): choose another with --port.") from error


def refuse_full_disk() -> None:
    home = make_home()
    free = shutil.disk_usage(home).free // 1024**2
    if free < LEAST_FREE_MEGABYTES:
        raise Refusal(f"The disk that holds {home} is full ({free} MB free): free some space and start again.")

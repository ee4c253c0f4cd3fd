"""``peel demo``: invented forces and people, and a way in as each of them."""

import os
from importlib import import_module
from importlib.util import find_spec

import click

from peel.foundation.commands.migrate import bring_up_to_date
from peel.foundation.commands.serve import host_option, port_option, refuse_full_disk, refuse_taken_port
from peel.foundation.refusal import Refusal
from peel.foundation.standing import database_standing


@click.command(epilog="Example: peel demo --people 42000 --port 8080")
@click.option("--people", default=3000, show_default=True, help="How many people the first force has, up to 250,000.")
@host_option
@port_option
@click.option("--only-build", is_flag=True, help="Build the demo and stop, without serving it.")
def demo(people: int, host: str, port: int, only_build: bool) -> None:
    """Build invented forces, people and lessons, and serve them with a way in as each demo person.

    What is built once is kept and served again. Nothing in it is real.
    """
    if not 50 <= people <= 250_000:
        raise Refusal("A demo has between 50 and 250,000 people.")
    refuse_full_disk()
    if not only_build:
        refuse_taken_port(host, port)
    os.environ["PEEL_DEMO"] = "1"
    with database_standing(patience=60):
        import django

        django.setup()
        from peel.foundation.supervisor import in_a_child, run

        in_a_child(lambda: _build(people))
        if only_build:
            return
        click.echo(f"\nPeel answers at http://{host}:{port}/ and lets you in as any demo person. Stop it with Ctrl-C.")
        run(host, port, processes=min(2, os.cpu_count() or 1), jobs=2)


def _build(people: int) -> None:
    """The demo is the topmost room: it is called by name, so that foundation knows nothing of it."""
    bring_up_to_date(quietly=True)
    if find_spec("peel.demo"):
        import_module("peel.demo").build(people=people)

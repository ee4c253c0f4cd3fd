"""The one command line, ``peel``. Each room lists here the commands that it keeps in its ``commands.py``."""

import os
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

import click

from peel import __version__

# A command is loaded when it is asked for, so that ``peel --help`` stays quick. Two words are a command in a group.
# Commands of foundation look after the database themselves; for all others it stands and is up to date.
COMMANDS: dict[str, str] = {
    "demo": "peel.foundation.commands.demo:demo",
    "demo-data": "peel.demo.commands:demo_data",
    "serve": "peel.foundation.commands.serve:serve",
    "web": "peel.foundation.commands.serve:web",
    "worker": "peel.foundation.commands.worker:worker",
    "migrate": "peel.foundation.commands.migrate:migrate",
    "check": "peel.foundation.commands.check:check",
    "backup": "peel.foundation.commands.backup:backup",
    "restore": "peel.foundation.commands.backup:restore",
    "admin": "peel.people.commands:admin",
    "export roles": "peel.people.commands:export_roles",
    "ledger verify": "peel.ledger.commands:verify_command",
    "ledger heads": "peel.ledger.commands:heads_command",
    "bench": "peel.bench.commands:bench",
    "import people": "peel.people.commands:people",
    "import roster": "peel.duty.commands:roster",
    "export roster": "peel.duty.commands:export_roster",
    "import awards": "peel.skills.commands:awards",
    "import skills": "peel.skills.commands:skills",
    "skills restand": "peel.skills.commands:restand",
    "import framework": "peel.skills.commands:framework",
    "import requirements": "peel.skills.commands:requirements",
    "import catalogue": "peel.catalogue.commands:catalogue",
    "reindex": "peel.catalogue.commands:reindex",
}
GROUPS = {
    "import": "Bring in what other systems know: people, rosters, skills, awards, lessons.",
    "export": "Give out what Peel knows, in forms that other systems read.",
    "ledger": "Check what was written down.",
    "skills": "Look after the cache of standing.",
}


class Table(click.Group):
    """The commands of COMMANDS that begin with ``words``."""

    def __init__(self, words: str = "", **settings: Any) -> None:
        super().__init__(**settings)
        self.words = words

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({key.removeprefix(self.words).split()[0] for key in COMMANDS if key.startswith(self.words)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        key = self.words + cmd_name
        if key in COMMANDS:
            return load(COMMANDS[key])
        if any(known.startswith(f"{key} ") for known in COMMANDS):
            return Table(f"{key} ", name=cmd_name, help=GROUPS.get(key))
        return None


def load(place: str) -> click.Command:
    """The command at ``module:name``, given a database unless it is foundation's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peel.settings")
    module, _, name = place.partition(":")
    if module.startswith("peel.foundation."):
        found: click.Command = getattr(import_module(module), name)
        return found
    import django

    django.setup()
    found = getattr(import_module(module), name)
    if isinstance(found, click.Group):
        for inner in found.commands.values():
            inner.callback = with_database(inner.callback)
    else:
        found.callback = with_database(found.callback)
    return found


def with_database(callback: Callable[..., Any] | None) -> Callable[..., Any] | None:
    if callback is None or hasattr(callback, "with_database"):
        return callback

    @wraps(callback)
    def standing(*args: Any, **kwargs: Any) -> Any:
        from peel.foundation.migrations_left import migrations_left
        from peel.foundation.standing import database_standing

        with database_standing():
            if left := migrations_left():
                raise click.ClickException(f"The database lacks {len(left)} migrations: run “peel migrate” first.")
            return callback(*args, **kwargs)

    standing.with_database = True  # type: ignore[attr-defined]
    return standing


@click.command(cls=Table)
@click.version_option(__version__)
def main() -> None:
    """Learning and development for police forces."""


if __name__ == "__main__":
    main(prog_name="peel")

"""The one command line, ``peel``. Each room that has commands registers them in its ``commands.py``."""

import os
from importlib import import_module

import click

# Room commands are loaded by name when asked for, so that ``peel --help`` stays quick.
COMMANDS: dict[str, str] = {}


class Rooms(click.Group):
    """Finds a command in the room that owns it, without loading the other rooms."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in COMMANDS:
            module, _, attribute = COMMANDS[name].partition(":")
            command: click.Command = getattr(import_module(module), attribute)
            return command
        return super().get_command(ctx, name)


@click.group(cls=Rooms)
@click.version_option(package_name="peel")
def main() -> None:
    """Learning and development for police forces."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peel.settings")


if __name__ == "__main__":
    main()

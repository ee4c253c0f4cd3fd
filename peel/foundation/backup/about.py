"""What a backup says of itself, and whether this Peel and this server can take it."""

import json
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from peel import __version__
from peel.foundation.backup.tools import server_major
from peel.foundation.refusal import Refusal

FORMAT = 1


@dataclass(frozen=True)
class About:
    """``migrations`` are those applied, as ``room.name``; ``facts`` what each room wants to find again."""

    format: int
    peel: str
    postgres: int
    made_at: str
    migrations: list[str]
    facts: dict[str, Any]
    dump_sha256: str
    dump_bytes: int
    media_files: int
    media_bytes: int

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


def about_from(text: bytes) -> About:
    try:
        about = About(**json.loads(text))
    except (TypeError, ValueError) as error:
        raise Refusal("The file is no backup of Peel, or one of a version that this Peel does not know.") from error
    if about.format != FORMAT:
        raise Refusal(f"The backup has form {about.format}; this Peel reads form {FORMAT}: use the Peel that made it.")
    return about


def keepers() -> dict[str, ModuleType]:
    """``safekeeping.py`` of every room that has one."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("peel.")]
    return {
        room.label: import_module(f"{room.name}.safekeeping") for room in rooms if find_spec(f"{room.name}.safekeeping")
    }


def applied_migrations() -> list[str]:
    return sorted(f"{room}.{name}" for room, name in MigrationRecorder(connection).applied_migrations())


def refuse_what_does_not_fit(about: About) -> None:
    if about.postgres > (here := server_major()):
        raise Refusal(f"The backup is of PostgreSQL {about.postgres} and this database is {here}: take a newer one.")
    known = {f"{room}.{name}" for room, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(about.migrations) - known):
        raise Refusal(
            f"The backup was made by Peel {about.peel}, which is newer than this {__version__}: "
            f"it has {len(unknown)} migrations that this one lacks, {unknown[0]} first."
        )

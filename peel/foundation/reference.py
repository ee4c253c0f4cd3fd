"""Reference data: rows that belong to Peel rather than to a force, and are brought up to date after every migration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

# What they call reference is about themselves, not about rows.
KEEP_NO_ROWS = {"foundation", "ui"}


def load_reference() -> list[str]:
    """Call ``load()`` of every room that has a ``reference.py``, lowest room first. Returns their labels.

    Each ``load()`` can be run any number of times and changes nothing when nothing is new.
    """
    rooms = [
        room for room in apps.get_app_configs() if room.name.startswith("peel.") and room.label not in KEEP_NO_ROWS
    ]
    loaded = []
    for room in rooms:
        if room.models_module and find_spec(f"{room.name}.reference"):
            with transaction.atomic():
                import_module(f"{room.name}.reference").load()
            loaded.append(room.label)
    return loaded

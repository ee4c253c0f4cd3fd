"""What another day's database makes wrong about people."""

from collections.abc import Iterator
from typing import Any

from peel.people import actions


def facts() -> list[dict[str, Any]]:
    """Nothing beside the tables."""
    return []


def after_restore(told: list[dict[str, Any]] | None) -> Iterator[str]:
    """Whoever was erased by law is forgotten again; nothing about people is wrong in a restored database."""
    actions.reapply_erasures()
    yield from ()

"""Work on very many records shared among processes. Imports nothing of Django before a process has set it up."""

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

PEOPLE_AT_ONCE = 1_000


def restand_pieces(pieces: Sequence[Sequence[int]], *, processes: int) -> Iterator[tuple[int, int]]:
    """Compute the standing of each piece, in its own transaction, in so many processes; gives people and lines changed.

    They come in the order of the pieces.
    """
    from django.db import connections

    address = connections["default"].settings_dict
    start = (os.environ["DJANGO_SETTINGS_MODULE"], {key: address[key] for key in _ADDRESS})
    connections.close_all()
    fresh = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_begin, initargs=start) as hands:
        yield from hands.map(_restand, pieces)


_ADDRESS = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


def _begin(settings: str, address: dict[str, Any]) -> None:
    """Millions of small tuples come and go, none of them in a circle: looking for circles would cost a quarter."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict.update(address)
    gc.collect()
    gc.disable()


def _restand(people: Sequence[int]) -> tuple[int, int]:
    from peel.skills.actions.restand import restand_ids

    return len(people), restand_ids(people)

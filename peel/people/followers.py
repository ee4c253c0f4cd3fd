"""Rooms above follow what happens to a person: an erasure, and two rows found to be one human being.

    from peel.people.followers import on_erasure, on_merge

    on_erasure(actions.erase_texts_of)      # called with the person, in the transaction of the erasure
    on_merge(actions.join_awards)           # called with the row kept and, as ``other``, the row joined to it

Registered in ``AppConfig.ready``; registering twice is harmless.
"""

from collections.abc import Callable
from typing import Protocol

from peel.people.models import Person


class Joins(Protocol):
    def __call__(self, kept: Person, /, *, other: Person) -> None: ...


Erases = Callable[[Person], None]

_erase: list[Erases] = []
_join: list[Joins] = []


def on_erasure(erase: Erases) -> None:
    if erase not in _erase:
        _erase.append(erase)


def on_merge(join: Joins) -> None:
    if join not in _join:
        _join.append(join)


def follow_erasure(person: Person) -> None:
    for erase in _erase:
        erase(person)


def follow_merge(kept: Person, *, other: Person) -> None:
    for join in _join:
        join(kept, other=other)

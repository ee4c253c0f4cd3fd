"""Rooms above follow what happens to people: an erasure, two rows found to be one human being, a change of posts.

    from peel.people.followers import on_erasure, on_merge, on_move, on_transfer

    on_erasure(actions.erase_texts_of)      # called with the person, in the transaction of the erasure
    on_merge(actions.join_awards)           # called with the row kept and, as ``other``, the row joined to it
    on_move(actions.restand_ids)            # called with the ids of everybody whose posts or service changed, at once
    on_transfer(actions.transfer_out)       # called with the person who left ``force``, and their last day there

Registered in ``AppConfig.ready``; registering twice is harmless.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Protocol

from peel.people.models import Force, Person


class Joins(Protocol):
    def __call__(self, kept: Person, /, *, other: Person) -> None: ...


class Leaves(Protocol):
    def __call__(self, person: Person, /, *, force: Force, on: date, by: Person | None) -> object: ...


Erases = Callable[[Person], None]

_erase: list[Erases] = []
_join: list[Joins] = []
_move: list[Callable[[Collection[int]], object]] = []
_leave: list[Leaves] = []


def on_erasure(erase: Erases) -> None:
    if erase not in _erase:
        _erase.append(erase)


def on_merge(join: Joins) -> None:
    if join not in _join:
        _join.append(join)


def on_move(move: Callable[[Collection[int]], object]) -> None:
    if move not in _move:
        _move.append(move)


def on_transfer(leave: Leaves) -> None:
    if leave not in _leave:
        _leave.append(leave)


def follow_erasure(person: Person) -> None:
    for erase in _erase:
        erase(person)


def follow_merge(kept: Person, *, other: Person) -> None:
    for join in _join:
        join(kept, other=other)


def follow_moves(people: Collection[int]) -> None:
    """Once for a whole import, with everybody in it whose posts, service or unit changed."""
    for move in _move:
        move(people)


def follow_transfer(person: Person, *, force: Force, on: date, by: Person | None) -> None:
    """Somebody's service in ``force`` ends with the day ``on``, for another force or for good."""
    for leave in _leave:
        leave(person, force=force, on=on, by=by)

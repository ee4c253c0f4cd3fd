"""What a team needs, from the lines of its people: who has lapsed, what runs out, how many are in ticket on duty."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from peel.skills.rules.standing import Status

LAPSED = frozenset({Status.OUT_OF_TICKET, Status.OVERDUE})
CLOSING = frozenset({Status.DUE, Status.EXPIRING})


class Square(NamedTuple):
    """What one person's line in one skill says now. ``since`` is when the word began to be true, ``until`` the last day
    in date; ``person`` and ``skill`` are ids."""

    person: int
    skill: int
    status: Status
    stands: bool
    required: bool
    since: date | None = None
    until: date | None = None


class Need(IntEnum):
    """What is the matter, the most pressing first."""

    LAPSED = 1
    SUSPENDED = 2
    NOT_HELD = 3
    QUERIED = 4
    CLOSING = 5


class Group(NamedTuple):
    """One skill with one need, and the people who have it, in the order given. ``day`` is when it began or will end:
    the earliest of theirs."""

    need: Need
    skill: int
    status: Status
    people: tuple[int, ...]
    day: date | None


class OnShift(NamedTuple):
    """One skill among people on duty. ``out`` hold it no longer, ``untrained`` never did and are not asked to."""

    skill: int
    standing: int
    of: int
    out: tuple[int, ...]
    closing: int
    untrained: int


def need_of(square: Square) -> Need | None:
    """What somebody must do something about; a skill that nobody asks for and was never held is no need."""
    if square.status in LAPSED:
        return Need.LAPSED
    if square.status is Status.SUSPENDED:
        return Need.SUSPENDED
    if square.status is Status.QUERIED:
        return Need.QUERIED
    if square.status in CLOSING:
        return Need.CLOSING
    if square.status in {Status.NOT_HELD, Status.IN_TRAINING} and square.required:
        return Need.NOT_HELD
    return None


def needs(squares: Iterable[Square]) -> list[Group]:
    """Every need of a team once, people with the same one together: lapsed first, most people first, then by day."""
    together: dict[tuple[Need, int, Status], list[Square]] = defaultdict(list)
    for square in squares:
        if need := need_of(square):
            together[need, square.skill, square.status].append(square)
    groups = [
        Group(need, skill, status, tuple(square.person for square in found), _first_day(need, found))
        for (need, skill, status), found in together.items()
    ]
    return sorted(groups, key=_pressing)


def on_shift(squares: Iterable[Square], *, on_duty: Collection[int], skills: Iterable[int]) -> list[OnShift]:
    """For each skill, how many of those on duty it stands for, of those who hold it, held it or must."""
    by_skill: dict[int, list[Square]] = defaultdict(list)
    for square in squares:
        if square.person in on_duty:
            by_skill[square.skill].append(square)
    counts = []
    for skill in skills:
        concerned = [one for one in by_skill[skill] if one.required or one.status is not Status.NOT_HELD]
        standing = [one for one in concerned if one.stands]
        out = tuple(one.person for one in concerned if not one.stands)
        closing = sum(one.status in CLOSING for one in standing)
        untrained = len(on_duty) - len(concerned)
        counts.append(OnShift(skill, len(standing), len(concerned), out, closing, untrained))
    return counts


def _first_day(need: Need, found: Iterable[Square]) -> date | None:
    days = [square.until if need is Need.CLOSING else square.since for square in found]
    return min((day for day in days if day), default=None)


def _pressing(group: Group) -> tuple[int, int, date, int]:
    crowd = -len(group.people) if group.need is not Need.CLOSING else 0
    return group.need, crowd, group.day or date.max, group.skill

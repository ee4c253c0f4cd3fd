"""What a line of the record can say: the words, what they rest on, and the steps in order of time."""

from bisect import bisect_right
from datetime import date, datetime
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from .days import BEGINNING
from .sums import EndsBy, Promise


class Status(IntEnum):
    """The eleven words of the trade. The numbers are stored, so they are for ever."""

    NOT_HELD = 0
    IN_TRAINING = 1
    IN_DATE = 2
    DUE = 3
    EXPIRING = 4
    OUT_OF_TICKET = 5
    OVERDUE = 6
    SUSPENDED = 7
    WAIVED = 8
    WITHDRAWN = 9
    QUERIED = 10


class Why(IntEnum):
    """What a status rests on. Stored; a hold has one code, because why somebody is held is not the record's to say."""

    NO_AWARD = 0
    NO_AUTHORISATION = 1
    ON_COURSE = 2
    AWARD = 3
    WINDOW_OPEN = 4
    IN_GRACE = 5
    DATE_PASSED = 6
    REQUALIFICATION_DUE = 7
    CONVERSION_DUE = 8
    AUTHORISATION_ENDED = 9
    AUTHORISATION_REVOKED = 10
    LEFT_FORCE = 11
    BASE = 12
    HELD = 13
    WAIVER = 14
    WITHDRAWN = 15
    QUERY = 16


LAPSE = {
    EndsBy.DATE: Why.DATE_PASSED,
    EndsBy.REQUALIFICATION: Why.REQUALIFICATION_DUE,
    EndsBy.CONVERSION: Why.CONVERSION_DUE,
}
BY_DATE = frozenset({*LAPSE.values(), Why.AUTHORISATION_ENDED, Why.IN_GRACE})
"""Ends that come because a day was over; nobody decided them."""


class Step(NamedTuple):
    """What a line says from ``moment`` until the next step.

    ``stands`` is whether the skill counts: a line in grace reads Due and does not stand; a disputed one reads Queried
    and stands as before. ``until`` is the last day in date, past or coming. ``bases`` are the skills whose lapse
    suspends this one. ``since`` is the moment from which what the word says has been true. ``otherwise`` is the word
    under Queried.
    """

    moment: datetime
    status: Status
    stands: bool
    until: date | None
    why: Why
    since: datetime | None = None
    bases: tuple[str, ...] = ()
    otherwise: Status | None = None

    @property
    def code(self) -> int:
        """Status as one stored number: positive where the skill stands, so that a count needs no second column."""
        return int(self.status) if self.stands else -int(self.status)


NOT_HELD = Step(BEGINNING, Status.NOT_HELD, False, None, Why.NO_AWARD)
_moment = attrgetter("moment")


class Standing(NamedTuple):
    """One person's standing in one skill: its steps in order of time, and the promises that they rest on."""

    steps: tuple[Step, ...] = ()
    promises: tuple[Promise, ...] = ()

    def at(self, moment: datetime) -> Step:
        """What the line says at ``moment``; before the first step nothing was held."""
        number = bisect_right(self.steps, moment, key=_moment)
        return self.steps[number - 1] if number else NOT_HELD

    def after(self, moment: datetime) -> tuple[Step, ...]:
        """The step in force at ``moment`` and those to come: all that a cache of the present needs."""
        return self.steps[max(bisect_right(self.steps, moment, key=_moment) - 1, 0) :]

    def turns(self) -> list[datetime]:
        """The moments at which the skill begins or ceases to stand."""
        stood, moments = False, []
        for step in self.steps:
            if step.stands is not stood:
                stood = step.stands
                moments.append(step.moment)
        return moments

"""From promises to standing: the steps a line of the record takes, past and coming, whatever the time is now.

Steps do not depend on the present. A page picks the last step at or before the moment it asks about, so a stored
standing is right at 00:01 before any job has run.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from .currency import EndsBy, Promise
from .days import BEGINNING, FOREVER, NEVER, end_of, start_of
from .facts import AuthorisationFact, HoldKind, QueryFact, SkillFacts
from .grammar import SkillKind


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
    EndsBy.AUTHORISATION: Why.AUTHORISATION_ENDED,
}
BY_DATE = frozenset(LAPSE.values())
"""Lapses that come because a day ended; nobody decided them."""


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


class Base(NamedTuple):
    """A skill that must stand for another to stand, within the days of the link."""

    code: str
    standing: Standing
    starts: datetime = BEGINNING
    ends: datetime = FOREVER


class _Own(NamedTuple):
    """What award and authority alone say at a moment, before holds, waivers, disputes and other skills."""

    valid: bool
    until: date | None
    why: Why
    closing: bool = False
    grace: bool = False
    ever: bool = False
    lost: datetime | None = None


class _Authority(NamedTuple):
    given: bool
    until: date
    why: Why


class _Words(NamedTuple):
    """The two words that depend on the kind of skill."""

    closing: Status
    lapsed: Status


_WORDS = {
    SkillKind.AUTHORISED: _Words(Status.EXPIRING, Status.OUT_OF_TICKET),
    SkillKind.LEARNING: _Words(Status.DUE, Status.OVERDUE),
}
_NOTHING_OWN = _Own(False, None, Why.NO_AWARD)
_NOT_NEEDED = _Authority(True, NEVER, Why.AWARD)


def standing_of(kind: SkillKind, facts: SkillFacts, made: Sequence[Promise], bases: Sequence[Base] = ()) -> Standing:
    """The steps of one line. ``facts`` are those believed; ``bases`` are the skills it needs to stand."""
    words = _WORDS[kind]
    steps: list[Step] = []
    last = NOT_HELD
    for moment, own in _own_states(made, facts.authorisations, _moments(facts, made, bases)):
        step = _disputed(_step(moment, own, facts, bases, words), facts)
        if step.since is None:
            same = step.status is last.status and step.stands is last.stands
            step = step._replace(since=last.since if same else moment)
        if step[1:] != last[1:]:
            steps.append(step)
            last = step
    return Standing(tuple(steps), tuple(made))


def _moments(facts: SkillFacts, made: Sequence[Promise], bases: Sequence[Base]) -> list[datetime]:
    """Every moment at which the line could change, in order."""
    moments: set[datetime] = set()
    for on, until, rule, _, _ in made:
        moments.add(start_of(on))
        moments.add(end_of(until))
        moments.add(_window_opens(on, until, rule.due_days))
        if rule.grace_days:
            moments.add(_grace_ends(until, rule.grace_days))
        for row in facts.authorisations:
            moments.add(_window_opens(row.starts, row.ends or NEVER, rule.due_days))
    for row in facts.authorisations:
        moments.update((start_of(row.starts), _authority_ends(row)))
    for waiver in facts.waivers:
        moments.update((start_of(waiver.starts), end_of(waiver.ends)))
    for hold in facts.holds:
        moments.update((hold.starts_at, hold.ends_at or FOREVER))
    for query in facts.queries:
        moments.update((query.recorded_at, _decided(query)))
    for base in bases:
        moments.update((base.starts, base.ends))
        moments.update([step.moment for step in base.standing.steps])
    moments -= {BEGINNING, FOREVER}
    return sorted(moments)


def _window_opens(on: date, until: date, due_days: int) -> datetime:
    return FOREVER if until == NEVER else start_of(max(on, until - timedelta(due_days)))


def _grace_ends(until: date, grace_days: int) -> datetime:
    return FOREVER if until == NEVER else end_of(until + timedelta(grace_days))


def _own_states(
    made: Sequence[Promise], authorisations: Sequence[AuthorisationFact], moments: Sequence[datetime]
) -> Iterator[tuple[datetime, _Own]]:
    """Award and authority at each moment, remembering what lapsed and when."""
    number, promise, own = 0, None, _NOTHING_OWN
    for moment in moments:
        while number < len(made) and start_of(made[number].on) <= moment:
            promise, number = made[number], number + 1
        if promise is not None:
            authority = _authority(authorisations, moment) if promise.rule.needs_authorisation else _NOT_NEEDED
            own = _own(promise, authority, moment, own)
        yield moment, own


def _own(promise: Promise, authority: _Authority, moment: datetime, before: _Own) -> _Own:
    in_date = moment < end_of(promise.until)
    if in_date and authority.given:
        until = min(promise.until, authority.until)
        closing = moment >= _window_opens(promise.on, until, promise.rule.due_days)
        why = Why.WINDOW_OPEN if closing else Why.AWARD
        return _Own(True, None if until == NEVER else until, why, closing=closing, ever=True)
    if authority.why is Why.AUTHORISATION_REVOKED:
        return _Own(False, before.until, authority.why, ever=before.ever, lost=before.lost or moment)
    if not before.ever:
        return _Own(False, None, authority.why if in_date else LAPSE[promise.ends_by])
    grace = (
        authority.given
        and promise.ends_by is EndsBy.DATE
        and moment < _grace_ends(promise.until, promise.rule.grace_days)
    )
    if before.valid or before.why is Why.AUTHORISATION_REVOKED:
        why = authority.why if in_date else LAPSE[promise.ends_by]
        return _Own(False, before.until, why, grace=grace, ever=True, lost=before.lost or moment)
    return before._replace(grace=grace)


def _authority(rows: Sequence[AuthorisationFact], moment: datetime) -> _Authority:
    """The authority in force, the one that lasts longest; otherwise how the last one ended."""
    given: date | None = None
    ended, why = BEGINNING, Why.NO_AUTHORISATION
    for row in rows:
        if start_of(row.starts) > moment:
            continue
        ends = _authority_ends(row)
        if moment < ends:
            given = max(given or date.min, row.ends or NEVER)
        elif ends > ended:
            ended, why = ends, _why_ended(row)
    return _Authority(False, date.min, why) if given is None else _Authority(True, given, Why.AWARD)


def _authority_ends(row: AuthorisationFact) -> datetime:
    ends = end_of(row.ends) if row.ends else FOREVER
    return ends if row.revoked_at is None else min(ends, row.revoked_at)


def _why_ended(row: AuthorisationFact) -> Why:
    if row.revoked_at is None or (row.ends and end_of(row.ends) <= row.revoked_at):
        return Why.AUTHORISATION_ENDED
    return Why.LEFT_FORCE if row.on_transfer else Why.AUTHORISATION_REVOKED


def _step(moment: datetime, own: _Own, facts: SkillFacts, bases: Sequence[Base], words: _Words) -> Step:
    """What the line says, disputes aside.

    Withdrawn goes before everything. Suspended is said of a skill that would otherwise stand; one that lapsed says so.
    A waiver lifts the duty to hold a skill: it never makes one stand, and one in date says In date.
    """
    held = {hold.kind for hold in facts.holds if hold.starts_at <= moment < (hold.ends_at or FOREVER)}
    if own.why is Why.AUTHORISATION_REVOKED or HoldKind.WITHDRAWN in held:
        why = own.why if own.why is Why.AUTHORISATION_REVOKED else Why.WITHDRAWN
        return Step(moment, Status.WITHDRAWN, False, own.until, why)
    if own.valid and HoldKind.SUSPENDED in held:
        return Step(moment, Status.SUSPENDED, False, own.until, Why.HELD)
    if own.valid and (missing := _missing(bases, moment)):
        return Step(moment, Status.SUSPENDED, False, own.until, Why.BASE, bases=missing)
    if own.valid and not own.closing:
        return Step(moment, Status.IN_DATE, True, own.until, own.why)
    waived = [waiver.ends for waiver in facts.waivers if start_of(waiver.starts) <= moment < end_of(waiver.ends)]
    if waived:
        return Step(moment, Status.WAIVED, own.valid, max(waived), Why.WAIVER)
    if own.valid:
        return Step(moment, words.closing, True, own.until, own.why)
    if own.grace:
        return Step(moment, Status.DUE, False, own.until, Why.IN_GRACE, own.lost)
    if own.ever:
        return Step(moment, words.lapsed, False, own.until, own.why, own.lost)
    if HoldKind.TRAINING in held:
        return Step(moment, Status.IN_TRAINING, False, None, Why.ON_COURSE)
    return Step(moment, Status.NOT_HELD, False, None, own.why)


def _missing(bases: Sequence[Base], moment: datetime) -> tuple[str, ...]:
    return tuple(
        base.code for base in bases if base.starts <= moment < base.ends and not base.standing.at(moment).stands
    )


def _disputed(step: Step, facts: SkillFacts) -> Step:
    """A dispute changes the word, never whether the skill stands; what an authority decided keeps its word."""
    if not facts.queries or step.status is Status.WITHDRAWN or step.why is Why.HELD:
        return step
    asked = [query.recorded_at for query in facts.queries if query.recorded_at <= step.moment < _decided(query)]
    if not asked:
        return step
    return step._replace(status=Status.QUERIED, why=Why.QUERY, since=min(asked), otherwise=step.status)


def _decided(query: QueryFact) -> datetime:
    return query.decided_at or FOREVER

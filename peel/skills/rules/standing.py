"""From promises to standing: the steps a line of the record takes, past and coming, whatever the time is now.

Steps do not depend on the present. A page picks the last step at or before the moment it asks about, so a stored
standing is right at 00:01 before any job has run.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from .days import BEGINNING, FOREVER, NEVER, day_of, days_before, end_of, start_of
from .facts import AuthorisationFact, HoldFact, HoldKind, QueryFact, SkillFacts, WaiverFact
from .grammar import SkillKind
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
_NO_AUTHORITY = _Authority(False, date.min, Why.NO_AUTHORISATION)
_Line = tuple[Status, bool, date | None, Why, datetime | None, tuple[str, ...]]
"""A step without its moment: status, stands, until, why, since where it is not this step's, bases."""


def standing_of(kind: SkillKind, facts: SkillFacts, made: Sequence[Promise], bases: Sequence[Base] = ()) -> Standing:
    """The steps of one line. ``facts`` are those believed; ``bases`` are the skills it needs to stand."""
    words = _WORDS[kind]
    steps: list[Step] = []
    last = NOT_HELD
    for moment, own in _timeline(facts, made, bases):
        status, stands, until, why, since, missing = _line(moment, own, facts, bases, words)
        otherwise = None
        if facts.queries and (asked := _disputed_since(facts.queries, status, why, moment)):
            status, why, since, otherwise = Status.QUERIED, Why.QUERY, asked, status
        same = status is last.status and stands is last.stands
        if since is None and status is not Status.NOT_HELD:
            since = last.since if same else moment
        if same and (until, why, since, missing, otherwise) == last[3:]:
            continue
        last = Step(moment, status, stands, until, why, since, missing, otherwise)
        steps.append(last)
    return Standing(tuple(steps), tuple(made))


def _timeline(facts: SkillFacts, made: Sequence[Promise], bases: Sequence[Base]) -> Iterable[tuple[datetime, _Own]]:
    """Every moment at which the line could change, in order, with what award and authority say then."""
    own = _under_authority(made, facts.authorisations) if facts.authorisations else _own_states(made)
    others = _other_moments(facts, bases)
    if not others:
        return own
    said: dict[datetime, _Own | None] = dict.fromkeys(others)
    said.update(own)
    now, filled = _NOTHING_OWN, []
    for moment in sorted(said):
        now = said[moment] or now
        filled.append((moment, now))
    return filled


def _other_moments(facts: SkillFacts, bases: Sequence[Base]) -> set[datetime]:
    moments: set[datetime] = set()
    for waiver in facts.waivers:
        moments.update((start_of(waiver.starts), end_of(waiver.ends)))
    for hold in facts.holds:
        moments.update((hold.starts_at, hold.ends_at or FOREVER))
    for query in facts.queries:
        moments.update((query.recorded_at, query.decided_at or FOREVER))
    for base in bases:
        moments.update((base.starts, base.ends))
        moments.update(base.standing.turns())
    moments -= {BEGINNING, FOREVER}
    return moments


def _window_opens(on: date, until: date, due_days: int) -> datetime:
    return FOREVER if until == NEVER else start_of(max(on, days_before(until, due_days)))


def _grace_ends(until: date, grace_days: int) -> datetime:
    return FOREVER if until == NEVER else end_of(until + timedelta(grace_days))


def _own_states(made: Sequence[Promise]) -> list[tuple[datetime, _Own]]:
    """What awards alone say, where they need no authority: in date, its window, grace and lapse, promise by promise."""
    states: list[tuple[datetime, _Own]] = []
    starts = [start_of(promise.on) for promise in made]
    before = _NOTHING_OWN
    for promise, start, stop in zip(made, starts, [*starts, FOREVER][1:], strict=True):
        if start == stop:
            continue
        moments = [start]
        if promise.until != NEVER:
            rule = promise.rule
            moments += [_window_opens(promise.on, promise.until, rule.due_days), end_of(promise.until)]
            if rule.grace_days:
                moments.append(_grace_ends(promise.until, rule.grace_days))
        authority = _NO_AUTHORITY if promise.rule.needs_authorisation else _NOT_NEEDED
        for moment in moments:
            if start <= moment < stop:
                before = _own(promise, authority, moment, before)
                states.append((moment, before))
    return states


def _under_authority(
    made: Sequence[Promise], authorisations: Sequence[AuthorisationFact]
) -> list[tuple[datetime, _Own]]:
    """What awards and authority together say at each moment at which either could change."""
    moments: set[datetime] = set()
    for on, until, rule, _, _ in made:
        moments.update((start_of(on), end_of(until), _window_opens(on, until, rule.due_days)))
        if rule.grace_days:
            moments.add(_grace_ends(until, rule.grace_days))
        moments.update([_window_opens(row.starts, row.ends, rule.due_days) for row in authorisations if row.ends])
    for row in authorisations:
        moments.update((start_of(row.starts), _authority_ends(row)))
    moments.discard(FOREVER)
    states: list[tuple[datetime, _Own]] = []
    number, promise, own = 0, None, _NOTHING_OWN
    for moment in sorted(moments):
        while number < len(made) and start_of(made[number].on) <= moment:
            promise, number = made[number], number + 1
        if promise is not None:
            authority = _authority(authorisations, moment) if promise.rule.needs_authorisation else _NOT_NEEDED
            own = _own(promise, authority, moment, own)
            states.append((moment, own))
    return states


def _own(promise: Promise, authority: _Authority, moment: datetime, before: _Own) -> _Own:
    """Award and authority at a moment, given what they said just before: a lapse remembers when and of what."""
    in_date = moment < end_of(promise.until)
    if in_date and authority.given:
        until = min(promise.until, authority.until)
        closing = moment >= _window_opens(promise.on, until, promise.rule.due_days)
        why = Why.WINDOW_OPEN if closing else Why.AWARD
        return _Own(True, None if until == NEVER else until, why, closing, False, True)
    if authority.why is Why.AUTHORISATION_REVOKED:
        return _Own(
            False, _last_day_held(before, moment), authority.why, False, False, before.ever, before.lost or moment
        )
    if not before.ever:
        return _Own(False, None, authority.why if in_date else LAPSE[promise.ends_by])
    grace = (
        promise.rule.grace_days > 0
        and authority.given
        and promise.ends_by is not EndsBy.CONVERSION
        and moment < _grace_ends(promise.until, promise.rule.grace_days)
    )
    if before.valid or before.why is Why.AUTHORISATION_REVOKED:
        why = authority.why if in_date else LAPSE[promise.ends_by]
        return _Own(False, _last_day_held(before, moment), why, False, grace, True, before.lost or moment)
    return before._replace(grace=grace)


def _last_day_held(before: _Own, moment: datetime) -> date | None:
    """The last day in date of what ceases at ``moment``: its end, or the day on which it was cut short."""
    if not before.valid or (before.until is not None and moment == end_of(before.until)):
        return before.until
    cut = day_of(moment - timedelta(microseconds=1))
    return cut if before.until is None else min(before.until, cut)


def authority_given(rows: Sequence[AuthorisationFact], moment: datetime) -> bool:
    """Whether a named officer's authority is in force."""
    return _authority(rows, moment).given


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


def _line(moment: datetime, own: _Own, facts: SkillFacts, bases: Sequence[Base], words: _Words) -> _Line:
    """What the line says, disputes aside.

    Withdrawn goes before everything. Suspended is said of a skill that would otherwise stand; one that lapsed says so.
    A waiver lifts the duty to hold a skill: it never makes one stand, and one in date says In date.
    """
    held = _held(facts.holds, moment) if facts.holds else ()
    if own.why is Why.AUTHORISATION_REVOKED:
        return Status.WITHDRAWN, False, own.until, own.why, None, ()
    if HoldKind.WITHDRAWN in held:
        return Status.WITHDRAWN, False, own.until, Why.WITHDRAWN, None, ()
    if own.valid:
        if HoldKind.SUSPENDED in held:
            return Status.SUSPENDED, False, own.until, Why.HELD, None, ()
        if bases and (missing := _missing(bases, moment)):
            return Status.SUSPENDED, False, own.until, Why.BASE, None, missing
        if not own.closing:
            return Status.IN_DATE, True, own.until, own.why, None, ()
    if facts.waivers and (waived := _waived_until(facts.waivers, moment)):
        return Status.WAIVED, own.valid, waived, Why.WAIVER, None, ()
    if own.valid:
        return words.closing, True, own.until, own.why, None, ()
    if own.grace:
        return Status.DUE, False, own.until, Why.IN_GRACE, own.lost, ()
    if own.ever:
        return words.lapsed, False, own.until, own.why, own.lost, ()
    if HoldKind.TRAINING in held:
        return Status.IN_TRAINING, False, None, Why.ON_COURSE, None, ()
    return Status.NOT_HELD, False, None, own.why, None, ()


def _held(holds: Sequence[HoldFact], moment: datetime) -> set[HoldKind]:
    return {hold.kind for hold in holds if hold.starts_at <= moment < (hold.ends_at or FOREVER)}


def _waived_until(waivers: Sequence[WaiverFact], moment: datetime) -> date | None:
    ends = [waiver.ends for waiver in waivers if start_of(waiver.starts) <= moment < end_of(waiver.ends)]
    return max(ends, default=None)


def _missing(bases: Sequence[Base], moment: datetime) -> tuple[str, ...]:
    return tuple(
        [base.code for base in bases if base.starts <= moment < base.ends and not base.standing.at(moment).stands]
    )


def _disputed_since(queries: Sequence[QueryFact], status: Status, why: Why, moment: datetime) -> datetime | None:
    """Since when the line is disputed. The word changes, never whether the skill stands; a decision keeps its word."""
    if status is Status.WITHDRAWN or why is Why.HELD:
        return None
    asked = [query.recorded_at for query in queries if query.recorded_at <= moment < (query.decided_at or FOREVER)]
    return min(asked, default=None)

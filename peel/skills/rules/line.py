"""From promises and all else on record to the steps of one line.

Steps do not depend on the present. A page picks the last step at or before the moment it asks about, so a stored
standing is right at 00:01 before any job has run.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from .days import BEGINNING, FOREVER, NEVER, end_of, start_of
from .facts import NOTHING, HoldFact, HoldKind, QueryFact, SkillFacts, WaiverFact
from .grammar import SkillKind
from .own import NOTHING_OWN, Own, grace_ends, own_states, window_opens
from .standing import LAPSE, NOT_HELD, Standing, Status, Step, Why
from .sums import EndsBy, Promise


class Base(NamedTuple):
    """A skill that must stand for another to stand, within the days of the link."""

    code: str
    standing: Standing
    starts: datetime = BEGINNING
    ends: datetime = FOREVER


class _Words(NamedTuple):
    """The two words that depend on the kind of skill."""

    closing: Status
    lapsed: Status


_WORDS = {
    SkillKind.AUTHORISED: _Words(Status.EXPIRING, Status.OUT_OF_TICKET),
    SkillKind.LEARNING: _Words(Status.DUE, Status.OVERDUE),
}
_Line = tuple[Status, bool, date | None, Why, datetime | None, tuple[str, ...]]
"""A step without its moment: status, stands, until, why, since where it is not this step's, bases."""


def standing_of(kind: SkillKind, facts: SkillFacts, made: Sequence[Promise], bases: Sequence[Base] = ()) -> Standing:
    """The steps of one line. ``facts`` are those believed; ``bases`` are the skills it needs to stand."""
    words = _WORDS[kind]
    if not bases and facts is NOTHING and (plain := _plain_steps(made, words)) is not None:
        return Standing(tuple(plain), tuple(made))
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


def _plain_steps(made: Sequence[Promise], words: _Words) -> list[Step] | None:
    """The steps of a line that nothing but its own dates touches, as nine in ten are; None for one that is not plain.

    They are what the long way round says, which a property holds them to, in a third of the time.
    """
    steps: list[Step] = []
    last = NOT_HELD
    stops = [*(start_of(promise.on) for promise in made[1:]), FOREVER]
    for promise, stop in zip(made, stops, strict=False):
        on, until, rule, _, ends_by = promise
        start, opens, ends, grace = _course(on, until, rule.due_days, rule.grace_days)
        if ends <= start or rule.needs_authorisation or ends_by is EndsBy.CONVERSION:
            return None
        last_day = None if until == NEVER else until
        coming = [(start, Status.IN_DATE, Why.AWARD), (opens, words.closing, Why.WINDOW_OPEN)]
        for moment, status, why in coming if start < opens else coming[1:]:
            if moment < stop:
                same = last.stands and last.status is status
                if not same or last.until != last_day:
                    last = Step(moment, status, True, last_day, why, last.since if same else moment)
                    steps.append(last)
        if ends < stop:
            if grace > ends:
                last = Step(ends, Status.DUE, False, last_day, Why.IN_GRACE, ends)
                steps.append(last)
            if grace < stop:
                last = Step(grace, words.lapsed, False, last_day, LAPSE[ends_by], ends)
                steps.append(last)
    return steps


@lru_cache(maxsize=100_000)
def _course(on: date, until: date, due_days: int, grace_days: int) -> tuple[datetime, datetime, datetime, datetime]:
    """When a promise starts, when its window opens, when it ends, and when the grace after it does."""
    return start_of(on), window_opens(on, until, due_days), end_of(until), grace_ends(until, grace_days)


def _timeline(facts: SkillFacts, made: Sequence[Promise], bases: Sequence[Base]) -> Iterable[tuple[datetime, Own]]:
    """Every moment at which the line could change, in order, with what award and authority say then."""
    own = own_states(made, facts.authorisations)
    others = _other_moments(facts, bases)
    if not others:
        return own
    said: dict[datetime, Own | None] = dict.fromkeys(others)
    said.update(own)
    now, filled = NOTHING_OWN, []
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


def _line(moment: datetime, own: Own, facts: SkillFacts, bases: Sequence[Base], words: _Words) -> _Line:
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
        if own.why is not Why.WINDOW_OPEN:
            return Status.IN_DATE, True, own.until, own.why, None, ()
    if facts.waivers and (waived := _waived_until(facts.waivers, moment)):
        return Status.WAIVED, own.valid, waived, Why.WAIVER, None, ()
    if own.valid:
        return words.closing, True, own.until, own.why, None, ()
    if own.why is Why.IN_GRACE:
        return Status.DUE, False, own.until, own.why, own.lost, ()
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

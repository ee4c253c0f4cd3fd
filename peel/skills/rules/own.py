"""What award and authority alone say, moment by moment: in date, its window, grace, and a lapse and what it was of."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .days import BEGINNING, FOREVER, NEVER, day_of, days_before, end_of, start_of
from .facts import AuthorisationFact
from .standing import LAPSE, Why
from .sums import EndsBy, Promise


class Own(NamedTuple):
    """What award and authority alone say at a moment, before holds, waivers, disputes and other skills.

    ``ever`` is whether both ever held together, ``lost`` when they last ceased to.
    """

    valid: bool
    until: date | None
    why: Why
    ever: bool = False
    lost: datetime | None = None


class _Authority(NamedTuple):
    given: bool
    until: date
    why: Why


NOTHING_OWN = Own(False, None, Why.NO_AWARD)
_NOT_NEEDED = _Authority(True, NEVER, Why.AWARD)


def window_opens(on: date, until: date, due_days: int) -> datetime:
    return FOREVER if until == NEVER else start_of(max(on, days_before(until, due_days)))


def grace_ends(until: date, grace_days: int) -> datetime:
    return FOREVER if until == NEVER else end_of(until + timedelta(grace_days))


def own_states(made: Sequence[Promise], authorisations: Sequence[AuthorisationFact]) -> list[tuple[datetime, Own]]:
    """What awards and authority together say at each moment at which either could change."""
    moments: set[datetime] = set()
    for on, until, rule, _, _ in made:
        moments.update((start_of(on), end_of(until), window_opens(on, until, rule.due_days)))
        moments.add(grace_ends(until, rule.grace_days))
        moments.update([window_opens(row.starts, row.ends, rule.due_days) for row in authorisations if row.ends])
    for row in authorisations:
        moments.update((start_of(row.starts), _authority_ends(row)))
    moments.discard(FOREVER)
    states: list[tuple[datetime, Own]] = []
    number, promise, own = 0, None, NOTHING_OWN
    for moment in sorted(moments):
        while number < len(made) and start_of(made[number].on) <= moment:
            promise, number = made[number], number + 1
        if promise is not None:
            authority = _authority(authorisations, moment) if promise.rule.needs_authorisation else _NOT_NEEDED
            own = _own(promise, authority, moment, own)
            states.append((moment, own))
    return states


def _own(promise: Promise, authority: _Authority, moment: datetime, before: Own) -> Own:
    """Award and authority at a moment, given what they said just before: a lapse remembers when and of what."""
    in_date = moment < end_of(promise.until)
    if in_date and authority.given:
        until = min(promise.until, authority.until)
        closing = moment >= window_opens(promise.on, until, promise.rule.due_days)
        return Own(True, None if until == NEVER else until, Why.WINDOW_OPEN if closing else Why.AWARD, ever=True)
    if authority.why is Why.AUTHORISATION_REVOKED:
        return Own(False, _last_day_held(before, moment), authority.why, before.ever, before.lost or moment)
    why = authority.why if in_date else LAPSE[promise.ends_by]
    if not before.ever:
        return Own(False, None, why)
    if _in_grace(promise, authority, moment):
        why = Why.IN_GRACE
    elif not before.valid and before.why not in (Why.AUTHORISATION_REVOKED, Why.IN_GRACE):
        why = before.why
    return Own(False, _last_day_held(before, moment), why, True, before.lost or moment)


def _in_grace(promise: Promise, authority: _Authority, moment: datetime) -> bool:
    """Whether a lapsed date is still in grace. Nobody waits for a conversion, or for an authority that ended."""
    return (
        authority.given
        and promise.ends_by is not EndsBy.CONVERSION
        and moment < grace_ends(promise.until, promise.rule.grace_days)
    )


def _last_day_held(before: Own, moment: datetime) -> date | None:
    """The last day on any moment of which both held."""
    return day_of(moment - timedelta(microseconds=1)) if before.valid else before.until


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

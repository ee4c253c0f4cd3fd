"""Years of awards in one skill, told backwards from the day on which it ends.

Where a record has to end is drawn first, so that shares of lapsed and expiring lines are what we want them to be; what
must have happened for that is worked out with the skill's own rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from peel.skills.rules.days import end_of_quarter, months_after
from peel.skills.rules.facts import AwardKind
from peel.skills.rules.grammar import Rule, RuleType

LAPSED, CLOSING = 0.055, 0.12
"""Shares of lines out of date, and of lines that end within 90 days."""
CLOSING_DAYS = 90
LATE = 0.06
"""How often a renewal of the past came too late."""
YEARS_BACK = 3
# Training departments are busy before the year ends and quiet in high summer and at Christmas.
BUSY = (0, 1.0, 1.2, 1.4, 1.0, 1.0, 0.9, 0.6, 0.4, 1.2, 1.4, 1.3, 0.5)
DAYS_IN_MONTH = 30.44
FIRST_WEEKS = (30, 120)


@dataclass(frozen=True, slots=True)
class Done:
    """One award to be made: the day, what it was, and how much of the requirement (None: all of it)."""

    day: date
    kind: AwardKind
    minutes: int | None = None


def draw_end(rng: Random, rule: Rule, *, today: date) -> date | None:
    """The last day in date of a line as the demo wants its lines: some lapsed, some closing, most well in date."""
    measure = rule.measures[0]
    if measure.months is None:
        return None
    chance = rng.random()
    if chance < LAPSED:
        end = today - timedelta(days=1 + min(400, int(rng.expovariate(1 / 45))))
    elif chance < LAPSED + CLOSING:
        end = today + timedelta(days=rng.randrange(CLOSING_DAYS))
    else:
        longest = int(measure.months * DAYS_IN_MONTH) - 15 + measure.early_days // 3
        end = today + timedelta(days=rng.randint(min(CLOSING_DAYS, longest - 20), longest))
    if rule.type is RuleType.END_OF_QUARTER:
        end = end_of_quarter(end) if end >= today else end_of_quarter(months_after(end, -3, 1))
    return end


def history(
    rng: Random, rule: Rule, *, end: date | None, joined: date, today: date, years: int = YEARS_BACK
) -> list[Done]:
    """What was done towards a skill since joining, oldest first, so that the last day in date is ``end``.

    Goes back about ``years``. Somebody who joined too late for that has their initial course instead, or nothing yet.
    """
    first = joined + timedelta(days=rng.randint(*FIRST_WEEKS))
    back_to = max(first, months_after(today, -12 * years, 1))
    if rule.type is RuleType.NONE or end is None:
        latest = max(first, today - timedelta(days=rng.randint(30, 365 * years)))
        return [Done(latest, AwardKind.INITIAL)] if latest <= today else []
    if rule.type is RuleType.EVENTS_IN_PERIOD:
        done = list(_tests(rng, rule, end=end, back_to=back_to, today=today))
    elif rule.measures[0].early_days == 0:
        done = list(_running(rng, rule, end=end, first=first, back_to=back_to, today=today))
    else:
        done = list(_renewals(rng, rule, end=end, first=first, back_to=back_to, today=today))
    done.reverse()
    if not done:
        return [Done(first, AwardKind.INITIAL)] if first <= today else []
    return done


def _renewals(rng: Random, rule: Rule, *, end: date, first: date, back_to: date, today: date) -> Iterator[Done]:
    """Newest first, where renewing early keeps the date."""
    measure = rule.measures[0]
    months, window = measure.months or 12, measure.early_days
    while True:
        before = months_after(end, -months, end.day)
        earlier = months_after(before, -months, before.day)
        is_first = before < first or (earlier < back_to and before <= today)
        if before < first:
            return
        late = rng.randint(1, 60) if before <= today and rng.random() < LATE else 0
        if is_first or late:
            yield Done(before, AwardKind.INITIAL if is_first and earlier < first else AwardKind.REFRESHER)
            if is_first:
                return
            end = before - timedelta(days=late)
            continue
        day = _busy_day(rng, before, soonest=max(0, (before - today).days), latest=window)
        if day < first:
            return
        yield from _parts(rng, rule, day=day, window_opens=before - timedelta(days=window))
        end = before


def _busy_day(rng: Random, before: date, *, soonest: int, latest: int) -> date:
    """A day in the window before a date, busy months more often."""
    days = [before - timedelta(days=rng.randint(min(soonest, latest), latest)) for _ in range(2)]
    return rng.choices(days, weights=[BUSY[day.month] for day in days])[0]


def _parts(rng: Random, rule: Rule, *, day: date, window_opens: date) -> Iterator[Done]:
    """A renewal in one go, or in two parts where hours are counted: seven and the rest."""
    needed = rule.measures[0].needed
    if rule.type is not RuleType.HOURS_IN_PERIOD:
        yield Done(day, AwardKind.REFRESHER, rule.refresher_minutes)
        return
    earlier = day - timedelta(days=rng.randint(3, 21))
    if needed <= 420 or earlier < window_opens:
        yield Done(day, AwardKind.REFRESHER)
        return
    yield Done(day, AwardKind.REFRESHER, needed - 420)
    yield Done(earlier, AwardKind.REFRESHER, 420)


def _running(rng: Random, rule: Rule, *, end: date, first: date, back_to: date, today: date) -> Iterator[Done]:
    """Newest first, where every award counts from its own day."""
    months = rule.measures[0].months or 12
    day = min(today, months_after(end, -months, end.day))
    while day >= first:
        before = day - timedelta(days=int(months * DAYS_IN_MONTH) - rng.randint(5, 40))
        initial = before < first
        yield Done(day, AwardKind.INITIAL if initial else AwardKind.REFRESHER)
        if before < back_to:
            return
        day = before


def _tests(rng: Random, rule: Rule, *, end: date, back_to: date, today: date) -> Iterator[Done]:
    """Newest first: a test every few months, each third one a requalification."""
    months = rule.measures[0].months or 4
    day = min(today, months_after(end, -months, end.day))
    number = rng.randrange(3)
    while day >= back_to:
        before = day - timedelta(days=int(months * DAYS_IN_MONTH) - rng.randint(6, 30))
        number += 1
        if before < back_to:
            yield Done(day, AwardKind.INITIAL)
            return
        yield Done(day, AwardKind.REQUALIFICATION if number % 3 == 0 else AwardKind.EVENT)
        day = before

"""The running sum under every rule: what each award adds, how long it counts, and how far the sum reaches.

An award counts from the day on which it was achieved through an end: so many months later, or so many months after the
date that it renews. The skill is in date while what counts reaches what is needed; a course that renews a yearly skill
is the case of one where one is needed.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from .days import NEVER, end_of_month, end_of_quarter, months_after
from .facts import AwardFact, AwardKind
from .grammar import Measure, Rule, RuleType, Unit


class EndsBy(IntEnum):
    """What it is that ends on the last day in date."""

    DATE = 1
    REQUALIFICATION = 2
    CONVERSION = 3


class Promise(NamedTuple):
    """From ``on`` until the next promise, the record says: in date through ``until``. Before ``on``: not in date."""

    on: date
    until: date
    rule: Rule
    award: AwardFact
    ends_by: EndsBy = EndsBy.DATE


class Progress(NamedTuple):
    """How much of what is needed is done, in minutes or events: 420 of 720 is 7 of 12 h."""

    unit: Unit
    done: int
    needed: int


Section = tuple[Rule, Measure, Sequence[AwardFact]]
"""Awards that one version of a rule governs, and which of its measures to add up."""


class Counted(NamedTuple):
    """An award in the running sum. Sorted by the day on which it stops counting."""

    end: date
    day_of_month: int
    weight: int


class Sum(NamedTuple):
    """The promises written while adding up, the awards that renewed, and what was still counting at the end."""

    promises: list[Promise]
    renewed: list[AwardFact]
    counting: list[Counted]


def add_up(sections: Iterable[Section]) -> Sum:
    """Keep the sum over the awards in order of achievement, and write a promise whenever it reaches further.

    A whole award renews even where the date was later already.
    """
    made: list[Promise] = []
    renewed: list[AwardFact] = []
    counting: list[Counted] = []
    until, day_of_month = date.min, 1
    for rule, measure, awards in sections:
        counting = []
        for award, weight in _weighed(rule, measure, awards):
            day = award.achieved_on
            counted = _counted(award, weight, measure, until, day_of_month)
            reached = counted if measure.needed == 1 else _reach(counting, counted, measure.needed, day)
            if reached is not None and reached.end >= day and (reached.end > until or until < day):
                until, day_of_month = reached.end, reached.day_of_month
                made.append(Promise(day, until, rule, award))
                renewed.append(award)
            elif weight >= measure.needed and counted.end >= day:
                renewed.append(award)
    return Sum(made, renewed, counting)


def _counted(award: AwardFact, weight: int, measure: Measure, until: date, day_of_month: int) -> Counted:
    """How long an award counts: renewed in the window before ``until``, as if done on that day, otherwise from its own.

    ``until`` before the award's day is a lapsed date and keeps nothing.
    """
    day = award.achieved_on
    if award.expires_on is not None:
        return Counted(award.expires_on, award.expires_on.day, weight)
    if measure.months is None:
        return Counted(NEVER, day.day, weight)
    if day <= until != NEVER and (until - day).days <= measure.early_days:
        day = until
    else:
        day_of_month = day.day
    end = months_after(day, measure.months, day_of_month)
    if measure.rounding is not None:
        end = end_of_month(end) if measure.rounding is RuleType.END_OF_MONTH else end_of_quarter(end)
        day_of_month = end.day
    return Counted(end, day_of_month, weight)


def _reach(counting: list[Counted], counted: Counted, needed: int, day: date) -> Counted | None:
    """Add an award of ``day``; the one whose end is the last day on which the sum is enough, None if it is not now."""
    insort(counting, counted)
    active = [each for each in counting if each.end >= day]
    counting[:] = active
    total = sum(each.weight for each in active)
    if total < needed:
        return None
    for each in active:
        total -= each.weight
        if total < needed:
            return each
    raise AssertionError("a sum that starts at what is needed falls below it when all of it is taken away")


def _weighed(rule: Rule, measure: Measure, awards: Sequence[AwardFact]) -> Iterable[tuple[AwardFact, int]]:
    """The awards that count towards a measure, each with how much it adds.

    An award without hours met the whole requirement; a CPD entry never does, and counts only once the skill has been
    won by something else.
    """
    if measure.unit is Unit.COMPLETIONS:
        return [(award, 1) for award in completions(rule, measure, awards)[0]]
    counting = [award for award in awards if award.kind in measure.kinds]
    if measure.unit is Unit.EVENTS:
        return [(award, 1) for award in counting]
    won = next((number for number, award in enumerate(counting) if award.kind is not AwardKind.CPD), len(counting))
    return [
        (award, measure.needed if award.minutes is None else award.minutes)
        for award in counting[won:]
        if award.minutes is not None or award.kind is not AwardKind.CPD
    ]


def completions(
    rule: Rule, measure: Measure, awards: Sequence[AwardFact]
) -> tuple[list[AwardFact], dict[bool, list[tuple[date, int]]]]:
    """The awards that complete a course, and the parts that have not yet: days and minutes, of the initial one or not.

    A course done in parts is complete with the part that brings it to its hours within one period. Parts of the initial
    course and of a refresher are different things.
    """
    done: list[AwardFact] = []
    parts: dict[bool, list[tuple[date, int]]] = {True: [], False: []}
    for award in awards:
        if award.kind not in measure.kinds:
            continue
        initial = award.kind is AwardKind.INITIAL
        required = rule.initial_minutes if initial else rule.refresher_minutes
        if award.minutes is not None and required is not None:
            begun = [part for part in parts[initial] if part_counts(part[0], measure, on=award.achieved_on)]
            begun.append((award.achieved_on, award.minutes))
            if sum(minutes for _, minutes in begun) < required:
                parts[initial] = begun
                continue
        parts[initial] = []
        done.append(award)
    return done, parts


def part_counts(day: date, measure: Measure, *, on: date) -> bool:
    """Whether a part of a course done on ``day`` still counts towards it."""
    return measure.months is None or months_after(day, measure.months, day.day) >= on

"""From awards and rules to promises: from which day on the record said in date, and through which day.

Everything is one running sum. An award counts from the day on which it was achieved through an end: so many months
later, or so many months after the date that it renews. The skill is in date while what counts reaches what is needed;
a course that renews a yearly skill is the case of one where one is needed.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import IntEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from .days import NEVER, ONE_DAY, end_of_month, end_of_quarter, months_after
from .facts import AwardFact, AwardKind
from .grammar import Conversion, Measure, Rule, RuleType, RuleVersion, Unit


class EndsBy(IntEnum):
    """What it is that ends on the last day in date. The numbers are stored."""

    DATE = 1
    REQUALIFICATION = 2
    CONVERSION = 3
    AUTHORISATION = 4


class Promise(NamedTuple):
    """From ``on`` until the next promise, the record says: in date through ``until``. Before ``on``: not in date."""

    on: date
    until: date
    rule: Rule
    award: AwardFact
    ends_by: EndsBy = EndsBy.DATE


class Period(NamedTuple):
    """One unbroken stretch in date, both days included; None where it does not end."""

    valid_from: date
    valid_until: date | None


_Choice = Callable[[Promise | None, Promise | None], Promise | None]


class _Counted(NamedTuple):
    """An award in the running sum. Sorted by the day on which it stops counting."""

    end: date
    day_of_month: int
    weight: int


def promises(versions: Sequence[RuleVersion], awards: Sequence[AwardFact]) -> list[Promise]:
    """What the awards promise under the rule, in order of ``on``. ``awards`` are in the order of achievement.

    A date once given is not taken back because an older record turns up: where awards were recorded in another order
    than they were achieved, each state of the record so far is read too, and the best of them holds. Only a correction
    or a retraction makes a date earlier.
    """
    if not awards or not versions:
        return []
    if len(versions) == 1:
        rule = versions[0].rule
        if not rule.unverified_counts:
            awards = [award for award in awards if award.verified]
    else:
        awards = [award for award in awards if award.verified or _governing(versions, award).unverified_counts]
    made = _promises_of_record(versions, awards)
    if any(earlier.recorded_at > later.recorded_at for earlier, later in pairwise(awards)):
        for moment in sorted({award.recorded_at for award in awards})[:-1]:
            so_far = [award for award in awards if award.recorded_at <= moment]
            made = _best(made, _promises_of_record(versions, so_far))
    return made


def periods(made: Iterable[Promise]) -> tuple[Period, ...]:
    """The stretches in date, for the bar of a passport. A renewal in time continues the stretch."""
    stretches: list[Period] = []
    made = list(made)
    for promise, after in zip(made, [*made[1:], None], strict=True):
        last = promise.until if after is None else min(promise.until, after.on - ONE_DAY)
        if last < promise.on:
            continue
        if stretches and (before := stretches[-1]).valid_until and before.valid_until + ONE_DAY >= promise.on:
            stretches[-1] = Period(before.valid_from, last)
        else:
            stretches.append(Period(promise.on, last))
    return tuple(
        Period(stretch.valid_from, None if stretch.valid_until == NEVER else stretch.valid_until)
        for stretch in stretches
    )


def renewals(made: Sequence[Promise]) -> list[AwardFact]:
    """The awards that won the skill or carried its date forward; a change of rule or a conversion is none."""
    return [promise.award for promise in made if promise.on == promise.award.achieved_on <= promise.until]


def _governing(versions: Sequence[RuleVersion], award: AwardFact, *, on: date | None = None) -> Rule:
    """The version in force when the award was achieved, or a later retrospective one in force ``on``."""
    rule = versions[0].rule
    for version in versions:
        if version.effective_from <= award.achieved_on or (
            version.retrospective and on is not None and version.effective_from <= on
        ):
            rule = version.rule
    return rule


def _promises_of_record(versions: Sequence[RuleVersion], awards: Sequence[AwardFact]) -> list[Promise]:
    """Promises under every version. A retrospective one speaks from its own first day: the days before stay as read."""
    if len(versions) == 1:
        made = _promises_of_sections([(versions[0].rule, awards)])
    else:
        changes = [version.effective_from for version in versions[1:] if version.retrospective]
        made = _read_at(versions, awards, on=None)
        for change in changes:
            made = _from_day(made, _read_at(versions, awards, on=change), change)
    for version in versions:
        if version.rule.conversion is not None:
            made = _until_converted(made, awards, version.rule.conversion)
    return made


def _read_at(versions: Sequence[RuleVersion], awards: Sequence[AwardFact], *, on: date | None) -> list[Promise]:
    return _promises_of_sections(
        [(rule, list(group)) for rule, group in groupby(awards, key=lambda award: _governing(versions, award, on=on))]
    )


def _promises_of_sections(sections: Sequence[tuple[Rule, Sequence[AwardFact]]]) -> list[Promise]:
    """Promises of runs of awards, each under its own rule; where two measures must be kept, the earlier end holds."""
    made = _tally([(rule, rule.measures[0], awards) for rule, awards in sections])
    if any(len(rule.measures) > 1 for rule, _ in sections):
        again = _tally([(rule, rule.measures[-1], awards) for rule, awards in sections])
        made = _both(made, [promise._replace(ends_by=EndsBy.REQUALIFICATION) for promise in again])
    return made


def _tally(sections: Iterable[tuple[Rule, Measure, Sequence[AwardFact]]]) -> list[Promise]:
    """Keep the running sum over the awards in order, and write a promise whenever it reaches further."""
    made: list[Promise] = []
    until, day_of_month = date.min, 1
    for rule, measure, awards in sections:
        counting: list[_Counted] = []
        if until != date.min:
            counting.append(_Counted(until, day_of_month, measure.needed))
        for award, weight in _weighed(rule, measure, awards):
            day = award.achieved_on
            insort(counting, _counted(award, weight, measure, until, day_of_month))
            reached = _reach(counting, measure.needed, day)
            if reached is not None and (reached.end > until or until < day):
                until, day_of_month = reached.end, reached.day_of_month
                made.append(Promise(day, until, rule, award))
    return made


def _counted(award: AwardFact, weight: int, measure: Measure, until: date, day_of_month: int) -> _Counted:
    """How long an award counts: renewed in the window before ``until``, as if done on that day, otherwise from its own.

    ``until`` before the award's day is a lapsed date and keeps nothing.
    """
    day = award.achieved_on
    if award.expires_on is not None:
        return _Counted(award.expires_on, award.expires_on.day, weight)
    if measure.months is None:
        return _Counted(NEVER, day.day, weight)
    if measure.early_days and day <= until != NEVER and (until - day).days <= measure.early_days:
        day = until
    else:
        day_of_month = day.day
    end = months_after(day, measure.months, day_of_month)
    if measure.rounding is not None:
        end = end_of_month(end) if measure.rounding is RuleType.END_OF_MONTH else end_of_quarter(end)
        day_of_month = end.day
    return _Counted(end, day_of_month, weight)


def _reach(counting: list[_Counted], needed: int, day: date) -> _Counted | None:
    """The award whose end is the last day on which the sum, as of ``day``, is still enough; None if it is not now."""
    active = [counted for counted in counting if counted.end >= day]
    counting[:] = active
    total = sum(counted.weight for counted in active)
    if total < needed:
        return None
    for counted in active:
        total -= counted.weight
        if total < needed:
            return counted
    raise AssertionError("a sum that starts at what is needed falls below it when all of it is taken away")


def _weighed(rule: Rule, measure: Measure, awards: Sequence[AwardFact]) -> Iterable[tuple[AwardFact, int]]:
    """The awards that count towards a measure, each with how much it adds.

    An award without hours met the whole requirement; a CPD entry never does, and counts only once the skill has been
    won by something else.
    """
    if measure.unit is Unit.COMPLETIONS:
        yield from ((award, 1) for award in _completions(rule, measure, awards))
        return
    won = measure.unit is Unit.EVENTS or rule.type is not RuleType.PORTFOLIO
    for award in awards:
        if award.kind not in measure.kinds:
            continue
        won = won or award.kind is not AwardKind.CPD
        if measure.unit is Unit.EVENTS:
            yield award, 1
        elif award.minutes is not None:
            if won:
                yield award, award.minutes
        elif award.kind is not AwardKind.CPD:
            yield award, measure.needed


def _completions(rule: Rule, measure: Measure, awards: Sequence[AwardFact]) -> Iterable[AwardFact]:
    """The awards that complete a course: whole ones, and the last part of one done in parts within one period."""
    parts: list[tuple[date, int]] = []
    for award in awards:
        if award.kind not in measure.kinds:
            continue
        required = rule.initial_minutes if award.kind is AwardKind.INITIAL else rule.refresher_minutes
        if award.minutes is None or required is None or award.minutes >= required:
            yield award
            continue
        parts = [part for part in parts if _still_counts(part[0], measure.months, award.achieved_on)]
        parts.append((award.achieved_on, award.minutes))
        if sum(minutes for _, minutes in parts) >= required:
            parts = []
            yield award


def _still_counts(day: date, months: int | None, on: date) -> bool:
    return months is None or months_after(day, months, day.day) >= on


def _until_at(made: Sequence[Promise], day: date) -> Promise | None:
    """The promise in force on ``day``."""
    found = None
    for promise in made:
        if promise.on > day:
            break
        found = promise
    return found


def _best(one: list[Promise], other: list[Promise]) -> list[Promise]:
    """On every day the later of two ends."""
    return _merged(one, other, lambda a, b: b if a is None or (b is not None and b.until > a.until) else a)


def _both(one: list[Promise], other: list[Promise]) -> list[Promise]:
    """On every day the earlier of two ends, from the day on which there are both."""
    return _merged(one, other, lambda a, b: None if a is None or b is None else (b if b.until < a.until else a))


def _merged(one: list[Promise], other: list[Promise], choose: _Choice) -> list[Promise]:
    made: list[Promise] = []
    for day in sorted({promise.on for promise in (*one, *other)}):
        promise = choose(_until_at(one, day), _until_at(other, day))
        if promise is not None and (not made or made[-1][1:] != promise[1:]):
            made.append(promise._replace(on=day))
    return made


def _from_day(before: list[Promise], after: list[Promise], day: date) -> list[Promise]:
    """``before`` on the days before ``day``, ``after`` from then on."""
    made = [promise for promise in before if promise.on < day]
    if (in_force := _until_at(after, day)) is not None:
        made.append(in_force._replace(on=day))
    return made + [promise for promise in after if promise.on > day]


def _until_converted(made: list[Promise], awards: Sequence[AwardFact], to: Conversion) -> list[Promise]:
    """No promise reaches beyond the cut-off before the day on which the person is converted."""
    converted = next((award.achieved_on for award in awards if _converts(award, to)), NEVER)
    capped = [
        promise._replace(until=to.cut_off, ends_by=EndsBy.CONVERSION) if promise.until > to.cut_off else promise
        for promise in made
    ]
    return _from_day(capped, made, converted) if converted != NEVER else capped


def _converts(award: AwardFact, to: Conversion) -> bool:
    """A conversion, or an award of the new edition; an award that names none belongs to the edition taught that day."""
    if award.edition:
        return award.edition == to.edition
    return award.kind is not AwardKind.CPD and award.achieved_on >= to.starts_on

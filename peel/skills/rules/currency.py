"""From awards and versions of a rule to promises: from which day on the record said in date, and through which day.

A promise is a step of a function from days to last days in date. Two of them are joined by taking the later end, the
earlier end, or one before a day and the other after it; everything special in the grammar is one of the three.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from .days import NEVER, ONE_DAY
from .facts import AwardFact, AwardKind
from .grammar import Conversion, Measure, Rule, RuleVersion, Unit
from .sums import EndsBy, Progress, Promise, add_up, completions, part_counts


class Period(NamedTuple):
    """One unbroken stretch in date, both days included; None where it does not end."""

    valid_from: date
    valid_until: date | None


def promises(versions: Sequence[RuleVersion], awards: Sequence[AwardFact]) -> list[Promise]:
    """What the awards promise under the rule, in order of ``on``. ``awards`` are in the order of achievement.

    A date once given is not taken back because an older record turns up: where awards were recorded in another order
    than they were achieved, each state of the record so far is read too, and the best of them holds. Only a correction
    or a retraction makes a date earlier.
    """
    awards = _counting(versions, awards)
    if not awards:
        return []
    made = _promises_of_record(versions, awards)
    if len(awards) > 1 and any(earlier.recorded_at > later.recorded_at for earlier, later in pairwise(awards)):
        for moment in sorted({award.recorded_at for award in awards})[:-1]:
            so_far = [award for award in awards if award.recorded_at <= moment]
            made = _best(made, _promises_of_record(versions, so_far))
    return made


def periods(made: Sequence[Promise]) -> tuple[Period, ...]:
    """The stretches in date, for the bar of a passport. A renewal in time continues the stretch."""
    stretches: list[tuple[date, date]] = []
    for promise, following in zip(made, [*made, None][1:], strict=True):
        last = promise.until if following is None else min(promise.until, following.on - ONE_DAY)
        if last < promise.on:
            continue
        if stretches and stretches[-1][1] + ONE_DAY >= promise.on:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((promise.on, last))
    return tuple(Period(first, None if last == NEVER else last) for first, last in stretches)


def renewals(versions: Sequence[RuleVersion], awards: Sequence[AwardFact]) -> list[AwardFact]:
    """The awards that won or renewed the skill as a whole: a part, a test or some hours among many are none."""
    return add_up(
        [(rule, rule.measures[-1], some) for rule, some in _sections(versions, _counting(versions, awards))]
    ).renewed


def promise_on(made: Iterable[Promise], day: date) -> Promise | None:
    """The promise in force on ``day``, kept or not."""
    found = None
    for promise in made:
        if promise.on > day:
            break
        found = promise
    return found


def rule_on(versions: Sequence[RuleVersion], day: date) -> Rule | None:
    """The rule that an award of that day would come under; None where no rule is written."""
    in_force = [version.rule for version in versions if version.effective_from <= day]
    return in_force[-1] if in_force else versions[0].rule if versions else None


def progress(versions: Sequence[RuleVersion], awards: Sequence[AwardFact], *, on: date) -> Progress | None:
    """How much of the next renewal is done: what will still count on the day after the date, or counts now if lapsed.

    None where a rule counts neither hours nor events.
    """
    rule = rule_on(versions, on)
    if rule is None:
        return None
    measure = rule.measures[0]
    governed = [award for award in awards if award.achieved_on <= on and _governing(versions, award, on=on) is rule]
    if measure.unit is Unit.COMPLETIONS:
        return _parts_done(rule, measure, governed, on=on)
    made, _, counting = add_up([(rule, measure, governed)])
    until = made[-1].until if made and made[-1].until >= on else on - ONE_DAY
    return Progress(measure.unit, sum(each.weight for each in counting if each.end > until), measure.needed)


def _parts_done(rule: Rule, measure: Measure, awards: Sequence[AwardFact], *, on: date) -> Progress | None:
    """Parts of the initial course before it is complete, of a refresher from then on."""
    done, parts = completions(rule, measure, awards)
    initial = not done and bool(parts[True])
    needed = rule.initial_minutes if initial else rule.refresher_minutes
    if needed is None:
        return None
    minutes = sum(minutes for day, minutes in parts[initial] if part_counts(day, measure, on=on))
    return Progress(Unit.MINUTES, minutes, needed)


def _counting(versions: Sequence[RuleVersion], awards: Sequence[AwardFact]) -> Sequence[AwardFact]:
    """The awards that the rule lets count: none where there is no rule, and unverified ones where it says so."""
    if not versions:
        return ()
    if len(versions) == 1 and versions[0].rule.unverified_counts:
        return awards
    return [award for award in awards if award.verified or _governing(versions, award).unverified_counts]


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
        made = _read_at(versions, awards, on=None)
        for version in versions[1:]:
            if version.retrospective:
                change = version.effective_from
                made = _from_day(made, _read_at(versions, awards, on=change), change)
    for version in versions:
        if version.rule.conversion is not None:
            made = _until_converted(made, awards, version.rule.conversion)
    return made


def _read_at(versions: Sequence[RuleVersion], awards: Sequence[AwardFact], *, on: date | None) -> list[Promise]:
    return _promises_of_sections(_sections(versions, awards, on=on))


def _sections(
    versions: Sequence[RuleVersion], awards: Sequence[AwardFact], *, on: date | None = None
) -> list[tuple[Rule, Sequence[AwardFact]]]:
    """The awards in runs that one version governs."""
    return [(rule, list(some)) for rule, some in groupby(awards, key=lambda award: _governing(versions, award, on=on))]


def _promises_of_sections(sections: Sequence[tuple[Rule, Sequence[AwardFact]]]) -> list[Promise]:
    """Promises of runs of awards, each under its own rule; where two measures must be kept, the earlier end holds."""
    made = add_up([(rule, rule.measures[0], awards) for rule, awards in sections]).promises
    if any(len(rule.measures) > 1 for rule, _ in sections):
        again = add_up([(rule, rule.measures[-1], awards) for rule, awards in sections]).promises
        made = _both(made, [promise._replace(ends_by=EndsBy.REQUALIFICATION) for promise in again])
    return made


_Choice = Callable[[Promise | None, Promise | None], Promise | None]


def _best(one: list[Promise], other: list[Promise]) -> list[Promise]:
    """On every day the later of two ends."""
    return _joined(one, other, lambda a, b: b if a is None or (b is not None and b.until > a.until) else a)


def _both(one: list[Promise], other: list[Promise]) -> list[Promise]:
    """On every day the earlier of two ends, from the day on which there are both."""
    return _joined(one, other, lambda a, b: None if a is None or b is None else (b if b.until < a.until else a))


def _joined(one: list[Promise], other: list[Promise], choose: _Choice) -> list[Promise]:
    made: list[Promise] = []
    for day in sorted({promise.on for promise in (*one, *other)}):
        promise = choose(promise_on(one, day), promise_on(other, day))
        if promise is not None and (not made or made[-1][1:] != promise[1:]):
            made.append(promise._replace(on=day))
    return made


def _from_day(before: list[Promise], after: list[Promise], day: date) -> list[Promise]:
    """``before`` on the days before ``day``, ``after`` from then on."""
    made = [promise for promise in before if promise.on < day]
    if (in_force := promise_on(after, day)) is not None:
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

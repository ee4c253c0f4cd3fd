"""What would change a line: what renewing gives, what stops somebody from starting, and the cheapest way back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from .book import Record, RuleBook
from .currency import progress, promise_on, promises, rule_on
from .days import FOREVER, NEVER, day_of, days_before
from .facts import NOTHING, AwardFact, AwardKind, HoldKind, SkillFacts, awards_believed, known
from .grammar import Rule, RuleVersion, Unit
from .links import LinkKind
from .own import authority_given
from .standing import Standing, Step
from .sums import EndsBy, Progress, Promise

A_DAY = 480
"""Minutes that a course of unknown length is taken to cost when two ways back are compared."""
MOST_CHOICES = 8
"""Skills weighed against each other for a way back; beyond that each lapsed skill is renewed by itself."""
_AFTER_ALL = datetime.max.replace(tzinfo=UTC)


class Gives(StrEnum):
    """What renewing on a day would do to the date."""

    KEEPS_DATE = "keeps_date"
    COUNTS_FROM_DAY = "counts_from_day"
    NO_EXPIRY = "no_expiry"
    NOT_YET = "not_yet"


class Preview(NamedTuple):
    """Renewing on a day: what it does, the last day in date before and after, and how much is then done.

    ``keeps_from`` is the first day on which renewing keeps the date, where the rule has a window.
    """

    gives: Gives
    before: date | None
    until: date | None
    keeps_from: date | None
    done: Progress | None


class Blocker(NamedTuple):
    """A skill that has to stand before another can be started, and what its line says."""

    skill: str
    step: Step


class Do(StrEnum):
    """What somebody can do about a line that does not stand. ``ASK`` is all that is said of a hold or a withdrawal."""

    WIN = "win"
    RENEW = "renew"
    CONVERT = "convert"
    AUTHORISE = "authorise"
    ASK = "ask"


class Errand(NamedTuple):
    """One thing to do, and every lapsed skill that it settles."""

    do: Do
    skill: str
    settles: tuple[str, ...]


def renewal_preview(
    versions: Sequence[RuleVersion],
    awards: Sequence[AwardFact],
    *,
    on: date,
    kind: AwardKind = AwardKind.COURSE,
    minutes: int | None = None,
) -> Preview:
    """What an award on ``on`` would give; with ``minutes``, what that much of it would."""
    past = [award for award in awards if award.achieved_on <= on]
    made = promises(versions, past)
    before = _last_day(made, on)
    new = AwardFact(on, _AFTER_ALL, kind, minutes)
    until = _last_day(promises(versions, [*past, new]), on)
    keeps_from = _keeps_from(rule_on(versions, on), promise_on(made, on)) if before else None
    if until is None or (until == before and until != NEVER):
        gives = Gives.NOT_YET
    elif until == NEVER:
        gives = Gives.NO_EXPIRY
    else:
        gives = Gives.KEEPS_DATE if keeps_from and keeps_from <= on else Gives.COUNTS_FROM_DAY
    return Preview(
        gives,
        None if before == NEVER else before,
        None if until == NEVER else until,
        keeps_from,
        progress(versions, [*past, new], on=on),
    )


def why_not_startable(
    book: RuleBook, standings: Mapping[str, Standing], code: str, *, at: datetime
) -> tuple[Blocker, ...]:
    """The skills that ``code`` needs to start and that do not stand at ``at``; empty when it can be started."""
    steps = {other: standings[other].at(at) for other in book.linked(LinkKind.STARTS, code, on=day_of(at))}
    return tuple(Blocker(other, step) for other, step in steps.items() if not step.stands)


def way_back(
    book: RuleBook,
    record: Record,
    code: str,
    *,
    at: datetime,
    cost: Mapping[str, int] | None = None,
) -> tuple[Errand, ...]:
    """The cheapest things to do so that ``code`` stands again, bases first; empty when it stands.

    ``cost`` is what winning or renewing each skill takes, in minutes; without it the hours of the rule, or a day.
    Renewing a higher skill is weighed against renewing each lower one that it would carry along.
    """
    on = day_of(at)
    made = book.promises(record)
    standings = book.standings(record)
    lapsed: list[str] = []
    others: list[Errand] = []
    for fallen in _fallen(book, standings, code, at=at):
        facts = record.get(fallen, NOTHING)
        promise = promise_on(made[fallen], on)
        rule = promise.rule if promise else rule_on(book.skills[fallen].versions, on)
        if promise is None or promise.until < on:
            lapsed.append(fallen)
        if rule and rule.needs_authorisation and not authority_given(known(facts.authorisations, None), at):
            others.append(Errand(Do.AUTHORISE, fallen, (fallen,)))
        if _set_aside(facts, at):
            others.append(Errand(Do.ASK, fallen, (fallen,)))
    chosen = _cheapest(book, record, standings, lapsed, at=at, cost=cost or {})
    return (*(_renewal(book, record, made, each, lapsed, on=on) for each in chosen), *others)


def _keeps_from(rule: Rule | None, promise: Promise | None) -> date | None:
    """The first day on which renewing keeps the date of a promise; a cut-off is nobody's anniversary."""
    if rule is None or promise is None or promise.until == NEVER or promise.ends_by is EndsBy.CONVERSION:
        return None
    early = rule.measures[-1 if promise.ends_by is EndsBy.REQUALIFICATION else 0].early_days
    return days_before(promise.until, early) if early else None


def _last_day(made: Sequence[Promise], on: date) -> date | None:
    """The last day in date as the record says on a day; None when it is not in date then."""
    promise = promise_on(made, on)
    return promise.until if promise and promise.until >= on else None


def _fallen(book: RuleBook, standings: Mapping[str, Standing], code: str, *, at: datetime) -> list[str]:
    """The skill and what it needs to stand, all the way down, where they do not stand; bases first."""
    found: dict[str, None] = {}

    def look(each: str) -> None:
        if each in found or standings[each].at(at).stands:
            return
        for base in book.linked(LinkKind.STANDS, each, on=day_of(at)):
            look(base)
        found[each] = None

    look(code)
    return list(found)


def _set_aside(facts: SkillFacts, at: datetime) -> bool:
    return any(
        hold.kind is not HoldKind.TRAINING and hold.starts_at <= at < (hold.ends_at or FOREVER)
        for hold in known(facts.holds, None)
    )


def _cheapest(
    book: RuleBook,
    record: Record,
    standings: Mapping[str, Standing],
    lapsed: Sequence[str],
    *,
    at: datetime,
    cost: Mapping[str, int],
) -> tuple[str, ...]:
    """The skills to win or renew that bring every lapsed one back for the least, in an order in which they can be."""
    on = day_of(at)
    higher = dict.fromkeys(each for low in lapsed for each in book.renewing(low, on=on))
    choices = [*lapsed, *(each for each in higher if each not in lapsed and record.get(each, NOTHING).awards)]
    if not higher or len(choices) > MOST_CHOICES:
        return tuple(lapsed)
    prices = {each: cost.get(each) or _minutes(book, record, each, on=on) for each in choices}
    ways = [
        way
        for size in range(1, len(lapsed) + 1)
        for way in combinations(choices, size)
        if _can_be_done(book, standings, way, at=at) and _settled(book, record, way, lapsed, on=on) == tuple(lapsed)
    ]
    return min(ways, key=lambda way: (sum(prices[each] for each in way), len(way)), default=tuple(lapsed))


def _minutes(book: RuleBook, record: Record, code: str, *, on: date) -> int:
    versions, awards = book.skills[code].versions, awards_believed(record.get(code, NOTHING).awards)
    rule, done = rule_on(versions, on), progress(versions, awards, on=on)
    if not awards and rule and rule.initial_minutes:
        return rule.initial_minutes
    return done.needed - done.done if done and done.unit is Unit.MINUTES else A_DAY


def _can_be_done(book: RuleBook, standings: Mapping[str, Standing], way: Sequence[str], *, at: datetime) -> bool:
    """Whether what each of them needs to start stands already or is renewed as well."""
    return all(blocker.skill in way for each in way for blocker in why_not_startable(book, standings, each, at=at))


def _settled(book: RuleBook, record: Record, way: Sequence[str], lapsed: Sequence[str], *, on: date) -> tuple[str, ...]:
    """The lapsed skills that would be in date if those of ``way`` were won or renewed on a day."""
    renewed = {**record}
    for code in way:
        facts = renewed.get(code, NOTHING)
        renewed[code] = facts._replace(awards=(*facts.awards, AwardFact(on, _AFTER_ALL)))
    made = book.promises(renewed)
    return tuple(code for code in lapsed if _last_day(made[code], on))


def _renewal(
    book: RuleBook,
    record: Record,
    made: Mapping[str, Sequence[Promise]],
    code: str,
    lapsed: Sequence[str],
    *,
    on: date,
) -> Errand:
    promise = promise_on(made[code], on)
    settles = _settled(book, record, (code,), lapsed, on=on)
    if promise is None:
        return Errand(Do.WIN, code, settles)
    return Errand(Do.CONVERT if promise.ends_by is EndsBy.CONVERSION else Do.RENEW, code, settles)

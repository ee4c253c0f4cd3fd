"""What one person's duty is on a day and at a moment: pattern first, published roster over it, absence over both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from peel.duty.rules.absence import ABSENCE_RULES, AbsenceRule, Effect, Kind, OthersSee, effect_of
from peel.duty.rules.patterns import LONDON, REST, Code, Rota, Turn, moments


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment up to, not including, another; without an end it is open."""

    start: datetime
    end: datetime | None

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)

    def overlaps(self, other: "Span") -> bool:
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and (self.end is None or (other.end is not None and other.end <= self.end))


@dataclass(frozen=True, slots=True)
class Absent:
    """A time away or limited. From midnight to midnight in London it is whole duty days, otherwise part of a turn.

    Whole days are duty days: leave on Friday leaves Thursday's night alone, though it
    ends on Friday morning, and takes Friday's, though that ends on Saturday.
    """

    kind: Kind
    during: Span

    @property
    def days(self) -> tuple[date, date | None] | None:
        """The first and last whole day, or None when it is only hours."""
        return whole_days(self.during)


@lru_cache(maxsize=20_000)
def whole_days(during: Span) -> tuple[date, date | None] | None:
    start = during.start.astimezone(LONDON)
    end = during.end.astimezone(LONDON) if during.end else None
    if start.time() != time.min or (end and end.time() != time.min):
        return None
    return start.date(), end.date() - timedelta(days=1) if end else None


@dataclass(frozen=True, slots=True)
class Spell:
    """A rota worked from a first to a last day. The closer one wins: the person's own, their team's, one further up."""

    rota: Rota
    first: date
    last: date | None = None
    closeness: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's day. Start and end are UTC, and belong to ``day`` even when they fall on the next.

    ``because``, ``since`` and ``limit`` say why, and are the person's own: hand other
    people ``as_others_see()``.
    """

    day: date
    code: Code
    start: datetime | None = None
    end: datetime | None = None
    because: Kind | None = None
    since: date | None = None
    limit: Kind | None = None
    away: tuple[Span, ...] = ()

    @property
    def hours(self) -> Span | None:
        return Span(self.start, self.end) if self.start and self.end else None

    @property
    def available(self) -> bool:
        """On duty with the team, for at least a part of the day."""
        return self.start is not None and self.code is not Code.AWAY

    @property
    def crosses_midnight(self) -> bool:
        return self.end is not None and self.end.astimezone(LONDON).date() > self.day

    def covers(self, moment: datetime) -> bool:
        return self.start is not None and self.end is not None and self.start <= moment < self.end

    def available_at(self, moment: datetime) -> bool:
        return self.available and self.covers(moment) and not any(part.covers(moment) for part in self.away)

    def as_others_see(self) -> "Duty":
        """The same day without any reason. Hours worked elsewhere go too: they would tell court from leave."""
        if self.code is Code.AWAY:
            return Duty(self.day, Code.AWAY)
        return replace(self, because=None, since=None, limit=None)

    @property
    def others_see(self) -> OthersSee:
        if self.code is Code.AWAY:
            return OthersSee.NOT_AVAILABLE
        return OthersSee.CANNOT_DO_ACTIVITY if self.limit else OthersSee.NOTHING_SPECIAL


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that says when one person works."""

    spells: tuple[Spell, ...] = ()
    published: Mapping[date, Duty] = field(default_factory=dict)
    absences: tuple[Absent, ...] = ()
    rules: Mapping[Kind, AbsenceRule] = field(default_factory=lambda: ABSENCE_RULES)

    def rota_on(self, day: date) -> Rota | None:
        """The closest rota of the day; of several as close, the one begun last."""
        now = [spell for spell in self.spells if spell.first <= day and (spell.last is None or day <= spell.last)]
        return max(now, key=lambda spell: (spell.closeness, spell.first)).rota if now else None


def duty_on(roster: Roster, day: date) -> Duty:
    """The duty that begins on ``day``. Where nothing is rostered it is a rest day."""
    duty = roster.published.get(day)
    if duty is None:
        rota = roster.rota_on(day)
        duty = _as_rostered(day, rota.turn_on(day) if rota else REST)
    return _less_absence(duty, roster) if roster.absences else duty


def duty_at(roster: Roster, moment: datetime) -> Duty | None:
    """The duty that is being worked at ``moment``: on Friday at 03:00 it is Thursday's night."""
    today = moment.astimezone(LONDON).date()
    for day in (today, today - timedelta(days=1)):
        duty = duty_on(roster, day)
        if duty.covers(moment):
            return duty
    return None


def effect_on(roster: Roster, day: date) -> Effect:
    """What absence of a day does to compliance, reminders and return, whether it is a duty day or not."""
    midnight = whole_day_span(day, day)
    found = [absent for absent in roster.absences if absent.days and absent.during.overlaps(midnight)]
    kinds = [(absent.kind, _began(absent, roster.absences)) for absent in found]
    return effect_of(kinds, on=day, rules=roster.rules)


class Position(StrEnum):
    ON = "on"
    AHEAD = "ahead"
    OVER = "over"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class TurnNow:
    """A duty, and where a moment stands to it."""

    duty: Duty
    position: Position


def turn_now(roster: Roster, moment: datetime) -> TurnNow:
    """The turn to show a person at ``moment``: the one being worked, otherwise the calendar day's own."""
    duty = duty_at(roster, moment)
    if duty:
        return TurnNow(duty, Position.ON)
    duty = duty_on(roster, moment.astimezone(LONDON).date())
    if duty.start is None:
        return TurnNow(duty, Position.OFF)
    return TurnNow(duty, Position.AHEAD if moment < duty.start else Position.OVER)


def next_turn(roster: Roster, moment: datetime, *, within_days: int = 60) -> Duty | None:
    """The next duty with the team that starts after ``moment``, or None if there is none ``within_days``."""
    today = moment.astimezone(LONDON).date()
    for n in range(within_days + 1):
        duty = duty_on(roster, today + timedelta(days=n))
        if duty.available and duty.start and duty.start > moment:
            return duty
    return None


def _as_rostered(day: date, turn: Turn) -> Duty:
    if turn.start is None or turn.end is None:
        return Duty(day, turn.code)
    start, end = moments(day, turn.start, turn.end)
    return Duty(day, turn.code, start, end)


def _less_absence(duty: Duty, roster: Roster) -> Duty:
    """What absence leaves of a duty. Of two that take the day, the heavier kind gives the reason."""
    touching = sorted(
        (absent for absent in roster.absences if _touches(absent, duty)),
        key=lambda absent: roster.rules[absent.kind].weight,
        reverse=True,
    )
    limit = next((a.kind for a in touching if roster.rules[a.kind].others_see is OthersSee.CANNOT_DO_ACTIVITY), None)
    away = [absent for absent in touching if roster.rules[absent.kind].takes_the_day]
    whole = next((a for a in away if a.days or (duty.hours and a.during.holds(duty.hours))), None)
    if whole is None:
        parts = tuple(sorted((absent.during for absent in away), key=lambda span: span.start))
        return replace(duty, limit=limit, away=parts)
    since = _began(whole, roster.absences)
    taken = Duty(duty.day, Code.AWAY, because=whole.kind, since=since, limit=limit)
    if not roster.rules[whole.kind].works_elsewhere:
        return taken
    hours = duty.hours if whole.days else whole.during
    return replace(taken, start=hours.start, end=hours.end) if hours else taken


def _touches(absent: Absent, duty: Duty) -> bool:
    days = absent.days
    if days:
        first, last = days
        return first <= duty.day and (last is None or duty.day <= last)
    return duty.hours is not None and absent.during.overlaps(duty.hours)


def _began(absent: Absent, absences: Iterable[Absent]) -> date:
    """The first day of an absence that was entered piece by piece, one certificate after another."""
    start = absent.during.start
    for earlier in sorted(absences, key=lambda other: other.during.start, reverse=True):
        adjoins = earlier.during.end is not None and earlier.during.end >= start
        if earlier.kind is absent.kind and earlier.during.start < start and adjoins:
            start = earlier.during.start
    return start.astimezone(LONDON).date()


def whole_day_span(first: date, last: date | None) -> Span:
    """Whole days as moments, from midnight in London to midnight in London."""
    return Span(_midnight(first), _midnight(last + timedelta(days=1)) if last else None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)

"""What one person's duty is on a day and at a moment, from a rota and the exceptions to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from peel.duty.rules.absence import ABSENCE_RULES, AbsenceRule, Kind, OthersSee
from peel.duty.rules.patterns import LONDON, REST, Code, Rota, Turn, moments


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment up to, not including, another."""

    start: datetime
    end: datetime

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class RosterException:
    """Days on which a person's roster differs; ``last`` is the last such day, or None while it is open.

    With hours and a code it is another duty. With hours and no code it takes part of a
    turn: court from ten to one. The days are duty days, so two in the morning "on
    Thursday" is in Thursday's night.
    """

    kind: Kind
    first: date
    last: date | None
    code: Code | None = None
    start: time | None = None
    end: time | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def part_of_day(self) -> bool:
        return self.start is not None and self.code is None


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


Rules = Mapping[Kind, AbsenceRule]


def duty_on(
    rota: Rota | None, exceptions: Iterable[RosterException], day: date, *, rules: Rules = ABSENCE_RULES
) -> Duty:
    """The duty that begins on ``day``. Without a rota every day is a rest day until an exception says otherwise."""
    turn = rota.turn_on(day) if rota else REST
    exceptions = tuple(exceptions)
    found = [exception for exception in exceptions if exception.covers(day)]
    if not found:
        return _rostered(day, turn)
    found.sort(key=lambda exception: rules[exception.kind].weight, reverse=True)
    limit = next((e.kind for e in found if rules[e.kind].others_see is OthersSee.CANNOT_DO_ACTIVITY), None)
    for exception in found:
        if rules[exception.kind].takes_the_day and not exception.part_of_day:
            duty = _taken(day, turn, exception, works=rules[exception.kind].works_elsewhere)
            return replace(duty, since=_began(exception, exceptions), limit=limit)
    changed = next((e for e in found if e.kind is Kind.CHANGED_DUTY and e.code), None)
    if changed and changed.code:
        turn = Turn(changed.code, changed.start, changed.end)
    duty = _rostered(day, turn)
    parts = tuple(_part(day, e.start, e.end, turn) for e in found if e.part_of_day and e.start and e.end)
    if changed:
        duty = replace(duty, because=changed.kind, since=changed.first)
    return replace(duty, limit=limit, away=parts)


def duty_at(
    rota: Rota | None, exceptions: Iterable[RosterException], moment: datetime, *, rules: Rules = ABSENCE_RULES
) -> Duty | None:
    """The duty that is being worked at ``moment``: on Friday at 03:00 it is Thursday's night."""
    exceptions = tuple(exceptions)
    today = moment.astimezone(LONDON).date()
    for day in (today, today - timedelta(days=1)):
        duty = duty_on(rota, exceptions, day, rules=rules)
        if duty.covers(moment):
            return duty
    return None


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


def turn_now(
    rota: Rota | None, exceptions: Iterable[RosterException], moment: datetime, *, rules: Rules = ABSENCE_RULES
) -> TurnNow:
    """The turn to show a person at ``moment``: the one being worked, otherwise the calendar day's own."""
    exceptions = tuple(exceptions)
    duty = duty_at(rota, exceptions, moment, rules=rules)
    if duty:
        return TurnNow(duty, Position.ON)
    duty = duty_on(rota, exceptions, moment.astimezone(LONDON).date(), rules=rules)
    if duty.start is None:
        return TurnNow(duty, Position.OFF)
    return TurnNow(duty, Position.AHEAD if moment < duty.start else Position.OVER)


def next_turn(
    rota: Rota | None,
    exceptions: Iterable[RosterException],
    moment: datetime,
    *,
    within_days: int = 60,
    rules: Rules = ABSENCE_RULES,
) -> Duty | None:
    """The next duty with the team that starts after ``moment``, or None if there is none ``within_days``."""
    exceptions = tuple(exceptions)
    today = moment.astimezone(LONDON).date()
    for n in range(within_days + 1):
        duty = duty_on(rota, exceptions, today + timedelta(days=n), rules=rules)
        if duty.available and duty.start and duty.start > moment:
            return duty
    return None


def _rostered(day: date, turn: Turn) -> Duty:
    if turn.start is None or turn.end is None:
        return Duty(day, turn.code)
    start, end = moments(day, turn.start, turn.end)
    return Duty(day, turn.code, start, end)


def _taken(day: date, turn: Turn, exception: RosterException, *, works: bool) -> Duty:
    """A day that the exception takes whole; hours stay only where they are worked elsewhere."""
    duty = Duty(day, Code.AWAY, because=exception.kind)
    start, end = (exception.start, exception.end) if exception.start else (turn.start, turn.end)
    if not works or start is None or end is None:
        return duty
    begins, ends = moments(day, start, end)
    return replace(duty, start=begins, end=ends)


def _began(exception: RosterException, exceptions: Iterable[RosterException]) -> date:
    """The first day of an absence that was entered piece by piece, a week's certificate after another."""
    first = exception.first
    for earlier in sorted(exceptions, key=lambda e: e.first, reverse=True):
        adjoins = earlier.last is not None and first - earlier.last <= timedelta(days=1)
        if earlier.kind is exception.kind and earlier.first < first and adjoins:
            first = earlier.first
    return first


def _part(day: date, start: time, end: time, turn: Turn) -> Span:
    """A part of a turn. A time before the turn's own start is in the small hours that follow."""
    after_midnight = turn.start and turn.end and turn.end <= turn.start and start < turn.start
    begins, ends = moments(day + timedelta(days=1) if after_midnight else day, start, end)
    return Span(begins, ends)

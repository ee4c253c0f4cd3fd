"""How well a session suits a person's shifts, and what a changed day entails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peel.duty.rules.duties import Duty, Span
from peel.duty.rules.patterns import LONDON, Code


class FitReason(StrEnum):
    TRAINING_DAY = "training_day"
    SAME_HOURS = "same_hours"
    CHANGED_HOURS = "changed_hours"
    LATE = "late"
    REST_DAY = "rest_day"
    NIGHT = "night"
    AFTER_NIGHT = "after_night"
    SHORT_REST = "short_rest"
    NOT_AVAILABLE = "not_available"
    CANNOT_DO_ACTIVITY = "cannot_do_activity"


@dataclass(frozen=True, slots=True)
class Fit:
    """From 0 (never offer it) to 100 (made for it), with the reason to show."""

    score: int
    reason: FitReason
    changes_hours: bool = False
    needs_consent: bool = False


def fit(session: Span, duties: Sequence[Duty], *, physical: bool = False, rest_hours: int = 11) -> Fit:
    """How a session fits the duties around it: hand in its own day, the day before and the day after.

    ``physical`` says that limited duties rule the activity out. An early that the session
    would only change in its hours scores like a late.
    """
    day = session.start.astimezone(LONDON).date()
    by_day = {duty.day: duty for duty in duties}
    duty = by_day[day]
    barred = _barred(session, duty, by_day, physical=physical, rest_hours=rest_hours)
    if barred:
        return Fit(0, barred)
    if duty.code is Code.REST:
        return Fit(10, FitReason.REST_DAY, changes_hours=True, needs_consent=True)
    inside = duty.hours is not None and duty.hours.holds(session)
    if duty.code is Code.TRAINING:
        return Fit(100, FitReason.TRAINING_DAY, changes_hours=not inside)
    if duty.code in (Code.EARLY, Code.DAY):
        return Fit(90, FitReason.SAME_HOURS) if inside else Fit(60, FitReason.CHANGED_HOURS, changes_hours=True)
    return Fit(60, FitReason.LATE, changes_hours=not inside)


def _barred(
    session: Span, duty: Duty, by_day: dict[date, Duty], *, physical: bool, rest_hours: int
) -> FitReason | None:
    before, after = by_day.get(duty.day - timedelta(days=1)), by_day.get(duty.day + timedelta(days=1))
    rest = timedelta(hours=rest_hours)
    if duty.code is Code.AWAY or any(part.overlaps(session) for part in duty.away):
        return FitReason.NOT_AVAILABLE
    if physical and duty.limit:
        return FitReason.CANNOT_DO_ACTIVITY
    if duty.code is Code.NIGHT:
        return FitReason.NIGHT
    if before and before.code is Code.NIGHT:
        return FitReason.AFTER_NIGHT
    if before and before.end and session.start - before.end < rest:
        return FitReason.SHORT_REST
    if after and after.start and session.end and after.start - session.end < rest:
        return FitReason.SHORT_REST
    return None


@dataclass(frozen=True, slots=True)
class Notice:
    """Clear days between being told and the day, and whether so few of them are compensated."""

    clear_days: int
    compensated: bool
    another_rest_day: bool


def notice(*, told: date, day: date, compensated_under: int = 15) -> Notice:
    """What working a rest day or changed hours entitles to.

    A clear day is one wholly between the two, counting neither. In England and Wales
    under 15 of them is compensated, otherwise another rest day is named; a force sets
    its own number.
    """
    clear = max(0, (day - told).days - 1)
    return Notice(clear, compensated=clear < compensated_under, another_rest_day=clear >= compensated_under)

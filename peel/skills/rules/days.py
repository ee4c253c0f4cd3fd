"""Calendar months, and when a London day begins. Dates go in, dates and aware UTC moments come out."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NEVER = date.max
"""The last day of something that does not end."""
BEGINNING = datetime.min.replace(tzinfo=UTC)
FOREVER = datetime.max.replace(tzinfo=UTC)
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=50_000)
def months_after(day: date, months: int, day_of_month: int) -> date:
    """The same day of the month, ``months`` later, or the last day of a shorter month.

    ``day_of_month`` is the day that the chain of renewals began with: without it a skill got on 31 August and renewed
    half-yearly would slip to the 28th for ever, and one got on 29 February would not come back to the 29th.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year >= NEVER.year:
        return NEVER
    return date(year, month + 1, min(day_of_month, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=50_000)
def days_before(day: date, days: int) -> date:
    """``days`` before, or the first of all days."""
    return day - timedelta(min(days, (day - date.min).days))


@lru_cache(maxsize=50_000)
def end_of_month(day: date) -> date:
    """The last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


@lru_cache(maxsize=50_000)
def end_of_quarter(day: date) -> date:
    """31 March, 30 June, 30 September or 31 December, whichever comes next."""
    return end_of_month(day.replace(day=1, month=(day.month + 2) // 3 * 3))


@lru_cache(maxsize=50_000)
def start_of(day: date) -> datetime:
    """00:00 Europe/London of ``day``, in UTC. Clocks never change at midnight here, so it always exists, once."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


@lru_cache(maxsize=50_000)
def end_of(day: date) -> datetime:
    """24:00 Europe/London of ``day``, in UTC: the first moment that is no longer that day."""
    return FOREVER if day == NEVER else start_of(day + ONE_DAY)


def day_of(moment: datetime) -> date:
    """The London calendar day that ``moment`` belongs to."""
    return moment.astimezone(LONDON).date()

"""What time it is. Every date in Peel comes from here, so that a test or a demo can say "at 00:01"."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _told.get() or timezone.now()


def today() -> date:
    """The calendar day in Europe/London."""
    return now().astimezone(LONDON).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """In the block it is ``moment``, for this thread or task alone: people of the demonstration act last week."""
    before = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(before)

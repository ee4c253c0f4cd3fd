"""What time it is. Every date in Peel comes from here, so that a test or a demo can say "at 00:01"."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The calendar day in Europe/London."""
    return now().astimezone(LONDON).date()

"""How days, times and numbers are written: ``21 Nov 2026``, ``Fri 27 Nov``, ``08:00``, "nine". Always Europe/London."""

from datetime import date, datetime, time
from typing import TypeVar

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import ngettext, pgettext_lazy

Moment = TypeVar("Moment", date, datetime)

# Spelled out one by one, so that they are found when translations are collected.
NUMBERS = (
    pgettext_lazy("number in a sentence", "no"),
    pgettext_lazy("number in a sentence", "one"),
    pgettext_lazy("number in a sentence", "two"),
    pgettext_lazy("number in a sentence", "three"),
    pgettext_lazy("number in a sentence", "four"),
    pgettext_lazy("number in a sentence", "five"),
    pgettext_lazy("number in a sentence", "six"),
    pgettext_lazy("number in a sentence", "seven"),
    pgettext_lazy("number in a sentence", "eight"),
    pgettext_lazy("number in a sentence", "nine"),
    pgettext_lazy("number in a sentence", "ten"),
    pgettext_lazy("number in a sentence", "eleven"),
    pgettext_lazy("number in a sentence", "twelve"),
)


def in_london(value: Moment) -> Moment:
    """The same moment as clocks here show it (``settings.TIME_ZONE``); a plain date or naive time is here already."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | datetime | None) -> str:
    """21 Nov 2026"""
    return date_format(in_london(value), "j M Y") if value else ""


def short_day(value: date | datetime | None) -> str:
    """Fri 27 Nov"""
    return date_format(in_london(value), "D j M") if value else ""


def clock(value: datetime | time | None) -> str:
    """08:00"""
    if value is None:
        return ""
    return time_format(value if isinstance(value, time) else in_london(value), "H:i")


def minutes(value: int | None) -> str:
    """6 minutes, 1 hour, 1 hour 15 minutes"""
    if value is None:
        return ""
    hours, rest = divmod(int(value), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not hours:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def count_words(value: int) -> str:
    """Up to twelve in words, for a sentence ("nine"); figures above. ``|capfirst`` where it begins one."""
    return str(NUMBERS[value]) if 0 <= value < len(NUMBERS) else str(value)

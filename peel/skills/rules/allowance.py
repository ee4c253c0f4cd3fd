"""The yearly allowance of learning: its year, and how many hours of what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .days import ONE_DAY

DAYS = 6
HOURS_PER_DAY = 7
"""Six days of seven hours are 42; a force that counts eight has 48."""


@dataclass(frozen=True, slots=True)
class AllowanceRule:
    """What a force gives everybody who serves full time for a whole year, in minutes; ``parts`` of it by type.

    The year begins on a day of a month; its last day is the day before.
    """

    minutes: int = DAYS * HOURS_PER_DAY * 60
    begins: tuple[int, int] = (4, 1)
    parts: Mapping[str, int] = field(default_factory=dict)

    def year_of(self, day: date) -> tuple[date, date]:
        """First and last day of the year of learning that ``day`` is in."""
        first = date(day.year, *self.begins)
        if day < first:
            first = date(day.year - 1, *self.begins)
        return first, date(first.year + 1, *self.begins) - ONE_DAY


def allowance_rule(settings: Mapping[str, Any]) -> AllowanceRule:
    """A force's own values, such as ``{"days": 6, "hours_per_day": 8, "year_begins": "04-01", "parts": {"day": 28}}``.

    Parts are hours by type of CPD. An unknown key or a value that makes no sense raises ``ValueError``, so that a slip
    in a force's settings is seen at once.
    """
    unknown = set(settings) - {"days", "hours_per_day", "year_begins", "parts"}
    if unknown:
        raise ValueError(f"“{min(unknown)}” is not a setting of the allowance.")
    month, day = (int(part) for part in str(settings.get("year_begins", "04-01")).split("-"))
    hours = Decimal(str(settings.get("days", DAYS))) * Decimal(str(settings.get("hours_per_day", HOURS_PER_DAY)))
    date(2027, month, day)
    if hours <= 0:
        raise ValueError("The allowance is more than nothing.")
    parts = {kind: int(Decimal(str(value)) * 60) for kind, value in dict(settings.get("parts", {})).items()}
    return AllowanceRule(int(hours * 60), (month, day), parts)

"""How long an identity is kept, and why it may not be erased yet. Plain values; no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

YEARS_KEPT = 6
"""Unless a force says otherwise (setting ``years_kept``): as long as what somebody did may still be asked about."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of service in one force, and how many years that force keeps it after its last day."""

    force: str
    ends: date | None
    years_kept: int = YEARS_KEPT

    @property
    def kept_until(self) -> date | None:
        """The last day on which it is kept; None while somebody serves."""
        return later(self.ends, years=self.years_kept) if self.ends else None


def later(day: date, *, years: int) -> date:
    """The same day some years on; 29 February becomes the last day of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class Kept:
    """Why an identity is kept. One of the three is set: a hold's reference, the force served in, or a last day."""

    hold: str = ""
    serves_in: str = ""
    until: date | None = None


def why_kept(stretches: Iterable[Stretch], *, holds: Iterable[str], on: date) -> Kept | None:
    """The strongest reason to keep somebody's identity on a day, or None when it may be erased.

    A hold comes before service, service before a period that still runs; the period ends with its last day.
    """
    if reference := next(iter(holds), None):
        return Kept(hold=reference)
    ends = []
    for stretch in stretches:
        if stretch.kept_until is None:
            return Kept(serves_in=stretch.force)
        ends.append(stretch.kept_until)
    last = max(ends, default=None)
    return Kept(until=last) if last and last >= on else None

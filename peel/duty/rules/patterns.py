"""Shift patterns: cycles of turns that teams work, each from its own place in the cycle."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Code(StrEnum):
    """What a roster says for one day. ``AWAY`` comes from an absence and is never rostered."""

    EARLY = "E"
    DAY = "D"
    LATE = "L"
    SUPER_LATE = "SL"
    NIGHT = "N"
    TRAINING = "TD"
    REST = "RD"
    AWAY = "AWAY"


@dataclass(frozen=True, slots=True)
class Turn:
    """One day of a cycle: a code, and wall-clock hours unless it is a rest day.

    An end at or before the start is on the next calendar day.
    """

    code: Code
    start: time | None = None
    end: time | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("A turn has both a start and an end, or neither.")
        if (self.start is None) != (self.code in (Code.REST, Code.AWAY)):
            raise ValueError(f"A turn coded {self.code} must {'not ' if self.start else ''}have hours.")


REST = Turn(Code.REST)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cycle of turns, worked by ``teams`` teams that follow each other ``team_step`` days apart."""

    code: str
    name: str
    turns: tuple[Turn, ...]
    teams: int = 1
    team_step: int = 0

    def __post_init__(self) -> None:
        if not self.turns:
            raise ValueError("A pattern has at least one day.")

    def offset_for(self, team: int) -> int:
        """The place in the cycle of the ``team``-th team, counted from nought."""
        return team * self.team_step % len(self.turns)


@dataclass(frozen=True, slots=True)
class Rota:
    """A pattern as one team works it: day nought of the cycle fell on ``anchor``, shifted by ``offset`` days."""

    pattern: Pattern
    anchor: date
    offset: int = 0

    def turn_on(self, day: date) -> Turn:
        turns = self.pattern.turns
        return turns[((day - self.anchor).days + self.offset) % len(turns)]


@lru_cache(maxsize=20_000)
def moments(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Start and end in UTC of wall-clock hours in London that begin on ``day``.

    In UTC, because subtracting two London times ignores a change of the clocks: the
    night to the last Sunday in March comes out an hour short, the one to the last
    Sunday in October an hour long. An hour that happens twice means its first time.
    """
    last = day + timedelta(days=1) if end <= start else day
    return (
        datetime.combine(day, start, LONDON).astimezone(UTC),
        datetime.combine(last, end, LONDON).astimezone(UTC),
    )


def cycle(letters: str, hours: dict[str, Turn]) -> tuple[Turn, ...]:
    """Turns from one letter a day; spaces only group the letters. ``R`` is a rest day."""
    return tuple(REST if letter == "R" else hours[letter] for letter in letters.replace(" ", ""))


def fixed_days(code: str, name: str, *, days: Collection[int], start: time, end: time) -> Pattern:
    """A week that repeats with the same hours on some days (Monday is 0): office hours, or part time.

    Anchor it on a Monday.
    """
    turn = Turn(Code.DAY, start, end)
    return Pattern(code, name, tuple(turn if day in days else REST for day in range(7)))


RESPONSE = {
    "E": Turn(Code.EARLY, time(7), time(16)),
    "L": Turn(Code.LATE, time(14), time(23)),
    "S": Turn(Code.SUPER_LATE, time(18), time(3)),
    "N": Turn(Code.NIGHT, time(22), time(7)),
    "T": Turn(Code.TRAINING, time(8), time(16)),
}
TWELVE_HOURS = {
    "D": Turn(Code.DAY, time(7), time(19)),
    "N": Turn(Code.NIGHT, time(19), time(7)),
}
DETECTIVES = {
    "E": Turn(Code.EARLY, time(8), time(16)),
    "L": Turn(Code.LATE, time(14), time(22)),
    "D": Turn(Code.DAY, time(9), time(17)),
}
# Fridays and Saturdays have a super late for the night-time economy.
WEEKEND_ECONOMY = "ERRRLLL NNNRRRR LLLLSSR REENNNN RRREEEE"

READY_MADE = (
    Pattern("2-2-2-4", "Two earlies, two lates, two nights, four off", cycle("EELLNNRRRR", RESPONSE), 5, 2),
    Pattern(
        "5-week-vsa",
        "Five-week variable shift arrangement",
        cycle("LNNRREE ELLLRRR REENNRR RRREENN NRRRLLL", RESPONSE),
        5,
        7,
    ),
    Pattern(
        "10-week-training",
        "Ten weeks with super lates and a training day",
        cycle(WEEKEND_ECONOMY + WEEKEND_ECONOMY[:-7] + "RRTEEEE", RESPONSE),
        5,
        14,
    ),
    Pattern("4-on-4-off", "Two days, two nights, four off", cycle("DDNNRRRR", TWELVE_HOURS), 4, 2),
    Pattern(
        "detectives", "Detectives, one weekend in four", cycle("EEEEERR LLLLLRR REEEEDD RRLLLRR", DETECTIVES), 4, 7
    ),
    fixed_days("office", "Office hours", days=range(5), start=time(9), end=time(17)),
    fixed_days("part-time-3", "Part time, Monday to Wednesday", days=range(3), start=time(9), end=time(17)),
)

"""What a roster may not ask of a person, checked duty by duty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from peel.duty.rules.duties import Duty
from peel.duty.rules.patterns import LONDON, Code
from peel.foundation.sentence import N_, Sentence


@dataclass(frozen=True, slots=True)
class RosterRules:
    """The limits of one force."""

    rest_hours: int = 11
    nights_in_block: int = 4
    turns_in_row: int = 6
    longest_turn_hours: int = 12

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> "RosterRules":
        known = {field.name for field in fields(cls)}
        return cls(**{name: int(str(value)) for name, value in settings.items() if name in known})


class FaultKind(StrEnum):
    SHORT_REST = "short_rest"
    TOO_MANY_NIGHTS = "too_many_nights"
    TOO_MANY_TURNS = "too_many_turns"
    TOO_LONG = "too_long"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach, on the day on which it begins to be one."""

    kind: FaultKind
    day: date
    sentence: Sentence


def roster_faults(duties: Sequence[Duty], rules: RosterRules | None = None) -> list[Fault]:
    """Every breach in consecutive days of one person, in order. Hours worked at court or on aid count as worked."""
    limits = rules or RosterRules()
    worked = [Worked(duty.day, duty.code, duty.start, duty.end) for duty in duties if duty.start and duty.end]
    worked.sort(key=lambda turn: turn.day)
    found = [*_rest_faults(worked, limits), *_run_faults(worked, limits), *_length_faults(worked, limits)]
    return sorted(found, key=lambda fault: (fault.day, fault.kind))


class Worked(NamedTuple):
    """A duty that has hours."""

    day: date
    code: Code
    start: datetime
    end: datetime

    @property
    def by_the_clock(self) -> timedelta:
        """Its length on the wall: the hour that October adds is no fault of the roster."""
        return self.end.astimezone(LONDON).replace(tzinfo=None) - self.start.astimezone(LONDON).replace(tzinfo=None)


def _rest_faults(worked: Sequence[Worked], rules: RosterRules) -> Iterator[Fault]:
    for before, after in pairwise(worked):
        rest = (after.start - before.end) / timedelta(hours=1)
        if rest < 0:
            text = N_("This turn begins before the one of the day before has ended.")
            yield Fault(FaultKind.OVERLAP, after.day, Sentence(text))
        elif rest < rules.rest_hours:
            text = N_("%(rest)g hours of rest before this turn; the rule is %(rule)d.")
            values = {"rest": round(rest, 2), "rule": rules.rest_hours}
            yield Fault(FaultKind.SHORT_REST, after.day, Sentence(text, values))


def _run_faults(worked: Sequence[Worked], rules: RosterRules) -> Iterator[Fault]:
    turns = nights = 0
    previous: date | None = None
    for turn in worked:
        follows = previous is not None and (turn.day - previous).days == 1
        turns = turns + 1 if follows else 1
        nights = (nights + 1 if follows else 1) if turn.code is Code.NIGHT else 0
        previous = turn.day
        if turns == rules.turns_in_row + 1:
            text = N_("More than %(rule)d turns in a row.")
            yield Fault(FaultKind.TOO_MANY_TURNS, turn.day, Sentence(text, {"rule": rules.turns_in_row}))
        if nights == rules.nights_in_block + 1:
            text = N_("More than %(rule)d nights in a block.")
            yield Fault(FaultKind.TOO_MANY_NIGHTS, turn.day, Sentence(text, {"rule": rules.nights_in_block}))


def _length_faults(worked: Sequence[Worked], rules: RosterRules) -> Iterator[Fault]:
    for turn in worked:
        if turn.by_the_clock > timedelta(hours=rules.longest_turn_hours):
            text = N_("A turn of more than %(rule)d hours.")
            yield Fault(FaultKind.TOO_LONG, turn.day, Sentence(text, {"rule": rules.longest_turn_hours}))

"""Times away or limited, and what each kind means for compliance, reminders, return and other people's eyes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Kind(StrEnum):
    """Why somebody is away or limited. Private: other people see at most what ``OthersSee`` says."""

    ANNUAL_LEAVE = "annual_leave"
    TOIL = "toil"
    SICK = "sick"
    COURT = "court"
    AID = "aid"
    TRAINING = "training"
    MATERNITY = "maternity"
    ADOPTION = "adoption"
    PARENTAL = "parental"
    CAREER_BREAK = "career_break"
    SUSPENSION = "suspension"
    RECUPERATIVE = "recuperative"
    ADJUSTED = "adjusted"
    RESTRICTED = "restricted"


class Reminders(StrEnum):
    """From the mildest to the strictest."""

    GO_ON = "go_on"
    STOP_FOR_BLOCKED = "stop_for_blocked"
    STOP = "stop"


class BeforeReturn(StrEnum):
    """What is renewed before the person takes up duty again."""

    NOTHING = "nothing"
    LAPSED = "lapsed"
    LAPSED_AND_AUTHORITY = "lapsed_and_authority"
    BLOCKED = "blocked"


STRICTNESS = (BeforeReturn.NOTHING, BeforeReturn.BLOCKED, BeforeReturn.LAPSED, BeforeReturn.LAPSED_AND_AUTHORITY)


class OthersSee(StrEnum):
    """The most that supervisors, planners and trainers are ever told. Never why."""

    NOTHING_SPECIAL = "nothing_special"
    NOT_AVAILABLE = "not_available"
    CANNOT_DO_ACTIVITY = "cannot_do_activity"


@dataclass(frozen=True, slots=True)
class AbsenceRule:
    """What one kind does. ``weight`` decides between two that cover the same day: the heaviest is the reason."""

    weight: int
    others_see: OthersSee
    counts_for_days: int | None
    """How many days into it the person still counts in compliance; None is throughout."""
    reminders: Reminders
    before_return: BeforeReturn
    keeps_allowance: bool = True
    works_elsewhere: bool = False
    """The hours are worked, so rest between turns is counted from them."""

    @property
    def takes_the_day(self) -> bool:
        return self.others_see is OthersSee.NOT_AVAILABLE


AWAY, LIMITED = OthersSee.NOT_AVAILABLE, OthersSee.CANNOT_DO_ACTIVITY
GO_ON, STOP, BLOCKED_ONLY = Reminders.GO_ON, Reminders.STOP, Reminders.STOP_FOR_BLOCKED
LONG = AbsenceRule(90, AWAY, 0, STOP, BeforeReturn.LAPSED, keeps_allowance=False)
LIMITS = AbsenceRule(10, LIMITED, None, BLOCKED_ONLY, BeforeReturn.BLOCKED)

ABSENCE_RULES: Mapping[Kind, AbsenceRule] = MappingProxyType(
    {
        Kind.SUSPENSION: replace(LONG, weight=100, before_return=BeforeReturn.LAPSED_AND_AUTHORITY),
        Kind.CAREER_BREAK: replace(LONG, weight=95, before_return=BeforeReturn.LAPSED_AND_AUTHORITY),
        Kind.MATERNITY: LONG,
        Kind.ADOPTION: LONG,
        Kind.PARENTAL: LONG,
        Kind.SICK: AbsenceRule(80, AWAY, 28, STOP, BeforeReturn.LAPSED),
        Kind.ANNUAL_LEAVE: AbsenceRule(70, AWAY, None, STOP, BeforeReturn.NOTHING),
        Kind.TOIL: AbsenceRule(69, AWAY, None, STOP, BeforeReturn.NOTHING),
        Kind.AID: AbsenceRule(60, AWAY, None, GO_ON, BeforeReturn.NOTHING, works_elsewhere=True),
        Kind.COURT: AbsenceRule(59, AWAY, None, GO_ON, BeforeReturn.NOTHING, works_elsewhere=True),
        Kind.TRAINING: AbsenceRule(50, AWAY, None, GO_ON, BeforeReturn.NOTHING, works_elsewhere=True),
        Kind.RECUPERATIVE: LIMITS,
        Kind.ADJUSTED: LIMITS,
        Kind.RESTRICTED: LIMITS,
    }
)


def absence_rules(settings: Mapping[str, Mapping[str, object]]) -> Mapping[Kind, AbsenceRule]:
    """The table with a force's own values in place, such as ``{"sick": {"counts_for_days": 14}}``.

    What other people see is no setting, and neither is which kind wins a day. An unknown
    kind or word raises, so that a slip in a force's settings is seen at once.
    """
    readers: dict[str, Callable[[Any], object]] = {
        "counts_for_days": lambda value: None if value is None else int(value),
        "reminders": Reminders,
        "before_return": BeforeReturn,
        "keeps_allowance": bool,
    }
    rules = dict(ABSENCE_RULES)
    for word, changes in settings.items():
        kind = Kind(word)
        unknown = set(changes) - set(readers)
        if unknown:
            raise ValueError(f"“{min(unknown)}” is not a setting of {word}.")
        values: dict[str, Any] = {name: readers[name](value) for name, value in changes.items()}
        rules[kind] = replace(rules[kind], **values)
    return rules


def counts_in_compliance(
    kind: Kind | None, *, since: date, on: date, rules: Mapping[Kind, AbsenceRule] = ABSENCE_RULES
) -> bool:
    """Whether somebody away or limited ``since`` a day is counted ``on`` another."""
    if kind is None:
        return True
    limit = rules[kind].counts_for_days
    return limit is None or (on - since).days < limit


@dataclass(frozen=True, slots=True)
class Effect:
    """What somebody's absences of a day come to. It tells no kind, so that it may be handed to any room."""

    counts: bool = True
    reminders: Reminders = Reminders.GO_ON
    before_return: BeforeReturn = BeforeReturn.NOTHING


def effect_of(
    kinds: Iterable[tuple[Kind, date]], *, on: date, rules: Mapping[Kind, AbsenceRule] = ABSENCE_RULES
) -> Effect:
    """What absences, each with the day on which it began, come to on a day. The strictest of several counts."""
    kinds = list(kinds)
    found = [rules[kind] for kind, _since in kinds]
    return Effect(
        counts=all(counts_in_compliance(kind, since=since, on=on, rules=rules) for kind, since in kinds),
        reminders=max((rule.reminders for rule in found), key=list(Reminders).index, default=Reminders.GO_ON),
        before_return=max((r.before_return for r in found), key=STRICTNESS.index, default=BeforeReturn.NOTHING),
    )


def allowance_minutes(
    full_year: int,
    *,
    year: tuple[date, date],
    served: tuple[date, date | None],
    share: float = 1.0,
    away: Iterable[tuple[Kind, date, date | None]] = (),
    rules: Mapping[Kind, AbsenceRule] = ABSENCE_RULES,
) -> int:
    """A learning allowance in proportion: to the days served, to the share of full time, without long absence.

    ``year`` is its first and last day, ``served`` the first and last day with the force.
    Rounded up to the quarter of an hour, so that nobody loses by rounding.
    """
    first, last = year
    days = _days(max(first, served[0]), min(last, served[1] or last))
    for kind, start, end in away:
        if not rules[kind].keeps_allowance:
            days -= _days(max(first, start, served[0]), min(last, end or last, served[1] or last))
    minutes = full_year * share * len(days) / len(_days(first, last))
    return -int(-round(minutes, 6) // 15) * 15


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}

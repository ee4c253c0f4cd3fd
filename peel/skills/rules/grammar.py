"""How a skill stays in date: the grammar of a rule, read from JSON, and what is refused.

``docs/reference/skill-rules.md`` lists every key with examples.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple

from .facts import AwardKind

WINDOW_DAYS = 90
"""How early a renewal keeps its date, and how early a line reads Due or Expiring, where a rule does not say."""


class RuleType(StrEnum):
    """The seven ways in which a skill stays in date."""

    NONE = "none"
    MONTHS = "months"
    END_OF_MONTH = "end_of_month"
    END_OF_QUARTER = "end_of_quarter"
    HOURS_IN_PERIOD = "hours_in_period"
    EVENTS_IN_PERIOD = "events_in_period"
    PORTFOLIO = "portfolio"


class SkillKind(StrEnum):
    """An authorised skill lapses to Out of ticket, required learning to Overdue."""

    AUTHORISED = "authorised"
    LEARNING = "learning"


class RuleError(ValueError):
    """A rule that cannot be read. ``code`` and ``params`` become a sentence where it is shown."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class Unit(StrEnum):
    """What a measure adds up."""

    COMPLETIONS = "completions"
    MINUTES = "minutes"
    EVENTS = "events"


class Measure(NamedTuple):
    """One sum that has to be kept up: so much of a unit, within so many months."""

    unit: Unit
    needed: int
    months: int | None
    early_days: int
    rounding: RuleType | None
    kinds: frozenset[AwardKind]


class Conversion(NamedTuple):
    """A new curriculum or device: awards of the old one count through ``cut_off``, then a conversion is needed."""

    edition: str
    starts_on: date
    cut_off: date


@dataclass(frozen=True, slots=True)
class Rule:
    """One version's content. There are two ``measures`` where events and a requalification must both be kept up."""

    type: RuleType
    measures: tuple[Measure, ...]
    due_days: int = WINDOW_DAYS
    grace_days: int = 0
    initial_minutes: int | None = None
    refresher_minutes: int | None = None
    needs_authorisation: bool = False
    authorised_by: str = ""
    ends_on_transfer: bool = True
    carries_duty: bool = False
    unverified_counts: bool = True
    conversion: Conversion | None = None

    @property
    def expires(self) -> bool:
        return self.type is not RuleType.NONE


class RuleVersion(NamedTuple):
    """A rule, from the day on which it governs what is achieved; a retrospective one governs earlier awards too."""

    rule: Rule
    effective_from: date = date.min
    retrospective: bool = False
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None


WHOLE = frozenset({AwardKind.COURSE, AwardKind.INITIAL, AwardKind.REQUALIFICATION})
TAUGHT = WHOLE | {AwardKind.REFRESHER}
ANY_EVENT = TAUGHT | {AwardKind.EVENT}
ANY_LEARNING = TAUGHT | {AwardKind.CPD}

_OF_EVERY_TYPE = {
    "type", "what", "initial_hours", "refresher_hours", "renew_early_days", "due_days", "grace_days", "authorisation",
    "carries_duty", "unverified_counts", "conversion",
}  # fmt: skip
_OF_TYPE = {
    RuleType.NONE: set[str](),
    RuleType.MONTHS: {"months"},
    RuleType.END_OF_MONTH: {"months"},
    RuleType.END_OF_QUARTER: {"months"},
    RuleType.HOURS_IN_PERIOD: {"months", "hours"},
    RuleType.EVENTS_IN_PERIOD: {"months", "events", "requalify_months"},
    RuleType.PORTFOLIO: {"months", "cpd_hours"},
}


def parse_rule(form: Mapping[str, Any]) -> Rule:
    """The rule that a JSON object spells, or :class:`RuleError`."""
    try:
        type_ = RuleType(form["type"])
    except KeyError:
        raise RuleError("rule_without_type") from None
    except ValueError:
        raise RuleError("unknown_type", type=str(form["type"])) from None
    unknown = sorted(set(form) - _OF_EVERY_TYPE - _OF_TYPE[type_])
    if unknown:
        raise RuleError("unknown_key", type=type_.value, key=unknown[0])
    authorisation = form.get("authorisation")
    if authorisation is not None and not isinstance(authorisation, Mapping):
        raise RuleError("not_an_object", key="authorisation")
    return Rule(
        type=type_,
        measures=_measures(type_, form),
        due_days=_whole(form, "due_days", least=0, default=WINDOW_DAYS),
        grace_days=_whole(form, "grace_days", least=0, default=0),
        initial_minutes=_minutes(form, "initial_hours"),
        refresher_minutes=_minutes(form, "refresher_hours"),
        needs_authorisation=authorisation is not None,
        authorised_by=str(authorisation.get("by", "")) if authorisation else "",
        ends_on_transfer=_yes_or_no(authorisation or {}, "ends_on_transfer", default=True),
        carries_duty=_yes_or_no(form, "carries_duty", default=False),
        unverified_counts=_yes_or_no(form, "unverified_counts", default=True),
        conversion=_conversion(form.get("conversion")),
    )


def _measures(type_: RuleType, form: Mapping[str, Any]) -> tuple[Measure, ...]:
    """What has to be kept up. Dates keep their anniversary by default, running sums only where the rule says so."""
    if type_ is RuleType.NONE:
        return (Measure(Unit.COMPLETIONS, 1, None, 0, None, WHOLE | TAUGHT),)
    months = _whole(form, "months", least=1)
    dated = _whole(form, "renew_early_days", least=0, default=WINDOW_DAYS)
    running = _whole(form, "renew_early_days", least=0, default=0)
    match type_:
        case RuleType.HOURS_IN_PERIOD:
            return (Measure(Unit.MINUTES, _needed_minutes(form, "hours"), months, running, None, TAUGHT),)
        case RuleType.PORTFOLIO:
            return (Measure(Unit.MINUTES, _needed_minutes(form, "cpd_hours"), months, running, None, ANY_LEARNING),)
        case RuleType.EVENTS_IN_PERIOD:
            events = Measure(Unit.EVENTS, _whole(form, "events", least=1), months, running, None, ANY_EVENT)
            if "requalify_months" not in form:
                return (events,)
            again = _whole(form, "requalify_months", least=1)
            return (events, Measure(Unit.COMPLETIONS, 1, again, dated, None, WHOLE))
        case _:
            rounding = None if type_ is RuleType.MONTHS else type_
            return (Measure(Unit.COMPLETIONS, 1, months, dated, rounding, TAUGHT),)


def _whole(form: Mapping[str, Any], key: str, *, least: int, default: int | None = None) -> int:
    value = form.get(key, default)
    if value is None:
        raise RuleError("missing_key", key=key)
    if isinstance(value, bool) or not isinstance(value, int):
        raise RuleError("not_a_whole_number", key=key, value=str(value))
    if value < least:
        raise RuleError("too_small", key=key, value=value, least=least)
    return value


def _minutes(form: Mapping[str, Any], key: str) -> int | None:
    value = form.get(key)
    if value is None:
        return None
    try:
        minutes = Decimal(str(value)) * 60
    except InvalidOperation:
        raise RuleError("not_hours", key=key, value=str(value)) from None
    if isinstance(value, bool) or not minutes.is_finite() or minutes != int(minutes):
        raise RuleError("not_hours", key=key, value=str(value))
    if minutes <= 0:
        raise RuleError("too_small", key=key, value=str(value), least=0)
    return int(minutes)


def _needed_minutes(form: Mapping[str, Any], key: str) -> int:
    minutes = _minutes(form, key)
    if minutes is None:
        raise RuleError("missing_key", key=key)
    return minutes


def _yes_or_no(form: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = form.get(key, default)
    if not isinstance(value, bool):
        raise RuleError("not_yes_or_no", key=key, value=str(value))
    return value


def _conversion(form: Any) -> Conversion | None:
    if form is None:
        return None
    if not isinstance(form, Mapping):
        raise RuleError("not_an_object", key="conversion")
    try:
        conversion = Conversion(
            edition=str(form["to"]),
            starts_on=date.fromisoformat(form["from"]),
            cut_off=date.fromisoformat(form["cut_off"]),
        )
    except KeyError as missing:
        raise RuleError("missing_key", key=f"conversion.{missing.args[0]}") from None
    except (TypeError, ValueError):
        raise RuleError("not_a_date", key="conversion") from None
    if conversion.cut_off < conversion.starts_on:
        raise RuleError("cut_off_before_start", starts_on=conversion.starts_on, cut_off=conversion.cut_off)
    return conversion

"""Records and rule books for these tests, in a line each."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from peel.skills.rules.book import RuleBook, Skill
from peel.skills.rules.currency import promises
from peel.skills.rules.days import LONDON
from peel.skills.rules.facts import NOTHING, AwardFact, SkillFacts
from peel.skills.rules.grammar import RuleVersion, SkillKind, parse_rule
from peel.skills.rules.line import standing_of
from peel.skills.rules.standing import Standing, Status

YEARLY = {"type": "months", "months": 12}
SETTLED = datetime(2020, 1, 1, tzinfo=UTC)


def day(text: str) -> date:
    """``21 Nov 2026``."""
    return datetime.strptime(text, "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone


def moment(text: str) -> datetime:
    """``21 Nov 2026 09:00`` in London; the earlier one where it comes twice."""
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=LONDON).astimezone(UTC)


def award(on: str | date, **facts: Any) -> AwardFact:
    """An award recorded at 18:00 of the day on which it was achieved."""
    achieved = day(on) if isinstance(on, str) else on
    recorded = datetime(achieved.year, achieved.month, achieved.day, 18, tzinfo=UTC)
    return AwardFact(achieved, **{"recorded_at": recorded, **facts})


def standing(
    form: Mapping[str, Any], *awards: AwardFact, kind: SkillKind = SkillKind.AUTHORISED, facts: SkillFacts = NOTHING
) -> Standing:
    """The standing of one skill by itself under one rule."""
    versions = (RuleVersion(parse_rule(form)),)
    in_order = sorted(awards, key=lambda each: (each.achieved_on, each.recorded_at))
    return standing_of(kind, facts, promises(versions, in_order))


def word(standing: Standing, at: str) -> Status:
    return standing.at(moment(at)).status


def until(standing: Standing, at: str) -> date | None:
    return standing.at(moment(at)).until


def skill(code: str, form: Mapping[str, Any] = YEARLY, kind: SkillKind = SkillKind.AUTHORISED) -> Skill:
    return Skill(code, kind, (RuleVersion(parse_rule(form)),))


def book(*skills: Skill, links: Any = ()) -> RuleBook:
    return RuleBook.of(skills, links)


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def catalogue() -> list[dict[str, Any]]:
    """The demonstration catalogue of eighteen skills."""
    read: list[dict[str, Any]] = json.loads((Path(__file__).parent / "skills_catalogue.json").read_text())
    return read

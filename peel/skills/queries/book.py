"""A force's rule book, read from its tables: skills, rules, links and requirements, national ones included."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from peel.people.models import Force
from peel.skills.models import BookVersion, Requirement, Skill, SkillLink, SkillRule
from peel.skills.rules import book as rules
from peel.skills.rules.days import ONE_DAY
from peel.skills.rules.facts import known
from peel.skills.rules.grammar import Rule, RuleVersion, SkillKind, parse_rule
from peel.skills.rules.links import Link, LinkKind
from peel.skills.rules.requirements import RequirementFact, Requirements


class Consequence(NamedTuple):
    """What an authorising officer says follows when the skill is out of ticket; shown as their words."""

    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class BookSkill:
    """A skill as a force uses it. ``national`` is False for one of the force's own."""

    id: int
    code: str
    name: str
    short: str
    family: str
    kind: SkillKind
    note: str
    also_called: tuple[str, ...]
    critical: bool
    position: int
    retired_on: date | None
    national: bool
    versions: tuple[RuleVersion, ...]
    consequences: tuple[tuple[date, Consequence | None], ...]

    def rule_on(self, day: date) -> Rule | None:
        """The rule that governs what is achieved on a day; the first version also governs what was before it."""
        found = self.versions[0].rule if self.versions else None
        for version in self.versions:
            if version.effective_from <= day:
                found = version.rule
        return found

    def consequence_on(self, day: date) -> Consequence | None:
        found = None
        for effective_from, consequence in self.consequences:
            if effective_from <= day:
                found = consequence
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that decides about records in one force, apart from the records.

    Immutable: one object is one version, shared by all requests of a process.
    """

    force_id: int
    rules: rules.RuleBook
    skills: Mapping[str, BookSkill]
    codes: Mapping[int, str]
    """The code of a skill by its id."""
    names: Mapping[str, str]
    requirements: Requirements
    reasons: Mapping[int, str]
    """Why, by requirement."""


_kept: dict[int, tuple[UUID, Book]] = {}


def book_of(force: Force | int) -> Book:
    """The force's book as it stands. One small query while nothing changes: a new version of anything is a new book."""
    force_id = force if isinstance(force, int) else force.pk
    version = BookVersion.objects.values_list("version", flat=True)[0]
    kept = _kept.get(force_id)
    if kept is None or kept[0] != version:
        kept = _kept[force_id] = (version, read_book(force_id))
    return kept[1]


def read_book(force_id: int, *, known_at: datetime | None = None) -> Book:
    """The book as written in the tables, now or as it was known at a moment."""
    visible = Q(force=None) | Q(force=force_id)
    skills = _skills(visible)
    codes = {skill.pk: skill.code for skill in skills}
    versions = _versions(force_id, visible, known_at)
    links = tuple(_links(visible, codes, known_at))
    told = {skill.code: _told(skill, versions[skill.pk]) for skill in skills}
    read = [rules.Skill(skill.code, skill.kind, skill.versions) for skill in told.values()]
    required = list(_requirements(visible, {skill.pk: skill for skill in skills}, known_at))
    return Book(
        force_id=force_id,
        rules=rules.RuleBook.of(read, links, known_at=known_at),
        skills=told,
        codes=codes,
        names={skill.code: skill.name for skill in told.values()},
        requirements=Requirements(fact for fact, _ in required),
        reasons={fact.id: reason for fact, reason in required},
    )


def _skills(visible: Q) -> list[Skill]:
    """In the order in which they are shown. A force's own skill goes before a national one with the same code."""
    found = Skill.objects.filter(visible).order_by("position", "code")
    own = {skill.code for skill in found if skill.force_id is not None}
    return [skill for skill in found if skill.force_id is not None or skill.code not in own]


def _versions(force_id: int, visible: Q, known_at: datetime | None) -> Mapping[int, list[SkillRule]]:
    """By skill, in order of time: national versions until the force's own begin."""
    rows = known(SkillRule.objects.filter(visible).order_by("effective_from", "pk"), known_at)
    by_skill: dict[int, list[SkillRule]] = defaultdict(list)
    for row in rows:
        by_skill[row.skill_id].append(row)
    for skill, versions in by_skill.items():
        own = min((row.effective_from for row in versions if row.force_id == force_id), default=None)
        if own is not None:
            by_skill[skill] = [row for row in versions if row.force_id == force_id or row.effective_from < own]
    return by_skill


def _told(skill: Skill, versions: list[SkillRule]) -> BookSkill:
    return BookSkill(
        id=skill.pk,
        code=skill.code,
        name=skill.name,
        short=skill.short or skill.name,
        family=skill.family,
        kind=SkillKind(skill.kind),
        note=skill.note,
        also_called=tuple(skill.also_called),
        critical=skill.critical,
        position=skill.position,
        retired_on=skill.retired_on,
        national=skill.force_id is None,
        versions=tuple(
            RuleVersion(parse_rule(row.rule), row.effective_from, row.retrospective, row.recorded_at)
            for row in versions
        ),
        consequences=tuple((row.effective_from, _consequence(row)) for row in versions),
    )


def _consequence(row: SkillRule) -> Consequence | None:
    if not row.consequence or row.consequence_on is None:
        return None
    return Consequence(row.consequence, row.consequence_by, row.consequence_on)


def _links(visible: Q, codes: Mapping[int, str], known_at: datetime | None) -> Iterable[Link]:
    """The links that apply. From the day on which a force has a row of its own for two skills and a kind, it goes
    before the nation's."""
    rows = known(SkillLink.objects.filter(visible).order_by("effective_from", "pk"), known_at)
    overruled: dict[tuple[int, int, str], date] = {}
    for row in rows:
        if row.force_id is not None:
            overruled.setdefault((row.skill_id, row.other_id, row.kind), row.effective_from)
    for row in rows:
        ends = row.effective_to
        if row.force_id is None and (own := overruled.get((row.skill_id, row.other_id, row.kind))) is not None:
            if own <= row.effective_from:
                continue
            ends = _earlier(ends, own - ONE_DAY)
        if row.applies and _both_known(row, codes):
            kind, skill, other = LinkKind(row.kind), codes[row.skill_id], codes[row.other_id]
            yield Link(kind, skill, other, row.effective_from, ends, row.recorded_at)


def _both_known(row: SkillLink, codes: Mapping[int, str]) -> bool:
    """A national skill that the force replaced by its own has left the book, and its links with it."""
    return row.skill_id in codes and row.other_id in codes


def _requirements(
    visible: Q, skills: Mapping[int, Skill], known_at: datetime | None
) -> Iterable[tuple[RequirementFact, str]]:
    rows = known(Requirement.objects.filter(visible, skill__in=skills).select_related("unit").order_by("pk"), known_at)
    for row in rows:
        retired_on = skills[row.skill_id].retired_on
        fact = RequirementFact(
            id=row.pk,
            skill=skills[row.skill_id].code,
            effective_from=row.effective_from,
            effective_to=_earlier(row.effective_to, retired_on and retired_on - ONE_DAY),
            unit_path=row.unit.path if row.unit else "",
            function=row.function,
            role=row.role,
            person_type=row.person_type,
            rank_from=row.rank_from,
            rank_to=row.rank_to,
            recorded_at=row.recorded_at,
        )
        yield fact, row.reason


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)

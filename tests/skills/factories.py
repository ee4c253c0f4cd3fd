"""Rows for tests in one word. ``SkillFactory()`` is a national skill of twelve months; ``rule=`` says otherwise.

``AwardFactory(person=ana, skill=taser, achieved_on=day)`` writes the row alone: call ``restand([ana])`` where a test
reads standing, or award through ``skills.actions`` as people do.
"""

from datetime import UTC, date, datetime
from typing import Any

import factory

from peel.skills.models import (
    Authorisation,
    Award,
    Competency,
    CpdEntry,
    Framework,
    Hold,
    Query,
    Requirement,
    Skill,
    SkillLink,
    SkillRule,
    Waiver,
)
from tests.people.factories import LONG_AGO, RECORDED, PersonFactory

YEARLY = {"type": "months", "months": 12}


class SkillFactory(factory.django.DjangoModelFactory):
    """A national authorised skill with its rule; ``rule=None`` leaves the rule unwritten."""

    class Meta:
        model = Skill

    force = None
    code = factory.Sequence(lambda n: f"SKILL{n}")
    name = factory.LazyAttribute(lambda skill: f"Skill {skill.code}")
    kind = Skill.Kind.AUTHORISED
    family = "Officer safety"

    @classmethod
    def _create(cls, model_class: type[Skill], *args: Any, **fields: Any) -> Skill:
        rule = fields.pop("rule", YEARLY)
        skill: Skill = super()._create(model_class, *args, **fields)
        if rule is not None:
            SkillRuleFactory(skill=skill, rule=rule)
        return skill


class SkillRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SkillRule

    skill = factory.SubFactory(SkillFactory, rule=None)
    force = None
    rule = YEARLY
    effective_from = LONG_AGO
    recorded_at = RECORDED


class SkillLinkFactory(factory.django.DjangoModelFactory):
    """``skill`` needs ``other`` to stand, unless ``kind=`` says otherwise."""

    class Meta:
        model = SkillLink

    skill = factory.SubFactory(SkillFactory)
    other = factory.SubFactory(SkillFactory)
    kind = SkillLink.Kind.STANDS
    force = None
    effective_from = date.min
    recorded_at = RECORDED


class RequirementFactory(factory.django.DjangoModelFactory):
    """Everybody needs the skill, unless ``role=``, ``unit=``, ``rank_from=`` … narrow it."""

    class Meta:
        model = Requirement

    skill = factory.SubFactory(SkillFactory)
    force = None
    reason = "Everybody who serves"
    effective_from = LONG_AGO
    recorded_at = RECORDED


class AwardFactory(factory.django.DjangoModelFactory):
    """A whole course, passed and recorded on ``achieved_on``."""

    class Meta:
        model = Award

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    force = factory.SelfAttribute("person.home_force")
    achieved_on = date(2026, 6, 1)
    source = Award.Source.COURSE
    recorded_at = factory.LazyAttribute(
        lambda award: datetime(award.achieved_on.year, award.achieved_on.month, award.achieved_on.day, 18, tzinfo=UTC)
    )


class AuthorisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authorisation

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    force = factory.SelfAttribute("person.home_force")
    starts = LONG_AGO
    authorised_by = "Supt Okafor"
    recorded_at = RECORDED


class WaiverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Waiver

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    force = factory.SelfAttribute("person.home_force")
    starts = LONG_AGO
    ends = date(2030, 12, 31)
    reason = "No call for it in this post"
    authorised_by = "Ch Insp Ellis"
    recorded_at = RECORDED


class HoldFactory(factory.django.DjangoModelFactory):
    """The skill is suspended from long ago and until further notice."""

    class Meta:
        model = Hold

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    force = factory.SelfAttribute("person.home_force")
    kind = Hold.Kind.SUSPENDED
    starts_at = RECORDED
    recorded_at = RECORDED


class QueryFactory(factory.django.DjangoModelFactory):
    """The person says that their record is wrong; nobody has decided yet."""

    class Meta:
        model = Query

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    force = factory.SelfAttribute("person.home_force")
    kind = Query.Kind.WRONG
    words = "I passed this in March."
    asked_by = factory.SelfAttribute("person")
    asked_at = RECORDED
    decide_by = date(2020, 1, 20)


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    code = factory.Sequence(lambda n: f"framework-{n}")
    version = "2024"
    name = "A framework of competencies"


class CompetencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Competency

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"C{n}")
    name = factory.Sequence(lambda n: f"Competency {n}")
    levels = 3


class CpdEntryFactory(factory.django.DjangoModelFactory):
    """An hour of learning with a private reflection."""

    class Meta:
        model = CpdEntry

    person = factory.SubFactory(PersonFactory)
    force = factory.SelfAttribute("person.home_force")
    kind = CpdEntry.Kind.FORMAL
    done_on = date(2026, 11, 20)
    minutes = 60
    title = "Disclosure clinic"
    reflection = "What I would do otherwise next time."
    recorded_at = datetime(2026, 11, 20, 18, tzinfo=UTC)

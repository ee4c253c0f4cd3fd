"""What the tables themselves refuse and promise."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from peel.skills.models import Award, BookVersion, Hold, Skill, SkillLink
from peel.skills.rules.facts import AwardKind, HoldKind
from peel.skills.rules.grammar import SkillKind
from peel.skills.rules.links import LinkKind
from tests.skills.factories import AwardFactory, RequirementFactory, SkillFactory, SkillLinkFactory

pytestmark = pytest.mark.django_db


def test_an_award_cannot_be_changed_or_deleted():
    award = AwardFactory()

    with pytest.raises(DatabaseError, match="An award is never changed: UPDATE is refused"), transaction.atomic():
        Award.objects.update(verified=False)
    with pytest.raises(DatabaseError, match="An award is never changed: DELETE is refused"), transaction.atomic():
        Award.objects.all()._raw_delete("default")

    assert Award.objects.get() == award


def test_an_award_is_corrected_only_once():
    wrong = AwardFactory()
    AwardFactory(person=wrong.person, skill=wrong.skill, corrects=wrong)

    with pytest.raises(IntegrityError, match="award_corrected_once"), transaction.atomic():
        AwardFactory(person=wrong.person, skill=wrong.skill, corrects=wrong)


def test_every_change_of_skills_rules_links_and_requirements_gives_the_book_a_new_version():
    versions = [_version()]

    skill = SkillFactory()
    versions.append(_version())
    SkillLinkFactory(skill=skill, other=SkillFactory())
    versions.append(_version())
    RequirementFactory(skill=skill)
    versions.append(_version())
    Skill.objects.filter(pk=skill.pk).update(name="Renamed")
    versions.append(_version())

    assert len(set(versions)) == 5


def test_a_change_taken_back_gives_the_book_its_old_version_back():
    before = _version()

    with pytest.raises(RuntimeError, match="taken back"), transaction.atomic():
        SkillFactory()
        raise RuntimeError("taken back")

    assert _version() == before


def test_the_words_of_the_tables_are_those_of_the_rules():
    assert sorted([*Award.Kind.values, AwardKind.CPD]) == sorted(AwardKind)
    assert sorted(Hold.Kind.values) == sorted(HoldKind)
    assert sorted(SkillLink.Kind.values) == sorted(LinkKind)
    assert sorted(Skill.Kind.values) == sorted(SkillKind)


def _version() -> object:
    return BookVersion.objects.get().version

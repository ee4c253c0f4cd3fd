"""Whose record somebody may write about, and what reaches nobody."""

import pytest
from django.http import Http404

from peel.skills import access
from tests.people.factories import ForceFactory, PostFactory, RoleHeldFactory, UnitFactory
from tests.skills.factories import (
    AuthorisationFactory,
    AwardFactory,
    CpdEntryFactory,
    HoldFactory,
    QueryFactory,
    SkillFactory,
    WaiverFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PostFactory().person


def holder(role, *, force):
    """Somebody of that force with a role there."""
    person = PostFactory(unit=UnitFactory(force=force)).person
    RoleHeldFactory(person=person, role=role)
    return person


def test_the_records_office_writes_about_people_of_its_force_and_never_about_itself(ana):
    office, elsewhere = holder("training-administrator", force=ana.home_force), PostFactory().person

    assert access.may_record(office, whom=ana)
    assert not access.may_record(office, whom=office)
    assert not access.may_record(office, whom=elsewhere)
    assert not access.may_record(ana, whom=office)


def test_a_head_of_profession_authorises_and_waives_for_others(ana):
    head = holder("head-of-profession", force=ana.home_force)

    assert access.may_authorise(head, whom=ana)
    assert access.may_waive(head, whom=ana)
    assert not access.may_authorise(head, whom=head)
    assert not access.may_waive(ana, whom=head)


def test_rules_are_set_in_the_force_where_the_role_is_held_and_for_the_nation_only_there(ana):
    head = holder("head-of-profession", force=ana.home_force)
    national = PostFactory().person
    RoleHeldFactory(person=national, role="national-administrator", national=True)

    assert access.may_set_rules(head, force=ana.home_force)
    assert not access.may_set_rules(head, force=ForceFactory())
    assert not access.may_set_rules(head, force=None)
    assert access.may_set_rules(national, force=None)
    assert not access.may_set_rules(ana, force=ana.home_force)


@pytest.mark.parametrize(
    ("factory", "role", "read"),
    [
        (AwardFactory, "training-administrator", access.award_to_record),
        (AuthorisationFactory, "head-of-profession", access.authorisation_to_revoke),
        (WaiverFactory, "head-of-profession", access.waiver_to_end),
        (HoldFactory, "head-of-profession", access.hold_to_release),
        (QueryFactory, "training-administrator", access.query_to_decide),
    ],
)
def test_a_row_is_found_by_who_may_act_on_it_and_is_a_404_for_everybody_else(ana, factory, role, read):
    row = factory(person=ana)
    officer, stranger = holder(role, force=ana.home_force), holder(role, force=ForceFactory())
    own = factory(person=officer)

    assert read(officer, row.pk) == row
    for viewer, pk in ((stranger, row.pk), (ana, row.pk), (officer, own.pk)):
        with pytest.raises(Http404):
            read(viewer, pk)


def test_skills_are_the_nations_and_the_force_s_own_which_go_first(ana):
    national, own = SkillFactory(code="BOAT"), SkillFactory(code="BOAT", force=ana.home_force)
    SkillFactory(code="DIVE", force=ForceFactory())

    assert set(access.skills_for(ana)) == {national, own}
    assert access.skill_for(ana, "BOAT") == own
    assert access.skill_for(PostFactory().person, "BOAT") == national
    with pytest.raises(Http404):
        access.skill_for(ana, "DIVE")


def test_standing_is_read_by_those_who_may_read_the_record(ana):
    from peel.skills.actions import restand

    AwardFactory(person=ana)
    restand([ana])
    sergeant = PostFactory(unit=ana.posts.get().unit, leads=True).person

    assert [row.person for row in access.standings_for(sergeant)] == [ana]
    assert [row.person for row in access.standings_for(ana)] == [ana]
    assert list(access.standings_for(PostFactory().person)) == []


def test_an_entry_of_cpd_is_found_by_its_writer_alone(ana):
    entry = CpdEntryFactory(person=ana)
    administrator = holder("force-administrator", force=ana.home_force)

    assert access.cpd_entry_for(ana, entry.pk) == entry
    for other in (administrator, holder("auditor", force=ana.home_force)):
        with pytest.raises(Http404):
            access.cpd_entry_for(other, entry.pk)

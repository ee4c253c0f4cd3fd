"""The cache of standing says what the rules say of the rows, and goes on being right as time passes."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peel.skills.actions import restand, restand_ids
from peel.skills.models import Standing
from peel.skills.queries.standings import StandingNow, standings_of
from peel.skills.rules.standing import Status
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, ServiceFactory, UnitFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import (
    AuthorisationFactory,
    AwardFactory,
    HoldFactory,
    RequirementFactory,
    SkillFactory,
    SkillLinkFactory,
    SkillRuleFactory,
    WaiverFactory,
)
from tests.skills.reading import words

pytestmark = pytest.mark.django_db
restanding = import_module("peel.skills.actions.restand")


def test_a_line_is_kept_with_its_coming_steps_and_the_requirement_that_asks_for_it():
    post = PostFactory()
    taser = SkillFactory(code="CED")
    required = RequirementFactory(skill=taser, role="response-constable")
    AwardFactory(person=post.person, skill=taser, achieved_on=date(2026, 2, 1))

    changed = restand([post.person])

    row = Standing.objects.get()
    assert changed == 1
    assert row.statuses == [Status.EXPIRING, -Status.OUT_OF_TICKET]
    assert (row.valid_from, row.valid_until) == (date(2026, 2, 1), date(2027, 2, 1))
    assert (row.needed_from, row.needed_by) == ([date(2020, 1, 6)], [required.pk])


def test_at_one_minute_past_midnight_every_reading_is_right_before_any_job_has_run(clock_at: SetClock):
    post = PostFactory()
    els = SkillFactory(code="ELS")
    RequirementFactory(skill=els)
    AwardFactory(person=post.person, skill=els, achieved_on=date(2025, 11, 21))
    restand([post.person])
    before = words(post.person), _codes(post)

    clock_at("22 Nov 2026 00:01")

    assert before == ({"ELS": "Expiring"}, [Status.EXPIRING])
    assert (words(post.person), _codes(post)) == ({"ELS": "Out of ticket"}, [-Status.OUT_OF_TICKET])


def test_a_post_that_begins_tomorrow_requires_its_skills_from_midnight_before_any_job_has_run(clock_at: SetClock):
    post = PostFactory(role="neighbourhood-constable", ends=date(2026, 11, 21))
    PostFactory(person=post.person, unit=post.unit, role="firearms-officer", starts=date(2026, 11, 22))
    RequirementFactory(skill=SkillFactory(code="AFO"), role="firearms-officer")
    RequirementFactory(skill=SkillFactory(code="STOP"), role="neighbourhood-constable")
    restand([post.person])
    before = words(post.person)

    clock_at("22 Nov 2026 00:01")

    assert before == {"STOP": "Not held"}
    assert words(post.person) == {"AFO": "Not held"}


def test_computing_again_writes_nothing_when_nothing_changed():
    post = PostFactory()
    AwardFactory(person=post.person)
    restand([post.person])

    assert restand([post.person]) == 0


def test_a_line_that_there_is_nothing_more_to_say_about_is_forgotten():
    post = PostFactory()
    required = RequirementFactory()
    restand([post.person])
    type(required).objects.update(effective_to=date(2026, 11, 20))

    restand([post.person])

    assert list(Standing.objects.all()) == []


def test_a_base_that_lapses_suspends_what_needs_it_and_only_that(clock_at: SetClock):
    post = PostFactory()
    taser, els, drive = SkillFactory(code="CED"), SkillFactory(code="ELS"), SkillFactory(code="DRV")
    SkillLinkFactory(skill=taser, other=els)
    AwardFactory(person=post.person, skill=taser, achieved_on=date(2026, 8, 1))
    AwardFactory(person=post.person, skill=drive, achieved_on=date(2026, 8, 1))
    AwardFactory(person=post.person, skill=els, achieved_on=date(2025, 11, 21))
    restand([post.person])

    clock_at("22 Nov 2026 00:01")

    assert words(post.person) == {"CED": "Suspended", "DRV": "In date", "ELS": "Out of ticket"}


def test_the_rule_of_the_force_goes_before_the_rule_of_the_nation():
    post = PostFactory()
    here, there = SkillFactory(code="HERE"), SkillFactory(code="THERE")
    SkillRuleFactory(skill=here, force=post.force, rule={"type": "months", "months": 60})
    SkillRuleFactory(skill=there, force=ForceFactory(), rule={"type": "months", "months": 60})
    for skill in (here, there):
        AwardFactory(person=post.person, skill=skill, achieved_on=date(2024, 1, 1))

    restand([post.person])

    assert words(post.person) == {"HERE": "In date", "THERE": "Out of ticket"}


def test_a_force_can_do_without_a_link_that_the_nation_has():
    post = PostFactory()
    advanced, response = SkillFactory(code="ADV"), SkillFactory(code="RESP")
    SkillLinkFactory(skill=advanced, other=response)
    AwardFactory(person=post.person, skill=advanced)
    restand([post.person])
    before = words(post.person)
    SkillLinkFactory(skill=advanced, other=response, force=post.force, applies=False)

    restand([post.person])

    assert before == {"ADV": "Suspended"}
    assert words(post.person) == {"ADV": "In date"}


def test_somebody_in_two_forces_stands_in_each_by_its_own_authority():
    special = PostFactory()
    staff = PostFactory(person=special.person)
    taser = SkillFactory(code="CED", rule={"type": "months", "months": 12, "authorisation": {"by": "superintendent"}})
    AwardFactory(person=special.person, skill=taser)
    AuthorisationFactory(person=special.person, skill=taser, force=special.force)

    restand([special.person])

    assert words(special.person, force=special.force) == {"CED": "In date"}
    assert words(special.person, force=staff.force) == {"CED": "Not held"}


def test_a_force_that_somebody_left_for_another_keeps_no_standing():
    old = ForceFactory()
    person = PostFactory().person
    ServiceFactory(person=person, force=old, ends=date(2026, 11, 20))
    AwardFactory(person=person)

    restand([person])

    assert [row.force for row in Standing.objects.select_related("force")] == [person.home_force]


def test_what_was_recorded_of_a_duplicate_counts_for_the_person():
    kept = PostFactory().person
    other = PersonFactory(home_force=kept.home_force, merged_into=kept)
    AwardFactory(person=other, skill=SkillFactory(code="ELS"))

    restand([other])

    assert words(kept) == {"ELS": "In date"}
    assert list(Standing.objects.filter(person=other)) == []


def test_a_function_is_inherited_from_the_unit_above():
    response = UnitFactory(function="response")
    team = UnitFactory(parent=response)
    RequirementFactory(skill=SkillFactory(code="DRV"), function="response")
    RequirementFactory(skill=SkillFactory(code="PIP2"), function="investigation")
    post = PostFactory(unit=team)

    restand([post.person])

    assert words(post.person) == {"DRV": "Not held"}


def test_a_team_is_computed_in_as_many_queries_as_one_person():
    team, skill = UnitFactory(), SkillFactory()

    def queries(count: int) -> int:
        posts = [PostFactory(unit=team) for _ in range(count)]
        for post in posts:
            for fact in (AwardFactory, AuthorisationFactory, WaiverFactory, HoldFactory):
                fact(person=post.person, skill=skill)
        with CaptureQueriesContext(connection) as captured:
            restand_ids([post.person.pk for post in posts])
        return len(captured)

    queries(1)

    assert queries(8) == queries(1)


def test_many_people_are_computed_in_pieces_of_one_transaction(monkeypatch):
    monkeypatch.setattr(restanding, "PEOPLE_AT_ONCE", 2)
    team, els = UnitFactory(), SkillFactory(code="ELS")
    people = [PostFactory(unit=team).person for _ in range(5)]
    for person in people:
        AwardFactory(person=person, skill=els)

    changed = restand_ids([person.pk for person in people])

    assert changed == 5
    assert [words(person) for person in people] == [{"ELS": "In date"}] * 5


def test_the_standing_of_a_team_is_one_query():
    posts = [PostFactory() for _ in range(3)]
    force = posts[0].force
    skill = SkillFactory()
    AwardFactory(person=posts[0].person, skill=skill, achieved_on=date(2025, 11, 14))
    restand([post.person for post in posts])

    with CaptureQueriesContext(connection) as captured:
        found = standings_of([post.person.pk for post in posts], force=force)

    since = Standing.objects.get().moments[0]
    assert len(captured) == 1
    assert found == [StandingNow(posts[0].person.pk, skill.pk, -Status.OUT_OF_TICKET, date(2026, 11, 14), since, False)]


def _codes(post):
    return [row.code for row in standings_of([post.person.pk], force=post.force)]

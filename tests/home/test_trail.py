from datetime import timedelta

import pytest

from peel.foundation import clock
from peel.people.models import Person, Post
from peel.skills.actions.awards import NewAward, award, void_award
from tests.people.factories import PostFactory, client_of
from tests.skills.factories import SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return PostFactory()


def words_of(person: Person, path: str) -> str:
    return " ".join(client_of(person).get(path).content.decode().split())


def test_an_award_stands_on_the_trail(post: Post):
    award(NewAward(person=post.person, skill=SkillFactory(name="Taser"), achieved_on=clock.today()), by=None)

    assert "Taser: recorded" in words_of(post.person, "/record/trail/")


def test_nobody_elses_lines_are_there(post: Post):
    other = PostFactory(unit=post.unit).person
    award(NewAward(person=other, skill=SkillFactory(name="Taser"), achieved_on=clock.today()), by=None)

    assert "Nothing is written down yet" in words_of(post.person, "/record/trail/")


def test_a_long_trail_goes_on_by_key_and_repeats_nothing(post: Post):
    for number in range(55):
        skill = SkillFactory(name=f"Skill number {number:02}")
        award(NewAward(person=post.person, skill=skill, achieved_on=clock.today() - timedelta(days=number)), by=None)

    first = client_of(post.person).get("/record/trail/")
    second = client_of(post.person).get(f"/record/trail/?before={first.context['older']}")

    assert (len(first.context["lines"]), len(second.context["lines"]), second.context["older"]) == (50, 5, None)
    assert {line.title for line in first.context["lines"]} & {line.title for line in second.context["lines"]} == set()


def test_a_record_reads_back_as_it_stood_and_says_what_was_corrected_since(post: Post):
    skill = SkillFactory(name="Taser")
    achieved = clock.today() - timedelta(days=100)
    given = award(
        NewAward(person=post.person, skill=skill, achieved_on=achieved, recorded_at=clock.now() - timedelta(days=100)),
        by=None,
    )
    void_award(given, by=None, reason="Another officer's register")
    then = (clock.now() - timedelta(days=50)).strftime("%Y-%m-%dT%H:%M")

    words = words_of(post.person, f"/record/as-at/?at={then}")

    assert "What stood" in words and "In date through" in words
    assert "What reads otherwise today" in words


def test_a_moment_to_come_is_refused(post: Post):
    answer = client_of(post.person).get("/record/as-at/?at=2099-01-01T12:00")

    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()


def test_a_date_that_is_none_is_refused_and_nothing_else_is_lost(post: Post):
    answer = client_of(post.person).get("/record/as-at/?at=yesterday")

    assert answer.status_code == 422
    assert "Audit trail" in answer.content.decode()

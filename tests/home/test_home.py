from datetime import timedelta

import pytest

from peel.catalogue.models import Lesson
from peel.catalogue.rules.reading import Length
from peel.foundation import clock
from peel.learning.models import Attempt
from peel.people.models import Person, Post
from peel.skills.actions.restand import restand
from peel.skills.models import Skill
from tests.catalogue.factories import published
from tests.people.factories import PersonFactory, PostFactory, UnitFactory, client_of
from tests.skills.factories import AwardFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    person = PersonFactory(given_name="Aisha", known_as="")
    return PostFactory(person=person, unit=UnitFactory(force=person.home_force))


def held(person: Person, skill: Skill, *, days_ago: int) -> None:
    AwardFactory(person=person, skill=skill, achieved_on=clock.today() - timedelta(days=days_ago))
    restand([person])


def words_of(person: Person) -> str:
    answer = client_of(person).get("/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_heading_counts_what_needs_you(post: Post):
    held(post.person, SkillFactory(), days_ago=500)
    held(post.person, SkillFactory(), days_ago=350)

    assert "Aisha. Two things need you." in words_of(post.person)


def test_nothing_due_is_said_and_is_good(post: Post):
    held(post.person, SkillFactory(), days_ago=1)

    words = words_of(post.person)

    assert "Aisha. Nothing is due." in words
    assert "Nothing due. Enjoy it." in words


def test_a_lesson_that_renews_the_line_is_its_action(post: Post):
    skill = SkillFactory(name="Handling personal data", kind="learning")
    held(post.person, skill, days_ago=350)
    lesson = published(skills=(skill.pk,), awards=((skill.pk, Length.M6),))

    words = words_of(post.person)

    assert f'href="/library/{lesson.pk}/"' in words
    assert "Start it" in words


def test_a_lesson_under_way_is_finished_not_started(post: Post):
    skill = SkillFactory(kind="learning")
    held(post.person, skill, days_ago=350)
    lesson = published(skills=(skill.pk,), awards=((skill.pk, Length.M6),))
    begun(post.person, lesson)

    words = words_of(post.person)

    assert "Finish it" in words
    assert "Carry on" in words and "40 per cent read." in words


def begun(person: Person, lesson: Lesson) -> Attempt:
    form = lesson.forms.get()
    return Attempt.objects.create(
        person=person,
        force=person.home_force,
        lesson=lesson,
        form=form,
        length=form.length,
        version=1,
        position=400,
        furthest=400,
        started_at=clock.now(),
        last_at=clock.now(),
    )


def test_a_sergeant_sees_what_the_team_needs(post: Post):
    sergeant = PostFactory(unit=post.unit, leads=True).person
    held(post.person, SkillFactory(name="Taser"), days_ago=500)

    words = words_of(sergeant)

    assert "Your team" in words
    assert f"{post.person.family_name}: Taser" in words


def test_a_constable_sees_no_team(post: Post):
    assert "Your team" not in words_of(post.person)


def test_home_costs_no_more_than_twelve_queries(post: Post, django_assert_max_num_queries):
    for number in range(6):
        held(post.person, SkillFactory(), days_ago=340 + number * 40)
    client = client_of(post.person)
    client.get("/")

    with django_assert_max_num_queries(12):
        client.get("/")

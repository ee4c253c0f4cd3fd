from uuid import UUID, uuid4

import pytest

from peel.catalogue.models import Lesson, Theme
from peel.foundation import clock
from peel.home.actions.liked import count_likes
from peel.home.models import Liked
from peel.ledger.actions.append import happening
from peel.ledger.rules import Happening
from peel.people.models import Force
from tests.people.factories import PostFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> Lesson:
    theme = Theme.objects.create(code="care", name="Care", family="care", cover="care")
    return Lesson.objects.create(title="Slow it down", theme=theme, changed_at=clock.now())


def rated(subject: UUID, lesson: Lesson, liked: int) -> Happening:
    force = Force.objects.exclude(kind=Force.Kind.NATION).filter(live=True).get()
    return happening(
        subject=subject,
        force=force.pk,
        verb="rated",
        object_type="lesson",
        object_id=lesson.pk,
        result={"liked": liked},
    )


@pytest.fixture
def officers() -> list[UUID]:
    unit = UnitFactory(function="response")
    return [PostFactory(unit=unit).person.subject for _ in range(2)]


def counts() -> list[tuple[str, int]]:
    return list(Liked.objects.values_list("function", "people"))


def test_each_liking_counts_for_the_function_of_its_person(lesson: Lesson, officers: list[UUID]):
    count_likes([rated(officer, lesson, 1) for officer in officers])

    assert counts() == [("response", 2)]


def test_a_liking_withdrawn_is_taken_away(lesson: Lesson, officers: list[UUID]):
    count_likes([rated(officer, lesson, 1) for officer in officers])
    count_likes([rated(officers[0], lesson, -1)])

    assert counts() == [("response", 1)]


def test_a_change_of_stars_that_changes_no_mind_counts_nothing(lesson: Lesson, officers: list[UUID]):
    count_likes([rated(officers[0], lesson, 0)])

    assert counts() == []


def test_somebody_without_a_post_counts_for_no_function(lesson: Lesson, officers: list[UUID]):
    count_likes([rated(uuid4(), lesson, 1)])

    assert counts() == []


def test_a_lesson_that_is_gone_is_passed_over(lesson: Lesson, officers: list[UUID]):
    gone = Lesson(pk=lesson.pk + 1)

    count_likes([rated(officers[0], gone, 1)])

    assert counts() == []

import pytest

from peel.catalogue.actions import writing
from peel.catalogue.models import Lesson, LessonText, LessonVersion, WorkingCopy
from peel.foundation import clock
from peel.people.followers import follow_erasure
from tests.catalogue.factories import content
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_an_erased_author_is_named_by_no_lesson_in_no_version():
    author = PersonFactory(given_name="Jude", family_name="Okoro")
    lesson = writing.begin_lesson(title="Doors", force=author.home_force, by=author)
    whole = content("Doors", m6="Doors.", owner_words="Jude Okoro")
    for _version in range(2):
        writing.save_copy(lesson, change=lambda _now: whole, seen=clock.now(), by=author)
        writing.publish(lesson, by=author)
    writing.save_copy(lesson, change=lambda _now: whole, seen=clock.now(), by=author)

    follow_erasure(author)

    lesson = Lesson.objects.get(pk=lesson.pk)
    assert (lesson.owner, lesson.owner_words, lesson.state) == (None, "", "published")
    assert LessonText.objects.get(lesson=lesson).card["by"] == ""
    assert {version.content["owner_words"] for version in LessonVersion.objects.all()} == {""}
    assert WorkingCopy.objects.get().content["owner_words"] == ""

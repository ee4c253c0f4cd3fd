import pytest

from peel.catalogue.models import Lesson
from peel.learning.actions import opinions
from peel.learning.models import PrivateNote, Rating, Saved
from peel.ledger.models import AuditEntry, Statement, StatementBody
from tests.catalogue.factories import published


def sums(lesson):
    fresh = Lesson.objects.get(pk=lesson.pk)
    return fresh.rating_sum, fresh.rating_count, fresh.recommend_count


def test_stars_and_recommending_are_given_one_at_a_time(ana):
    lesson = published()

    opinions.give_stars(lesson, person=ana, stars=5, by=ana)
    opinions.say_recommend(lesson, person=ana, recommend=True, by=ana)

    rating = Rating.objects.get(person=ana, lesson=lesson)
    assert (rating.stars, rating.recommend) == (5, True)
    assert sums(lesson) == (5, 1, 1)


def test_changing_ones_mind_counts_once(ana, ben):
    lesson = published()
    opinions.give_stars(lesson, person=ana, stars=5, by=ana)
    opinions.give_stars(lesson, person=ben, stars=3, by=ben)

    opinions.give_stars(lesson, person=ana, stars=1, by=ana)
    opinions.say_recommend(lesson, person=ben, recommend=True, by=ben)
    opinions.say_recommend(lesson, person=ben, recommend=None, by=ben)

    assert sums(lesson) == (4, 2, 0)


def test_stars_can_be_taken_back(ana):
    lesson = published()
    opinions.give_stars(lesson, person=ana, stars=4, by=ana)

    opinions.give_stars(lesson, person=ana, stars=None, by=ana)

    assert sums(lesson) == (0, 0, 0)


def test_the_ledger_is_told_that_it_is_liked_and_never_how_many_stars(ana):
    lesson = published()

    for stars in (5, 4, 2, 3):
        opinions.give_stars(lesson, person=ana, stars=stars, by=ana)

    bodies = [body.canonical for body in StatementBody.objects.order_by("statement_id")]
    assert [body.split('"liked":')[1].split("}")[0] for body in bodies] == ["1", "0", "-1", "0"]
    assert not any("stars" in body or "score" in body for body in bodies)


def test_a_note_is_kept_changed_and_dropped_without_a_trace(ana):
    lesson = published()

    opinions.write_note(lesson, person=ana, text="I ask what happened first.", by=ana)
    opinions.write_note(lesson, person=ana, text="Next time: water, space.", by=ana)
    assert PrivateNote.objects.get().text == "Next time: water, space."

    opinions.write_note(lesson, person=ana, text="  ", by=ana)
    assert not PrivateNote.objects.exists()
    assert not Statement.objects.exists()
    assert not AuditEntry.objects.exists()


def test_nobody_writes_anothers_note(ana, ben):
    with pytest.raises(ValueError, match="written by the one whose it is"):
        opinions.write_note(published(), person=ana, text="Hm.", by=ben)


def test_a_lesson_is_put_aside_once_and_taken_back(ana):
    lesson = published()

    for aside in (True, True, False):
        opinions.put_aside(lesson, person=ana, aside=aside, by=ana)

    assert not Saved.objects.exists()

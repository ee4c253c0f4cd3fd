from peel.catalogue.models import Lesson
from peel.learning.actions import attempts, opinions
from peel.learning.actions.following import forget_learning_of, join_learning
from peel.learning.actions.journeys import take
from peel.learning.models import Attempt, JourneyTaken, PrivateNote, Rating, Saved
from peel.people.followers import follow_erasure
from tests.catalogue.factories import published
from tests.learning.journeys import journey_of


def did_everything(person, lesson):
    form = lesson.forms.select_related("lesson").get()
    attempts.say_done(form, person=person, by=person)
    attempts.begin_again(form, person=person, by=person)
    opinions.give_stars(lesson, person=person, stars=4, by=person)
    opinions.write_note(lesson, person=person, text=f"Of {person.given_name}.", by=person)
    opinions.put_aside(lesson, person=person, aside=True, by=person)
    take(journey_of(lesson), person=person, by=person)


def rows_of(person):
    models = (Attempt, Rating, PrivateNote, JourneyTaken, Saved)
    return [model.objects.filter(person=person).count() for model in models]


def test_an_erasure_leaves_nothing_of_what_somebody_learned_and_others_keep_theirs(ana, ben):
    lesson = published(s60="Words.")
    did_everything(ana, lesson)
    did_everything(ben, lesson)

    follow_erasure(ana)

    assert rows_of(ana) == [0, 0, 0, 0, 0]
    assert rows_of(ben) == [2, 1, 1, 1, 1]
    assert Lesson.objects.get(pk=lesson.pk).done_count == 2


def test_erasing_twice_is_harmless(ana):
    did_everything(ana, published(s60="Words."))

    forget_learning_of(ana)
    forget_learning_of(ana)

    assert rows_of(ana) == [0, 0, 0, 0, 0]


def test_two_rows_of_one_human_being_become_one_learner(ana, ben):
    lesson, other = published(s60="Words."), published(s60="Other words.")
    did_everything(ana, lesson)
    did_everything(ben, lesson)
    did_everything(ben, other)
    opinions.give_stars(lesson, person=ben, stars=2, by=ben)

    join_learning(ana, other=ben)

    assert rows_of(ben) == [0, 0, 0, 0, 0]
    assert Attempt.objects.filter(person=ana, done_at=None).count() == 2
    assert Attempt.objects.filter(person=ana, done_at__isnull=False).count() == 3
    assert Rating.objects.get(person=ana, lesson=lesson).stars == 2
    assert PrivateNote.objects.get(person=ana, lesson=lesson).text == f"Of {ana.given_name}.\n\nOf {ben.given_name}."
    fresh = Lesson.objects.get(pk=lesson.pk)
    assert (fresh.rating_sum, fresh.rating_count) == (2, 1)

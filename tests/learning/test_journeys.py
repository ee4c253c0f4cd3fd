from peel.learning.actions import attempts
from peel.learning.actions.journeys import take
from peel.learning.models import JourneyTaken
from peel.learning.queries.journeys import (
    journeys_found,
    journeys_under_way,
    journeys_with_progress,
    way_of,
    way_with,
)
from peel.ledger.models import Statement
from peel.people.signed_in import SignedIn
from tests.catalogue.factories import published
from tests.learning.journeys import journey_of
from tests.people.factories import ForceFactory


def finish(lesson, person):
    attempts.say_done(lesson.forms.select_related("lesson").get(), person=person, by=person)


def told(person):
    return list(Statement.objects.filter(subject=person.subject, object_type="journey").values_list("verb", flat=True))


def test_beginning_twice_is_beginning_once(ana):
    journey = journey_of(published(s60="One."))

    first = take(journey, person=ana, by=ana)
    second = take(journey, person=ana, by=ana)

    assert first == second
    assert told(ana) == ["initialized"]


def test_what_was_learned_before_counts_from_the_start(ana):
    one, two = published("One", s60="One."), published("Two", s60="Two.")
    journey = journey_of(one, two)
    finish(one, ana)

    take(journey, person=ana, by=ana)

    way = way_of(journey, person=ana)
    assert (way.standing.done, way.standing.of, way.next.title) == (1, 2, "Two")


def test_the_last_step_that_counts_finishes_the_journey(ana):
    one, two, three = (published(name, s60="Words.") for name in ("One", "Two", "Three"))
    journey = journey_of(one, two, three, optional=(1,))
    take(journey, person=ana, by=ana)
    finish(one, ana)
    assert JourneyTaken.objects.get().done_at is None

    finish(three, ana)

    assert JourneyTaken.objects.get().done_at is not None
    assert told(ana) == ["initialized", "completed"]


def test_going_on_after_a_lesson_leads_to_the_next_that_is_not_done(ana):
    one, two, three = (published(name, s60="Words.") for name in ("One", "Two", "Three"))
    journey_of(one, two, three)
    finish(two, ana)

    way = way_with(one.pk, viewer=SignedIn(ana))

    assert way.after(one.pk).title == "Three"
    assert way.after(three.pk) is None


def test_a_lesson_shows_the_journey_that_its_reader_is_on(ana):
    lesson = published(s60="Words.")
    journey_of(lesson, title="First")
    taken = journey_of(lesson, title="Taken")
    take(taken, person=ana, by=ana)

    assert way_with(lesson.pk, viewer=SignedIn(ana)).title == "Taken"


def test_steps_next_to_a_lesson_are_shown_and_not_all_of_them(ana):
    lessons = [published(f"Lesson {number}", s60="Words.") for number in range(9)]
    journey_of(*lessons)

    def beside(number):
        way = way_with(lessons[number].pk, viewer=SignedIn(ana))
        return [step.title[-1] for step in way.around(lessons[number].pk)]

    assert beside(0) == list("012345")
    assert beside(4) == list("234567")
    assert beside(8) == list("345678")


def test_another_forces_journey_is_not_there(ana):
    lesson = published(s60="Words.")
    journey_of(lesson, force=ForceFactory())

    viewer = SignedIn(ana)

    assert way_with(lesson.pk, viewer=viewer) is None
    assert journeys_with_progress(viewer) == []
    assert journeys_found("detective", viewer=viewer) == []


def test_journeys_under_way_come_first_with_how_far_one_is(ana):
    one, two = published("One", s60="One."), published("Two", s60="Two.")
    journey_of(one, title="Another")
    taken = journey_of(one, two, title="Taken")
    take(taken, person=ana, by=ana)
    finish(two, ana)

    offers = journeys_with_progress(SignedIn(ana))

    assert [(offer.journey.title, offer.done, offer.of, offer.share) for offer in offers] == [
        ("Taken", 1, 2, 50),
        ("Another", 0, 1, 0),
    ]
    assert [offer.journey.title for offer in journeys_under_way(SignedIn(ana))] == ["Taken"]


def test_a_journey_is_found_by_half_a_word_and_by_what_the_trade_calls_it(ana):
    journey_of(published(s60="Words."), title="Emergency life support, from the start")

    viewer = SignedIn(ana)

    assert [journey.title for journey in journeys_found("emerg", viewer=viewer)] != []
    assert [journey.title for journey in journeys_found("first aid", viewer=viewer)] != []
    assert journeys_found("", viewer=viewer) == []


def test_a_list_of_journeys_costs_the_same_for_one_and_for_thirty(ana, django_assert_num_queries):
    lesson = published(s60="Words.")
    journey_of(lesson)
    with django_assert_num_queries(4):
        journeys_with_progress(SignedIn(ana))

    for number in range(30):
        journey_of(lesson, title=f"Journey {number}")

    with django_assert_num_queries(4):
        journeys_with_progress(SignedIn(ana))

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peel.catalogue.actions.indexing import index_lessons, recount
from peel.catalogue.models import Lesson, LessonText, Vocabulary
from peel.catalogue.queries.search import PAGE, Wanted, search
from peel.catalogue.rules.search_words import query_from
from peel.skills.models import Skill
from tests.catalogue.factories import published, stored
from tests.people.factories import ForceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


def titles(typed, *, forces=(), **asked):
    return [hit.card["t"] for hit in search(typed, forces=list(forces), **asked).page]


@pytest.mark.parametrize(
    "typed",
    [
        "searching",
        "SEARCHES",
        "sear",
        "pockets",
        "gowisely",
        "Café",
        "sergeant okoro",
        "“stop and search”",
        "own words",
        "wrong pocket",
    ],
)
def test_a_lesson_is_found_by_any_of_its_words(typed):
    published(
        "Stop and search",
        summary="What fair feels like at the café.",
        owner_words="Sgt Okoro",
        s60="1. **Grounds.** In your own words.",
        m6="Every search begins with a ground.\n\n- pocket\n- bag",
        quiz=[_question("Which pocket first?", "The wrong pocket", "None")],
    )
    published("Handcuffs", m6="Check the fit.")

    assert titles(typed) == ["Stop and search"]


def _question(question, *answers):
    from peel.catalogue.rules.drafts import QuizDraft

    return QuizDraft(question, answers, 0)


def test_words_of_the_trade_find_each_other():
    published("Emergency life support", m6="Thirty to two.")

    assert titles("FALP") == titles("first aid") == titles("ELS") == ["Emergency life support"]


def test_a_lesson_is_found_by_the_skills_it_builds_and_by_what_they_are_also_called():
    skill = Skill.objects.create(code="CED", name="Conducted energy device", kind="authorised", also_called=["X26"])
    published("Red dot", skills=(skill.pk,))

    assert titles("x26") == ["Red dot"]


def test_every_word_must_be_there():
    published("Witness account")
    published("Witness box")

    assert titles("witness account") == ["Witness account"]


def test_what_stands_in_the_title_comes_before_what_stands_in_the_text():
    published("Radios", m6="A statement of the obvious.")
    published("Statement taking")

    assert titles("statement") == ["Statement taking", "Radios"]


def test_a_mistyped_word_is_corrected_and_the_correction_is_said():
    published("Disclosure basics")

    found = search("disclsure", forces=[])

    assert [hit.card["t"] for hit in found.page] == ["Disclosure basics"]
    assert (found.corrections, found.loosened) == ({"disclsure": "disclosure"}, False)


def test_where_no_lesson_has_all_the_words_those_with_some_are_shown_and_it_is_said():
    published("Disclosure basics")

    found = search("disclosure helicopter", forces=[])

    assert [hit.card["t"] for hit in found.page] == ["Disclosure basics"]
    assert found.loosened


def test_nothing_is_found_where_nothing_is():
    published("Disclosure basics")

    found = search("qqqq", forces=[])

    assert (found.total, found.page, found.loosened) == (0, [], False)


def test_a_force_finds_its_own_lessons_and_the_nations_and_no_others():
    ours, theirs = ForceFactory(), ForceFactory()
    published("Ours", force=ours)
    published("Theirs", force=theirs)
    published("Everybody’s")

    assert set(titles("doors", forces=[ours.pk])) == {"Ours", "Everybody’s"}
    assert set(titles("", forces=[ours.pk])) == {"Ours", "Everybody’s"}


def test_drafts_and_retired_lessons_are_not_found():
    draft = stored("Draft")
    retired = published("Retired")
    Lesson.objects.filter(pk=retired.pk).update(state=Lesson.State.RETIRED)

    index_lessons([draft.pk, retired.pk])

    assert titles("doors") == []
    assert not LessonText.objects.exists()


def test_filters_narrow_and_their_own_counts_stay():
    published("Poster", s6="Knock.")
    published("Both", s6="Knock.", m6="Doors.")
    published("Article", m6="Doors.", theme="custody")

    found = search("", forces=[], wanted=Wanted(length=("s6",)))

    assert {hit.card["t"] for hit in found.page} == {"Poster", "Both"}
    assert {option.value: option.count for option in found.facets["length"]} == {"s6": 2, "m6": 2}
    assert {option.name: option.count for option in found.facets["theme"]} == {"Officer safety": 2}


def test_filters_of_two_kinds_must_both_be_met():
    published("Poster", s6="Knock.", owner_words="Data")
    published("Other", s6="Knock.", owner_words="Custody")

    assert titles("", wanted=Wanted(length=("s6",), owner=("Data",))) == ["Poster"]


def test_a_page_has_so_many_and_the_next_one_the_rest():
    for number in range(PAGE + 1):
        published(f"Door {number}")

    first, second = search("door", forces=[]), search("door", forces=[], page=2)

    assert (first.total, len(first.page), len(second.page)) == (PAGE + 1, PAGE, 1)
    assert second.page[0].lesson not in {hit.lesson for hit in first.page}


def test_the_highest_rated_come_first_when_asked_for():
    published("Liked less")
    liked = published("Liked")
    Lesson.objects.filter(pk=liked.pk).update(rating_sum=10, rating_count=2)

    found = search("doors", forces=[], sort="rated")

    assert [(hit.card["t"], hit.stars) for hit in found.page] == [("Liked", 5.0), ("Liked less", None)]


def test_what_is_used_and_liked_rises_at_the_nightly_count():
    published("Quiet")
    busy = published("Busy")
    Lesson.objects.filter(pk=busy.pk).update(rating_sum=50, rating_count=10, done_count=400)

    recount()
    cache.clear()

    assert titles("") == ["Busy", "Quiet"]


def test_the_nightly_count_of_words_forgets_what_is_gone():
    lesson = published("Helicopter")
    published("Handcuffs")
    Lesson.objects.filter(pk=lesson.pk).update(state=Lesson.State.RETIRED)

    recount()

    assert "helicopter" not in set(Vocabulary.objects.values_list("word", flat=True))
    assert Vocabulary.objects.get(word="handcuffs").lessons == 1


def test_a_search_is_one_query(django_assert_num_queries):
    published("Doors")

    with django_assert_num_queries(1):
        search("doors", forces=[], wanted=Wanted(length=("m6",)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text())
def test_whatever_is_typed_postgresql_can_read_it(typed):
    query = query_from(typed)
    texts = [
        ("english", query.whole),
        ("english", query.last),
        ("simple", query.last_typed),
        ("english", query.any_word),
    ]

    with connection.cursor() as cursor:
        for config, text in texts:
            cursor.execute("SELECT to_tsquery(%s::regconfig, %s)", [config, text])
    search(typed, forces=[])

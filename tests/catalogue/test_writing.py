from dataclasses import replace
from datetime import timedelta

import pytest

from peel.catalogue.actions import writing
from peel.catalogue.models import Lesson, LessonText, LessonVersion, WorkingCopy
from peel.catalogue.queries.search import search
from peel.catalogue.queries.stored import content_of
from peel.catalogue.rules.content import from_json
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length
from peel.foundation import clock
from peel.ledger.models import AuditEntry, Statement
from tests.catalogue.factories import content, published
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return PersonFactory(given_name="Jude", family_name="Okoro")


@pytest.fixture
def other(author):
    return PersonFactory(home_force=author.home_force)


def begin(author, title="Doors"):
    return writing.begin_lesson(title=title, force=author.home_force, by=author)


def write(lesson, author, *, seen=None, **given):
    whole = content(given.pop("title", "Doors"), **given)
    return writing.save_copy(lesson, change=lambda _before: whole, seen=seen or clock.now(), by=author)


def test_a_new_lesson_is_seen_by_nobody_but_its_authors(author):
    lesson = begin(author)

    assert (lesson.state, lesson.version, lesson.owner, lesson.owner_words) == ("draft", 0, author, "Jude Okoro")
    assert from_json(WorkingCopy.objects.get(lesson=lesson).content).title == "Doors"
    assert not LessonText.objects.exists()


def test_what_is_written_stays_out_of_the_library_until_it_is_published(author):
    lesson = published("Doors", m6="Doors.", force=author.home_force)

    write(lesson, author, title="Windows", m6="Windows.")

    assert Lesson.objects.get(pk=lesson.pk).title == "Doors"
    assert search("windows", forces=[author.home_force_id]).total == 0


def test_publishing_makes_the_copy_the_lesson_and_tells_the_ledger(author):
    lesson = begin(author)
    write(lesson, author, s6="Look, then knock.", m6="Doors open both ways.")

    version = writing.publish(lesson, by=author)

    lesson = Lesson.objects.get(pk=lesson.pk)
    assert (lesson.state, lesson.version, version.number, version.saved_by) == ("published", 1, 1, author)
    assert [form.length for form in content_of(lesson).forms] == [Length.S6, Length.M6]
    assert search("knock", forces=[author.home_force_id]).total == 1
    assert not WorkingCopy.objects.exists()
    assert list(Statement.objects.values_list("verb", "subject")) == [("published", author.subject)]


def test_publishing_again_keeps_what_stood_before_and_the_rows_of_its_forms(author):
    lesson = published("Doors", m6="First.", force=author.home_force)
    Lesson.objects.filter(pk=lesson.pk).update(version=1)
    form = lesson.forms.get()

    write(lesson, author, m6="Second.")
    writing.publish(lesson, by=author)

    assert list(LessonVersion.objects.order_by("number").values_list("number", "saved_by", "published")) == [
        (1, None, True),
        (2, author.pk, True),
    ]
    assert lesson.forms.get().pk == form.pk
    assert lesson.forms.get().text == "Second."


def test_an_imported_lesson_that_is_edited_here_is_marked_so(author):
    lesson = published(force=author.home_force)
    write(lesson, author, m6="Ours now.")

    writing.publish(lesson, by=author)

    assert Lesson.objects.get(pk=lesson.pk).edited_here


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        ({"title": " ", "m6": "Words."}, ["It has no title yet."]),
        ({"theme": "", "m6": "Words."}, ["Choose a theme, so that people can find it."]),
        ({}, ["Write at least one of the four lengths."]),
        ({"s6": "one " * 13}, ["A strapline takes six seconds: 13 words are too many, 12 are enough."]),
        ({"s60": "\n".join("abcdefg")}, ["One side holds 5 points; 2 more would not be shown."]),
        (
            {"forms": (FormDraft(Length.M6, Kind.VIDEO, file=1),)},
            [
                "The recording has no captions yet: add them and read them through.",
                "The recording has no transcript yet.",
            ],
        ),
        (
            {"forms": (FormDraft(Length.M6, Kind.VIDEO, extra={"problem": "It cannot be opened."}),)},
            ["The recording does not play: It cannot be opened."],
        ),
        ({"forms": (FormDraft(Length.M6, Kind.ARTICLE, body="#"),)}, ["There is nothing to read in it yet."]),
        ({"forms": (FormDraft(Length.M6, Kind.LINK),)}, ["The link leads nowhere yet."]),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_published(author, given, sentences):
    lesson = begin(author)
    write(lesson, author, **given)

    with pytest.raises(writing.NotReady) as refused:
        writing.publish(lesson, by=author)

    assert [str(fault.sentence) for fault in refused.value.faults] == sentences
    assert Lesson.objects.get(pk=lesson.pk).state == "draft"


@pytest.mark.parametrize(("answers", "right"), [(("One",), 0), (("One", "Two"), -1), (("One", "Two"), 2)])
def test_a_question_needs_two_answers_and_a_right_one(author, answers, right):
    from peel.catalogue.rules.drafts import QuizDraft

    lesson = begin(author)
    write(lesson, author, m6="Words.", quiz=[QuizDraft("Which?", answers, right)])

    with pytest.raises(writing.NotReady, match=r"Question 1 needs two or more answers, one of them marked right\."):
        writing.publish(lesson, by=author)


def test_somebody_elses_writing_is_never_overwritten_unseen(author, other):
    lesson = begin(author)
    seen = write(lesson, author, m6="Mine.").saved_at
    write(lesson, other, m6="Theirs.", seen=seen)

    with pytest.raises(writing.SomebodyElseSaved) as refused:
        write(lesson, author, m6="Mine again.", seen=seen)

    assert refused.value.by == other
    assert from_json(WorkingCopy.objects.get(lesson=lesson).content).forms[0].body == "Theirs."


def test_ones_own_earlier_page_may_go_on(author):
    lesson = begin(author)
    seen = write(lesson, author, m6="One.").saved_at
    write(lesson, author, m6="Two.")

    write(lesson, author, m6="Three.", seen=seen - timedelta(minutes=1))

    assert from_json(WorkingCopy.objects.get(lesson=lesson).content).forms[0].body == "Three."


def test_a_change_is_made_to_the_copy_as_it_is_now(author):
    lesson = begin(author)
    write(lesson, author, m6="Words.")

    writing.save_copy(lesson, change=lambda now: replace(now, summary="Short."), seen=clock.now(), by=author)

    kept = from_json(WorkingCopy.objects.get(lesson=lesson).content)
    assert (kept.summary, kept.forms[0].body) == ("Short.", "Words.")


def test_an_earlier_version_comes_back_as_a_draft_first(author):
    lesson = begin(author)
    for words in ("First.", "Second."):
        write(lesson, author, m6=words)
        writing.publish(lesson, by=author)

    writing.restore(lesson, number=1, by=author)
    assert lesson.forms.get().text == "Second."

    writing.publish(lesson, by=author)
    assert lesson.forms.get().text == "First."
    assert Lesson.objects.get(pk=lesson.pk).version == 3


def test_a_draft_that_was_never_published_goes_as_a_whole(author):
    lesson = begin(author)

    writing.throw_away_copy(lesson, by=author)

    assert not Lesson.objects.filter(pk=lesson.pk).exists()


def test_throwing_away_the_draft_of_a_published_lesson_leaves_the_lesson(author):
    lesson = begin(author)
    write(lesson, author, m6="First.")
    writing.publish(lesson, by=author)
    write(lesson, author, m6="Second.")

    writing.throw_away_copy(lesson, by=author)

    assert lesson.forms.get().text == "First."
    assert not WorkingCopy.objects.exists()


def test_a_retired_lesson_leaves_the_library_and_stays_on_record(author):
    lesson = published("Doors", force=author.home_force)

    writing.retire(lesson, by=author)

    assert Lesson.objects.get(pk=lesson.pk).state == "retired"
    assert search("doors", forces=[author.home_force_id]).total == 0
    assert AuditEntry.objects.get(verb="retired").actor == author.subject

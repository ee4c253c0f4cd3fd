import re
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from peel.catalogue.actions import writing
from peel.catalogue.models import Lesson, SearchAsked, WorkingCopy
from peel.catalogue.rules.content import from_json
from peel.catalogue.rules.drafts import QuizDraft
from peel.catalogue.rules.reading import Length
from peel.foundation import clock
from peel.skills.models import Competency, Framework, Skill
from tests.catalogue.factories import content, published
from tests.people.factories import ForceFactory, PostFactory, RoleHeldFactory, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    person = PostFactory().person
    RoleHeldFactory(person=person, role="author")
    return person


@pytest.fixture
def browser(author):
    return client_of(author)


@pytest.fixture
def lesson(author):
    return writing.begin_lesson(title="Doors", force=author.home_force, by=author)


def typed(**changes):
    """What the form of an edit page sends."""
    return {
        "title": "Doors",
        "theme": "officer-safety",
        "s6": "Look, then knock.",
        "s60": "",
        "m6": "Doors open **both** ways.",
        "m60": "",
        "quiz-TOTAL_FORMS": "1",
        "quiz-INITIAL_FORMS": "0",
        "quiz-0-question": "",
        "seen": clock.now().isoformat(),
        **changes,
    }


def kept(lesson):
    return from_json(WorkingCopy.objects.get(lesson=lesson).content)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def edit(browser, lesson, **changes):
    return browser.post(reverse("catalogue:edit", args=[lesson.pk]), typed(**changes))


def test_a_lesson_is_begun_with_a_title(browser, author):
    answer = browser.post(reverse("catalogue:begin"), {"title": "Doors"})

    lesson = Lesson.objects.get()
    assert answer["Location"] == reverse("catalogue:edit", args=[lesson.pk])
    assert (lesson.title, lesson.force) == ("Doors", author.home_force)


def test_a_lesson_without_a_title_is_not_begun(browser):
    assert browser.post(reverse("catalogue:begin"), {"title": " "}).status_code == 422
    assert not Lesson.objects.exists()


def test_the_desk_counts_what_is_being_written_and_shows_what_people_miss(browser, author, lesson):
    SearchAsked.objects.create(force=author.home_force, day=clock.today(), words="helicopter", times=12, found=0)

    html = browser.get(reverse("catalogue:create")).content.decode()

    assert "One lesson being written" in html
    assert "helicopter" in html
    assert "12 times" in html


def test_the_desk_of_an_author_without_drafts_says_what_it_is_for(browser):
    assert "Teach it once." in browser.get(reverse("catalogue:create")).content.decode()


def test_what_is_typed_is_kept_by_itself(browser, lesson):
    answer = browser.post(
        reverse("catalogue:edit", args=[lesson.pk]), typed(summary="Short."), headers={"X-Autosave": "1"}
    )

    assert answer.status_code == 204
    assert (kept(lesson).summary, kept(lesson).form(Length.M6).body) == ("Short.", "Doors open **both** ways.")


def test_everything_on_the_form_is_kept_and_shown_again(browser, lesson, author):
    skill = Skill.objects.create(code="PPST", name="Safety", kind="learning")
    framework = Framework.objects.create(code="cvf", version="t", name="CVF")
    competency = Competency.objects.create(framework=framework, name="We collaborate", levels=3)

    edit(
        browser,
        lesson,
        skills=[skill.pk],
        competencies=[f"{competency.pk}:2"],
        audience="Response, CID",
        outcomes="knock\nwait\n",
        cites="Human Rights Act 1998",
        review_by="2027-04-02",
        demonstration="on",
        owner_words="Head of Doors",
        **{"quiz-0-question": "Which way?", "quiz-0-answer_0": "In", "quiz-0-answer_2": "Both", "quiz-0-right": "2"},
    )

    whole = kept(lesson)
    assert (whole.skills, whole.competencies, whole.audience) == (
        (skill.pk,),
        ((competency.pk, 2),),
        ("Response", "CID"),
    )
    assert (whole.outcomes, whole.demonstration, whole.owner_words) == (("knock", "wait"), True, "Head of Doors")
    assert whole.form(Length.M6).quiz == (QuizDraft("Which way?", ("In", "Both"), 1),)
    html = browser.get(reverse("catalogue:edit", args=[lesson.pk])).content.decode()
    assert f'value="{skill.pk}" id="id_skills_0" checked' in html or re.search(
        rf'name="skills" value="{skill.pk}"[^>]*checked', html
    )
    assert 'value="2027-04-02"' in html
    assert "Which way?" in html


def test_only_who_sets_rules_says_what_a_lesson_counts_for(browser, lesson, author):
    learning = Skill.objects.create(code="MH", name="Mental health response", kind="learning")
    Skill.objects.create(code="AFO", name="Authorised firearms officer", kind="authorised")

    edit(browser, lesson, counts_for=[learning.pk])
    assert kept(lesson).awards == ()

    RoleHeldFactory(person=author, role="head-of-profession")
    html = browser.get(reverse("catalogue:edit", args=[lesson.pk])).content.decode()
    edit(browser, lesson, counts_for=[learning.pk])

    assert html.count('name="counts_for"') == 1
    assert (kept(lesson).awards, kept(lesson).skills) == (((learning.pk, Length.M6),), (learning.pk,))


def test_an_author_without_rules_leaves_what_a_lesson_counts_for(browser, lesson, author):
    learning = Skill.objects.create(code="MH", name="Mental health response", kind="learning")
    held = RoleHeldFactory(person=author, role="head-of-profession")
    edit(browser, lesson, counts_for=[learning.pk])
    held.delete()

    edit(browser, lesson, skills=[learning.pk], title="Doors, again")

    assert (kept(lesson).awards, kept(lesson).title) == (((learning.pk, Length.M6),), "Doors, again")


def test_what_cannot_be_read_is_said_and_what_was_typed_stays(browser, lesson):
    answer = edit(browser, lesson, review_by="soon", title="Doors, again")

    assert answer.status_code == 422
    assert "Doors, again" in answer.content.decode()
    assert kept(lesson).title == "Doors"
    silent = browser.post(reverse("catalogue:edit", args=[lesson.pk]), typed(title=""), headers={"X-Autosave": "1"})
    assert silent.status_code == 422


def test_publishing_puts_it_in_the_library(browser, lesson):
    answer = edit(browser, lesson, then="publish")

    assert answer["Location"] == reverse("learning:lesson", args=[lesson.pk])
    assert Lesson.objects.get(pk=lesson.pk).state == "published"


def test_publishing_too_early_keeps_the_draft_and_says_what_is_missing(browser, lesson):
    answer = edit(browser, lesson, s6="", m6="", then="publish")

    assert answer["Location"].endswith("#before")
    assert "not published yet" in said(answer)[0]
    page = browser.get(reverse("catalogue:edit", args=[lesson.pk])).content.decode()
    assert "Write at least one of the four lengths." in page


def test_another_question_is_there_after_keeping(browser, lesson):
    edit(
        browser,
        lesson,
        then="question",
        **{"quiz-0-question": "One?", "quiz-0-answer_0": "a", "quiz-0-answer_1": "b", "quiz-0-right": "0"},
    )

    html = browser.get(reverse("catalogue:edit", args=[lesson.pk])).content.decode()
    assert 'name="quiz-TOTAL_FORMS" value="2"' in html


def test_somebody_elses_words_are_not_overwritten(browser, lesson, author):
    other = PostFactory(unit__force=author.home_force).person
    RoleHeldFactory(person=other, role="author")
    old = clock.now().isoformat()
    writing.save_copy(lesson, change=lambda _now: content("Theirs", m6="x"), seen=clock.now(), by=other)

    shown = edit(browser, lesson, seen=old, title="Mine")
    silent = browser.post(reverse("catalogue:edit", args=[lesson.pk]), typed(seen="never"), headers={"X-Autosave": "1"})

    assert (shown.status_code, silent.status_code) == (409, 409)
    assert other.name in said(shown)[0]
    assert "Mine" in shown.content.decode()
    assert kept(lesson).title == "Theirs"


def test_how_it_will_look_is_drawn_without_being_kept(browser, lesson):
    answer = browser.post(reverse("catalogue:look", args=[lesson.pk]), typed(s60="1. **Listen.** x", s6="Shh."))

    html = answer.content.decode()
    assert "Shh." in html
    assert "<li>Listen.</li>" in html
    assert "<strong>both</strong>" in html
    assert kept(lesson).form(Length.S6) is None


def test_versions_are_listed_read_and_restored(browser, lesson, author):
    edit(browser, lesson, m6="First words.", then="publish")
    edit(browser, lesson, m6="Second words.", then="publish")

    listed = browser.get(reverse("catalogue:versions", args=[lesson.pk])).content.decode()
    read = browser.get(reverse("catalogue:version", args=[lesson.pk, 1])).content.decode()
    browser.post(reverse("catalogue:restore", args=[lesson.pk, 1]))

    assert "Two versions are kept" in listed
    assert "First words." in read
    assert kept(lesson).form(Length.M6).body == "First words."
    assert browser.post(reverse("catalogue:restore", args=[lesson.pk, 9])).status_code == 404


def test_a_picture_is_taken_and_a_program_is_not(browser, lesson):
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    where = reverse("catalogue:upload", args=[lesson.pk, "picture"])

    good = browser.post(where, {"file": SimpleUploadedFile("p.png", picture.getvalue())})
    bad = browser.post(where, {"file": SimpleUploadedFile("p.png", b"MZ\x90\x00 not a picture at all")})

    assert "is here." in said(good)[0]
    assert "p.png" in said(bad)[0]
    assert kept(lesson).form(Length.M6).poster is not None


def test_captions_that_are_none_are_refused_in_a_sentence(browser, lesson):
    where = reverse("catalogue:upload", args=[lesson.pk, "captions"])

    answer = browser.post(where, {"file": SimpleUploadedFile("c.vtt", b"WEBVTT\n\nsoon --> later\nHm.")})
    good = browser.post(where, {"file": SimpleUploadedFile("c.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nAsk first.")})

    assert said(answer) == ["“soon --> later” is not a time such as 00:03.500 --> 00:05.000."]
    assert kept(lesson).form(Length.M6).transcript == "Ask first."
    assert "is here." in said(good)[-1]


def test_a_draft_is_thrown_away_and_a_lesson_taken_out(browser, lesson, author):
    out = published("Windows", force=author.home_force)

    browser.post(reverse("catalogue:throw_away", args=[lesson.pk]))
    browser.post(reverse("catalogue:retire", args=[out.pk]))

    assert not Lesson.objects.filter(pk=lesson.pk).exists()
    assert Lesson.objects.get(pk=out.pk).state == "retired"


def test_who_may_not_write_is_told_whom_to_ask(author):
    answer = client_of(PostFactory(unit__force=author.home_force).person).get(reverse("catalogue:create"))

    assert answer.status_code == 403
    assert "Your learning team can make you one." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("edit", []), ("versions", []), ("version", [1])],
)
def test_lessons_of_another_force_and_of_the_nation_are_not_an_authors_to_change(browser, name, arguments):
    for lesson in (published(force=ForceFactory()), published()):
        where = reverse(f"catalogue:{name}", args=[lesson.pk, *arguments])
        assert browser.get(where).status_code == 404


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("edit", []),
        ("look", []),
        ("throw_away", []),
        ("retire", []),
        ("restore", [1]),
        ("upload", ["picture"]),
        ("drop", ["m6"]),
    ],
)
def test_nothing_is_posted_to_lessons_of_another_force(browser, name, arguments):
    lesson = published(force=ForceFactory())

    assert browser.post(reverse(f"catalogue:{name}", args=[lesson.pk, *arguments]), typed()).status_code == 404


def test_a_national_author_changes_national_lessons():
    person = PostFactory().person
    RoleHeldFactory(person=person, role="national-administrator", national=True)
    lesson = published()

    assert client_of(person).get(reverse("catalogue:edit", args=[lesson.pk])).status_code == 200


def test_only_authors_see_the_way_to_change_a_lesson(browser, author):
    lesson = published("Doors", s60="Words.", force=author.home_force)
    reader = client_of(PostFactory(unit__force=author.home_force).person)

    pages = [client.get(reverse("learning:lesson", args=[lesson.pk])).content.decode() for client in (browser, reader)]

    assert [reverse("catalogue:edit", args=[lesson.pk]) in html for html in pages] == [True, False]

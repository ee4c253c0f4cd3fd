import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from peel.catalogue.models import Lesson, SearchAsked
from peel.catalogue.rules.drafts import FormDraft, Kind, QuizDraft
from peel.catalogue.rules.reading import Length
from peel.learning.actions import attempts, opinions
from peel.learning.models import Attempt, PrivateNote, Rating
from tests.catalogue.factories import published, stored
from tests.learning.journeys import journey_of
from tests.people.factories import ForceFactory, PostFactory, RoleHeldFactory, client_of

HX = {"HX-Request": "true"}
VTT = "WEBVTT\n\n00:01.000 --> 00:02.500\nAsk first.\n\n00:03.200 --> 00:04.000\nThen tell.\n"


@pytest.fixture
def browser(ana):
    return client_of(ana)


def page(browser, name, *arguments, **query):
    answer = browser.get(reverse(f"learning:{name}", args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def form_of(lesson, length="s60"):
    return lesson.forms.select_related("lesson").get(length=length)


def test_the_library_shows_what_was_looked_for_with_its_counts(browser):
    published("Doors", m6="Doors open both ways.")
    published("Windows", m6="Windows open upwards.", theme="custody")

    html = page(browser, "library", q="doors")

    assert "<b>1 result</b>" in html
    assert "for “doors”" in html
    assert "Doors</a>" in html
    assert "Windows" not in html


def test_a_search_of_half_a_word_answers_htmx_with_what_changed_only(browser):
    published("Doors", m6="Doors open both ways.")

    html = browser.get(reverse("learning:library"), {"q": "doo"}, headers={"HX-Target": "found", **HX}).content.decode()

    assert html.lstrip().startswith('<div class="cols aside-first" id="found">')
    assert "Doors</a>" in html


def test_more_results_come_without_the_page_around_them(browser):
    for number in range(30):
        published(f"Door {number}")

    first = page(browser, "library", q="door")
    more = browser.get(reverse("learning:library"), {"q": "door", "page": 2}, headers={"HX-Target": "more", **HX})

    assert "?q=door&amp;page=2" in first
    assert more.content.decode().count("<article") == 6
    assert "page=3" not in more.content.decode()


def test_filters_are_ticked_and_what_makes_no_sense_is_left_out(browser):
    lesson = published("Poster", s6="Knock.")
    published("Article", m6="Doors.")

    html = page(browser, "library", length=["s6", "nonsense"], skill="x'; --", theme=[lesson.theme_id], page="-1")

    assert "Poster" in html
    assert "Article</a>" not in html
    assert re.search(r'name="length" value="s6" checked', html)


def test_a_card_says_what_its_reader_did_with_it(browser, ana):
    done, begun = published("Done", s60="Words."), published("Begun", m6="Words " * 300)
    attempts.say_done(form_of(done), person=ana, by=ana)
    attempts.go_on(form_of(begun, "m6"), person=ana, position=9, furthest=9, spent=9, by=ana)

    words = text_of(page(browser, "library"))

    assert "You did this on" in words
    assert "You began this on" in words


def test_nothing_found_asks_to_be_counted_and_counting_needs_no_name(browser, ana):
    html = page(browser, "library", q="Helicopter!")
    assert f'hx-post="{reverse("learning:missed")}"' in html

    for _again in range(2):
        assert browser.post(reverse("learning:missed"), {"q": "  HELICOPTER"}).status_code == 204

    asked = SearchAsked.objects.get()
    assert (asked.words, asked.times, asked.found, asked.force) == ("helicopter", 2, 0, ana.home_force)


def test_a_search_without_words_is_not_demand(browser):
    browser.post(reverse("learning:missed"), {"q": " !? "})

    assert not SearchAsked.objects.exists()


def test_a_journey_is_found_beside_lessons(browser):
    journey_of(published("One", s60="Words."), title="To detective")

    assert "To detective" in page(browser, "library", q="detective")


def test_a_lesson_opens_in_its_six_minutes_and_names_its_other_lengths(browser):
    lesson = published("Doors", s6="Knock.", s60="1. **Look.** Both sides.", m6="## Why\n\nDoors open both ways.")

    html = page(browser, "lesson", lesson.pk)

    assert "<h2>Why</h2>" in html
    assert re.findall(r'href="\?form=(\w+)"', html) == ["s6", "s60", "m6"]


@pytest.mark.parametrize(("length", "words"), [("s6", "Knock."), ("s60", "Both sides."), ("m60", "0–10")])
def test_each_length_has_its_own_look(browser, length, words):
    lesson = published(s6="Knock.", s60="1. **Look.** Both sides.", m6="Doors.", m60="- 10 min: **Walk.** Through.")

    assert words in page(browser, "lesson", lesson.pk, form=length)


def test_where_somebody_stopped_is_where_they_go_on(browser, ana):
    lesson = published(s60="Look.", m60="- 10 min: Walk.", m6="Words " * 300)
    attempts.go_on(form_of(lesson, "m6"), person=ana, position=420, furthest=420, spent=30, by=ana)

    html = page(browser, "lesson", lesson.pk)

    assert 'data-kind="article" data-position="420" data-furthest="420"' in html


def test_a_film_has_captions_and_a_transcript_that_can_follow(browser):
    draft = FormDraft(Length.M6, Kind.VIDEO, seconds=5, captions=VTT, transcript="Ask first. Then tell.")
    lesson = published("Film", forms=(draft,))
    form = form_of(lesson, "m6")

    html = page(browser, "lesson", lesson.pk)

    assert '<li data-from="1.0"><a class="mono" href="#t=1.0">0:01</a><span>Ask first.</span></li>' in html
    captions = browser.get(reverse("learning:captions", args=[form.pk]))
    assert (captions.content.decode(), captions["Content-Type"]) == (VTT, "text/vtt; charset=utf-8")
    assert browser.get(reverse("learning:transcript", args=[form.pk])).content == b"Ask first. Then tell.\n"


def test_what_an_author_wrote_can_do_nothing_but_be_read(browser):
    lesson = published("<b>Title</b>", m6="<script>alert(1)</script> [x](javascript:alert(1))", s6="<i>six</i>")

    html = page(browser, "lesson", lesson.pk) + page(browser, "lesson", lesson.pk, form="s6")

    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<b>Title" not in html
    assert "<i>six" not in html


def test_a_link_of_an_imported_text_leads_to_its_lesson_here(browser):
    lesson = published("Doors", m6="Doors.")
    Lesson.objects.filter(pk=lesson.pk).update(source_key="ect:oak/doors")

    found = browser.get(reverse("learning:from_source", args=["ect:oak/doors"]))
    lost = browser.get(reverse("learning:from_source", args=["ect:oak/windows"]))

    assert found["Location"] == reverse("learning:lesson", args=[lesson.pk])
    assert lost.status_code == 404


def test_got_it_finishes_a_one_sider_and_leads_on(browser, ana):
    one, two = published("One", s60="Words."), published("Two", s60="Words.")
    journey_of(one, two)

    answer = browser.post(reverse("learning:done", args=[form_of(one).pk]), follow=True)

    words = text_of(answer.content.decode())
    assert "Done on" in words
    assert "You said that it is done." in words
    assert "Next: Two" in words
    assert Attempt.objects.get(person=ana).how == "said"


def test_a_quiz_is_answered_without_script(browser, ana):
    quiz = [QuizDraft("Which way?", ("In", "Both"), 1, "Both ways.")]
    form = form_of(published(m6="Doors.", quiz=quiz), "m6")
    where = reverse("learning:answer", args=[form.pk])

    wrong = browser.post(where, {"question": 0, "choice": 0}, follow=True)
    assert "Have another look." in wrong.content.decode()

    right = browser.post(where, {"question": 0, "choice": 1}, follow=True)
    assert "Both ways." in right.content.decode()
    assert "0% right at the first try." in right.content.decode()


def test_an_answer_without_a_choice_is_asked_for(browser):
    form = form_of(published(m6="Doors.", quiz=[QuizDraft("Which way?", ("In", "Both"), 1)]), "m6")

    answer = browser.post(reverse("learning:answer", args=[form.pk]), {"question": 0})

    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Choose an answer."]
    assert not Attempt.objects.exists()


def test_the_right_answers_do_not_stand_in_the_page_before_they_are_given(browser):
    quiz = [QuizDraft("Which way?", ("In", "Both"), 1, "A secret.")]
    lesson = published(m6="Doors.", quiz=quiz)

    assert "A secret." not in page(browser, "lesson", lesson.pk)


def test_a_sign_of_life_answers_nothing_until_it_is_done(browser, ana):
    form = form_of(published(m6="Short."), "m6")
    where = reverse("learning:go_on", args=[form.pk])

    going = browser.post(where, {"position": 100, "furthest": 100, "spent": 5}, headers=HX)
    done = browser.post(where, {"position": 1000, "furthest": 1000, "spent": 5}, headers=HX)

    assert going.status_code == 204
    assert "You read it." in done.content.decode()
    assert browser.post(where, {"position": "far"}).status_code == 400


def test_saying_so_with_open_questions_says_what_is_missing(browser):
    form = form_of(published(m6="Doors.", quiz=[QuizDraft("Which way?", ("In", "Both"), 1)]), "m6")

    answer = browser.post(reverse("learning:done", args=[form.pk]))

    assert answer["Location"].endswith("#quiz")
    assert "still to be answered" in str(next(iter(get_messages(answer.wsgi_request))))


def test_one_press_gives_stars_and_one_says_that_one_recommends(browser, ana):
    lesson = published(s60="Words.")
    where = reverse("learning:rate", args=[lesson.pk])

    browser.post(where, {"stars": 4}, headers=HX)
    html = browser.post(where, {"recommend": "yes"}, headers=HX).content.decode()

    rating = Rating.objects.get(person=ana)
    assert (rating.stars, rating.recommend) == (4, True)
    assert 'value="4" checked' in html
    assert "Kept." in html


@pytest.mark.parametrize("told", [{"stars": 9}, {"recommend": "perhaps"}])
def test_an_opinion_that_is_none_is_refused(browser, told):
    answer = browser.post(reverse("learning:rate", args=[published(s60="Words.").pk]), told)

    assert answer.status_code == 400


def test_a_note_keeps_itself_and_has_the_private_words_beside_it(browser, ana):
    lesson = published(s60="Words.")

    kept = browser.post(reverse("learning:note", args=[lesson.pk]), {"text": "Mine."}, headers={"X-Autosave": "1"})

    assert kept.status_code == 204
    html = page(browser, "lesson", lesson.pk)
    assert "Mine." in html
    assert "Supervisors and administrators cannot read this. A court still can." in html


def test_nobody_else_reads_a_note(ana, ben):
    lesson = published(s60="Words.")
    opinions.write_note(lesson, person=ana, text="Only mine.", by=ana)
    PostFactory(person=ben, unit=ana.posts.get().unit, leads=True)
    RoleHeldFactory(person=ben, role="author")

    pages = [page(client_of(ben), "lesson", lesson.pk), page(client_of(ben), "library")]

    assert PrivateNote.objects.exists()
    assert not any("Only mine." in html for html in pages)


def test_a_lesson_is_put_aside_and_taken_back(browser):
    lesson = published(s60="Words.")
    where = reverse("learning:aside", args=[lesson.pk])

    browser.post(where, {"aside": "yes"})
    assert "Saved for later" in page(browser, "lesson", lesson.pk)

    browser.post(where, {"aside": "no"})
    assert "Save for later" in page(browser, "lesson", lesson.pk)


def test_the_one_sider_prints_on_one_side(browser):
    from io import BytesIO

    from pypdf import PdfReader

    lesson = published(
        "Doors: before you open one",
        s6="Look, then knock.",
        s60="Listen first.\n\n1. **Listen.** Ten seconds.\n\n> Say: “Police.”\n> Don’t say: “Surprise.”",
        owner_words="Head of Doors",
        cites=("Human Rights Act 1998",),
        demonstration=True,
    )

    answer = browser.get(reverse("learning:one_sider", args=[form_of(lesson).pk]))

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="doors-before-you-open-one.pdf"',
    )
    paper = PdfReader(BytesIO(answer.content))
    words = " ".join(paper.pages[0].extract_text().split())
    assert len(paper.pages) == 1
    for part in (
        "OFFICIAL",
        "Doors: before you open one",
        "Look, then knock.",
        "Listen.",
        "“Police.”",
        "Demonstration: not approved by any force.",
        "Owner: Head of Doors. Draws on Human Rights Act 1998.",
    ):
        assert part in words


def test_other_forms_have_no_paper_captions_or_transcript(browser):
    form = form_of(published(m6="Doors."), "m6")

    answers = [
        browser.get(reverse(f"learning:{name}", args=[form.pk])) for name in ("one_sider", "captions", "transcript")
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("name", ["go_on", "answer", "done", "again"])
def test_forms_of_another_force_are_not_there(browser, name):
    form = form_of(published(s60="Words.", force=ForceFactory()))

    assert browser.post(reverse(f"learning:{name}", args=[form.pk]), {}).status_code == 404


@pytest.mark.parametrize("name", ["rate", "note", "aside"])
def test_lessons_of_another_force_take_no_opinion(browser, name):
    lesson = published(s60="Words.", force=ForceFactory())

    assert browser.post(reverse(f"learning:{name}", args=[lesson.pk]), {}).status_code == 404


def test_lessons_of_another_force_and_drafts_are_not_there(browser):
    theirs, draft = published(s60="Words.", force=ForceFactory()), stored(s60="Words.")

    answers = [browser.get(reverse("learning:lesson", args=[lesson.pk])) for lesson in (theirs, draft)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_journey_is_begun_and_leads_to_its_first_step(browser, ana):
    one, two = published("One", s60="Words."), published("Two", s60="Words.")
    journey = journey_of(one, two)

    begun = browser.post(reverse("learning:take", args=[journey.pk]))
    attempts.say_done(form_of(one), person=ana, by=ana)
    html = page(browser, "journey", journey.pk)

    assert begun["Location"] == reverse("learning:lesson", args=[one.pk])
    assert "Go on: Two" in html
    assert "1 of 2 steps done" in html
    assert "One journey under way" in page(browser, "journeys")


def test_a_journey_of_another_force_is_not_there(browser):
    journey = journey_of(published(s60="Words."), force=ForceFactory())

    assert browser.get(reverse("learning:journey", args=[journey.pk])).status_code == 404
    assert browser.post(reverse("learning:take", args=[journey.pk])).status_code == 404


def test_without_journeys_the_page_says_so(browser):
    assert "There are no journeys yet." in page(browser, "journeys")


def test_the_library_asks_the_database_little_however_much_it_finds(browser, django_assert_max_num_queries):
    for number in range(30):
        published(f"Door {number}", s6="Knock.", m6="Doors.")

    with django_assert_max_num_queries(9):
        page(browser, "library", q="door", length=["m6"])


def test_a_lesson_asks_the_database_little(browser, ana, django_assert_max_num_queries):
    lesson = published(s6="Knock.", s60="Look.", m6="Doors.", quiz=[QuizDraft("Which?", ("In", "Both"), 1)])
    journey_of(lesson, published("Two", s60="Words."))

    with django_assert_max_num_queries(9):
        page(browser, "lesson", lesson.pk)

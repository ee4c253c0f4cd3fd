"""Learning as somebody does it: in a browser, with a thumb."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from peel.catalogue.actions.indexing import index_lessons
from peel.catalogue.rules.drafts import FormDraft, Kind, QuizDraft
from peel.catalogue.rules.reading import Length
from peel.foundation.actions import store
from peel.foundation.files.kinds import Kind as FileKind
from peel.learning.models import Attempt, PrivateNote, Rating
from peel.people.models import Person
from tests.catalogue.factories import published
from tests.catalogue.test_files import film
from tests.people.factories import AccountFactory
from tests.site import Site

VTT = "WEBVTT\n\n00:00.200 --> 00:00.800\nAsk first.\n\n00:01.000 --> 00:01.900\nThen tell.\n"
LONG = "\n\n".join(f"## Part {number}\n\n{'Doors open both ways. ' * 40}" for number in range(8))


@pytest.fixture
def reader(ana: Person, live_site: Site, page: Page) -> Person:
    live_site.enter(page, AccountFactory(person=ana))
    return ana


def go(page: Page, name: str, *arguments: object, query: str = "") -> None:
    page.goto(reverse(f"learning:{name}", args=arguments) + query)


def wait_for(condition: Callable[[], bool]) -> None:
    """What a page says while it is left arrives a moment later."""
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_results_follow_the_typing_and_the_address_follows_them(page: Page, reader: Person) -> None:
    published("Doors", m6="Doors.")
    published("Windows", m6="Windows.")
    go(page, "library")

    page.get_by_role("searchbox", name="Search the library").press_sequentially("windo", delay=40)

    expect(page.get_by_role("status")).to_contain_text("1 result")
    expect(page.get_by_role("link", name="Windows")).to_be_visible()
    expect(page).to_have_url(re.compile("q=windo"))


def test_a_filter_keeps_the_place_of_whoever_uses_the_keyboard(page: Page, reader: Person) -> None:
    published("Poster", s6="Knock.")
    published("Article", m6="Doors.")
    go(page, "library")

    page.get_by_role("checkbox", name="6 seconds").press("Space")

    expect(page.get_by_role("status")).to_contain_text("1 result")
    expect(page.get_by_role("checkbox", name="6 seconds")).to_be_focused()


def test_somebody_goes_on_reading_where_they_stopped(page: Page, reader: Person) -> None:
    lesson = published("Doors", m6=LONG)
    go(page, "lesson", lesson.pk)
    page.get_by_role("heading", name="Part 4").scroll_into_view_if_needed()
    page.wait_for_timeout(1200)

    go(page, "library")
    wait_for(lambda: Attempt.objects.filter(person=reader, furthest__range=(200, 950)).exists())
    go(page, "lesson", lesson.pk)

    assert page.evaluate("scrollY") > 500


def test_reading_to_the_end_is_seen_without_pressing_anything(page: Page, reader: Person) -> None:
    lesson = published("Short", m6="Doors open both ways.")
    go(page, "lesson", lesson.pk)

    expect(page.get_by_text("You read it.")).to_be_visible(timeout=15_000)
    assert Attempt.objects.get(person=reader).how == "read"


def test_a_quiz_goes_on_in_place(page: Page, reader: Person) -> None:
    quiz = [QuizDraft("Which way?", ("In", "Both"), 1, "Both ways."), QuizDraft("When?", ("Now", "Later"), 0, "Now.")]
    go(page, "lesson", published("Doors", m6=LONG, quiz=quiz).pk)
    which, when = page.get_by_role("group", name="Which way?"), page.get_by_role("group", name="When?")

    which.get_by_label("In").check()
    which.get_by_role("button", name="Answer").click()
    expect(which.get_by_text("Have another look.")).to_be_visible()
    which.get_by_label("Both").check()
    which.get_by_role("button", name="Answer again").click()
    when.get_by_label("Now").check()
    when.get_by_role("button", name="Answer").click()

    expect(page.get_by_text("50% right at the first try.")).to_be_visible()


def test_stars_and_a_note_keep_themselves(page: Page, reader: Person) -> None:
    go(page, "lesson", published("Doors", s60="1. **Look.** Both sides.").pk)

    page.locator("label:has(input[name=stars][value='4'])").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    page.get_by_label("Reflection").fill("Water, space, then ask.")
    expect(page.locator("[data-autosave-says]")).to_contain_text("Draft saved")

    assert Rating.objects.get(person=reader).stars == 4
    assert PrivateNote.objects.get(person=reader).text == "Water, space, then ask."


def test_a_transcript_follows_the_film_and_leads_in_it(page: Page, reader: Person, tmp_path: Path) -> None:
    with film(tmp_path, seconds=2).open("rb") as made:
        file = store(io.BytesIO(made.read()), name="film.mp4", kinds={FileKind.VIDEO}, force=None, by=None)
    draft = FormDraft(Length.M6, Kind.VIDEO, seconds=2, file=file.pk, captions=VTT, transcript="Ask first.")
    lesson = published("Film", forms=(draft,))
    index_lessons([lesson.pk])
    go(page, "lesson", lesson.pk)
    page.wait_for_function("document.querySelector('video').readyState >= 1")

    page.get_by_role("link", name="0:01").click()

    expect(page.locator("[data-transcript] li[aria-current]")).to_contain_text("Then tell.")
    assert page.evaluate("document.querySelector('video').textTracks[0].cues.length") == 2


@pytest.mark.parametrize("length", ["s6", "s60", "m6", "m60"])
def test_a_lesson_needs_no_script_to_be_done(page: Page, live_site: Site, reader: Person, length: str) -> None:
    lesson = published("Doors", s6="Knock.", s60="1. **Look.** x", m6="Doors.", m60="- 10 min: **Walk.** x")
    window = page.context.browser.new_context(java_script_enabled=False, base_url=live_site.url)
    window.add_cookies(page.context.cookies())
    plain = window.new_page()
    plain.goto(reverse("learning:lesson", args=[lesson.pk]) + f"?form={length}")

    plain.locator("form[action$='/done/'] button").click()

    assert "Done on" in plain.inner_text("main")
    window.close()

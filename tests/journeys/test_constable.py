"""PC Aisha Rahman: a phone, nights, ten minutes."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Hands

pytestmark = pytest.mark.browser


def test_what_is_due_stands_on_home(hands: Hands):
    page = hands.start_as("constable").page

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("things? needs? you"))
    expect(page.get_by_role("heading", name="Conducted energy device (Taser) user")).to_be_visible()
    assert hands.activations == 0


def test_todays_six_seconds_are_read_where_they_stand(hands: Hands):
    page = hands.start_as("constable").page

    expect(page.locator("[data-strapline]")).to_be_visible()
    assert hands.activations == 0


def test_a_sixty_second_item_is_one_tap_away(hands: Hands):
    page = hands.start_as("constable").page

    hands.tap(page.locator(".ihave label", has_text="60").first)

    expect(page.locator('.card[data-length="s60"]').first).to_be_visible()
    assert hands.activations == 1


def test_learning_is_logged_in_three(hands: Hands):
    page = hands.start_as("constable").page

    hands.tap(page.locator(".tabbar").get_by_role("link", name="Record"))
    hands.tap(hands.link("Log learning"))
    hands.type(page.get_by_label("What did you learn"), "Talked a statement through")
    hands.tap(hands.button("Log it"))

    expect(page.get_by_role("heading", name="Talked a statement through", exact=True)).to_be_visible()
    assert hands.activations == 3


def test_the_passport_is_shown_in_one(hands: Hands):
    page = hands.start_as("constable").page

    hands.tap(page.locator(".tabbar").get_by_role("link", name="Record"))

    expect(page.get_by_role("heading", name="Skills passport")).to_be_visible()
    assert hands.activations == 1


def test_a_wrong_line_is_said_to_be_wrong_in_two(hands: Hands):
    page = hands.start_as("constable").page
    page.goto(f"{hands.site}/record/")

    hands.tap(hands.link("Stop and search"))
    hands.type(page.get_by_label("What is wrong?"), "Passed on the 3rd, not the 21st")
    hands.tap(hands.button("This is wrong"))

    expect(page.get_by_text("Queried").first).to_be_visible()
    assert hands.activations == 2


def test_a_due_lesson_is_read_and_the_record_proves_it(hands: Hands):
    page = hands.start_as("constable").page
    due = page.locator(".entry", has=page.get_by_role("heading", name="Handling personal data"))

    hands.tap(due.get_by_role("link", name=re.compile("Finish it|Start it")))

    expect(page.get_by_role("heading", level=1)).to_contain_text("personal data")
    assert hands.activations == 1


def test_something_known_by_its_topic_is_found_in_two(hands: Hands):
    page = hands.start_as("constable").page

    hands.tap(page.locator(".topbar").get_by_role("link", name="Search"))
    search = page.locator("main").get_by_role("searchbox")
    hands.type(search, "section 136")
    hands.activations += 1
    search.press("Enter")

    expect(page.get_by_role("link", name=re.compile("Section 136")).first).to_be_visible()
    assert hands.activations == 2

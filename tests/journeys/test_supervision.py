"""Sgt Ros Price: twelve people and no desk; Supt Max Holloway: a whole command."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Hands

pytestmark = pytest.mark.browser


def test_who_is_out_stands_on_the_sergeants_home(hands: Hands):
    page = hands.start_as("sergeant").page

    expect(page.get_by_role("heading", name=re.compile("Rahman and Whitlock"))).to_be_visible()
    assert hands.activations == 0


def test_the_team_opens_on_this_shift_in_one(hands: Hands):
    page = hands.start_as("sergeant").page

    hands.tap(page.locator(".tabbar").get_by_role("link", name="Team"))

    expect(page.get_by_role("heading", name="On this shift")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("lapsed skill"))
    assert hands.activations == 1


def test_a_persons_passport_is_opened_in_two_and_they_can_see_that_it_was(hands: Hands):
    page = hands.start_as("sergeant").page

    hands.tap(page.locator(".tabbar").get_by_role("link", name="Team"))
    hands.tap(page.locator("table.heat").get_by_role("link", name="Rahman"))

    expect(page.get_by_role("heading", name="Skills passport")).to_be_visible()
    assert hands.activations == 2
    hands.start_as("constable").page.goto(f"{hands.site}/account/who-can-see/")
    expect(page.get_by_text("Skills passport").first).to_be_visible()


def test_a_commander_chooses_a_unit(hands: Hands):
    page = hands.start_as("commander").page

    hands.tap(page.locator(".tabbar").get_by_role("link", name="Team"))

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert hands.activations == 1


def test_a_constable_of_another_force_finds_none_of_it(hands: Hands):
    hands.start_as("sergeant").page.goto(f"{hands.site}/team/")
    record = hands.page.locator("table.heat").get_by_role("link", name="Rahman").get_attribute("href")

    answer = hands.start_as("stranger").page.goto(f"{hands.site}{record}")

    assert answer is not None and answer.status == 404

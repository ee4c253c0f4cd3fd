"""Everybody finds what their roles have, and nothing that their roles have not."""

import pytest
from playwright.sync_api import expect

from peel.people.demo import PARTS
from tests.journeys.conftest import Hands

pytestmark = pytest.mark.browser
ONLY_WITH_A_ROLE = {
    # Lena Osei leads her strand.
    "Team": {"sergeant", "commander", "head-of-profession"},
    "Create": {"author", "head-of-profession", "national-admin"},
    "Evidence": {"auditor"},
    "Failed work": {"force-admin", "national-admin"},
}


@pytest.mark.parametrize("key", [part.key for part in PARTS])
def test_every_way_in_opens(hands: Hands, key: str):
    page = hands.start_as(key).page
    ways = page.locator("nav.topnav a")
    addresses = [ways.nth(number).get_attribute("href") or "" for number in range(ways.count())]

    for address in addresses:
        answer = page.goto(f"{hands.site}{address}")
        assert answer is not None and answer.status == 200, address
        expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert len(addresses) >= 3


@pytest.mark.parametrize("key", [part.key for part in PARTS])
def test_navigation_shows_what_the_roles_have(hands: Hands, key: str):
    page = hands.start_as(key).page

    shown = {words.strip() for words in page.locator("nav.topnav a").all_text_contents()}

    assert {word for word in ONLY_WITH_A_ROLE if word in shown} == {
        word for word, keys in ONLY_WITH_A_ROLE.items() if key in keys
    }

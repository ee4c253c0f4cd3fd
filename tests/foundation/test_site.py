"""The running site, in a browser and beside one."""

from collections.abc import Callable

from playwright.sync_api import Page

from peel.people.models import Force
from tests.site import Site


def test_a_wrong_address_has_a_page_that_everybody_can_read(
    page: Page, live_site: Site, axe: Callable[[Page], list[str]]
) -> None:
    answer = page.goto("/nowhere/")

    assert answer is not None and answer.status == 404
    assert axe(page) == []


def test_the_site_sees_what_the_test_wrote_and_the_test_can_read_while_a_browser_is_open(page: Page) -> None:
    before = Force.objects.count()

    page.goto("/nowhere/")

    assert Force.objects.count() == before

"""Every page, as somebody with every role of a force sees it, in a browser."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.house.neighbours import addresses, build_house, visits
from tests.people.factories import client_of
from tests.site import Site

# The room of looks draws every component in every state, and tests that page for itself.
PAGES = sorted(name for name in addresses() if not name.startswith("ui:"))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_used_by_everybody(
    name: str, page: Page, live_site: Site, axe: Callable[[Page], list[str]]
) -> None:
    house = build_house()
    kwargs = visits(house).get(name, {})
    if not kwargs and addresses()[name].pattern.converters:
        # Open to all and answered with no page of its own, such as a button's.
        return
    address = reverse(name, kwargs=kwargs)
    client = client_of(house.insider)
    answer = client.get(address)
    if answer.status_code != 200 or not is_page(answer.headers["Content-Type"], b"".join(answer)):
        return

    live_site.enter(page, house.insider.account)
    page.goto(address)

    assert axe(page) == []


def is_page(content_type: str, content: bytes) -> bool:
    """A whole page, and no fragment of one, image, table or document."""
    return content_type.startswith("text/html") and b"<html" in content

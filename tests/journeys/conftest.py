"""People of the demo doing their work in a real browser, with their activations counted."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.demo.conftest import demo as demo
from tests.site import Complaints, Site, british


@dataclass
class Hands:
    """Counts as ``people-and-budgets`` does: a tap, a menu opened, a date typed is one each; words are free."""

    page: Page
    site: Site
    activations: int = 0

    def start_as(self, key: str) -> "Hands":
        """Signed in, at home, with nothing counted yet."""
        self.site.sign_in(self.page, key)
        self.page.goto(f"{self.site}/")
        self.activations = 0
        return self

    def tap(self, what: Locator) -> None:
        self.activations += 1
        what.click()

    def type(self, where: Locator, words: str) -> None:
        where.fill(words)

    def enter_date(self, where: Locator, value: str) -> None:
        self.activations += 1
        where.fill(value)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=False).first

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=False).first


@pytest.fixture
def hands(browser: Browser, demo: object, _site: Site) -> Iterator[Hands]:
    """A phone in the hand. The test fails when a script errs or the content security policy stops something."""
    complaints = Complaints()
    with british(browser, base_url=_site.url, width=390) as window:
        page = window.new_page()
        complaints.listen(page)
        yield Hands(page, _site)
    assert complaints.said == []

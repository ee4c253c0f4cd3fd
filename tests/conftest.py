"""What every room's tests start from: a database, a site, a browser."""

import os
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests.database import TestDatabase, test_server
from tests.site import Complaints, Site, british, running_browser, running_site, violations

# A busy machine is no fault of the code.
hypothesis.settings.register_profile("peel", deadline=None)
hypothesis.settings.load_profile("peel")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks through a browser is marked so, and can be left out with ``-m "not browser"``.

    It comes last: Playwright keeps an event loop running in this thread, and then no other can be run.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """This worker's name: ``gw0``, or ``solo`` without workers."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "solo"))


@pytest.fixture(scope="session")
def test_database(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker: str
) -> Iterator[TestDatabase]:
    database = TestDatabase(worker)
    with django_db_blocker.unblock(), test_server():
        database.make()
        yield database
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(test_database: TestDatabase) -> Iterator[None]:
    """After a test that commits, the clone is made anew: reference rows and sequences return, and tables that
    refuse TRUNCATE need no back door."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: test_database.renew())
        yield


@pytest.fixture(scope="session")
def _site(test_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(test_database.url, log=tmp_path_factory.mktemp("site") / "log") as site:
        yield site


@pytest.fixture
def live_site(_site: Site, transactional_db: None) -> Site:
    """A real Peel process in demo mode on this test's database: rows that the test makes are committed and seen."""
    return _site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test fails in one sentence."""
    # Playwright's own event loop runs in this thread, and Django would refuse the test's reads for it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with running_browser() as chromium:
            yield chromium
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def page(browser: Browser, live_site: Site) -> Iterator[Page]:
    """A new window on the site. The test fails when a script errs or the content security policy stops something."""
    complaints = Complaints()
    with british(browser, base_url=live_site.url) as window:
        page = window.new_page()
        complaints.listen(page)
        yield page
    assert complaints.said == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """``assert axe(page) == []``: no violation of WCAG 2.2 AA in light and dark, at 390 and 1280."""
    return violations

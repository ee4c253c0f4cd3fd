"""A site in this process, for pages that must not need a database."""

import logging
from collections.abc import Iterator
from threading import Thread
from wsgiref.simple_server import make_server

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page

from tests.site import Complaints, british


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a running Peel. The tests' lock on the database stays shut: these pages must not ask it."""
    logging.getLogger("django.request").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=ThreadedWSGIServer, handler_class=Quiet)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A new window. The test fails when a script errs or the content security policy stops something."""
    complaints = Complaints()
    with british(browser, base_url=site) as window:
        page = window.new_page()
        complaints.listen(page)
        yield page
    assert complaints.said == []

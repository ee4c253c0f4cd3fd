"""A real Peel process in demo mode on the tests' database, and Debian's Chromium to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from peel.foundation.environment import CHECKOUT

NAMES_OF_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
WIDTHS = (390, 1280)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@dataclass(frozen=True)
class Site:
    """Where the running Peel answers."""

    url: str

    def __str__(self) -> str:
        return self.url

    def sign_in(self, page: Page, key: str) -> None:
        """As the demo person ``key``, by the button that everybody uses."""
        page.goto(f"{self.url}/sign-in/")
        page.locator(f'form[action$="/sign-in/as/{key}/"] button').click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)

    def enter(self, page: Page, account: AbstractBaseUser) -> None:
        """As anybody, without a sign-in page: for tests that are about something else."""
        client = Client()
        client.force_login(account)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.url}])


@contextmanager
def running_site(database: str, *, log: Path) -> Iterator[Site]:
    """One web process, as ``peel serve`` runs it, for as long as the block lasts."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--http", "1", "--no-ws", "--workers", "1"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers-kill-timeout", "3", "peel.asgi:application"]
    environment = {**os.environ, "DATABASE_URL": database, "PEEL_DEMO": "1", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with (
        log.open("wb") as words,
        subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=words, stderr=words) as site,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", site, log)
            yield Site(f"http://127.0.0.1:{port}")
        finally:
            site.terminate()


def _wait_for(address: str, site: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and site.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError as answer:
            # It answers, and says that no worker runs.
            answer.close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"The site did not start: {log.read_text()[-2000:]}")


@contextmanager
def running_browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES_OF_CHROMIUM)), None)
    if path is None:
        raise FileNotFoundError("The browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def british(browser: Browser, *, base_url: str, width: int = 1280) -> BrowserContext:
    return browser.new_context(
        base_url=base_url,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        viewport={"width": width, "height": 844 if width < 600 else 900},
    )


@dataclass
class Complaints:
    """What the browser complained about: errors of scripts, and whatever the content security policy stopped."""

    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.said.append(message.text)


def violations(page: Page) -> list[str]:
    """What axe finds at WCAG 2.2 AA on the page as it stands, in both themes and both widths."""
    found = []
    before = page.viewport_size
    for width in WIDTHS:
        # As tall as the page, so that the bar at the bottom of a phone covers nothing that is looked at.
        page.set_viewport_size({"width": width, "height": 844})
        tall = int(page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": width, "height": max(844, tall + 120)})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for one in Axe().run(page, options=RULES).response["violations"]:
                places = ", ".join(str(node["target"][0]) for node in one["nodes"][:4])
                found.append(f"{one['id']} at {width} {theme}: {places}")
    page.emulate_media(color_scheme=None)
    if before:
        page.set_viewport_size(before)
    return found

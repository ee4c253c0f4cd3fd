"""The live page in a real browser: access rules, narrow phones, the policy kept, and what the scripts do."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.site import british

pytestmark = pytest.mark.xdist_group("browser")

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["/ui/", "/ui/states/", "/nothing/here/"]
LOOKS = [(width, theme) for width in (390, 1280) for theme in ("light", "dark")]
# A folder to look at what was drawn: PEEL_SCREENS=/tmp/screens pytest tests/ui
SCREENS = os.environ.get("PEEL_SCREENS")


def look(browser: Browser, site: str, path: str, width: int, theme: str = "light") -> Page:
    page = british(browser, base_url=site, width=width).new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(path)
    return page


@pytest.mark.parametrize(("width", "theme"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_no_rule_of_access(browser: Browser, site: str, path: str, width: int, theme: str):
    page = look(browser, site, path, width, theme)

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]

    if SCREENS:
        name = path.strip("/").replace("/", "-") or "ui"
        page.screenshot(path=Path(SCREENS) / f"{name}-{width}-{theme}.png", full_page=True)
    page.context.close()
    assert [(rule["id"], [node["html"] for node in rule["nodes"][:3]]) for rule in found] == []


@pytest.mark.parametrize("path", [*PAGES, "/ui/heat/"])
def test_nothing_scrolls_sideways_on_the_narrowest_phone(browser: Browser, site: str, path: str):
    page = look(browser, site, path, 320)

    width = page.evaluate("document.documentElement.scrollWidth")

    page.context.close()
    assert width == 320


def test_pages_keep_the_policy_and_make_no_errors(page: Page):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    for path in ("/ui/", "/ui/states/", "/ui/heat/"):
        page.goto(path, wait_until="networkidle")

    assert said == []


def test_every_target_is_large_enough_for_a_thumb(browser: Browser, site: str):
    page = look(browser, site, "/ui/", 390)

    small = page.evaluate(
        """[...document.querySelectorAll("main :is(button, .button, .iconlink, .toggle, .scale label, .scale a)")]
        .filter((target) => target.checkVisibility())
        .map((target) => [target.textContent.trim(), target.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24).map(([words]) => words)"""
    )

    page.context.close()
    assert small == []


def test_the_theme_is_switched_and_remembered_by_the_server(page: Page):
    page.goto("/ui/")

    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/ui/states/")

    expect(page.locator("html[data-theme=dark]")).to_have_count(1)
    assert "data-theme" in page.request.get("/ui/", headers={"Cookie": "theme=dark"}).text()


def test_a_slip_opens_in_place_and_closes(page: Page):
    page.goto("/ui/")
    slip = page.locator("#confirm")
    expect(slip).not_to_be_visible()

    page.get_by_role("link", name="Opens a slip").click()
    expect(slip).to_be_visible()
    slip.get_by_role("button", name="Back").click()

    expect(slip).not_to_be_visible()


def test_a_slip_opens_from_its_address(page: Page):
    page.goto("/ui/#confirm")

    expect(page.locator("#confirm")).to_be_visible()


def test_the_slash_key_goes_to_the_search_box_but_never_out_of_a_text(page: Page):
    page.goto("/ui/")
    box = page.get_by_role("searchbox", name="Example search")
    box.evaluate("(box) => box.toggleAttribute('data-slash', true)")

    page.keyboard.press("/")
    expect(box).to_be_focused()
    note = page.locator("textarea").first
    note.focus()
    page.keyboard.press("/")

    expect(note).to_have_value("/")


def test_the_minutes_you_have_show_only_cards_of_that_form(page: Page):
    page.goto("/ui/")
    rail = page.get_by_role("group", name="Picked for you")
    expect(rail.locator("[data-length=m6]").first).to_be_visible()

    page.locator(".ihave [value=s6]").check(force=True)

    assert rail.locator("[data-length]:visible").evaluate_all("cards => cards.map(card => card.dataset.length)") == [
        "s6"
    ]


def test_a_form_is_kept_a_second_after_the_last_word(page: Page):
    kept: list[str] = []

    def keep(route: Route) -> None:
        kept.append(route.request.post_data or "")
        route.fulfill(status=204)

    page.route("**/drafts/", keep)
    page.goto("/ui/")
    form = page.locator("form:has([data-autosave-says])")
    form.evaluate("(form) => { form.dataset.autosave = '/drafts/'; }")

    form.locator("textarea").fill("I asked first.")

    expect(form.locator("[data-autosave-says]")).to_contain_text("Draft saved")
    assert ["I asked first." in body for body in kept] == [True]


def test_a_form_that_could_not_be_kept_says_so(page: Page):
    page.route("**/drafts/", lambda route: route.abort())
    page.goto("/ui/")
    form = page.locator("form:has([data-autosave-says])")
    form.evaluate("(form) => { form.dataset.autosave = '/drafts/'; }")

    form.locator("textarea").fill("No signal.")

    expect(form.locator("[data-autosave-says]")).to_contain_text("Not saved yet")


def upload(page: Page, path: Path) -> None:
    page.goto("/ui/")
    form = page.locator("form[data-upload]")
    form.evaluate("(form) => { form.action = '/media/new/'; }")
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_role("button", name="Upload").click()


def test_an_upload_goes_where_the_server_sends_it(page: Page, tmp_path: Path):
    (tmp_path / "a.txt").write_text("x" * 5000)
    page.route("**/media/new/", lambda route: route.fulfill(status=302, headers={"Location": "/ui/states/"}))

    upload(page, tmp_path / "a.txt")

    page.wait_for_url("**/ui/states/")


def test_an_upload_that_was_refused_shows_the_form_again(page: Page, tmp_path: Path):
    (tmp_path / "a.txt").write_text("x")
    page.route("**/media/new/", lambda route: route.fulfill(body="<main id='main'><h1>Not a film</h1></main>"))

    upload(page, tmp_path / "a.txt")

    expect(page.get_by_role("heading", name="Not a film")).to_be_visible()


def test_an_upload_that_did_not_arrive_says_so(page: Page, tmp_path: Path):
    (tmp_path / "a.txt").write_text("x")
    page.route("**/media/new/", lambda route: route.abort())

    upload(page, tmp_path / "a.txt")

    expect(page.locator("[data-upload-says]")).to_contain_text("That file did not arrive")

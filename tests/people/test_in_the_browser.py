"""Signing in, and one's own pages, in a real browser against a running Peel."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect

from peel.people import actions
from peel.people.models import Account, Person
from tests.people.factories import (
    AccountFactory,
    LegalHoldFactory,
    PersonFactory,
    PostFactory,
    RankFactory,
    RoleHeldFactory,
    UnitFactory,
)
from tests.site import Site

pytestmark = pytest.mark.xdist_group("browser")

PASSWORD = "correct horse battery staple"


@pytest.fixture
def price(live_site: Site) -> Person:
    """A sergeant and part of the demonstration, with a password too."""
    unit = UnitFactory(name="Response C")
    person = PersonFactory(given_name="Elin", family_name="Price", home_force=unit.force)
    PostFactory(unit=unit, person=person, leads=True, rank=RankFactory(sergeant=True))
    AccountFactory(person=person, email="sergeant@demo.peel.example", password=PASSWORD)
    return person


@pytest.fixture
def whitlock(price: Person) -> Person:
    """Administrator and data protection officer of the same force."""
    person = PersonFactory(given_name="Sam", family_name="Whitlock", home_force=price.home_force)
    PostFactory(unit=UnitFactory(force=price.home_force, name="Systems"), person=person, rank=None)
    for role in ("force-administrator", "data-protection-officer"):
        RoleHeldFactory(person=person, role=role)
    AccountFactory(person=person, email="force-admin@demo.peel.example")
    return person


@pytest.fixture
def on_localhost(live_site: Site) -> str:
    """Passkeys belong to a name, and an address of numbers is none."""
    return live_site.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def finger(page: Page) -> Iterator[CDPSession]:
    """A device with a fingerprint reader, whose finger is always right."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield device
    device.detach()


def with_password(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in/")
    page.get_by_text("Sign in with a password or passkey").click()
    page.get_by_label("Force email").fill("sergeant@demo.peel.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{address}/")


def test_a_passkey_is_made_with_a_finger_and_opens_the_account_without_a_password(
    page: Page, price: Person, on_localhost: str, finger: CDPSession
) -> None:
    with_password(page, on_localhost)
    page.goto(f"{on_localhost}/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What it is called").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Write these down now")).to_be_visible()
    page.get_by_role("link", name="I have them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You sign in with a passkey or a password")
    expect(page.get_by_role("heading", name="Work phone")).to_be_visible()

    page.goto(f"{on_localhost}/sign-out/")
    page.get_by_role("button", name="Sign out").first.click()
    page.get_by_text("Sign in with a password or passkey").click()
    page.get_by_role("button", name="Use a passkey on this device").click()
    page.wait_for_url(f"{on_localhost}/")
    page.goto(f"{on_localhost}/account/")

    expect(page.get_by_text("Last used")).to_be_visible()


def test_a_passkey_that_nobody_shows_is_said_in_words(page: Page, price: Person, on_localhost: str) -> None:
    page.goto(f"{on_localhost}/sign-in/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no')) }")
    page.get_by_text("Sign in with a password or passkey").click()
    page.get_by_role("button", name="Use a passkey on this device").click()

    expect(page.get_by_text("No passkey was used.")).to_be_visible()


def test_the_picture_for_the_app_is_drawn(page: Page, live_site: Site, whitlock: Person) -> None:
    live_site.sign_in(page, "force-admin")
    page.goto("/account/app/")

    assert page.locator("main img").evaluate("picture => [picture.complete, picture.naturalWidth > 100]") == [
        True,
        True,
    ]


def test_without_script_a_password_is_enough_and_no_passkey_is_offered(browser, live_site: Site, price: Person) -> None:
    with browser.new_context(java_script_enabled=False, base_url=live_site.url) as window:
        page = window.new_page()
        page.goto("/sign-in/")
        page.get_by_text("Sign in with a password or passkey").click()
        expect(page.get_by_role("button", name="Use a passkey on this device")).to_be_hidden()
        page.get_by_label("Force email").fill("sergeant@demo.peel.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        page.goto("/account/")

        expect(page.get_by_role("heading", level=1)).to_have_text("You sign in with a password")


def test_a_visitor_becomes_somebody_of_the_demonstration_sees_it_said_and_signs_out(
    page: Page, live_site: Site, price: Person
) -> None:
    live_site.sign_in(page, "sergeant")
    page.goto("/account/")
    expect(page.get_by_text("Demonstration: every person and record is invented")).to_be_visible()

    page.get_by_role("button", name="Elin Price: your menu").click()
    page.get_by_role("button", name="Sign out", exact=True).click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_administrator_gives_a_role_and_the_person_sees_who_looked(
    page: Page, live_site: Site, price: Person, whitlock: Person
) -> None:
    live_site.sign_in(page, "force-admin")
    page.goto("/people/")
    page.get_by_label("Name or number").fill("elin pri")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("^Roles.*Elin Price")).click()
    page.get_by_label("Role", exact=True).select_option("Author")
    page.get_by_role("button", name="Give the role").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sgt Elin Price holds 2 roles")

    live_site.sign_in(page, "sergeant")
    page.goto("/account/who-can-see/")

    expect(page.get_by_role("heading", level=1)).to_have_text("One other person can read your record")
    readings = page.get_by_role("region", name="Who has read it")
    expect(readings).to_contain_text("Sam Whitlock")
    expect(readings).to_contain_text("Roles and sign-in")


def test_every_page_of_the_room_can_be_used_by_everybody(
    page: Page, live_site: Site, price: Person, whitlock: Person, axe: Callable[[Page], list[str]]
) -> None:
    actions.audit_reading(whitlock, [price], purpose="Roles and sign-in")
    LegalHoldFactory(person=price, placed_by=whitlock)
    open_to_all = ["/sign-in/", "/sign-in/help/", "/sign-in/closed/", "/sign-in/new-password/1-x/"]
    own = ["/account/", "/account/who-can-see/", "/account/password/first/", "/account/app/", "/account/passkeys/add/"]
    others = ["/people/?q=price", "/people/?q=nobody", f"/people/{price.pk}/roles/", f"/people/{price.pk}/keeping/"]

    found = {address: visit(page, address, axe) for address in open_to_all}
    live_site.sign_in(page, "force-admin")
    found |= {address: visit(page, address, axe) for address in [*own, *others, "/sign-out/"]}

    assert {address: wrong for address, wrong in found.items() if wrong != (200, [])} == {}


def test_the_page_for_an_account_that_is_nobodys_can_be_used_by_everybody(
    page: Page, live_site: Site, whitlock: Person, axe: Callable[[Page], list[str]]
) -> None:
    live_site.sign_in(page, "force-admin")
    Account.objects.filter(person=whitlock).update(person=None)

    assert visit(page, "/account/", axe) == (403, [])
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def visit(page: Page, address: str, axe: Callable[[Page], list[str]]) -> tuple[int, list[str]]:
    answer = page.goto(address)
    assert answer is not None
    return answer.status, axe(page)

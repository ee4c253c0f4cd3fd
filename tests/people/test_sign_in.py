import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from peel.people.signed_in import SHARED_DESK_MINUTES
from tests.people.factories import AccountFactory, PersonFactory, PostFactory, client_of

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
DOOR = "/sign-in/"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def account():
    return AccountFactory(email="price@force.example", password=PASSWORD, person=PostFactory().person)


def sign_in(client: Client, **typed):
    return client.post(DOOR, {"login": "price@force.example", "password": PASSWORD, **typed})


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_right_password_opens_home(client, account):
    answer = sign_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client)


def test_an_address_is_the_same_in_capitals(client, account):
    sign_in(client, login="Price@FORCE.example")

    assert signed_in(client)


def test_a_wrong_password_is_refused_in_words_and_the_address_stays_typed(client, account):
    answer = sign_in(client, password="wrong")

    assert answer.status_code == 200
    assert 'value="price@force.example"' in answer.content.decode()
    assert "That email and password do not belong together." in answer.content.decode()
    assert not signed_in(client)


def test_an_unknown_address_reads_like_a_wrong_password(client, account):
    wrong, unknown = sign_in(client, password="wrong"), sign_in(client, login="nobody@force.example")

    assert [answer.context["form"].non_field_errors() for answer in (wrong, unknown)] == [
        wrong.context["form"].non_field_errors()
    ] * 2


def test_whoever_was_on_the_way_somewhere_gets_there(client, account):
    asked = client.get("/account/who-can-see/")
    assert asked["Location"] == f"{DOOR}?next=/account/who-can-see/"

    answer = sign_in(client, next="/account/who-can-see/")

    assert answer["Location"] == "/account/who-can-see/"


def test_sign_in_leads_to_no_other_site(client, account):
    answer = sign_in(client, next="https://evil.example/")

    assert answer["Location"] == "/"


def test_a_closed_account_is_told_so_and_stays_out(client, account):
    account.is_active = False
    account.save()

    answer = sign_in(client)

    assert answer["Location"] == reverse("account_inactive")
    assert "This account is closed" in client.get(answer["Location"]).content.decode()
    assert not signed_in(client)


def test_closing_an_account_ends_what_is_open(client, account):
    sign_in(client)

    account.is_active = False
    account.save()

    assert not signed_in(client)


def test_the_sixth_wrong_password_in_five_minutes_waits_though_it_is_right(client, account):
    for _ in range(5):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert "Too many tries for this account." in answer.content.decode()
    assert not signed_in(client)


def test_wrong_passwords_for_one_account_do_not_keep_a_colleague_at_the_same_address_out(client, account):
    for _ in range(6):
        sign_in(client, login="other@force.example", password="wrong")

    assert sign_in(client)["Location"] == "/"


def test_signing_out_needs_a_press_of_the_button(client, account):
    sign_in(client)

    asked = client.get("/sign-out/")
    assert "Sign out of Peel?" in asked.content.decode()
    assert signed_in(client)

    answer = client.post("/sign-out/")
    assert answer["Location"] == DOOR
    assert not signed_in(client)


def test_nobody_signs_in_or_out_from_a_form_of_another_site(account):
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict).status_code == 403
    strict.force_login(account)
    assert strict.post("/sign-out/").status_code == 403


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/sign-up/").status_code == 404


def test_a_shared_desk_is_signed_out_a_quarter_of_an_hour_after_its_last_use(client, account, settings):
    sign_in(client, shared_desk="on")
    client.get("/account/")

    session = Session.objects.get()
    assert client.session.get_expiry_age() == SHARED_DESK_MINUTES * 60
    assert client.cookies["sessionid"]["max-age"] == SHARED_DESK_MINUTES * 60
    assert session.get_decoded()["shared_desk"]


def test_ones_own_device_stays_signed_in_for_a_fortnight(client, account):
    sign_in(client)
    client.get("/account/")

    assert client.session.get_expiry_age() == 14 * 24 * 60 * 60


def test_use_of_a_shared_desk_keeps_it_awake(client, account):
    sign_in(client, shared_desk="on")
    client.get("/account/")
    session = client.session
    session["shared_desk"] -= 120
    session.save()

    client.get("/account/")

    assert client.session["shared_desk"] > session["shared_desk"]


def test_an_account_that_belongs_to_nobody_is_told_whom_to_ask(client):
    client.force_login(AccountFactory(person=None, email="lost@force.example"))

    answer = client.get("/account/")

    assert answer.status_code == 403
    assert "This account belongs to nobody yet" in answer.content.decode()
    assert client.post("/sign-out/")["Location"] == DOOR


def test_signed_in_pages_are_kept_by_no_cache(client):
    answer = client_of(PersonFactory()).get("/account/")

    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_that_htmx_asks_for_goes_to_the_door_as_a_whole(client):
    answer = client.get(
        "/account/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/library/?q=taser"}
    )

    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/sign-in/?next=/library/%3Fq%3Dtaser")


def test_a_program_is_told_401(client):
    answer = client.get("/account/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (401, {"detail": "Sign in first."})


def test_the_door_costs_no_query_to_look_at(client, django_assert_num_queries):
    client.get(DOOR)

    with django_assert_num_queries(0):
        client.get(DOOR)


def test_whoever_is_signed_in_needs_no_door(client, account):
    sign_in(client)

    assert client.get(DOOR)["Location"] == "/"


def test_without_a_mail_server_nobody_is_promised_a_mail(client, account, settings):
    settings.MAIL = False

    page = client.get("/sign-in/help/").content.decode()
    answer = client.post("/sign-in/help/", {"email": account.email})

    assert "Ask your force’s Peel administrator" in page
    assert (answer.status_code, mail.outbox) == (404, [])


def test_a_link_by_mail_sets_a_new_password_once_and_signs_everybody_else_out(client, account, settings):
    settings.MAIL = True
    elsewhere = Client()
    sign_in(elsewhere)

    client.post("/sign-in/help/", {"email": account.email})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/sign-in/new-password/" in line)
    form = client.get(link, follow=True)
    done = client.post(
        form.request["PATH_INFO"], {"password1": "four other words here", "password2": "four other words here"}
    )

    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert not signed_in(elsewhere)
    assert sign_in(client, password="four other words here")["Location"] == "/"
    assert "has been used" in Client().get(link, follow=True).content.decode()


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client, account, settings):
    settings.MAIL = True

    known = client.post("/sign-in/help/", {"email": account.email})
    unknown = client.post("/sign-in/help/", {"email": "nobody@force.example"})

    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert [message.to for message in mail.outbox] == [[account.email]]


def test_a_short_or_common_password_is_refused(account, settings):
    client = client_of(account.person)

    for guess in ("short", "password1234"):
        answer = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": guess, "password2": guess})
        assert answer.context["form"].errors["password1"]


def test_changing_the_password_signs_out_everywhere_else_but_not_here(account):
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)

    here.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": "four other words here", "password2": "four other words here"},
    )

    assert (signed_in(here), signed_in(elsewhere)) == (True, False)
    assert Session.objects.count() == 1

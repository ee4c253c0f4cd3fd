import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from tests.people.factories import AccountFactory, PostFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def account():
    return AccountFactory(email="price@force.example", password=PASSWORD, person=PostFactory().person)


@pytest.fixture
def secret(account):
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def code_now(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"


def first_step(client: Client):
    return client.post("/sign-in/", {"login": "price@force.example", "password": PASSWORD})


def confirm(client: Client, address: str):
    """Show once more who it is, when the page at ``address`` asks for it."""
    asked = client.get(address)
    assert asked["Location"].startswith("/account/confirm/")
    client.post("/account/confirm/", {"password": PASSWORD, "next": address})


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_password_alone_does_not_open_an_account_with_an_app(client, secret):
    answer = first_step(client)

    assert answer["Location"] == "/sign-in/second-step/"
    assert not signed_in(client)


def test_the_code_of_the_app_opens_it(client, secret):
    first_step(client)

    answer = client.post("/sign-in/second-step/", {"code": code_now(secret)})

    assert answer["Location"] == "/"
    assert signed_in(client)


def test_a_wrong_code_is_refused(client, secret):
    first_step(client)

    answer = client.post("/sign-in/second-step/", {"code": "000000"})

    assert answer.context["form"].errors["code"]
    assert not signed_in(client)


def test_codes_cannot_be_guessed_through(client, secret):
    first_step(client)
    for _ in range(5):
        client.post("/sign-in/second-step/", {"code": "000000"})

    client.post("/sign-in/second-step/", {"code": code_now(secret)})

    assert not signed_in(client)


def test_a_code_opens_once(client, secret):
    code = code_now(secret)
    first_step(client)
    client.post("/sign-in/second-step/", {"code": code})
    second = Client()
    first_step(second)

    second.post("/sign-in/second-step/", {"code": code})

    assert (signed_in(client), signed_in(second)) == (True, False)


def test_a_recovery_code_opens_once(client, account, secret):
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    first_step(client)
    client.post("/sign-in/second-step/", {"code": code})
    second = Client()
    first_step(second)

    second.post("/sign-in/second-step/", {"code": code})

    assert (signed_in(client), signed_in(second)) == (True, False)


def test_the_tick_at_shared_desk_outlasts_the_second_step(client, secret):
    client.post("/sign-in/", {"login": "price@force.example", "password": PASSWORD, "shared_desk": "on"})
    client.post("/sign-in/second-step/", {"code": code_now(secret)})
    client.get("/account/")

    assert client.session.get_expiry_age() == 15 * 60


def test_the_second_step_alone_leads_nowhere(client, secret):
    answer = client.post("/sign-in/second-step/", {"code": code_now(secret)})

    assert answer["Location"] == "/sign-in/"
    assert not signed_in(client)


def test_secrets_do_not_lie_open_in_the_database(account, secret):
    RecoveryCodes.activate(account)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored


def test_a_database_beside_another_key_opens_nothing_by_code(client, secret, settings):
    first_step(client)
    settings.SECRET_KEY = "another machine's key"

    client.post("/sign-in/second-step/", {"code": code_now(secret)})

    assert not signed_in(client)


def test_an_old_key_that_is_still_named_opens(client, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new key"
    first_step(client)

    client.post("/sign-in/second-step/", {"code": code_now(secret)})

    assert signed_in(client)


def test_adding_an_app_asks_once_more_who_it_is_then_shows_recovery_codes_once(client, account):
    first_step(client)
    confirm(client, "/account/app/")

    page = client.get("/account/app/")
    done = client.post("/account/app/", {"code": code_now(page.context["form"].secret)})
    codes = client.get(done["Location"]).content.decode()

    assert "data:image/svg+xml" in page.content.decode()
    assert done["Location"] == "/account/recovery-codes/"
    assert "Write these down now" in codes
    assert codes.count('<li class="mono">') == 10
    assert "You sign in with a password and a code" in client.get("/account/").content.decode()


def test_recovery_codes_are_not_shown_to_a_later_session(client, account, secret):
    RecoveryCodes.activate(account).mark_as_viewed()
    first_step(client)
    client.post("/sign-in/second-step/", {"code": code_now(secret)})
    confirm(client, "/account/recovery-codes/")

    page = client.get("/account/recovery-codes/").content.decode()

    assert "10 recovery codes are left" in page
    assert "****" not in page


def test_new_recovery_codes_end_the_old_ones(client, account, secret):
    old = RecoveryCodes.activate(account).get_unused_codes()
    first_step(client)
    client.post("/sign-in/second-step/", {"code": code_now(secret)})
    confirm(client, "/account/recovery-codes/new/")

    shown = client.post("/account/recovery-codes/new/", follow=True).content.decode()

    kept = Authenticator.objects.get(user=account, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert [code in shown for code in kept] == [True] * 10
    assert set(kept) & set(old) == set()


def test_removing_the_app_asks_who_it_is(client, account, secret):
    first_step(client)
    client.post("/sign-in/second-step/", {"code": code_now(secret)})

    answer = client.post("/account/app/remove/")

    assert answer["Location"].startswith("/account/confirm/")
    assert Authenticator.objects.filter(user=account).exists()


def test_a_stale_confirmation_is_asked_again(client, account):
    first_step(client)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - 3600, "reauthenticated": True}
    ]
    session.save()

    assert client.get("/account/app/")["Location"].startswith("/account/confirm/")

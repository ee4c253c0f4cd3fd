"""Ways in: made, renewed and closed by a force's administrator."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.http import int_to_base36

from peel.ledger import actions as ledger
from peel.people.actions.sessions import end_other_sessions
from peel.people.actors import actor
from peel.people.models import Account, Force, Person
from peel.people.names import sort_key


@transaction.atomic
def make_person(name: str, *, email: str, force: Force | None) -> Person:
    """Somebody whom no HR extract has brought yet: the first administrator of a force, or somebody of the nation."""
    given_name, _, family_name = name.strip().rpartition(" ")
    home = force or Force.objects.get(kind=Force.Kind.NATION)
    key = sort_key(family_name=family_name, given_name=given_name)
    return Person.objects.create(
        given_name=given_name, family_name=family_name, sort_key=key, email=email.lower(), home_force=home
    )


@transaction.atomic
def make_account(person: Person, *, email: str, by: Person | None) -> Account:
    """Give ``person`` a way in. Whoever has one keeps it, under the address it has."""
    Person.objects.select_for_update().get(pk=person.pk)
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account.objects.create_user(email.strip().lower(), person=person)
        _audit(account, "made-account", by=by)
    return account


@transaction.atomic
def give_link(account: Account, *, by: Person | None) -> str:
    """The address at which a password can be set, once, within three days; who asked for it is written down."""
    _audit(account, "gave-sign-in-link", by=by)
    key = f"{int_to_base36(account.pk)}-{default_token_generator.make_token(account)}"
    return reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace("UID-KEY", key)


@transaction.atomic
def start_again(account: Account, *, by: Person | None) -> str:
    """For somebody who lost phone and keys: forget every way in, sign out everywhere, and give a link."""
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    end_other_sessions(account)
    _audit(account, "forgot-ways-in", by=by)
    return give_link(account, by=by)


@transaction.atomic
def close_account(account: Account, *, by: Person | None) -> None:
    """Nobody gets in by it any more, now or with what is open. Closing twice is harmless."""
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
        end_other_sessions(account)
        _audit(account, "closed-account", by=by)


@transaction.atomic
def open_account(account: Account, *, by: Person | None) -> None:
    """Opens a closed account again, with the ways in that it had."""
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        _audit(account, "opened-account", by=by)


def _audit(account: Account, verb: str, *, by: Person | None) -> None:
    assert account.person is not None
    ledger.audit(
        verb,
        actor=actor(by),
        force=account.person.home_force_id,
        subjects=[account.person.subject],
        object_type="account",
        object_id=account.pk,
    )

"""What follows when somebody's service in a force ends."""

from datetime import date

from django.db import transaction

from peel.foundation import clock
from peel.people.actions.accounts import close_account
from peel.people.actions.roles import end_roles_at
from peel.people.followers import follow_transfer
from peel.people.models import Account, Force, Person, Service


@transaction.atomic
def leave(person: Person, *, force: Force, on: date, by: Person | None) -> None:
    """Somebody leaves a force with the day ``on``: rooms above end what ends with it, and once the day is past there is
    no role here any more, and no way in for whoever serves nowhere else."""
    follow_transfer(person, force=force, on=on, by=by)
    if on >= clock.today():
        return
    end_roles_at(person, force=force, by=by)
    if not Service.objects.filter(person=person, ends=None).exists():
        for account in Account.objects.filter(person=person).select_related("person"):
            close_account(account, by=by)

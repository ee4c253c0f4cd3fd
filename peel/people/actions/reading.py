"""Reading the records of others is written down, where those read about can see it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from peel.ledger import actions as ledger
from peel.people.models import Person


@transaction.atomic
def audit_reading(reader: Person, people: Iterable[Person], *, purpose: str) -> None:
    """Write down that ``reader`` saw these people's records, and what for: one entry for each force of theirs."""
    by_force: dict[int, list[UUID]] = defaultdict(list)
    for person in people:
        by_force[person.home_force_id].append(person.subject)
    for force, subjects in by_force.items():
        ledger.audit_reading(reader=reader.subject, force=force, subjects=subjects, purpose=purpose)

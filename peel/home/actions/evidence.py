"""What is written down when somebody's record is read as evidence."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peel.home.queries.evidence import EXHIBIT
from peel.ledger.actions import audit, seal_pending
from peel.people.actions import audit_reading
from peel.people.models import Person

SEALED_FIRST = 10


def read_evidence(person: Person, *, purpose: str, by: Person) -> None:
    """Somebody read what stood on a record, and what for; the person sees it."""
    audit_reading(by, [person], purpose=_("Evidence: %(purpose)s") % {"purpose": purpose})


def seal_what_waits() -> None:
    """An exhibit names seals: what waits for one gets it now, unless there is very much of it."""
    for _again in range(SEALED_FIRST):
        if not seal_pending():
            return


@transaction.atomic
def produce_exhibit(person: Person, *, exhibit: str, content: bytes, purpose: str, by: Person, **told: Any) -> None:
    """Somebody took an exhibit away. Its hash is kept, so that the very document can be told from another."""
    read_evidence(person, purpose=purpose, by=by)
    audit(
        EXHIBIT,
        actor=by.subject,
        force=person.home_force_id,
        subjects=[person.subject],
        object_type="exhibit",
        object_id=exhibit,
        purpose=purpose,
        detail={"sha256": hashlib.sha256(content).hexdigest(), **told},
    )

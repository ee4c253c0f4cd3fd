"""How what happens to a record is told to the ledger."""

from collections.abc import Mapping
from datetime import datetime

from peel.ledger import actions as ledger
from peel.ledger.rules import PEEL, Verb
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.skills.models import Skill


def tell(
    verb: Verb,
    *,
    person: Person,
    skill: Skill,
    force: Force,
    about: str,
    pk: int,
    by: Person | None,
    happened_at: datetime | None = None,
    context: Mapping[str, object] | None = None,
) -> None:
    """One statement about one line of somebody's record. ``context`` never holds words that somebody wrote."""
    ledger.append(
        subject=person.subject,
        force=force.pk,
        verb=verb,
        object_type=about,
        object_id=pk,
        happened_at=happened_at,
        context=extensions(skill=skill.code, by=actor(by), **(context or {})),
    )


def extensions(**values: object) -> Mapping[str, object]:
    """Context of a statement: xAPI wants each key to be an identifier."""
    return {f"{PEEL}{key}": _plain(value) for key, value in values.items() if value not in (None, "")}


def _plain(value: object) -> object:
    return value if isinstance(value, (bool, int, str, list)) else str(value)

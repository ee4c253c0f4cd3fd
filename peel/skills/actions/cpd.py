"""The log of learning: what somebody did, how long it took, and what they made of it.

A reflection is private: it goes into no statement, and nobody else reads it unless its writer shares the entry.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger.actions import append
from peel.ledger.rules import Verb
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.skills.actions.awards import lock
from peel.skills.actions.restand import restand
from peel.skills.actions.telling import extensions
from peel.skills.models import Competency, CpdEntry, Skill
from peel.skills.queries.book import book_of
from peel.skills.refused import Refused

MOST_MINUTES = 24 * 60
TAPPED_AGAIN = timedelta(minutes=5)


@transaction.atomic
def log_cpd(
    person: Person,
    *,
    kind: CpdEntry.Kind,
    done_on: date,
    minutes: int,
    title: str,
    by: Person | None,
    reflection: str = "",
    shared: bool = False,
    competency: Competency | None = None,
    counts_for: Skill | None = None,
    lesson_id: int | None = None,
    force: Force | None = None,
) -> CpdEntry:
    """Log time spent learning. ``counts_for`` is the skill whose portfolio it adds to.

    The very same entry again within five minutes is a second tap on a slow phone and returns the first.
    """
    force = force or person.home_force
    _refuse_unless_right(done_on=done_on, minutes=minutes, title=title)
    if counts_for is not None and counts_for.pk not in book_of(force).codes:
        raise Refused(_("%(skill)s is not a skill of this force."), {"skill": counts_for})
    lock(person)
    now = clock.now()
    said = {
        "person": person, "force": force, "kind": kind, "done_on": done_on, "minutes": minutes, "title": title.strip(),
        "counts_for": counts_for, "lesson_id": lesson_id,
    }  # fmt: skip
    before = CpdEntry.objects.filter(**said, withdrawn_at=None, recorded_at__gt=now - TAPPED_AGAIN).first()
    if before is not None:
        return before
    entry = CpdEntry.objects.create(
        **said, reflection=reflection, shared=shared, competency=competency, recorded_at=now
    )
    _tell(Verb.LOGGED, entry, by=by)
    return entry


@transaction.atomic
def reflect(
    entry: CpdEntry, *, reflection: str, shared: bool = False, competency: Competency | None = None
) -> CpdEntry:
    """Change one's own words about an entry, and whether others may read them. Told to nobody."""
    CpdEntry.objects.filter(pk=entry.pk, withdrawn_at=None).update(
        reflection=reflection, shared=shared, competency=competency
    )
    entry.refresh_from_db()
    return entry


@transaction.atomic
def withdraw_cpd(entry: CpdEntry, *, by: Person | None) -> None:
    """Take an entry back; its time no longer counts. Twice changes nothing."""
    lock(entry.person)
    if CpdEntry.objects.filter(pk=entry.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        entry.refresh_from_db()
        _tell(Verb.CORRECTED, entry, by=by)


def _refuse_unless_right(*, done_on: date, minutes: int, title: str) -> None:
    if done_on > clock.today():
        raise Refused(_("Learning is logged once it is done: %(day)s is still to come."), {"day": done_on.isoformat()})
    if not 0 < minutes <= MOST_MINUTES:
        raise Refused(_("An entry is of one day: between a minute and 24 hours."))
    if not title.strip():
        raise Refused(_("Say in a few words what it was."))


def _tell(verb: Verb, entry: CpdEntry, *, by: Person | None) -> None:
    skill = entry.counts_for
    append(
        subject=entry.person.subject,
        force=entry.force_id,
        verb=verb,
        object_type="cpd",
        object_id=entry.pk,
        context=extensions(
            by=actor(by),
            kind=entry.kind,
            minutes=entry.minutes,
            skill=skill.code if skill else None,
            void=verb is Verb.CORRECTED or None,
            **{"done-on": entry.done_on},
        ),
    )
    if skill is not None:
        restand([entry.person])

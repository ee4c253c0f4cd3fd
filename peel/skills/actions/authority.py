"""A named officer of one force lets somebody use a skill, and takes it back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger.rules import Verb
from peel.people.models import Force, Person
from peel.skills.actions.awards import lock
from peel.skills.actions.restand import restand
from peel.skills.actions.telling import tell
from peel.skills.models import Authorisation, Skill
from peel.skills.queries.book import book_of
from peel.skills.refused import Refused
from peel.skills.rules.days import end_of


@transaction.atomic
def authorise(
    person: Person,
    *,
    skill: Skill,
    authorised_by: str,
    by: Person | None,
    starts: date | None = None,
    ends: date | None = None,
    force: Force | None = None,
) -> Authorisation:
    """Let ``person`` use a skill in one force, from a day (today) through a day; ``authorised_by`` names the officer.

    The very same authorisation twice is one.
    """
    force, starts = force or person.home_force, starts or clock.today()
    told = book_of(force).skills.get(skill.code)
    if told is None or told.id != skill.pk:
        raise Refused(_("%(skill)s is not a skill of this force."), {"skill": skill})
    if not authorised_by.strip():
        raise Refused(_("An authorisation names the officer who gives it."))
    if ends is not None and ends < starts:
        raise Refused(_("The authorisation would end before it starts."))
    lock(person)
    row, made = Authorisation.objects.get_or_create(
        person=person,
        skill=skill,
        force=force,
        starts=starts,
        ends=ends,
        authorised_by=authorised_by,
        revoked_at=None,
        defaults={"recorded_by": by, "recorded_at": clock.now()},
    )
    if made:
        tell(
            Verb.AUTHORISED, person=person, skill=skill, force=force, about="authorisation", pk=row.pk, by=by,
            context={"first-day": starts, "last-day": ends},
        )  # fmt: skip
        restand([person])
    return row


@transaction.atomic
def revoke(authorisation: Authorisation, *, revoked_by: str, by: Person | None) -> Authorisation:
    """Take an authorisation back, from this moment. Revoking twice changes nothing."""
    if not revoked_by.strip():
        raise Refused(_("A revocation names the officer who decided it."))
    lock(authorisation.person)
    row = Authorisation.objects.select_related("person", "skill", "force").get(pk=authorisation.pk)
    if row.revoked_at is not None:
        return row
    row.revoked_at, row.revoked_by, row.revoked_why = clock.now(), revoked_by, Authorisation.Ended.REVOKED
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    tell(
        Verb.REVOKED, person=row.person, skill=row.skill, force=row.force, about="authorisation", pk=row.pk, by=by
    )  # fmt: skip
    restand([row.person])
    return row


@transaction.atomic
def transfer_out(person: Person, *, force: Force, on: date, by: Person | None) -> int:
    """Somebody leaves a force with the day ``on``: its authorisations end with that day, awards stay with the person.

    An authorisation whose rule lets it outlive a transfer stays. Returns how many ended.
    """
    lock(person)
    skills = book_of(force).skills
    ended = 0
    for row in Authorisation.objects.filter(person=person, force=force, revoked_at=None).select_related("skill"):
        told = skills.get(row.skill.code)
        rule = told.rule_on(on) if told else None
        if (row.ends is not None and row.ends <= on) or (rule is not None and not rule.ends_on_transfer):
            continue
        row.revoked_at, row.revoked_by = end_of(on), str(_("Left %(force)s") % {"force": force.name})
        row.revoked_why = Authorisation.Ended.TRANSFER
        row.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
        tell(
            Verb.REVOKED, person=person, skill=row.skill, force=force, about="authorisation", pk=row.pk, by=by,
            context={"transfer": True, "last-day": on},
        )  # fmt: skip
        ended += 1
    restand([person])
    return ended

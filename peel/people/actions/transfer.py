"""Somebody goes to another force and stays one person."""

from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.ledger.rules import Verb
from peel.people.access import may_to
from peel.people.actions.leaving import leave
from peel.people.actions.posts import end_posts
from peel.people.actors import actor
from peel.people.followers import follow_moves
from peel.people.models import Force, Person, Post, Service, Supervision
from peel.people.queries.hr_state import NOT_NUMBERED_YET
from peel.people.roles import Permission


class NotTransferred(ValueError):
    """Why somebody cannot be transferred, as a sentence for the person who asked."""


@transaction.atomic
def transfer(
    person: Person,
    *,
    to: Force,
    first_day: date,
    by: Person | None,
    employee_number: str = "",
    leaving: Force | None = None,
) -> Service:
    """End somebody's service in a force (their home) and begin one in another, whose HR extract brings the post.

    The record goes along, because it hangs on the person; authorisations and roles end with the last day in the old
    force, which can go on reading what concerns its own time. Without an employee number the new force's extract
    finds them by name and first day. The same transfer again changes nothing.
    """
    old = leaving or person.home_force
    Person.objects.select_for_update().get(pk=person.pk)
    begun = Service.objects.filter(person=person, force=to, starts=first_day).first()
    if begun is not None:
        return begun
    service = Service.objects.filter(person=person, force=old, ends=None).order_by("-starts").first()
    if refused := _why_not(service, to=to, old=old, first_day=first_day, by=by):
        raise NotTransferred(refused)
    assert service is not None, "whoever serves nowhere was refused"
    last_day = first_day - timedelta(days=1)
    _end(service, last_day)
    begun = Service.objects.create(
        person=person,
        force=to,
        person_type=service.person_type,
        employee_number=employee_number or f"{NOT_NUMBERED_YET}{service.pk}",
        starts=first_day,
        full_time_share=service.full_time_share,
    )
    person.home_force = to
    person.save(update_fields=["home_force"])
    leave(person, force=old, on=last_day, by=by)
    _tell(person, old=old, to=to, first_day=first_day, by=by)
    follow_moves([person.pk])
    return begun


def _why_not(service: Service | None, *, to: Force, old: Force, first_day: date, by: Person | None) -> str | None:
    if service is None:
        return _("They do not serve in %(force)s.") % {"force": old}
    if by is not None and not may_to(by, Permission.IMPORT_PEOPLE, whom=service.person):
        return _("A transfer is for those who bring people in from HR.")
    if to == old or to.kind == Force.Kind.NATION:
        return _("Choose another force.")
    if first_day > clock.today():
        return _("A transfer is written down on its first day or after, not ahead.")
    if first_day <= service.starts:
        return _("They began here only on %(day)s.") % {"day": f"{service.starts:%-d %b %Y}"}
    return None


def _end(service: Service, last_day: date) -> None:
    """The service, its posts, and whoever answered for or to this person in it."""
    now = clock.now()
    service.ends = last_day
    service.save(update_fields=["ends"])
    posts = Post.objects.filter(service=service, retracted_at=None).filter(Q(ends=None) | Q(ends__gt=last_day))
    ends: dict[int, date | None] = dict.fromkeys(posts.values_list("pk", flat=True), last_day)
    never_began = frozenset(posts.filter(starts__gt=last_day).values_list("pk", flat=True))
    end_posts(ends, never_began=never_began, at=now)
    standing = Supervision.objects.filter(
        Q(person=service.person) | Q(supervisor=service.person), during__endswith__isnull=True
    )
    standing.filter(during__startswith__gte=now).delete()
    for row in standing:
        row.during = DateTimeTZRange(row.during.lower, now)
        row.save(update_fields=["during"])


def _tell(person: Person, *, old: Force, to: Force, first_day: date, by: Person | None) -> None:
    """A statement in the new force's ledger, and an audit entry in each."""
    ledger.append(
        subject=person.subject,
        force=to.pk,
        verb=Verb.TRANSFERRED,
        object_type="force",
        object_id=to.code,
        context={"from": old.code, "first-day": first_day.isoformat()},
    )
    for force in (old, to):
        ledger.audit(
            "transferred",
            actor=actor(by),
            force=force.pk,
            subjects=[person.subject],
            object_type="person",
            object_id=person.pk,
            detail={"from": old.code, "to": to.code, "first-day": first_day.isoformat()},
        )

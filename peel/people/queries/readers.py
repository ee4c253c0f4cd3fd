"""Who can see what about somebody, from the same permissions that the fences ask; and who has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger.models import AuditEntry
from peel.ledger.queries import readings_of
from peel.people.actors import MACHINE
from peel.people.models import Person, Post, RoleHeld, Supervision
from peel.people.queries.called import called, first_posts
from peel.people.roles import READS_MORE, READS_RECORDS, ROLES, Permission

PAGE = 50
# As the ledger names it.
READ = "read"

LETS_THEM: dict[Permission, str | Promise] = {
    Permission.SEE_TEAM: _("See your standing: what is in date, due and lapsed"),
    Permission.SEE_PEOPLE: _("Find you, and read your record: posts, skills, awards and evidence"),
    Permission.READ_EVIDENCE: _("Read what stood on your record at a moment, with its sources"),
    Permission.EXPORT_SUBJECT_ACCESS: _("Make the copy of everything held about you that you may ask for"),
    Permission.DISCLOSE: _("With a second person, open what a court has ordered, and only that"),
}


@dataclass(slots=True)
class Readers:
    """People who may read for one reason, and what that lets them read."""

    why: str
    may: list[str | Promise]
    people: list[Person] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def readers_of(person: Person) -> list[Readers]:
    """Everybody who may read this person's record today, by reason; five queries, whatever their number."""
    posts = list(person.posts.held(clock.today()).select_related("unit", "force"))
    above = {int(pk) for post in posts for pk in post.unit.path.strip("/").split("/") if pk}
    groups = [*_who_answer_for(person), *_who_lead(person, above), *_who_hold_roles(person, posts, above)]
    first = first_posts(reader for group in groups for reader in group.people)
    for group in groups:
        group.people.sort(key=lambda reader: reader.sort_key)
        group.names = [called(reader, first.get(reader.pk)) for reader in group.people]
    return groups


def _who_answer_for(person: Person) -> list[Readers]:
    now = Supervision.objects.filter(person=person, during__contains=clock.now()).select_related("supervisor")
    people = [one.supervisor for one in now]
    return [Readers(gettext("Because they answer for you"), [LETS_THEM[Permission.SEE_TEAM]], people)] if people else []


def _who_lead(person: Person, above: set[int]) -> list[Readers]:
    led = Post.objects.held(clock.today()).filter(leads=True, unit__in=above).exclude(person=person)
    by_unit: dict[str, list[Person]] = defaultdict(list)
    for post in led.select_related("person", "unit").order_by("-unit__path"):
        by_unit[post.unit.name].append(post.person)
    may = [LETS_THEM[Permission.SEE_TEAM]]
    return [
        Readers(gettext("Because they lead %(unit)s") % {"unit": unit}, may, people) for unit, people in by_unit.items()
    ]


def _who_hold_roles(person: Person, posts: Iterable[Post], above: set[int]) -> list[Readers]:
    reading = {*READS_RECORDS, *READS_MORE}
    codes = [code for code, role in ROLES.items() if role.permissions & reading]
    forces = {post.force_id for post in posts}
    here = Q(unit__in=above) | Q(unit=None, force__in=forces) | (Q(unit=None, force=None) if forces else Q(pk=None))
    held = RoleHeld.objects.held(clock.today()).filter(here, role__in=codes).exclude(person=person)
    groups: dict[tuple[str, str], Readers] = {}
    for one in held.select_related("person", "unit", "force").order_by("role", "pk"):
        role, place = ROLES[one.role], _place(one)
        may = [LETS_THEM[permission] for permission in (*READS_RECORDS, *READS_MORE) if permission in role.permissions]
        why = gettext("%(role)s of %(place)s") % {"role": role.name, "place": place}
        groups.setdefault((one.role, place), Readers(why, may)).people.append(one.person)
    return list(groups.values())


def _place(held: RoleHeld) -> str:
    return held.unit.name if held.unit else held.force.name if held.force else gettext("the nation")


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read, and said or was asked why."""

    pk: int
    who: str
    purpose: str
    at: datetime


def readings_page(person: Person, *, before: int | None = None) -> tuple[list[Reading], int | None]:
    """Who has read this person's record, newest first, fifty at a time, and where the next page begins."""
    entries = readings_of(person.subject).filter(verb=READ).order_by("-pk")
    found = list(entries.filter(pk__lt=before)[: PAGE + 1] if before else entries[: PAGE + 1])
    shown = found[:PAGE]
    names = _names(shown)
    page = [
        Reading(entry.pk, names.get(entry.actor, gettext("Somebody unknown")), entry.purpose, entry.at)
        for entry in shown
    ]
    return page, shown[-1].pk if len(found) > PAGE else None


def _names(entries: Iterable[AuditEntry]) -> dict[object, str]:
    people = Person.objects.filter(subject__in={entry.actor for entry in entries})
    first = first_posts(people)
    return {
        MACHINE: gettext("Peel itself"),
        **{person.subject: called(person, first.get(person.pk)) for person in people},
    }

"""Whose record somebody may read, and what they may write there. A view reads skills through these and nothing else.

A reflection is read through :func:`cpd_for` by who wrote it, and by others only through :func:`cpd_shared_for`.
"""

from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from peel.people.access import held_today, may_to, people_for, people_to, places_of
from peel.people.models import Force, Person
from peel.people.roles import Permission
from peel.skills.models import (
    Authorisation,
    Award,
    AwardBatch,
    CpdEntry,
    Hold,
    Query,
    Skill,
    Standing,
    Unmatched,
    Waiver,
)

KEEPS_RECORDS = (Permission.DECIDE_QUERIES, Permission.IMPORT_AWARDS, Permission.RECORD_AWARDS)
"""Any of these lets somebody into the records office."""

R = TypeVar("R", Award, Authorisation, Waiver, Hold)


def standings_for(viewer: Person) -> QuerySet[Standing]:
    """Lines of everybody whose record the viewer may read."""
    return Standing.objects.filter(person__in=people_for(viewer))


def skills_for(viewer: Person) -> QuerySet[Skill]:
    """The nation's skills and those of the viewer's own forces."""
    return Skill.objects.filter(Q(force=None) | Q(force__in=_forces(viewer)))


def skill_for(viewer: Person, code: str) -> Skill:
    """The skill as the viewer's force has it, or 404."""
    own_first = skills_for(viewer).filter(code=code).order_by(F("force").asc(nulls_last=True))
    return get_object_or_404(own_first[:1])


def may_record(viewer: Person, *, whom: Person) -> bool:
    """Whether the viewer writes awards about somebody. Nobody does about themselves."""
    return viewer != whom and may_to(viewer, Permission.RECORD_AWARDS, whom=whom)


def may_authorise(viewer: Person, *, whom: Person) -> bool:
    return viewer != whom and may_to(viewer, Permission.AUTHORISE, whom=whom)


def may_waive(viewer: Person, *, whom: Person) -> bool:
    return viewer != whom and may_to(viewer, Permission.WAIVE, whom=whom)


def may_set_rules(viewer: Person, *, force: Force | None) -> bool:
    """Whether the viewer changes rules and requirements of a force, or (None) of the nation."""
    places = places_of(viewer, Permission.SET_RULES)
    return places.nation if force is None else places.covers_force(force.pk)


def award_to_record(viewer: Person, pk: int) -> Award:
    """An award that the viewer may correct, void or verify, or 404."""
    return get_object_or_404(_of_others(Award.objects.all(), viewer, Permission.RECORD_AWARDS), pk=pk)


def authorisation_to_revoke(viewer: Person, pk: int) -> Authorisation:
    return get_object_or_404(_of_others(Authorisation.objects.all(), viewer, Permission.AUTHORISE), pk=pk)


def waiver_to_end(viewer: Person, pk: int) -> Waiver:
    return get_object_or_404(_of_others(Waiver.objects.all(), viewer, Permission.WAIVE), pk=pk)


def hold_to_release(viewer: Person, pk: int) -> Hold:
    return get_object_or_404(_of_others(Hold.objects.all(), viewer, Permission.AUTHORISE), pk=pk)


def queries_to_decide(viewer: Person) -> QuerySet[Query]:
    """Open disputes that the viewer decides, the most urgent first. Nobody decides their own."""
    open_ones = Query.objects.filter(decided_at=None, person__in=people_to(viewer, Permission.DECIDE_QUERIES))
    of_others = open_ones.exclude(person=viewer).exclude(asked_by=viewer)
    return of_others.select_related("person", "skill", "force", "award").order_by("decide_by", "pk")


def query_to_decide(viewer: Person, pk: int) -> Query:
    """An open dispute that the viewer decides, or 404."""
    return get_object_or_404(queries_to_decide(viewer), pk=pk)


def queries_for(viewer: Person) -> QuerySet[Query]:
    """What the viewer said about their own record, newest first, with the answers."""
    return Query.objects.filter(person=viewer).select_related("skill", "award", "led_to").order_by("-asked_at")


def cpd_for(person: Person) -> QuerySet[CpdEntry]:
    """The person's own log, reflections included, newest first."""
    return CpdEntry.objects.filter(person=person, withdrawn_at=None).select_related("competency").order_by("-done_on")


def cpd_entry_for(person: Person, pk: int) -> CpdEntry:
    """One of the person's own entries, or 404."""
    return get_object_or_404(cpd_for(person), pk=pk)


def cpd_shared_for(viewer: Person, *, whom: Person) -> QuerySet[CpdEntry]:
    """Entries that somebody chose to share, with their reflection, for those who may read their record.

    Of all others people see sums of hours (``queries.cpd``), never a title or a word.
    """
    shared = CpdEntry.objects.filter(person=whom, person__in=people_for(viewer), shared=True, withdrawn_at=None)
    return shared.order_by("-done_on")


def keeps_records(viewer: Person) -> bool:
    """Whether the viewer has anything to do in the records office."""
    return any(places_of(viewer, permission) for permission in KEEPS_RECORDS)


def imports_for(viewer: Person) -> QuerySet[AwardBatch]:
    """Imports of old records of the forces for which the viewer brings them in, newest first."""
    return AwardBatch.objects.filter(_of_imported_forces(viewer)).order_by("-made_at", "-pk")


def import_for(viewer: Person, pk: int) -> AwardBatch:
    """One of those imports, or 404."""
    return get_object_or_404(imports_for(viewer).select_related("force", "made_by", "undone_by"), pk=pk)


def unmatched_for(viewer: Person) -> QuerySet[Unmatched]:
    """Records of old systems that wait for the viewer to decide whose they are."""
    return Unmatched.objects.filter(_of_imported_forces(viewer), decided_at=None)


def unmatched_row_for(viewer: Person, pk: int) -> Unmatched:
    """A record that waits, or was decided by somebody else meanwhile; 404 for one of another force."""
    return get_object_or_404(Unmatched.objects.filter(_of_imported_forces(viewer)).select_related("force"), pk=pk)


def awards_to_verify(viewer: Person) -> QuerySet[Award]:
    """Awards that nobody has verified, of others whose awards the viewer records."""
    others = people_to(viewer, Permission.RECORD_AWARDS).exclude(pk=viewer.pk)
    unsure = Award.objects.filter(verified=False, void=False, corrected_by=None, person__in=others)
    return unsure.exclude(batch__undone_at__isnull=False)


def _of_imported_forces(viewer: Person) -> Q:
    places = places_of(viewer, Permission.IMPORT_AWARDS)
    return Q() if places.nation else Q(force__in=places.forces)


def _forces(viewer: Person) -> set[int]:
    posts, _ = held_today(viewer)
    return {viewer.home_force_id, *(post.force_id for post in posts)}


def _of_others(rows: QuerySet[R], viewer: Person, permission: Permission) -> QuerySet[R]:
    """Rows about people to whom the viewer may do it; never about themselves."""
    others = people_to(viewer, permission).exclude(pk=viewer.pk)
    return rows.filter(person__in=others).select_related("person", "skill", "force")

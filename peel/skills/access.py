"""Whose record somebody may read, and what they may write there. A view reads skills through these and nothing else.

A reflection is read through :func:`cpd_for` by who wrote it, and by others only through :func:`cpd_shared_for`.
"""

from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from peel.people.access import held_today, may_to, people_for, people_to, places_of
from peel.people.models import Force, Person
from peel.people.roles import Permission
from peel.skills.models import Authorisation, Award, CpdEntry, Hold, Query, Skill, Standing, Waiver

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


def _forces(viewer: Person) -> set[int]:
    posts, _ = held_today(viewer)
    return {viewer.home_force_id, *(post.force_id for post in posts)}


def _of_others(rows: QuerySet[R], viewer: Person, permission: Permission) -> QuerySet[R]:
    """Rows about people to whom the viewer may do it; never about themselves."""
    others = people_to(viewer, permission).exclude(pk=viewer.pk)
    return rows.filter(person__in=others).select_related("person", "skill", "force")

"""What Peel knows of a force's people, as an HR extract is compared with it. Six plain reads, however many they are."""

from collections import defaultdict
from dataclasses import fields, replace
from datetime import date, datetime, time

from django.db.models import Q

from peel.foundation import clock
from peel.people.models import Force, Person, Post, Rank, Service, Supervision, Unit
from peel.people.rules.hr_import import (
    ImportSettings,
    KnownPerson,
    KnownPost,
    KnownRank,
    KnownService,
    KnownSupervision,
    KnownUnit,
    State,
)

NOT_NUMBERED_YET = "~"
"""Begins what stands for the employee number of somebody who came by transfer, until the force's HR gives them one."""

SCHEMES = {"metropolitan": "met", "city-of-london": "city"}


def import_settings(force: Force) -> ImportSettings:
    """The force's own values under ``hr_import`` of its settings; its officers' ranks under ``rank_scheme``."""
    scheme = force.settings.get("rank_scheme") or SCHEMES.get(force.code, "england-wales")
    names = {field.name for field in fields(ImportSettings)}
    own = {name: value for name, value in force.settings.get("hr_import", {}).items() if name in names}
    return replace(ImportSettings(officer_scheme=scheme), **own)


def hr_state(force: Force, *, as_at: date) -> State:
    """Everybody who ever served in the force, with the posts that they hold on a day or will hold."""
    return State(
        people=_people(force),
        services=_services(force, as_at),
        units=[KnownUnit(*row) for row in _units(force)],
        ranks=[KnownRank(*row) for row in _ranks(import_settings(force).officer_scheme)],
        supervisions=_supervisions(force, as_at),
    )


def _people(force: Force) -> dict[int, KnownPerson]:
    rows = Person.objects.filter(pk__in=Service.objects.filter(force=force).values("person"))
    named = rows.values_list("pk", "given_name", "family_name", "known_as", "email")
    return {row[0]: KnownPerson(*row) for row in named.iterator(chunk_size=10_000)}


def _services(force: Force, as_at: date) -> list[KnownService]:
    posts: dict[int, list[KnownPost]] = defaultdict(list)
    held = Post.objects.filter(Q(ends=None) | Q(ends__gte=as_at), force=force, retracted_at=None).order_by("pk")
    of_post = ("service", "pk", "kind", "unit", "rank", "title", "leads", "starts", "ends", "by_hand")
    for service, *row in held.values_list(*of_post).iterator(chunk_size=10_000):
        posts[service].append(KnownPost(*row))
    numbers = ("employee_number", "collar_number", "warrant_number")
    of_service = ("pk", "person", *numbers, "person_type", "starts", "ends", "full_time_share")
    services = Service.objects.filter(force=force).order_by("pk").values_list(*of_service)
    return [
        KnownService(
            pk,
            person,
            "" if number.startswith(NOT_NUMBERED_YET) else number,
            collar,
            warrant,
            kind,
            starts,
            ends,
            float(share),
            tuple(posts.get(pk, ())),
        )
        for pk, person, number, collar, warrant, kind, starts, ends, share in services.iterator(chunk_size=10_000)
    ]


def _units(force: Force) -> list[tuple[int, str, str, int | None]]:
    return list(Unit.objects.filter(force=force, closed_on=None).values_list("pk", "code", "name", "parent"))


def _ranks(officer_scheme: str) -> list[tuple[int, str, str, str, str, int]]:
    rows = Rank.objects.filter(scheme__in=[officer_scheme, "special", "staff"])
    return list(rows.values_list("pk", "scheme", "code", "name", "short", "seniority"))


def _supervisions(force: Force, as_at: date) -> list[KnownSupervision]:
    """Those without an end: for one shift nobody disagrees with HR."""
    moment = max(clock.now(), datetime.combine(as_at, time.max, clock.LONDON))
    rows = Supervision.objects.filter(
        person__services__force=force, during__upper_inf=True, during__startswith__lte=moment
    ).distinct()
    return [KnownSupervision(*row) for row in rows.values_list("pk", "person", "supervisor", "by_hand")]

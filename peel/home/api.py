"""The machine interface to one's own record, to those one answers for, and to the library. Read only.

It opens nothing that a page does not: the same access, the same audit. Private notes and reflections are not in it.
"""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from peel.catalogue.access import forces_of
from peel.catalogue.queries.search import search
from peel.home.queries.record import record_of
from peel.home.queries.team import team_for
from peel.ledger.actions import audit_reading
from peel.people.access import person_for
from peel.people.models import Person
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.skills.queries.lines import Line

router = Router()


class PostOut(Schema):
    """A post held today."""

    unit: str
    force: str
    rank: str
    kind: str
    leads: bool


class Me(Schema):
    """Who is asking."""

    id: int
    name: str
    force: str
    posts: list[PostOut]
    roles: list[str]


class LineOut(Schema):
    """One line of a record now. ``status`` is the word of the trade, ``stands`` whether the skill counts."""

    skill: str
    name: str
    status: str
    stands: bool
    since: date | None
    in_date_from: date | None
    in_date_to: date | None
    required: bool
    reason: str
    verified: bool


class RecordOut(Schema):
    """One person's record now."""

    person: int
    name: str
    lines: list[LineOut]


class Found(Schema):
    """A lesson found: its id, title, owner, and the lengths it comes in."""

    id: int
    title: str
    by: str
    lengths: list[str]


class FoundPage(Schema):
    """One page of a search, 24 lessons at most."""

    total: int
    lessons: list[Found]


@router.get("/me", response=Me, summary="Who is asking, with posts and roles of today")
def me(request: HttpRequest) -> dict[str, Any]:
    asking = cast(SignedInRequest, request)
    return {
        "id": asking.person.pk,
        "name": asking.person.name,
        "force": asking.person.home_force.code,
        "posts": [
            {
                "unit": post.unit.name,
                "force": post.force.code,
                "rank": post.rank.short if post.rank else "",
                "kind": post.kind,
                "leads": post.leads,
            }
            for post in asking.signed_in.posts
        ],
        "roles": sorted({held.role for held in asking.signed_in.roles}),
    }


@router.get("/me/record", response=RecordOut, summary="My record as it stands now")
def my_record(request: HttpRequest) -> dict[str, Any]:
    return _record(cast(SignedInRequest, request).person)


@router.get("/people/{person}/record", response=RecordOut, summary="The record of somebody I answer for; audited")
def record(request: HttpRequest, person: int) -> dict[str, Any]:
    asking = cast(SignedInRequest, request)
    found = person_for(asking.person, person)
    _write_down(asking, [found.subject], purpose="Skills passport (machine interface)")
    return _record(found)


@router.get("/team", response=list[RecordOut], summary="The records of my team; audited")
def team(request: HttpRequest) -> list[dict[str, Any]]:
    asking = cast(SignedInRequest, request)
    if not asking.may(Permission.SEE_TEAM):
        return []
    found = team_for(asking.signed_in)
    _write_down(asking, [member.subject for member in found.members], purpose="Team (machine interface)")
    lines = {member.id: [line for line in found.lines if line.person == member.id] for member in found.members}
    return [
        {"person": member.id, "name": member.name, "lines": [_line(line) for line in lines[member.id]]}
        for member in found.members
    ]


@router.get("/library", response=FoundPage, summary="Lessons that have these words")
def library(request: HttpRequest, q: str = "", page: int = 1) -> dict[str, Any]:
    found = search(q, forces=forces_of(cast(SignedInRequest, request).signed_in), page=max(page, 1))
    return {
        "total": found.total,
        "lessons": [
            {
                "id": hit.lesson,
                "title": hit.card["t"],
                "by": hit.card["by"],
                "lengths": [form["l"] for form in hit.card["forms"]],
            }
            for hit in found.page
        ],
    }


def _write_down(asking: SignedInRequest, subjects: list[UUID], *, purpose: str) -> None:
    audit_reading(
        reader=asking.person.subject,
        force=asking.person.home_force_id,
        subjects=subjects,
        purpose=purpose,
    )


def _record(person: Person) -> dict[str, Any]:
    return {"person": person.pk, "name": person.name, "lines": [_line(line) for line in record_of(person).lines]}


def _line(line: Line) -> dict[str, Any]:
    return {
        "skill": line.skill.code,
        "name": line.skill.name,
        "status": line.said.status.name.lower(),
        "stands": line.said.stands,
        "since": line.said.since.date() if line.said.since else None,
        "in_date_from": line.valid_from,
        "in_date_to": line.valid_until,
        "required": line.required,
        "reason": line.reason,
        "verified": line.verified,
    }

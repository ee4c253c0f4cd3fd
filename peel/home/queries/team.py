"""A team: who is in it today, and what each line of each of them says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from peel.duty.queries import duties_at
from peel.duty.rules import Duty
from peel.foundation import clock
from peel.home.rules.team import Square
from peel.people.models import Force, Post, Supervision, Unit
from peel.people.places import Places
from peel.people.roles import Permission
from peel.people.signed_in import SignedIn
from peel.skills.queries.book import Book, book_of
from peel.skills.queries.lines import Line, lines_of_many

MOST = 300


class Member(NamedTuple):
    """Somebody in the team, with what the page calls them."""

    id: int
    subject: UUID
    name: str
    surname: str
    rank: str
    unit: str


@dataclass(slots=True, kw_only=True)
class Team:
    """People in order of name, with their lines. ``too_many`` when only smaller units can be shown."""

    force: Force
    unit: Unit | None
    members: list[Member]
    book: Book
    at: datetime
    lines: list[Line]
    too_many: bool

    @property
    def today(self) -> date:
        return self.at.astimezone(clock.LONDON).date()

    @property
    def names(self) -> Mapping[int, str]:
        """What each is called in a list: the surname, with an initial where two share it."""
        surnames = [member.surname for member in self.members]
        return {
            member.id: member.surname if surnames.count(member.surname) == 1 else f"{member.surname} {member.name[:1]}"
            for member in self.members
        }

    def squares(self) -> list[Square]:
        """One for each line, people in order of name."""
        place = {member.id: number for number, member in enumerate(self.members)}
        return [
            self._square(line)
            for line in sorted(self.lines, key=lambda line: (line.skill.position, place[line.person]))
        ]

    @staticmethod
    def _square(line: Line) -> Square:
        since = line.said.since.astimezone(clock.LONDON).date() if line.said.since else None
        return Square(
            line.person, line.skill.id, line.said.status, line.said.stands, line.required, since, line.said.until
        )

    def on_duty(self) -> dict[int, Duty]:
        """Who is on at the moment of reading, by id; one query."""
        return duties_at([member.id for member in self.members], force=self.force, at=self.at)


def units_seen(viewer: SignedIn) -> QuerySet[Unit]:
    """Units whose people the viewer may see as a team."""
    places = team_places(viewer)
    return Unit.objects.filter(places.as_filter(force="force_id", path="path"), closed_on=None).order_by("path")


def team_places(viewer: SignedIn) -> Places:
    return viewer.places(Permission.SEE_TEAM)


def team_for(viewer: SignedIn, *, unit: int | None = None, at: datetime | None = None) -> Team:
    """The team that the viewer answers for: their units with all below, and who was handed to them, but not whom
    somebody else took over.

    ``unit`` narrows it to one of them and 404s for any other. Three queries, and one more when a unit is named.
    """
    at = at or clock.now()
    chosen = get_object_or_404(units_seen(viewer), pk=unit) if unit else None
    members = _members(viewer, chosen, at=at)
    too_many = len(members) > MOST
    book = book_of(viewer.force)
    lines = [] if too_many else lines_of_many([member.id for member in members], book=book, at=at)
    return Team(force=viewer.force, unit=chosen, members=members, book=book, at=at, lines=lines, too_many=too_many)


def _members(viewer: SignedIn, unit: Unit | None, *, at: datetime) -> list[Member]:
    answered_for = Supervision.objects.filter(person=OuterRef("person"), during__contains=at)
    own = Exists(answered_for.filter(supervisor=viewer.person))
    if unit is not None:
        there = Q(unit__path__startswith=unit.path)
    else:
        places = team_places(viewer).as_filter(force="force_id", path="unit__path")
        there = (places & ~Exists(answered_for.exclude(supervisor=viewer.person))) | own
    held = Post.objects.held(at.astimezone(clock.LONDON).date()).filter(there).exclude(person=viewer.person)
    rows = held.order_by("person__sort_key", "pk").values_list(
        "person_id",
        "person__subject",
        "person__given_name",
        "person__known_as",
        "person__family_name",
        "rank__short",
        "unit__name",
    )[: MOST * 2]
    members: dict[int, Member] = {}
    for pk, subject, given, known_as, family, rank, unit_name in rows:
        members.setdefault(pk, Member(pk, subject, f"{known_as or given} {family}", family, rank or "", unit_name))
    return list(members.values())

"""What an import does to one person whom the extract holds."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from peel.foundation.sentence import Sentence
from peel.people.rules.hr_import.columns import Column
from peel.people.rules.hr_import.matching import How, Match
from peel.people.rules.hr_import.plan import (
    Change,
    Disagreement,
    ImportPlan,
    NewPerson,
    PersonChanged,
    PostClosed,
    PostDated,
    PostOpened,
    Ref,
    ServiceChanged,
    ServiceOpened,
)
from peel.people.rules.hr_import.posts import ACTING, Compared, PostComparer, Readings, Wanted
from peel.people.rules.hr_import.ranks import Ranks
from peel.people.rules.hr_import.rows import HrRow, number_key
from peel.people.rules.hr_import.state import KnownPost, KnownService, State
from peel.people.rules.hr_import.units import Units
from peel.people.rules.hr_import.words import kept_by_hand


@dataclass(slots=True)
class Member:
    """Somebody whom the extract holds and whose rows can be read."""

    match: Match
    ref: Ref
    read: Readings
    notes: list[Sentence] = field(default_factory=list)
    changes: list[tuple[Change, str, str]] = field(default_factory=list)

    @property
    def row(self) -> HrRow:
        return self.match.first

    @property
    def is_new_service(self) -> bool:
        return self.match.how in (How.JOINS, How.REJOINS, How.ALSO_SERVES)


class MemberPlanner:
    """Writes the plan of one person after another."""

    def __init__(self, out: ImportPlan, state: State, units: Units, ranks: Ranks) -> None:
        self._out, self._state, self._units, self._ranks = out, state, units, ranks
        self._as_at = out.as_at
        self._ends_told = Column.ENDS in out.understood
        self._comparer = PostComparer(units, ranks, out.understood, as_at=out.as_at)
        self._ended: dict[int, list[date]] = {}
        for service in state.services:
            if service.ends:
                self._ended.setdefault(service.person, []).append(service.ends)

    def plan(self, member: Member) -> None:
        if member.is_new_service:
            self._open_service(member)
        elif member.match.service:
            self._change_service(member, member.match.service)

    def _open_service(self, member: Member) -> None:
        row = member.row
        begins = row.starts or self._as_at
        if member.match.how is How.ALSO_SERVES:
            begins = row.starts or row.post_starts or self._as_at
        ends = self._last_day(row, begins)
        ref = f"service {row.key}"
        share = 1.0 if row.share is None else row.share
        self._out.services.append(
            ServiceOpened(
                ref, member.ref, row.number, row.collar, row.warrant, member.read.person_type, begins, ends, share
            )
        )
        if isinstance(member.ref, int):
            self._change_names(member, member.ref)
        else:
            self._out.people.append(NewPerson(member.ref, row.given_name, row.family_name, row.known_as, row.email))
        compared = self._comparer.compare(None, member.read.wanted)
        self._write_posts(member, compared, service=ref, starts=begins, ends=ends)
        change = {How.JOINS: Change.JOINED, How.REJOINS: Change.REJOINED}.get(member.match.how, Change.POST_ADDED)
        place = member.read.wanted[0]
        member.changes.append((change, "", f"{self._ranks.name(place.rank)} {self._units.name(place.unit)}".strip()))

    def _change_service(self, member: Member, service: KnownService) -> None:
        self._change_names(member, service.person)
        values = self._numbers_changed(member, service)
        self._change_first_day(member, service, values)
        ends = self._change_ends(member, service, values)
        if values:
            self._out.services_changed.append(ServiceChanged(service.id, values))
        compared = self._comparer.compare(service, member.read.wanted)
        reinstated = member.match.how is How.REINSTATED and service.ends
        starts = service.ends + timedelta(days=1) if reinstated and service.ends else self._as_at
        self._write_posts(member, compared, service=service.id, starts=starts, ends=ends)
        member.changes.extend(compared.changes)
        for post, asked in compared.by_hand:
            self._disagree(member, service.person, post, asked)

    def _change_names(self, member: Member, person_id: int) -> None:
        """Name and e-mail as HR has them; what HR leaves empty, or an encoding spoilt, stays."""
        person, row = self._state.people[person_id], member.row
        told = {
            "given_name": (person.given_name, row.given_name),
            "family_name": (person.family_name, row.family_name),
            "known_as": (person.known_as, row.known_as),
            "email": (person.email, row.email),
        }
        values = {
            name: after for name, (before, after) in told.items() if after and after != before and "\ufffd" not in after
        }
        if not values:
            return
        self._out.people_changed.append(PersonChanged(person.id, values))
        if "given_name" in values or "family_name" in values:
            after = f"{values.get('given_name', person.given_name)} {values.get('family_name', person.family_name)}"
            member.changes.append((Change.RENAMED, person.name, after))
        for name in ("known_as", "email"):
            if name in values:
                member.changes.append((Change.DETAIL_CHANGED, told[name][0], values[name]))

    def _numbers_changed(self, member: Member, service: KnownService) -> dict[str, object]:
        """What HR says of a service, changed in place: numbers, type and share."""
        row, values = member.row, dict[str, object]()
        if row.key != number_key(service.number):
            values["number"] = row.number
            member.changes.append((Change.RENUMBERED, service.number, row.number))
        if row.collar and row.collar != service.collar:
            values["collar"] = row.collar
            member.changes.append((Change.COLLAR_CHANGED, service.collar, row.collar))
        details = {
            "warrant": (service.warrant, row.warrant),
            "person_type": (service.person_type, member.read.person_type),
            "share": (service.share, row.share),
        }
        for name, (before, after) in details.items():
            if after not in ("", None) and after != before:
                values[name] = after
                member.changes.append((Change.DETAIL_CHANGED, str(before), str(after)))
        return values

    def _change_first_day(self, member: Member, service: KnownService, values: dict[str, object]) -> None:
        starts = member.row.starts
        if starts and starts != service.starts and self._may_start(service, starts):
            values["starts"] = starts
            member.changes.append((Change.DETAIL_CHANGED, _day(service.starts), _day(starts)))

    def _may_start(self, service: KnownService, day: date) -> bool:
        """A rejoiner's first day of all may stand in the extract; it is not the start of the second stretch."""
        earlier = [ends for ends in self._ended.get(service.person, []) if ends != service.ends]
        return day <= self._as_at and all(ends < day for ends in earlier)

    def _change_ends(self, member: Member, service: KnownService, values: dict[str, object]) -> date | None:
        """The last day of a service that goes on: named ahead by HR, taken back, or as it was."""
        begins = member.row.starts if "starts" in values and member.row.starts else service.starts
        if member.match.how is How.REINSTATED:
            values["ends"] = ends = self._last_day(member.row, begins)
            member.changes.append((Change.REINSTATED, _day(service.ends), ""))
            return ends
        ends = self._last_day(member.row, begins) if self._ends_told else service.ends
        if ends != service.ends:
            values["ends"] = ends
            change = Change.LEFT if ends else Change.REINSTATED
            member.changes.append((change, _day(service.ends), _day(ends)))
        return ends

    def _last_day(self, row: HrRow, begins: date) -> date | None:
        return max(row.ends, begins) if row.ends and row.ends >= self._as_at else None

    def _write_posts(
        self, member: Member, compared: Compared, *, service: Ref, starts: date, ends: date | None
    ) -> None:
        self._out.posts_closed.extend(PostClosed(post.id, last) for post, last in compared.closed)
        self._out.posts_dated.extend(
            PostDated(post.id, max(ends, post.starts) if ends else None) for post in compared.kept if post.ends != ends
        )
        for asked in compared.opened:
            begins = asked.starts or starts
            last = max(ends, begins) if ends else None
            self._out.posts.append(
                PostOpened(
                    service,
                    member.ref,
                    asked.kind,
                    asked.unit,
                    asked.rank,
                    asked.title,
                    asked.leads,
                    starts=begins,
                    ends=last,
                )
            )

    def _disagree(self, member: Member, person: int, post: KnownPost, asked: Wanted | None) -> None:
        about = "acting rank" if post.kind == ACTING else "posting"
        hr_says = f"{self._ranks.name(asked.rank)} {self._units.name(asked.unit)}".strip() if asked else ""
        peel_says = f"{self._ranks.name(post.rank)} {self._units.name(post.unit)}".strip()
        name, line = self._state.people[person].name, member.row.line
        disagreement = Disagreement(person, name, line, about, hr_says, peel_says)
        self._out.disagreements.append(disagreement)
        member.notes.append(kept_by_hand(disagreement))


def _day(day: date | None) -> str:
    return f"{day:%-d %b %Y}" if day else ""

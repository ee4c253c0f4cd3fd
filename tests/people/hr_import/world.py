"""A small force on paper, and what applying a plan to it leaves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from peel.people.rules.hr_import import (
    ForceWords,
    ImportPlan,
    ImportSettings,
    KnownPerson,
    KnownPost,
    KnownRank,
    KnownService,
    KnownSupervision,
    KnownUnit,
    PostOpened,
    State,
    plan_import,
)

TODAY = date(2026, 11, 21)
LONG_AGO = date(2020, 1, 6)
PC, DC, PS, INSP, SC, BAND_C = range(1, 7)
RANKS = (
    KnownRank(PC, "england-wales", "PC", "Constable", "PC", 1),
    KnownRank(DC, "england-wales", "DC", "Detective Constable", "DC", 1),
    KnownRank(PS, "england-wales", "PS", "Sergeant", "Sgt", 2),
    KnownRank(INSP, "england-wales", "INSP", "Inspector", "Insp", 3),
    KnownRank(SC, "special", "SC", "Special Constable", "SC", 1),
    KnownRank(BAND_C, "staff", "C", "Band C", "Band C", 3),
)
HARBOUR, RESPONSE, TEAM_C, TEAM_D, CID = 10, 11, 12, 13, 14
UNITS = (
    KnownUnit(HARBOUR, "HAR", "Harbour BCU", None),
    KnownUnit(RESPONSE, "HAR-R", "Response", HARBOUR),
    KnownUnit(TEAM_C, "HAR-RC", "Response C", RESPONSE),
    KnownUnit(TEAM_D, "HAR-RD", "Response D", RESPONSE),
    KnownUnit(CID, "HAR-CID", "CID", HARBOUR),
)
UNIT_NAMES = {unit.id: unit.name for unit in UNITS}
RANK_NAMES = {rank.id: rank.code for rank in RANKS}


def post(id: int, unit: int = TEAM_C, rank: int | None = PC, **values: Any) -> KnownPost:
    fields = {"kind": "substantive", "title": "", "leads": False, "starts": LONG_AGO, "ends": None, "by_hand": False}
    return KnownPost(id, unit=unit, rank=rank, **{**fields, **values})


def service(id: int, *posts: KnownPost, person: int | None = None, **values: Any) -> KnownService:
    """Service number 5000 + id of the person of that id, an officer since long ago."""
    fields = {
        "number": str(5000 + id),
        "collar": "",
        "warrant": "",
        "person_type": "officer",
        "starts": LONG_AGO,
        "ends": None,
        "share": 1.0,
    }
    return KnownService(id, person=person or id, posts=posts, **{**fields, **values})


NAMES = {1: ("Ana", "Price"), 2: ("Ben", "Rahman"), 3: ("Cara", "Tully"), 4: ("Dev", "Iqbal"), 5: ("Ewan", "Maddox")}
PEOPLE = {id: KnownPerson(id, given, family, "", "") for id, (given, family) in NAMES.items()}


def force(*services: KnownService, people: Mapping[int, KnownPerson] = PEOPLE, **values: Any) -> State:
    """Sergeant Price leads Response C with Rahman and Tully, unless other services are given."""
    services = services or (
        service(1, post(1, rank=PS, leads=True)),
        service(2, post(2)),
        service(3, post(3)),
    )
    return State(people=people, services=services, units=UNITS, ranks=RANKS, **values)


def row_of(person: int, **values: str) -> dict[str, str]:
    given, family = NAMES.get(person, ("New", f"Person{person}"))
    fields = {"Employee Number": str(5000 + person), "Surname": family, "Forename": given, "Rank": "PC"}
    return {**fields, "Team": "Response C", **values}


PRICE = row_of(1, Rank="PS")
EVERYONE = (PRICE, row_of(2), row_of(3))
ANYTHING_GOES = ImportSettings(stop_at_share=1.0)


def plan(
    *rows: dict[str, str],
    state: State | None = None,
    settings: ImportSettings = ANYTHING_GOES,
    words: ForceWords | None = None,
    as_at: date = TODAY,
    columns: list[str] | None = None,
) -> ImportPlan:
    names = columns or list(dict.fromkeys(name for row in rows for name in row))
    lines = [(line, {name: row.get(name, "") for name in names}) for line, row in enumerate(rows, 2)]
    known = on(state or force(), as_at)
    return plan_import(names, lines, state=known, as_at=as_at, settings=settings, words=words)


def on(state: State, day: date) -> State:
    """The state as it is read on a later day: without the posts that have ended by then."""
    services = [replace(s, posts=tuple(p for p in s.posts if not p.ends or p.ends >= day)) for s in state.services]
    return replace(state, services=services)


def applied(state: State, plan: ImportPlan) -> State:
    """The state after the plan, as the database would hold it: new rows get ids, ended posts drop out."""
    world = _Applied(state, plan)
    return world.state()


class _Applied:
    def __init__(self, state: State, plan: ImportPlan) -> None:
        self.before, self.plan = state, plan
        self.ids: dict[Any, int] = {}
        self.new_posts: dict[Any, list[PostOpened]] = defaultdict(list)
        for new in plan.posts:
            self.new_posts[new.service].append(new)
        self.dated = {change.post: change.ends for change in plan.posts_dated}
        self.closed = {change.post: change.ends for change in plan.posts_closed}
        self.refs: dict[int, Any] = {}
        self.next = 1000 + max([0, *(s.id for s in state.services), *(u.id for u in state.units), *state.people])

    def id(self, ref: Any) -> int:
        if isinstance(ref, int):
            return ref
        if ref not in self.ids:
            self.next += 1
            self.ids[ref] = self.next
            self.refs[self.next] = ref
        return self.ids[ref]

    def state(self) -> State:
        units = [
            KnownUnit(self.id(u.ref), u.code, u.name, None if u.parent is None else self.id(u.parent))
            for u in self.plan.units
        ]
        return replace(
            self.before,
            people=self._people(),
            units=(*self.before.units, *units),
            services=self._services(),
            supervisions=self._supervisions(),
        )

    def _people(self) -> dict[int, KnownPerson]:
        people = dict(self.before.people)
        for new in self.plan.people:
            key = self.id(new.ref)
            people[key] = KnownPerson(key, new.given_name, new.family_name, new.known_as, new.email)
        for change in self.plan.people_changed:
            people[change.person] = replace(people[change.person], **change.values)
        return people

    def _services(self) -> tuple[KnownService, ...]:
        changed = {change.service: change.values for change in self.plan.services_changed}
        assert len(changed) == len(self.plan.services_changed), "a service is changed once"
        services = [replace(s, **changed.get(s.id, {})) for s in self.before.services]  # type: ignore[arg-type]
        services += [
            KnownService(
                self.id(new.ref),
                self.id(new.person),
                new.number,
                new.collar,
                new.warrant,
                new.person_type,
                new.starts,
                new.ends,
                new.share,
            )
            for new in self.plan.services
        ]
        return tuple(replace(s, posts=self._posts(s)) for s in services)

    def _posts(self, service: KnownService) -> tuple[KnownPost, ...]:
        posts = []
        for held in service.posts:
            ends = self.closed.get(held.id, self.dated.get(held.id, held.ends))
            if not (held.id in self.closed and ends is None) and not (ends and ends < self.plan.as_at):
                posts.append(replace(held, ends=ends))
        ref = self.refs.get(service.id, service.id)
        for new in self.new_posts[ref]:
            self.next += 1
            unit = self.id(new.unit)
            posts.append(
                KnownPost(
                    self.next, new.kind, unit, new.rank, new.title, new.leads, new.starts, new.ends, by_hand=False
                )
            )
        return tuple(posts)

    def _supervisions(self) -> tuple[KnownSupervision, ...]:
        kept = [s for s in self.before.supervisions if s.id not in self.plan.supervisions_closed]
        for new in self.plan.supervisions:
            self.next += 1
            kept.append(KnownSupervision(self.next, self.id(new.person), self.id(new.supervisor), by_hand=False))
        return tuple(kept)


def outcome(plan: ImportPlan, line: int | None) -> tuple[str, list[str]]:
    """The result and sentences of one line; line None is the first person who is not in the file."""
    found = next(row for row in plan.rows if row.line == line)
    return found.result.value, [str(sentence) for sentence in found.sentences]


def changes(plan: ImportPlan) -> list[tuple[str, Any, str, str]]:
    return [(record.change.value, record.person, record.before, record.after) for record in plan.recorded]

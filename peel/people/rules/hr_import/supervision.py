"""Who leads a unit, and who answers for whom, after an import."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peel.people.rules.hr_import.plan import Ref
from peel.people.rules.hr_import.posts import ACTING, Wanted
from peel.people.rules.hr_import.ranks import Ranks
from peel.people.rules.hr_import.state import KnownPost
from peel.people.rules.hr_import.units import Units


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that somebody will hold when the import is done: one the extract gives, or one that it leaves."""

    person: Ref
    post: Wanted | KnownPost

    @property
    def leads(self) -> bool:
        return self.post.leads


def decide_leads(
    holdings: Sequence[Holding], *, supervisors: Mapping[Ref, Ref], units: Units, ranks: Ranks, from_seniority: int
) -> None:
    """Mark the posts of the extract whose holders lead their unit.

    What HR says of a post goes first; then whoever HR names as supervisor of somebody in
    or below their unit; where HR names no supervisors at all, the most senior of a unit
    from a rank upwards, if there is anybody for them to lead.
    """
    by_unit: dict[Ref, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_unit[holding.post.unit].append(holding)
    named = _named_within(holdings, supervisors, units)
    with_people = {above for unit in by_unit for above in units.up(unit)[1:]}
    for unit, here in by_unit.items():
        first = _first_posts(here)
        seniors = _seniors(first, ranks, from_seniority, anybody_below=unit in with_people)
        for holding in here:
            if isinstance(holding.post, Wanted):
                said = holding.post.leads_said
                derived = (holding.person, unit) in named if supervisors else holding.person in seniors
                counts = first[holding.person] is holding
                holding.post.leads = (derived if said is None else said) and counts


def _named_within(holdings: Iterable[Holding], supervisors: Mapping[Ref, Ref], units: Units) -> set[tuple[Ref, Ref]]:
    """Supervisors with the units of theirs in or below which somebody answers to them."""
    return {
        (supervisors[holding.person], unit)
        for holding in holdings
        if holding.person in supervisors
        for unit in units.up(holding.post.unit)
    }


def _first_posts(here: Iterable[Holding]) -> dict[Ref, Holding]:
    """The post in a unit that speaks for each of its people: whoever acts there does it in that rank."""
    first: dict[Ref, Holding] = {}
    for holding in here:
        if holding.person not in first or holding.post.kind == ACTING:
            first[holding.person] = holding
    return first


def _seniors(first: Mapping[Ref, Holding], ranks: Ranks, from_seniority: int, *, anybody_below: bool) -> set[Ref]:
    officers = {
        holding.person: rank.seniority
        for holding in first.values()
        if ranks.is_officer(holding.post.rank) and (rank := ranks.get(holding.post.rank))
    }
    top = max(officers.values(), default=0)
    if top < from_seniority:
        return set()
    seniors = {person for person, seniority in officers.items() if seniority == top}
    others = first.keys() - seniors
    return seniors if others or anybody_below else set()


def led_by(holdings: Sequence[Holding], units: Units) -> dict[Ref, set[Ref]]:
    """Who answers for each person by the unit tree: those who lead their unit, else the next above that has anybody."""
    leaders: dict[Ref, set[Ref]] = defaultdict(set)
    for holding in holdings:
        if holding.leads:
            leaders[holding.post.unit].add(holding.person)
    found: dict[Ref, set[Ref]] = {}
    for holding in sorted(holdings, key=lambda holding: holding.post.kind != ACTING):
        if holding.person in found:
            continue
        own_unit, *above = units.up(holding.post.unit)
        chain = above if holding.leads else [own_unit, *above]
        found[holding.person] = next((leaders[unit] for unit in chain if leaders.get(unit)), set()) - {holding.person}
    return found


def without_circles(supervisors: Mapping[Ref, Ref]) -> tuple[dict[Ref, Ref], set[Ref]]:
    """The same without links that lead back to where they began, and the people whose link was left out."""
    kept, circular = dict(supervisors), set()
    settled: set[Ref] = set()
    for start in supervisors:
        path: list[Ref] = []
        seen: set[Ref] = set()
        here: Ref | None = start
        while here is not None and here not in settled and here not in seen:
            path.append(here)
            seen.add(here)
            here = kept.get(here)
        if here in seen and here is not None:
            circular.add(path[-1])
            del kept[path[-1]]
        settled.update(path)
    return kept, circular

"""The three links between skills, and why a set of links is refused."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple


class LinkKind(StrEnum):
    """Needs to start is asked when booking; needs to stand suspends; renews carries a date to another skill."""

    STARTS = "needs_to_start"
    STANDS = "needs_to_stand"
    RENEWS = "renews"


class Link(NamedTuple):
    """``skill`` needs, or renews, ``other``, from a day through a day."""

    kind: LinkKind
    skill: str
    other: str
    effective_from: date = date.min
    effective_to: date | None = None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None

    def holds(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


class LinkProblem(NamedTuple):
    """Why links are refused: ``unknown_skill``, ``link_to_itself`` or ``links_go_round`` with the way round."""

    code: str
    kind: LinkKind
    skills: tuple[str, ...]


class LinksError(ValueError):
    """Links that no record could be read with."""

    def __init__(self, problems: Sequence[LinkProblem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


def check_links(codes: Iterable[str], links: Sequence[Link]) -> tuple[LinkProblem, ...]:
    """Everything wrong with the links, each kind by itself; empty when they can be used."""
    skills = set(codes)
    problems = []
    for link in links:
        unknown = [code for code in (link.skill, link.other) if code not in skills]
        if unknown:
            problems.append(LinkProblem("unknown_skill", link.kind, (link.skill, unknown[0])))
        elif link.skill == link.other:
            problems.append(LinkProblem("link_to_itself", link.kind, (link.skill,)))
    for kind in LinkKind:
        round_ = _way_round([link for link in links if link.kind is kind and link.skill != link.other])
        if round_:
            problems.append(LinkProblem("links_go_round", kind, round_))
    return tuple(problems)


def order(codes: Iterable[str], links: Iterable[Link]) -> tuple[str, ...]:
    """The skills so that each comes after all that it links to."""
    linked = _linked(links)
    return tuple(TopologicalSorter({code: linked.get(code, ()) for code in codes}).static_order())


def _linked(links: Iterable[Link]) -> Mapping[str, list[str]]:
    linked: dict[str, list[str]] = {}
    for link in links:
        linked.setdefault(link.skill, []).append(link.other)
    return linked


def _way_round(links: Sequence[Link]) -> tuple[str, ...]:
    """A chain of links that comes back to where it began, ending with its beginning; empty if there is none."""
    try:
        TopologicalSorter(_linked(links)).prepare()
    except CycleError as round_:
        return tuple(reversed(round_.args[1]))
    return ()

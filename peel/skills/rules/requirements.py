"""Who is required to hold a skill: everybody whose post matches, from a day through a day, with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from .days import NEVER, ONE_DAY


class RequirementFact(NamedTuple):
    """A skill is required of every post that matches all that is filled in. ``unit_path`` stands for all below it."""

    id: int
    skill: str
    effective_from: date
    effective_to: date | None = None
    unit_path: str = ""
    function: str = ""
    role: str = ""
    person_type: str = ""
    rank_from: int | None = None
    rank_to: int | None = None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None

    @property
    def narrowness(self) -> int:
        """How much it asks of a post: where several require the same skill, the narrowest gives the reason."""
        ranks = self.rank_from is not None or self.rank_to is not None
        return sum(map(bool, (self.unit_path, self.function, self.role, self.person_type, ranks)))


class PostHeld(NamedTuple):
    """What a requirement asks about a post. ``seniority`` is None for staff without a rank in the order."""

    unit_path: str
    function: str
    role: str
    person_type: str
    seniority: int | None


class PostFact(NamedTuple):
    """Somebody held a post from a day through a day."""

    post: PostHeld
    starts: date
    ends: date | None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None


class Needed(NamedTuple):
    """From a day through a day (None: until further notice) a requirement asks for the skill."""

    starts: date
    ends: date | None
    requirement: int


def matches(requirement: RequirementFact, post: PostHeld) -> bool:
    """Whether the post is one of those that the requirement means. Somebody without a rank is in no range of ranks."""
    if requirement.rank_from is not None or requirement.rank_to is not None:
        if post.seniority is None:
            return False
        if requirement.rank_from is not None and post.seniority < requirement.rank_from:
            return False
        if requirement.rank_to is not None and post.seniority > requirement.rank_to:
            return False
    return (
        requirement.role in ("", post.role)
        and requirement.function in ("", post.function)
        and requirement.person_type in ("", post.person_type)
        and post.unit_path.startswith(requirement.unit_path)
    )


class Requirements:
    """The requirements of a force. Posts alike are matched once, because thousands are."""

    def __init__(self, requirements: Iterable[RequirementFact]) -> None:
        self._narrowest_first = sorted(requirements, key=lambda each: (-each.narrowness, each.id))
        self._matching: dict[PostHeld, tuple[tuple[int, RequirementFact], ...]] = {}

    def needed(self, posts: Sequence[PostFact]) -> Mapping[str, tuple[Needed, ...]]:
        """By skill code, when it was and will be required of who holds these posts: in order, without overlaps."""
        asked: dict[str, list[tuple[int, Needed]]] = {}
        for held in posts:
            for place, requirement in self._of(held.post):
                starts = max(held.starts, requirement.effective_from)
                ends = min(held.ends or NEVER, requirement.effective_to or NEVER)
                if starts <= ends:
                    needed = Needed(starts, None if ends == NEVER else ends, requirement.id)
                    asked.setdefault(requirement.skill, []).append((place, needed))
        return {skill: _laid_end_to_end(needs) for skill, needs in asked.items()}

    def _of(self, post: PostHeld) -> tuple[tuple[int, RequirementFact], ...]:
        """The requirements that ask this post, each with its place among all: the lower, the narrower."""
        found = self._matching.get(post)
        if found is None:
            found = tuple(pair for pair in enumerate(self._narrowest_first) if matches(pair[1], post))
            self._matching[post] = found
        return found


class NeededSteps(NamedTuple):
    """The same as columns of a cache row: from the day ``since[i]`` the requirement ``by[i]`` asks (0: none does)."""

    since: list[date]
    by: list[int]


def to_columns(needs: Sequence[Needed], *, on: date) -> NeededSteps:
    """The steps from the one in force ``on`` a day on; empty where nothing is asked from then on."""
    steps = NeededSteps([], [])
    for place, needed in enumerate(needs):
        if needed.ends is not None and needed.ends < on:
            continue
        steps.since.append(needed.starts)
        steps.by.append(needed.requirement)
        following = needs[place + 1] if place + 1 < len(needs) else None
        if needed.ends is not None and (following is None or following.starts > needed.ends + ONE_DAY):
            steps.since.append(needed.ends + ONE_DAY)
            steps.by.append(0)
    return steps


def needed_on(needs: Sequence[Needed], day: date) -> Needed | None:
    """The stretch in which a requirement asks for the skill on a day."""
    for needed in needs:
        if needed.starts <= day and (needed.ends is None or day <= needed.ends):
            return needed
    return None


def _laid_end_to_end(asked: list[tuple[int, Needed]]) -> tuple[Needed, ...]:
    """Stretches without overlaps; on each day the narrowest requirement gives the reason."""
    if len(asked) == 1:
        return (asked[0][1],)
    narrowest_first = [needed for _, needed in sorted(asked, key=itemgetter(0))]
    begins = {needed.starts for needed in narrowest_first}
    begins |= {needed.ends + ONE_DAY for needed in narrowest_first if needed.ends is not None}
    laid: list[Needed] = []
    for day in sorted(begins):
        needed = needed_on(narrowest_first, day)
        before = laid[-1] if laid else None
        if before is not None and before.ends is None:
            if needed is not None and before.requirement == needed.requirement:
                continue
            laid[-1] = before._replace(ends=day - ONE_DAY)
        if needed is not None:
            laid.append(Needed(day, None, needed.requirement))
    return tuple(laid)

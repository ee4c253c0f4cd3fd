"""Which lessons to offer for the time somebody has, each with its reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Because(IntEnum):
    """Why a lesson is offered, the strongest reason first."""

    NEEDED = 1
    NEXT_IN_JOURNEY = 2
    FROM_UNIT = 3
    LIKED = 4
    USED = 5


class Candidate(NamedTuple):
    """One form of one lesson and a reason to offer it. ``value`` orders candidates of one reason, highest first;
    ``told`` is what the reason names: a skill, a journey, a unit, a function; for what is much used, its theme."""

    lesson: int
    form: int
    length: str
    because: Because
    value: float
    told: str = ""


def choose(candidates: Iterable[Candidate], *, each: int = 4, alike: int = 2) -> dict[str, list[Candidate]]:
    """At most ``each`` candidates for every length, strongest reason first.

    A lesson appears once in a length, under its strongest reason. No reason fills more than ``alike`` places while
    another reason has something to offer, so that what must be done never crowds out the rest; the same skill, journey
    or theme comes a second time only when nothing else is left.
    """
    by_length: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda one: (one.because, -one.value, one.lesson, one.form)):
        by_length[candidate.length].append(candidate)
    return {length: _mixed(ordered, each=each, alike=alike) for length, ordered in by_length.items()}


def _mixed(ordered: list[Candidate], *, each: int, alike: int) -> list[Candidate]:
    seen: set[int] = set()
    once = [one for one in ordered if one.lesson not in seen and not seen.add(one.lesson)]  # type: ignore[func-returns-value]
    used: Counter[Because] = Counter()
    named: set[tuple[Because, str]] = set()
    first: list[Candidate] = []
    spare: list[Candidate] = []
    for one in once:
        name = (one.because, one.told)
        repeats = bool(one.told) and name in named
        (spare if repeats or used[one.because] >= alike else first).append(one)
        used[one.because] += not repeats
        named.add(name)
    return sorted((first + spare)[:each], key=lambda one: (one.because, -one.value, one.lesson))

"""Who must hold which skill in the demo, who else does, and how long each of Response C has left."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from peel.demo.rules.staffing import OFFICER_RANKS
from peel.skills.rules.days import months_after

SENIORITY = {rank: len(OFFICER_RANKS) - number for number, rank in enumerate(OFFICER_RANKS)}
FOREVER = "yes"


@dataclass(frozen=True, slots=True)
class Who:
    """People as a requirement names them: everybody who matches all that is filled."""

    person_type: str = ""
    function: str = ""
    role: str = ""
    rank_from: int | None = None
    rank_to: int | None = None

    def matches(self, *, person_type: str, function: str, role: str, rank: str) -> bool:
        seniority = SENIORITY.get(rank, 1)
        return (
            self.person_type in ("", person_type)
            and self.function in ("", function)
            and self.role in ("", role)
            and (self.rank_to is None or seniority <= self.rank_to)
            and (self.rank_from is None or seniority >= self.rank_from)
        )


@dataclass(frozen=True, slots=True)
class Required:
    """A skill that is required, of whom and why."""

    skill: str
    reason: str
    who: Who


@cache
def told() -> dict[str, Any]:
    """``data/skills.toml``."""
    return tomllib.loads(files("peel.demo").joinpath("data/skills.toml").read_text(encoding="utf-8"))


@cache
def requirements() -> tuple[Required, ...]:
    """One for every row that the demo's forces have."""
    return tuple(Required(row["skill"], row["reason"], Who(**who)) for row in told()["required"] for who in row["of"])


@cache
def _usual(person_type: str, function: str, role: str, rank: str) -> tuple[tuple[str, float], ...]:
    """Each skill that such people hold and the share who do; one that is required everybody should."""
    facts = {"person_type": person_type, "function": function, "role": role, "rank": rank}
    shares = {row["skill"]: row["share"] for row in told()["held"] if Who(**row["of"]).matches(**facts)}
    shares.update({required.skill: 1.0 for required in requirements() if required.who.matches(**facts)})
    return tuple(sorted(shares.items()))


def skills_of(rng: Random, *, person_type: str, function: str, role: str, rank: str) -> Iterator[str]:
    """The skills that somebody has a history in: all that are required, and some of the others."""
    for skill, share in _usual(person_type, function, role, rank):
        if share == 1 or rng.random() < share:
            yield skill


def cast_ends(family: str, today: date) -> Mapping[str, date | None] | None:
    """The last day in date of every skill of one of Response C (None: does not end), or None for everybody else."""
    rows = told()["cast"].get(family)
    return None if rows is None else {skill: end_of(text, today) for skill, text in rows.items()}


def end_of(text: str, today: date) -> date | None:
    """``9m`` and ``38d`` from today; ``out 7d``: the first day out was seven days ago."""
    if text == FOREVER:
        return None
    number, unit = int(text.removeprefix("out ")[:-1]), text[-1]
    if text.startswith("out "):
        return today - timedelta(days=number + 1)
    return months_after(today, number, today.day) if unit == "m" else today + timedelta(days=number)

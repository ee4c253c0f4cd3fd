"""One person's skills as the demo writes them: awards, authorities, and what is out of the ordinary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from peel.demo.rules.history import Done, draw_end, history
from peel.demo.rules.holding import cast_ends, skills_of
from peel.demo.rules.staffing import PersonPlan
from peel.skills.rules.grammar import Rule

WAIVED, SUSPENDED, REVOKED = 0.004, 0.003, 0.002


@dataclass(frozen=True, slots=True)
class Line:
    """One skill of one person. ``authority`` is the day of their authorisation; ``odd`` what is out of the ordinary."""

    skill: str
    done: list[Done]
    authority: date | None = None
    odd: str = ""


def lines_of(
    person: PersonPlan, *, function: str, rules: Mapping[str, Rule], rng: Random, today: date, everything: bool = False
) -> Iterator[Line]:
    """Everything that somebody has a history in; a new joiner is in training for what they have not done yet.

    ``everything`` gives each person but the cast a short history in every skill there is, to load a database.
    """
    ends = cast_ends(person.family, today) if person.part is not None else None
    facts = {"person_type": person.person_type, "function": function, "role": person.role, "rank": person.rank}
    usual = rules if everything else skills_of(rng, **facts)
    for skill in usual if ends is None else ends:
        rule = rules[skill]
        end = draw_end(rng, rule, today=today) if ends is None else ends[skill]
        done = history(rng, rule, end=end, joined=person.starts, today=today, years=1 if everything else 3)
        if not done:
            yield Line(skill, [], odd="training")
            continue
        authority = done[0].day + timedelta(days=1) if rule.needs_authorisation else None
        odd = _odd(rng, rule) if ends is None and done[-1].day < today else ""
        yield Line(skill, done, authority, odd)


def _odd(rng: Random, rule: Rule) -> str:
    chance = rng.random()
    if chance < WAIVED:
        return "waived"
    if chance < WAIVED + SUSPENDED:
        return "suspended"
    return "revoked" if rule.needs_authorisation and chance < WAIVED + SUSPENDED + REVOKED else ""

"""How long the standing of a person takes: ``python -m tests.skills.rules.bench [people]``.

Each person holds fourteen skills of the demonstration catalogue, with one to three awards each, renewed about yearly.
"""

import random
import sys
import time
from datetime import UTC, date, datetime, timedelta

from peel.skills.rules.book import RuleBook
from peel.skills.rules.catalogue import read_catalogue
from peel.skills.rules.facts import AuthorisationFact, AwardFact, SkillFacts

from .records import SETTLED, catalogue

HELD = [
    "PPST", "JRFT", "ELS", "CED", "POPS2", "DRV-BASIC", "DRV-RESP", "DRV-ADV", "PIP1", "CUSTODY",
    "DATA", "STOP", "MH", "BWV",
]  # fmt: skip


def record(seed: int, book: RuleBook) -> dict[str, SkillFacts]:
    """One invented person's record, the same for the same seed."""
    chance = random.Random(seed)
    facts = {}
    for code in HELD:
        on = date(2023, 6, 1) + timedelta(chance.randrange(900))
        awards = []
        for _ in range(chance.choice([1, 1, 2, 2, 3])):
            awards.append(AwardFact(on, datetime(on.year, on.month, on.day, 18, tzinfo=UTC)))
            on += timedelta(chance.randrange(270, 380))
        needs = book.skills[code].versions[0].rule.needs_authorisation
        facts[code] = SkillFacts(tuple(awards), (AuthorisationFact(awards[0].achieved_on, SETTLED),) if needs else ())
    return facts


def microseconds_each(people: int) -> float:
    """CPU time of one person's fourteen standings, from facts in memory."""
    book = RuleBook.of(*read_catalogue(catalogue()))
    records = [record(seed, book) for seed in range(people)]
    began = time.process_time()
    for one in records:
        book.standings(one)
    return (time.process_time() - began) / people * 1_000_000


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    sys.stdout.write(f"{microseconds_each(count):.0f} µs a person, {len(HELD)} skills, {count:,} people\n")

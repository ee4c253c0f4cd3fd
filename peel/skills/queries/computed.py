"""Standing computed from what is on record, for people in every force that they serve in."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from peel.skills.queries.book import Book
from peel.skills.queries.facts import PersonFacts, Service
from peel.skills.rules.days import day_of
from peel.skills.rules.facts import known
from peel.skills.rules.requirements import NeededSteps
from peel.skills.rules.requirements import to_columns as needed_columns
from peel.skills.rules.standing import Standing
from peel.skills.rules.stored import Stored, to_columns


class Computed(NamedTuple):
    """One line of one person's record in one force, as it is kept."""

    person: int
    force: int
    skill: int
    stored: Stored
    needed: NeededSteps


def computed(
    facts: Mapping[int, PersonFacts], service: Mapping[int, Service], books: Mapping[int, Book], *, now: datetime
) -> Iterator[Computed]:
    """Every line that there is to say something about."""
    today = day_of(now)
    for person, own in facts.items():
        for force in service[person].forces:
            book = books[force]
            record = own.record(force, book.codes)
            standings = book.rules.standings(record)
            needs = book.requirements.needed(known(service[person].posts.get(force, ()), None))
            for code in record.keys() | needs.keys():
                stored = to_columns(standings.get(code, Standing()), since=now)
                needed = needed_columns(needs.get(code, ()), on=today)
                if stored.moments or needed.by:
                    yield Computed(person, force, book.skills[code].id, stored, needed)

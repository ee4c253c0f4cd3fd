"""Everything that the page of one record shows."""

from dataclasses import dataclass
from datetime import date, datetime

from peel.foundation import clock
from peel.home.rules.due import Due, in_order, press_of
from peel.people.models import Person
from peel.skills.queries.book import Book, book_of
from peel.skills.queries.lines import Line, lines_of


@dataclass(frozen=True, slots=True)
class Record:
    """One person's lines in one force at a moment, in the order in which they press."""

    person: Person
    book: Book
    at: datetime
    today: date
    lines: list[Line]

    @property
    def held(self) -> list[Line]:
        """Lines with a bar to draw: what presses first, then in the book's order."""
        drawn = [line for line in self.lines if line.valid_from]
        order = {due.skill: place for place, due in enumerate(self.due)}
        return sorted(drawn, key=lambda line: order.get(line.skill.id, len(order)))

    @property
    def missing(self) -> list[Line]:
        """Required and never in date on this record."""
        return [line for line in self.lines if not line.valid_from and line.required]

    @property
    def due(self) -> list[Due]:
        """What presses, hardest first."""
        found = []
        for line in self.lines:
            if press := press_of(line.said.status, required=line.required):
                since = line.said.since.astimezone(clock.LONDON).date() if line.said.since else None
                found.append(Due(press, line.skill.id, since, line.said.until))
        return in_order(found)

    def line(self, skill: int) -> Line:
        return next(line for line in self.lines if line.skill.id == skill)


def record_of(person: Person, *, at: datetime | None = None) -> Record:
    """One's own record, or that of somebody ``people.access`` has let through. Two queries."""
    at = at or clock.now()
    book = book_of(person.home_force)
    return Record(person, book, at, at.astimezone(clock.LONDON).date(), lines_of(person.pk, book=book, at=at))

"""Which person a number in an extract belongs to. A number is not a person: numbers are given out again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from peel.foundation.sentence import N_, Sentence
from peel.people.rules.hr_import.plan import Result, RowOutcome
from peel.people.rules.hr_import.rows import HrRow, bare, number_key
from peel.people.rules.hr_import.state import KnownPerson, KnownService, State


class How(Enum):
    SERVING = auto()
    REJOINS = auto()
    REINSTATED = auto()
    ALSO_SERVES = auto()
    HAD_LEFT = auto()
    JOINS = auto()


@dataclass(slots=True)
class Match:
    """Somebody in the extract: their rows, and who they are in Peel.

    ``takes_number_from`` is the open service of somebody else who has the number in Peel and has gone.
    """

    rows: list[HrRow]
    how: How
    person: int | None = None
    service: KnownService | None = None
    takes_number_from: KnownService | None = None
    notes: list[Sentence] = field(default_factory=list)

    @property
    def first(self) -> HrRow:
        return self.rows[0]


def by_person(rows: Iterable[HrRow], *, as_at: date) -> tuple[list[list[HrRow]], list[RowOutcome]]:
    """Rows grouped by number, and an outcome for those that repeat or contradict another."""
    groups: dict[str, list[HrRow]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    people, outcomes = [], []
    for group in groups.values():
        kept, out = (group, []) if len(group) == 1 else _of_one_number(group, as_at)
        outcomes.extend(out)
        if kept:
            people.append(kept)
    return people, outcomes


def _of_one_number(rows: list[HrRow], as_at: date) -> tuple[list[HrRow], list[RowOutcome]]:
    """Rows with one number: copies and ended posts are dropped, several posts stay, two names stop them all."""
    lines = ", ".join(str(row.line) for row in rows)
    if len({(bare(row.given_name), bare(row.family_name)) for row in rows}) > 1:
        text = N_("The number stands on lines %(lines)s with different names; nobody was changed.")
        return [], [_refused(row, text, lines=lines) for row in rows]
    kept, outcomes, seen = [], [], set()
    goes_on = any(not is_past(row, as_at) for row in rows)
    for row in rows:
        if goes_on and is_past(row, as_at):
            words = Sentence(N_("A post that has ended; another line says what the person does now."))
            outcomes.append(RowOutcome(row.line, row.number, row.name, Result.SKIPPED, (words,)))
            continue
        says = (row.kind, row.unit_code, row.unit, row.rank, row.acting_rank, row.title, row.ends)
        if says in seen:
            words = Sentence(N_("The same as a line above."))
            outcomes.append(RowOutcome(row.line, row.number, row.name, Result.DUPLICATE, (words,)))
        else:
            seen.add(says)
            kept.append(row)
    return kept, outcomes


def _refused(row: HrRow, text: str, **values: object) -> RowOutcome:
    return RowOutcome(row.line, row.number, row.name, Result.REFUSED, (Sentence(text, values),))


class Matcher:
    """Finds people in what Peel knows, by number first, then by what else can only be one person's.

    ``unsure`` are services that somebody in the extract may have, until a person decides.
    """

    def __init__(
        self, state: State, groups: Sequence[Sequence[HrRow]], *, numbers_in_file: set[str], as_at: date
    ) -> None:
        self.unsure: set[int] = set()
        self._people = state.people
        self._in_file = numbers_in_file
        self._first_days = Counter(_first_day(rows[0]) for rows in groups)
        self._as_at = as_at
        self._by_number: dict[str, list[KnownService]] = defaultdict(list)
        self._by_warrant: dict[str, list[KnownService]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[KnownService]] = defaultdict(list)
        for service in state.services:
            person = self._people[service.person]
            self._by_number[number_key(service.number)].append(service)
            self._by_name[_plain_name(person)].append(service)
            if service.warrant:
                self._by_warrant[number_key(service.warrant)].append(service)

    def match(self, rows: list[HrRow]) -> Match | Sentence:
        """Who these rows are about; a sentence when a person has to decide."""
        row = rows[0]
        holders = sorted(self._by_number.get(row.key, []), key=lambda service: service.starts)
        for service in reversed(holders):
            if self._is_one_person(row, service):
                return self._known(rows, service)
        if holders:
            return self._reused(rows, holders[-1])
        return self._without_number(rows)

    def _known(self, rows: list[HrRow], service: KnownService) -> Match:
        if service.ends is None or service.ends >= self._as_at:
            return Match(rows, How.SERVING, service.person, service)
        if is_past(rows[0], self._as_at):
            return Match(rows, How.HAD_LEFT, service.person, service)
        begins = rows[0].starts or self._as_at
        if begins > service.ends:
            return Match(rows, How.REJOINS, service.person)
        return Match(rows, How.REINSTATED, service.person, service)

    def _is_one_person(self, row: HrRow, service: KnownService) -> bool:
        """Whether the row and the service are one human being, given that they have one number.

        The same warrant, the same whole name or the same first day is proof. One name of
        two is enough unless the first days differ: people marry, and numbers are re-used.
        """
        has_warrant = row.warrant and row.warrant != row.number
        if has_warrant and number_key(row.warrant) == number_key(service.warrant):
            return True
        person = self._people[service.person]
        given = bare(row.given_name) in (bare(person.given_name), bare(person.known_as or person.given_name))
        family = bare(row.family_name) == bare(person.family_name)
        if (given and family) or row.starts == service.starts:
            return True
        return (given or family) and row.starts is None

    def _reused(self, rows: list[HrRow], holder: KnownService) -> Match | Sentence:
        """The number was somebody else's: theirs has ended, or must have by the new one's first day."""
        row = rows[0]
        until = holder.ends or (row.starts if row.starts and row.starts > holder.starts else None)
        if until is None or (row.starts is not None and row.starts < until):
            text = N_("The number is %(known)s’s in Peel and %(name)s’s here; a person has to decide who it is.")
            return Sentence(text, {"known": self._people[holder.person].name, "name": row.name})
        found = self._without_number(rows)
        if isinstance(found, Match) and (holder.ends is None or holder.ends >= self._as_at):
            found.takes_number_from = holder
        return found

    def _without_number(self, rows: list[HrRow]) -> Match | Sentence:
        row = rows[0]
        if row.warrant and row.warrant != row.number:
            for service in self._by_warrant.get(number_key(row.warrant), []):
                if bare(row.family_name) == bare(self._people[service.person].family_name):
                    return self._renumbered(rows, service)
        namesakes = self._by_name.get((bare(row.given_name), bare(row.family_name)), [])
        arrived = [service for service in namesakes if not service.number and service.ends is None]
        if len(arrived) == 1:
            return self._renumbered(rows, arrived[0])
        for service in namesakes:
            if row.starts != service.starts or number_key(service.number) in self._in_file:
                continue
            if self._first_days[_first_day(row)] == 1:
                return self._renumbered(rows, service)
            self.unsure.add(service.id)
            text = N_("Several people of this name began on one day; a person has to decide who has number %(number)s.")
            return Sentence(text, {"number": service.number})
        for service in namesakes:
            if row.email and row.email == self._people[service.person].email:
                return self._renumbered(rows, service)
        match = Match(rows, How.HAD_LEFT if is_past(row, self._as_at) else How.JOINS)
        left = [service for service in namesakes if service.ends and service.ends < self._as_at]
        if left:
            text = N_("Somebody of this name left on %(day)s with number %(number)s: perhaps the same person.")
            match.notes.append(Sentence(text, {"day": f"{left[-1].ends:%-d %b %Y}", "number": left[-1].number}))
        return match

    def _renumbered(self, rows: list[HrRow], service: KnownService) -> Match:
        """A known person under a new number; if the old one is in the extract too, this is a second service."""
        if number_key(service.number) in self._in_file:
            return Match(rows, How.ALSO_SERVES, service.person)
        return self._known(rows, service)


def _first_day(row: HrRow) -> tuple[str, str, date | None]:
    return bare(row.given_name), bare(row.family_name), row.starts


def _plain_name(person: KnownPerson) -> tuple[str, str]:
    return bare(person.given_name), bare(person.family_name)


def is_past(row: HrRow, as_at: date) -> bool:
    return row.ends is not None and row.ends < as_at


def numbers_of(groups: Iterable[Sequence[HrRow]]) -> set[str]:
    return {rows[0].key for rows in groups}

"""Who must hold what, as a table spells it, and what it would change in the requirements there are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from peel.foundation.rules import parse_date
from peel.foundation.sentence import N_, Sentence

from .report import Did, RowRefused, RowReport

COLUMNS = {
    "skill", "reason", "unit", "function", "role", "person_type", "rank_from", "rank_to", "from", "to",
}  # fmt: skip


class Asked(NamedTuple):
    """Whom a row asks for which skill. Two rows that ask the same of the same posts are one requirement."""

    skill: str
    unit: str = ""
    function: str = ""
    role: str = ""
    person_type: str = ""
    rank_from: int | None = None
    rank_to: int | None = None


class Entry(NamedTuple):
    """One row of the file. ``starts`` None: from the day of the import, or as it is."""

    row: int
    asked: Asked
    reason: str
    starts: date | None
    ends: date | None


class Held(NamedTuple):
    """A requirement that there is."""

    id: int
    reason: str
    starts: date
    ends: date | None


class Change(NamedTuple):
    """A requirement to write; ``replaces`` is the row that it takes the place of."""

    entry: Entry
    replaces: int | None
    starts: date | None


class Known(NamedTuple):
    """What a row may name: skills, units and person types by code, ranks by code with their seniority."""

    skills: frozenset[str]
    units: frozenset[str]
    person_types: frozenset[str]
    ranks: Mapping[str, int]


class Plan(NamedTuple):
    """What a file would change, and a report of every row. With a refused row nothing is written at all."""

    changes: tuple[Change, ...]
    report: tuple[RowReport, ...]

    @property
    def refused(self) -> bool:
        return any(row.did is Did.REFUSED for row in self.report)


def read_entry(row: Mapping[str, str], *, number: int, known: Known) -> Entry:
    """What a row says, or :class:`RowRefused`."""
    asked = Asked(
        skill=_one_of(row, "skill", known.skills),
        unit=_one_of(row, "unit", known.units) if row.get("unit") else "",
        function=row.get("function", ""),
        role=row.get("role", ""),
        person_type=_one_of(row, "person_type", known.person_types) if row.get("person_type") else "",
        rank_from=_rank(row.get("rank_from", ""), known.ranks),
        rank_to=_rank(row.get("rank_to", ""), known.ranks),
    )
    if not row.get("reason"):
        raise RowRefused(Sentence(N_("A requirement has a reason; everybody it asks is shown it.")))
    if asked.rank_from is not None and asked.rank_to is not None and asked.rank_from > asked.rank_to:
        raise RowRefused(Sentence(N_("The lowest rank is above the highest.")))
    starts, ends = _day(row.get("from", "")), _day(row.get("to", ""))
    if starts is not None and ends is not None and ends < starts:
        raise RowRefused(Sentence(N_("The requirement would end before it starts.")))
    return Entry(number, asked, row["reason"], starts, ends)


def _one_of(row: Mapping[str, str], column: str, known: frozenset[str]) -> str:
    code = row.get(column, "")
    if code not in known:
        values = {"column": column.replace("_", " "), "code": code}
        raise RowRefused(Sentence(N_("There is no %(column)s “%(code)s”."), values))
    return code


def _rank(text: str, ranks: Mapping[str, int]) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    if text not in ranks:
        raise RowRefused(Sentence(N_("There is no rank “%(rank)s”."), {"rank": text}))
    return ranks[text]


def _day(text: str) -> date | None:
    if not text:
        return None
    found = parse_date(text)
    if found is None:
        raise RowRefused(Sentence(N_("“%(text)s” is no date."), {"text": text}))
    return found


def plan(entries: Sequence[Entry], held: Mapping[Asked, Held], *, refused: Iterable[RowReport] = ()) -> Plan:
    """Compare a file with what there is. What the file does not name goes on asking."""
    changes: list[Change] = []
    report = [*refused]
    seen: set[Asked] = set()
    for entry in entries:
        before = held.get(entry.asked)
        if entry.asked in seen:
            twice = Sentence(N_("The same skill is asked of the same posts twice."))
            report.append(RowReport(entry.row, entry.asked.skill, Did.REFUSED, (twice,)))
            continue
        seen.add(entry.asked)
        said = _what_changed(entry, before) if before else ()
        did = Did.ADDED if before is None else Did.CHANGED if said else Did.UNCHANGED
        report.append(RowReport(entry.row, entry.asked.skill, did, said))
        if did is not Did.UNCHANGED:
            starts = entry.starts or (before.starts if before else None)
            changes.append(Change(entry, before.id if before else None, starts))
    return Plan(tuple(changes), tuple(sorted(report, key=lambda row: row.row)))


def _what_changed(entry: Entry, before: Held) -> tuple[Sentence, ...]:
    said = []
    if entry.reason != before.reason:
        said.append(Sentence(N_("Another reason.")))
    if entry.starts not in (None, before.starts):
        said.append(Sentence(N_("From %(day)s."), {"day": entry.starts}))
    if entry.ends != before.ends:
        said.append(Sentence(N_("To %(day)s."), {"day": entry.ends}) if entry.ends else Sentence(N_("Without an end.")))
    return tuple(said)

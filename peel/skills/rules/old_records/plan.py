"""What an import of old records would do, row by row. Nothing here writes."""

from collections.abc import Iterable, Iterator, Set
from enum import StrEnum
from typing import NamedTuple

from peel.foundation.sentence import N_, Sentence

from ..facts import AwardKind
from .columns import Said
from .rows import OldRow, Unreadable, spelt
from .what import Skills
from .who import Candidate, People


class Fate(StrEnum):
    """What becomes of a row."""

    AWARDED = "brought in"
    UNSURE = "waits for a decision"
    WAITING = "waited or was decided before"
    ALREADY = "already on record"
    TWICE = "twice in the file"
    NOT_DONE = "not an award"
    REFUSED = "refused"
    BLANK = "no record"


class Outcome(NamedTuple):
    """One row's fate, and why. ``person`` and ``skill`` are set where they are known."""

    line: int
    fate: Fate
    why: Sentence
    row: OldRow | None = None
    person: int | None = None
    skill: int | None = None
    kind: AwardKind = AwardKind.COURSE
    candidates: tuple[Candidate, ...] = ()


NO_WORDS = Sentence("")
SKILL_BITS, DAY_BITS = 24, 22


def once(person: int, skill: int, day: int) -> int:
    """Person, skill and day (``date.toordinal()``) as one number: half a million of them are asked for at once."""
    return (person << (SKILL_BITS + DAY_BITS)) | (skill << DAY_BITS) | day


def plan(
    rows: Iterable[OldRow | Unreadable], *, skills: Skills, people: People, on_record: Set[int], marks: Set[str]
) -> Iterator[Outcome]:
    """The fate of each row, as it comes. ``on_record`` holds what stands already (:func:`once`), ``marks`` those rows
    that wait for a decision or have had one."""
    seen: dict[int, int] = {}
    asked: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Unreadable):
            yield Outcome(row.line, Fate.BLANK if row.blank else Fate.REFUSED, row.why)
        elif row.said is Said.NOT_DONE:
            text = N_("The old system says “%(status)s”: nothing was achieved.")
            yield Outcome(row.line, Fate.NOT_DONE, Sentence(text, {"status": row.status}), row)
        else:
            yield _fate(row, skills, people, on_record, marks, seen, asked)


def _fate(
    row: OldRow,
    skills: Skills,
    people: People,
    on_record: Set[int],
    marks: Set[str],
    seen: dict[int, int],
    asked: dict[str, int],
) -> Outcome:
    skill, kind, why, retired_on = skills.meant(row)
    if skill is None:
        return Outcome(row.line, Fate.REFUSED, why, row)
    if retired_on is not None and row.day > retired_on:
        text = N_("“%(skill)s” was retired on %(day)s; nothing after that day counts.")
        values = {"skill": row.skill or row.skill_code, "day": spelt(retired_on)}
        return Outcome(row.line, Fate.REFUSED, Sentence(text, values), row)
    kind = row.kind or kind or AwardKind.COURSE
    person, why, candidates = people.match(row)
    if person is None and not candidates:
        return Outcome(row.line, Fate.REFUSED, why, row, skill=skill)
    if person is not None:
        key = once(person, skill, row.day.toordinal())
        if key in on_record:
            return Outcome(row.line, Fate.ALREADY, NO_WORDS, row, person, skill, kind)
        if key in seen:
            text = N_("Row %(line)s says the same of the same person, skill and day.")
            return Outcome(row.line, Fate.TWICE, Sentence(text, {"line": seen[key]}), row, person, skill, kind)
        if row.said is not Said.SET_ASIDE:
            seen[key] = row.line
            return Outcome(row.line, Fate.AWARDED, NO_WORDS, row, person, skill, kind)
        text = N_("The old system says “%(status)s”. Brought in as it is, it would read as in date here.")
        why = Sentence(text, {"status": row.status})
        candidates = (Candidate(person, Sentence(N_("matched by number"))),)
    mark = row.mark
    if mark in marks:
        return Outcome(row.line, Fate.WAITING, why, row, person, skill, kind)
    if mark in asked:
        text = N_("Row %(line)s says the same of the same person, skill and day.")
        return Outcome(row.line, Fate.TWICE, Sentence(text, {"line": asked[mark]}), row, person, skill, kind)
    asked[mark] = row.line
    return Outcome(row.line, Fate.UNSURE, why, row, person, skill, kind, candidates)

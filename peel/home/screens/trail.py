"""The screens of what was written down, and of the record as it stood."""

from datetime import datetime
from typing import Any

from peel.home.queries.trail import trail_of
from peel.home.words import trail as words
from peel.people.models import Person
from peel.skills.models import Award
from peel.skills.queries.as_at import Fate, ReadBack, Source, as_at
from peel.skills.queries.beside import sentence_of
from peel.skills.queries.book import book_of
from peel.skills.queries.lines import Line
from peel.skills.words import TONES, word_of


def trail_screen(person: Person, *, before: int | None) -> dict[str, Any]:
    trail = trail_of(person, before=before)
    names = book_of(person.home_force).names
    return {
        "lines": [words.trail_line(happening, trail, names) for happening in trail.happenings],
        "older": trail.older,
        "before": before,
    }


def as_at_screen(person: Person, *, at: datetime, known_at: datetime) -> dict[str, Any]:
    """What stood at one moment as known at another; what reads otherwise today stands beside it."""
    back = as_at(person, at=at, known_at=known_at)
    return {
        "at": at,
        "known_at": known_at,
        "lines": [_line(line, back, person) for line in back.lines],
        "later": [_otherwise(code, now, person, at) for code, now in back.otherwise_now.items()],
    }


def _line(line: Line, back: ReadBack, person: Person) -> dict[str, Any]:
    code = line.skill.code
    return {
        "name": line.skill.name,
        "word": word_of(line.said.status),
        "tone": TONES[line.said.status],
        "sentence": sentence_of(line, book=book_of(person.home_force), at=back.at),
        "sources": [source_words(source) for source in back.sources.get(code, []) if source.known_then],
        "changed": code in back.otherwise_now,
    }


def _otherwise(code: str, now: Line | None, person: Person, at: datetime) -> dict[str, Any]:
    book = book_of(person.home_force)
    if now is None:
        return {"name": book.names.get(code, code), "word": "", "tone": "", "sentence": ""}
    return {
        "name": now.skill.name,
        "word": word_of(now.said.status),
        "tone": TONES[now.said.status],
        "sentence": sentence_of(now, book=book, at=at),
    }


def source_words(source: Source) -> dict[str, Any]:
    """One award as proof: what, when, on whose word, and what became of it."""
    award: Award = source.award
    return {
        "pk": award.pk,
        "on": award.achieved_on,
        "kind": award.get_kind_display(),
        "minutes": award.minutes,
        "authority": award.authority,
        "source": award.get_source_display(),
        "verified": award.verified,
        "recorded_at": award.recorded_at,
        "stands": source.fate is Fate.STANDS,
        "fate": source.fate.value,
        "later_at": source.later_at,
        "reason": source.later.reason if source.later else "",
    }

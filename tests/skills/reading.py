"""Reading a record in tests, as pages do: from the cache, in the words of the trade."""

from datetime import date, datetime
from typing import NamedTuple

from peel.foundation import clock
from peel.people.models import Force, Person
from peel.skills.queries.beside import beside, sentence_of
from peel.skills.queries.book import book_of
from peel.skills.queries.lines import lines_of
from peel.skills.words import TONES, word_of


class Read(NamedTuple):
    """One line in words."""

    word: str
    tone: str
    stands: bool
    until: date | None
    since: datetime | None
    sentence: str
    required: bool
    because: str
    verified: bool
    progress: str
    to_do: list[str]


def record(person: Person, *, force: Force | None = None, own: bool = True) -> dict[str, Read]:
    """The whole record by skill code, in its order."""
    book, at = book_of(force or person.home_force), clock.now()
    lines = lines_of(person.pk, book=book, at=at)
    more = beside(person, lines, book=book, at=at)
    return {
        line.skill.code: Read(
            word=word_of(line.said.status),
            tone=TONES[line.said.status],
            stands=line.said.stands,
            until=line.said.until,
            since=line.said.since,
            sentence=sentence_of(line, book=book, at=at, own=own, beside=more[line.skill.code]),
            required=line.required,
            because=line.reason,
            verified=line.verified,
            progress=more[line.skill.code].progress_words,
            to_do=more[line.skill.code].to_do(book.names),
        )
        for line in lines
    }


def words(person: Person, *, force: Force | None = None) -> dict[str, str]:
    """What each line is called."""
    return {code: line.word for code, line in record(person, force=force).items()}


def dates(person: Person) -> dict[str, tuple[str, date | None, bool]]:
    """What each line is called, its last day in date, and whether its proof is verified."""
    return {code: (line.word, line.until, line.verified) for code, line in record(person).items()}

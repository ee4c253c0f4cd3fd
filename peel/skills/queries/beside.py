"""What stands beside the lines of one record: how much is done, what brings a skill back, who waived it and until
when a dispute is decided. Lines themselves are ``queries.lines``; this is read where somebody looks at one person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from peel.foundation import clock
from peel.people.models import Person
from peel.skills.models import Query, Waiver
from peel.skills.queries.book import Book, BookSkill
from peel.skills.queries.facts import facts_of
from peel.skills.queries.lines import Line
from peel.skills.rules.currency import progress
from peel.skills.rules.days import day_of
from peel.skills.rules.facts import NOTHING, AwardFact, awards_believed
from peel.skills.rules.grammar import Unit
from peel.skills.rules.renewal import Errand, way_back
from peel.skills.rules.standing import Why
from peel.skills.rules.sums import Progress
from peel.skills.words import errand_words, progress_words, reason_of

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside one line. ``errands`` bring back a skill that does not stand, cheapest first; ``progress`` is how much of
    what a rule adds up is done; ``officer`` waived it; ``decide_by`` is when a dispute about it is decided.
    """

    errands: tuple[Errand, ...] = ()
    progress: Progress | None = None
    officer: str = ""
    decide_by: date | None = None

    def to_do(self, names: Mapping[str, str]) -> list[str]:
        """“Renew Emergency life support”, cheapest first."""
        return [errand_words(errand, names=names) for errand in self.errands]

    @property
    def progress_words(self) -> str:
        """“7 of 12 h”, or nothing."""
        return progress_words(self.progress) if self.progress else ""


BARE = Beside()


def beside(person: Person, lines: Sequence[Line], *, book: Book, at: datetime | None = None) -> dict[str, Beside]:
    """By skill code, what stands beside each of one person's lines.

    No query for a record in which all is in date and nothing adds up hours; three for any other, and one more each
    where a line is waived or disputed. Give it the lines that are shown in full: for each that does not stand, finding
    the cheapest way back computes the record a few times over (about 2 ms).
    """
    at = at or clock.now()
    on = day_of(at)
    facts = {}
    if any(not line.said.stands or _adds_up(line.skill, on) for line in lines):
        facts = facts_of([person.pk])[person.pk].record(book.force_id, book.codes)
    officers = _officers(person, on=on, book=book) if _any(lines, Why.WAIVER) else {}
    deadlines = _deadlines(person, book=book) if _any(lines, Why.QUERY) else {}
    return {
        line.skill.code: Beside(
            () if line.said.stands else way_back(book.rules, facts, line.skill.code, at=at),
            _progress(line.skill, awards_believed(facts.get(line.skill.code, NOTHING).awards), on=on),
            officers.get(line.skill.code, ""),
            deadlines.get(line.skill.code),
        )
        for line in lines
    }


def sentence_of(
    line: Line, *, book: Book, at: datetime, own: bool = True, beside: Beside = BARE, advice: bool = True
) -> str:
    """Why a line says what it says. ``own`` is False where somebody else reads it; evidence is without ``advice``."""
    return reason_of(
        line.said,
        names=book.names,
        now=at,
        own=own,
        required=line.required,
        authorised_by=beside.officer,
        decide_by=beside.decide_by,
        advice=advice,
    )


def _progress(skill: BookSkill, awards: Sequence[AwardFact], *, on: date) -> Progress | None:
    return progress(skill.versions, awards, on=on) if awards else None


def _adds_up(skill: BookSkill, on: date) -> bool:
    """Whether its rule counts hours or events, of which some may be done."""
    rule = skill.rule_on(on)
    return rule is not None and (rule.measures[0].unit is not Unit.COMPLETIONS or rule.refresher_minutes is not None)


def _any(lines: Sequence[Line], why: Why) -> bool:
    return any(line.said.why is why for line in lines)


def _officers(person: Person, *, on: date, book: Book) -> dict[str, str]:
    rows = Waiver.objects.filter(
        person=person, force=book.force_id, retracted_at=None, starts__lte=on, ends__gte=on
    ).order_by("ends")
    return _by_code(rows.values_list("skill_id", "authorised_by"), book)


def _deadlines(person: Person, *, book: Book) -> dict[str, date]:
    """Of several disputes about a skill, the one decided first."""
    rows = Query.objects.filter(person=person, force=book.force_id, decided_at=None).order_by("-decide_by")
    return _by_code(rows.values_list("skill_id", "decide_by"), book)


def _by_code(rows: Iterable[tuple[int, V]], book: Book) -> dict[str, V]:
    return {book.codes[skill]: value for skill, value in rows if skill in book.codes}

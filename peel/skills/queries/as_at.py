"""A record as it stood at a moment, as it was known at another, recomputed from the rows and never from the cache."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from peel.people.models import Force, Person
from peel.skills.models import Award
from peel.skills.queries.book import Book, read_book
from peel.skills.queries.facts import facts_of, service_of
from peel.skills.queries.lines import Line
from peel.skills.rules.book import Record
from peel.skills.rules.currency import periods, promise_on
from peel.skills.rules.days import day_of, start_of
from peel.skills.rules.facts import facts_known, known
from peel.skills.rules.requirements import Needed, needed_on
from peel.skills.rules.standing import NOT_HELD


class Fate(StrEnum):
    """What became of an award since."""

    STANDS = "stands"
    CORRECTED = "corrected"
    VOIDED = "voided"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An award that a reading rests on, and what became of it: by ``later`` it was corrected or voided, ``later_at``.

    ``known_then`` is False for what was recorded only after the moment of knowing.
    """

    award: Award
    known_then: bool
    fate: Fate
    later: Award | None
    later_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What stood at ``at`` as known at ``known_at``, its sources, and the lines that read otherwise from today."""

    at: datetime
    known_at: datetime
    lines: list[Line]
    sources: Mapping[str, list[Source]]
    otherwise_now: Mapping[str, Line | None]


def as_at(person: Person, *, at: datetime, known_at: datetime, force: Force | None = None) -> ReadBack:
    """Read somebody's record back. ``otherwise_now`` has each line that today's record reads otherwise at that moment
    (None: it has no such line), because of what was recorded, corrected or taken back since.

    A requirement, rule or link counts if it was written by ``known_at``, as do awards and all that sets them aside.
    """
    force = force or person.home_force
    facts = facts_of([person.pk])[person.pk]
    posts = service_of([person.pk], on=day_of(at))[person.pk].posts.get(force.pk, ())
    then, now = read_book(force.pk, known_at=known_at), read_book(force.pk)
    believed = {code: facts_known(own, known_at) for code, own in facts.record(force.pk, then.codes).items()}
    lines = _lines(person, then, believed, then.requirements.needed(known(posts, known_at)), at)
    today = _lines(person, now, facts.record(force.pk, now.codes), now.requirements.needed(known(posts, None)), at)
    return ReadBack(
        at=at,
        known_at=known_at,
        lines=list(lines.values()),
        sources=sources_of(person, codes=now.codes, known_at=known_at),
        otherwise_now={
            code: today.get(code)
            for code in [*now.skills, *(then.skills.keys() - now.skills.keys())]
            if _differ(today.get(code), lines.get(code))
        },
    )


def sources_of(person: Person, *, codes: Mapping[int, str], known_at: datetime) -> dict[str, list[Source]]:
    """By skill code, every award ever written about somebody, oldest first, with what became of it."""
    rows = list(
        Award.objects.filter(person_id__in=[person.pk, *person.merged.values_list("pk", flat=True)])
        .select_related("skill", "batch", "recorded_by", "force")
        .order_by("achieved_on", "recorded_at", "pk")
    )
    corrections = {row.corrects_id: row for row in rows if row.corrects_id and not (row.batch and row.batch.undone_at)}
    found: dict[str, list[Source]] = defaultdict(list)
    for row in rows:
        found[codes.get(row.skill_id, row.skill.code)].append(_source(row, corrections.get(row.pk), known_at))
    return found


def _source(row: Award, correction: Award | None, known_at: datetime) -> Source:
    fate, later_at = Fate.STANDS, None
    if correction is not None:
        fate, later_at = Fate.VOIDED if correction.void else Fate.CORRECTED, correction.recorded_at
    elif row.batch is not None and row.batch.undone_at is not None:
        fate, later_at = Fate.UNDONE, row.batch.undone_at
    return Source(award=row, known_then=row.recorded_at <= known_at, fate=fate, later=correction, later_at=later_at)


def _lines(
    person: Person, book: Book, facts: Record, needs: Mapping[str, Sequence[Needed]], at: datetime
) -> dict[str, Line]:
    on = day_of(at)
    lines: dict[str, Line] = {}
    standings = book.rules.standings(facts)
    for code, skill in book.skills.items():
        standing = standings[code]
        said, needed = standing.at(at), needed_on(needs.get(code, ()), on)
        if said is NOT_HELD and needed is not None:
            said = NOT_HELD._replace(moment=start_of(needed.starts))
        if said is not NOT_HELD:
            begun = [stretch for stretch in periods(standing.promises) if stretch.valid_from <= on]
            promise = promise_on(standing.promises, on)
            lines[code] = Line(
                person=person.pk,
                skill=skill,
                said=said,
                required=needed is not None,
                reason=book.reasons[needed.requirement] if needed else "",
                valid_from=begun[-1].valid_from if begun else None,
                valid_until=begun[-1].valid_until if begun else None,
                verified=promise is None or promise.award.verified,
            )
    return lines


def _differ(one: Line | None, other: Line | None) -> bool:
    if one is None or other is None:
        return one is not other
    return one.said[1:4] != other.said[1:4] or one.required != other.required

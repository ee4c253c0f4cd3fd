"""What stood on somebody's record at a moment, what was known of it then, and what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, OuterRef, Q, QuerySet

from peel.foundation import clock
from peel.ledger.models import AuditEntry, Head, Statement
from peel.ledger.queries import Sealed, head_of, sealed
from peel.people.access import people_to
from peel.people.models import Force, Person, Post, Service
from peel.people.names import plain
from peel.people.queries.called import called
from peel.people.roles import Permission
from peel.skills.models import Authorisation, Award, Hold, Query, Waiver
from peel.skills.queries.as_at import ReadBack, Source, as_at
from peel.skills.queries.book import Book, BookSkill, book_of
from peel.skills.queries.lines import Line
from peel.skills.rules.days import day_of, end_of, start_of

SHOWN = 8
EXHIBIT = "produced-exhibit"
NAMES = SearchVector("sort_key", config="simple")
A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the minute of it that was asked about; without one the whole day is meant."""

    on: date
    at: datetime | None

    @property
    def first(self) -> datetime:
        return self.at or start_of(self.on)

    @property
    def last(self) -> datetime:
        """The end of what was asked about, never later than now."""
        return self.at or min(end_of(self.on) - A_SECOND, clock.now())


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody who may be meant, as they were known on a day."""

    person: Person
    called: str
    numbers: str
    unit: str
    left: bool


def find_then(viewer: Person, permission: Permission, *, q: str, on: date) -> list[Suspect]:
    """The few people to whom the viewer may do it whose name this is, or whose collar number it was on that day.

    Those who have left are found too. Employee numbers do not change hands, and are found whatever the day.
    """
    words = plain(q).split()
    if not words:
        return []
    people = _called(people_to(viewer, permission), [word for word in words if not _is_number(word)])
    for number in filter(_is_number, words):
        people = people.filter(Exists(_with_number(number, on)))
    return _known_on(list(people.order_by("sort_key", "pk")[:SHOWN]), on)


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _called(people: QuerySet[Person], names: list[str]) -> QuerySet[Person]:
    if not names:
        return people
    asked = SearchQuery(" & ".join(f"'{name}':*" for name in names), config="simple", search_type="raw")
    return people.annotate(names=NAMES).filter(names=asked)


def _with_number(number: str, on: date) -> QuerySet[Service]:
    spelt = {number, number.upper()}
    then = Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on))
    held = Q(employee_number__in=spelt) | Q(collar_number__in=spelt) & then
    return Service.objects.filter(held, person=OuterRef("pk"))


def _known_on(people: list[Person], on: date) -> list[Suspect]:
    posts: dict[int, Post] = {}
    held = Post.objects.held(on).filter(person__in=people).select_related("unit", "rank")
    for post in sorted(held, key=Post.precedence):
        posts.setdefault(post.person_id, post)
    numbers: dict[int, list[str]] = {}
    serving: set[int] = set()
    for service in Service.objects.filter(person__in=people, starts__lte=on).order_by("-starts"):
        numbers.setdefault(service.person_id, []).append(service.collar_number or service.employee_number)
        if service.ends is None or service.ends >= clock.today():
            serving.add(service.person_id)
    return [
        Suspect(
            person,
            called(person, posts.get(person.pk)),
            ", ".join(dict.fromkeys(numbers.get(person.pk, []))),
            posts[person.pk].unit.name if person.pk in posts else "",
            person.pk not in serving,
        )
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class Facts:
    """What else than awards a line rests on: rows of one person, skill and force, oldest first."""

    authorisations: list[Authorisation]
    waivers: list[Waiver]
    holds: list[Hold]
    disputes: list[Query]


@dataclass(frozen=True, slots=True)
class Reading:
    """One skill at a moment: as it was known then, and as it is known now. None: the record had no such line.

    ``needs`` are the lines of the skills that this one needed to stand.
    """

    skill: BookSkill
    then: Line | None
    now: Line | None
    sources: list[Source]
    facts: Facts
    needs: list[Line]

    @property
    def changed(self) -> bool:
        """Whether what was recorded since makes the same moment read otherwise."""
        return _says(self.then) != _says(self.now)

    @property
    def before(self) -> list[Source]:
        """Awards that were on record at that moment."""
        return [source for source in self.sources if source.known_then]

    @property
    def since(self) -> list[Source]:
        """Awards recorded only later, which are about that moment or before."""
        return [source for source in self.sources if not source.known_then]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answer for one person: every line asked about at ``moment``, in ``book``'s order, and its proof.

    ``at_end`` are the lines that read otherwise at the end of the day, where a whole day was asked about.
    """

    person: Person
    called: str
    numbers: str
    unit: str
    force: Force
    book: Book
    moment: Moment
    asked: BookSkill | None
    readings: list[Reading]
    at_end: dict[str, Line | None]
    statements: list[Sealed]
    head: Head | None
    produced_at: datetime


def evidence_of(person: Person, *, skill: BookSkill | None, moment: Moment, force: Force) -> Evidence:
    """Read a record back at a moment. Recomputed from the rows of the record; nothing comes from the cache."""
    back = as_at(person, at=moment.first, known_at=moment.first, force=force)
    book = book_of(force)
    readings = list(_readings(person, back, book, skill, force))
    [known] = _known_on([person], moment.on)
    statements = _statements(person, readings)
    return Evidence(
        person=person,
        called=known.called,
        numbers=known.numbers,
        unit=known.unit,
        force=force,
        book=book,
        moment=moment,
        asked=skill,
        readings=readings,
        at_end=_at_end(person, back, moment, force, {reading.skill.code for reading in readings}),
        statements=sealed(statements),
        head=head_of(force.pk),
        produced_at=clock.now(),
    )


def _readings(
    person: Person, back: ReadBack, book: Book, asked: BookSkill | None, force: Force
) -> Iterator[Reading]:  # fmt: skip
    then = {line.skill.code: line for line in back.lines}
    lines = {**{code: line for code, line in back.otherwise_now.items() if line}, **then}
    facts = _facts(person, book, force, back.at)
    for code in [asked.code] if asked else [code for code in book.skills if code in lines]:
        line = then.get(code)
        yield Reading(
            skill=book.skills[code],
            then=line,
            now=back.otherwise_now.get(code, line),
            sources=[source for source in back.sources.get(code, []) if _concerns(source, back.at)],
            facts=facts[code],
            needs=[then[base] for base in (line.said.bases if line else ()) if base in then],
        )


def _concerns(source: Source, at: datetime) -> bool:
    """Awards of days to come say nothing of a moment, unless they put right one that did."""
    return source.award.achieved_on <= day_of(at) or source.award.corrects_id is not None


def _facts(person: Person, book: Book, force: Force, at: datetime) -> dict[str, Facts]:
    """By skill code, what began by that moment, however long it lasted, and whenever it was recorded."""
    found = {code: Facts([], [], [], []) for code in book.skills}
    whose = {"person__in": [person, *person.merged.all()], "skill__in": list(book.codes), "force": force}
    on = day_of(at)
    authorisations = Authorisation.objects.filter(**whose, starts__lte=on).order_by("starts", "pk")
    for authorisation in authorisations.select_related("recorded_by"):
        found[book.codes[authorisation.skill_id]].authorisations.append(authorisation)
    for waiver in Waiver.objects.filter(**whose, starts__lte=on).select_related("recorded_by").order_by("starts", "pk"):
        found[book.codes[waiver.skill_id]].waivers.append(waiver)
    for hold in Hold.objects.filter(**whose, starts_at__lte=at).select_related("recorded_by").order_by("starts_at"):
        found[book.codes[hold.skill_id]].holds.append(hold)
    for query in Query.objects.filter(**whose, asked_at__lte=at).order_by("asked_at"):
        found[book.codes[query.skill_id]].disputes.append(query)
    return found


def _at_end(
    person: Person, back: ReadBack, moment: Moment, force: Force, codes: set[str]
) -> dict[str, Line | None]:  # fmt: skip
    if moment.first >= moment.last:
        return {}
    first = {line.skill.code: line for line in back.lines}
    last = {line.skill.code: line for line in as_at(person, at=moment.last, known_at=moment.last, force=force).lines}
    return {code: last.get(code) for code in sorted(codes) if _says(first.get(code)) != _says(last.get(code))}


def _says(line: Line | None) -> tuple[object, ...]:
    return () if line is None else (line.said.status, line.said.stands, line.said.until)


def _statements(person: Person, readings: Iterable[Reading]) -> list[Statement]:
    """Every statement about the rows that the readings rest on, in the order in which they were written."""
    about: dict[str, set[str]] = {
        "award": set(),
        "authorisation": set(),
        "waiver": set(),
        "hold": set(),
        "query": set(),
    }
    for reading in readings:
        about["award"] |= {str(source.award.pk) for source in reading.sources}
        about["authorisation"] |= {str(row.pk) for row in reading.facts.authorisations}
        about["waiver"] |= {str(row.pk) for row in reading.facts.waivers}
        about["hold"] |= {str(row.pk) for row in reading.facts.holds}
        about["query"] |= {str(row.pk) for row in reading.facts.disputes}
    asked = Q(pk=None)
    for kind, ids in about.items():
        asked |= Q(object_type=kind, object_id__in=ids)
    subjects = [person.subject, *person.merged.values_list("subject", flat=True)]
    return list(Statement.objects.filter(asked, subject__in=subjects).order_by("pk"))


def exhibits_of(producer: UUID) -> int:
    """How many exhibits somebody has produced, which numbers their next."""
    return AuditEntry.objects.filter(actor=producer, verb=EXHIBIT).count()


def evidence_for(viewer: Person, person: Person) -> Force:
    """The force whose record of somebody the viewer reads: their own where the person served in it."""
    own = Service.objects.filter(person=person, force=viewer.home_force).exists()
    return viewer.home_force if own else person.home_force


def imported(award: Award) -> str:
    """The name of the old file that an award came with, and its row there."""
    return award.batch.file_name if award.batch else ""

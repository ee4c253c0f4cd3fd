"""What waits in the records office: rows to match, awards to verify, and how an import compares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext

from peel.foundation import clock
from peel.foundation.actions import signed_address
from peel.foundation.models import StoredFile
from peel.people.access import places_of
from peel.people.models import Force, Person, Service
from peel.people.places import Places
from peel.people.queries.called import called, first_posts
from peel.people.roles import Permission
from peel.skills.access import awards_to_verify, imports_for, queries_to_decide, unmatched_for
from peel.skills.models import Award, AwardBatch, Query, Reconciled, Skill, Standing, Unmatched
from peel.skills.rules.old_records.compare import Reason
from peel.skills.rules.old_records.plan import Fate

GROUPS = 20
NO_DIFFERENCE = (Reason.AGREES, Reason.SAYS_NOTHING)
ROWS_SHOWN = 4
PAGE = 50


def said(words: Sequence[Any]) -> str:
    """A kept sentence, ``[text, values]``, in the reader's language."""
    text, values = words
    return gettext(text) % values if values else gettext(text)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as the records office knows them: rank, name, number, unit."""

    person: Person
    called: str
    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a record may mean, and what speaks for them."""

    known: Known
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """Records that say the same of whom they are about, decided together; some of them are shown."""

    first: Unmatched
    count: int
    name: str
    number: str
    why: str
    rows: list[Unmatched]
    candidates: list[Candidate]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def groups_to_match(viewer: Person, *, batch: int | None = None) -> list[Group]:
    """The twenty with most records, so that few decisions settle many. Six queries, however many there are."""
    waiting = unmatched_for(viewer)
    if batch is not None:
        waiting = waiting.filter(batch=batch)
    counted = waiting.values("force", "who").annotate(first=Min("pk"), rows=Count("pk")).order_by("-rows", "first")
    told = list(counted[:GROUPS])
    shown = _shown(waiting, [one["who"] for one in told])
    firsts = {rows[0].pk: rows[0] for rows in shown.values()}
    people = _known(
        {pk for row in firsts.values() for pk, *_ in row.candidates}, {row.force_id for row in firsts.values()}
    )
    return [_group(firsts[one["first"]], one["rows"], shown, people) for one in told if one["first"] in firsts]


def _shown(waiting: QuerySet[Unmatched], who: list[str]) -> dict[tuple[int, str], list[Unmatched]]:
    place = Window(RowNumber(), partition_by=[F("force"), F("who")], order_by="pk")
    rows = waiting.filter(who__in=who).annotate(place=place).filter(place__lte=ROWS_SHOWN)
    shown: dict[tuple[int, str], list[Unmatched]] = defaultdict(list)
    for row in rows.select_related("skill", "batch").order_by("pk"):
        shown[row.force_id, row.who].append(row)
    return shown


def _group(
    first: Unmatched, count: int, shown: Mapping[tuple[int, str], list[Unmatched]], people: Mapping[int, Known]
) -> Group:
    cells = first.cells
    return Group(
        first=first,
        count=count,
        name=f"{cells.get('given_name', '')} {cells.get('family_name', '')}".strip(),
        number=cells.get("number") or cells.get("warrant") or cells.get("collar") or "",
        why=said(first.why),
        rows=shown[first.force_id, first.who],
        candidates=[
            Candidate(people[person], said(why)) for person, *why in first.candidates if person in people
        ],
    )  # fmt: skip


def _known(people: Iterable[int], forces: Iterable[int]) -> dict[int, Known]:
    """People as one force's records office knows them, those who left included."""
    found = list(Person.objects.filter(pk__in=list(people)))
    posts = first_posts(found)
    services = Service.objects.filter(person__in=found, force__in=list(forces)).order_by("starts")
    numbers = {service.person_id: service.collar_number or service.employee_number for service in services}
    return {
        person.pk: Known(
            person,
            called(person, posts.get(person.pk)),
            numbers.get(person.pk, ""),
            posts[person.pk].unit.name if person.pk in posts else "",
        )
        for person in found
    }


def with_number(force: Force, number: str) -> Person | None:
    """The one person in a force, serving or gone, whose employee number this is."""
    held = Q(services__force=force, services__employee_number=number.strip())
    found = list(Person.objects.filter(held, erased_at=None, merged_into=None).distinct()[:2])
    return found[0] if len(found) == 1 else None


class SkillCount(NamedTuple):
    """A skill, and of how many people its line rests on an award that nobody has verified."""

    code: str
    name: str
    people: int


def unverified_by_skill(places: Places, *, home: int) -> list[SkillCount]:
    """Most first, over whole forces (``home`` for whoever keeps records of a part of one).

    From the cache of standing, because what no line rests on can wait.
    """
    rows = Standing.objects.filter(verified=False, force__in=sorted(places.forces) or [home])
    counted = rows.order_by().values_list("skill__code", "skill__name").annotate(people=Count("person"))
    return [SkillCount(*row) for row in counted.order_by("-people", "skill__code")]


class AwardRow(NamedTuple):
    """One award to verify, with whose it is."""

    award: Award
    called: str
    number: str


def page_to_verify(viewer: Person, *, skill: Skill | None, after: int | None) -> tuple[list[AwardRow], int | None]:
    """Fifty awards in the order in which they came, after one; and after which the next page begins."""
    awards = awards_to_verify(viewer)
    if skill is not None:
        awards = awards.filter(skill=skill)
    if after is not None:
        awards = awards.filter(pk__gt=after)
    found = list(awards.select_related("person", "skill").order_by("pk")[: PAGE + 1])
    shown = found[:PAGE]
    known = _known({award.person_id for award in shown}, {award.force_id for award in shown})
    rows = [AwardRow(award, known[award.person_id].called, known[award.person_id].number) for award in shown]
    return rows, shown[-1].pk if len(found) > PAGE else None


class ComparedPerson(NamedTuple):
    """One person's skills in both systems."""

    known: Known
    lines: list[Reconciled]


def page_of_comparison(
    batch: AwardBatch, *, reason: str = "", after: int | None = None
) -> tuple[list[ComparedPerson], int | None]:
    """Fifty lines that differ, or of one reason, each person's together; and after which the next page begins."""
    lines = comparison(batch)
    lines = lines.filter(reason=reason) if reason else lines.exclude(reason__in=NO_DIFFERENCE)
    if after is not None:
        lines = lines.filter(pk__gt=after)
    found = list(lines[: PAGE + 1])
    shown = found[:PAGE]
    known = _known({line.person_id for line in shown}, {batch.force_id})
    rows = [
        ComparedPerson(known[person], list(lines))
        for person, lines in groupby(shown, key=lambda line: line.person_id)
        if person in known
    ]
    return rows, shown[-1].pk if len(found) > PAGE else None


def comparison(batch: AwardBatch) -> QuerySet[Reconciled]:
    """Every line of an import's comparison, by name."""
    return Reconciled.objects.filter(batch=batch).select_related("person", "skill").order_by("pk")


class ImportRow(NamedTuple):
    """One import, and how many of its rows still wait."""

    batch: AwardBatch
    waiting: int

    @property
    def came_in(self) -> int:
        return int(self.batch.summary.get("rows", {}).get(Fate.AWARDED, 0))


def page_of_imports(imports: QuerySet[AwardBatch], *, after: int | None) -> tuple[list[ImportRow], int | None]:
    """Fifty imports, newest first."""
    if after is not None:
        imports = imports.filter(pk__lt=after)
    found = list(imports.select_related("made_by").order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    open_ones = Unmatched.objects.filter(batch__in=shown, decided_at=None).order_by()
    waiting = dict(open_ones.values_list("batch").annotate(rows=Count("pk")))
    rows = [ImportRow(batch, waiting.get(batch.pk, 0)) for batch in shown]
    return rows, shown[-1].pk if len(found) > PAGE else None


def verified_since(batch: AwardBatch) -> int:
    """How many awards of an import somebody has verified or corrected: they outlive it."""
    return Award.objects.filter(corrects__batch=batch).count()


def rows_to_match(viewer: Person) -> int:
    return unmatched_for(viewer).count()


@dataclass(frozen=True, slots=True)
class Office:
    """What waits for one records officer; None where it is not theirs to do.

    ``unverified`` are lines of people's records that rest on an award which nobody has verified.
    """

    disputes: int | None
    overdue: int
    unmatched: int | None
    unverified: int | None
    imports: int | None

    @property
    def waiting(self) -> int:
        return (self.disputes or 0) + (self.unmatched or 0) + (self.unverified or 0)


def office_of(viewer: Person) -> Office:
    """Counted now; a handful of queries."""
    decides, imports, records = (
        places_of(viewer, one)
        for one in (Permission.DECIDE_QUERIES, Permission.IMPORT_AWARDS, Permission.RECORD_AWARDS)
    )
    open_ones = queries_to_decide(viewer).order_by()
    unsure = unverified_by_skill(records, home=viewer.home_force_id) if records else []
    return Office(
        disputes=open_ones.count() if decides else None,
        overdue=open_ones.filter(decide_by__lt=clock.today()).count() if decides else 0,
        unmatched=rows_to_match(viewer) if imports else None,
        unverified=sum(one.people for one in unsure) if records else None,
        imports=imports_for(viewer).count() if imports else None,
    )


@dataclass(frozen=True, slots=True)
class Dispute:
    """One open dispute, with whose it is, its clock, the photo that came with it, and all awards of that line."""

    query: Query
    called: str
    number: str
    days_left: int
    photo: str = ""
    awards: tuple[Award, ...] = ()

    @property
    def late(self) -> int:
        """Days past its day; 0 while there is time."""
        return max(-self.days_left, 0)


@dataclass(frozen=True, slots=True)
class DisputePage:
    """Fifty disputes, the most urgent first; ``late`` of all of them are past their day."""

    rows: list[Dispute]
    total: int
    late: int
    next: int | None


def page_of_disputes(disputes: QuerySet[Query], *, after: int = 0) -> DisputePage:
    """By the day on which they are due. Paged by place in that order: it is short, and shrinks from the top."""
    today = clock.today()
    found = list(disputes[after : after + PAGE + 1])
    shown = found[:PAGE]
    known = _known({row.person_id for row in shown}, {row.force_id for row in shown})
    return DisputePage(
        rows=[_dispute(row, known[row.person_id], today) for row in shown],
        total=disputes.order_by().count(),
        late=disputes.order_by().filter(decide_by__lt=today).count(),
        next=after + PAGE if len(found) > PAGE else None,
    )


def dispute_of(query: Query) -> Dispute:
    """One dispute with all that there is to decide it by."""
    known = _known({query.person_id}, {query.force_id})[query.person_id]
    file = StoredFile.objects.filter(pk=query.file_id).first() if query.file_id else None
    awards = Award.objects.filter(person=query.person, skill=query.skill, corrected_by=None, void=False)
    live = awards.exclude(batch__undone_at__isnull=False).select_related("recorded_by").order_by("-achieved_on", "-pk")
    told = _dispute(query, known, clock.today())
    return replace(told, photo=signed_address(file) if file else "", awards=tuple(live))


def _dispute(query: Query, known: Known, today: date) -> Dispute:
    return Dispute(query, known.called, known.number, (query.decide_by - today).days)

"""Awards: written once, corrected by another row, never changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.ledger.actions.append import happening
from peel.ledger.rules import Happening, Verb
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.skills.actions.restand import restand, restand_ids
from peel.skills.actions.telling import extensions, tell
from peel.skills.models import Award, AwardBatch, Skill
from peel.skills.queries.book import Book, book_of
from peel.skills.refused import Refused
from peel.skills.rules.days import start_of
from peel.skills.rules.grammar import Unit

AT_ONCE = 5_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAward:
    """One award to be written among many.

    ``minutes`` is None where the whole requirement was met. ``recorded_at`` is now, except where a past is being
    invented, as the demonstration does.
    """

    person: Person
    skill: Skill
    achieved_on: date
    kind: Award.Kind = Award.Kind.COURSE
    minutes: int | None = None
    edition: str = ""
    expires_on: date | None = None
    source: Award.Source = Award.Source.COURSE
    authority: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    verified: bool = True
    recorded_at: datetime | None = None

    def as_row(self, *, force: Force, by: Person | None, batch: AwardBatch | None, now: datetime) -> Award:
        return Award(
            person=self.person,
            skill=self.skill,
            force=force,
            achieved_on=self.achieved_on,
            kind=self.kind,
            minutes=self.minutes,
            edition=self.edition,
            expires_override=self.expires_on,
            source=self.source,
            authority=self.authority,
            evidence=dict(self.evidence),
            verified=self.verified,
            batch=batch,
            recorded_by=by,
            recorded_at=self.recorded_at or now,
        )


@transaction.atomic
def award(new: NewAward, *, by: Person | None, force: Force | None = None) -> Award:
    """Write down that somebody did something towards a skill, in ``force`` or their home force.

    Asking twice is harmless: the very same award, which nobody has corrected since, is returned unchanged.
    """
    force = force or new.person.home_force
    _refuse_unless_right(new, book=book_of(force))
    lock(new.person)
    row = new.as_row(force=force, by=by, batch=None, now=clock.now())
    same = {name: getattr(row, name) for name in _SAME}
    before = Award.objects.filter(**same, void=False, corrected_by=None).first()
    if before is not None:
        return before
    row.save()
    _tell(Verb.AWARDED, row, by=by)
    restand([new.person])
    return row


_SAME = ["person", "skill", "force", "achieved_on", "kind", "minutes", "edition", "source", "evidence"]


@transaction.atomic
def award_many(news: Iterable[NewAward], *, force: Force, by: Person | None, batch: AwardBatch | None = None) -> int:
    """Write many awards of one force in bulk; returns how many. All of them or, if one is refused, none.

    Reactions to single awards are not called; what is already on record is the caller's to leave out.
    """
    book, now = book_of(force), clock.now()
    people: set[int] = set()
    total = 0
    for some in in_pieces(news, AT_ONCE):
        for new in some:
            _refuse_unless_right(new, book=book)
        rows = Award.objects.bulk_create([new.as_row(force=force, by=by, batch=batch, now=now) for new in some])
        ledger.append_many([_happening(Verb.AWARDED, row, by=by) for row in rows])
        people.update(row.person_id for row in rows)
        total += len(rows)
    restand_ids(people)
    return total


@transaction.atomic
def award_from_learning(
    person: Person, *, skill: Skill, on: date, minutes: int, evidence: Mapping[str, Any], force: Force | None = None
) -> Award:
    """What finishing a lesson gives: the skill, or its minutes where the rule adds up hours. Twice is once.

    ``evidence`` names the lesson and the attempt.
    """
    force = force or person.home_force
    told = book_of(force).skills.get(skill.code)
    rule = told.rule_on(on) if told else None
    counts = rule is not None and (rule.measures[0].unit is Unit.MINUTES or rule.refresher_minutes is not None)
    new = NewAward(
        person=person,
        skill=skill,
        achieved_on=on,
        kind=Award.Kind.REFRESHER if counts else Award.Kind.COURSE,
        minutes=minutes if counts else None,
        source=Award.Source.LESSON,
        evidence=evidence,
    )
    return award(new, by=person, force=force)


@transaction.atomic
def correct_award(wrong: Award, *, by: Person | None, reason: str, **right: Any) -> Award:
    """Write the award as it should have been; both rows stay. ``right`` are columns of the award, with their values.

    It takes the place of the wrong one, its moment of recording too: putting a mistake right is no renewal. Where the
    person or the skill is wrong, void the award and write another.
    """
    if unknown := right.keys() - _CORRECTABLE:
        raise TypeError(f"{min(unknown)} is not corrected but written anew")
    return _replace(wrong, verb=Verb.CORRECTED, by=by, reason=reason, **right)


@transaction.atomic
def void_award(wrong: Award, *, by: Person | None, reason: str) -> Award:
    """Take an award away that should never have been written; both rows stay."""
    return _replace(wrong, verb=Verb.CORRECTED, by=by, reason=reason, void=True)


@transaction.atomic
def verify_award(unsure: Award, *, by: Person | None, authority: str = "") -> Award:
    """Somebody has seen the proof of an award that was imported or claimed. Verifying twice changes nothing."""
    lock(unsure.person)
    if unsure.verified:
        return unsure
    right = {"verified": True, "authority": authority or unsure.authority}
    return _replace(unsure, verb=Verb.CORRECTED, by=by, reason=str(_("Verified")), **right)


@transaction.atomic
def undo_batch(batch: AwardBatch, *, by: Person | None) -> int:
    """Take back everything that one import brought; returns how many awards. The rows stay, marked by their batch."""
    batch = AwardBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at is not None:
        return 0
    batch.undone_at, batch.undone_by = clock.now(), by
    batch.save(update_fields=["undone_at", "undone_by"])
    awards = batch.awards.select_related("person", "skill", "force").order_by("pk")
    people: set[int] = set()
    total = 0
    for some in in_pieces(awards.iterator(chunk_size=AT_ONCE), AT_ONCE):
        ledger.append_many([_happening(Verb.CORRECTED, row, by=by, undone=True) for row in some])
        people.update(row.person_id for row in some)
        total += len(some)
    restand_ids(people)
    ledger.audit(
        "undid-import", actor=actor(by), force=batch.force_id, object_type="award batch", object_id=batch.pk,
        detail={"awards": total},
    )  # fmt: skip
    return total


def lock(person: Person) -> None:
    """Until the transaction ends nobody else writes about this person's record."""
    Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk").get()


def in_pieces(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``."""
    rest = iter(things)
    while piece := list(islice(rest, size)):
        yield piece


def _replace(wrong: Award, *, verb: Verb, by: Person | None, reason: str, **right: Any) -> Award:
    lock(wrong.person)
    if Award.objects.filter(corrects=wrong).exclude(batch__undone_at__isnull=False).exists():
        raise Refused(_("This award has been corrected already. Correct the row that replaced it."))
    row = Award(
        person=wrong.person,
        skill=wrong.skill,
        force=wrong.force,
        **{**model_to_dict(wrong, fields=_CORRECTABLE), **right},
        corrects=wrong,
        reason=reason,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    _refuse_unless_right(_as_new(row), book=book_of(row.force))
    row.save()
    _tell(verb, row, by=by)
    restand([wrong.person])
    return row


_CORRECTABLE = {
    "achieved_on", "kind", "minutes", "edition", "expires_override", "source", "authority", "evidence", "verified",
}  # fmt: skip


def _as_new(row: Award) -> NewAward:
    return NewAward(
        person=row.person,
        skill=row.skill,
        achieved_on=row.achieved_on,
        minutes=row.minutes,
        expires_on=row.expires_override,
    )


def _refuse_unless_right(new: NewAward, *, book: Book) -> None:
    told = book.skills.get(new.skill.code)
    if told is None or told.id != new.skill.pk:
        raise Refused(_("%(skill)s is not a skill of this force."), {"skill": new.skill})
    if new.achieved_on > clock.today():
        raise Refused(_("An award cannot be dated in the future: %(day)s."), {"day": new.achieved_on.isoformat()})
    if told.retired_on is not None and new.achieved_on > told.retired_on:
        values = {"skill": new.skill, "day": told.retired_on.isoformat()}
        raise Refused(_("%(skill)s was retired on %(day)s; nothing after that day counts."), values)
    if new.expires_on is not None and new.expires_on < new.achieved_on:
        raise Refused(_("The last day in date is before the day of the award."))
    if new.minutes is not None and new.minutes <= 0:
        raise Refused(_("Time that counts is more than nothing; leave it empty where the whole course was done."))


def _tell(verb: Verb, row: Award, *, by: Person | None) -> None:
    tell(
        verb, person=row.person, skill=row.skill, force=row.force, about="award", pk=row.pk, by=by,
        happened_at=_happened_at(row), context=_context(row),
    )  # fmt: skip


def _happening(verb: Verb, row: Award, *, by: Person | None, **more: object) -> Happening:
    return happening(
        subject=row.person.subject,
        force=row.force_id,
        verb=verb,
        object_type="award",
        object_id=row.pk,
        happened_at=_happened_at(row),
        context=extensions(skill=row.skill.code, by=actor(by), **_context(row), **more),
    )


def _context(row: Award) -> dict[str, object]:
    return {
        "achieved-on": row.achieved_on,
        "kind": row.kind,
        "minutes": row.minutes,
        "edition": row.edition,
        "last-day": row.expires_override,
        "source": row.source,
        "verified": row.verified,
        "batch": row.batch_id,
        "corrects": row.corrects_id,
        "void": row.void or None,
    }


def _happened_at(row: Award) -> datetime:
    """The day of the award; a correction, and what was done today, happened when it was written."""
    if row.corrects_id is not None or row.achieved_on == clock.today():
        return row.recorded_at
    return start_of(row.achieved_on)

"""“This is wrong” and “I did this elsewhere”: said about a record, and decided by a records officer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.foundation.models import StoredFile
from peel.ledger.rules import Verb
from peel.people.models import Force, Person
from peel.skills.actions.awards import NewAward, award, correct_award, lock, void_award
from peel.skills.actions.restand import restand
from peel.skills.actions.telling import tell
from peel.skills.models import Award, Query, Skill
from peel.skills.queries.book import book_of
from peel.skills.refused import Refused
from peel.skills.rules.deciding import WORKING_DAYS, working_days_after


def object_to(
    person: Person, *, skill: Skill, by: Person, words: str = "", award: Award | None = None,
    photo: StoredFile | None = None, force: Force | None = None,
) -> Query:  # fmt: skip
    """“This is wrong.” The line reads Queried until it is decided. Said twice while it is open, it is one dispute."""
    if award is not None and (award.person_id, award.skill_id) != (person.pk, skill.pk):
        raise Refused(_("This award is not on that line of the record."))
    return _ask(
        person, Query.Kind.WRONG, skill=skill, by=by, words=words, award=award, photo=photo, force=force, on=None
    )


def claim(
    person: Person, *, skill: Skill, happened_on: date, by: Person, words: str = "", photo: StoredFile | None = None,
    force: Force | None = None,
) -> Query:  # fmt: skip
    """“I did this elsewhere.” Nothing is awarded until a records officer has seen it; claimed twice it is one claim."""
    if happened_on > clock.today():
        raise Refused(_("%(day)s is still to come."), {"day": happened_on.isoformat()})
    return _ask(
        person, Query.Kind.ELSEWHERE, skill=skill, by=by, words=words, award=None, photo=photo, force=force,
        on=happened_on,
    )  # fmt: skip


@transaction.atomic
def uphold(
    query: Query,
    *,
    by: Person,
    answer: str = "",
    right: Mapping[str, Any] | None = None,
    void: bool = False,
    authority: str = "",
) -> Query:
    """The person is right. A claim becomes an award on ``authority``; of a disputed award ``right`` are the columns as
    they should have been, or it is voided. A dispute about the line as a whole is put right by awards of its own.
    """
    query = _open(query, by=by)
    led_to = None
    if query.kind == Query.Kind.ELSEWHERE:
        led_to = award(_claimed(query, authority=authority, right=right or {}), by=by, force=query.force)
    elif query.award is not None and void:
        led_to = void_award(query.award, by=by, reason=str(_("Disputed and upheld")))
    elif query.award is not None and right:
        led_to = correct_award(query.award, by=by, reason=str(_("Disputed and upheld")), **right)
    return _decide(query, by=by, upheld=True, answer=answer, led_to=led_to)


@transaction.atomic
def turn_down(query: Query, *, by: Person, answer: str) -> Query:
    """The record stays as it is; the answer says why and is shown to the person."""
    if not answer.strip():
        raise Refused(_("Say why the record stays as it is; the person is shown your answer."))
    return _decide(_open(query, by=by), by=by, upheld=False, answer=answer, led_to=None)


@transaction.atomic
def _ask(
    person: Person, kind: Query.Kind, *, skill: Skill, by: Person, words: str, award: Award | None,
    photo: StoredFile | None, force: Force | None, on: date | None,
) -> Query:  # fmt: skip
    force = force or person.home_force
    if skill.pk not in book_of(force).codes:
        raise Refused(_("%(skill)s is not a skill of this force."), {"skill": skill})
    lock(person)
    now = clock.now()
    within = int(force.settings.get("queries_decided_within_working_days", WORKING_DAYS))
    row, made = Query.objects.get_or_create(
        person=person,
        skill=skill,
        force=force,
        kind=kind,
        award=award,
        happened_on=on,
        decided_at=None,
        defaults={
            "words": words.strip(),
            "file_id": photo.pk if photo else None,
            "asked_by": by,
            "asked_at": now,
            "decide_by": working_days_after(clock.today(), within),
        },
    )
    if made:
        tell(
            Verb.QUERIED, person=person, skill=skill, force=force, about="query", pk=row.pk, by=by,
            context={"kind": kind, "award": award.pk if award else None, "decide-by": row.decide_by},
        )  # fmt: skip
        restand([person])
    return row


def _open(query: Query, *, by: Person) -> Query:
    """The dispute, locked, if it is open and ``by`` may be its judge."""
    lock(query.person)
    row = Query.objects.select_related("person", "skill", "force", "award").get(pk=query.pk)
    if row.decided_at is not None:
        raise Refused(_("This was decided on %(day)s."), {"day": row.decided_at.date().isoformat()})
    if by in (row.person, row.asked_by):
        raise Refused(_("Nobody decides about their own record or their own objection."))
    return row


def _claimed(query: Query, *, authority: str, right: Mapping[str, Any]) -> NewAward:
    if query.happened_on is None:
        raise Refused(_("The claim does not say when it was."))
    evidence = {"query": query.pk, **({"file": query.file_id} if query.file_id else {})}
    new = NewAward(
        person=query.person,
        skill=query.skill,
        achieved_on=query.happened_on,
        source=Award.Source.ELSEWHERE,
        authority=authority,
        evidence=evidence,
    )
    return replace(new, **right)


def _decide(query: Query, *, by: Person, upheld: bool, answer: str, led_to: Award | None) -> Query:
    query.decided_by, query.decided_at, query.upheld = by, clock.now(), upheld
    query.answer, query.led_to = answer.strip(), led_to
    query.save(update_fields=["decided_by", "decided_at", "upheld", "answer", "led_to"])
    tell(
        Verb.DECIDED, person=query.person, skill=query.skill, force=query.force, about="query", pk=query.pk, by=by,
        context={"upheld": upheld, "award": led_to.pk if led_to else None},
    )  # fmt: skip
    restand([query.person])
    return query

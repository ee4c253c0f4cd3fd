"""What people do with old records once they are in: decide whose they are, verify them, compare again, undo an import.

What is small is done while the person waits; what is large goes to a job (``…_soon`` says which it was).
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.ledger.actions.append import happening
from peel.ledger.rules import Verb
from peel.people.actors import actor
from peel.people.models import Person
from peel.skills.actions.awards import in_pieces, undo_batch
from peel.skills.actions.old_records import OldAward, evidence_of, restand_in_pieces, row_of, write_awards
from peel.skills.actions.reconcile import compare
from peel.skills.actions.restand import restand
from peel.skills.actions.telling import extensions
from peel.skills.models import Award, AwardBatch, Skill, Unmatched
from peel.skills.queries.old_records import on_record
from peel.skills.refused import Refused

AT_ONCE = 20_000
WHILE_THEY_WAIT = 1_000
LOCK = """
SELECT id FROM people_person WHERE id IN (SELECT person_id FROM skills_award WHERE id = ANY(%s))
ORDER BY id FOR NO KEY UPDATE
"""
VERIFY = """
INSERT INTO skills_award (person_id, skill_id, force_id, achieved_on, kind, minutes, edition, expires_override, source,
  authority, evidence, verified, corrects_id, void, reason, recorded_by_id, recorded_at)
SELECT person_id, skill_id, force_id, achieved_on, kind, minutes, edition, expires_override, source,
  authority, evidence, TRUE, id, FALSE, %(how)s, %(by)s, %(at)s
FROM skills_award award WHERE id = ANY(%(awards)s) AND NOT verified AND NOT void
AND NOT EXISTS (SELECT FROM skills_award later WHERE later.corrects_id = award.id) ORDER BY id
RETURNING id, corrects_id, person_id, skill_id, force_id, achieved_on, kind, minutes, edition, expires_override, source
"""
TOLD = ("achieved-on", "kind", "minutes", "edition", "last-day", "source")


@transaction.atomic
def decide_unmatched(waiting: Unmatched, *, person: Person | None, by: Person) -> int:
    """Say whose record it is, or (None) that it is nobody's here; returns how many rows were decided.

    Every row of the force that says the same of whom it is about is decided with it. What is on record already is not
    written twice, and deciding twice changes nothing.
    """
    if person == by:
        raise Refused(_("Nobody brings in records about themselves. Ask somebody else to decide this one."))
    same = Unmatched.objects.select_for_update(of=("self",)).filter(force=waiting.force_id, decided_at=None)
    rows = list(same.filter(who=waiting.who).select_related("batch__force").order_by("pk"))
    if not rows:
        return 0
    if person is not None:
        _bring_in(rows, person=person, by=by)
    at = clock.now()
    for row in rows:
        row.decided_by, row.decided_at = by, at
        row.cells, row.why, row.candidates = {}, [], []
    Unmatched.objects.bulk_update(
        rows, ["award", "decided_by", "decided_at", "cells", "why", "candidates"], batch_size=500
    )
    ledger.audit(
        "decided-old-records",
        actor=actor(by),
        force=waiting.force_id,
        subjects=[person.subject] if person else [],
        object_type="award batch",
        object_id=waiting.batch_id,
        detail={"rows": [row.row for row in rows[:500]], "brought in": sum(row.award_id is not None for row in rows)},
    )
    return len(rows)


def _bring_in(rows: Sequence[Unmatched], *, person: Person, by: Person) -> None:
    by_batch: dict[AwardBatch, list[Unmatched]] = defaultdict(list)
    seen = set()
    for row in rows:
        same = (row.skill_id, row.achieved_on)
        there = on_record(row.batch.force, person=person.pk, skill=row.skill_id, day=row.achieved_on)
        if same not in seen and not there:
            by_batch[row.batch].append(row)
        seen.add(same)
    for batch, new in by_batch.items():
        records = [(waiting, row_of(waiting.cells)) for waiting in new]
        news = [
            OldAward(person.pk, waiting.skill_id, waiting.cells["kind"], evidence_of(record), record)
            for waiting, record in records
        ]
        ids = write_awards(news, batch=batch, by=by, subjects={person.pk: person.subject})
        for waiting, pk in zip(new, ids, strict=True):
            waiting.award_id = pk
    restand([person])


@transaction.atomic
def verify_awards(awards: QuerySet[Award], *, by: Person, how: str) -> int:
    """Somebody has seen the proof of all of these, and says ``how``; returns how many were unverified until now.

    Each is replaced by a row that says the same and is verified; both rows stay.
    """
    unsure = awards.filter(verified=False, void=False, corrected_by=None)
    people: list[int] = []
    for some in in_pieces(list(unsure.order_by("person", "pk").values_list("pk", flat=True)), AT_ONCE):
        people += _verify(some, by=by, how=how)
    restand_in_pieces(set(people))
    return len(people)


def _verify(awards: Sequence[int], *, by: Person, how: str) -> list[int]:
    """Whose awards were verified: one person for each."""
    at, told_by = clock.now(), actor(by)
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [list(awards)])
        cursor.execute(VERIFY, {"awards": list(awards), "how": how[:300], "by": by.pk, "at": at})
        rows = cursor.fetchall()
        cursor.execute("SELECT id, subject FROM people_person WHERE id = ANY(%s)", [[row[2] for row in rows]])
        subjects = dict(cursor.fetchall())
        cursor.execute("SELECT id, code FROM skills_skill WHERE id = ANY(%s)", [[row[3] for row in rows]])
        codes = dict(cursor.fetchall())
    ledger.append_many(
        happening(
            subject=subjects[person],
            force=force,
            verb=Verb.CORRECTED,
            object_type="award",
            object_id=pk,
            context=extensions(
                skill=codes[skill], by=told_by, corrects=corrects, verified=True,
                **dict(zip(TOLD, told, strict=True)),
            ),
        )
        for pk, corrects, person, skill, force, *told in rows
    )  # fmt: skip
    return [row[2] for row in rows]


@transaction.atomic
def verify_soon(awards: QuerySet[Award], *, skill: Skill, by: Person, how: str) -> bool:
    """Verify all awards of a skill that ``by`` may verify (``awards``); whether it is done already."""
    if awards[: WHILE_THEY_WAIT + 1].count() <= WHILE_THEY_WAIT:
        verify_awards(awards, by=by, how=how)
        return True
    app.configure_task("skills.verify_all").defer(skill=skill.pk, by=by.pk, how=how)
    return False


@transaction.atomic
def undo_soon(batch: AwardBatch, *, by: Person) -> bool:
    """Undo an import; whether it is done already. Asking twice undoes it once."""
    if batch.awards.count() <= WHILE_THEY_WAIT:
        undo_import(batch, by=by)
        return True
    _note(batch, "undoing")
    app.configure_task("skills.undo_import").defer(batch=batch.pk, by=by.pk)
    return False


@transaction.atomic
def compare_soon(batch: AwardBatch) -> bool:
    """Compare an import with the record as it stands now; whether it is done already."""
    if batch.awards.count() <= WHILE_THEY_WAIT:
        compare(batch)
        return True
    _note(batch, "comparing")
    app.configure_task("skills.compare_import").defer(batch=batch.pk)
    return False


def _note(batch: AwardBatch, what: str) -> None:
    batch.summary = {**batch.summary, what: clock.now().isoformat()}
    batch.save(update_fields=["summary"])


@transaction.atomic
def undo_import(batch: AwardBatch, *, by: Person | None) -> int:
    """Take back everything that one import brought, and the questions it asked; returns how many awards.

    The awards stay as rows, marked by their batch. What somebody verified or corrected since stands: it is theirs.
    """
    undone = undo_batch(batch, by=by)
    batch.unmatched.all().delete()
    batch.reconciled.all().delete()
    return undone

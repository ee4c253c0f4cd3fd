"""Bringing in old records: one transaction, half a million rows by COPY, nothing that is already on record twice."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from peel.foundation import clock
from peel.foundation.sentence import Sentence
from peel.ledger import actions as ledger
from peel.ledger.actions.append import happening
from peel.ledger.rules import Happening, Verb
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.skills.actions.reconcile import compare
from peel.skills.actions.restand import restand_ids
from peel.skills.actions.telling import extensions
from peel.skills.models import Award, AwardBatch, Unmatched
from peel.skills.queries.book import book_of
from peel.skills.queries.old_records import OldState, old_state
from peel.skills.rules.days import start_of
from peel.skills.rules.old_records.columns import ForceWords, Said, Understood
from peel.skills.rules.old_records.plan import Fate, Outcome, plan
from peel.skills.rules.old_records.rows import OldRow, Row, clean_rows, hashed

AT_ONCE = 20_000
RESTOOD_AT_ONCE = 2_000
MOST_KEPT = 50
ONE_IMPORT_AT_A_TIME = "SELECT pg_advisory_xact_lock(%s, %s)"
OLD_RECORDS = 0x01DC
NEXT_IDS = "SELECT nextval(pg_get_serial_sequence('skills_award', 'id')) FROM generate_series(1, %s)"
COLUMNS = (
    "id, person_id, skill_id, force_id, achieved_on, kind, minutes, edition, expires_override, source, authority, "
    "evidence, verified, batch_id, void, reason, recorded_by_id, recorded_at"
)


@dataclass(frozen=True, slots=True)
class OldFile:
    """Where the rows come from: name and hash of the file, its columns as understood, the force's own words."""

    name: str
    sha256: str
    understood: Understood
    words: ForceWords = field(default_factory=ForceWords)


@dataclass(slots=True)
class Imported:
    """What an import did, or would do. ``batch`` is None where nothing is new."""

    rows: Counter[Fate] = field(default_factory=Counter)
    unknown_skills: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    batch: AwardBatch | None = None
    people: set[int] = field(default_factory=set)

    def count(self, outcome: Outcome) -> None:
        self.rows[outcome.fate] += 1
        if outcome.fate is Fate.REFUSED:
            self.refused[outcome.why.text] += 1
            if outcome.row is not None and outcome.skill is None:
                self.unknown_skills[outcome.row.skill or outcome.row.skill_code] += 1


@transaction.atomic
def import_old_records(
    rows: Iterable[tuple[int, Row]],
    *,
    file: OldFile,
    force: Force,
    by: Person | None,
    dry_run: bool = False,
    each: Callable[[Outcome], None] = lambda outcome: None,
) -> Imported:
    """Write what the rows say that is not on record, keep what is not sure for a person to decide, leave the rest.

    All or nothing. ``each`` is told of every row, in the order of the file. The same file twice changes nothing. Awards
    are dated by the event and by the import, and unverified; one audit entry stands for the batch.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_IMPORT_AT_A_TIME, [OLD_RECORDS, force.pk])
    state = old_state(force, file.words)
    read = clean_rows(rows, file.understood, file.words, today=clock.today())
    imported = Imported()
    writing = _Writing(file, force, by, state, imported)
    for outcome in plan(read, skills=state.skills, people=state.people, on_record=state.on_record, marks=state.marks):
        imported.count(outcome)
        if not dry_run:
            writing.take(outcome)
        each(outcome)
    if not dry_run:
        writing.end()
    return imported


@dataclass(slots=True)
class _Writing:
    """Collects what is to be written and writes it in pieces; the batch is there from the first piece on."""

    file: OldFile
    force: Force
    by: Person | None
    state: OldState
    imported: Imported
    awards: list[Outcome] = field(default_factory=list)
    unsure: list[Outcome] = field(default_factory=list)

    def take(self, outcome: Outcome) -> None:
        if outcome.fate is Fate.AWARDED:
            self.awards.append(outcome)
        elif outcome.fate is Fate.UNSURE:
            self.unsure.append(outcome)
        if len(self.awards) >= AT_ONCE or len(self.unsure) >= AT_ONCE:
            self._write()

    def end(self) -> None:
        self._write()
        batch = self.imported.batch
        if batch is None:
            return
        restand_in_pieces(self.imported.people)
        batch.summary = self._summary()
        batch.save(update_fields=["summary"])
        compare(batch)
        ledger.audit(
            "imported",
            actor=actor(self.by),
            force=self.force.pk,
            object_type="award batch",
            object_id=batch.pk,
            detail={"rows": batch.summary["rows"], "sha256": self.file.sha256},
        )

    def _write(self) -> None:
        if not self.awards and not self.unsure:
            return
        batch = self.imported.batch = self.imported.batch or AwardBatch.objects.create(
            force=self.force,
            file_name=self.file.name[-200:],
            sha256=self.file.sha256,
            made_by=self.by,
            made_at=clock.now(),
        )
        news = [
            OldAward(outcome.person, outcome.skill, outcome.kind.value, evidence_of(outcome.row), outcome.row)
            for outcome in self.awards
            if outcome.person and outcome.skill and outcome.row
        ]
        write_awards(news, batch=batch, by=self.by, subjects=self.state.subjects)
        self.imported.people.update(new.person for new in news)
        Unmatched.objects.bulk_create([_waiting(outcome, batch) for outcome in self.unsure], batch_size=2_000)
        self.awards, self.unsure = [], []

    def _summary(self) -> dict[str, Any]:
        done = self.imported
        return {
            "rows": {fate.value: count for fate, count in done.rows.items()},
            "columns": {column.value: name for column, name in self.file.understood.columns.items()},
            "columns_not_read": list(self.file.understood.unknown),
            "refused": dict(done.refused.most_common(MOST_KEPT)),
            "unknown_skills": dict(done.unknown_skills.most_common(MOST_KEPT)),
        }


@dataclass(frozen=True, slots=True)
class OldAward:
    """One award to be written: whose, for which skill, and the record it comes from."""

    person: int
    skill: int
    kind: str
    evidence: Mapping[str, Any]
    row: OldRow


def evidence_of(row: OldRow) -> dict[str, Any]:
    """What is kept of the old system's words beside an award: its reference and status, never a name."""
    kept = {"row": row.line, "reference": row.reference, "status": row.status}
    if row.said is not Said.NOTHING:
        kept["means"] = row.said.value
    return {key: value for key, value in kept.items() if value}


def write_awards(
    news: Sequence[OldAward], *, batch: AwardBatch, by: Person | None, subjects: Mapping[int, UUID]
) -> list[int]:
    """Awards of a batch and their statements, by COPY; returns their ids. Standing is the caller's to compute."""
    if not news:
        return []
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(NEXT_IDS, [len(news)])
        ids = [row[0] for row in cursor.fetchall()]
        with cursor.copy(f"COPY skills_award ({COLUMNS}) FROM STDIN") as copy:
            for pk, new in zip(ids, news, strict=True):
                row = new.row
                copy.write_row((
                    pk, new.person, new.skill, batch.force_id, row.day, new.kind, row.minutes, row.edition, row.expires,
                    Award.Source.IMPORT.value, row.authority, json.dumps(new.evidence), False, batch.pk, False, "",
                    by.pk if by else None, now,
                ))  # fmt: skip
    codes, told_by = book_of(batch.force).codes, actor(by)
    ledger.append_many(
        _happening(pk, new, batch, skill=codes[new.skill], subject=subjects[new.person], by=told_by, now=now)
        for pk, new in zip(ids, news, strict=True)
    )
    return ids


def _happening(
    pk: int, new: OldAward, batch: AwardBatch, *, skill: str, subject: UUID, by: UUID, now: datetime
) -> Happening:
    row = new.row
    return happening(
        subject=subject,
        force=batch.force_id,
        verb=Verb.AWARDED,
        object_type="award",
        object_id=pk,
        happened_at=now if row.day == clock.today() else start_of(row.day),
        context=extensions(
            skill=skill,
            by=by,
            **{
                "achieved-on": row.day,
                "kind": new.kind,
                "minutes": row.minutes,
                "edition": row.edition,
                "last-day": row.expires,
                "source": Award.Source.IMPORT.value,
                "verified": False,
                "batch": batch.pk,
            },
        ),
    )


def restand_in_pieces(people: Iterable[int]) -> None:
    everyone = sorted(people)
    for start in range(0, len(everyone), RESTOOD_AT_ONCE):
        restand_ids(everyone[start : start + RESTOOD_AT_ONCE])


def _waiting(outcome: Outcome, batch: AwardBatch) -> Unmatched:
    row = outcome.row
    assert row is not None and outcome.skill is not None
    # What the old system set aside is decided skill by skill, never for all records of the person at once.
    who = row.mark if row.said is Said.SET_ASIDE else hashed(row.who)
    return Unmatched(
        batch=batch,
        force_id=batch.force_id,
        skill_id=outcome.skill,
        row=row.line,
        who=who,
        mark=row.mark,
        achieved_on=row.day,
        cells=cells_of(row, kind=outcome.kind.value),
        why=_words(outcome.why),
        candidates=[[candidate.person, *_words(candidate.why)] for candidate in outcome.candidates],
    )


def cells_of(row: OldRow, *, kind: str) -> dict[str, Any]:
    """The record as JSON, to be shown to whoever decides and to become an award."""
    told: dict[str, Any] = {**row._asdict(), "kind": kind}
    return {
        key: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Said) else value
        for key, value in told.items()
        if value not in ("", None)
    }


def row_of(cells: Mapping[str, Any]) -> OldRow:
    """The record back from :func:`cells_of`."""
    told = {**_EMPTY, **cells}
    return OldRow(
        **{
            **told,
            "day": date.fromisoformat(told["day"]),
            "expires": date.fromisoformat(told["expires"]) if told["expires"] else None,
            "said": Said(told["said"]),
            "kind": None,
        }
    )


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(
        ["number", "collar", "warrant", "given_name", "family_name", "skill", "skill_code", "status", "edition",
         "authority", "reference"],
        "",
    ),
    "expires": None,
    "minutes": None,
}  # fmt: skip


def _words(sentence: Sentence) -> list[Any]:
    return [sentence.text, dict(sentence.values)]

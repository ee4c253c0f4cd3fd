"""Old records come along: once, dated twice, undone as a whole, and compared with what Peel says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peel.foundation import clock
from peel.ledger.models import AuditEntry, Statement
from peel.ledger.queries import as_happening
from peel.skills.actions.awards import NewAward, award, void_award
from peel.skills.actions.deciding import undo_import
from peel.skills.models import Award, AwardBatch, Reconciled, Standing, Unmatched
from peel.skills.queries.as_at import as_at
from peel.skills.rules.days import start_of
from peel.skills.rules.old_records.plan import Fate, Outcome
from peel.skills.rules.standing import Status
from tests.people.factories import ForceFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import AwardFactory
from tests.skills.old_records.conftest import Team
from tests.skills.old_records.reading import brought_in


def status(team: Team) -> Status:
    return Standing.objects.get(person=team.asha, skill=team.taser).steps.at(clock.now()).status


def test_a_record_comes_in_dated_by_the_event_and_by_the_import(team: Team):
    done = brought_in(
        team.force,
        [team.row(expires="31/01/2027", hours="6", kind="Refresher", authority="Sgt N Birch", reference="R7",
                  status="In ticket", **{"full name": "RAHMAN, Asha"})],
        by=team.hana,
    )  # fmt: skip

    [told] = Award.objects.all()
    assert (told.person, told.skill, told.force) == (team.asha, team.taser, team.force)
    assert (told.achieved_on, told.recorded_at) == (date(2026, 1, 14), clock.now())
    assert (told.kind, told.minutes, told.expires_override) == (Award.Kind.REFRESHER, 360, date(2027, 1, 31))
    assert (told.source, told.verified, told.authority) == (Award.Source.IMPORT, False, "Sgt N Birch")
    assert told.evidence == {"row": 2, "reference": "R7", "status": "In ticket", "means": "current"}
    assert (told.batch, told.recorded_by) == (done.batch, team.hana)


def test_it_stands_on_the_record_at_once_and_was_not_known_before(team: Team):
    brought_in(team.force, [team.row()])

    march = datetime(2026, 3, 3, 12, tzinfo=UTC)
    assert status(team) is Status.EXPIRING
    assert [line.said.status for line in as_at(team.asha, at=march, known_at=clock.now()).lines] == [Status.IN_DATE]
    assert as_at(team.asha, at=march, known_at=march).lines == []


def test_a_statement_says_of_an_imported_award_what_it_says_of_every_award(team: Team):
    brought_in(team.force, [team.row()], by=team.hana)
    award(
        NewAward(person=team.ben, skill=team.taser, achieved_on=date(2026, 1, 14), source=Award.Source.IMPORT,
                 verified=False),
        by=team.hana,
    )  # fmt: skip

    imported, awarded = (as_happening(row) for row in Statement.objects.order_by("pk").select_related("body"))
    assert imported.subject == team.asha.subject
    assert imported.object_id == str(Award.objects.get(person=team.asha).pk)
    assert imported.happened_at == start_of(date(2026, 1, 14)) == awarded.happened_at
    assert (imported.verb, imported.object_type) == (awarded.verb, awarded.object_type)
    batch = {"tag:peel,2026:batch": AwardBatch.objects.get().pk}
    assert imported.context == {**awarded.context, **batch}


def test_one_audit_entry_stands_for_the_batch(team: Team):
    done = brought_in(team.force, [team.row(), team.row(number="100235")], by=team.hana)

    assert done.batch is not None
    [entry] = AuditEntry.objects.filter(verb="imported")
    assert (entry.actor, entry.object_id) == (team.hana.subject, str(done.batch.pk))
    assert entry.detail == {"rows": {"brought in": 2}, "sha256": "0" * 64}


def test_the_same_file_twice_changes_nothing(team: Team):
    rows = [team.row(), team.row(number="", **{"full name": "Ben Price"}), team.row(skill="Beekeeping")]
    brought_in(team.force, rows)

    again = brought_in(team.force, rows)

    assert again.batch is None
    assert again.rows == {Fate.ALREADY: 1, Fate.WAITING: 1, Fate.REFUSED: 1}
    assert (AwardBatch.objects.count(), Award.objects.count(), Unmatched.objects.count()) == (1, 1, 1)
    assert AuditEntry.objects.filter(verb="imported").count() == 1


def test_a_dry_run_says_what_would_happen_and_writes_nothing(team: Team):
    told: list[Outcome] = []

    done = brought_in(team.force, [team.row(), team.row(date="")], dry_run=True, each=told.append)

    assert done.rows == {Fate.AWARDED: 1, Fate.REFUSED: 1}
    assert [(outcome.line, outcome.fate) for outcome in told] == [(2, Fate.AWARDED), (3, Fate.REFUSED)]
    assert (Award.objects.count(), AwardBatch.objects.count(), Statement.objects.count()) == (0, 0, 0)


def test_an_import_is_undone_as_a_whole_and_can_come_again(team: Team, clock_at: SetClock):
    rows = [team.row(), team.row(number="100235"), team.row(number="", **{"full name": "Ben Price"})]
    done = brought_in(team.force, rows)
    assert done.batch is not None
    clock_at("22 Nov 2026 10:00")

    undone = undo_import(done.batch, by=team.hana)

    assert undone == 2
    assert Award.objects.count() == 2
    assert not Standing.objects.filter(skill=team.taser).exists()
    assert (Unmatched.objects.count(), Reconciled.objects.count()) == (0, 0)
    clock_at("22 Nov 2026 11:00")
    assert brought_in(team.force, rows).rows == done.rows


def test_what_was_put_right_here_does_not_come_back_with_the_next_file(team: Team):
    brought_in(team.force, [team.row()])
    void_award(Award.objects.get(), by=team.hana, reason="Never attended")

    again = brought_in(team.force, [team.row()])

    assert again.rows == {Fate.ALREADY: 1}


def test_a_mistake_on_the_way_leaves_nothing_behind(team: Team):
    def stop(outcome: Outcome) -> None:
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        brought_in(team.force, [team.row()], each=stop)

    assert (Award.objects.count(), AwardBatch.objects.count()) == (0, 0)


def test_records_of_a_force_are_matched_to_its_own_people_only(team: Team):
    done = brought_in(ForceFactory(), [team.row()])

    assert done.rows == {Fate.REFUSED: 1}


def test_both_systems_are_compared_line_by_line(team: Team):
    AwardFactory(person=team.ben, skill=team.taser, achieved_on=date(2026, 6, 1))
    done = brought_in(
        team.force,
        [
            team.row(status="Current"),
            team.row(skill="DRV", status="Current", expires="14/01/2031"),
            team.row(skill="DRV", date="14/01/2020", status="Expired"),
            team.row(number="100235", status="Expired", expires="13/01/2026", date="14/01/2025"),
        ],
    )

    assert done.batch is not None
    lines = Reconciled.objects.filter(batch=done.batch).order_by("pk").values_list("person", "skill__code", "reason")
    assert list(lines) == [
        (team.ben.pk, "CED", "later_here"),
        (team.asha.pk, "CED", "agrees"),
        (team.asha.pk, "DRV", "no_authority"),
    ]
    assert done.batch.summary["reasons"] == {"later_here": 1, "agrees": 1, "no_authority": 1}


def test_the_old_systems_own_date_goes_before_the_rule(team: Team):
    brought_in(team.force, [team.row(expires="30/11/2026")])

    line = Reconciled.objects.get()
    assert (line.old_until, line.until, line.reason) == (date(2026, 11, 30), date(2026, 11, 30), "agrees")


def test_people_compared_come_by_name_however_many_pieces_they_come_in(team: Team, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("peel.skills.actions.reconcile.PEOPLE_AT_ONCE", 1)
    monkeypatch.setattr("peel.skills.actions.old_records.AT_ONCE", 2)
    days = [(date(2025, 1, 1) + timedelta(number)).isoformat() for number in range(5)]

    done = brought_in(
        team.force, [team.row(number=number, date=day) for day in days for number in ("100234", "100235")]
    )

    assert done.rows == {Fate.AWARDED: 10}
    assert list(Reconciled.objects.order_by("pk").values_list("person", flat=True)) == [team.ben.pk, team.asha.pk]

"""What people do with old records once they are in."""

import pytest

from peel.foundation import clock
from peel.ledger.models import AuditEntry, AuditSubject, Statement
from peel.ledger.queries import as_happening
from peel.skills.actions.deciding import decide_unmatched, undo_import, verify_awards
from peel.skills.models import Award, Standing, Unmatched
from peel.skills.refused import Refused
from peel.skills.rules.old_records.plan import Fate
from tests.skills.old_records.conftest import Team
from tests.skills.old_records.reading import brought_in

BEN = {"number": "", "full name": "Ben Price"}


def test_one_decision_is_for_every_row_that_says_the_same_of_whom_it_is_about(team: Team):
    done = brought_in(team.force, [team.row(**BEN), team.row(**BEN, date="14/01/2025", hours="6"), team.row()])

    decided = decide_unmatched(Unmatched.objects.earliest("pk"), person=team.ben, by=team.hana)

    assert decided == 2
    brought = Award.objects.filter(person=team.ben).order_by("achieved_on")
    assert list(brought.values_list("minutes", "source", "verified", "batch", "recorded_by")) == [
        (360, "import", False, done.batch and done.batch.pk, team.hana.pk),
        (None, "import", False, done.batch and done.batch.pk, team.hana.pk),
    ]
    assert set(Unmatched.objects.values_list("award", flat=True)) == set(brought.values_list("pk", flat=True))
    assert Standing.objects.filter(person=team.ben, skill=team.taser).exists()


def test_what_was_decided_keeps_no_words_about_anybody(team: Team):
    brought_in(team.force, [team.row(**BEN)])

    decide_unmatched(Unmatched.objects.get(), person=team.ben, by=team.hana)

    row = Unmatched.objects.get()
    assert (row.cells, row.why, row.candidates) == ({}, [], [])
    assert (row.decided_by, row.decided_at) == (team.hana, clock.now())


def test_a_record_of_nobody_here_is_not_asked_again(team: Team):
    brought_in(team.force, [team.row(**BEN)])

    decided = decide_unmatched(Unmatched.objects.get(), person=None, by=team.hana)

    assert decided == 1
    assert not Award.objects.exists()
    assert brought_in(team.force, [team.row(**BEN)]).rows == {Fate.WAITING: 1}


def test_a_decision_writes_nothing_that_is_on_record_already(team: Team):
    brought_in(team.force, [team.row(**BEN), team.row(**BEN, reference="again"), team.row(number="100235")])

    decide_unmatched(Unmatched.objects.earliest("pk"), person=team.ben, by=team.hana)

    assert Award.objects.count() == 1


def test_deciding_twice_changes_nothing(team: Team):
    brought_in(team.force, [team.row(**BEN)])
    waiting = Unmatched.objects.get()
    decide_unmatched(waiting, person=team.ben, by=team.hana)

    assert decide_unmatched(waiting, person=team.asha, by=team.hana) == 0
    assert Award.objects.get().person == team.ben


def test_nobody_brings_in_records_about_themselves(team: Team):
    brought_in(team.force, [team.row(number="", **{"full name": "Hana Osei"})])

    with pytest.raises(Refused, match="Nobody brings in records about themselves"):
        decide_unmatched(Unmatched.objects.get(), person=team.hana, by=team.hana)


def test_what_the_old_system_set_aside_is_decided_skill_by_skill(team: Team):
    brought_in(team.force, [team.row(status="Suspended"), team.row(skill="DRV", status="Revoked")])

    decided = decide_unmatched(Unmatched.objects.earliest("pk"), person=team.asha, by=team.hana)

    assert decided == 1
    assert Unmatched.objects.filter(decided_at=None).count() == 1


def test_the_person_is_named_in_what_is_written_about_the_decision(team: Team):
    brought_in(team.force, [team.row(**BEN)])

    decide_unmatched(Unmatched.objects.get(), person=team.ben, by=team.hana)

    entry = AuditEntry.objects.get(verb="decided-old-records")
    assert entry.detail == {"rows": [2], "brought in": 1}
    assert list(AuditSubject.objects.filter(entry=entry).values_list("subject", flat=True)) == [team.ben.subject]


def test_awards_are_verified_in_bulk_and_both_rows_stay(team: Team):
    brought_in(team.force, [team.row(expires="01/02/2027"), team.row(number="100235")])
    before = list(Award.objects.order_by("pk"))

    verified = verify_awards(Award.objects.all(), by=team.hana, how="Course registers 2019 to 2026")

    after = list(Award.objects.filter(verified=True).order_by("corrects"))
    assert (verified, Award.objects.count()) == (2, 4)
    assert [row.corrects for row in after] == before
    assert [(row.achieved_on, row.expires_override, row.source) for row in after] == [
        (row.achieved_on, row.expires_override, row.source) for row in before
    ]
    assert {(row.reason, row.recorded_by, row.batch) for row in after} == {
        ("Course registers 2019 to 2026", team.hana, None)
    }
    assert list(Standing.objects.values_list("verified", flat=True)) == [True, True]


def test_each_verification_is_told_to_the_ledger(team: Team):
    brought_in(team.force, [team.row()])
    verify_awards(Award.objects.all(), by=team.hana, how="Certificate seen")

    told = as_happening(Statement.objects.select_related("body").latest("pk"))

    award = Award.objects.get(verified=True)
    assert (told.verb, told.object_id) == ("corrected", str(award.pk))
    assert told.context["tag:peel,2026:corrects"] == award.corrects_id
    assert told.context["tag:peel,2026:verified"] is True


def test_verifying_twice_changes_nothing(team: Team):
    brought_in(team.force, [team.row()])
    verify_awards(Award.objects.all(), by=team.hana, how="Certificate seen")

    assert verify_awards(Award.objects.all(), by=team.hana, how="Certificate seen") == 0


def test_what_somebody_verified_outlives_the_import_it_came_with(team: Team):
    done = brought_in(team.force, [team.row(), team.row(number="100235")])
    assert done.batch is not None
    verify_awards(Award.objects.filter(person=team.asha), by=team.hana, how="Certificate seen")

    undo_import(done.batch, by=team.hana)

    assert list(Standing.objects.values_list("person", flat=True)) == [team.asha.pk]
    again = brought_in(team.force, [team.row(), team.row(number="100235")])
    assert again.rows == {Fate.ALREADY: 1, Fate.AWARDED: 1}

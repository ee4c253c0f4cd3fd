"""The records office, as its people see it."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from peel.ledger.models import AuditEntry, AuditSubject
from peel.people.models import Person
from peel.skills.models import Award, Unmatched
from peel.skills.rules.old_records.plan import Fate
from tests.people.factories import RoleHeldFactory, ServiceFactory, client_of
from tests.skills.conftest import SetClock
from tests.skills.factories import AwardFactory, QueryFactory
from tests.skills.old_records.conftest import Team
from tests.skills.old_records.reading import brought_in

BEN = {"number": "", "full name": "Ben Price"}
PAGES = ["office", "imports", "unmatched", "verify", "disputes"]


@pytest.fixture
def office(team: Team) -> Client:
    return client_of(team.hana)


def words_of(client: Client, name: str, query: str = "", **kwargs: object) -> str:
    answer = client.get(reverse(f"skills:{name}", kwargs=kwargs) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("name", PAGES)
def test_the_records_office_is_not_there_for_who_keeps_no_records(team: Team, name: str):
    assert client_of(team.asha).get(reverse(f"skills:{name}")).status_code == 404


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("office", "Nothing waits for you."),
        ("imports", "No old records are in yet"),
        ("unmatched", "Every old record is matched"),
        ("verify", "Every award is verified"),
        ("disputes", "No line is queried"),
    ],
)
def test_an_empty_office_says_so(office: Client, name: str, heading: str):
    assert f"<h1>{heading}</h1>" in words_of(office, name)


def test_the_heading_counts_all_that_waits(team: Team, office: Client):
    brought_in(team.force, [team.row(), team.row(**BEN), team.row(number="100235")])
    QueryFactory(person=team.asha, skill=team.taser)

    assert "<h1>1 queried line, 1 record to match and 2 lines to verify.</h1>" in words_of(office, "office")


def test_an_import_says_what_came_in_and_what_waits(team: Team, office: Client):
    done = brought_in(team.force, [team.row(), team.row(**BEN), team.row(skill="Beekeeping")])
    assert done.batch is not None

    page = words_of(office, "import", pk=done.batch.pk)

    assert "<h1>1 award came in, 1 row waits, 1 was left out.</h1>" in page
    assert "Beekeeping" in page


def test_lines_that_differ_stand_under_the_comparison_with_their_reason(team: Team, office: Client):
    done = brought_in(team.force, [team.row(skill="DRV", status="Current"), team.row(status="Current")])
    assert done.batch is not None

    page = words_of(office, "import", pk=done.batch.pk)

    assert "1 of 2 skills read the same in both systems" in page
    assert "Where they differ: 1 line" in page
    assert "old system: Current · No authorisation on record here" in page
    assert "Both say the same." in words_of(office, "import", "?reason=agrees", pk=done.batch.pk)


def test_whoever_reads_a_comparison_is_written_down(team: Team, office: Client):
    done = brought_in(team.force, [team.row(skill="DRV", status="Current")])
    assert done.batch is not None
    words_of(office, "import", pk=done.batch.pk)

    read = AuditSubject.objects.filter(entry__verb="read", entry__actor=team.hana.subject)
    assert list(read.values_list("subject", flat=True)) == [team.asha.subject]


def test_the_comparison_is_a_marked_file_that_no_spreadsheet_takes_for_formulas(team: Team, office: Client):
    done = brought_in(team.force, [team.row(status="=cmd()", expires="14/01/2027")])
    assert done.batch is not None

    answer = office.get(reverse("skills:import_csv", args=[done.batch.pk]))

    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert rows[0] == ["OFFICIAL-SENSITIVE"]
    assert rows[2] == ["Asha Rahman", "Taser (CED)", "'=cmd()", "2027-01-14", "Expiring", "2027-01-14", "They agree"]
    entry = AuditEntry.objects.get(verb="exported")
    assert list(entry.subjects.values_list("subject", flat=True)) == [team.asha.subject]


def test_an_import_is_undone_after_a_question(team: Team, office: Client):
    done = brought_in(team.force, [team.row(), team.row(number="100235")])
    assert done.batch is not None
    address = reverse("skills:undo_import", args=[done.batch.pk])
    assert "<h1>Take back 2 awards?</h1>" in " ".join(office.get(address).content.decode().split())

    office.post(address)

    assert "<h1>2 awards were taken back.</h1>" in words_of(office, "import", pk=done.batch.pk)


def test_a_large_import_is_undone_by_a_job(team: Team, office: Client, monkeypatch: pytest.MonkeyPatch):
    from procrastinate.contrib.django.models import ProcrastinateJob

    monkeypatch.setattr("peel.skills.actions.deciding.WHILE_THEY_WAIT", 1)
    done = brought_in(team.force, [team.row(), team.row(number="100235")])
    assert done.batch is not None

    office.post(reverse("skills:undo_import", args=[done.batch.pk]))

    [job] = ProcrastinateJob.objects.all()
    assert (job.task_name, job.args) == ("skills.undo_import", {"batch": done.batch.pk, "by": team.hana.pk})
    assert "It is being undone." in words_of(office, "import", pk=done.batch.pk)


def test_a_row_is_matched_by_one_press_and_says_with_whom(team: Team, office: Client):
    brought_in(team.force, [team.row(**BEN), team.row(**BEN, date="14/01/2025")])
    page = words_of(office, "unmatched")
    assert "<h1>Whose are these 2 records?</h1>" in page
    assert "A name alone is not enough to be sure." in page
    row = Unmatched.objects.earliest("pk")

    answer = office.post(reverse("skills:decide_unmatched", args=[row.pk]), {"person": team.ben.pk}, follow=True)

    assert "2 records decided: Ben Price." in answer.content.decode()
    assert Award.objects.filter(person=team.ben).count() == 2


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose one of the people shown, or say who by number."),
        ({"person": "0"}, "Choose one of the people shown, or say who by number."),
        ({"number": "999999"}, "Nobody in this force has the employee number 999999."),
    ],
)
def test_a_row_is_given_to_nobody_who_was_not_shown(team: Team, office: Client, sent: dict[str, str], sentence: str):
    brought_in(team.force, [team.row(**BEN)])

    answer = office.post(reverse("skills:decide_unmatched", args=[Unmatched.objects.get().pk]), sent, follow=True)

    assert sentence in answer.content.decode()
    assert not Award.objects.exists()


def test_a_row_is_somebody_elses_by_number_or_nobodys(team: Team, office: Client):
    brought_in(team.force, [team.row(**BEN), team.row(number="", **{"full name": "Asha Rahman"})])
    first, second = Unmatched.objects.order_by("pk")

    office.post(reverse("skills:decide_unmatched", args=[first.pk]), {"number": "100234"})
    office.post(reverse("skills:decide_unmatched", args=[second.pk]), {"nobody": "on"})

    assert list(Award.objects.values_list("person", flat=True)) == [team.asha.pk]
    assert not Unmatched.objects.filter(decided_at=None).exists()


def test_one_cannot_give_a_row_to_oneself(team: Team, office: Client):
    brought_in(team.force, [team.row(number="", **{"full name": "Hana Osei"})])

    sent = {"person": team.hana.pk}
    answer = office.post(reverse("skills:decide_unmatched", args=[Unmatched.objects.get().pk]), sent, follow=True)

    assert "Nobody brings in records about themselves." in answer.content.decode()


def test_ticked_awards_are_verified_with_how_they_were_checked(team: Team, office: Client):
    brought_in(team.force, [team.row(), team.row(number="100235")])
    first = Award.objects.earliest("pk")

    answer = office.post(reverse("skills:verify"), {"award": [first.pk], "how": "Certificate seen"}, follow=True)

    assert "1 award is verified." in answer.content.decode()
    assert list(Award.objects.filter(verified=True).values_list("corrects", "reason")) == [
        (first.pk, "Certificate seen")
    ]


def test_verifying_without_saying_how_is_asked_again(team: Team, office: Client):
    brought_in(team.force, [team.row()])

    answer = office.post(reverse("skills:verify"), {"award": [Award.objects.get().pk], "how": " "})

    assert "This field is required." in answer.content.decode()
    assert not Award.objects.filter(verified=True).exists()


def test_all_awards_of_a_skill_are_verified_at_once(team: Team, office: Client):
    brought_in(team.force, [team.row(), team.row(number="100235"), team.row(skill="DRV")])

    office.post(reverse("skills:verify") + "?skill=CED", {"all": "on", "how": "Registers"})

    assert set(Award.objects.filter(verified=True).values_list("skill", flat=True)) == {team.taser.pk}
    assert "Response driving: imported, not verified" in words_of(office, "verify", "?skill=DRV")


def test_nobody_verifies_their_own_award(team: Team, office: Client):
    brought_in(team.force, [team.row(number="100236")])

    assert "<h1>Every award is verified</h1>" in words_of(office, "verify")
    office.post(reverse("skills:verify"), {"award": [Award.objects.get().pk], "how": "I was there"})
    assert not Award.objects.filter(verified=True).exists()


def test_disputes_come_with_their_clock_the_late_ones_first(team: Team, office: Client, clock_at: SetClock):
    QueryFactory(person=team.asha, skill=team.taser, decide_by="2026-11-30")
    QueryFactory(person=team.ben, skill=team.taser, decide_by="2026-11-19")

    page = words_of(office, "disputes")

    assert "<h1>2 lines are queried, 1 past their day</h1>" in page
    assert page.index("2 days late") < page.index("9 days")


def test_a_dispute_is_decided_and_the_person_is_answered(team: Team, office: Client):
    wrong = AwardFactory(person=team.asha, skill=team.taser)
    query = QueryFactory(person=team.asha, skill=team.taser, award=wrong)
    sent = {"decision": "right", "award": wrong.pk, "achieved_on": "2026-03-02", "answer": "You are right."}

    office.post(reverse("skills:dispute", args=[query.pk]), sent)

    query.refresh_from_db()
    assert (query.upheld, query.answer, query.decided_by) == (True, "You are right.", team.hana)
    assert query.led_to is not None and query.led_to.achieved_on.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"decision": "stays"}, "Say why the record stays as it is"),
        ({"decision": "right"}, "Nothing would change."),
        ({"decision": "right", "award": ""}, "Say on which day the missing award was achieved."),
        ({"decision": "void", "award": ""}, "Say on which day the missing award was achieved."),
        ({"decision": "right", "achieved_on": "2027-01-01"}, "That day is still to come."),
    ],
)
def test_a_decision_that_decides_nothing_is_refused(team: Team, office: Client, sent: dict[str, str], sentence: str):
    wrong = AwardFactory(person=team.asha, skill=team.taser)
    query = QueryFactory(person=team.asha, skill=team.taser)

    answer = office.post(reverse("skills:dispute", args=[query.pk]), {"award": str(wrong.pk)} | sent)

    assert sentence in answer.content.decode()
    query.refresh_from_db()
    assert query.decided_at is None


def test_upholding_without_a_named_award_corrects_voids_or_adds_one(team: Team, office: Client):
    wrong = AwardFactory(person=team.asha, skill=team.taser)
    for sent in (
        {"decision": "right", "award": str(wrong.pk), "achieved_on": "2026-03-02"},
        {"decision": "right", "award": "", "achieved_on": "2026-06-02", "authority": "Sgt Birch"},
    ):
        query = QueryFactory(person=team.asha, skill=team.taser)
        office.post(reverse("skills:dispute", args=[query.pk]), sent)
        query.refresh_from_db()
        assert query.upheld is True
    last = Award.objects.latest("pk")
    query = QueryFactory(person=team.asha, skill=team.taser)
    office.post(reverse("skills:dispute", args=[query.pk]), {"decision": "void", "award": str(last.pk)})

    told = Award.objects.order_by("pk").values_list("achieved_on", "source", "authority", "void")
    assert [(str(day), *more) for day, *more in told][1:] == [
        ("2026-03-02", "course", "", False),
        ("2026-06-02", "elsewhere", "Sgt Birch", False),
        ("2026-06-02", "elsewhere", "Sgt Birch", True),
    ]


def test_nobody_decides_about_their_own_record(team: Team, office: Client):
    query = QueryFactory(person=team.hana, skill=team.taser)

    assert office.get(reverse("skills:dispute", args=[query.pk])).status_code == 404


def test_who_keeps_records_of_one_unit_sees_no_imports_of_the_force(team: Team):
    clerk: Person = ServiceFactory(person__home_force=team.force).person
    RoleHeldFactory(person=clerk, role="training-administrator", unit=team.asha.posts.get().unit)
    done = brought_in(team.force, [team.row(), team.row(**BEN)])
    assert done.batch is not None
    assert done.rows[Fate.UNSURE] == 1

    client = client_of(clerk)

    assert client.get(reverse("skills:import", args=[done.batch.pk])).status_code == 404
    assert "<h1>Every old record is matched</h1>" in words_of(client, "unmatched")
    assert "Asha Rahman" in words_of(client, "verify")

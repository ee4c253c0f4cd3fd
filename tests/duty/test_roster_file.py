import csv
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peel.duty import actions, commands, queries
from peel.duty.models import Absence, PatternWorked, RosteredDuty
from peel.duty.rules import Code, Kind
from peel.duty.rules.roster_file import NotARoster, NotRead, read_row, understand
from peel.foundation import clock
from peel.ledger.models import AuditEntry, AuditSubject
from peel.people import followers
from peel.people.models import Post
from tests.duty.factories import AbsenceFactory, PatternWorkedFactory, RosteredDutyFactory
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, ServiceFactory

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)
HEADER = "Employee Number,Date,Duty Code,Start,End\n"


@pytest.fixture
def post() -> Post:
    force = ForceFactory(code="northmarch", name="Northmarch Police")
    made: Post = PostFactory(service=ServiceFactory(person__home_force=force, employee_number="0501"))
    return made


def bring_in(folder: Path, lines: str, *words: str) -> Result:
    file = folder / "roster.csv"
    file.write_text(HEADER + lines, encoding="utf-8")
    return CliRunner().invoke(commands.roster, [str(file), "--force", "northmarch", *words])


def results(folder: Path) -> list[list[str]]:
    with (folder / "roster.csv.result.csv").open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))[1:]


def codes(post: Post) -> list[Code]:
    duties = queries.duties_of([post.person_id], force=post.force, first=THURSDAY, last=SATURDAY)[post.person_id]
    return [duty.code for duty in duties]


def test_a_roster_is_published_and_nights_cross_midnight(post, tmp_path):
    told = bring_in(tmp_path, "501,19/11/2026,Night,22:00,07:00\n501,20 Nov 2026,N,2200,0700\n501,2026-11-21,RD,,\n")

    assert told.output.splitlines()[0] == "3 days of 1 people changed; 0 rows are refused."
    assert codes(post) == [Code.NIGHT, Code.NIGHT, Code.REST]
    night = RosteredDuty.objects.get(day=THURSDAY)
    assert (night.starts_at.hour, night.ends_at.date()) == (22, FRIDAY)
    entry = AuditEntry.objects.get(verb="published-roster")
    assert list(AuditSubject.objects.filter(entry=entry).values_list("subject", flat=True)) == [post.person.subject]


def test_the_same_roster_twice_changes_nothing_and_a_new_one_changes_what_it_names(post, tmp_path):
    lines = "501,19/11/2026,E,07:00,16:00\n501,20/11/2026,AL,,\n"
    bring_in(tmp_path, lines)
    again = bring_in(tmp_path, lines)
    assert again.output.startswith("0 days of 0 people changed")

    changed = bring_in(tmp_path, "501,20/11/2026,L,14:00,23:00\n")

    assert changed.output.startswith("1 days of 1 people changed")
    assert codes(post) == [Code.EARLY, Code.LATE, Code.REST]
    assert Absence.objects.get().withdrawn_at is not None


def test_absence_in_a_roster_is_private_like_any_other(post, tmp_path):
    bring_in(tmp_path, "501,19/11/2026,sick,,\n501,20/11/2026,sick,,\n")

    assert codes(post) == [Code.AWAY, Code.AWAY, Code.REST]
    own = queries.own_roster(post.person, first=THURSDAY, last=FRIDAY)
    assert [absent.kind for absent in own.absences] == [Kind.SICK, Kind.SICK]


def test_an_absence_entered_by_hand_is_not_the_rosters_to_withdraw(post, tmp_path):
    by_hand = AbsenceFactory(person=post.person, force=post.force, first=THURSDAY, last=THURSDAY)
    bring_in(tmp_path, "501,19/11/2026,E,07:00,16:00\n")

    by_hand.refresh_from_db()
    assert by_hand.withdrawn_at is None


def test_a_dry_run_changes_nothing(post, tmp_path):
    told = bring_in(tmp_path, "501,19/11/2026,E,07:00,16:00\n", "--dry-run")

    assert told.output.startswith("1 days of 1 people would change")
    assert not RosteredDuty.objects.exists()


def test_every_row_says_what_became_of_it(post, tmp_path):
    bring_in(
        tmp_path,
        "501,19/11/2026,L,14:00,23:00\n501,20/11/2026,E,07:00,16:00\n999,20/11/2026,RD,,\n,20/11/2026,RD,,\n"
        "501,31/02/2026,RD,,\n501,21/11/2026,Z,,\n501,21/11/2026,E,,\n501,21/11/2026,AWAY,,\n",
    )

    assert results(tmp_path) == [
        ["2", "read", ""],
        ["3", "read", "8 hours of rest before this turn; the rule is 11."],
        ["4", "refused", "Nobody who serves here has this employee number."],
        ["5", "refused", "It has no employee number."],
        ["6", "refused", "“31/02/2026” is no date; 21/11/2026 is."],
        ["7", "refused", "“Z” is no duty code."],
        ["8", "refused", "A duty has a start and an end, such as 14:00 and 23:00."],
        ["9", "refused", "Away: says nothing about a duty."],
    ]


def test_people_of_another_force_are_not_in_the_roster(post, tmp_path):
    stranger = ServiceFactory(employee_number="0777")
    bring_in(tmp_path, "777,19/11/2026,E,07:00,16:00\n")

    assert not RosteredDuty.objects.filter(person=stranger.person).exists()


def test_a_table_that_is_no_roster_is_refused(post, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Employee Number,Surname\n1,Price\n", encoding="utf-8")
    told = CliRunner().invoke(commands.roster, [str(file), "--force", "northmarch"])

    assert (told.exit_code, told.output.strip()) == (
        1,
        "This is not a roster: it has no column for the date. Its columns are “Employee Number”, “Surname”.",
    )
    with pytest.raises(NotARoster, match="the duty code"):
        understand(["Number", "Date"])


def test_midnight_is_an_hour_and_half_past_is_a_time():
    names = understand(["Number", "Date", "Code", "Start", "End"])
    row = {"Number": "1", "Date": "19/11/2026", "Code": "L", "Start": "15.30", "End": "24:00"}

    read = read_row(2, row, names)

    assert not isinstance(read, NotRead)
    assert (str(read.does.start), str(read.does.end)) == ("15:30:00", "00:00:00")


def test_an_export_says_who_is_on_and_never_why_somebody_is_away(post, tmp_path):
    PatternWorkedFactory(unit=post.unit, offset=5)
    AbsenceFactory(person=post.person, force=post.force, kind="court", first=FRIDAY, last=FRIDAY)
    file = tmp_path / "out.csv"
    words = ["--force", "northmarch", "--from", "2026-11-19", "--until", "2026-11-21", "--to", str(file)]

    told = CliRunner().invoke(commands.export_roster, [*words, "--unit", post.unit.code])

    assert told.exit_code == 0, told.output
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert list(csv.reader(opened)) == [
            ["employee number", "date", "code", "start", "end"],
            ["0501", "2026-11-19", "N", "22:00", "07:00"],
            ["0501", "2026-11-20", "AWAY", "", ""],
            ["0501", "2026-11-21", "RD", "", ""],
        ]


def test_an_export_comes_back_as_a_roster(post, tmp_path):
    PatternWorkedFactory(unit=post.unit, offset=5)
    file = tmp_path / "out.csv"
    words = ["--force", "northmarch", "--from", "2026-11-19", "--until", "2026-11-21", "--to", str(file)]
    CliRunner().invoke(commands.export_roster, words)
    before = codes(post)

    told = CliRunner().invoke(commands.roster, [str(file), "--force", "northmarch"])

    assert told.output.startswith("3 days of 1 people changed; 0 rows are refused.")
    assert codes(post) == before


@pytest.mark.parametrize("words", [["--force", "nowhere"], ["--force", "northmarch", "--unit", "X9"]])
def test_an_export_of_what_is_not_there_is_refused(post, tmp_path, words):
    told = CliRunner().invoke(
        commands.export_roster,
        [*words, "--from", "2026-11-19", "--until", "2026-11-21", "--to", str(tmp_path / "out.csv")],
    )

    assert told.exit_code == 1


def test_rosters_are_forgotten_after_a_year(post, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2027, 11, 21))
    for day in (THURSDAY, SATURDAY):
        RosteredDutyFactory(person=post.person, force=post.force, day=day)

    assert actions.forget_old_rosters() == 1
    assert RosteredDuty.objects.get().day == SATURDAY


def test_duty_goes_with_an_erased_identity_and_follows_a_joined_one(post):
    kept = PersonFactory(home_force=post.force)
    AbsenceFactory(person=post.person, force=post.force)
    PatternWorkedFactory(person=post.person)
    RosteredDutyFactory(person=post.person, force=post.force)

    followers.follow_merge(kept, other=post.person)
    assert set(Absence.objects.values_list("person", flat=True)) == {kept.pk}

    followers.follow_erasure(kept)
    assert not Absence.objects.exists()
    assert not PatternWorked.objects.filter(person=kept).exists()
    assert not RosteredDuty.objects.exists()

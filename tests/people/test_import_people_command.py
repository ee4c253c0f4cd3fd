import csv
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peel.foundation import clock
from peel.foundation.environment import CHECKOUT
from peel.ledger.models import AuditEntry
from peel.people import commands
from peel.people.models import Force, Person, Post, Service
from tests.people.factories import ForceFactory, PostFactory

pytestmark = pytest.mark.django_db
WORKFORCE = CHECKOUT.parent / "shared" / "data" / "police" / "police-workforce-sep19-tables.ods"
HEADER = "Employee Number,Surname,Forename(s),Rank,BCU,Team,Date Joined\n"
PEOPLE = (
    "000101,Price,Siân,Sergeant,Harbour BCU,Response C,06/01/2020\n"
    "000102,O’Neill,Ben,PC,Harbour BCU,Response C,6 Jan 2020\n"
    "000103,Tully,Cara,PC,Harbour BCU,Response C,2020-01-06\n"
)


@pytest.fixture(autouse=True)
def saturday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


@pytest.fixture
def force() -> Force:
    return ForceFactory(code="northmarch", name="Northmarch Police")


def bring_in(file: Path, *words: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(commands.people, [str(file), "--force", "northmarch", *words], input=answer)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "hr.csv"
    file.write_bytes(text.encode(encoding))
    return file


def results(folder: Path) -> list[list[str]]:
    with (folder / "hr.csv.result.csv").open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def names() -> list[str]:
    return [str(person) for person in Person.objects.order_by("sort_key")]


def test_an_extract_is_brought_in_and_says_what_it_did(force, tmp_path):
    told = bring_in(write(tmp_path, HEADER + PEOPLE))

    assert told.exit_code == 0, told.output
    entry = AuditEntry.objects.get(verb="imported-people")
    assert told.output.splitlines() == [
        "Understood: Employee Number is number, Surname is family name, Forename(s) is given name, Rank is rank, "
        "BCU is command, Team is team, Date Joined is service start.",
        "        3 people joined",
        "        3 rows changed",
        f"What became of each row is in {tmp_path / 'hr.csv.result.csv'}.",
        f"Done, as one entry in the audit ({entry.pk}).",
    ]
    assert names() == ["Ben O’Neill", "Siân Price", "Cara Tully"]
    assert set(Service.objects.values_list("starts", flat=True)) == {date(2020, 1, 6)}
    assert results(tmp_path)[:2] == [
        ["row", "what became of it", "why", "number", "name"],
        ["2", "changed", "Joins as Sgt Response C.", "000101", "Siân Price"],
    ]


def test_the_same_file_again_changes_nothing(force, tmp_path):
    file = write(tmp_path, HEADER + PEOPLE)
    bring_in(file)

    told = bring_in(file)

    assert told.output.splitlines()[-1] == "Peel and the extract agree: nothing was changed."
    assert AuditEntry.objects.filter(verb="imported-people").count() == 1


def test_a_dry_run_says_the_same_and_changes_nothing(force, tmp_path):
    told = bring_in(write(tmp_path, HEADER + PEOPLE), "--dry-run")

    assert "        3 people joined" in told.output.splitlines()
    assert told.output.splitlines()[-1] == "A dry run: nothing was changed."
    assert not Person.objects.exists()
    assert len(results(tmp_path)) == 4


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEADER + PEOPLE, "utf-8-sig"),
        (HEADER + PEOPLE, "cp1252"),
        (HEADER + PEOPLE, "utf-16"),
        ((HEADER + PEOPLE).replace(",", ";"), "cp1252"),
        ((HEADER + PEOPLE).replace(",", "\t").replace("\n", "\r\n"), "utf-8"),
        ("HR extract,,,,,,\nRun 21 Nov 2026,,,,,,\n\n" + HEADER + "\n" + PEOPLE.replace("\n", "\n\n"), "utf-8"),
        (HEADER + PEOPLE.replace("O’Neill", "Oâ€™Neill").replace("Siân", "SiÃ¢n"), "utf-8"),
        (HEADER + PEOPLE + PEOPLE + ",,,,,,\nTotal: 3,,,,,,\n", "utf-8"),
        (HEADER + PEOPLE.replace(",PC,Harbour BCU,Response C", ",PC,,"), "utf-8"),
    ],
    ids=["BOM", "Windows", "UTF-16", "semicolons", "tabs", "titles", "mojibake", "duplicates", "merged"],
)
def test_files_are_read_as_hr_systems_make_them(force, tmp_path, text, encoding):
    told = bring_in(write(tmp_path, text, encoding))

    assert told.exit_code == 0, told.output
    assert names() == ["Ben O’Neill", "Siân Price", "Cara Tully"]
    assert set(Post.objects.values_list("unit__name", flat=True)) == {"Response C"}
    assert set(Service.objects.values_list("starts", flat=True)) == {date(2020, 1, 6)}


def test_an_unusual_extract_changes_nothing_until_somebody_says_yes(force, tmp_path):
    bring_in(write(tmp_path, HEADER + PEOPLE))
    file = write(tmp_path, HEADER + PEOPLE.splitlines()[0])

    stopped = bring_in(file)
    assert stopped.exit_code == 1
    assert (
        "The extract would end 2, move 0 and re-rank 0 of 3 people, which is more than 2%. Nothing was changed. "
        "Look at the result file; if it is right, run it again with --yes."
    ) in stopped.output
    assert Service.objects.filter(ends=None).count() == 3
    assert results(tmp_path)[2][1:] == ["not in file", "Leaves; the last day is 20 Nov 2026.", "000102", "Ben O’Neill"]

    assert bring_in(file, "--yes").exit_code == 0
    assert Service.objects.filter(ends=None).count() == 1


@pytest.mark.parametrize(("answer", "serving"), [("n\n", 3), ("y\n", 1)])
def test_at_a_terminal_it_asks(force, tmp_path, monkeypatch, answer, serving):
    bring_in(write(tmp_path, HEADER + PEOPLE))
    monkeypatch.setattr("peel.people.commands.bring_in.somebody_is_there", lambda: True)

    told = bring_in(write(tmp_path, HEADER + PEOPLE.splitlines()[0]), answer=answer)

    assert "which is more than 2%. Go on?" in told.output
    assert Service.objects.filter(ends=None).count() == serving


def test_what_was_set_by_hand_is_listed_where_hr_disagrees(force, tmp_path):
    file = write(tmp_path, HEADER + PEOPLE)
    bring_in(file)
    post = Post.objects.get(person__family_name="Tully")
    other = PostFactory(unit__force=force).unit
    Post.objects.filter(pk=post.pk).update(unit=other, by_hand=True)

    told = bring_in(file, "--yes")

    assert f"    row 4, Cara Tully, posting: PC {other.name}; HR says PC Response C" in told.output.splitlines()
    assert Post.objects.get(pk=post.pk).unit == other


def test_a_mapping_file_explains_a_forces_own_words(force, tmp_path):
    file = write(tmp_path, HEADER.replace("Employee Number", "Ref") + PEOPLE.replace("Sergeant", "Skipper"))
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"columns": {"Ref": "number"}, "ranks": {"Skipper": "PS"}}', encoding="utf-8-sig")

    assert "No column holds an employee number" in bring_in(file).output
    assert bring_in(file, "--mapping", str(mapping)).exit_code == 0
    assert Post.objects.get(person__family_name="Price").rank.code == "PS"


def test_who_brings_it_in_is_written_down(force, tmp_path):
    clerk = PostFactory(unit__force=force)
    bring_in(write(tmp_path, HEADER + PEOPLE), "--by", clerk.service.employee_number, "--yes")

    assert AuditEntry.objects.get(verb="imported-people").actor == clerk.person.subject


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--force", "nowhere"), "There is no force with the code “nowhere”."),
        (("--force", "national"), "There is no force with the code “national”."),
        (("--by", "77"), "Nobody who serves in Northmarch Police has the employee number “77”."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(force, tmp_path, words, said):
    told = bring_in(write(tmp_path, HEADER + PEOPLE), *words)

    assert (told.exit_code, told.output.strip()) == (1, said)


def test_cells_that_a_spreadsheet_would_run_are_harmless_in_the_result(force, tmp_path):
    bring_in(write(tmp_path, HEADER + '"=1+1",Price,Ana,PC,Harbour BCU,Response C,06/01/2020\n'))

    assert results(tmp_path)[1][3] == "'=1+1"


def test_the_result_is_for_its_owner_alone(force, tmp_path):
    bring_in(write(tmp_path, HEADER + PEOPLE))

    assert (tmp_path / "hr.csv.result.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not WORKFORCE.exists(), reason="The open data lies beside the checkout")
def test_a_real_spreadsheet_that_is_no_extract_is_refused_in_a_sentence(force, tmp_path):
    told = bring_in(WORKFORCE, "--result", str(tmp_path / "r.csv"))

    assert told.exit_code == 1
    assert told.output.startswith("This is not an HR extract: no column holds people’s numbers or names.")
    assert not Person.objects.exists()


def test_a_file_that_is_no_table_is_refused(force, tmp_path):
    file = tmp_path / "hr.csv"
    file.write_bytes(b"")

    assert bring_in(file).output.strip() == "The file is empty."

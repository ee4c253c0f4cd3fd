import pytest
from click.testing import CliRunner, Result
from django.test import Client

from peel.ledger.models import AuditEntry
from peel.people import commands
from peel.people.actors import MACHINE
from peel.people.models import Account, Person
from tests.people.factories import AccountFactory, ForceFactory, PersonFactory

pytestmark = pytest.mark.django_db


def admin(*words: str) -> Result:
    return CliRunner().invoke(commands.admin, words)


def test_the_first_administrator_gets_in_by_the_printed_link():
    force = ForceFactory(code="northmarch", name="Northmarch Police")

    told = admin(
        "Sam@Northmarch.example", "--force", "northmarch", "--name", "Sam Whitlock", "--url", "https://peel.example"
    )

    link = told.output.splitlines()[-1]
    person = Account.objects.get(email="sam@northmarch.example").person
    assert told.output.splitlines()[0].startswith("Sam Whitlock is Force administrator of Northmarch Police.")
    assert link.startswith("https://peel.example/sign-in/new-password/")
    assert "Set your password" in Client().get(link.removeprefix("https://peel.example"), follow=True).content.decode()
    assert (person.home_force, person.sort_key) == (force, "whitlock sam")
    assert set(AuditEntry.objects.values_list("actor", flat=True)) == {MACHINE}


def test_somebody_known_gets_the_role_and_stays_one_person():
    account = AccountFactory(email="nia@college.example", person=PersonFactory())

    told = admin("nia@college.example", "--role", "national-administrator")

    assert told.exit_code == 0
    assert Person.objects.count() == 1
    assert [held.role for held in account.person.roles_held.all()] == ["national-administrator"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sam@x.example", "--force", "nowhere", "--name", "Sam W"), "There is no force with the code “nowhere”."),
        (("sam@x.example", "--name", "Sam W"), "not held at the nation"),
        (("sam@x.example", "--force", "gwent"), "Say who it is"),
        (
            ("sam@x.example", "--force", "gwent", "--name", "Sam W", "--role", "national-administrator"),
            "not held at a force",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(words, said):
    told = admin(*words)

    assert told.exit_code == 1
    assert said in told.output
    assert not Account.objects.exists()


def test_roles_are_printed_or_written(tmp_path):
    printed = CliRunner().invoke(commands.export_roles, [])
    written = CliRunner().invoke(commands.export_roles, ["--to", str(tmp_path / "roles.md")])

    assert printed.output == (tmp_path / "roles.md").read_text()
    assert written.output.startswith("Written to")

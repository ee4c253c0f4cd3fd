"""The plan's rules have their own tests (``hr_import``); these hold the writing of it."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from peel.foundation import clock
from peel.ledger.models import AuditEntry, AuditSubject
from peel.people import followers
from peel.people.actions import hr_import
from peel.people.actions.hr_import import HrFile, Imported, import_people
from peel.people.actors import MACHINE
from peel.people.models import Force, HrChange, Person, Post, Rank, RoleHeld, Service, Supervision, Unit
from peel.people.rules.hr_import import ForceWords
from tests.people.factories import (
    AccountFactory,
    ForceFactory,
    PersonFactory,
    PostFactory,
    RoleHeldFactory,
    SupervisionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
COLUMNS = ["Number", "Surname", "Forename", "Rank", "BCU", "Department", "Team", "Start Date", "Line Manager"]


@pytest.fixture(autouse=True)
def saturday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def force() -> Force:
    return ForceFactory(code="northmarch", settings={"hr_import": {"stop_at_share": 1.0}})


def row(number: int, surname: str, rank: str = "PC", team: str = "Response C", **others: str) -> dict[str, str]:
    values = {
        "Number": str(number),
        "Surname": surname,
        "Forename": "Ana",
        "Rank": rank,
        "BCU": "Harbour",
        "Department": "Response",
        "Team": team,
        "Start Date": "06/01/2020",
        "Line Manager": "",
    }
    return {**values, **others}


PRICE, RAHMAN, TULLY = row(1, "Price", "PS"), row(2, "Rahman"), row(3, "Tully")


def bring_in(force: Force, *rows: dict[str, str], by: Person | None = None, **options: bool) -> Imported:
    words = ForceWords(columns={})
    columns = ["Employee Number", *COLUMNS[1:]]
    said = [(line, {"Employee Number": each["Number"], **each}) for line, each in enumerate(rows, 2)]
    file = HrFile("hr.csv", "0" * 64, columns, words)
    return import_people(said, file=file, force=force, by=by, **options)


def person(surname: str) -> Person:
    return Person.objects.get(family_name=surname)


def held(surname: str, on: date = TODAY) -> list[tuple[str, str, str, bool]]:
    posts = Post.objects.held(on).filter(person=person(surname)).select_related("unit", "rank").order_by("pk")
    return [(post.kind, post.unit.name, post.rank.code if post.rank else "", post.leads) for post in posts]


def test_a_first_extract_makes_units_people_services_and_posts(force):
    bring_in(force, PRICE, RAHMAN, TULLY)

    harbour, response, team = Unit.objects.filter(force=force).order_by("pk")
    assert [unit.kind for unit in (harbour, response, team)] == ["command", "function", "team"]
    assert team.path == f"/{harbour.pk}/{response.pk}/{team.pk}/"
    assert held("Price") == [("substantive", "Response C", "PS", True)]
    assert held("Rahman") == [("substantive", "Response C", "PC", False)]
    service = Service.objects.get(person=person("Tully"))
    assert (service.employee_number, service.starts, service.person_type) == ("3", date(2020, 1, 6), "officer")
    assert person("Tully").sort_key == "tully ana"


def test_the_same_extract_twice_changes_nothing(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    entries, posts = AuditEntry.objects.count(), list(Post.objects.order_by("pk").values())

    again = bring_in(force, PRICE, RAHMAN, TULLY)

    assert again.entry is None
    assert AuditEntry.objects.count() == entries
    assert list(Post.objects.order_by("pk").values()) == posts


def test_one_audit_entry_names_everybody_and_each_change_has_its_row(force):
    admin = PersonFactory(home_force=force)
    bring_in(force, PRICE, RAHMAN, TULLY, row(4, "Iqbal"))
    changed = (row(2, "Rahman", "PS"), row(3, "Tully", team="Response D"))
    moved = bring_in(force, PRICE, *changed, row(4, "Iqbal"), by=admin)

    assert moved.entry is not None
    assert (moved.entry.actor, moved.entry.verb, moved.entry.force) == (admin.subject, "imported-people", force.pk)
    assert set(AuditSubject.objects.filter(entry=moved.entry).values_list("subject", flat=True)) == {
        person("Rahman").subject,
        person("Tully").subject,
    }
    changes = HrChange.objects.filter(entry=moved.entry).order_by("pk")
    assert list(changes.values_list("person__family_name", "line", "change", "before", "after")) == [
        ("Rahman", 3, "promoted", "PC", "Sgt"),
        ("Rahman", 3, "leads changed", "", "Response C"),
        ("Tully", 4, "moved", "Response C", "Response D"),
    ]
    assert moved.entry.detail["promoted"] == 1


def test_nobody_at_the_command_line_is_the_machine(force):
    assert bring_in(force, PRICE).entry.actor == MACHINE


def test_a_dry_run_writes_nothing(force):
    made = bring_in(force, PRICE, RAHMAN, dry_run=True)

    assert made.plan.joiners
    assert made.entry is None
    assert not Person.objects.exists()


def test_an_unusual_extract_is_stopped_before_anything_is_written(force):
    force.settings = {}
    force.save()
    bring_in(force, PRICE, RAHMAN, TULLY)

    stopped = bring_in(force, PRICE)
    assert stopped.plan.stop is not None
    assert Service.objects.filter(ends=None).count() == 3

    bring_in(force, PRICE, whatever_it_changes=True)
    assert Service.objects.filter(ends=None).count() == 1


def test_an_extract_that_fails_half_way_leaves_nothing_behind(force):
    bring_in(force, PRICE, RAHMAN, TULLY)

    with patch.object(hr_import.Writing, "_record", side_effect=IntegrityError), pytest.raises(IntegrityError):
        bring_in(force, PRICE, row(3, "Tully", team="Response D"), row(9, "Whitlock"))

    assert held("Tully") == [("substantive", "Response C", "PC", False)]
    assert Service.objects.filter(ends=None).count() == 3
    assert not Unit.objects.filter(name="Response D").exists()


def test_a_move_keeps_the_past_as_it_was_and_as_it_was_known(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    known_before = clock.now()
    bring_in(force, PRICE, RAHMAN, row(3, "Tully", team="Response D"))

    assert held("Tully", TODAY - timedelta(days=1)) == [("substantive", "Response C", "PC", False)]
    assert held("Tully") == [("substantive", "Response D", "PC", False)]
    then = Post.objects.get(person=person("Tully"), recorded_at__lte=known_before)
    assert (then.unit.name, then.ends) == ("Response C", None)
    assert then.retracted_at is not None


def test_a_role_profile_stays_with_whoever_keeps_their_rank(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    Post.objects.update(role="response-constable")
    bring_in(force, PRICE, row(2, "Rahman", "DC"), row(3, "Tully", team="Response D"))

    roles = {post.person.family_name: post.role for post in Post.objects.held(TODAY).select_related("person")}
    assert roles == {"Price": "response-constable", "Rahman": "", "Tully": "response-constable"}


def test_a_leaver_loses_roles_and_the_way_in_and_other_rooms_are_told(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    role = RoleHeldFactory(person=person("Tully"), force=force)
    account = AccountFactory(person=person("Tully"))
    told = []
    with patch.object(followers, "_leave", [lambda who, **words: told.append((who, words["force"], words["on"]))]):
        bring_in(force, PRICE, RAHMAN)

    yesterday = TODAY - timedelta(days=1)
    account.refresh_from_db()
    role.refresh_from_db()
    assert Service.objects.get(person=person("Tully")).ends == yesterday
    assert held("Tully") == []
    assert told == [(person("Tully"), force, yesterday)]
    assert not account.is_active
    assert role.ends is not None
    assert RoleHeld.objects.held(TODAY).filter(person=person("Tully")).count() == 0


def test_whoever_still_serves_elsewhere_keeps_the_way_in(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    PostFactory(person=person("Tully"), unit=UnitFactory(force=ForceFactory()))
    account = AccountFactory(person=person("Tully"))
    bring_in(force, PRICE, RAHMAN)

    account.refresh_from_db()
    assert account.is_active


def test_a_rejoiner_has_the_old_record_and_comes_home(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    bring_in(force, PRICE, RAHMAN)
    elsewhere = ForceFactory()
    Person.objects.filter(pk=person("Tully").pk).update(home_force=elsewhere)

    bring_in(force, PRICE, RAHMAN, row(3, "Tully", **{"Start Date": "21/11/2026"}))

    assert Service.objects.filter(person=person("Tully")).count() == 2
    assert person("Tully").home_force == force
    assert held("Tully") == [("substantive", "Response C", "PC", False)]


def test_numbers_may_change_places(force):
    bring_in(force, PRICE, row(2, "Rahman", Forename="Ben"), TULLY)
    bring_in(
        force,
        PRICE,
        row(3, "Rahman", Forename="Ben", **{"Start Date": "06/01/2020"}),
        row(2, "Tully", **{"Start Date": "06/01/2020"}),
    )

    numbers = dict(Service.objects.filter(ends=None).values_list("person__family_name", "employee_number"))
    assert numbers in ({"Price": "1", "Rahman": "3", "Tully": "2"}, {"Price": "1", "Rahman": "2", "Tully": "3"})


def test_a_number_given_to_a_newcomer_ends_the_old_holder_first(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    bring_in(force, PRICE, RAHMAN, row(3, "Whitlock", Forename="Zoe", **{"Start Date": "20/11/2026"}))

    assert list(
        Service.objects.filter(employee_number="3").order_by("pk").values_list("person__family_name", "ends")
    ) == [
        ("Tully", date(2026, 11, 19)),
        ("Whitlock", None),
    ]


def test_supervisors_of_hr_are_kept_beside_the_tree_and_those_by_hand_survive(force):
    two_leaders = (PRICE, row(4, "Maddox", "PS"))
    bring_in(force, *two_leaders, RAHMAN, TULLY)
    SupervisionFactory(person=person("Tully"), supervisor=person("Maddox"))

    said = {"Line Manager": "1"}
    made = bring_in(
        force, *two_leaders, row(2, "Rahman", **said), row(3, "Tully", **said), row(5, "Iqbal", **{"Line Manager": "4"})
    )

    rows = Supervision.objects.order_by("person__family_name", "pk")
    assert list(rows.values_list("person__family_name", "supervisor__family_name", "by_hand")) == [
        ("Iqbal", "Maddox", False),
        ("Rahman", "Price", False),
        ("Tully", "Maddox", True),
    ]
    assert [one.about for one in made.plan.disagreements] == ["supervisor"]


def test_hr_names_another_supervisor_and_the_old_one_answers_until_now(force):
    leaders = (PRICE, row(4, "Maddox", "PS"), row(5, "Iqbal", **{"Line Manager": "4"}))
    bring_in(force, *leaders, row(2, "Rahman", **{"Line Manager": "1"}), row(3, "Tully", **{"Line Manager": "1"}))
    bring_in(force, *leaders, row(2, "Rahman", **{"Line Manager": "1"}), row(3, "Tully", **{"Line Manager": "4"}))

    rows = Supervision.objects.filter(person=person("Tully")).order_by("pk")
    assert [(row.supervisor.family_name, row.during.upper_inf) for row in rows] == [("Price", False), ("Maddox", True)]


def test_everybody_who_changed_is_followed_at_once(force):
    told: list[list[int]] = []
    with patch.object(followers, "_move", [lambda people: told.append(list(people))]):
        bring_in(force, PRICE, RAHMAN, TULLY)
        bring_in(force, PRICE, RAHMAN, row(3, "Tully", team="Response D"))

    everybody = [person(name).pk for name in ("Price", "Rahman", "Tully")]
    assert told == [everybody, [person("Tully").pk]]


def test_people_of_another_force_are_nobodys_business(force):
    stranger = PostFactory(unit=UnitFactory(force=ForceFactory()))
    bring_in(force, PRICE, RAHMAN, TULLY)
    bring_in(force, PRICE, row(int(stranger.service.employee_number), stranger.person.family_name))

    stranger.refresh_from_db()
    assert (stranger.retracted_at, stranger.ends) == (None, None)
    assert Person.objects.filter(family_name=stranger.person.family_name).count() == 2


def test_the_mets_ranks_are_the_mets(force):
    met = Force.objects.get(code="metropolitan")
    bring_in(met, row(1, "Price", "Commander"))

    post = Post.objects.get(person=person("Price"))
    assert post.rank == Rank.objects.get(scheme="met", code="CMDR")


def test_changes_of_an_erased_person_are_erased(force):
    bring_in(force, PRICE, RAHMAN, TULLY)
    tully = person("Tully")

    followers.follow_erasure(tully)

    assert not HrChange.objects.filter(person=tully).exists()
    assert HrChange.objects.filter(person=person("Price")).exists()

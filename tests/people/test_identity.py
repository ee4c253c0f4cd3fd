from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.ledger.models import AuditEntry, Statement, StatementBody
from peel.people import actions, followers, queries, safekeeping
from peel.people.access import people_for, person_to
from peel.people.models import Account, LegalHold, Person, Post, RoleHeld, Service
from peel.people.roles import Permission
from tests.people.factories import (
    AccountFactory,
    ForceFactory,
    LegalHoldFactory,
    PersonFactory,
    PostFactory,
    RoleHeldFactory,
    ServiceFactory,
    UnitFactory,
    client_of,
)

pytestmark = pytest.mark.django_db
LONG_PAST = date(2015, 3, 31)


@pytest.fixture
def force():
    return ForceFactory(name="Northmarch Police")


@pytest.fixture
def officer(force):
    """The data protection officer of the force."""
    person = PostFactory(unit=UnitFactory(force=force)).person
    RoleHeldFactory(person=person, role="data-protection-officer")
    return person


@pytest.fixture
def leaver(force):
    """Somebody who left long ago, with an account, a post and something written about them."""
    person = PersonFactory(given_name="Aisha", family_name="Rahman", known_as="Ash", home_force=force)
    service = ServiceFactory(person=person, ends=LONG_PAST, starts=date(2010, 1, 1))
    PostFactory(service=service, starts=date(2010, 1, 1), ends=LONG_PAST)
    AccountFactory(person=person, email="rahman@force.example")
    ledger.append(subject=person.subject, force=force.pk, verb="completed", object_type="lesson", object_id=7)
    return person


def test_erasing_leaves_counts_and_nobody(leaver, officer, force):
    subject, numbers = leaver.subject, list(Service.objects.filter(person=leaver).values_list("employee_number"))

    actions.erase_identity(leaver, reference="Retention 2021", by=officer)

    leaver.refresh_from_db()
    everything = " ".join(map(str, [leaver.__dict__, *Account.objects.values(), *Service.objects.values()]))
    assert (Statement.objects.filter(subject=subject).count(), StatementBody.objects.count()) == (1, 0)
    assert not Person.objects.filter(subject=subject).exists()
    assert [word in everything for word in ("Aisha", "Rahman", "Ash", "rahman@", numbers[0][0])] == [False] * 5
    assert Post.objects.filter(person=leaver).count() == 0


def test_erasing_is_written_down_with_its_reference(leaver, officer):
    actions.erase_identity(leaver, reference="Retention 2021", by=officer)

    entry = AuditEntry.objects.get(verb="erased-identity")
    assert (entry.actor, entry.purpose) == (officer.subject, "Retention 2021")


def test_erasing_twice_is_once(leaver, officer):
    actions.erase_identity(leaver, reference="first", by=officer)
    actions.erase_identity(leaver, reference="second", by=officer)

    assert list(AuditEntry.objects.filter(verb="erased-identity").values_list("purpose", flat=True)) == ["first"]


def test_a_hold_keeps_somebody(leaver, officer):
    actions.place_legal_hold(leaver, reference="T20260001", by=officer)

    with pytest.raises(actions.StillKept, match="T20260001"):
        actions.erase_identity(leaver, reference="Retention", by=officer)

    leaver.refresh_from_db()
    assert (leaver.name, StatementBody.objects.count()) == ("Ash Rahman", 1)


def test_a_lifted_hold_keeps_nobody(leaver, officer):
    actions.lift_legal_hold(actions.place_legal_hold(leaver, reference="T20260001", by=officer), by=officer)

    actions.erase_identity(leaver, reference="Retention", by=officer)

    assert Person.objects.get(pk=leaver.pk).erased_at is not None


def test_whoever_serves_is_not_erased(officer, force):
    serving = PostFactory(unit=UnitFactory(force=force)).person

    with pytest.raises(actions.StillKept, match="They serve in Northmarch Police"):
        actions.erase_identity(serving, reference="They asked", by=officer)


def test_the_force_says_how_long(leaver, officer, force):
    force.settings = {"years_kept": 100}
    force.save()

    with pytest.raises(actions.StillKept, match="kept until 31 Mar 2115"):
        actions.erase_identity(leaver, reference="Retention", by=officer)


def test_rooms_above_forget_in_the_same_breath(leaver, officer, monkeypatch):
    forgotten = []
    monkeypatch.setattr(followers, "_erase", [])
    followers.on_erasure(forgotten.append)

    actions.erase_identity(leaver, reference="Retention", by=officer)

    assert forgotten == [leaver]


def test_an_erasure_is_done_again_after_a_restore(leaver, officer):
    subject = leaver.subject
    actions.erase_identity(leaver, reference="Retention", by=officer)
    Person.objects.filter(pk=leaver.pk).update(
        subject=subject, given_name="Aisha", family_name="Rahman", erased_at=None
    )

    again = actions.reapply_erasures()

    leaver.refresh_from_db()
    assert (again, leaver.family_name, leaver.subject == subject) == (1, "", False)
    assert actions.reapply_erasures() == 0


def test_the_same_reference_is_one_hold_and_lifting_twice_is_once(leaver, officer):
    first = actions.place_legal_hold(leaver, reference="T1", by=officer)
    second = actions.place_legal_hold(leaver, reference="T1", by=officer)
    actions.lift_legal_hold(first, by=officer)
    actions.lift_legal_hold(first, by=officer)

    assert first == second
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "placed-legal-hold", "lifted-legal-hold",
    ]  # fmt: skip


def test_whoever_left_is_found_for_their_record_but_not_as_a_colleague(leaver, officer):
    assert leaver not in people_for(officer)
    assert person_to(officer, Permission.HOLD_AND_ERASE, leaver.pk) == leaver


def test_the_page_places_lifts_and_erases(leaver, officer):
    client = client_of(officer)
    address = f"/people/{leaver.pk}/keeping/"

    client.post(f"{address}hold/", {"reference": "T1"})
    held = client.post(f"{address}erase/", {"reference": "Retention", "sure": "Rahman"}).content.decode()
    client.post(f"/people/holds/{LegalHold.objects.get().pk}/lift/")
    wrong = client.post(f"{address}erase/", {"reference": "Retention", "sure": "Price"}).content.decode()
    page = client.get(address).content.decode()
    client.post(f"{address}erase/", {"reference": "Retention", "sure": "rahman"})

    assert "A legal hold stands: T1." in held
    assert "not this person’s family name" in wrong
    assert "may be erased" in page
    assert client.get(address).status_code == 404


def test_who_may_not_hold_finds_nothing_to_hold(leaver, force):
    for role in ("training-administrator", "force-administrator", "auditor"):
        person = RoleHeldFactory(role=role, person=PersonFactory(home_force=force)).person
        assert client_of(person).get(f"/people/{leaver.pk}/keeping/").status_code == 404


def test_the_officer_of_another_force_finds_neither_person_nor_hold(leaver):
    hold = LegalHoldFactory(person=leaver)
    other = RoleHeldFactory(role="data-protection-officer").person
    client = client_of(other)

    assert client.get(f"/people/{leaver.pk}/keeping/").status_code == 404
    assert client.post(f"/people/holds/{hold.pk}/lift/").status_code == 404
    assert LegalHold.objects.get().lifted_at is None


def test_joining_duplicates_moves_everything_to_the_row_that_is_kept(officer, force):
    kept = PostFactory(unit=UnitFactory(force=force)).person
    other = PostFactory(unit=UnitFactory(force=force)).person
    AccountFactory(person=other, email="other@force.example")
    RoleHeldFactory(person=other, role="author")
    team = UnitFactory(force=force)
    PostFactory(unit=team, person=other, leads=True)

    actions.merge_duplicates(kept, other=other, by=officer)

    other.refresh_from_db()
    assert other.merged_into == kept
    assert (kept.posts.count(), kept.services.count(), kept.roles_held.count()) == (3, 2, 1)
    assert Account.objects.get(email="other@force.example").person == kept
    assert other not in people_for(officer)


def test_joining_says_which_rows_moved(officer, force):
    kept, other = PersonFactory(home_force=force), PersonFactory(home_force=force)
    post = PostFactory(person=other, unit=UnitFactory(force=force))

    actions.merge_duplicates(kept, other=other, by=officer)

    detail = AuditEntry.objects.get(verb="merged-people").detail
    assert detail == {"other": other.pk, "services": [post.service_id], "posts": [post.pk], "roles": []}


def test_a_role_that_both_hold_stays_once(officer, force):
    kept, other = PersonFactory(home_force=force), PersonFactory(home_force=force)
    for person in (kept, other):
        RoleHeldFactory(person=person, role="author")

    actions.merge_duplicates(kept, other=other, by=officer)

    assert RoleHeld.objects.filter(person=kept).count() == 1


def test_of_two_ways_in_the_kept_ones_stays_open(officer, force):
    kept, other = PersonFactory(home_force=force), PersonFactory(home_force=force)
    AccountFactory(person=kept, email="kept@force.example")
    AccountFactory(person=other, email="other@force.example")

    actions.merge_duplicates(kept, other=other, by=officer)

    assert dict(Account.objects.values_list("email", "is_active")) == {
        "kept@force.example": True,
        "other@force.example": False,
    }


def test_nobody_is_their_own_duplicate_and_nobody_is_joined_twice(officer, force):
    first, second, third = (PersonFactory(home_force=force) for _ in range(3))
    with pytest.raises(ValueError, match="own duplicate"):
        actions.merge_duplicates(first, other=first, by=officer)
    actions.merge_duplicates(first, other=second, by=officer)

    actions.merge_duplicates(first, other=second, by=officer)
    with pytest.raises(PermissionDenied):
        actions.merge_duplicates(third, other=second, by=officer)


def test_rooms_above_join_in_the_same_breath(officer, force, monkeypatch):
    joined = []
    monkeypatch.setattr(followers, "_join", [])
    followers.on_merge(lambda kept, *, other: joined.append((kept, other)))
    kept, other = PersonFactory(home_force=force), PersonFactory(home_force=force)

    actions.merge_duplicates(kept, other=other, by=officer)

    assert joined == [(kept, other)]


def test_erasing_somebody_erases_what_was_joined_to_them(leaver, officer, force):
    other = PersonFactory(home_force=force, family_name="Rahmann")
    ledger.append(subject=other.subject, force=force.pk, verb="completed", object_type="lesson", object_id=8)
    actions.merge_duplicates(leaver, other=other, by=officer)

    actions.erase_identity(leaver, reference="Retention", by=officer)

    other.refresh_from_db()
    assert (other.family_name, StatementBody.objects.count()) == ("", 0)


def test_why_somebody_is_kept_is_said_in_a_sentence(leaver, force):
    assert queries.why_identity_is_kept(leaver) is None
    ServiceFactory(person=leaver, ends=clock.today() - timedelta(days=1))
    assert (queries.why_identity_is_kept(leaver) or "").startswith("The record is kept until ")


def test_a_restore_forgets_whoever_was_erased(leaver, officer):
    subject = leaver.subject
    actions.erase_identity(leaver, reference="Retention", by=officer)
    Person.objects.filter(pk=leaver.pk).update(subject=subject, family_name="Rahman", erased_at=None)

    wrong = list(safekeeping.after_restore(safekeeping.facts()))

    leaver.refresh_from_db()
    assert (wrong, leaver.family_name) == ([], "")

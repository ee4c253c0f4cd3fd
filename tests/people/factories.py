"""Rows for tests in one word. A person needs a post to be anywhere: ``PostFactory(unit=team)`` makes both.

``PostFactory(person=ana, unit=team)`` uses the service that Ana has open in the unit's force, or makes one.
``RoleHeldFactory(person=ana, role="auditor")`` holds at her home force; ``unit=`` or ``national=True`` elsewhere.
``client_of(ana)`` is a test client in which Ana has signed in.
"""

from datetime import UTC, date, datetime
from typing import Any

import factory
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from peel.people.models import (
    Account,
    Force,
    LegalHold,
    Person,
    PersonType,
    Post,
    Rank,
    RoleHeld,
    Service,
    Supervision,
    Unit,
)
from peel.people.names import sort_key

LONG_AGO = date(2020, 1, 6)
RECORDED = datetime(2020, 1, 6, 9, tzinfo=UTC)


class NationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Force
        django_get_or_create = ("code",)

    code = "national"
    name = "National"
    kind = Force.Kind.NATION


class ForceFactory(factory.django.DjangoModelFactory):
    """A force that uses Peel, under the nation."""

    class Meta:
        model = Force
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"force-{n}")
    name = factory.LazyAttribute(lambda force: force.code.replace("-", " ").title() + " Police")
    kind = Force.Kind.TERRITORIAL
    parent = factory.SubFactory(NationFactory)
    live = True


class UnitFactory(factory.django.DjangoModelFactory):
    """A team at the top of its force; ``UnitFactory(parent=bcu)`` stands under another unit of the same force."""

    class Meta:
        model = Unit

    force = factory.Maybe(
        "parent", yes_declaration=factory.SelfAttribute("parent.force"), no_declaration=factory.SubFactory(ForceFactory)
    )
    parent = None
    code = factory.Sequence(lambda n: f"UNIT{n}")
    name = factory.Sequence(lambda n: f"Team {n}")
    kind = Unit.Kind.TEAM

    @classmethod
    def _create(cls, model_class: type[Unit], *args: Any, **fields: Any) -> Unit:
        unit: Unit = super()._create(model_class, *args, **fields)
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        return unit


class RankFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rank
        django_get_or_create = ("scheme", "code")

    scheme = "england-wales"
    code = "PC"
    name = "Constable"
    short = "PC"
    seniority = 1

    class Params:
        sergeant = factory.Trait(code="PS", name="Sergeant", short="Sgt", seniority=2)
        inspector = factory.Trait(code="INSP", name="Inspector", short="Insp", seniority=3)
        chief_inspector = factory.Trait(code="CI", name="Chief Inspector", short="Ch Insp", seniority=4)
        superintendent = factory.Trait(code="SUPT", name="Superintendent", short="Supt", seniority=5)


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody without a post: they may sign in, and are nowhere."""

    class Meta:
        model = Person

    given_name = factory.Sequence(lambda n: f"Given{n}")
    family_name = factory.Sequence(lambda n: f"Family{n}")
    sort_key = factory.LazyAttribute(
        lambda person: sort_key(family_name=person.family_name, given_name=person.given_name)
    )
    email = factory.Sequence(lambda n: f"person{n}@force.example")
    home_force = factory.SubFactory(ForceFactory)


class AccountFactory(factory.django.DjangoModelFactory):
    """A way in. Without ``password=`` nobody can sign in by password, which is quick; ``client_of`` needs none."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"account{n}@force.example")
    person = factory.SubFactory(PersonFactory)

    @classmethod
    def _create(cls, model_class: type[Account], *args: Any, **fields: Any) -> Account:
        return model_class.objects.create_user(*args, **fields)


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    person = factory.SubFactory(PersonFactory)
    force = factory.SelfAttribute("person.home_force")
    person_type = PersonType.OFFICER
    employee_number = factory.Sequence(lambda n: f"{100000 + n}")
    collar_number = factory.Sequence(lambda n: f"{2000 + n}")
    warrant_number = factory.Sequence(lambda n: f"{300000 + n}")
    starts = LONG_AGO


class PostFactory(factory.django.DjangoModelFactory):
    """A constable of a team. ``leads=True`` makes whoever holds it the supervisor of the unit and all below it."""

    class Meta:
        model = Post

    service = None
    unit = factory.Maybe(
        "service",
        yes_declaration=factory.SubFactory(UnitFactory, force=factory.SelfAttribute("..service.force")),
        no_declaration=factory.SubFactory(UnitFactory),
    )
    person = factory.Maybe(
        "service",
        yes_declaration=factory.SelfAttribute("service.person"),
        no_declaration=factory.SubFactory(PersonFactory, home_force=factory.SelfAttribute("..unit.force")),
    )
    force = factory.SelfAttribute("unit.force")
    rank = factory.SubFactory(RankFactory)
    role = "response-constable"
    kind = Post.Kind.SUBSTANTIVE
    starts = LONG_AGO
    recorded_at = RECORDED

    @classmethod
    def _create(cls, model_class: type[Post], *args: Any, **fields: Any) -> Post:
        fields["service"] = fields["service"] or _open_service(person=fields["person"], force=fields["force"])
        post: Post = super()._create(model_class, *args, **fields)
        return post


def _open_service(*, person: Person, force: Force) -> Service:
    found = person.services.filter(force=force, ends=None).first()
    service: Service = found or ServiceFactory(person=person, force=force)
    return service


class RoleHeldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleHeld

    class Params:
        national = factory.Trait(force=None)

    person = factory.SubFactory(PersonFactory)
    role = "training-administrator"
    unit = None
    force = factory.Maybe(
        "unit",
        yes_declaration=factory.SelfAttribute("unit.force"),
        no_declaration=factory.SelfAttribute("person.home_force"),
    )
    starts = LONG_AGO
    recorded_at = RECORDED


class SupervisionFactory(factory.django.DjangoModelFactory):
    """Somebody answers for somebody, from long ago and for good; ``during=(start, end)`` for one shift."""

    class Meta:
        model = Supervision

    person = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory)
    during = (RECORDED, None)
    made_by = factory.SelfAttribute("supervisor")
    recorded_at = RECORDED


class LegalHoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalHold

    person = factory.SubFactory(PersonFactory)
    reference = "T20260001"
    placed_by = factory.SubFactory(PersonFactory)
    placed_at = RECORDED


def account_of(person: Person) -> Account:
    """The person's account, made when they have none."""
    account: Account = Account.objects.filter(person=person).first() or AccountFactory(person=person)
    return account


def _open_session() -> str:
    session = SessionStore()
    session["somewhere"] = True
    session.create()
    return str(session.session_key)


class SessionFactory(factory.django.DjangoModelFactory):
    """A place where somebody is signed in: ``SessionFactory(person=ana)``."""

    class Meta:
        model = UserSession

    class Params:
        person = factory.SubFactory(PersonFactory)

    user = factory.LazyAttribute(lambda session: account_of(session.person))
    ip = "192.0.2.7"
    user_agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36"
    session_key = factory.LazyFunction(_open_session)


def client_of(person: Person) -> Client:
    """A test client in which this person has signed in; makes their account when they have none."""
    client = Client()
    client.force_login(account_of(person))
    return client

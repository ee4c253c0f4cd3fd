"""Whoever asks: account, person, force, and the posts and roles of today in one round trip.

Every page of every signed-in person pays for this. Three reads by the ORM cost the web process about ten times as much
as this one, in which the database gathers rows as JSON; a test holds both to the same answer.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection, models

from peel.foundation import clock
from peel.people.models import Account, Force, Person, Post, Rank, RoleHeld, Service, Unit
from peel.people.signed_in import SignedIn

ASKER = """
SELECT row_to_json(account), row_to_json(person), row_to_json(home), (
  SELECT json_agg(json_build_object(
    'post', post, 'unit', unit, 'rank', rank, 'service', service, 'force', elsewhere))
  FROM people_post post
  JOIN people_unit unit ON unit.id = post.unit_id
  JOIN people_service service ON service.id = post.service_id
  LEFT JOIN people_rank rank ON rank.id = post.rank_id
  LEFT JOIN people_force elsewhere ON elsewhere.id = post.force_id AND elsewhere.id <> person.home_force_id
  WHERE post.person_id = person.id AND post.retracted_at IS NULL
    AND post.starts <= %(today)s AND (post.ends IS NULL OR post.ends >= %(today)s)
), (
  SELECT json_agg(json_build_object('held', held, 'unit', unit, 'force', elsewhere))
  FROM people_roleheld held
  LEFT JOIN people_unit unit ON unit.id = held.unit_id
  LEFT JOIN people_force elsewhere ON elsewhere.id = held.force_id AND elsewhere.id <> person.home_force_id
  WHERE held.person_id = person.id
    AND held.starts <= %(today)s AND (held.ends IS NULL OR held.ends >= %(today)s)
)
FROM people_account account
LEFT JOIN people_person person ON person.id = account.person_id
LEFT JOIN people_force home ON home.id = person.home_force_id
WHERE account.id = %(account)s
"""
Row = dict[str, Any]
Kind = TypeVar("Kind", bound=models.Model)


def account_asking(pk: int) -> Account | None:
    """The account; its person comes with ``signed_in``, which knows posts and roles of today."""
    with connection.cursor() as cursor:
        cursor.execute(ASKER, {"account": pk, "today": clock.today()})
        found = cursor.fetchone()
    if found is None:
        return None
    account = _account(found[0])
    account.person = _asking(*found[1:]) if found[1] else None
    return account


def _asking(person_row: Row, home_row: Row, posts: list[Row] | None, roles: list[Row] | None) -> Person:
    person, home = _person(person_row), _force(home_row)
    person.home_force = home
    person.signed_in = SignedIn(person)
    person.signed_in.posts = sorted((_held_post(row, person, home) for row in posts or ()), key=Post.precedence)
    person.signed_in.roles = [_held_role(row, person, home) for row in roles or ()]
    return person


def _held_post(row: Row, person: Person, home: Force) -> Post:
    post = _post(row["post"])
    post.person, post.unit, post.service = person, _unit(row["unit"]), _service(row["service"])
    post.rank = _rank(row["rank"]) if row["rank"] else None
    post.force = _force(row["force"]) if row["force"] else home
    return post


def _held_role(row: Row, person: Person, home: Force) -> RoleHeld:
    held = _role(row["held"])
    held.person, held.unit = person, _unit(row["unit"]) if row["unit"] else None
    held.force = None if held.force_id is None else _force(row["force"]) if row["force"] else home
    return held


def _reader(model: type[Kind]) -> Callable[[Row], Kind]:
    """Makes an object of a row that was JSON; days, moments, UUIDs and decimals were words or floats in it."""
    spelt = (models.DateField, models.UUIDField, models.DecimalField)
    fields = [(field.attname, field.column, field if isinstance(field, spelt) else None) for field in _columns(model)]
    names = [name for name, _column, _field in fields]

    def read(row: Row) -> Kind:
        values = [field.to_python(row[column]) if field else row[column] for _name, column, field in fields]
        return model.from_db("default", names, values)

    return read


def _columns(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)


_account, _person, _force, _post = _reader(Account), _reader(Person), _reader(Force), _reader(Post)
_unit, _rank, _service, _role = _reader(Unit), _reader(Rank), _reader(Service), _reader(RoleHeld)

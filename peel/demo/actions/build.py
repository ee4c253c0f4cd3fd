"""The whole demonstration in one transaction: it is there, or it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from django.db import connection, transaction

from peel.demo.actions import duty, people
from peel.demo.rules.cast import EASTVALE, NATION, NORTHMARCH
from peel.foundation import clock
from peel.foundation.refusal import Refusal
from peel.people.models import Force
from peel.people.reference import NATION as NATION_CODE
from peel.people.reference import load as load_people_reference

FEWEST, MOST = 50, 250_000
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What stands in the database: how many people of which seed, and whether this call built it."""

    people: int
    seed: int
    built: bool


def build(*, people: int, seed: int, fresh: bool = False, progress: Progress | None = None) -> Demo:
    """Build the demo, or find it there and change nothing; ``fresh`` empties the database first.

    Refuses to touch a database in which a real force lives.
    """
    if not FEWEST <= people <= MOST:
        raise Refusal(f"A demo has between {FEWEST} and {MOST:,} people, and {people:,} is not.")
    tell = progress or (lambda _sentence: None)
    if _real_forces():
        raise Refusal("This database holds a force that is not a demonstration, so no demo is built in it.")
    there = standing_demo()
    if there is not None and not fresh:
        return there
    if there is not None:
        tell("Emptying the database")
        _empty_database()
    with transaction.atomic():
        _build(people, seed, tell)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Demo(people, seed, built=True)


def standing_demo() -> Demo | None:
    """The demo in this database, if there is one."""
    force = Force.objects.filter(settings__has_key="demo", code="northmarch").first()
    return None if force is None else Demo(force.settings["demo"]["people"], force.settings["demo"]["seed"], False)


def _real_forces() -> bool:
    return Force.objects.filter(live=True).exclude(settings__has_key="demo").exists()


def _empty_database() -> None:
    """Drop every table and make them anew: the ledger, rightly, lets nobody delete from it."""
    from django.core.management import call_command

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    call_command("migrate", verbosity=0)


def _build(size: int, seed: int, tell: Progress) -> None:
    now = clock.now()
    today = clock.today()
    load_people_reference()
    nation = Force.objects.get(code=NATION_CODE)
    tell(f"Northmarch Police: {size:,} people, posts and duties")
    northmarch = people.make_force(
        code="northmarch",
        name="Northmarch Police",
        style="bcu",
        people=size,
        nation=nation,
        settings={"demo": {"people": size, "seed": seed}},
        cast=NORTHMARCH,
        rng=Random(f"{seed} northmarch"),
        today=today,
    )
    tell("Blackhaven, Eastvale and the national layer")
    blackhaven = people.make_force(
        code="blackhaven",
        name="Blackhaven Police",
        style="lpu",
        people=max(300, size // 10),
        nation=nation,
        settings={"demo": {"part": "second force"}},
        cast=(),
        rng=Random(f"{seed} blackhaven"),
        today=today,
    )
    eastvale = people.make_force(
        code="eastvale",
        name="Eastvale Constabulary",
        style="area",
        people=max(120, min(1500, size // 20)),
        nation=nation,
        settings={"demo": {"part": "strangers"}},
        cast=EASTVALE,
        rng=Random(f"{seed} eastvale"),
        today=today,
    )
    national = people.make_national_people(nation, [NATION], rng=Random(f"{seed} nation"), today=today)
    people.give_second_jobs(northmarch, at_force=blackhaven, count=3, today=today)
    for made in (northmarch, blackhaven, eastvale, national):
        duty.give_duties(made, rng=Random(f"{seed} duty {made.force.code}"), now=now)

"""The whole demonstration in one transaction: it is there, or it is not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from django.db import connection, transaction

from peel.demo.actions import authoring, duty, lessons, people, rulebook, skills, stories
from peel.demo.actions.people import MadeForce
from peel.demo.rules.cast import EASTVALE, NATION, NORTHMARCH, Part
from peel.foundation import clock
from peel.foundation.commands.migrate import bring_up_to_date
from peel.foundation.reference import load_reference
from peel.foundation.refusal import Refusal
from peel.ledger.actions import deliver_all, seal_all
from peel.people.models import Force
from peel.people.reference import NATION as NATION_CODE

FEWEST, MOST = 50, 250_000
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What stands in the database: how many people of which seed, and whether this call built it."""

    people: int
    seed: int
    built: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What a database for measuring has beside the demo: more skills, and all of Northmarch but the cast in each."""

    skills: tuple[Mapping[str, Any], ...] = ()
    everything: bool = False


def build(
    *, people: int, seed: int, fresh: bool = False, progress: Progress | None = None, load: Load | None = None
) -> Demo:
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
    with transaction.atomic(), connection.cursor() as cursor:
        # Foreign keys are looked at after each statement: millions of them are not kept for the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _build(people, seed, tell, load or Load())
    tell("Sealing the ledger")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seal_all()
    deliver_all()
    return Demo(people, seed, built=True)


def standing_demo() -> Demo | None:
    """The demo in this database, if there is one."""
    force = Force.objects.filter(settings__has_key="demo", code="northmarch").first()
    return None if force is None else Demo(force.settings["demo"]["people"], force.settings["demo"]["seed"], False)


def _real_forces() -> bool:
    return Force.objects.filter(live=True).exclude(settings__has_key="demo").exists()


def _empty_database() -> None:
    """Drop every table and make them anew: the ledger, rightly, lets nobody delete from it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    bring_up_to_date(quietly=True)


@dataclass(frozen=True, slots=True)
class Forces:
    """The demo's three forces and the national layer, as made."""

    northmarch: MadeForce
    blackhaven: MadeForce
    eastvale: MadeForce
    national: MadeForce

    @property
    def every(self) -> tuple[MadeForce, ...]:
        return (self.northmarch, self.blackhaven, self.eastvale, self.national)


def _build(size: int, seed: int, tell: Progress, load: Load) -> None:
    now = clock.now()
    today = clock.today()
    forces = _make_forces(size, seed, tell, today=today)
    for made in forces.every:
        duty.give_duties(made, rng=_dice(seed, "duty", made), now=now)
    tell("Skills, rules and requirements")
    told = rulebook.load_catalogue(load.skills)
    rulebook.say_consequences(forces.northmarch, today=today)
    for made in forces.every:
        skills.require_skills(made, told)
        dice, everything = _dice(seed, "skills", made), load.everything and made is forces.northmarch
        skills.give_records(made, told, rng=dice, now=now, today=today, tell=tell, everything=everything)
        skills.stand(made, tell)
    tell("What happened lately in Northmarch")
    stories.tell_stories(forces.northmarch, rng=_dice(seed, "stories", forces.northmarch), now=now)
    tell("Lessons and journeys")
    lessons.bring_lessons(forces.northmarch.force, now=now)
    authoring.fill_the_desk(forces.northmarch, now=now)
    journey = lessons.make_journey(forces.northmarch)
    lessons.pin_lessons(forces.northmarch, now=now)
    lessons.look_in_vain(forces.northmarch, rng=_dice(seed, "demand", forces.northmarch), today=today)
    tell("Who read and watched what")
    for made in (forces.northmarch, forces.blackhaven, forces.eastvale):
        lessons.read_lessons(made, rng=_dice(seed, "reading", made), now=now)
    lessons.take_journeys(forces.northmarch, journey, rng=_dice(seed, "journeys", forces.northmarch), now=now)
    lessons.add_up()


def _make_forces(size: int, seed: int, tell: Progress, *, today: date) -> Forces:
    load_reference()
    nation = Force.objects.get(code=NATION_CODE)

    def force(code: str, name: str, *, style: str, people_in_it: int, cast: Sequence[Part] = ()) -> MadeForce:
        tell(f"{name}: {people_in_it:,} people, units and posts")
        return people.make_force(
            code=code,
            name=name,
            style=style,
            people=people_in_it,
            nation=nation,
            settings={"demo": {"people": people_in_it, "seed": seed}},
            cast=cast,
            rng=Random(f"{seed} {code}"),
            today=today,
        )

    northmarch = force("northmarch", "Northmarch Police", style="bcu", people_in_it=size, cast=NORTHMARCH)
    blackhaven = force("blackhaven", "Blackhaven Police", style="lpu", people_in_it=max(300, size // 10))
    strangers = max(120, min(1500, size // 20))
    eastvale = force("eastvale", "Eastvale Constabulary", style="area", people_in_it=strangers, cast=EASTVALE)
    national = people.make_national_people(nation, [NATION], rng=Random(f"{seed} nation"), today=today)
    people.give_second_jobs(northmarch, at_force=blackhaven, count=3, today=today)
    return Forces(northmarch, blackhaven, eastvale, national)


def _dice(seed: int, subject: str, made: MadeForce) -> Random:
    """Dice of their own for each subject and force, so that a change to one leaves the others as they fall."""
    return Random(f"{seed} {subject} {made.force.code}")

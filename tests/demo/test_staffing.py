"""Units and people of an invented force, before anything is written."""

import itertools
from collections import Counter
from datetime import date
from random import Random

import pytest

from peel.demo.rules.careers import careers_of, leavers_of
from peel.demo.rules.cast import NORTHMARCH, TEAM
from peel.demo.rules.layout import layout, team_letters
from peel.demo.rules.margins import workforce_of
from peel.demo.rules.names import name_groups
from peel.demo.rules.staffing import ForcePlan, rank_of, staff_force

TODAY = date(2026, 11, 21)


def force_of(people: int, *, seed: int = 1) -> ForcePlan:
    return staff_force("bcu", people=people, rng=Random(seed), today=TODAY, cast=NORTHMARCH)


@pytest.mark.parametrize("people", [50, 100, 3000, 12_000])
def test_a_force_has_exactly_its_people_and_the_cast_is_among_them(people):
    plan = force_of(people)

    assert len(plan.people) == people
    assert [person.part for person in plan.people if person.part] == list(NORTHMARCH)


def test_people_by_type_and_rank_are_the_real_shares():
    plan = force_of(3000)
    wanted = Counter[tuple[str, str]]()
    for cell, count in workforce_of(3000):
        wanted[cell.person_type, rank_of(cell)] += count

    assert Counter((person.person_type, person.rank) for person in plan.people) == +wanted


def test_the_same_seed_gives_the_same_people_and_another_one_others():
    first, again, other = force_of(500), force_of(500), force_of(500, seed=2)

    assert first == again
    assert first != other


def test_only_the_cast_is_posted_to_response_c_of_harbour():
    plan = force_of(3000)

    team = [person for person in plan.people if plan.units[person.unit].code == TEAM]

    assert [person.family for person in team if person.leads] == ["Price"]
    assert sorted(person.family for person in team if not person.leads) == [
        *("Adeyemi", "Brandt", "Costello", "Dhillon", "Evans", "Farrant", "Iqbal", "Maddox", "Nowak", "Rahman"),
        *("Tully", "Whitlock"),
    ]


def test_local_commands_grow_with_the_force_and_codes_are_never_used_twice():
    small, large = force_of(3000).units, force_of(12_000).units

    assert [unit.name for unit in small if unit.kind == "command"][:4] == [
        *("Harbour BCU", "Moorland BCU", "Coast BCU", "Valley BCU"),
    ]
    assert len([unit for unit in large if unit.name.endswith(" BCU")]) == 16
    assert max(Counter(unit.code for unit in large).values()) == 1


def test_every_response_team_has_a_leader_and_about_twenty_five_people():
    plan = force_of(3000)
    teams = {n for n, unit in enumerate(plan.units) if unit.function == "response" and unit.kind == "team"}
    sizes = Counter(person.unit for person in plan.people if person.unit in teams)

    assert {person.unit for person in plan.people if person.leads} >= teams
    assert [size for unit, size in sizes.items() if not 20 <= size <= 35 and plan.units[unit].code != TEAM] == []


def test_units_stand_after_their_parent():
    units = layout("lpu", people=300, of_rank={})

    assert [n for n, unit in enumerate(units) if unit.parent is not None and unit.parent >= n] == []


def test_teams_are_lettered_beyond_z():
    assert team_letters(28)[-3:] == ["Z", "AA", "AB"]


def test_posts_follow_each_other_and_only_acting_and_seconded_ones_run_beside():
    plan = force_of(3000)

    for career in careers_of(plan, rng=Random(1), today=TODAY):
        for starts, ends, posts in career.services:
            own = [post for post in posts if post.kind in ("substantive", "special")]
            assert own[0].starts == starts
            assert own[-1].ends == ends
            assert [(a.ends, b.starts) for a, b in itertools.pairwise(own) if a.ends >= b.starts] == []


def test_leavers_have_left():
    plan = force_of(3000)

    leavers = list(leavers_of(plan, rng=Random(1), today=TODAY))

    assert len(leavers) > 50
    assert [career for career in leavers for _, ends, _ in career.services if ends >= TODAY] == []


def test_names_of_every_group_are_there_and_their_shares_make_a_whole():
    assert sum(group.share for group in name_groups()) == pytest.approx(1)
    assert [group for group in name_groups() if min(len(group.family), *map(len, group.given.values())) < 8] == []

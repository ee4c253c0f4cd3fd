"""Histories are told backwards; read forwards by the skills' own rules they end where they were meant to."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.demo.rules.history import draw_end, history
from peel.demo.rules.holding import Who, cast_ends, end_of, requirements, skills_of, told
from peel.skills.rules.catalogue import read_catalogue
from peel.skills.rules.currency import promises
from peel.skills.rules.facts import AwardFact

TODAY = date(2026, 11, 21)
LONG_AGO = date(2010, 3, 1)
BROUGHT = json.loads(files("peel.skills").joinpath("data/skills_catalogue.json").read_text(encoding="utf-8"))
SKILLS = {skill.code: skill for skill in read_catalogue([*BROUGHT, *told()["more"]])[0]}
WITH_AN_END = sorted(code for code, skill in SKILLS.items() if skill.versions[0].rule.expires)


def ends(code: str, done: list) -> date | None:
    awards = [AwardFact(one.day, datetime.combine(one.day, time(), UTC), one.kind, one.minutes) for one in done]
    made = promises(SKILLS[code].versions, awards)
    return made[-1].until if made else None


@pytest.mark.parametrize("code", WITH_AN_END)
@given(seed=st.integers(0, 10_000))
def test_a_history_ends_on_the_day_that_was_drawn(code, seed):
    rule, rng = SKILLS[code].versions[0].rule, Random(seed)
    end = draw_end(rng, rule, today=TODAY)

    done = history(rng, rule, end=end, joined=LONG_AGO, today=TODAY)

    assert [one.day for one in done] == sorted(one.day for one in done)
    assert done[-1].day <= TODAY
    assert abs((ends(code, done) - end).days) <= 3
    assert (ends(code, done) < TODAY) == (end < TODAY)


@pytest.mark.parametrize("code", sorted(SKILLS))
@given(seed=st.integers(0, 10_000), weeks=st.integers(0, 150))
def test_nothing_is_done_before_joining_or_after_today(code, seed, weeks):
    rule, rng, joined = SKILLS[code].versions[0].rule, Random(seed), TODAY - timedelta(weeks=weeks)

    done = history(rng, rule, end=draw_end(rng, rule, today=TODAY), joined=joined, today=TODAY)

    assert [one for one in done if not joined <= one.day <= TODAY] == []


def test_five_or_six_in_a_hundred_lines_have_lapsed_and_twelve_are_closing():
    rng, rule = Random(1), SKILLS["ELS"].versions[0].rule
    words = Counter[str]()
    for _ in range(5000):
        left = (draw_end(rng, rule, today=TODAY) - TODAY).days
        words["lapsed" if left < 0 else "closing" if left < 90 else "in date"] += 1

    assert 0.045 < words["lapsed"] / 5000 < 0.065
    assert 0.10 < words["closing"] / 5000 < 0.14


@pytest.mark.parametrize("family", sorted(told()["cast"]))
def test_everybody_in_response_c_can_have_what_the_story_gives_them(family):
    for code, end in cast_ends(family, TODAY).items():
        done = history(Random(family), SKILLS[code].versions[0].rule, end=end, joined=LONG_AGO, today=TODAY)

        assert end is None or ends(code, done) == end


def test_every_requirement_names_a_skill_of_the_catalogue_and_gives_a_reason():
    assert {required.skill for required in requirements()} <= set(SKILLS)
    assert [required for required in requirements() if not required.reason] == []


def test_a_response_constable_holds_what_is_required_and_a_chief_constable_only_what_everybody_does():
    facts = {"person_type": "officer", "function": "response", "role": "response-constable", "rank": "Constable"}
    chief = {"person_type": "officer", "function": "hq", "role": "hq-chief-officer", "rank": "Chief Officer"}

    assert {"PPST", "ELS", "JRFT", "DRV-RESP", "STOP", "MH", "BWV", "DATA"} <= set(skills_of(Random(1), **facts))
    assert list(skills_of(Random(1), **chief)) == ["DATA"]


def test_ranks_bound_a_requirement_on_both_sides():
    sergeants = Who(person_type="officer", rank_from=2, rank_to=2)
    ranks = ("Constable", "Sergeant", "Inspector")

    found = [
        rank for rank in ranks if sergeants.matches(person_type="officer", function="response", role="", rank=rank)
    ]

    assert found == ["Sergeant"]


def test_what_is_left_is_counted_from_today():
    assert end_of("9m", TODAY) == date(2027, 8, 21)
    assert end_of("38d", TODAY) == date(2026, 12, 29)
    assert end_of("out 7d", TODAY) == date(2026, 11, 13)
    assert end_of("yes", TODAY) is None

"""Two people, or two taps, at the same moment: what counts first and writes after is done one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from peel.ledger.models import Statement
from peel.skills.actions import (
    NewAward,
    authorise,
    award,
    claim,
    correct_award,
    log_cpd,
    require,
    set_rule,
    suspend,
    turn_down,
    uphold,
)
from peel.skills.models import Authorisation, Award, CpdEntry, Hold, Query, Requirement, SkillRule
from peel.skills.refused import Refused
from tests.people.factories import PostFactory
from tests.skills.factories import SkillFactory
from tests.skills.reading import words

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 11, 20)


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Each in a connection of its own, all begun together; a refusal is given back as its sentence."""
    ready = Barrier(len(actions))

    def act(action: Callable[[], object]) -> object:
        ready.wait(timeout=10)
        try:
            return action()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(act, actions))


@pytest.fixture
def ana():
    return PostFactory().person


@pytest.fixture
def els():
    return SkillFactory(code="ELS")


def test_two_taps_are_one_award(ana, els):
    new = NewAward(person=ana, skill=els, achieved_on=DAY)

    first, second = at_once(*[lambda: award(new, by=None)] * 2)

    assert first == second
    assert (Award.objects.count(), Statement.objects.count()) == (1, 1)


def test_two_awards_to_one_person_are_both_on_the_record(ana):
    skills = [SkillFactory(code=code) for code in ("CED", "ELS", "PPST", "STOP")]

    at_once(*[lambda s=s: award(NewAward(person=ana, skill=s, achieved_on=DAY), by=None) for s in skills])

    assert words(ana) == {"CED": "In date", "ELS": "In date", "PPST": "In date", "STOP": "In date"}


def test_of_two_corrections_one_is_refused(ana, els):
    wrong = award(NewAward(person=ana, skill=els, achieved_on=DAY), by=None)

    said = at_once(
        lambda: correct_award(wrong, achieved_on=date(2026, 3, 1), by=None, reason="March"),
        lambda: correct_award(wrong, achieved_on=date(2026, 4, 1), by=None, reason="April"),
    )

    assert [one for one in said if isinstance(one, str)] == [
        "This award has been corrected already. Correct the row that replaced it."
    ]
    assert Award.objects.filter(corrects=wrong).count() == 1


def test_two_decisions_are_one(ana, els):
    officer = PostFactory(unit__force=ana.home_force).person
    asked = claim(ana, skill=els, happened_on=DAY, by=ana)

    said = at_once(lambda: uphold(asked, by=officer), lambda: turn_down(asked, by=officer, answer="No."))

    decided = Query.objects.get()
    assert [one for one in said if isinstance(one, str)] == ["This was decided on 2026-11-21."]
    assert Award.objects.count() == (1 if decided.upheld else 0)


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        (lambda ana, els: authorise(ana, skill=els, authorised_by="Supt Okafor", by=None), Authorisation),
        (lambda ana, els: suspend(ana, skill=els, by=None), Hold),
        (lambda ana, els: claim(ana, skill=els, happened_on=DAY, by=ana), Query),
        (
            lambda ana, els: log_cpd(ana, kind=CpdEntry.Kind.FORMAL, done_on=DAY, minutes=60, title="Clinic", by=ana),
            CpdEntry,
        ),
        (lambda ana, els: require(els, reason="Everybody", by=None), Requirement),
    ],
)
def test_doing_the_same_twice_at_once_is_done_once(ana, els, act, rows):
    first, second = at_once(*[lambda: act(ana, els)] * 2)

    assert first == second
    assert rows.objects.count() == 1


def test_two_rules_of_the_same_day_leave_one_in_force(els):
    at_once(
        *[
            lambda months=months: set_rule(els, rule={"type": "months", "months": months}, effective_from=DAY, by=None)
            for months in (24, 36)
        ]
    )

    assert SkillRule.objects.filter(effective_from=DAY, retracted_at=None).count() == 1

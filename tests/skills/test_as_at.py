"""Reading a record back: what stood at a moment, as it was known at another, with corrections shown as corrections."""

from datetime import date

import pytest

from peel.skills.actions import NewAward, authorise, award, correct_award, require, revoke, set_rule, void_award
from peel.skills.queries.as_at import Fate, Source, as_at
from peel.skills.queries.book import book_of
from peel.skills.queries.lines import lines_of
from peel.skills.rules.standing import Status
from tests.people.factories import PostFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import AwardFactory, RequirementFactory, SkillFactory, SkillLinkFactory

pytestmark = pytest.mark.django_db


def said(read):
    return {line.skill.code: line.said.status for line in read.lines}


def test_read_at_this_moment_as_known_now_it_is_the_record(clock_at: SetClock):
    ana = PostFactory().person
    els, ced = SkillFactory(code="ELS"), SkillFactory(code="CED")
    SkillLinkFactory(skill=ced, other=els)
    RequirementFactory(skill=SkillFactory(code="PPST"))
    award(NewAward(person=ana, skill=els, achieved_on=date(2025, 11, 1)), by=None)
    award(NewAward(person=ana, skill=ced, achieved_on=date(2026, 3, 1)), by=None)
    now = clock_at("21 Nov 2026 09:30")

    read = as_at(ana, at=now, known_at=now)

    assert read.lines == lines_of(ana.pk, book=book_of(ana.home_force), at=now)
    assert read.otherwise_now == {}
    assert said(read) == {"CED": Status.SUSPENDED, "ELS": Status.OUT_OF_TICKET, "PPST": Status.NOT_HELD}


def test_a_correction_made_since_is_shown_and_does_not_change_what_was_known(clock_at: SetClock):
    ana, els = PostFactory().person, SkillFactory(code="ELS")
    then = clock_at("2 Mar 2026 09:00")
    wrong = award(NewAward(person=ana, skill=els, achieved_on=date(2026, 3, 1)), by=None)
    asked = clock_at("1 Apr 2026 09:00")
    later = clock_at("1 May 2026 09:00")
    right = correct_award(wrong, achieved_on=date(2025, 3, 1), by=None, reason="Wrong year")

    read = as_at(ana, at=asked, known_at=asked)

    assert said(read) == {"ELS": Status.IN_DATE}
    assert read.otherwise_now["ELS"].said.status is Status.OUT_OF_TICKET
    assert read.sources["ELS"] == [
        Source(award=right, known_then=False, fate=Fate.STANDS, later=None, later_at=None),
        Source(award=wrong, known_then=True, fate=Fate.CORRECTED, later=right, later_at=later),
    ]
    assert then < asked < later


def test_what_was_not_recorded_yet_was_not_known(clock_at: SetClock):
    ana, els = PostFactory().person, SkillFactory(code="ELS")
    asked = clock_at("1 Apr 2026 09:00")
    known = clock_at("1 May 2026 09:00")
    award(NewAward(person=ana, skill=els, achieved_on=date(2026, 3, 1)), by=None)

    assert said(as_at(ana, at=asked, known_at=asked)) == {}
    assert said(as_at(ana, at=asked, known_at=known)) == {"ELS": Status.IN_DATE}


def test_a_voided_award_is_still_there_as_it_was_known(clock_at: SetClock):
    ana, els = PostFactory().person, SkillFactory(code="ELS")
    asked = clock_at("1 Apr 2026 09:00")
    wrong = award(NewAward(person=ana, skill=els, achieved_on=date(2026, 3, 1)), by=None)
    clock_at("1 May 2026 09:00")
    void_award(wrong, by=None, reason="Somebody else")

    read = as_at(ana, at=asked, known_at=asked)

    assert said(read) == {"ELS": Status.IN_DATE}
    assert read.otherwise_now == {"ELS": None}
    assert [source.fate for source in read.sources["ELS"]] == [Fate.VOIDED, Fate.STANDS]


def test_rules_requirements_and_authority_are_read_as_they_were_written_then(clock_at: SetClock):
    ana = PostFactory().person
    ced = SkillFactory(code="CED", rule={"type": "months", "months": 12, "authorisation": {"by": "superintendent"}})
    AwardFactory(person=ana, skill=ced, achieved_on=date(2026, 1, 10))
    clock_at("10 Jan 2026 10:00")
    given = authorise(ana, skill=ced, authorised_by="Supt Okafor", by=None)
    asked = clock_at("1 Apr 2026 09:00")
    clock_at("1 May 2026 09:00")
    set_rule(ced, rule={"type": "months", "months": 1}, effective_from=date(2020, 1, 6), by=None)
    require(ced, reason="Response drivers", effective_from=date(2026, 1, 1), by=None)
    revoke(given, revoked_by="Supt Okafor", by=None)
    today = clock_at("21 Nov 2026 09:00")

    then, now = as_at(ana, at=asked, known_at=asked), as_at(ana, at=asked, known_at=today)

    assert [(line.said.status, line.required) for line in then.lines] == [(Status.IN_DATE, False)]
    assert [(line.said.status, line.required) for line in now.lines] == [(Status.OUT_OF_TICKET, True)]

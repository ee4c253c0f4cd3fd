"""Competence and authority are two facts; some skills need both to stand."""

import pytest

from peel.skills.rules.facts import AuthorisationFact, SkillFacts
from peel.skills.rules.standing import Status, Why

from .records import SETTLED, YEARLY, award, book, day, moment, skill, standing, word

TASER = {**YEARLY, "authorisation": {"by": "superintendent"}}


def authority(starts="1 Jan 2026", ends=None, revoked_at=None, *, on_transfer=False):
    return AuthorisationFact(day(starts), SETTLED, ends and day(ends), revoked_at and moment(revoked_at), on_transfer)


def line(*rows, on="1 Jan 2026"):
    awards = [award(on)] if on else []
    return standing(TASER, *awards, facts=SkillFacts(authorisations=rows))


def test_passing_the_course_alone_gives_no_authority():
    step = line().at(moment("2 Jan 2026 12:00"))

    assert (step.status, step.stands, step.why) == (Status.NOT_HELD, False, Why.NO_AUTHORISATION)


def test_in_a_record_without_a_word_of_authority_nothing_stands():
    standings = book(skill("CED", TASER)).standings({"CED": SkillFacts((award("1 Jan 2026"),))})

    assert [(step.status, step.why) for step in standings["CED"].steps] == [
        (Status.NOT_HELD, Why.NO_AUTHORISATION),
        (Status.NOT_HELD, Why.DATE_PASSED),
    ]


def test_authority_alone_gives_no_competence():
    assert word(line(authority(), on=None), "2 Jan 2026 12:00") is Status.NOT_HELD


def test_both_together_stand_from_the_day_of_the_later():
    taser = line(authority("15 Jan 2026"))

    assert [word(taser, at) for at in ("14 Jan 2026 23:59", "15 Jan 2026 00:00")] == [Status.NOT_HELD, Status.IN_DATE]


def test_the_earlier_end_holds():
    taser = line(authority(ends="30 Jun 2026"))

    read = [(step.status, step.until, step.why) for step in taser.steps]

    assert read == [
        (Status.IN_DATE, day("30 Jun 2026"), Why.AWARD),
        (Status.EXPIRING, day("30 Jun 2026"), Why.WINDOW_OPEN),
        (Status.OUT_OF_TICKET, day("30 Jun 2026"), Why.AUTHORISATION_ENDED),
    ]


def test_a_course_that_lapses_first_lapses_the_line():
    step = line(authority(ends="30 Jun 2027")).at(moment("2 Jan 2027 12:00"))

    assert (step.status, step.until, step.why) == (Status.OUT_OF_TICKET, day("1 Jan 2027"), Why.DATE_PASSED)


def test_a_revoked_authority_is_withdrawn_from_that_minute():
    taser = line(authority(revoked_at="3 Mar 2026 14:32"))

    step = taser.at(moment("3 Mar 2026 14:32"))

    assert word(taser, "3 Mar 2026 14:31") is Status.IN_DATE
    assert (step.status, step.stands, step.why, step.until, step.since) == (
        Status.WITHDRAWN, False, Why.AUTHORISATION_REVOKED, day("3 Mar 2026"), moment("3 Mar 2026 14:32"),
    )  # fmt: skip


def test_withdrawn_stays_withdrawn_when_the_course_lapses_too():
    assert word(line(authority(revoked_at="3 Mar 2026 14:32")), "2 Jan 2027 12:00") is Status.WITHDRAWN


def test_a_new_authority_after_a_withdrawal_stands():
    taser = line(authority(revoked_at="3 Mar 2026 14:32"), authority("1 May 2026"))

    assert [word(taser, at) for at in ("30 Apr 2026 12:00", "1 May 2026 00:00")] == [Status.WITHDRAWN, Status.IN_DATE]


def test_a_new_authority_over_a_lapsed_course_is_out_of_ticket():
    taser = line(authority(revoked_at="3 Mar 2026 14:32"), authority("1 May 2027"))

    step = taser.at(moment("1 May 2027 12:00"))

    assert (step.status, step.why, step.until, step.since) == (
        Status.OUT_OF_TICKET, Why.DATE_PASSED, day("3 Mar 2026"), moment("3 Mar 2026 14:32"),
    )  # fmt: skip


def test_on_transfer_authority_ends_and_nobody_withdrew_it():
    step = line(authority(revoked_at="1 Apr 2026 00:00", on_transfer=True)).at(moment("1 Apr 2026 09:00"))

    assert (step.status, step.why, step.until) == (Status.OUT_OF_TICKET, Why.LEFT_FORCE, day("31 Mar 2026"))


@pytest.mark.parametrize("revoked_at", ["1 Jul 2026 00:00", "1 Aug 2026 10:00"])
def test_authority_revoked_after_it_had_ended_was_not_withdrawn(revoked_at):
    step = line(authority(ends="30 Jun 2026", revoked_at=revoked_at)).at(moment("2 Aug 2026 12:00"))

    assert (step.status, step.why) == (Status.OUT_OF_TICKET, Why.AUTHORISATION_ENDED)


def test_authority_revoked_before_its_end_is_withdrawn():
    taser = line(authority(ends="30 Jun 2026", revoked_at="3 Mar 2026 14:32"))

    assert word(taser, "1 Aug 2026 12:00") is Status.WITHDRAWN


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_authorities_that_ended_the_later_says_how(first):
    rows = [authority(revoked_at="3 Mar 2026 14:32"), authority("1 May 2026", ends="30 Jun 2026")]

    step = line(rows[first], rows[1 - first]).at(moment("2 Aug 2026 12:00"))

    assert (step.status, step.why) == (Status.OUT_OF_TICKET, Why.AUTHORISATION_ENDED)


def test_what_never_expires_was_held_through_the_day_of_its_withdrawal():
    form = {"type": "none", "authorisation": {"by": "superintendent"}}
    facts = SkillFacts(authorisations=(authority(revoked_at="3 Mar 2026 14:32"),))

    step = standing(form, award("1 Jan 2026"), facts=facts).at(moment("4 Mar 2026 12:00"))

    assert (step.status, step.until) == (Status.WITHDRAWN, day("3 Mar 2026"))


def test_authority_revoked_before_the_course_is_withdrawn():
    taser = line(authority("1 Dec 2025", revoked_at="15 Dec 2025 12:00"))

    step = taser.at(moment("2 Jan 2026 12:00"))
    assert (step.status, step.until) == (Status.WITHDRAWN, None)


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_authorities_the_longer_holds(first):
    rows = [authority(ends="30 Jun 2026"), authority("1 Feb 2026", ends="31 Oct 2026")]

    taser = line(rows[first], rows[1 - first])

    assert [taser.at(moment(at)).until for at in ("15 Jan 2026 12:00", "1 Feb 2026 12:00")] == [
        day("30 Jun 2026"),
        day("31 Oct 2026"),
    ]


def test_authority_that_a_rule_does_not_ask_for_changes_nothing():
    facts = SkillFacts(authorisations=(authority(ends="1 Feb 2026", revoked_at="15 Jan 2026 12:00"),))

    assert standing(YEARLY, award("1 Jan 2026"), facts=facts).steps == standing(YEARLY, award("1 Jan 2026")).steps


def test_an_authority_in_grace_still_needs_to_be_given():
    graced = {**TASER, "grace_days": 14}
    ended = SkillFacts(authorisations=(authority(ends="30 Jun 2026"),))

    assert word(standing(graced, award("1 Jan 2026"), facts=ended), "1 Jul 2026 12:00") is Status.OUT_OF_TICKET


def test_grace_follows_the_course_where_authority_holds():
    graced = {**TASER, "grace_days": 14}

    taser = standing(graced, award("1 Jan 2026"), facts=SkillFacts(authorisations=(authority(),)))

    steps = [taser.at(moment(at)) for at in ("15 Jan 2027 12:00", "16 Jan 2027 00:00")]
    assert [(step.status, step.stands) for step in steps] == [(Status.DUE, False), (Status.OUT_OF_TICKET, False)]

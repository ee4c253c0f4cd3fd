"""What is true of every rule and every record."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peel.skills.rules.book import RuleBook, Skill, as_at
from peel.skills.rules.currency import Period, periods, promises
from peel.skills.rules.days import NEVER, day_of, end_of, end_of_quarter, months_after, start_of
from peel.skills.rules.facts import NOTHING, AwardFact, SkillFacts, WaiverFact, awards_believed, facts_known
from peel.skills.rules.grammar import RuleVersion, SkillKind, parse_rule
from peel.skills.rules.line import standing_of
from peel.skills.rules.links import LinkKind
from peel.skills.rules.standing import Status

from .strategies import (
    FIRST,
    award_facts,
    books_and_records,
    dates,
    moments,
    numbered_awards,
    versions,
)

LATER = datetime(2030, 1, 1, tzinfo=UTC)


def currency(rules, awards) -> tuple[Period, ...]:
    return periods(promises(rules, awards_believed(tuple(awards))))


def days_of(stretches: tuple[Period, ...]) -> set:
    """Every day in date, as far as anybody in these tests looks."""
    return {
        stretch.valid_from + timedelta(number)
        for stretch in stretches
        for number in range((min(stretch.valid_until or NEVER, LATER.date()) - stretch.valid_from).days + 1)
    }


def last_day(rules, awards, on):
    stretches = [each for each in currency(rules, awards) if each.valid_from <= on]
    return (stretches[-1].valid_until or NEVER) if stretches else None


@given(versions(), numbered_awards(), award_facts())
def test_renewing_never_shortens(rules, awards, new):
    new = new._replace(recorded_at=LATER, id=99)
    assume(all(award.achieved_on <= new.achieved_on for award in awards))

    before, after = (last_day(rules, each, new.achieved_on) for each in (awards, (*awards, new)))

    assert before is None or before <= after


@given(versions(), numbered_awards(), award_facts())
def test_adding_an_award_never_takes_a_day_in_date_away(rules, awards, found):
    found = found._replace(recorded_at=LATER, id=99)

    assert days_of(currency(rules, awards)) <= days_of(currency(rules, (*awards, found)))


@given(versions(), numbered_awards(), award_facts())
def test_retracting_an_award_restores_exactly_the_standing_before_it(rules, awards, wrong):
    wrong = wrong._replace(retracted_at=LATER, id=99)

    assert currency(rules, (*awards, wrong)) == currency(rules, awards)


@given(versions(), numbered_awards(), award_facts())
def test_voiding_an_award_restores_exactly_the_standing_before_it(rules, awards, wrong):
    wrong = wrong._replace(id=99)
    void = wrong._replace(id=100, corrects=99, void=True, recorded_at=LATER)

    assert currency(rules, (*awards, wrong, void)) == currency(rules, awards)


@given(st.sampled_from(["months", "end_of_month", "end_of_quarter"]), st.integers(4, 60), dates, st.integers(0, 90))
def test_renewing_in_the_window_keeps_the_anniversary(type_, months, won, early):
    rules = (RuleVersion(parse_rule({"type": type_, "months": months})),)
    first = AwardFact(won, LATER)
    until = last_day(rules, [first], won)

    renewed = last_day(rules, [first, AwardFact(until - timedelta(early), LATER)], until)

    anniversary = months_after(until, months, won.day if type_ == "months" else 31)
    assert renewed == (end_of_quarter(anniversary) if type_ == "end_of_quarter" else anniversary)


@given(versions(), numbered_awards())
def test_no_award_reaches_further_than_its_period_and_the_window(rules, awards):
    assume(len(rules) == 1 and rules[0].rule.expires)
    most = max(measure.months or 0 for measure in rules[0].rule.measures)
    awards = [award._replace(expires_on=None) for award in awards]

    reach = [promise.until - promise.award.achieved_on for promise in promises(rules, awards_believed(tuple(awards)))]

    assert all(each <= timedelta(31 * most + 90 + 92) for each in reach)


@given(books_and_records())
def test_steps_are_in_order_and_each_says_something_new(book_and_record):
    book, record = book_and_record

    for standing in book.standings(record).values():
        at = [step.moment for step in standing.steps]
        assert at == sorted(set(at))
        said = [step[1:] for step in standing.steps]
        assert all(one != other for one, other in pairwise(said))


@given(books_and_records())
def test_a_dependant_never_stands_without_its_base(book_and_record):
    book, record = book_and_record
    standings = book.standings(record)
    every = sorted({step.moment for standing in standings.values() for step in standing.steps})

    for moment in every:
        for code, standing in standings.items():
            if standing.at(moment).stands:
                bases = book.linked(LinkKind.STANDS, code, on=day_of(moment))
                assert all(standings[base].at(moment).stands for base in bases)


@given(books_and_records())
def test_in_date_due_and_expiring_are_said_only_of_what_stands_or_is_in_grace(book_and_record):
    book, record = book_and_record

    for code, standing in book.standings(record).items():
        graced = any(version.rule.grace_days for version in book.skills[code].versions)
        for step in standing.steps:
            if step.status in (Status.IN_DATE, Status.EXPIRING):
                assert step.stands
            if step.status is Status.DUE and not step.stands:
                assert graced
                assert step.until < day_of(step.moment)


@given(books_and_records(), moments)
def test_what_stands_is_in_date_and_where_needed_authorised(book_and_record, moment):
    book, record = book_and_record

    for code, standing in book.standings(record).items():
        if standing.at(moment).stands:
            made = [promise for promise in standing.promises if start_of(promise.on) <= moment]
            assert moment < end_of(made[-1].until)
            if made[-1].rule.needs_authorisation:
                assert any(
                    start_of(row.starts) <= moment
                    and (row.ends is None or moment < end_of(row.ends))
                    and (row.revoked_at is None or moment < row.revoked_at)
                    for row in record[code].authorisations
                )


@given(books_and_records(), moments)
def test_a_waiver_never_outlives_its_last_day(book_and_record, moment):
    book, record = book_and_record

    for code, standing in book.standings(record).items():
        step = standing.at(moment)
        if Status.WAIVED in (step.status, step.otherwise):
            assert any(
                start_of(waiver.starts) <= moment < end_of(waiver.ends) and waiver.ends == step.until
                for waiver in record[code].waivers
            )


@given(books_and_records(), moments)
def test_as_at_today_as_known_today_is_the_standing(book_and_record, now):
    book, record = book_and_record
    known_now = {code: facts_known(facts, now) for code, facts in record.items()}

    read = as_at(book.skills.values(), book.links, record, at=now, known_at=now)

    assert read == {code: standing.at(now) for code, standing in book.standings(known_now).items()}


@given(books_and_records(), moments, moments)
def test_what_was_recorded_later_changes_nothing_that_was_known(book_and_record, at, known_at):
    book, record = book_and_record
    earlier = {
        code: facts._replace(awards=tuple(each for each in facts.awards if each.recorded_at <= known_at))
        for code, facts in record.items()
    }

    one, other = (as_at(book.skills.values(), book.links, each, at=at, known_at=known_at) for each in (record, earlier))

    assert one == other


@given(books_and_records())
def test_when_everything_is_known_as_at_reads_the_standing(book_and_record):
    book, record = book_and_record
    at = datetime(2026, 11, 21, 9, tzinfo=UTC)

    read = as_at(book.skills.values(), book.links, record, at=at, known_at=LATER)

    assert [step[:4] for step in read.values()] == [
        standing.at(at)[:4]
        for standing in book.standings({code: facts_known(facts, LATER) for code, facts in record.items()}).values()
    ]


@given(versions(), numbered_awards(), st.sampled_from(list(SkillKind)))
def test_the_quick_way_and_the_long_way_read_the_same(rules, awards, kind):
    """A waiver from long ago sends a line the long way and says nothing about it."""
    made = promises(rules, awards_believed(awards))
    old = WaiverFact(FIRST - timedelta(900), FIRST - timedelta(800), LATER)

    quick = standing_of(kind, NOTHING, made)
    long = standing_of(kind, SkillFacts(waivers=(old,)), made)

    assert quick.steps == tuple(step for step in long.steps if step.moment >= start_of(FIRST))


@given(versions(authorised=False), numbered_awards())
def test_steps_and_stretches_tell_the_same_days(rules, awards):
    made = promises(rules, awards_believed(awards))
    standing = standing_of(SkillKind.AUTHORISED, NOTHING, made)
    in_date = days_of(periods(made))

    for number in range(0, 2500, 11):
        day = FIRST + timedelta(number)
        assert standing.at(start_of(day)).stands is (day in in_date)
        assert standing.at(end_of(day) - timedelta(seconds=1)).stands is (day in in_date)


@settings(max_examples=30)
@given(books_and_records(), st.data())
def test_the_order_of_rows_does_not_matter(book_and_record, data):
    book, record = book_and_record
    shuffled = {
        code: facts._replace(
            awards=tuple(data.draw(st.permutations(facts.awards))),
            authorisations=tuple(reversed(facts.authorisations)),
            holds=tuple(reversed(facts.holds)),
        )
        for code, facts in record.items()
    }
    assume(
        all(
            len({(each.achieved_on, each.recorded_at) for each in facts.awards}) == len(facts.awards)
            for facts in record.values()
        )
    )

    one, other = (
        {code: standing.steps for code, standing in book.standings(each).items()} for each in (record, shuffled)
    )

    assert one == other


@given(versions(), numbered_awards())
def test_an_empty_book_of_links_reads_each_skill_by_itself(rules, awards):
    book = RuleBook.of([Skill("A", SkillKind.LEARNING, rules)])

    alone = standing_of(SkillKind.LEARNING, NOTHING, promises(rules, awards_believed(awards)))

    assert book.standings({"A": SkillFacts(awards)})["A"].steps == alone.steps

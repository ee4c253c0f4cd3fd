"""One person's record as it reads now, from the cache."""

from datetime import date, datetime

from peel.foundation import clock
from peel.people.models import Force, Person
from peel.skills.models import Standing
from peel.skills.queries.book import BookSkill, book_of
from peel.skills.queries.facts import facts_of
from peel.skills.queries.lines import Bar, Line, Reading, deadlines_of, officers_of, says
from peel.skills.rules.days import day_of
from peel.skills.rules.grammar import Unit
from peel.skills.rules.standing import Why


def record_of(
    person: Person, *, force: Force | None = None, own: bool = True, at: datetime | None = None
) -> list[Line]:
    """The lines of somebody's record in one force, in the order of its book, now or at a moment to come.

    ``own`` is False where somebody else reads it. Two small queries; three more where a line does not stand or adds
    up hours, and one each where a line is waived or disputed. The past is read by ``queries.as_at``.
    """
    at = at or clock.now()
    on = day_of(at)
    force = force or person.home_force
    book = book_of(force)
    kept = {
        book.codes[row.skill_id]: row
        for row in Standing.objects.filter(person=person, force=force)
        if row.skill_id in book.codes
    }
    steps = {code: row.steps.at(at) for code, row in kept.items()}
    needed = {code: row.needed_on(on) for code, row in kept.items()}
    shown = [code for code in book.skills if code in kept and (needed[code] or steps[code].why is not Why.NO_AWARD)]
    told = [steps[code] for code in shown]
    more = any(not step.stands for step in told) or any(_adds_up(book.skills[code], on) for code in shown)
    reading = Reading(
        book=book,
        facts=facts_of([person.pk])[person.pk].record(force.pk, book.codes) if more else {},
        at=at,
        own=own,
        officers=officers_of(person, force=force, on=on, book=book) if says(told, Why.WAIVER) else {},
        deadlines=deadlines_of(person, force=force, book=book) if says(told, Why.QUERY) else {},
    )
    return [reading.line(code, steps[code], needed_by=needed[code], bar=_bar(kept[code])) for code in shown]


def _bar(row: Standing) -> Bar:
    return Bar(valid_from=row.valid_from, valid_until=row.valid_until, verified=row.verified)


def _adds_up(skill: BookSkill, on: date) -> bool:
    """Whether its rule counts hours or events, of which some may be done."""
    rule = skill.rule_on(on)
    return rule is not None and (rule.measures[0].unit is not Unit.COMPLETIONS or rule.refresher_minutes is not None)

"""Jobs of the skills room."""

from procrastinate.contrib.django import app

from peel.people.models import Person
from peel.skills.access import awards_to_verify
from peel.skills.actions.deciding import undo_import, verify_awards
from peel.skills.actions.reconcile import compare
from peel.skills.actions.restand import restand_ids
from peel.skills.models import AwardBatch


@app.task(name="skills.restand_people")
def restand_people(people: list[int]) -> None:
    """After a change of rules or requirements that concerns many. Being begun twice does no harm."""
    restand_ids(people)


@app.task(name="skills.undo_import")
def undo_an_import(batch: int, by: int) -> None:
    """Of many awards. Begun twice, it finds the import undone."""
    undo_import(AwardBatch.objects.get(pk=batch), by=Person.objects.get(pk=by))


@app.task(name="skills.compare_import")
def compare_an_import(batch: int) -> None:
    """Of many awards."""
    compare(AwardBatch.objects.select_related("force").get(pk=batch))


@app.task(name="skills.verify_all")
def verify_all(skill: int, by: int, how: str) -> None:
    """Every award of a skill that is unverified still, as far as whoever asked may verify it."""
    person = Person.objects.get(pk=by)
    verify_awards(awards_to_verify(person).filter(skill=skill), by=person, how=how)

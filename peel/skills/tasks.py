"""Jobs of the skills room."""

from procrastinate.contrib.django import app

from peel.skills.actions.restand import restand_ids


@app.task(name="skills.restand_people")
def restand_people(people: list[int]) -> None:
    """After a change of rules or requirements that concerns many. Being begun twice does no harm."""
    restand_ids(people)

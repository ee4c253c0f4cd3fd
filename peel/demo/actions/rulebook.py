"""The demo’s rule book: the catalogue of skills that comes with Peel, and what an officer says of a lapse."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from peel.demo.actions.people import MadeForce
from peel.demo.actions.skills import SINCE, Told
from peel.demo.rules.holding import told
from peel.foundation import clock
from peel.people.models import Person
from peel.skills.actions.bring_in_skills import bring_in_skills
from peel.skills.actions.rule_book import set_rule
from peel.skills.models import Skill, SkillRule
from peel.skills.rules.bringing_in.skills import read_entry
from peel.skills.rules.catalogue import rule_form
from peel.skills.rules.grammar import parse_rule

RECORDED = datetime.combine(SINCE, time(9), UTC)
SAID_DAYS_AGO = 400


def catalogue() -> list[dict[str, Any]]:
    """The catalogue that comes with Peel, the demo's own skills, and how each is shown."""
    brought = json.loads(files("peel.skills").joinpath("data/skills_catalogue.json").read_text(encoding="utf-8"))
    shown = told()["shown"]
    return [{**form, **shown[form["code"]]} for form in (*brought, *told()["more"])]


def load_catalogue(more: Sequence[Mapping[str, Any]] = ()) -> Told:
    """The national skills with their rules and links, as known since long ago; ``more`` come after the catalogue's."""
    forms = [*catalogue(), *more]
    entries = [read_entry(form, row=row) for row, form in enumerate(forms, start=1)]
    with clock.standing_at(RECORDED):
        bring_in_skills(entries, force=None, by=None, file_name="skills_catalogue.json")
    return Told(
        ids=dict(Skill.objects.filter(force=None).values_list("code", "pk")),
        rules={form["code"]: parse_rule(rule_form(form)) for form in forms},
    )


def say_consequences(made: MadeForce, *, today: date) -> None:
    """The force's own version of some rules: the same, with the words of an authorising officer."""
    lena = Person.objects.get(pk=made.parts["head-of-profession"].pk)
    commander = made.parts["commander"].plan
    with clock.standing_at(RECORDED):
        for code, text in told()["consequences"].items():
            national = SkillRule.objects.select_related("skill").get(skill__code=code, skill__force=None, force=None)
            set_rule(
                national.skill,
                rule=national.rule,
                effective_from=SINCE,
                by=lena,
                force=made.force,
                consequence=text,
                consequence_by=f"Supt {commander.given} {commander.family}",
                consequence_on=today - timedelta(days=SAID_DAYS_AGO),
            )

"""The demo's catalogue of skills: national, with rules and links, and what authorising officers say of a lapse."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from peel.demo.actions.people import MadeForce
from peel.demo.actions.skills import SINCE, Told
from peel.skills.models import Competency, Framework, Skill, SkillLink, SkillRule
from peel.skills.rules.catalogue import links_of, read_catalogue, rule_form, skill_kind
from peel.skills.rules.grammar import parse_rule

RECORDED = datetime.combine(SINCE, time(9), UTC)
SHOWN_FIRST = ("ELS", "PPST", "CED", "DRV-RESP", "STOP", "MOE", "MH", "POPS2", "DATA", "AFO", "DRV-ADV", "JRFT")
SHORT = {
    "ELS": "ELS",
    "PPST": "Personal safety",
    "CED": "Taser",
    "DRV-RESP": "Response driving",
    "STOP": "Stop and search",
    "MOE": "Method of entry",
    "MH": "Mental health",
    "POPS2": "Public order 2",
    "DATA": "Data",
    "AFO": "Firearms",
    "DRV-ADV": "Advanced driving",
    "DRV-BASIC": "Basic driving",
    "JRFT": "Fitness",
    "BWV": "Body-worn video",
    "PIP1": "PIP 1",
    "PIP2": "PIP 2",
    "CUSTODY": "Custody",
    "FA4": "First aid 4",
    "FA5": "First aid 5",
}
VALUES = ("Courage", "Respect and empathy", "Public service")
COMPETENCIES = (
    *("We are emotionally aware", "We take ownership", "We collaborate", "We support and inspire"),
    *("We analyse critically", "We are innovative and open-minded"),
)
CRITICAL = {"ELS", "PPST", "CED", "DRV-RESP", "MOE", "POPS2", "AFO"}
CONSEQUENCES = {
    "CED": "Does not draw a device until authorised again. The duty inspector is told at the start of the turn.",
    "AFO": "Is not deployed armed. Weapons stay in the armoury until requalified.",
    "DRV-RESP": "Does not drive to emergencies. Basic driving stays allowed while in ticket.",
}


def catalogue() -> list[dict[str, Any]]:
    """``data/skills_catalogue.json``."""
    told: list[dict[str, Any]] = json.loads(
        files("peel.demo").joinpath("data/skills_catalogue.json").read_text(encoding="utf-8")
    )
    return told


def load_catalogue(more: Sequence[Mapping[str, Any]] = ()) -> Told:
    """The national skills with their rules and links, once; ``more`` entries come after those of the catalogue."""
    entries = [*catalogue(), *more]
    read_catalogue(entries)
    order = {code: number for number, code in enumerate(SHOWN_FIRST)}
    skills = {
        entry["code"]: Skill.objects.create(
            code=entry["code"],
            name=entry["name"],
            short=SHORT.get(entry["code"], entry["name"][:40]),
            family=entry["family"],
            kind=skill_kind(entry).value,
            note=entry.get("note", ""),
            also_called=entry.get("also_called", []),
            critical=entry["code"] in CRITICAL,
            position=order.get(entry["code"], 100 + number),
        )
        for number, entry in enumerate(entries)
    }
    for entry in entries:
        SkillRule.objects.create(
            skill=skills[entry["code"]], rule=rule_form(entry), effective_from=SINCE, recorded_at=RECORDED
        )
        for link in links_of(entry):
            SkillLink.objects.create(
                skill=skills[link.skill],
                other=skills[link.other],
                kind=link.kind.value,
                effective_from=SINCE,
                recorded_at=RECORDED,
            )
    return Told(
        ids={code: skill.pk for code, skill in skills.items()},
        rules={entry["code"]: parse_rule(rule_form(entry)) for entry in entries},
    )


def say_consequences(made: MadeForce, told: Told) -> None:
    """The force's own version of some rules: the same, with the words of an authorising officer."""
    commander = made.parts["commander"].plan
    for code, text in CONSEQUENCES.items():
        national = SkillRule.objects.get(skill_id=told.ids[code], force=None)
        SkillRule.objects.create(
            skill_id=told.ids[code],
            force=made.force,
            rule=national.rule,
            effective_from=SINCE,
            consequence=text,
            consequence_by=f"Supt {commander.given} {commander.family}",
            consequence_on=SINCE,
            recorded_at=RECORDED,
        )


def load_cvf() -> None:
    """The names of the Competency and Values Framework of 2024; its texts are the College’s, for a force to import."""
    framework, made = Framework.objects.get_or_create(
        code="cvf",
        version="2024",
        defaults={
            "name": "Competency and Values Framework",
            "publisher": "College of Policing",
            "licence": "Names only; the texts are under the College’s Non-Commercial licence",
            "source": "https://www.college.police.uk/career-learning/competency-and-values-framework",
            "identifier": uuid5(NAMESPACE_URL, "peel:cvf-2024"),
        },
    )
    if not made:
        return
    named = [*((name, "value", 0) for name in VALUES), *((name, "competency", 3) for name in COMPETENCIES)]
    Competency.objects.bulk_create(
        Competency(
            framework=framework,
            identifier=uuid5(framework.identifier, name),
            name=name,
            kind=kind,
            levels=levels,
            position=position,
        )
        for position, (name, kind, levels) in enumerate(named)
    )

"""Bringing in a catalogue of skills: the file is compared with what there is, then written as a whole or not at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.people.reference import NATION
from peel.skills.actions.rule_book import end_link, restand_holders, write_link, write_rule
from peel.skills.models import Skill, SkillLink, SkillRule
from peel.skills.rules.bringing_in.report import Did, RowReport
from peel.skills.rules.bringing_in.skills import Change, Consequence, Entry, Held, HeldLink, Plan, plan
from peel.skills.rules.days import ONE_DAY
from peel.skills.rules.links import LinkKind

ALWAYS = date.min
"""From when the first version of a rule, and its links, are in force."""


@transaction.atomic
def bring_in_skills(
    entries: Sequence[Entry],
    *,
    force: Force | None,
    by: Person | None,
    refused: Iterable[RowReport] = (),
    effective_from: date | None = None,
    file_name: str = "",
    dry_run: bool = False,
) -> Plan:
    """Write what a file would change, nationally (``force`` None) or as one force sees it; the same file twice changes
    nothing. With a refused row, or ``dry_run``, nothing is written.

    A force's file never renames a national skill: it gives it the force's own rule and links. A new version of a rule
    is in force from ``effective_from`` (today); the first one always was.
    """
    home = Force.objects.select_for_update(no_key=True).get(**{"pk": force.pk} if force else {"code": NATION})
    found = plan(entries, held_in(force), refused=refused)
    if found.refused or dry_run or not found.changes:
        return found
    skills = {skill.code: skill for skill in visible_skills(force)}
    rows = {row.about: row.row for row in found.report}
    for change in found.changes:
        skills[change.code] = _write_skill(change, skills.get(change.code), force=force, position=rows[change.code])
    for change in found.changes:
        _write_rule(change, skills[change.code], force=force, by=by, on=effective_from or clock.today())
        _write_links(change, skills, force=force, on=effective_from)
    told = {row.about: [row.did, *map(str, row.said)] for row in found.report if row.did is not Did.UNCHANGED}
    ledger.audit(
        "imported-skills", actor=actor(by), force=home.pk, object_type="file", object_id=file_name, detail=told
    )
    restand_holders([skills[change.code] for change in found.changes], force=force)
    return found


def held_in(force: Force | None) -> dict[str, Held]:
    """The skills that there are, by code, as the nation or a force has them."""
    layer = Q(force=None) if force is None else Q(force=None) | Q(force=force)
    rules = _latest_rules(layer)
    links = _live_links(layer, force)
    return {
        skill.code: Held(
            id=skill.pk,
            columns={name: getattr(skill, name) for name in _COLUMNS},
            rule=rules[skill.pk].rule if skill.pk in rules else None,
            consequence=_consequence(rules.get(skill.pk)),
            links=frozenset(links.get(skill.pk, ())),
            own=skill.force_id == (force.pk if force else None),
        )
        for skill in visible_skills(force)
    }


_COLUMNS = ("name", "short", "family", "note", "kind", "also_called", "critical", "position", "retired_on")


def visible_skills(force: Force | None) -> list[Skill]:
    """A force's own skill comes after a national one with the same code, and so goes before it."""
    layer = Q(force=None) if force is None else Q(force=None) | Q(force=force)
    return sorted(Skill.objects.filter(layer), key=lambda skill: skill.force_id is not None)


def _latest_rules(layer: Q) -> Mapping[int, SkillRule]:
    """By skill, the version that was made for the last days; a force's own go before the nation's."""
    rows = SkillRule.objects.filter(layer, retracted_at=None).order_by("effective_from", "pk")
    return {row.skill_id: row for row in sorted(rows, key=lambda row: row.force_id is not None)}


def _live_links(layer: Q, force: Force | None) -> Mapping[int, list[HeldLink]]:
    rows = SkillLink.objects.filter(layer, retracted_at=None, effective_to=None).select_related("other")
    own = {(row.skill_id, row.other_id, row.kind) for row in rows if row.force_id is not None}
    found: dict[int, list[HeldLink]] = defaultdict(list)
    for row in rows:
        overruled = row.force_id is None and (row.skill_id, row.other_id, row.kind) in own
        if row.applies and not overruled:
            is_own = row.force_id == (force.pk if force else None)
            found[row.skill_id].append(HeldLink(LinkKind(row.kind), row.other.code, is_own))
    return found


def _consequence(row: SkillRule | None) -> Consequence | None:
    if row is None or not row.consequence or row.consequence_on is None:
        return None
    return Consequence(row.consequence, row.consequence_by, row.consequence_on)


def _write_skill(change: Change, before: Skill | None, *, force: Force | None, position: int) -> Skill:
    if change.skill is None or before is None:
        columns: dict[str, Any] = {"position": position, **change.columns}
        return Skill.objects.create(force=force, code=change.code, **columns)
    if change.columns:
        for name, value in change.columns.items():
            setattr(before, name, value)
        before.save(update_fields=[*change.columns])
    return before


def _write_rule(change: Change, skill: Skill, *, force: Force | None, by: Person | None, on: date) -> None:
    if change.rule is None:
        return
    first = not SkillRule.objects.filter(skill=skill, force=force, retracted_at=None).exists()
    said = change.consequence
    write_rule(
        skill,
        rule=change.rule,
        effective_from=ALWAYS if first else on,
        by=by,
        force=force,
        consequence=said.text if said else "",
        consequence_by=said.by if said else "",
        consequence_on=said.on if said else None,
    )


def _write_links(change: Change, skills: Mapping[str, Skill], *, force: Force | None, on: date | None) -> None:
    """Links of a new skill always were; of one that there is they begin, and end, on the day of the change."""
    begins = ALWAYS if change.skill is None else on or clock.today()
    skill = skills[change.code]
    for kind, other in change.add:
        write_link(skill, other=skills[other], kind=kind, force=force, applies=True, effective_from=begins)
    for gone in change.drop:
        if gone.own:
            live = SkillLink.objects.filter(skill=skill, other=skills[gone.other], kind=gone.kind, force=force)
            end_link(live.get(retracted_at=None, effective_to=None), on=begins - ONE_DAY)
        else:
            write_link(
                skill, other=skills[gone.other], kind=gone.kind, force=force, applies=False, effective_from=begins
            )

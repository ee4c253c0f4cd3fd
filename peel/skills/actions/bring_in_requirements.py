"""Bringing in a table of requirements: compared with what there is, then written as a whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.people.actors import actor
from peel.people.models import Force, Person, PersonType, Rank, Unit
from peel.people.reference import NATION
from peel.skills.actions.bring_in_skills import visible_skills
from peel.skills.actions.rule_book import restand_asked
from peel.skills.models import Requirement, Skill
from peel.skills.rules.bringing_in.report import Did, RowReport
from peel.skills.rules.bringing_in.requirements import Asked, Change, Entry, Held, Known, Plan, plan


@transaction.atomic
def bring_in_requirements(
    entries: Sequence[Entry],
    *,
    force: Force | None,
    by: Person | None,
    refused: Iterable[RowReport] = (),
    file_name: str = "",
    dry_run: bool = False,
) -> Plan:
    """Write what a file would change, for the nation (``force`` None) or one force.

    What the file does not name goes on asking: a requirement ends by a row with its last day. The same file twice
    changes nothing.
    """
    home = Force.objects.select_for_update(no_key=True).get(**{"pk": force.pk} if force else {"code": NATION})
    found = plan(entries, held_in(force), refused=refused)
    if found.refused or dry_run or not found.changes:
        return found
    skills = {skill.code: skill for skill in visible_skills(force)}
    units = {unit.code: unit for unit in Unit.objects.filter(force=force)} if force else {}
    written = [_write(change, skills=skills, units=units, force=force) for change in found.changes]
    told = {
        str(row.row): [row.about, row.did, *map(str, row.said)] for row in found.report if row.did is not Did.UNCHANGED
    }
    ledger.audit(
        "imported-requirements", actor=actor(by), force=home.pk, object_type="file", object_id=file_name, detail=told
    )
    restand_asked(written)
    return found


def known_to(force: Force | None) -> Known:
    """What rows of a file may name. A rank code that means two places in the order is named by its number."""
    ranks: dict[str, set[int]] = {}
    for code, seniority in Rank.objects.values_list("code", "seniority"):
        ranks.setdefault(code, set()).add(seniority)
    units = Unit.objects.filter(force=force, closed_on=None).values_list("code", flat=True) if force else []
    return Known(
        skills=frozenset(skill.code for skill in visible_skills(force)),
        units=frozenset(units),
        person_types=frozenset(PersonType.values),
        ranks={code: min(places) for code, places in ranks.items() if len(places) == 1},
    )


def held_in(force: Force | None) -> dict[Asked, Held]:
    """Requirements of the nation or of one force; of several that ask the same, the one of the last days."""
    rows = Requirement.objects.filter(force=force, retracted_at=None).order_by("effective_from", "pk")
    return {
        Asked(
            row.skill.code,
            row.unit.code if row.unit else "",
            row.function,
            row.role,
            row.person_type,
            row.rank_from,
            row.rank_to,
        ): Held(row.pk, row.reason, row.effective_from, row.effective_to)
        for row in rows.select_related("skill", "unit")
    }


def _write(
    change: Change, *, skills: Mapping[str, Skill], units: Mapping[str, Unit], force: Force | None
) -> Requirement:
    now, entry = clock.now(), change.entry
    if change.replaces is not None:
        Requirement.objects.filter(pk=change.replaces).update(retracted_at=now)
    asked = entry.asked
    return Requirement.objects.create(
        skill=skills[asked.skill],
        force=force,
        unit=units[asked.unit] if asked.unit else None,
        function=asked.function,
        role=asked.role,
        person_type=asked.person_type,
        rank_from=asked.rank_from,
        rank_to=asked.rank_to,
        reason=entry.reason,
        effective_from=change.starts or clock.today(),
        effective_to=entry.ends,
        recorded_at=now,
    )

"""Changing what decides about records: rules, links and requirements, each a new version with its days.

Nothing is edited: what is no longer right is retracted and stays readable as it was then known. Everybody whose
standing may change is computed again: at once where they are few, in a job of the same transaction where many.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.people.actors import actor
from peel.people.models import Force, Person, Unit
from peel.people.reference import NATION
from peel.skills.actions.awards import in_pieces
from peel.skills.actions.restand import restand_ids
from peel.skills.models import Award, Requirement, Skill, SkillLink, SkillRule, Standing
from peel.skills.queries.book import read_book
from peel.skills.refused import Refused
from peel.skills.rules.grammar import RuleError, parse_rule
from peel.skills.rules.links import LinksError
from peel.skills.words import sentence_of_links, sentence_of_rule_error

AT_ONCE = 500
"""People computed again while somebody waits; more than that are computed in jobs."""
IN_ONE_JOB = 2_000


@transaction.atomic
def set_rule(
    skill: Skill,
    *,
    rule: Mapping[str, Any],
    effective_from: date,
    by: Person | None,
    force: Force | None = None,
    retrospective: bool = False,
    consequence: str = "",
    consequence_by: str = "",
    consequence_on: date | None = None,
) -> SkillRule:
    """Write a new version of how a skill stays in date, nationally or in one force.

    A version from the same day is retracted; the very same version again changes nothing.
    """
    row, made = write_rule(
        skill,
        rule=rule,
        effective_from=effective_from,
        by=by,
        force=force,
        retrospective=retrospective,
        consequence=consequence,
        consequence_by=consequence_by,
        consequence_on=consequence_on,
    )
    if made:
        _audit("set-rule", skill, by=by, force=force, detail={"rule": dict(rule), "from": effective_from.isoformat()})
        restand_holders([skill], force=force)
    return row


def write_rule(
    skill: Skill,
    *,
    rule: Mapping[str, Any],
    effective_from: date,
    by: Person | None,
    force: Force | None,
    retrospective: bool = False,
    consequence: str = "",
    consequence_by: str = "",
    consequence_on: date | None = None,
) -> tuple[SkillRule, bool]:
    """The version, and whether it is new; telling and computing is left to who writes several."""
    try:
        parse_rule(rule)
    except RuleError as error:
        raise Refused(sentence_of_rule_error(error)) from error
    if consequence and not (consequence_by.strip() and consequence_on):
        raise Refused(_("Words about the consequence name the officer whose words they are, and their day."))
    said = {
        "rule": dict(rule),
        "retrospective": retrospective,
        "consequence": consequence,
        "consequence_by": consequence_by if consequence else "",
        "consequence_on": consequence_on if consequence else None,
    }
    Skill.objects.select_for_update(no_key=True).get(pk=skill.pk)
    before = SkillRule.objects.filter(skill=skill, force=force, effective_from=effective_from, retracted_at=None)
    if same := before.filter(**said).first():
        return same, False
    before.update(retracted_at=clock.now())
    row = SkillRule.objects.create(
        skill=skill, force=force, effective_from=effective_from, made_by=by, recorded_at=clock.now(), **said
    )
    return row, True


@transaction.atomic
def link(
    skill: Skill,
    *,
    other: Skill,
    kind: SkillLink.Kind,
    by: Person | None,
    force: Force | None = None,
    applies: bool = True,
    effective_from: date = date.min,
) -> SkillLink:
    """Link a skill to another; ``applies=False`` lets a force do without the national link. The same twice is one."""
    row, made = write_link(skill, other=other, kind=kind, force=force, applies=applies, effective_from=effective_from)
    if made:
        refuse_links_that_cannot_be_used(force)
        _audit("linked", skill, by=by, force=force, detail={"kind": kind, "other": other.code, "applies": applies})
        restand_holders([skill, other], force=force)
    return row


def write_link(
    skill: Skill, *, other: Skill, kind: str, force: Force | None, applies: bool, effective_from: date
) -> tuple[SkillLink, bool]:
    """The link, and whether it is new; checking, telling and computing is left to who writes several."""
    Skill.objects.select_for_update(no_key=True).get(pk=skill.pk)
    live = SkillLink.objects.filter(skill=skill, other=other, kind=kind, force=force, retracted_at=None)
    if same := live.filter(applies=applies, effective_from=effective_from, effective_to=None).first():
        return same, False
    live.filter(effective_from=effective_from).update(retracted_at=clock.now())
    row = SkillLink.objects.create(
        skill=skill, other=other, kind=kind, force=force, applies=applies, effective_from=effective_from,
        recorded_at=clock.now(),
    )  # fmt: skip
    return row, True


@transaction.atomic
def unlink(old: SkillLink, *, by: Person | None, on: date | None = None) -> None:
    """End a link with the day ``on``; without one it is taken back as if it had never been. Twice changes nothing."""
    row = SkillLink.objects.select_for_update(of=("self",)).select_related("skill", "other", "force").get(pk=old.pk)
    if row.retracted_at is not None:
        return
    end_link(row, on=on)
    _audit("unlinked", row.skill, by=by, force=row.force, detail={"kind": row.kind, "other": row.other.code})
    restand_holders([row.skill, row.other], force=row.force)


def end_link(row: SkillLink, *, on: date | None) -> None:
    """Retract a link, and write it anew with its last day if it had one; telling is left to the caller."""
    row.retracted_at = clock.now()
    row.save(update_fields=["retracted_at"])
    if on is not None and on >= row.effective_from:
        SkillLink.objects.create(
            skill=row.skill, other=row.other, kind=row.kind, force=row.force, applies=row.applies,
            effective_from=row.effective_from, effective_to=on, recorded_at=clock.now(),
        )  # fmt: skip


@transaction.atomic
def require(
    skill: Skill,
    *,
    reason: str,
    by: Person | None,
    force: Force | None = None,
    unit: Unit | None = None,
    function: str = "",
    role: str = "",
    person_type: str = "",
    rank_from: int | None = None,
    rank_to: int | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
) -> Requirement:
    """Require a skill of every post that matches all that is filled in. The very same requirement twice is one."""
    if not reason.strip():
        raise Refused(_("A requirement has a reason; everybody it asks is shown it."))
    if rank_from is not None and rank_to is not None and rank_from > rank_to:
        raise Refused(_("The lowest rank is above the highest."))
    Skill.objects.select_for_update(no_key=True).get(pk=skill.pk)
    asked = {
        "skill": skill, "force": unit.force if unit else force, "unit": unit, "function": function, "role": role,
        "person_type": person_type, "rank_from": rank_from, "rank_to": rank_to,
    }  # fmt: skip
    days = {"effective_from": effective_from or clock.today(), "effective_to": effective_to}
    same = Requirement.objects.filter(**asked, **days, reason=reason, retracted_at=None).first()
    if same is not None:
        return same
    row = Requirement.objects.create(**asked, **days, reason=reason, recorded_at=clock.now())
    _audit("required", skill, by=by, force=row.force, detail={"requirement": row.pk, "reason": reason})
    restand_asked([row])
    return row


@transaction.atomic
def end_requirement(requirement: Requirement, *, on: date, by: Person | None) -> None:
    """Stop requiring a skill after the day ``on``. Ending what has ended changes nothing."""
    row = Requirement.objects.select_for_update(of=("self",)).select_related("skill", "force").get(pk=requirement.pk)
    if row.retracted_at is not None or (row.effective_to is not None and row.effective_to <= on):
        return
    row.retracted_at = clock.now()
    row.save(update_fields=["retracted_at"])
    _audit("ended-requirement", row.skill, by=by, force=row.force, detail={"requirement": row.pk, "on": on.isoformat()})
    if on >= row.effective_from:
        row.pk, row.effective_to, row.retracted_at, row.recorded_at = None, on, None, clock.now()
        row.save(force_insert=True)
    restand_asked([row])


def refuse_links_that_cannot_be_used(force: Force | None) -> None:
    """Read the book anew, of this force or of every force that uses Peel: no record could be read with bad links."""
    forces = [force] if force else Force.objects.filter(Q(live=True) | Q(code=NATION))
    for each in forces:
        try:
            read_book(each.pk)
        except LinksError as error:
            raise Refused(sentence_of_links(error)) from error


def restand_holders(skills: Sequence[Skill], *, force: Force | None) -> None:
    """Compute everybody again who has a line of one of these skills, in one force or in all."""
    lines = Standing.objects.filter(skill__in=skills)
    people = set((lines if force is None else lines.filter(force=force)).values_list("person_id", flat=True))
    people |= set(Award.objects.filter(skill__in=skills).values_list("person_id", flat=True))
    _restand(people)


def restand_asked(requirements: Sequence[Requirement]) -> None:
    """Compute everybody again whom one of these requirements may ask: by a post in its unit, force or nation."""
    posts = Q()
    for requirement in requirements:
        if requirement.unit is not None:
            posts |= Q(posts__unit__path__startswith=requirement.unit.path)
        elif requirement.force_id is not None:
            posts |= Q(posts__force=requirement.force_id)
        else:
            posts |= Q(posts__isnull=False)
    _restand(set(Person.objects.filter(posts).values_list("pk", flat=True)))


def _restand(people: set[int]) -> None:
    if len(people) <= AT_ONCE:
        restand_ids(sorted(people))
        return
    for some in in_pieces(sorted(people), IN_ONE_JOB):
        app.configure_task("skills.restand_people").defer(people=[*some])


def _audit(verb: str, skill: Skill, *, by: Person | None, force: Force | None, detail: Mapping[str, object]) -> None:
    force = force or Force.objects.get(code=NATION)
    ledger.audit(
        verb, actor=actor(by), force=force.pk, object_type="skill", object_id=skill.pk,
        detail={"skill": skill.code, **detail},
    )  # fmt: skip

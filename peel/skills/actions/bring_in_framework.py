"""Bringing in a framework of competencies from a CASE package."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.ledger import actions as ledger
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.people.reference import NATION
from peel.skills.models import Competency, CompetencyLink, Framework
from peel.skills.refused import Refused
from peel.skills.rules.bringing_in.case import Changes, Item, Link, Package, compare

REPLACED_BY = "replacedBy"
_COLUMNS = ("code", "name", "kind", "note", "levels", "position")


@dataclass(frozen=True, slots=True)
class Imported:
    """The framework as it is after the import (None after a dry run of a new one), and what the package changed."""

    framework: Framework | None
    changes: Changes


@transaction.atomic
def bring_in_framework(
    package: Package, *, by: Person | None, file_name: str = "", dry_run: bool = False, told: bool = True
) -> Imported:
    """Write a package. The same identifier with another version is another framework, which replaces the newest one
    before it; the same version again changes what differs, and nothing when nothing does.

    ``told`` False writes no audit entry: for what Peel itself brings along.
    """
    nation = Force.objects.select_for_update(no_key=True).get(code=NATION)
    framework = _framework_of(package)
    held = _items(framework) if framework else {}
    rows = CompetencyLink.objects.filter(origin__framework=framework) | CompetencyLink.objects.filter(
        target__framework=framework
    )
    linked = [
        Link(*row) for row in rows.distinct().values_list("origin__identifier", "target__identifier", "kind")
    ]  # fmt: skip
    known = set(Competency.objects.values_list("identifier", flat=True))
    changes = compare(package, held, linked=linked if framework else (), known=known)
    if dry_run or (framework is not None and not (changes.new or changes.changed or changes.links)):
        return Imported(framework, changes)
    framework = framework or _new_framework(package)
    _write_items(framework, changes)
    _write_links(framework, changes)
    if told:
        ledger.audit(
            "imported-framework", actor=actor(by), force=nation.pk, object_type="framework", object_id=framework.pk,
            purpose=file_name, detail={"new": len(changes.new), "changed": len(changes.changed)},
        )  # fmt: skip
    return Imported(framework, changes)


def _framework_of(package: Package) -> Framework | None:
    document = package.document
    found = Framework.objects.filter(identifier=document.identifier, version=document.version).first()
    if found is None and Framework.objects.filter(code=document.code, version=document.version).exists():
        values = {"name": document.name, "version": document.version}
        raise Refused(_("There is another framework called %(name)s, version %(version)s."), values)
    return found


def _new_framework(package: Package) -> Framework:
    document = package.document
    before = Framework.objects.filter(identifier=document.identifier).order_by("-pk").first()
    return Framework.objects.create(
        identifier=document.identifier,
        code=document.code,
        version=document.version,
        name=document.name,
        publisher=document.publisher,
        licence=document.licence,
        source=document.source,
        replaces=before,
    )


def _items(framework: Framework) -> dict[UUID, Item]:
    rows = Competency.objects.filter(framework=framework).values_list(
        "identifier", "code", "name", "kind", "note", "levels", "position", "parent__identifier"
    )
    return {row[0]: Item(*row) for row in rows}


def _write_items(framework: Framework, changes: Changes) -> None:
    rows = {row.identifier: row for row in Competency.objects.filter(framework=framework)}
    changed = {item.identifier for item in changes.changed}
    for item in changes.written:
        row = rows.get(item.identifier) or Competency(framework=framework, identifier=item.identifier)
        for column in _COLUMNS:
            setattr(row, column, getattr(item, column))
        row.parent = rows[item.parent] if item.parent else None
        row.save(force_update=item.identifier in changed)
        rows[item.identifier] = row


def _write_links(framework: Framework, changes: Changes) -> None:
    """A link to an item that several versions have leads to this one, or to the newest of the others."""
    rows = dict(Competency.objects.order_by("framework_id").values_list("identifier", "pk"))
    rows |= dict(framework.competencies.values_list("identifier", "pk"))
    CompetencyLink.objects.bulk_create(
        [CompetencyLink(origin_id=rows[one], target_id=rows[other], kind=kind) for one, other, kind in changes.links],
        ignore_conflicts=True,
    )
    if framework.replaces is None:
        older = Framework.objects.filter(
            competencies__links_out__target__framework=framework, competencies__links_out__kind=REPLACED_BY
        ).exclude(pk=framework.pk)
        framework.replaces = older.order_by("-pk").first()
        framework.save(update_fields=["replaces"])

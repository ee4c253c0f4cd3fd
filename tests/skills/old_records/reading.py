"""A file of old records as tests write it: ``brought_in(force, [{...}], by=ana)``."""

from typing import Any

from peel.people.models import Force, Person
from peel.skills.actions.old_records import Imported, OldFile, import_old_records
from peel.skills.rules.old_records.columns import Column, ForceWords, understand

NAMES = [column.value for column in Column]


def brought_in(
    force: Force,
    rows: list[dict[str, str]],
    *,
    by: Person | None = None,
    dry_run: bool = False,
    words: ForceWords | None = None,
    **more: Any,
) -> Imported:
    words = words or ForceWords()
    file = OldFile("old.csv", "0" * 64, understand(NAMES, words), words)
    table = [(line, {**dict.fromkeys(NAMES, ""), **row}) for line, row in enumerate(rows, 2)]
    return import_old_records(table, file=file, force=force, by=by, dry_run=dry_run, **more)

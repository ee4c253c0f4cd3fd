"""The nation, the 43 territorial forces of England and Wales, and the ranks they use, as the package brings them.

What a force has changed is left alone: a force that uses Peel keeps its name and settings, ranks it added stay.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from peel.people.models import Force, Rank

DATA = Path(__file__).parent / "data"
NATION = "national"


def load() -> None:
    nation, _made = Force.objects.get_or_create(code=NATION, defaults={"name": "National", "kind": Force.Kind.NATION})
    _load_forces(nation)
    _load_ranks()


def _load_forces(nation: Force) -> None:
    in_use = set(Force.objects.filter(live=True).values_list("code", flat=True))
    forces = [Force(**row, kind=Force.Kind.TERRITORIAL, parent=nation) for row in _rows("forces.csv")]
    Force.objects.bulk_create(
        [force for force in forces if force.code not in in_use],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "ons_code", "region"],
    )


def _load_ranks() -> None:
    ranks = [Rank(**{**row, "detective": row["detective"] == "yes"}) for row in _rows("ranks.csv")]
    Rank.objects.bulk_create(
        ranks,
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=["name", "short", "seniority", "detective"],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

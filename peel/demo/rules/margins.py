"""How many of whom: the real workforce of England and Wales, scaled to a force of any size.

Source: Home Office police workforce statistics, 1 March 2022, pooled over 43 forces (``data/LICENCES.md``).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PERSON_TYPES = {
    "police officer": "officer",
    "police staff": "staff",
    "police community support officer": "pcso",
    "special constable": "special",
    "designated officer": "designated",
    "police support volunteer": "volunteer",
}
PART_TIME_SHARE = 0.6
"""What a part-timer of the demo works; how many there are follows from the real full-time equivalents."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the workforce table: this many people of one type, rank and sex."""

    person_type: str
    rank: str
    sex: str
    headcount: int
    fte: float

    @property
    def part_timers(self) -> float:
        """Share of these people who work part time; unpaid people have no full-time equivalent."""
        return (1 - self.fte / self.headcount) / (1 - PART_TIME_SHARE) if self.fte else 0.0


@cache
def real_workforce() -> tuple[Cell, ...]:
    """Every cell that is not empty."""
    with files("peel.demo").joinpath("data/workforce_2022_03.csv").open(encoding="utf-8") as file:
        return tuple(
            Cell(
                person_type=PERSON_TYPES[row["worker_type"]],
                rank=row["rank"],
                sex=row["sex"],
                headcount=int(row["headcount"]),
                fte=float(row["fte"]),
            )
            for row in csv.DictReader(file)
        )


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in these proportions that add up to ``total``: largest remainders, first come on a tie."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda n: (counts[n] - exact[n], n))
    for n in by_remainder[: total - sum(counts)]:
        counts[n] += 1
    return counts


def workforce_of(total: int) -> list[tuple[Cell, int]]:
    """Every cell with its number of people in a force of ``total``, never more than one person off the real share."""
    cells = real_workforce()
    return list(zip(cells, apportion(total, [cell.headcount for cell in cells]), strict=True))

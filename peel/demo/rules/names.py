"""Names of invented people, as mixed as the country that they police."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names that go together, and the share of people who have one of them."""

    share: float
    given: dict[str, list[str]]
    family: list[str]


@cache
def name_groups() -> tuple[NameGroup, ...]:
    told = json.loads(files("peel.demo").joinpath("data/names.json").read_text(encoding="utf-8"))
    return tuple(
        NameGroup(
            share=group["share"],
            given={
                "Female": group["female"],
                "Male": group["male"],
                "Not stated": sorted({*group["female"], *group["male"]}),
            },
            family=group["family"],
        )
        for group in told
    )


def names(rng: Random, *, sex: str, count: int) -> Iterator[tuple[str, str]]:
    """Given and family names. Two people may share one, as people do."""
    groups = name_groups()
    reach = list(accumulate(group.share for group in groups))
    for group in rng.choices(groups, cum_weights=reach, k=count):
        yield rng.choice(group.given[sex]), rng.choice(group.family)

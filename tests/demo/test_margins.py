"""The demo's people stand in the proportions of the real workforce."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.demo.rules.margins import PERSON_TYPES, apportion, real_workforce, workforce_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MARGINS, EXPECTED = SHARED / "police" / "margins_2022_03.csv", SHARED / "EXPECTED_DEV.json"
needs_source = pytest.mark.skipif(
    not (MARGINS.exists() and EXPECTED.exists()), reason="the source data lies beside the checkout, not in it"
)


def test_the_shipped_table_counts_251_069_people():
    by_type = Counter[str]()
    for cell in real_workforce():
        by_type[cell.person_type] += cell.headcount

    assert sum(by_type.values()) == 251_069
    assert by_type["officer"] == 142_505


@needs_source
def test_the_shipped_table_is_the_source_pooled_over_forces():
    source = Counter[tuple[str, str, str]]()
    with MARGINS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = PERSON_TYPES[row["worker_type"]]
            source[kind, row["rank_description"], row["sex"]] += int(row["total_headcount"] or 0)

    shipped = {(cell.person_type, cell.rank, cell.sex): cell.headcount for cell in real_workforce()}

    assert shipped == {cell: count for cell, count in source.items() if count}


@needs_source
def test_the_source_has_the_figures_that_were_published_with_it():
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))["workforce"]
    by_type, forces = Counter[str](), set()
    with MARGINS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_type[row["worker_type"]] += int(row["total_headcount"] or 0)
            forces.add(row["force_name"])

    assert dict(by_type) == expected["by_type"]
    assert sum(by_type.values()) == expected["total"] == 251_069
    assert len(forces) == expected["forces"]


@given(st.integers(min_value=1, max_value=250_000))
def test_every_cell_is_within_one_person_of_its_real_share(total):
    workforce = workforce_of(total)

    assert sum(count for _, count in workforce) == total
    assert [cell for cell, count in workforce if abs(count - cell.headcount * total / 251_069) >= 1] == []


@given(st.integers(min_value=0, max_value=5000), st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_apportioned_people_add_up_and_nobody_goes_where_nothing_is_wanted(total, weights):
    weights = [*weights, 1.0]

    counts = apportion(total, weights)

    assert sum(counts) == total
    assert [count for count, weight in zip(counts, weights, strict=True) if count and not weight] == []

import json
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from peel.ledger.rules import NOTHING, Happening, canonical, head, leaf, next_try_minutes

WHEN = datetime(2026, 11, 21, 14, 22, tzinfo=UTC)


def happening(**changes: object) -> Happening:
    values: dict[str, object] = {
        "statement_id": UUID(int=1),
        "subject": UUID(int=2),
        "force": 7,
        "verb": "completed",
        "object_type": "lesson",
        "object_id": "12",
        "happened_at": WHEN,
        "stored_at": WHEN,
    }
    return Happening(**{**values, **changes})  # type: ignore[arg-type]


def test_a_statement_is_written_in_the_shape_of_xapi():
    text = canonical(happening(result={"score": {"raw": 3}}))

    assert json.loads(text) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": "tag:peel,2026:subject", "name": "00000000-0000-0000-0000-000000000002"},
        },
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"objectType": "Activity", "id": "tag:peel,2026:lesson/12"},
        "context": {"platform": "Peel", "extensions": {"tag:peel,2026:force": 7}},
        "result": {"score": {"raw": 3}},
        "timestamp": "2026-11-21T14:22:00+00:00",
        "stored": "2026-11-21T14:22:00+00:00",
    }


def test_a_verb_of_our_own_has_our_own_identifier():
    assert json.loads(canonical(happening(verb="awarded")))["verb"]["id"] == "tag:peel,2026:verb/awarded"


@given(st.dictionaries(st.text(), st.integers()))
def test_the_same_result_in_another_order_is_the_same_text(result: dict[str, int]):
    turned = dict(reversed(result.items()))

    assert canonical(happening(result=result)) == canonical(happening(result=turned))


@given(st.binary(min_size=16, max_size=16), st.text(), st.text())
def test_another_text_has_another_leaf(salt: bytes, one: str, other: str):
    assert (leaf(salt, one) == leaf(salt, other)) == (one == other)


def test_a_head_depends_on_order_and_on_what_was_before():
    one, two = leaf(b"", "one"), leaf(b"", "two")

    heads = {head(NOTHING, [one, two]), head(NOTHING, [two, one]), head(one, [one, two]), head(NOTHING, [one])}

    assert len(heads) == 4


def test_a_failed_delivery_is_tried_four_times_and_then_waits():
    assert [next_try_minutes(attempts) for attempts in range(1, 6)] == [1, 5, 25, 125, None]

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from peel.ledger import actions
from peel.ledger.models import AuditEntry, AuditSubject
from peel.ledger.queries import readings_of

pytestmark = pytest.mark.django_db


def test_a_page_of_many_people_is_one_entry_with_many_subjects():
    reader, team = uuid4(), [uuid4() for _ in range(12)]

    actions.audit_reading(reader=reader, force=1, subjects=team, purpose="Team")

    assert (AuditEntry.objects.count(), AuditSubject.objects.count()) == (1, 12)


def test_looking_again_within_fifteen_minutes_joins_the_entry():
    reader, one, two = uuid4(), uuid4(), uuid4()
    actions.audit_reading(reader=reader, force=1, subjects=[one], purpose="Team")

    actions.audit_reading(reader=reader, force=1, subjects=[one, two], purpose="Team")

    assert (AuditEntry.objects.count(), AuditSubject.objects.count()) == (1, 2)


def test_looking_again_later_is_another_entry(monkeypatch: pytest.MonkeyPatch):
    reader, one = uuid4(), uuid4()
    actions.audit_reading(reader=reader, force=1, subjects=[one], purpose="Team")
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr("peel.foundation.clock.now", lambda: later)

    actions.audit_reading(reader=reader, force=1, subjects=[one], purpose="Team")

    assert readings_of(one).count() == 2


def test_another_purpose_is_another_entry():
    reader, one = uuid4(), uuid4()

    for purpose in ("Team", "Evidence"):
        actions.audit_reading(reader=reader, force=1, subjects=[one], purpose=purpose)

    assert readings_of(one).count() == 2


def test_reading_ones_own_record_is_not_written():
    me = uuid4()

    assert actions.audit_reading(reader=me, force=1, subjects=[me], purpose="My record") is None


def test_a_reading_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        actions.audit_reading(reader=uuid4(), force=1, subjects=[uuid4() for _ in range(300)], purpose="Team")

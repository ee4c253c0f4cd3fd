"""The cache of standing says what the rules say, and is written in one go."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from peel.skills.actions.restand import restand
from peel.skills.models import Standing
from peel.skills.rules.standing import Status
from tests.people.factories import PostFactory
from tests.skills.factories import AwardFactory, RequirementFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(monkeypatch):
    def stop(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
    stop(datetime(2026, 11, 21, 9, tzinfo=UTC))
    return stop


def test_x(now):
    post = PostFactory()
    taser = SkillFactory(code="CED")
    RequirementFactory(skill=taser, role="response-constable")
    els = SkillFactory(code="ELS")
    RequirementFactory(skill=els, role="response-constable")
    AwardFactory(person=post.person, skill=taser, achieved_on=date(2026, 2, 1))
    n = restand([post.person])
    rows = list(Standing.objects.values())
    for r in rows: print(r)
    assert n == 2
    assert restand([post.person]) == 0
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    import time
    t=time.perf_counter()
    with CaptureQueriesContext(connection) as c:
        restand([post.person])
    print(time.perf_counter()-t, len(c))
    for q in c.captured_queries: print(q["time"], q["sql"][:90])

"""Time for these tests: Saturday 21 November 2026, 09:00, unless a test says otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

SetClock = Callable[[str], datetime]


@pytest.fixture(autouse=True)
def clock_at(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """``clock_at("22 Nov 2026 00:01")`` makes it that moment in London."""

    def set_clock(text: str) -> datetime:
        local = datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=ZoneInfo("Europe/London"))
        moment = local.astimezone(UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    set_clock("21 Nov 2026 09:00")
    return set_clock

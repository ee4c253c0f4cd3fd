from datetime import UTC, date, datetime

import pytest

from peel.skills.rules.standing import Status, Step, Why
from peel.skills.words import TONES, WORDS, mark_words, sentence

SINCE = datetime(2026, 11, 14, 0, 0, tzinfo=UTC)
NAMES = {"PPST": "Public and personal safety training", "ELS": "Emergency life support"}


def step(status: Status, why: Why, *, until: date | None = None, bases: tuple[str, ...] = ()) -> Step:
    return Step(SINCE, status, False, until, why, SINCE, bases)


def test_every_status_has_a_word_and_a_tone():
    assert set(WORDS) == set(TONES) == set(Status)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (step(Status.OUT_OF_TICKET, Why.DATE_PASSED),
         "On this record since 14 Nov 2026. Check with your supervisor before duty."),
        (step(Status.OVERDUE, Why.DATE_PASSED), "Overdue on this record since 14 Nov 2026."),
        (step(Status.EXPIRING, Why.WINDOW_OPEN, until=date(2026, 12, 31)), "In date to 31 Dec 2026."),
        (step(Status.DUE, Why.IN_GRACE, until=date(2026, 11, 13)),
         "Ended 13 Nov 2026. Days of grace are running; it does not count until renewed."),
        (step(Status.SUSPENDED, Why.BASE, bases=("PPST", "ELS")),
         "Because Public and personal safety training and Emergency life support does not stand since 14 Nov 2026."
         " Renewing it brings this back."),
        (step(Status.SUSPENDED, Why.HELD), "Since 14 Nov 2026. Ask your training records office."),
        (step(Status.WAIVED, Why.WAIVER, until=date(2027, 1, 31)), "Not required until 31 Jan 2027."),
        (step(Status.WITHDRAWN, Why.AUTHORISATION_REVOKED), "By the authorising officer, since 14 Nov 2026."),
        (step(Status.QUERIED, Why.QUERY), "Asked about on 14 Nov 2026. A records officer decides."),
        (step(Status.NOT_HELD, Why.NO_AWARD), "Required: every response officer."),
        (step(Status.IN_DATE, Why.AWARD), "No expiry."),
    ],
)  # fmt: skip
def test_a_sentence_states_the_record(said: Step, words: str):
    assert sentence(said, names=NAMES, reason="every response officer") == words


def test_no_sentence_tells_conduct_from_medical():
    said = {sentence(step(Status.SUSPENDED, Why.HELD), names=NAMES) for _ in range(2)}

    assert not any(secret in words for words in said for secret in ("conduct", "medical", "health"))


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (date(2026, 12, 31), "Expiring, 40 days"),
        (date(2026, 11, 22), "Expiring, 1 day"),
        (date(2026, 11, 21), "Expiring, today"),
    ],
)  # fmt: skip
def test_a_mark_counts_the_days_left(until: date, words: str):
    assert mark_words(step(Status.EXPIRING, Why.WINDOW_OPEN, until=until), today=date(2026, 11, 21)) == words

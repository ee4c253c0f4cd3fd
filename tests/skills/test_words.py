"""What the record says in words: the trade's, stating what stands and never ordering."""

from datetime import UTC, date, datetime

import pytest

from peel.skills.rules.grammar import Unit
from peel.skills.rules.renewal import Do, Errand
from peel.skills.rules.standing import NOT_HELD, Status, Step, Why
from peel.skills.rules.sums import Progress
from peel.skills.words import TONES, WORDS, errand_words, hours, join_words, progress_words, reason_of

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SINCE = datetime(2026, 11, 15, tzinfo=UTC)
NAMES = {"PPST": "Safety training", "ELS": "First aid"}


def step(status: Status, why: Why, **more) -> Step:
    return Step(SINCE, status, False, **{"until": None, "why": why, "since": SINCE, **more})


def test_every_status_has_its_word_and_its_tone():
    assert {status: (str(WORDS[status]), TONES[status]) for status in Status} == {
        Status.NOT_HELD: ("Not held", ""),
        Status.IN_TRAINING: ("In training", "learning"),
        Status.IN_DATE: ("In date", "good"),
        Status.DUE: ("Due", "due"),
        Status.EXPIRING: ("Expiring", "expiring"),
        Status.OUT_OF_TICKET: ("Out of ticket", "late"),
        Status.OVERDUE: ("Overdue", "late"),
        Status.SUSPENDED: ("Suspended", "held"),
        Status.WAIVED: ("Waived", "waived"),
        Status.WITHDRAWN: ("Withdrawn", "gone"),
        Status.QUERIED: ("Queried", "query"),
    }


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (NOT_HELD, "Not on this record."),
        (step(Status.NOT_HELD, Why.NO_AUTHORISATION), "The course is on this record, an authorisation is not."),
        (step(Status.IN_TRAINING, Why.ON_COURSE), "On the course, not awarded yet."),
        (step(Status.IN_DATE, Why.AWARD), "In date, without an end."),
        (step(Status.IN_DATE, Why.AWARD, until=date(2027, 6, 1)), "In date through 1 Jun 2027."),
        (
            step(Status.EXPIRING, Why.WINDOW_OPEN, until=date(2026, 11, 22)),
            "In date through 22 Nov 2026, 1 day left.",
        ),
        (step(Status.DUE, Why.WINDOW_OPEN, until=date(2026, 11, 30)), "In date through 30 Nov 2026, 9 days left."),
        (
            step(Status.DUE, Why.IN_GRACE, until=date(2026, 11, 14)),
            "Past its date since 15 Nov, within the force’s time of grace. Check with your supervisor before duty.",
        ),
        (
            step(Status.OUT_OF_TICKET, Why.DATE_PASSED),
            "Out of ticket on this record since 15 Nov. Check with your supervisor before duty.",
        ),
        (step(Status.OVERDUE, Why.DATE_PASSED), "Overdue on this record since 15 Nov."),
        (
            step(Status.OVERDUE, Why.REQUALIFICATION_DUE),
            "Overdue on this record since 15 Nov: the requalification was due.",
        ),
        (step(Status.OVERDUE, Why.CONVERSION_DUE), "Overdue on this record since 15 Nov: the conversion was due."),
        (
            step(Status.OVERDUE, Why.AUTHORISATION_ENDED),
            "Overdue on this record since 15 Nov, when the authorisation ended.",
        ),
        (
            step(Status.OVERDUE, Why.LEFT_FORCE),
            "Overdue on this record since 15 Nov: authority ended with leaving the force.",
        ),
        (
            step(Status.SUSPENDED, Why.BASE, bases=("PPST", "ELS")),
            "Suspended since 15 Nov, because Safety training and First aid does not stand.",
        ),
        (
            step(Status.SUSPENDED, Why.HELD),
            "Suspended since 15 Nov. The training records office can say what comes next.",
        ),
        (
            step(Status.WAIVED, Why.WAIVER, until=date(2027, 1, 31)),
            "Not required until 31 Jan 2027, on the word of a named officer.",
        ),
        (step(Status.WITHDRAWN, Why.WITHDRAWN), "Withdrawn by the authorising officer on 15 Nov."),
        (step(Status.WITHDRAWN, Why.AUTHORISATION_REVOKED), "Withdrawn by the authorising officer on 15 Nov."),
        (step(Status.QUERIED, Why.QUERY), "Queried since 15 Nov."),
    ],
)  # fmt: skip
def test_each_reason_is_one_or_two_plain_sentences(said, sentence):
    assert reason_of(said, names=NAMES, now=NOW) == sentence


def test_every_reason_there_is_has_its_sentence():
    for why in Why:
        assert reason_of(step(Status.OVERDUE, why), names=NAMES, now=NOW) != ""


def test_somebody_else_reads_it_without_your():
    told = reason_of(step(Status.OUT_OF_TICKET, Why.DATE_PASSED), names=NAMES, now=NOW, own=False)

    assert told == "Out of ticket on this record since 15 Nov. Check before duty."


def test_another_year_is_named():
    told = reason_of(step(Status.OVERDUE, Why.DATE_PASSED), names=NAMES, now=datetime(2027, 1, 2, tzinfo=UTC))

    assert told == "Overdue on this record since 15 Nov 2026."


def test_what_is_required_and_missing_a_waivers_officer_and_a_disputes_day_are_said():
    waived = step(Status.WAIVED, Why.WAIVER, until=date(2027, 1, 31))
    queried = step(Status.QUERIED, Why.QUERY)

    assert reason_of(NOT_HELD, names=NAMES, now=NOW, required=True) == "Required, and not on this record."
    assert reason_of(waived, names=NAMES, now=NOW, authorised_by="Dr Shah") == (
        "Not required until 31 Jan 2027, on the word of Dr Shah."
    )
    assert reason_of(queried, names=NAMES, now=NOW, decide_by=date(2026, 12, 4)) == (
        "Queried since 15 Nov. A records officer decides by 4 Dec 2026."
    )


@pytest.mark.parametrize("order", ["do not", "must", "cannot", "may not", "shall"])
def test_no_sentence_orders(order):
    steps = [step(status, why) for status in Status for why in Why]

    assert [told for each in steps if order in (told := reason_of(each, names=NAMES, now=NOW)).lower()] == []


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (Do.WIN, "Complete First aid"),
        (Do.RENEW, "Renew First aid"),
        (Do.CONVERT, "Convert First aid"),
        (Do.AUTHORISE, "Get First aid authorised"),
        (Do.ASK, "Ask the training records office about First aid"),
    ],
)
def test_what_can_be_done_is_a_verb_and_a_skill(do, words):
    assert errand_words(Errand(do, "ELS", ("ELS",)), names=NAMES) == words


def test_hours_progress_and_lists_are_said_as_people_say_them():
    assert [hours(minutes) for minutes in (420, 90, 15, 600)] == ["7", "1.5", "0.25", "10"]
    assert progress_words(Progress(Unit.MINUTES, 420, 720)) == "7 of 12 h"
    assert [progress_words(Progress(Unit.EVENTS, done, of)) for done, of in ((0, 1), (2, 3))] == [
        "0 of 1 time",
        "2 of 3 times",
    ]
    assert [join_words(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]

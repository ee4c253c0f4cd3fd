from dataclasses import replace
from datetime import date

import pytest

from peel.duty import words
from peel.duty.rules import Code, Duty, Kind
from tests.duty.rules.rotas import london

NIGHT = Duty(date(2026, 11, 19), Code.NIGHT, london(2026, 11, 19, 22), london(2026, 11, 20, 7))


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (NIGHT, "Night turn 22:00–07:00"),
        (Duty(date(2026, 11, 19), Code.REST), "Rest day"),
        (Duty(date(2026, 11, 19), Code.AWAY), "Not available"),
        (Duty(date(2026, 11, 19), Code.AWAY, because=Kind.ANNUAL_LEAVE), "Annual leave"),
        (replace(NIGHT, code=Code.AWAY, because=Kind.COURT), "Court 22:00–07:00"),
        (replace(NIGHT, code=Code.AWAY, because=Kind.COURT).as_others_see(), "Not available"),
    ],
)
def test_a_turn_is_called_by_its_name_and_hours(duty, said):
    assert words.turn(duty) == said


def test_every_code_and_kind_has_words():
    assert set(words.TURNS) == set(Code)
    assert set(words.KINDS) == set(Kind)


def test_a_night_is_told_by_both_days():
    assert words.moment(NIGHT) == "Fri 20 Nov, Thursday’s night"
    assert words.moment(Duty(date(2026, 11, 19), Code.REST)) == "Thu 19 Nov"

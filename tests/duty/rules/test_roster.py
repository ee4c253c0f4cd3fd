from datetime import date, time, timedelta

from peel.duty.rules import Code, Duty, Fault, FaultKind, Kind, RosterRules, Turn, roster_faults
from peel.duty.rules.patterns import moments

MONDAY = date(2026, 11, 16)
HOURS = {
    "E": Turn(Code.EARLY, time(7), time(16)),
    "L": Turn(Code.LATE, time(14), time(23)),
    "N": Turn(Code.NIGHT, time(22), time(7)),
    "R": Turn(Code.REST),
}


def week(letters: str) -> list[Duty]:
    return [worked(MONDAY + timedelta(days=n), HOURS[letter]) for n, letter in enumerate(letters)]


def worked(day: date, turn: Turn, code: Code | None = None) -> Duty:
    if turn.start is None or turn.end is None:
        return Duty(day, turn.code)
    start, end = moments(day, turn.start, turn.end)
    return Duty(day, code or turn.code, start, end)


def found(faults: list[Fault]) -> list[tuple[FaultKind, int, str]]:
    return [(fault.kind, (fault.day - MONDAY).days, str(fault.sentence)) for fault in faults]


def test_an_early_after_a_late_has_too_little_rest():
    assert found(roster_faults(week("LERR"))) == [
        (FaultKind.SHORT_REST, 1, "8 hours of rest before this turn; the rule is 11.")
    ]


def test_exactly_eleven_hours_are_enough():
    late = worked(MONDAY, Turn(Code.LATE, time(11), time(20)))
    early = worked(MONDAY + timedelta(days=1), HOURS["E"])

    assert roster_faults([late, early]) == []


def test_the_hour_lost_in_march_is_lost_from_rest_too():
    late = worked(date(2026, 3, 28), Turn(Code.LATE, time(11), time(20)))
    early = worked(date(2026, 3, 29), HOURS["E"])

    assert [fault.kind for fault in roster_faults([late, early])] == [FaultKind.SHORT_REST]


def test_turns_that_overlap_are_named_as_that():
    assert found(roster_faults(week("NERR")))[0][:2] == (FaultKind.SHORT_REST, 1)
    long_night = worked(MONDAY, Turn(Code.NIGHT, time(22), time(10)))
    assert found(roster_faults([long_night, worked(MONDAY + timedelta(days=1), HOURS["E"])]))[0][:2] == (
        FaultKind.OVERLAP,
        1,
    )


def test_four_nights_are_a_block_and_the_fifth_is_a_fault():
    assert roster_faults(week("NNNNR")) == []
    assert found(roster_faults(week("NNNNNR"))) == [(FaultKind.TOO_MANY_NIGHTS, 4, "More than 4 nights in a block.")]


def test_six_turns_in_a_row_are_kept_and_the_seventh_is_a_fault_once():
    assert roster_faults(week("EEEEEER")) == []
    assert found(roster_faults(week("EEEEEEEEE"))) == [(FaultKind.TOO_MANY_TURNS, 6, "More than 6 turns in a row.")]


def test_a_day_at_court_is_a_turn_worked():
    duties = week("EEEEEEE")
    duties[3] = Duty(duties[3].day, Code.AWAY, duties[3].start, duties[3].end, because=Kind.COURT)

    assert [fault.kind for fault in roster_faults(duties)] == [FaultKind.TOO_MANY_TURNS]


def test_a_day_of_leave_breaks_the_run():
    duties = week("EEEEEEE")
    duties[3] = Duty(duties[3].day, Code.AWAY, because=Kind.ANNUAL_LEAVE)

    assert roster_faults(duties) == []


def test_twelve_hours_are_the_longest_turn_even_the_night_the_clocks_go_back():
    twelve, more = Turn(Code.NIGHT, time(19), time(7)), Turn(Code.NIGHT, time(19), time(7, 15))

    assert roster_faults([worked(date(2026, 10, 24), twelve)]) == []
    assert found(roster_faults([worked(MONDAY, more)])) == [(FaultKind.TOO_LONG, 0, "A turn of more than 12 hours.")]


def test_a_force_sets_its_own_limits_and_other_settings_are_left_alone():
    rules = RosterRules.from_settings({"nights_in_block": 7, "something_else": 3})

    assert rules == RosterRules(nights_in_block=7)
    assert roster_faults(week("NNNNNR"), rules) == []

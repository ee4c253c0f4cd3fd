from datetime import UTC, date, datetime
from threading import Thread

from peel.foundation import clock

NEW_YEAR = datetime(2027, 1, 1, 0, 1, tzinfo=UTC)


def test_a_clock_that_stands_says_the_same_moment_and_day():
    with clock.standing_at(NEW_YEAR):
        told = clock.now(), clock.today()

    assert told == (NEW_YEAR, date(2027, 1, 1))


def test_it_goes_on_afterwards_and_stops_within_one_that_stopped():
    with clock.standing_at(NEW_YEAR):
        with clock.standing_at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
            inside = clock.today()
        outside = clock.now()

    assert inside == date(2026, 7, 1)
    assert outside == NEW_YEAR
    assert clock.now() != NEW_YEAR


def test_another_thread_keeps_its_own_time():
    said = []

    with clock.standing_at(NEW_YEAR):
        other = Thread(target=lambda: said.append(clock.now()))
        other.start()
        other.join()

    assert said[0] != NEW_YEAR

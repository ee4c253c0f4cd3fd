"""By when somebody's word about their record is decided."""

from datetime import date

from .days import ONE_DAY

WORKING_DAYS = 10
"""Unless a force says otherwise."""


def working_days_after(day: date, count: int) -> date:
    """The day that is ``count`` working days after ``day``. Monday to Friday are working days, bank holidays too."""
    while count:
        day += ONE_DAY
        count -= day.weekday() < 5
    return day

"""Jobs of the duty room."""

from procrastinate.contrib.django import app

from peel.duty import actions


@app.periodic(cron="23 3 * * *")
@app.task(name="duty.forget_old_rosters")
def forget_old_rosters(timestamp: int) -> None:
    """Every night."""
    actions.forget_old_rosters()

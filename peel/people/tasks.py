"""Jobs of people."""

from procrastinate.contrib.django import app

from peel.people import actions


@app.periodic(cron="41 3 * * *")
@app.task(name="people.forget_old_sessions")
def forget_old_sessions_daily(timestamp: int) -> None:
    actions.forget_old_sessions()

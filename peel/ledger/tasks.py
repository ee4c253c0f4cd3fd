"""Jobs of the ledger."""

from procrastinate.contrib.django import app

from peel.foundation import clock
from peel.foundation.environment import peel_home
from peel.ledger.verify import export_heads


@app.periodic(cron="17 3 * * *")
@app.task(name="ledger.export_heads")
def export_heads_daily(timestamp: int) -> None:
    """Every night, so that a cut-off tail shows against yesterday's heads at the latest."""
    export_heads(peel_home() / "heads", day=clock.today().isoformat())

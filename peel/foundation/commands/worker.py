"""``peel worker``: jobs and ticks, without pages."""

import asyncio

import click

from peel.foundation.standing import database_standing

GRACE_SECONDS = 8


@click.command(epilog="Example: DATABASE_URL=postgres://peel@db.example/peel peel worker")
@click.option("--jobs", default=2, show_default=True, help="How many jobs at a time.")
def worker(jobs: int) -> None:
    """Work through jobs, and seal and deliver what happened. For several machines; “peel serve” has its own."""
    import django

    django.setup()
    with database_standing(patience=60):
        work(jobs=jobs)


def work(*, jobs: int) -> None:
    """Until SIGTERM. Jobs under way get a few seconds to end and are otherwise begun again by the next worker."""
    from procrastinate.contrib.django import app

    from peel.foundation.rights import own_nothing
    from peel.foundation.ticking import Ticker

    own_nothing()

    ticker = Ticker()
    ticker.start()
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            asyncio.run(_run(working, jobs))
    finally:
        ticker.leave()


async def _run(app: object, jobs: int) -> None:
    async with app.open_async():  # type: ignore[attr-defined]
        await app.run_worker_async(  # type: ignore[attr-defined]
            concurrency=jobs, shutdown_graceful_timeout=GRACE_SECONDS, delete_jobs="successful"
        )

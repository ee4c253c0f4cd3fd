"""Jobs of the catalogue: recordings made ready to play, and the nightly count of the library."""

from procrastinate.contrib.django import app

from peel.catalogue.actions import files, indexing


@app.task(name="catalogue.prepare_recording", retry=2)
def prepare_recording(lesson: int, file: int) -> None:
    """Look into a recording that an author brought, and make it play everywhere."""
    files.prepare(lesson, file=file)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="recount")
def recount(timestamp: int) -> None:
    """Count the library's words, likes and uses anew while most people sleep."""
    indexing.recount()

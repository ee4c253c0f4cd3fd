"""Jobs that look after jobs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="begin_again", pass_context=True)
async def begin_again(context: JobContext, timestamp: int) -> None:
    """Give jobs whose worker was killed to another worker; a job must bear being begun twice."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)

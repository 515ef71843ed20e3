"""Who is told when a run fails.

Belongs here: sensors. Does not belong here: how a message is sent (``foerderlupe.fetch.web``).
"""

import dagster as dg

from foerderlupe.fetch import web
from pipelines.settings import Settings


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell_of_failure(context: dg.RunFailureSensorContext) -> None:
    """Writes every failed run to the log, and to ``FOERDERLUPE_WEBHOOK`` where it is set."""
    run, message = context.dagster_run, context.failure_event.message
    text = f"Förderlupe: {run.job_name} ({run.run_id}) failed, nothing was published. {message}"
    context.log.error(text)
    webhook = Settings.from_environment().webhook
    if webhook is not None:
        web.post(webhook, {"text": text, "job": run.job_name, "run_id": run.run_id})

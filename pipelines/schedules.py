"""When the nightly job runs.

Belongs here: schedules. Does not belong here: what runs (``pipelines.jobs``).
"""

import dagster as dg

from foerderlupe.calendar import BERLIN
from pipelines.jobs import nightly

every_night = dg.ScheduleDefinition(
    name="every_night",
    job=nightly,
    cron_schedule="30 2 * * *",
    execution_timezone=BERLIN.key,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="02:30 in Berlin, in summer and in winter.",
)

"""The day of a run.

Belongs here: what 'today' means. Does not belong here: schedules (``pipelines``).
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def today() -> date:
    """Today in Berlin, wherever the machine stands."""
    return datetime.now(BERLIN).date()

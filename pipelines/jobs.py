"""What runs together.

Belongs here: selections of assets. Does not belong here: when they run (``pipelines.schedules``).
"""

import dagster as dg

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks(),
    description="Fetch, read, place, label, match, build, check, publish.",
    # A second try would repeat checks that have failed for a reason.
    tags={"dagster/max_retries": "0"},
)

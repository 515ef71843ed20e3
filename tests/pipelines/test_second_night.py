"""A night that remembers the last one publishes what a night without any memory does."""

import filecmp
import shutil

from foerderlupe.publish import history
from tests.pipelines.conftest import ROWS

# When and by which run a list was fetched.
_OF_THE_RUN = {"core.source_runs", "marts.publisher_report"}


def test_forgetting_changes_nothing_that_is_published(new_town) -> None:
    remembering, forgetting = new_town(), new_town()
    assert remembering.run().code == 0
    assert (remembering.home / "work" / "pairs" / "version").exists()
    shutil.copytree(remembering.home, forgetting.home, symlinks=True)
    shutil.rmtree(forgetting.home / "work")
    for town in (remembering, forgetting):
        town.liste("neckarau", ROWS[0], ROWS[1].replace("Grundschulen", "Schulen"), ROWS[2])
        assert town.run().code in (0, 3), "published"
    one, other = (
        town.published / history.publications(town.published)[-1] / "parquet"
        for town in (remembering, forgetting)
    )
    names = [path.name for path in one.iterdir()]
    compared = [name for name in names if name.removesuffix(".parquet") not in _OF_THE_RUN]
    assert len(compared) > 30
    equal, unequal, unread = filecmp.cmpfiles(one, other, compared, shallow=False)
    assert (unequal, unread) == ([], [])
    assert len(equal) == len(compared)

"""One night on the embedded lists, for all tests that look at what is published."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Tests assert no seconds: a busy machine is no failure.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

ROOT = Path(__file__).parents[1]
# Also the day of the answers in docs/questions.md.
AS_OF = "2026-11-22"


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the publication; 3 means published with amber findings."""
    home = tmp_path_factory.mktemp("embedded")
    command = [sys.executable, "-m", "pipelines.cli", "run"]
    command += ["--as-of", AS_OF, "--home", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return home / "published" / "current"

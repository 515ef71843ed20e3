"""Which publication readers see, and which are kept.

Belongs here: the switch, the way back, and pruning. Does not belong here: what a publication
contains (``publish.publication``).

Readers open ``published/current/…``: a symbolic link that is replaced in one step, so that
nobody sees half a publication and a reader with an open file keeps reading its own.
"""

import shutil
from pathlib import Path

from foerderlupe.errors import Problem, PublicationError
from foerderlupe.publish.publication import DESCRIPTION

KEPT = 5
_LINK = "current"


def publications(published: Path) -> list[str]:
    """Run ids of all complete publications, oldest first."""
    return sorted(path.parent.name for path in published.glob(f"[0-9]*/{DESCRIPTION}"))


def current(published: Path) -> str | None:
    """Run id of the publication that readers see."""
    link = published / _LINK
    return link.readlink().name if link.is_symlink() and link.exists() else None


def switch_to(published: Path, run_id: str) -> None:
    """Let readers see this publication from now on, in one step.

    Raises ``PublicationError`` when there is no such publication.
    """
    if run_id not in publications(published):
        raise PublicationError(
            Problem(
                f"no publication '{run_id}'",
                f"one of {', '.join(publications(published)) or 'none'}",
                "List them with 'foerderlupe publications'.",
            )
        )
    aside = published / f".{_LINK}-next"
    aside.unlink(missing_ok=True)
    aside.symlink_to(run_id, target_is_directory=True)
    aside.replace(published / _LINK)


def before_current(published: Path) -> str:
    """The newest publication that is older than the current one.

    Raises ``PublicationError`` when there is none to go back to.
    """
    now = current(published)
    older = [run_id for run_id in publications(published) if now is not None and run_id < now]
    if not older:
        raise PublicationError(
            Problem("no older publication", "one to go back to", "Run 'foerderlupe run' instead.")
        )
    return older[-1]


def prune(published: Path, keep: int = KEPT) -> list[str]:
    """Remove the oldest publications beyond ``keep``, never the current one; gives them."""
    removable = [run_id for run_id in publications(published) if run_id != current(published)]
    surplus = removable[: max(len(removable) + 1 - keep, 0)]
    for run_id in surplus:
        shutil.rmtree(published / run_id)
    return surplus

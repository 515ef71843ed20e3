"""A value that cannot be read, said so that somebody can correct the list.

Belongs here: the exception that the functions on single values raise. It never leaves
``parse``: a value that cannot be read rejects its row.
Does not belong here: what is wrong with a whole list (``foerderlupe.errors``).
"""


class Unreadable(ValueError):
    """One value that cannot be read: ``reason`` says why, ``expected`` what should stand there."""

    def __init__(self, reason: str, expected: str) -> None:
        super().__init__(f"{reason}; expected {expected}")
        self.reason = reason
        self.expected = expected

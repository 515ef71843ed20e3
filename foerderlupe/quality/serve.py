"""The process that checks promises: questions in on standard input, answers out.

Belongs here: the loop of ``python -m foerderlupe.quality.serve``.
Does not belong here: starting it (``quality.validator``) and the checks (``quality.expectations``).
"""

import os
import pickle
import sys

from foerderlupe.quality import expectations


def main() -> None:
    """Answer questions until standard input ends; what libraries print goes to the log."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        while True:
            try:
                function, arguments = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            pickle.dump(_answer(function, arguments), answers)
            answers.flush()


def _answer(function: str, arguments: tuple[object, ...]) -> object:
    try:
        return getattr(expectations, function)(*arguments)
    except Exception as error:
        return RuntimeError(f"Great Expectations: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

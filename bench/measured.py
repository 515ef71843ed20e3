"""A program started and measured by a process that is small itself.

``python -m bench.measured COMMAND…`` prints how it ended, its processor seconds and its peak
memory as JSON. Linux counts what a process held before it became the program as the peak of the
program: started from a bench that has made a million records, every small run would have theirs.
"""

import json
import os
import subprocess
import sys


def main() -> None:
    """Run the command to its end."""
    started = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

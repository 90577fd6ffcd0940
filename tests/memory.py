"""The memory that a process of a test or a bench took."""

import resource
from pathlib import Path


def most_megabytes() -> float:
    """The peak memory of this process in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # `ru_maxrss` includes the memory of the process that forked this one
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2

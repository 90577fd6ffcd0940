"""The number of examples: few in the ordinary run, many in `make soak` (`REDAKSI_SOAK=1`)."""

import os

SOAK = os.environ.get("REDAKSI_SOAK") == "1"


def share(ordinary: int, soak: int) -> int:
    """The number of examples for this run."""
    return soak if SOAK else ordinary

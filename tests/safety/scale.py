"""How much is tried: the ordinary run takes a share, `make soak` (REDAKSI_SOAK=1) all of it."""

import os

SOAK = os.environ.get("REDAKSI_SOAK") == "1"


def share(ordinary: int, soak: int) -> int:
    """So many of it in this run."""
    return soak if SOAK else ordinary

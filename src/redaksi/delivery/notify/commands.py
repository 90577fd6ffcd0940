"""Tell a person by a command of the house, which reads a JSON object; there is no shell."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from subprocess import TimeoutExpired

from redaksi.delivery import running, secrets
from redaksi.delivery.base import TargetRefused, Uncertain
from redaksi.i18n import _
from redaksi.text import clean

PATIENCE = 30.0
"""Seconds within which the command must end."""
_SAID = 200
"""The most characters of what the command printed last that are told."""


def tell(
    words: Sequence[str],
    document: bytes,
    without: Collection[str] = (),
) -> None:
    """Give `document` to the command `words`, which does not get the variables `without`.

    Raises:
        TargetRefused: when it cannot be started, or fails.
        Uncertain: when it does not end within `PATIENCE` seconds; it was killed with its children.
    """
    name = os.path.basename(words[0])  # noqa: PTH119 - a text
    try:
        done = running.run(
            words,
            PATIENCE,
            folder=Path("/"),
            with_errors=True,
            without=without,
            given=document,
        )
    except TimeoutExpired:
        raise Uncertain(
            _("{program} did not end within {count} seconds.").format(
                program=name, count=int(PATIENCE)
            )
        ) from None
    except (OSError, ValueError, IndexError) as error:
        why = secrets.redacted(clean.line(getattr(error, "strerror", "") or str(error)))
        raise TargetRefused(
            _("{program} cannot be started: {why}.").format(program=name, why=why.rstrip("."))
        ) from None
    if done.code:
        # What is cut is not known for a secret any more.
        said = secrets.redacted(clean.line(done.last.decode(errors="replace")))[-_SAID:]
        raise TargetRefused(
            _("{program} failed: it ended with {code}.").format(program=name, code=done.code),
            # A program may repeat what it was given: the ledger keeps sentences, and no hint.
            _("It said: {words}").format(words=said) if said else "",
        )

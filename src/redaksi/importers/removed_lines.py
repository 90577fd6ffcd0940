"""Report the lines that an importer took out of the body: no line is lost silently."""

from collections import Counter
from collections.abc import Iterable, Sequence

from redaksi.i18n import _

_SHOWN = 80
"""The number of characters of a line that the report shows."""
_MOST = 20
"""The number of lines that the report shows; further lines are only counted."""


def missing(parts: Iterable[Sequence[str]], less: Iterable[Sequence[str]]) -> list[str]:
    """The lines of the blocks `parts` that are missing in the blocks `less`, in their order."""
    left = Counter(line for block in less for line in block)
    found = []
    for line in (line for block in parts for line in block):
        left[line] -= 1
        if left[line] < 0:
            found.append(line)
    return found


def sentence(lines: Sequence[str]) -> str:
    """The sentence that names the `lines` that were taken out of the body; "" if none."""
    shown = [line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…" for line in lines[:_MOST]]
    if more := len(lines) - len(shown):
        shown.append(_("{count} more").format(count=more))
    return _("Taken out of the text: {lines}.").format(lines=" · ".join(shown)) if lines else ""

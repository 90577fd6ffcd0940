"""What an importer takes out of the body is told: nobody loses a line in silence."""

from collections import Counter
from collections.abc import Iterable, Sequence

from redaksi.i18n import _

_SHOWN = 80
"""Characters that are told of a line."""
_MOST = 20
"""Lines that are told one by one."""


def missing(parts: Iterable[Sequence[str]], less: Iterable[Sequence[str]]) -> list[str]:
    """The lines of the blocks `parts` that the blocks `less` lack, in their order."""
    left = Counter(line for block in less for line in block)
    found = []
    for line in (line for block in parts for line in block):
        left[line] -= 1
        if left[line] < 0:
            found.append(line)
    return found


def told(lines: Sequence[str]) -> str:
    """The sentence that tells which `lines` were taken out of the body; "" for none."""
    shown = [line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…" for line in lines[:_MOST]]
    if more := len(lines) - len(shown):
        shown.append(_("{count} more").format(count=more))
    return _("Taken out of the text: {lines}.").format(lines=" · ".join(shown)) if lines else ""

"""Limits for the size of one article: a larger file is refused before it is parsed slowly."""

import re

from redaksi.domain import markdown_dialect
from redaksi.errors import BadInput
from redaksi.i18n import _

MOST_LINES = 100_000
MOST_MARKS = 500_000
"""The greatest number of marks of Markdown in the whole text, backslashes included."""

_BLANK_LINES = re.compile(r"\n\s*\n")


def check(text: str, name: str) -> None:
    """Check the size of `text` (of clean characters) from the file `name`.

    Raises:
        BadInput: when the text has too many lines, or the text or a paragraph too many marks.
    """
    lines = text.count("\n") + 1
    if lines > MOST_LINES:
        raise BadInput(
            _("{name} has {count} lines; at most {limit} are taken.").format(
                name=name, count=lines, limit=MOST_LINES
            ),
            _("Take one article per file."),
        )
    marks = markdown_dialect.marks(text)
    if marks + text.count("\\") > MOST_MARKS:
        raise BadInput(
            _(
                "{name} has {count} signs that mark text (such as * and _); at most {limit} are "
                "taken."
            ).format(name=name, count=marks + text.count("\\"), limit=MOST_MARKS),
            _("Take one article per file."),
        )
    most = (
        max(map(markdown_dialect.marks, _BLANK_LINES.split(text)))
        if marks > markdown_dialect.MOST_MARKS
        else 0
    )
    if most > markdown_dialect.MOST_MARKS:
        raise BadInput(
            _(
                "A paragraph of {name} has {count} signs that mark text (such as * and _); at "
                "most {limit} are taken."
            ).format(name=name, count=most, limit=markdown_dialect.MOST_MARKS),
            _("Put a blank line between its paragraphs, or take the signs out."),
        )

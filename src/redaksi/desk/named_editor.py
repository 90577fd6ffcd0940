"""Whom a piece of copy that comes in names as its editor: anybody may write anything there."""

import re
from typing import NamedTuple

from redaksi.desk import look_alike
from redaksi.desk.identity import NAME_LIMIT
from redaksi.domain.article import Team
from redaksi.i18n import _
from redaksi.text import clean

_BETWEEN = re.compile(r"\s*(?:[,;/&|+]|\b(?:dan|and)\b)\s*", re.IGNORECASE)
_TITLE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.)+\s?[A-Za-z]{0,5}\.?|[A-Z]{2,4}")
"""A degree behind a comma: "Bagus Prasetyo, S.Sos"."""
_NOBODY = frozenset(
    [
        "me",
        "saya",
        "aku",
        "kami",
        "none",
        "null",
        "nil",
        "tba",
        "tbd",
        "nobody",
        "anonim",
        "anonymous",
    ]
)
_LETTERS = 2


class Named(NamedTuple):
    """The `editor` who is meant, "" for nobody, and what the person who brings it in should
    know of that.
    """

    editor: str = ""
    remark: str = ""


def of(line: str, team: Team, *, joins: bool) -> Named:
    """Whom `line` means: the first of its names that `team` knows, else its first name; nobody
    where that is in doubt.

    Nobody, too, where `team` lacks the name, unless such a name `joins` it.
    """
    names = _names(line)
    if not names:
        return Named()
    known = next((member for name in (line, *names) if (member := team.find(name))), None)
    name = known.name if known else names[0]
    if not known and (like := look_alike.member(name, team)):
        return Named(
            remark=_(
                "Its editor {name} only looks like {member} of the team; nobody has it."
            ).format(name=name, member=like.name)
        )
    if not known and not look_alike.is_of_one_script(name):
        return Named(
            remark=_("Its editor {name} mixes alphabets; nobody has it.").format(name=name)
        )
    if not known and not joins:
        return Named(
            remark=_("Its editor {name} is not in the team; nobody has it.").format(name=name)
        )
    is_one = len(names) == 1 or (known is not None and known is team.find(line))
    return Named(
        name,
        ""
        if is_one
        else _("Of the editors {names}, {name} has it.").format(names=line, name=name),
    )


def _names(line: str) -> list[str]:
    """The names in `line`; a degree belongs to the one in front of it."""
    found: list[str] = []
    behind = 0
    for part in _BETWEEN.split(line):
        at = line.find(part, behind)
        if found and _TITLE.fullmatch(part):
            found[-1] += line[behind : at + len(part)]
        elif part:
            found.append(part)
        behind = at + len(part)
    return [name for name in found if _is_name(name)]


def _is_name(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    return (
        letters >= _LETTERS
        and len(text) <= NAME_LIMIT
        and "@" not in text
        and clean.key(text) not in _NOBODY
    )

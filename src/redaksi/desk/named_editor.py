"""The editor that imported copy names; the name is untrusted, since anybody can write it."""

import re
from typing import NamedTuple

from redaksi.desk import look_alike
from redaksi.desk.identity import NAME_LIMIT
from redaksi.domain.article import Team
from redaksi.i18n import _
from redaksi.text import clean

_BETWEEN = re.compile(r"\s*(?:[,;/&|+]|\b(?:dan|and)\b)\s*", re.IGNORECASE)
_TITLE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.)+\s?[A-Za-z]{0,5}\.?|[A-Z]{2,4}")
"""An academic degree after a comma: "Bagus Prasetyo, S.Sos"."""
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
    """The `editor` named ("" for nobody), and a remark for the person who imports the copy."""

    editor: str = ""
    remark: str = ""


def of(line: str, team: Team, *, joins: bool) -> Named:
    """The editor that `line` names: the first name that `team` knows, else the first name.

    The result is nobody when the name is doubtful. It is also nobody when `team` lacks the name,
    unless `joins` is true.
    """
    names = _names(line)
    if not names:
        return Named()
    known = next((member for name in (line, *names) if (member := team.find(name))), None)
    name = known.name if known else names[0]
    if not known and (like := look_alike.member(name, team)):
        return Named(
            remark=_("Its editor {name} only looks like {member} of the team.").format(
                name=name, member=like.name
            )
        )
    if not known and not look_alike.is_of_one_script(name):
        return Named(remark=_("Its editor {name} mixes alphabets.").format(name=name))
    if not known and not joins:
        return Named(remark=_("Its editor {name} is not in the team.").format(name=name))
    is_one = len(names) == 1 or (known is not None and known is team.find(line))
    return Named(
        name,
        ""
        if is_one
        else _("Of the editors {names}, {name} has it.").format(names=line, name=name),
    )


def _names(line: str) -> list[str]:
    """The names in `line`; a degree belongs to the name in front of it."""
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

"""A reason against an act, and the words of the desk that it is told in."""

from collections.abc import Iterable
from typing import NamedTuple

from redaksi.domain.article import Role, Stage
from redaksi.domain.finding import Severity
from redaksi.errors import MoveRefused
from redaksi.i18n import _
from redaksi.text import clean

QUOTED = 60
"""Characters of a note that a sentence quotes."""


class Reason(NamedTuple):
    """One sentence against an act; `overridable` where an override with a reason may set it aside.

    `way_out` says what lets the act go, where the sentence does not; `how` is the verb that it
    names, if one.
    """

    sentence: str
    overridable: bool = False
    way_out: str = ""
    how: str = ""


def refuse(reasons: Iterable[Reason], hint: str = "") -> None:
    """Raise MoveRefused with `reasons`, and with the `hint`, where there are any."""
    if sentences := [reason.sentence for reason in reasons]:
        raise MoveRefused(sentences, hint)


def stage_name(stage: Stage) -> str:
    """The stage as a person reads it."""
    return {Stage.DRAFT: _("draft"), Stage.REVIEW: _("review"), Stage.PUBLISHED: _("published")}[
        stage
    ]


def role_name(role: Role) -> str:
    """The role as a person reads it."""
    return {Role.GUEST: _("guest"), Role.EDITOR: _("editor"), Role.CHIEF: _("chief")}[role]


def severity_name(severity: Severity) -> str:
    """How grave a finding is, as a person reads it."""
    return {
        Severity.GALAT: _("error"),
        Severity.ETIK: _("ethics"),
        Severity.PERINGATAN: _("warning"),
        Severity.SARAN: _("suggestion"),
    }[severity]


def beginning(text: str) -> str:
    """`text` as one line, cut so that it can be quoted in a sentence."""
    line = clean.line(text)
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"

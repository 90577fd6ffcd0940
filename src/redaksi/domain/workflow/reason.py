"""A reason against an act, and the words of the desk that reasons use."""

from collections.abc import Iterable
from typing import NamedTuple

from redaksi.domain.article import Member, NoticeKind, Role, Stage
from redaksi.domain.finding import Severity
from redaksi.errors import MoveRefused
from redaksi.i18n import _
from redaksi.text import clean

QUOTED = 60
"""The most characters of a note that a sentence quotes."""


class Reason(NamedTuple):
    """One sentence against an act; `overridable` if an override with a reason may set it aside.

    `way_out` says how to make the act possible, unless the sentence says so. `how` is the command
    that `way_out` names, or "". `listed` says that an open point tells of the same (see
    `open_points`).
    """

    sentence: str
    overridable: bool = False
    way_out: str = ""
    how: str = ""
    listed: bool = False


def refuse(reasons: Iterable[Reason], hint: str = "", how: str = "") -> None:
    """Raise MoveRefused with `reasons`, unless there are none; `hint` names the command `how`."""
    if sentences := [reason.sentence for reason in reasons]:
        raise MoveRefused(sentences, hint, how)


def stage_name(stage: Stage) -> str:
    """The name of the stage for people."""
    return {Stage.DRAFT: _("draft"), Stage.REVIEW: _("review"), Stage.PUBLISHED: _("published")}[
        stage
    ]


def role_name(role: Role) -> str:
    """The name of the role for people."""
    return {Role.GUEST: _("guest"), Role.EDITOR: _("editor"), Role.CHIEF: _("chief")}[role]


def duty_name(member: Member) -> str:
    """Whether `member` works now, for people."""
    return _("on duty") if member.on_duty else _("off duty")


def notice_name(kind: NoticeKind) -> str:
    """The name of the kind of notice for people."""
    return {
        NoticeKind.RALAT: _("erratum"),
        NoticeKind.KOREKSI: _("correction"),
        NoticeKind.PEMBARUAN: _("update"),
    }[kind]


def severity_name(severity: Severity) -> str:
    """The name of the severity for people."""
    return {
        Severity.GALAT: _("error"),
        Severity.ETIK: _("ethics"),
        Severity.PERINGATAN: _("warning"),
        Severity.SARAN: _("suggestion"),
    }[severity]


def beginning(text: str) -> str:
    """`text` as one line, shortened so that a sentence can quote it."""
    line = clean.line(text)
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"

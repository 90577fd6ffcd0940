"""Who sits here, and whom the team knows them as."""

import socket

import msgspec

from redaksi.domain import workflow
from redaksi.domain.article import Person, Role, Team
from redaksi.domain.workflow import People
from redaksi.errors import BadInput, EditorNotFound
from redaksi.i18n import _
from redaksi.system import logins
from redaksi.text import clean

NAME_LIMIT = 80
"""Characters of a person's name."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits here: the name asked for ("" for none), the system user and the host.

    A name that is `claimed` was given for what is done now, and must be in the team; one from the
    settings need not. A `guest` is a stranger who says so.
    """

    name: str
    login: str
    host: str
    claimed: bool = False
    guest: bool = False


def system_identity(name: str, *, claimed: bool = False, guest: bool = False) -> Identity:
    """The identity of this process under `name`; the system user is the kernel's word, not the
    environment's.
    """
    return Identity(
        name=name, login=logins.own(), host=socket.gethostname(), claimed=claimed, guest=guest
    )


def valid_name(name: str) -> str:
    """`name` as one clean line.

    Raises:
        BadInput: when nothing is left, it is too long, or it has no letters
    """
    name = clean.name(name)
    if not name or len(name) > NAME_LIMIT:
        raise BadInput(
            _("A name has 1 to {limit} characters.").format(limit=NAME_LIMIT),
            _("Write it as in: Yanuar D."),
        )
    if not any(letter.isalnum() for letter in name):
        raise BadInput(
            _("{name} is no name: it has no letters.").format(name=name),
            _("Write it as in: Yanuar D."),
        )
    return name


def person(identity: Identity, team: Team, people: People) -> Person:
    """Who acts as `identity`, with the role that `team` gives them.

    Raises:
        IdentityRefused: for a name that is not theirs
        EditorNotFound: for one that is claimed and in no team
        BadInput: for what is no name, for one that only looks like a member's, and for a guest who
            is in the team
    """
    asked = valid_name(identity.name) if identity.claimed else clean.name(identity.name)
    login = identity.login
    own = next(iter(workflow.bound(team, login)), None)
    member = team.find(asked) if asked else own or team.find(login)
    if asked and member is None and not identity.guest:
        if identity.claimed:
            raise EditorNotFound(
                asked, alike(team, asked), _("To act once as a guest, say so: redaksi --guest ...")
            )
        if people.by_login:  # one's settings may name what other newsrooms call one
            member = own
    name = member.name if member else valid_name(asked or login)
    if asked and member is None:  # the login is the system's word
        from redaksi.desk import look_alike  # noqa: PLC0415 - only for who is not in the team

        look_alike.check(name, team)
    workflow.check_name(name, login, team, people)
    if member and identity.guest:
        raise BadInput(
            _("{name} is in the team; --guest is for strangers.").format(name=name),
            _("Leave --guest away."),
        )
    return Person(name=name, role=team.role(name), login=login, host=identity.host)


def stranger(identity: Identity) -> Person:
    """`identity` as somebody whom nobody knows."""
    name = clean.name(identity.name)[:NAME_LIMIT] or identity.login
    return Person(name=name, role=Role.GUEST, login=identity.login, host=identity.host)


def alike(team: Team, name: str) -> list[str]:
    """The names of `team` that look like `name`, the likest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a name that is none

    names = {one.name.casefold(): one.name for one in team.members}
    return [
        names[key]
        for key in get_close_matches(clean.line(name).casefold(), names, n=3, cutoff=0.5)
    ]

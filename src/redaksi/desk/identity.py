"""The person at this terminal, and the member of the team that they are."""

import socket

import msgspec

from redaksi.domain import workflow
from redaksi.domain.article import Person, Role, Team
from redaksi.domain.workflow import People
from redaksi.errors import BadInput, EditorNotFound
from redaksi.i18n import _
from redaksi.system import logins
from redaksi.text import clean

_ALIKE = 3
"""The most names that an error about a name lists."""
NAME_LIMIT = 80
"""The most characters that a person's name may have."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The person at this terminal: the requested name ("" for none), system user and host.

    A `claimed` name was given for the present action and must be in the team; a name from the
    settings need not be. A `guest` is a stranger who declares it.
    """

    name: str
    login: str
    host: str
    claimed: bool = False
    guest: bool = False


def system_identity(name: str, *, claimed: bool = False, guest: bool = False) -> Identity:
    """The identity of this process under `name`.

    The system user comes from the kernel, not from the environment, which anybody can change.
    """
    return Identity(
        name=name, login=logins.own(), host=socket.gethostname(), claimed=claimed, guest=guest
    )


def valid_name(name: str) -> str:
    """`name` as one clean line.

    Raises:
        BadInput: when nothing is left, the name is too long, or it has no letters or figures.
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
    """The person who acts as `identity`, with their role in `team`.

    Raises:
        IdentityRefused: when the name belongs to another person.
        EditorNotFound: when a claimed name is not in the team.
        BadInput: when the name is invalid, when it only looks like a member's name, or when a
            guest is in the team.
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
        if people.by_login:  # the settings may hold the person's name in other newsrooms
            member = own
    name = member.name if member else valid_name(asked or login)
    if asked and member is None:  # a login comes from the system and needs no check
        from redaksi.desk import look_alike  # noqa: PLC0415 - only for names not in the team

        look_alike.check(name, team)
    workflow.check_name(name, login, team, people)
    if member and identity.guest:
        raise BadInput(
            _("{name} is in the team; --guest is for strangers.").format(name=name),
            _("Leave --guest away."),
        )
    return Person(name=name, role=team.role(name), login=login, host=identity.host)


def stranger(identity: Identity) -> Person:
    """`identity` as a guest whom no team knows."""
    name = clean.name(identity.name)[:NAME_LIMIT] or identity.login
    return Person(name=name, role=Role.GUEST, login=identity.login, host=identity.host)


def alike(team: Team, name: str) -> list[str]:
    """The names in `team` that hold the words of `name` or resemble it, the most similar first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for unknown names

    names = {clean.key(one.name): one.name for one in team.members}
    words = clean.key(name).split()
    holding = [key for key in names if words and all(word in key.split() for word in words)]
    close = get_close_matches(clean.key(name), names, n=_ALIKE, cutoff=0.5)
    return [names[key] for key in dict.fromkeys((*holding, *close))][:_ALIKE]

"""The settings of notifications: what is wrong with them, and what a person trusts about them."""

import os
import shlex
from collections.abc import Iterator

from redaksi.delivery import kinds, trust
from redaksi.delivery.mail import addresses
from redaksi.domain.article import Member
from redaksi.domain.concerns import ConcernKind
from redaksi.domain.delivery import Target
from redaksi.domain.notification import ANY, Notify, Way
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.text import clean

_LONGEST = 500
"""The most characters of a command that a person trusts."""


def mail_target(notify: Notify) -> Target | None:
    """The server of the mails as a target, whose recipients are the team; None for none."""
    mail = notify.mail
    if not notify.has_mail:
        return None
    return Target(
        name="notify",
        kind="mail",
        url=mail.url,
        user=mail.user or mail.sender,
        secret=mail.secret,
        to="team",
        sender=mail.sender,
    )


def sender(mail: Target) -> str:
    """The address that the mails come from; "" when none of the settings is one."""
    return addresses.valid(mail.sender or mail.user)


def ways_to(notify: Notify, member: Member, kind: str) -> tuple[Way, ...]:
    """The ways by which `member` is told of events of `kind`."""
    is_set = {
        # Somebody may have written an address by hand that is none.
        Way.MAIL: notify.has_mail and bool(addresses.valid(member.address)),
        Way.COMMAND: bool(notify.command(kind)),
    }
    return tuple(way for way in Way if is_set[way])


def facts(notify: Notify) -> dict[str, str]:
    """What a person trusts about `notify`: all of it, by name."""
    found = {"headline": "true" if notify.headline else "false"}
    found |= {
        f"commands.{kind}": shlex.join(words) for kind, words in sorted(notify.commands.items())
    }
    if mail := mail_target(notify):
        found |= {f"mail.{name}": value for name, value in trust.facts(mail).items()}
    return found


def check(notify: Notify) -> None:
    """Raise BadInput with everything that is wrong with `notify`."""
    if wrong := list(problems(notify)):
        raise BadInput(
            _("The notifications cannot be used: {why}").format(why=" ".join(wrong)),
            _("Mend [notify] in newsroom.toml; nobody was told."),
        )


def problems(notify: Notify) -> Iterator[str]:
    """Everything that is wrong with `notify`, a sentence each."""
    if not notify.is_set:
        yield _("[notify] names neither a command nor a mail server.")
    for kind, words in notify.commands.items():
        if kind != ANY and kind not in set(ConcernKind):
            yield _("There is no event of kind {kind}; the kinds are: {kinds}.").format(
                kind=clean.line(kind) or '""', kinds=", ".join((*ConcernKind, ANY))
            )
        else:
            yield from _command_problems(kind, words)
    if mail := mail_target(notify):
        if mail.user:
            yield from kinds.problems(mail, (mail,))
        if not sender(mail):
            yield _("The mail server needs `sender`, the address that mails come from.")


def _command_problems(kind: str, words: tuple[str, ...]) -> Iterator[str]:
    whole = shlex.join(words)
    if not words or not words[0]:
        yield _("The command for {kind} has no words.").format(kind=kind)
    elif "/" in words[0] and not os.path.isabs(words[0]):  # noqa: PTH117 - a text
        yield _("The program for {kind} is a name or a whole path.").format(kind=kind)
    elif len(whole) > _LONGEST:
        yield _("The command for {kind} has more than {limit} characters.").format(
            kind=kind, limit=_LONGEST
        )
    elif clean.visible(clean.characters(whole)) != whole:
        yield _("The command for {kind} holds characters that nobody sees.").format(kind=kind)

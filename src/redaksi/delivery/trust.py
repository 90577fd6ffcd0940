"""Which targets and notifications a person trusts, as exactly what they are.

A target stands in a shared file: whoever may edit `newsroom.toml` could send the person's secret
to another address, or run a command as that person. Each person therefore trusts each target
once, in a file in their home; a target that says anything else is asked about anew. The same
holds for the notifications of a newsroom.
"""

import os
from typing import Any

import msgspec

from redaksi.delivery import repositories
from redaksi.domain.delivery import Target
from redaksi.errors import BadInput, Refused
from redaksi.i18n import _, messages
from redaksi.system import trust

TARGETS = "targets"
"""The key of the trust file that maps newsrooms to their trusted targets, by name."""
NOTIFY = "notify"
"""The key that maps newsrooms to their trusted notifications, under this name."""

_FACTS = ("kind", "url", "user", "secret", "folder", "command", "to", "sender")
"""The fields of a target that decide where something goes, and as whom."""


class NotTrustedTarget(Refused):
    """The target is not trusted by this person, or it is not any more as it was trusted."""

    def __init__(self, name: str, *, changed: bool) -> None:
        if changed:
            sentence = _("The target {name} was changed since you trusted it.")
        else:
            sentence = _("You have not trusted the target {name} yet.")
        super().__init__(
            sentence.format(name=name),
            _("See where it leads, and trust it: {how}"),
            f"trust target {name}",
        )


class NotTrustedNotify(Refused):
    """The person does not trust the notifications, or not any more as they are."""

    def __init__(self, *, changed: bool) -> None:
        super().__init__(
            _("The notifications were changed since you trusted them.")
            if changed
            else _("You have not trusted the notifications of this newsroom yet."),
            _("See what they run and where they lead, and trust them: {how}"),
            "trust notify",
        )


def facts(target: Target) -> dict[str, str]:
    """What a person trusts about `target`: its fields that are set, by name.

    `folder` is the one to which links lead now: a link may be turned elsewhere. `git` is the
    repository around it, if there is one: its settings decide which programs a command runs.
    """
    found = {name: value for name in _FACTS if (value := getattr(target, name))}
    if real := folder(target):
        found["folder"] = real
        if target.command and (repository := repositories.around(real)):
            found["git"] = repository.git
    return found


def folder(target: Target) -> str:
    """The real path of the folder of `target`; "" when it has none, or no whole path."""
    path = os.path.expanduser(target.folder)  # noqa: PTH111 - Path's own raises for unknown users
    return os.path.realpath(path) if os.path.isabs(path) else ""  # noqa: PTH117 - a text


def check(target: Target, newsroom: str) -> dict[str, str]:
    """The facts of `target` of `newsroom`, which the person trusts exactly so.

    `newsroom` is the real address of the newsroom. Raises as `trust.read`, too.

    Raises:
        NotTrustedTarget: when the person does not.
    """
    found, trusted = facts(target), known().get(newsroom, {}).get(target.name)
    if trusted != found:
        raise NotTrustedTarget(target.name, changed=trusted is not None)
    return found


def is_trusted(target: Target, newsroom: str) -> bool:
    """Whether the person trusts exactly `target` of `newsroom`; raises as `trust.read`."""
    return known().get(newsroom, {}).get(target.name) == facts(target)


def add(target: Target, newsroom: str) -> None:
    """Trust `target` of `newsroom` as it is now.

    Raises:
        StorageError: when the file cannot be written.
    """
    _add(TARGETS, target.name, newsroom, facts(target))


def remove(name: str, newsroom: str) -> bool:
    """Trust the target `name` of `newsroom` no more; whether it was trusted.

    Raises:
        StorageError: when the file cannot be written.
    """
    return _remove(TARGETS, name, newsroom)


def check_notify(found: dict[str, str], newsroom: str) -> None:
    """Check that the person trusts the notifications of `newsroom`, whose facts are `found`.

    Raises as `trust.read`, too.

    Raises:
        NotTrustedNotify: when the person does not.
    """
    trusted = known(NOTIFY).get(newsroom, {}).get(NOTIFY)
    if trusted != found:
        raise NotTrustedNotify(changed=trusted is not None)


def add_notify(found: dict[str, str], newsroom: str) -> None:
    """Trust the notifications of `newsroom`, whose facts are `found`.

    Raises:
        StorageError: when the file cannot be written.
    """
    _add(NOTIFY, NOTIFY, newsroom, found)


def remove_notify(newsroom: str) -> bool:
    """Trust the notifications of `newsroom` no more; whether they were trusted.

    Raises:
        StorageError: when the file cannot be written.
    """
    return _remove(NOTIFY, NOTIFY, newsroom)


def _add(kind: str, name: str, newsroom: str, found: dict[str, str]) -> None:
    everything = known(kind)
    everything.setdefault(newsroom, {})[name] = found
    trust.write(kind, everything)


def _remove(kind: str, name: str, newsroom: str) -> bool:
    everything = known(kind)
    found = everything.get(newsroom, {}).pop(name, None) is not None
    if found:
        trust.write(kind, {key: value for key, value in everything.items() if value})
    return found


def known(kind: str = TARGETS) -> dict[str, dict[str, dict[str, str]]]:
    """All that is trusted of this `kind` by newsroom and name, each with its facts.

    Raises as `trust.read`.
    """
    found: Any = trust.read().get(kind, {})
    try:
        return msgspec.convert(found, dict[str, dict[str, dict[str, str]]])
    except msgspec.ValidationError as error:
        raise BadInput(
            _("{path} cannot be used: {why}.").format(path=trust.path(), why=messages.said(error)),
            _("Mend it, or delete it."),
        ) from error

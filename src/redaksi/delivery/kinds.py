"""The kinds of targets: which fields each needs, and what is wrong with a target's settings."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from ipaddress import ip_address
from typing import NamedTuple

from redaksi import exporters
from redaksi.delivery import secrets, trust
from redaksi.domain.delivery import Arrival, Target, is_name
from redaksi.errors import BadInput, NotFound
from redaksi.i18n import _
from redaksi.text import base_address, clean

_WIDTHS = range(200, 8001)
"""The widths of photos, in pixels, that make sense on a website."""


class EngineName(StrEnum):
    """How a kind of target is served; see `delivery.base`."""

    PAGE = "page"
    FOLDER = "folder"
    MESSAGE = "message"


class Kind(NamedTuple):
    """A kind of target: its engine, the fields that it needs, and those that it may have."""

    engine: EngineName
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "wordpress": Kind(EngineName.PAGE, ("url", "user", "secret"), ("arrival", "authors")),
    "mail": Kind(EngineName.MESSAGE, ("url", "user", "to"), ("secret", "sender")),
    "telegram": Kind(EngineName.MESSAGE, ("secret", "to"), ("url",)),
    **{name: Kind(EngineName.FOLDER, ("folder",), ("command",)) for name in exporters.FORMATS},
}
"""The kinds by name; the formats of exports are kinds of folders."""

_LIMITED = ("url", "user", "secret", "folder", "command", "to", "sender", "arrival", "authors")
"""The fields that only some kinds take."""
_LONGEST = 500
"""The most characters of a value that a person trusts."""
_SCHEMES = {"mail": ("smtp", "smtps"), "wordpress": ("https", "http")}
"""The schemes of addresses, by kind; of all others https or http."""


def engine_of(target: Target) -> EngineName:
    """How `target` is served; PAGE for an unknown kind, which nothing is sent to."""
    kind = KINDS.get(target.kind)
    return kind.engine if kind else EngineName.PAGE


def sends_messages(target: Target) -> bool:
    """Whether each article goes to `target` once, as a message."""
    return engine_of(target) is EngineName.MESSAGE


def find(targets: Sequence[Target], name: str) -> Target:
    """The target called `name`.

    Raises:
        NotFound: when no target has this name.
    """
    for target in targets:
        if target.name == name:
            return target
    if not targets:
        raise NotFound(
            _("This newsroom has no targets."), _("Write a [[target]] into newsroom.toml.")
        )
    raise NotFound(
        _("There is no target {name}.").format(name=name or '""'),
        _("The targets are: {names}.").format(names=", ".join(one.name for one in targets)),
    )


def place(target: Target) -> str:
    """Where `target` leads, for people; an address that cannot be used may hold a password."""
    if target.folder or not target.url:
        return target.folder or target.to
    return target.url if base_address.host_of(target.url, _schemes(target)) else "…"


def check(target: Target, targets: Sequence[Target]) -> Kind:
    """The kind of `target`, one of `targets`.

    Raises:
        BadInput: with everything that is wrong with its settings.
    """
    wrong = problems(target, targets)
    if wrong:
        raise BadInput(
            _("The target {name} cannot be used: {why}").format(
                name=target.name or '""', why=" ".join(wrong)
            ),
            _("Mend it in newsroom.toml; nothing was sent."),
        )
    return KINDS[target.kind]


def problems(target: Target, targets: Sequence[Target]) -> tuple[str, ...]:
    """Everything that is wrong with the settings of `target`, a sentence each; () for nothing."""
    return tuple(_problems(target, targets))


def _problems(target: Target, targets: Sequence[Target]) -> Iterator[str]:
    if not is_name(target.name):
        yield _("A name is up to 40 small letters, digits and hyphens, a letter or digit first.")
    if sum(one.name == target.name for one in targets) > 1:
        yield _("Two targets have this name.")
    if target.folder and _is_shared(target, targets):
        yield _("Two targets have the folder {folder}.").format(folder=target.folder)
    kind = KINDS.get(target.kind)
    if kind is None:
        yield _("There is no kind {kind}; the kinds are: {kinds}.").format(
            kind=target.kind or '""', kinds=", ".join(KINDS)
        )
        return
    yield from _value_problems(target)
    yield from _field_problems(target, kind)


def _value_problems(target: Target) -> Iterator[str]:
    """Values that a person could not read whole when they trust the target."""
    for field, value in trust.facts(target).items():
        if len(value) > _LONGEST:
            yield _("{field} has more than {limit} characters.").format(
                field=field, limit=_LONGEST
            )
        elif clean.visible(value) != value:
            yield _("{field} holds characters that nobody sees.").format(field=field)
    if target.secret and not secrets.is_source(target.secret):
        yield _("`secret` names where the secret is: env:NAME, command:PROGRAM or file:PATH.")


def _field_problems(target: Target, kind: Kind) -> Iterator[str]:
    for field in kind.needs:
        if not getattr(target, field):
            yield _("It needs {field}.").format(field=field)
    for field in _LIMITED:
        is_taken = field in kind.needs or field in kind.takes
        if not is_taken and getattr(target, field) not in ("", {}, Arrival.PUBLISHED):
            yield _("A target of kind {kind} takes no {field}.").format(
                kind=target.kind, field=field
            )
    if target.photo_width not in _WIDTHS:
        yield _("photo_width is from {least} to {most} pixels.").format(
            least=_WIDTHS.start, most=_WIDTHS.stop - 1
        )
    if target.url:
        yield from _address_problems(target)


def _is_shared(target: Target, targets: Sequence[Target]) -> bool:
    real = trust.folder(target)
    return bool(real) and sum(trust.folder(one) == real for one in targets) > 1


def _address_problems(target: Target) -> Iterator[str]:
    """What is wrong with the address, which is not repeated: it may hold a password."""
    schemes = _schemes(target)
    if "@" in target.url:
        yield _("`url` names no user and no password; use `user` and `secret`.")
    elif not (host := base_address.host_of(target.url, schemes)):
        yield _(
            "`url` is no address; it begins with {scheme}://, without blanks, ? and #."
        ).format(scheme=schemes[0])
    elif target.url.lower().startswith("http:") and not is_loopback(host):
        yield _("Without https everybody on the way could read the secret.")


def _schemes(target: Target) -> tuple[str, ...]:
    return _SCHEMES.get(target.kind, ("https", "http"))


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

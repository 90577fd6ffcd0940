"""Open a target: its settings, the person's trust and its secret become an engine."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from redaksi.delivery import kinds, secrets, trust
from redaksi.delivery.kinds import EngineName
from redaksi.delivery.messages import Messages
from redaksi.delivery.outcome import Engine, Notes
from redaksi.delivery.pages import Pages
from redaksi.domain.delivery import Target


class Surroundings(NamedTuple):
    """What a target needs of the newsroom.

    `address` is the real address of the newsroom, `folder` its folder, None on a server.
    """

    address: str
    folder: Path | None


def open_engine(
    target: Target, targets: Sequence[Target], around: Surroundings, notes: Notes
) -> Engine:
    """The engine of `target`, one of `targets`, whose ledger is held by `notes`.

    Raises:
        BadInput: when its settings cannot be used, or its secret is missing.
        Refused: when the person has not trusted it, or others may read its secret.
    """
    kind = kinds.check(target, targets)
    trust.check(target, around.address)
    secret = secrets.read(target.secret, around.folder) if target.secret else ""
    connected = connect(target, secret, around)
    if kind.engine is EngineName.PAGE:
        return Pages(connected, notes)
    return Messages(connected, notes)


def connect(target: Target, secret: str, around: Surroundings) -> Any:
    """The page or message target of the kind of `target`; its module is imported now."""
    return import_module(f"redaksi.delivery.{target.kind}").open_target(target, secret, around)

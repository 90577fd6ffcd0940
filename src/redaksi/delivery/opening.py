"""Open a target: its settings, the person's trust and its secret become an engine."""

import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from redaksi.delivery import secrets, trust
from redaksi.delivery.base import Connection
from redaksi.delivery.folders import FolderAccess, FolderEngine
from redaksi.delivery.kinds import EngineName, Kind
from redaksi.delivery.messages import MessageEngine
from redaksi.delivery.outcome import Engine, StepLog
from redaksi.delivery.pages import PageEngine
from redaksi.delivery.programs import FolderCommand
from redaksi.domain.delivery import Target
from redaksi.errors import BadInput
from redaksi.exporters.base import Sealed, Site
from redaksi.i18n import _


class Surroundings(NamedTuple):
    """What a target needs of the newsroom.

    `address` is the real address of the newsroom, `folder` its folder, None on a server. `site`
    returns the publication with photos whose sides have at most so many pixels. `link` gives the
    address at which readers find an article, "" where none is known. `sources` are where the
    secrets of all targets are.
    """

    address: str
    folder: Path | None
    site: Callable[[int], Site]
    link: Callable[[Sealed], str] = lambda _piece: ""
    sources: tuple[str, ...] = ()

    def place(self, folder: str) -> Path:
        """The folder of a target, which is written as a whole path or with `~`.

        Raises:
            BadInput: when it is no whole path, or lies in the newsroom.
        """
        path = Path(os.path.expanduser(folder))  # noqa: PTH111 - Path's own raises for unknown users
        if not path.is_absolute():
            raise BadInput(
                _("The folder {folder} is not a whole path.").format(folder=folder),
                _("Begin it with /, or with ~ of a user of this machine, in newsroom.toml."),
            )
        real = Path(os.path.realpath(path))
        if self.folder and (
            real.is_relative_to(os.path.realpath(self.folder))
            or Path(os.path.realpath(self.folder)).is_relative_to(real)
        ):
            raise BadInput(
                _("The folder {folder} lies in the newsroom, or around it.").format(folder=folder),
                _("Name a folder elsewhere in newsroom.toml."),
            )
        return path


class OpenTarget(NamedTuple):
    """A target that is served: its engine, and its connection, which whoever opened it closes."""

    engine: Engine
    connection: Connection


def open_target(target: Target, kind: Kind, around: Surroundings, log: StepLog) -> OpenTarget:
    """Open `target`, which is of `kind`, and whose ledger is held by `log`.

    Raises:
        BadInput: when its secret is missing.
        Refused: when the person has not trusted it, or others may read its secret.
    """
    trusted = trust.check(target, around.address)
    secret = secrets.read(target.secret, around.folder) if target.secret else ""
    if kind.engine is EngineName.FOLDER:
        place, site = around.place(trusted["folder"]), partial(around.site, target.photo_width)
        withheld = secrets.variables(around.sources)
        command = FolderCommand(target.command, trusted.get("git", ""), withheld)
        engine = FolderEngine(place, target.kind, command, site, log)
        return OpenTarget(engine, FolderAccess(place, engine))
    connected = connect(target, secret, around)
    if kind.engine is EngineName.PAGE:
        return OpenTarget(PageEngine(connected, log), connected)
    return OpenTarget(MessageEngine(connected, log), connected)


def connect(target: Target, secret: str, around: Surroundings) -> Any:
    """The page or message target of the kind of `target`; its module is imported now."""
    return import_module(f"redaksi.delivery.{target.kind}").open_target(target, secret, around)

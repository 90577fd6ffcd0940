"""What is wrong with a target on this machine, found without a network and without its secret."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from redaksi import exporters
from redaksi.delivery import telegram, trust
from redaksi.delivery.kinds import KINDS, EngineName
from redaksi.delivery.mail import addresses
from redaksi.delivery.opening import Surroundings
from redaksi.domain.delivery import Target
from redaksi.errors import RedaksiError
from redaksi.exporters import folder
from redaksi.exporters.base import ArticleExporter
from redaksi.i18n import _


def local_problems(
    target: Target, targets: Sequence[Target], around: Surroundings
) -> tuple[str, ...]:
    """Why `target`, one of `targets`, cannot be served from here, a sentence each; () for nothing.

    The settings of `target` have no other problem (see `kinds.problems`).
    """
    try:
        return tuple(_problems(target, targets, around))
    except RedaksiError as error:
        return (error.sentence,)


def _problems(target: Target, targets: Sequence[Target], around: Surroundings) -> Iterator[str]:
    if target.kind == "mail":
        addresses.listed(target.to, around.folder)
    if target.kind == "telegram":
        telegram.check_chat(target.to)
    if KINDS[target.kind].engine is EngineName.FOLDER:
        if step := folder.no_folder(around.place(target.folder)):
            yield _("{path} is not a folder.").format(path=step)
        if not isinstance(exporters.get(target.kind), ArticleExporter):
            yield from _outer(target, targets)


def _outer(target: Target, targets: Sequence[Target]) -> Iterator[str]:
    """The targets of `targets` whose folder holds the one of `target`."""
    real = Path(trust.folder(target))
    for one in targets:
        folder = trust.folder(one)
        if folder and Path(folder) in real.parents:
            yield _("Its folder lies in the folder of the target {name}.").format(name=one.name)

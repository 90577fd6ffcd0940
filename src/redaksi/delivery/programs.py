"""Run the command of a folder target, and read back what `git push` brought elsewhere.

The command stands in a shared file and runs as this person: it runs only when the person has
trusted exactly this text (see `trust`), without a shell and without the secrets of targets.
"""

import os
import shlex
from collections.abc import Collection
from pathlib import Path
from subprocess import TimeoutExpired
from typing import NamedTuple

from redaksi.delivery import repositories, running, secrets
from redaksi.delivery.base import TargetRefused
from redaksi.delivery.repositories import Repository
from redaksi.i18n import _
from redaksi.text import clean

_PATIENCE = 600.0
"""Seconds within which the command must end."""
_LAST = 500
"""The most characters of what the command printed last that are told."""


class FolderCommand(NamedTuple):
    """The command of a target; "" for none.

    `git` is the real path of the `.git` that the person trusted with it, "" for none. `without`
    are the environment variables that it does not get.
    """

    text: str = ""
    git: str = ""
    without: Collection[str] = ()

    def bring(self, folder: Path) -> None:
        """Run the command in `folder`, and check what it pushed.

        Raises:
            TargetRefused: when it fails, what it should have pushed is not there, or the
                repository is not the trusted one.
        """
        if self.text:
            self._trusted(folder)
            run(self.text, folder, self.without)
            if repository := self._trusted(folder):
                _check_pushed(repository, folder, self.without)

    def _trusted(self, folder: Path) -> Repository | None:
        """The repository around `folder`, which the person trusted."""
        found = repositories.around(os.path.realpath(folder))
        if (found.git if found else "") != self.git:
            raise TargetRefused(
                _("The git repository of {path} is not the trusted one.").format(path=folder),
                _("Look at it; then trust the target anew: redaksi trust target NAME"),
            )
        if found:
            found.check()
        return found


def run(command: str, folder: Path, without: Collection[str] = ()) -> None:
    """Run `command` in `folder`, without the environment variables `without`.

    Raises:
        TargetRefused: when it cannot be started, fails or takes too long.
    """
    try:
        words = shlex.split(command)
        done = running.run(words, _PATIENCE, folder=folder, with_errors=True, without=without)
    except TimeoutExpired:
        why = _("it did not end within {count} seconds").format(count=int(_PATIENCE))
    except (OSError, ValueError, IndexError) as error:
        why = secrets.redacted(str(error))
    else:
        if done.code == 0:
            return
        # What is cut is not known for a secret any more.
        printed = secrets.redacted(clean.line(done.last.decode(errors="replace")))[-_LAST:]
        why = _("it ended with {code}").format(code=done.code)
        why = f"{why}: {printed}" if printed else why
    raise TargetRefused(
        _("The files are in place, but the command failed: {why}.").format(why=why.rstrip(".")),
        _("Mend it, then deliver again."),
    )


def _check_pushed(repository: Repository, folder: Path, without: Collection[str]) -> None:
    """Check that `folder` in `repository` was committed and pushed.

    Raises:
        TargetRefused: when the remote does not hold the present commit, or files are not
            committed.
    """

    def ask(*arguments: str) -> str:
        return repository.ask(folder, without, *arguments)

    branch = ask("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if not branch:
        return  # a repository of its own that goes nowhere
    # A repository below, as a submodule, has settings of its own.
    if ask("status", "--porcelain", "--ignore-submodules=all", "--", "."):
        raise _not_there(_("files in the folder are not committed"))
    remote, _slash, name = branch.partition("/")
    far = ("--exit-code", "--upload-pack=git-upload-pack", "--", remote, f"refs/heads/{name}")
    listed = ask("ls-remote", *far)
    head = ask("rev-parse", "HEAD")
    if not head or listed.partition("\t")[0] != head:
        raise _not_there(_("{branch} is not at the present commit").format(branch=branch))


def _not_there(why: str) -> TargetRefused:
    return TargetRefused(
        _("The command ended well, but what it should have pushed is not there: {why}.").format(
            why=why
        ),
        _("Look at it in the folder, then deliver again."),
    )

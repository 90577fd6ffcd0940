"""Run the command of a folder target, and read back what `git push` brought elsewhere.

The command stands in a shared file and runs as this person: it runs only when the person has
trusted exactly this text (see `trust`), without a shell.
"""

import shlex
from pathlib import Path
from subprocess import TimeoutExpired

from redaksi.delivery import running
from redaksi.delivery.base import TargetRefused
from redaksi.i18n import _
from redaksi.text import clean

_PATIENCE = 600.0
"""Seconds within which the command must end."""
_GIT_PATIENCE = 60.0
"""Seconds within which git must answer."""
_LAST = 500
"""The most characters of what the command printed last that are told."""


def run(command: str, folder: Path) -> None:
    """Run `command` in `folder`.

    Raises:
        TargetRefused: when it cannot be started, fails or takes too long.
    """
    try:
        words = shlex.split(command)
        done = running.run(words, _PATIENCE, folder=folder, with_errors=True)
    except TimeoutExpired:
        why = _("it did not end within {count} seconds").format(count=int(_PATIENCE))
    except (OSError, ValueError, IndexError) as error:
        why = str(error)
    else:
        if done.code == 0:
            return
        printed = clean.line(done.last.decode(errors="replace"))[-_LAST:]
        why = _("it ended with {code}").format(code=done.code)
        why = f"{why}: {printed}" if printed else why
    raise TargetRefused(
        _("The files are in place, but the command failed: {why}.").format(why=why.rstrip(".")),
        _("Mend it, then deliver again."),
    )


def check_pushed(folder: Path) -> None:
    """Check that the git repository around `folder` was committed and pushed, if there is one.

    Raises:
        TargetRefused: when the remote does not hold the present commit, or files are not
            committed.
    """
    if _git(folder, "rev-parse", "--is-inside-work-tree") != "true":
        return
    branch = _git(folder, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if not branch:
        return  # a repository of its own that goes nowhere
    if _git(folder, "status", "--porcelain", "--", "."):
        raise _not_there(_("files in the folder are not committed"))
    remote, _slash, name = branch.partition("/")
    listed = _git(folder, "ls-remote", "--exit-code", remote, f"refs/heads/{name}")
    head = _git(folder, "rev-parse", "HEAD")
    if not head or listed.partition("\t")[0] != head:
        raise _not_there(_("{branch} is not at the present commit").format(branch=branch))


def _not_there(why: str) -> TargetRefused:
    return TargetRefused(
        _("The command ended well, but what it should have pushed is not there: {why}.").format(
            why=why
        ),
        _("Look at it in the folder, then deliver again."),
    )


def _git(folder: Path, *arguments: str) -> str:
    """What git prints for `arguments` in `folder`; "" when it fails or is not installed.

    Git runs no program that the settings of the repository name to watch its files.
    """
    words = ("git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments)
    try:
        done = running.run(
            words, _GIT_PATIENCE, more={"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
        )
    except (OSError, TimeoutExpired):
        return ""
    return "" if done.code else done.first.decode(errors="replace").strip()

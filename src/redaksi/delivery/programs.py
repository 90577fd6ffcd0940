"""Run the command of a folder target, and read back what `git push` brought elsewhere.

The command stands in a shared file and runs as this person: it runs only when the person has
trusted exactly this text (see `trust`), without a shell.
"""

import os
import shlex
import subprocess  # see the docstring
from collections.abc import Sequence
from pathlib import Path

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
        done = subprocess.run(  # noqa: S603 - see the module's docstring
            words,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        why = _("it did not end within {count} seconds").format(count=int(_PATIENCE))
    except (OSError, ValueError, IndexError) as error:
        why = str(error)
    else:
        if done.returncode == 0:
            return
        printed = clean.line(done.stdout[-4 * _LAST :].decode(errors="replace"))[-_LAST:]
        why = _("it ended with {code}: {printed}").format(code=done.returncode, printed=printed)
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
    """What git prints for `arguments` in `folder`; "" when it fails or is not installed."""
    try:
        return _printed(("git", "-C", str(folder), *arguments))
    except (OSError, subprocess.SubprocessError):
        return ""


def _printed(words: Sequence[str]) -> str:
    done = subprocess.run(  # noqa: S603 - see the module's docstring
        words,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_GIT_PATIENCE,
        check=True,
    )
    return done.stdout.decode(errors="replace").strip()

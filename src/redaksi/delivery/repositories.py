"""The git repository around a target's folder: where it is, whose it is, and what git says there.

Git runs programs that the settings of a repository name, as the person who asks. It is therefore
asked only in the repository that the person trusted with the target, and only while nobody else
may write its settings. Git never looks for a repository itself: one may have been put in its way.
"""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from subprocess import TimeoutExpired
from typing import NamedTuple

from redaksi.delivery import running
from redaksi.delivery.base import TargetRefused
from redaksi.i18n import _
from redaksi.system import safe_files

_PATIENCE = 60.0
"""Seconds within which git must answer."""
_LONGEST = 4096
"""The most bytes of a file that holds a path."""
_HARMLESS = (
    *("core.fsmonitor=", "core.hooksPath=/dev/null", "core.sshCommand=ssh", "core.gitProxy="),
    *("core.askPass=", "protocol.ext.allow=never", "submodule.recurse=false"),
)
"""The settings with which git runs no program that a repository names."""


class Repository(NamedTuple):
    """A repository: the folder `tree` of its files, and its `.git`, both as real paths."""

    tree: str
    git: str

    def check(self) -> None:
        """Check that nobody else may write the settings of the repository.

        Raises:
            TargetRefused: when somebody may, or they belong to somebody else or are missing.
        """
        for path in self._settings():
            if not _is_own(path):
                raise TargetRefused(
                    _(
                        "{path} is missing, or others may write it and so run programs as you."
                    ).format(path=path),
                    _("Close it to them, with chmod go-w, or take it over; then deliver again."),
                )

    def _settings(self) -> Iterator[Path]:
        """What decides which programs git runs; several work trees may share their settings."""
        git = Path(self.git)
        common = git / (_line(git / "commondir") or ".")
        yield from dict.fromkeys((git, git / "HEAD", common, common / "config"))

    def ask(self, folder: Path, without: Collection[str], *arguments: str) -> str:
        """The answer of git to `arguments` in `folder`; "" when it fails or is not installed.

        `without` are the environment variables that it does not get.
        """
        settings = (word for one in _HARMLESS for word in ("-c", one))
        words = ("git", f"--git-dir={self.git}", f"--work-tree={self.tree}", "-C", str(folder))
        try:
            done = running.run(
                (*words, "--no-optional-locks", *settings, *arguments),
                _PATIENCE,
                more={"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"},
                without=without,
            )
        except (OSError, TimeoutExpired):
            return ""
        return "" if done.code else done.first.decode(errors="replace").strip()


def around(folder: str) -> Repository | None:
    """The repository in or above the real path `folder`; None where there is none."""
    for tree in (folder, *map(str, Path(folder).parents)):
        git = os.path.join(tree, ".git")  # noqa: PTH118 - asked for every target at each movement
        if os.path.lexists(git):
            return Repository(tree, os.path.realpath(_named_in(git) or git))
    return None


def _is_own(path: Path) -> bool:
    """Whether `path` belongs to this person or to root, and nobody else may write it."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return found.st_uid in {os.geteuid(), 0} and not found.st_mode & 0o022


def _named_in(git: str) -> str:
    """The folder that the file `git` names, as in a second work tree; "" when it is no file."""
    named = _line(Path(git)).removeprefix("gitdir:").strip()
    return str(Path(git).parent / named) if named else ""


def _line(path: Path) -> str:
    """The line in the small file `path`; "" when there is no such file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        return safe_files.read(path, most=_LONGEST).decode(errors="surrogateescape").strip()
    except OSError:
        return ""

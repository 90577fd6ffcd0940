"""The clipboard of the system, for terminals that ignore OSC 52."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from shutil import which

PATIENCE = 3.0
"""Seconds until a clipboard program is stopped."""


def tool(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> list[str]:
    """The command that copies its input to the clipboard; empty if there is none.

    Over SSH the result is empty: the clipboard would be that of the remote machine.
    """
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return []
    commands: list[list[str]] = []
    if platform == "darwin":
        commands.append(["pbcopy"])
    if environment.get("WAYLAND_DISPLAY"):
        commands.append(["wl-copy"])
    if environment.get("DISPLAY"):
        commands += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return next(
        (command for command in commands if which(command[0], path=environment.get("PATH"))), []
    )


def copy(text: str) -> None:
    """Put `text` into the system's clipboard, if a command for that is installed.

    The caller is not told whether that worked.
    """
    if command := tool():
        quiet = subprocess.DEVNULL
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(  # noqa: S603 - one of the commands above
                command,
                input=text.encode(),
                timeout=PATIENCE,
                check=False,
                stdout=quiet,
                stderr=quiet,
            )

"""`redaksi completion`: the completion script for a shell, and the answers to its questions."""

import os
import re
import shlex
from contextlib import redirect_stderr, suppress
from io import StringIO

import click
from click.shell_completion import (
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

from redaksi.cli.command import CliCommand
from redaksi.i18n import _

VARIABLE = "_REDAKSI_COMPLETE"
"""Set by the completion scripts to the shell's name and `_complete`."""
BREAKS = "=:"
"""The characters at which bash splits one of our words.

An answer must not repeat the part before such a character.
"""
_SPECIAL = re.compile(r"[^\w@%+=:,./-]")
ESCAPED = r"\\\g<0>"

_BASH = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE=$COMP_LINE COMP_POINT=$COMP_POINT %(complete_var)s=bash_complete "$1" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -F %(complete_func)s %(prog_name)s
"""  # noqa: E501

_FISH = """\
function %(complete_func)s
    set -l answer (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
        COMP_CWORD=(commandline -t | string collect) %(prog_name)s 2>/dev/null)
    for line in $answer
        set -l part (string split -m 1 "," -- $line)
        switch $part[1]
            case dir
                __fish_complete_directories $part[2]
            case file
                __fish_complete_path $part[2]
            case plain
                echo $part[2]
        end
    end
end
complete --no-files --command %(prog_name)s --keep-order --arguments "(%(complete_func)s)"
"""  # noqa: E501


class Bash(ShellComplete):
    """click's completion for bash, with correct names that contain blanks or "="."""

    name = "bash"
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        line = _typed()
        words = split_arg_string(line)[1:]
        if line[-1:].isspace() and not _open_quote(line) and not line.endswith("\\ "):
            return words, ""
        return words[:-1], words[-1] if words else ""

    def format_completion(self, item: CompletionItem[str]) -> str:
        if item.type != "plain":
            return f"{item.type},{item.value}"
        _words, incomplete = self.get_completion_args()
        known = max((incomplete.rfind(mark) for mark in BREAKS), default=-1) + 1
        value = item.value[known:] if item.value.startswith(incomplete[:known]) else item.value
        return f"{item.type},{value if _open_quote(_typed()) else _SPECIAL.sub(ESCAPED, value)}"


class Fish(FishComplete):
    """click's completion for fish, with correct headlines that contain a comma."""

    source_template = _FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": Fish}


@click.command(
    "completion",
    cls=CliCommand,
    examples=(
        "redaksi completion bash > ~/.local/share/bash-completion/completions/redaksi",
        "redaksi completion zsh > ~/.zfunc/_redaksi",
        "redaksi completion fish > ~/.config/fish/completions/redaksi.fish",
    ),
    help=_("Print what makes the shell complete commands, ids, names and fields."),
)
@click.argument("shell", metavar="SHELL", type=click.Choice(list(SHELLS)))
def completion_command(shell: str) -> None:
    click.echo(_asked(shell, click.get_current_context().find_root().command).source(), nl=False)


def answer(command: click.Command) -> int:
    """Print the possible next words of `command` for the shell; nothing after an error."""
    shell = os.environ[VARIABLE].removesuffix("_complete")
    with suppress(Exception), redirect_stderr(StringIO()):
        click.echo(_asked(shell, command).complete().encode(errors="replace"))
    return 0


def _asked(shell: str, command: click.Command) -> ShellComplete:
    return SHELLS[shell](command, {}, "redaksi", VARIABLE)


def _typed() -> str:
    """The line before the cursor, as bash reports it."""
    return os.environ["COMP_LINE"][: int(os.environ["COMP_POINT"])]


def _open_quote(line: str) -> bool:
    """Whether `line` ends inside quotes."""
    try:
        shlex.split(line)
    except ValueError as error:
        return "quotation" in str(error)
    return False

"""`redaksi completion`: the script that lets a shell complete our commands, and the answers to
what it then asks.
"""

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
"""Set by the scripts when they ask, to the shell's name and `_complete`."""
BREAKS = "=:"
"""Where bash begins a new word inside one of ours; what it has before it must not be repeated."""
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
    """click's, but names with blanks and words with = in them come out whole."""

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
    """click's, but a headline with a comma in it is shown whole."""

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
    """Answer the shell that asked: what could come next after `command`, nothing where that
    cannot be told.
    """
    shell = os.environ[VARIABLE].removesuffix("_complete")
    with suppress(Exception), redirect_stderr(StringIO()):
        click.echo(_asked(shell, command).complete().encode(errors="replace"))
    return 0


def _asked(shell: str, command: click.Command) -> ShellComplete:
    return SHELLS[shell](command, {}, "redaksi", VARIABLE)


def _typed() -> str:
    """The line as bash has it before the cursor."""
    return os.environ["COMP_LINE"][: int(os.environ["COMP_POINT"])]


def _open_quote(line: str) -> bool:
    """Whether `line` ends inside quotes."""
    try:
        shlex.split(line)
    except ValueError as error:
        return "quotation" in str(error)
    return False

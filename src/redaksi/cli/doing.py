"""What a command answers that changes something: sentences for people, with `--json` one
document of one shape.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from redaksi.cli import output

Result = Mapping[str, Any]
"""What the command was about, as plain data: an article, a person, a file ..."""


def answer(
    as_json: bool,
    results: Sequence[Result],
    *sentences: str,
    refused: Iterable[tuple[str, str]] = (),
) -> None:
    """Tell of `results`: by `sentences`, or as a document; aside of those that were `refused`,
    each with its reason.
    """
    refused = list(refused)
    for name, why in refused:
        output.warn(f"{name}: {why}")
    if as_json:
        output.document(
            {
                "command": click.get_current_context().command_path.partition(" ")[2],
                "results": results,
                "refused": [{"name": name, "why": why} for name, why in refused],
            }
        )
        return
    for sentence in sentences:
        output.say(sentence)

"""The answers of commands that change something: sentences, or one JSON document.

The document has the same shape for all such commands.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from redaksi.cli import output

Result = Mapping[str, Any]
"""The subject of the command as plain data: an article, a person, a file ..."""


def answer(
    as_json: bool,
    results: Sequence[Result],
    *sentences: str,
    refused: Iterable[tuple[str, str]] = (),
) -> None:
    """Report `results` by `sentences`, or as a document for `as_json`.

    The names in `refused` are also reported on standard error, each with its reason.
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

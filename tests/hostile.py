"""A newsroom whose files hold characters that control a terminal; none may reach the output."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

POISON = "\x1b[31m\x9b7m\x1b]0;title\x07\u202e\u2066\x08\x85\x7f"
"""Control characters for a terminal, one of each kind.

They are a colour with a two-character and a one-character introducer, a window title, two changes
of direction, a backspace, a next line (NEL) and a delete (DEL).
"""

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")
"""The characters that no output may hold."""

_WRITTEN = {
    *(
        "headline",
        "deck",
        "body",
        "byline",
        "dateline",
        "source",
        "rubric",
        "tags",
        "alt",
        "caption",
        "credit",
        "title",
    ),
    *(
        "editor",
        "by",
        "name",
        "login",
        "host",
        "text",
        "quotation",
        "reason",
        "note",
        "to",
        "paragraphs",
        "override",
    ),
    *("set_aside", "mended_by", "resolved_by", "origin", "format", "due", "words", "tag", "value"),
}
"""The fields of our files that hold text written by people."""


_OURS = re.compile(r"[0-9a-f]{12,64}|\d{4}-\d\d-\d\dT.*")
"""Hashes and times: `POISON` behind these would make the file invalid instead of hostile."""


def poison_newsroom(room: Path) -> None:
    """Append `POISON` to every text by people in the dossiers and the team of `room`."""
    for path in (room / "team.json", *room.glob("articles/*/*.json")):
        with suppress(json.JSONDecodeError):  # the file is already damaged
            path.write_text(
                json.dumps(_poisoned(json.loads(path.read_text("utf-8")), "")), "utf-8"
            )


def _poisoned(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return (
            value + POISON if value and name in _WRITTEN and not _OURS.fullmatch(value) else value
        )
    if isinstance(value, dict):
        return {key: _poisoned(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_poisoned(item, name) for item in value]
    return value


def strings(value: Any) -> Iterator[str]:
    """Every string in the JSON `value`."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *strings(item))
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value

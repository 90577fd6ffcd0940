"""Copy in which an editor marked the errors as `{{KIND|words}}`.

The editor read the copy before the copy desk did.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from redaksi.domain.article import Text
from redaksi.domain.finding import Finding

COPY = Path(__file__).parent / "copy"
MARK = re.compile(r"\{\{(?P<kind>[A-Z]{3})\|(?P<words>.*?)\}\}")


class Mark(NamedTuple):
    """An error marked by an editor: characters `start` to `end` of a paragraph.

    `paragraph` counts from 0; -1 is the headline.
    """

    kind: str
    paragraph: int
    start: int
    end: int


@cache
def articles(name: str) -> list[tuple[Text, list[Mark]]]:
    """The articles of the file `name` without marks, each with its list of marks."""
    told = []
    for part in re.split(r"^## ", (COPY / name).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        marks: list[Mark] = []
        lines = [
            _plain(line, number, marks)
            for number, line in enumerate(filter(None, part.split("\n")), -1)
        ]
        told.append(
            (Text(headline=lines[0], body=tuple(lines[1:]), byline="Ani", dateline="Kota"), marks)
        )
    return told


def _plain(line: str, number: int, marks: list[Mark]) -> str:
    plain = ""
    behind = 0
    for found in MARK.finditer(line):
        plain += line[behind : found.start()]
        marks.append(Mark(found["kind"], number, len(plain), len(plain) + len(found["words"])))
        plain += found["words"]
        behind = found.end()
    return plain + line[behind:]


def touches(one: Finding, mark: Mark) -> bool:
    """Whether the finding `one` overlaps `mark`."""
    return (
        one.start < mark.end
        and mark.start < one.end
        and (one.item, -1)[one.field == "headline"] == mark.paragraph
    )

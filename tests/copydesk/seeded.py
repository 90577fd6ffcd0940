"""The clean articles of tests/copydesk/copy, and the errors to seed into them one at a time."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from redaksi.copydesk import engine, ruleset
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding
from redaksi.importers import markdown

COPY = Path(__file__).parent / "copy"


class Seed(NamedTuple):
    """An error: `wrong` in place of `right`.

    `right` occurs once in the file with the number `article`.
    """

    article: str
    group: str
    right: str
    wrong: str

    @property
    def changed(self) -> tuple[int, int]:
        """Start and end of the difference within `wrong`, in characters.

        The range covers whole words and one more character on each side.
        """
        start = next(
            (
                place
                for place, (one, other) in enumerate(zip(self.right, self.wrong, strict=False))
                if one != other
            ),
            min(len(self.right), len(self.wrong)),
        )
        rest = min(len(self.right), len(self.wrong)) - start
        tail = next(
            (n for n in range(rest) if self.right[-1 - n] != self.wrong[-1 - n]),
            rest,
        )
        end = len(self.wrong) - tail
        while start > 0 and not self.wrong[start - 1].isspace():
            start -= 1
        while end < len(self.wrong) and not self.wrong[end].isspace():
            end += 1
        return max(start - 1, 0), min(end + 1, len(self.wrong))


@cache
def articles() -> dict[str, str]:
    """The text of each file by its number."""
    return {file.name[:2]: file.read_text("utf-8") for file in sorted(COPY.glob("*.md"))}


@cache
def seeds() -> list[Seed]:
    """The errors listed in errors.tsv."""
    with (COPY / "errors.tsv").open(encoding="utf-8", newline="") as file:
        return [Seed(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def text(source: str) -> Text:
    """The text that the importer reads from the file content `source`."""
    return markdown.read(source, "naskah.md").text


@cache
def clean(number: str) -> Counter[tuple[object, ...]]:
    """The findings in the clean article `number`, counted."""
    return Counter(map(_key, engine.check(text(articles()[number]), ruleset.standard())))


def caught(seed: Seed) -> list[Finding]:
    """The findings at the place of `seed` that the clean article does not have."""
    seeded = text(articles()[seed.article].replace(seed.right, seed.wrong))
    known = clean(seed.article).copy()
    new = []
    for finding in engine.check(seeded, ruleset.standard()):
        if known[_key(finding)]:
            known[_key(finding)] -= 1
        else:
            new.append(finding)
    return [finding for finding in new if _covers(finding, seeded, seed)]


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.field, finding.item, finding.text


def _covers(finding: Finding, seeded: Text, seed: Seed) -> bool:
    """Whether `finding` covers the place of `seed`.

    In the particulars the same field is enough; for a lone quotation mark, the same paragraph.
    """
    places = list(_places(seeded, seed))
    if not places:
        return finding.field in {"headline", "byline", "dateline", "photos.credit"}
    return any(
        (finding.field, finding.item) == place[:2]
        and (seed.group == "petik" or (finding.start <= place[3] and place[2] <= finding.end))
        for place in places
    )


def _places(seeded: Text, seed: Seed) -> Iterator[tuple[str, int | None, int, int]]:
    start, end = seed.changed
    parts: list[tuple[str, int | None, str]] = [("headline", None, seeded.headline)]
    parts += [("body", number, paragraph) for number, paragraph in enumerate(seeded.body)]
    parts += [
        ("photos.caption", number, photo.caption) for number, photo in enumerate(seeded.photos)
    ]
    for field, number, passage in parts:
        for found in re.finditer(re.escape(seed.wrong), passage):
            yield field, number, found.start() + start, found.start() + end

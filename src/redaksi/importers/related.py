"""The "Baca juga" ("read also") lines: links to other stories, which do not belong to the body."""

import re
from itertools import islice

from redaksi.domain.article import Related
from redaksi.importers import labels, photos
from redaksi.importers.lines import TITLE_LIMIT, Block, is_title

_LABEL = re.compile(
    r"[>\s*_\[(-]*baca\s+juga\b\s*[*_]*\s*(?:[::][\s*_]*(?P<rest>.*)|[\])]*)$", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[-*+•▪●–—»>]|\d{1,2}[.)])\s+")
_URL = r"(?:https?://|www\.)[^\s<>]*[^\s<>)\].,;]"
_ONLY_URL = re.compile(rf"[<(\[]?(?P<url>{_URL})[>)\]]?$", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"\[(?P<title>.+)\]\((?P<url>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)[^()]*\)[*_.]*$"
)
_TRAILING_URL = re.compile(
    rf"(?P<title>.*?\S)\s*(?:[-–—:|]\s*)?[<(\[]?\s*(?P<url>{_URL})\s*[>)\]]?$", re.IGNORECASE
)
_LISTED = (_BULLET, _ONLY_URL, _MARKDOWN)
_LONGEST = 3 * TITLE_LIMIT
_TITLE_WORDS = 20


def take(blocks: list[Block]) -> tuple[tuple[Related, ...], list[Block]]:
    """The stories that `blocks` link to, each once, and the blocks without the linking lines."""
    stories: list[Related] = []
    rest: list[Block] = []
    pending = False  # whether the last block ended with "Baca juga:"; its title may follow
    for block in blocks:
        kept, found, pending = _take_block(block, pending)
        stories += found
        rest += [part for part in kept if part]
    return tuple(dict.fromkeys(stories)), rest


def _take_block(block: Block, pending: bool) -> tuple[list[Block], list[Related], bool]:
    """The rest of `block`, its stories, and whether it ends with a label without a title.

    The rest is split where a link stood. `pending` means that the block before ended with such a
    label.
    """
    kept: list[Block] = [[]]
    found: list[Related] = []
    start = _titles_end(block, 0, after_blank=True) if pending else 0
    found += _stories(block[:start])
    position = start
    while position < len(block):
        label = _LABEL.match(block[position])
        inline = (label["rest"] or "").rstrip("*_ ") if label else ""
        if label is None or len(inline) > _LONGEST:
            kept[-1].append(block[position])
            position += 1
            continue
        end = _listed_end(block, position + 1) if inline else _titles_end(block, position + 1)
        titles = [inline, *block[position + 1 : end]] if inline else block[position + 1 : end]
        found += _stories(titles)
        kept.append([])
        if not titles and end == len(block):
            return kept, found, True
        position = end
    return kept, found, False


def _titles_end(block: Block, start: int, *, after_blank: bool = False) -> int:
    """The end of the titles that begin at `start` under a label that stands alone.

    Bullets and addresses always belong to the label. A plain line belongs to it if it is the first
    line, or if only titles follow until the end of the block. Behind a blank line only a line that
    cannot be a sentence is a title.
    """
    listed = _listed_end(block, start)
    if listed > start or start == len(block):
        return listed
    first = block[start]
    if _is_other(first) or len(first) > _LONGEST or (after_blank and not _surely_title(first)):
        return start
    alone = start + 1 == len(block)
    if not alone and all(
        _surely_title(line) and not _is_other(line) for line in islice(block, start + 1, None)
    ):
        return start if after_blank else len(block)
    return _listed_end(block, start + 1) if is_title(first) or alone else start


def _is_other(line: str) -> bool:
    """Whether `line` names people or a photo, or is the next "Baca juga"."""
    return bool(_LABEL.match(line) or labels.parse(line) or photos.parse(line))


def _surely_title(line: str) -> bool:
    return is_title(line) and len(line.split()) <= _TITLE_WORDS


def _listed_end(block: Block, start: int) -> int:
    """The end of the run of bullets, links and bare addresses that begins at `start`."""
    end = start
    while (
        end < len(block)
        and len(block[end]) <= _LONGEST
        and any(shape.match(block[end]) for shape in _LISTED)
    ):
        end += 1
    return end


def _stories(lines: list[str]) -> list[Related]:
    """One story per line; an address on a line of its own belongs to the title above."""
    found: list[Related] = []
    for line in lines:
        only = _ONLY_URL.match(line)
        if only and found and not found[-1].url:
            found[-1] = Related(title=found[-1].title, url=only["url"])
        else:
            found.append(story(line))
    return found


def story(line: str) -> Related:
    text = _BULLET.sub("", line, count=1)
    if only := _ONLY_URL.match(text):
        return Related(title="", url=only["url"])
    link = _MARKDOWN.match(text) or _TRAILING_URL.match(text)
    return Related(title=link["title"].strip(), url=link["url"]) if link else Related(title=text)

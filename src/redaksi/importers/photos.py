"""The lines about photos: "Caption (Foto: Credit)", often doubled, and forms of "Foto : ..."."""

import re

from redaksi.domain.article import Photo
from redaksi.importers import labels
from redaksi.importers.lines import DOMAIN, Block, ends_sentence, is_title

_WORD = r"(?:foto|photo)"
_CREDITED = re.compile(
    rf"(?P<caption>.*?)[\s*_]*[(\[]\s*{_WORD}\s*[::/]\s*(?P<credit>.+?)\s*[)\]][*_.]*$",
    re.IGNORECASE,
)
_TAILED = re.compile(
    rf"(?P<caption>.+[.|])\s*{_WORD}\s*[::]\s*(?P<credit>[^:]{{1,60}})$", re.IGNORECASE
)
_LABELLED = re.compile(rf"[*_\s]*{_WORD}\s*[*_]*\s*[::][\s*_]*(?P<value>.*)$", re.IGNORECASE)
_BRACKETED = re.compile(r"(?P<caption>.+?)\s*\((?P<credit>[^()]{1,80})\)[.]?$")
_SOURCE = re.compile(
    rf"\b(?:dok|dokumentasi|ist|istimewa|humas|antara)\b|/|\b{DOMAIN}\b", re.IGNORECASE
)
_CAPTION_LIMIT = 300
_LINE_LIMIT = 2 * _CAPTION_LIMIT
_CREDIT_WORDS = 4
_SOURCE_WORDS = 10
_TWICE = 2


def take(blocks: list[Block], *, is_page: bool) -> tuple[tuple[Photo, ...], list[Block]]:
    """The photos in `blocks`, each once, and the blocks without the lines about photos.

    `blocks` follow the headline. Lines inside the body are photos only if the text is certainly
    a page (`is_page`); elsewhere such a line is a sentence.
    """
    photos: list[Photo] = []
    rest: list[Block] = []
    body_begun, beneath = False, False
    for position, block in enumerate(blocks):
        if body_begun and not is_page:
            rest.append(block)
            continue
        last = position == len(blocks) - 1
        kept, beneath = _take_block(block, photos, head=not body_begun, last=last, beneath=beneath)
        if kept:
            rest.append(kept)
        body_begun = body_begun or any(not labels.parse(line) for line in kept)
    return tuple(photos), rest


def _take_block(
    block: Block, photos: list[Photo], *, head: bool, last: bool, beneath: bool
) -> tuple[Block, bool]:
    """`block` without its photo lines, and whether it ends with a photo line.

    The photos are added to `photos`. `head`: no body precedes the block. `last`: no block follows.
    `beneath`: the line above the block is a photo line.
    """
    kept: Block = []
    for position, line in enumerate(block):
        photo = parse(line)
        if photo is None:
            if beneath and line == photos[-1].caption:
                beneath = False  # the line repeats the caption
                continue
            in_front = (
                head and not labels.parse(line) and all(labels.parse(above) for above in kept)
            )
            if in_front and (
                _is_doubled(block, position) or (not last and _is_below_names(block, position))
            ):
                _add(photos, Photo(caption=line))
                beneath = True
            else:
                kept.append(line)
                beneath = False
            continue
        if photo.caption and kept and kept[-1] == photo.caption:
            kept.pop()
        if not photo.caption and _is_caption_above(kept):
            photo = Photo(caption=kept.pop(), credit=photo.credit)
        _add(photos, photo)
        beneath = True
    return kept, beneath


def is_credited(line: str) -> bool:
    """Whether `line` ends with a photo's credit in brackets; only captions end so."""
    return len(line) <= _LINE_LIMIT and bool(_CREDITED.match(line))


def parse(line: str) -> Photo | None:
    """The photo that `line` describes, or None; its caption or its credit may be missing."""
    if len(line) > _LINE_LIMIT:
        return None
    credited = _CREDITED.match(line) or _TAILED.match(line)
    labelled = _LABELLED.match(credited["caption"] if credited else line)
    caption = labelled["value"] if labelled else credited["caption"] if credited else ""
    if len(caption) > _CAPTION_LIMIT or not (credited or labelled):
        return None
    if credited:
        return Photo(caption=caption.strip(), credit=credited["credit"])
    if bracketed := _BRACKETED.match(caption):
        return Photo(caption=bracketed["caption"], credit=bracketed["credit"])
    return Photo(credit=caption) if _is_credit(caption) else Photo(caption=caption)


def _is_credit(text: str) -> bool:
    """Whether `text`, which stands behind "Foto:", is a credit and not a caption."""
    words = len(text.split())
    return words <= _CREDIT_WORDS or (words <= _SOURCE_WORDS and bool(_SOURCE.search(text)))


def _is_doubled(block: Block, position: int) -> bool:
    """Whether the line at `position`, without a credit, is a caption because it is doubled."""
    line = block[position]
    times = block[position : position + 3].count(line)  # a cry stands there three times
    return (
        is_title(line)
        and not ends_sentence(line)
        and times == _TWICE
        and block[position + 1] == line
    )


def _is_below_names(block: Block, position: int) -> bool:
    """Whether the line at `position`, without a credit, is a caption.

    The line is a caption if all other lines of the block name people.
    """
    others = [*block[:position], *block[position + 1 :]]
    may_be = is_title(block[position]) and not ends_sentence(block[position])
    return may_be and bool(others) and all(labels.parse(other) for other in others)


def _is_caption_above(kept: Block) -> bool:
    """Whether the line above a lone credit is its caption.

    The line is its caption if all other lines above it in the block name people.
    """
    above = [line for line in kept if not labels.parse(line)]
    return len(above) == 1 and kept[-1] == above[0] and len(above[0]) <= _CAPTION_LIMIT


def _add(photos: list[Photo], photo: Photo) -> None:
    """Add `photo` to `photos`, or complete the last photo if `photo` does not contradict it."""
    last = photos[-1] if photos else Photo()
    same_caption = photo.caption == last.caption or not (photo.caption and last.caption)
    same_credit = photo.credit == last.credit or not (photo.credit and last.credit)
    if photos and same_caption and same_credit:
        photos[-1] = Photo(
            caption=last.caption or photo.caption, credit=last.credit or photo.credit
        )
    elif photo != Photo():
        photos.append(photo)

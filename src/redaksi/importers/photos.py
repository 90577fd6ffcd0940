"""The lines about pictures: "Caption (Foto: Credit)", often doubled, and "Foto : ..." in its several ways."""

import re

import msgspec

from redaksi.article import Photo
from redaksi.importers import labels
from redaksi.importers.lines import DOMAIN, Block, is_title

_WORD = r"(?:foto|photo)"
_CREDITED = re.compile(
    rf"(?P<caption>.*?)[\s*_]*[(\[]\s*{_WORD}\s*[::/]\s*(?P<credit>.+?)\s*[)\]][*_.]*$", re.IGNORECASE
)
_TAILED = re.compile(rf"(?P<caption>.+[.|])\s*{_WORD}\s*[::]\s*(?P<credit>[^:]{{1,60}})$", re.IGNORECASE)
_LABELLED = re.compile(rf"[*_\s]*{_WORD}\s*[*_]*\s*[::][\s*_]*(?P<value>.*)$", re.IGNORECASE)
_BRACKETED = re.compile(r"(?P<caption>.+?)\s*\((?P<credit>[^()]{1,80})\)[.]?$")
_SOURCE = re.compile(rf"\b(?:dok|dokumentasi|ist|istimewa|humas|antara)\b|/|\b{DOMAIN}\b", re.IGNORECASE)
_CAPTION_LIMIT = 300
_CREDIT_WORDS = 4
_SOURCE_WORDS = 10


def take(blocks: list[Block]) -> tuple[tuple[Photo, ...], list[Block]]:
    """The photos that BLOCKS (all behind the headline) tell of, each once, and the blocks without those lines."""
    photos: list[Photo] = []
    rest: list[Block] = []
    body_begun = False
    for position, block in enumerate(blocks):
        last = position == len(blocks) - 1
        kept = _take_block(block, photos, head=not body_begun and not last)
        if kept:
            rest.append(kept)
        body_begun = body_begun or any(not labels.parse(line) for line in kept)
    return tuple(photos), rest


def _take_block(block: Block, photos: list[Photo], *, head: bool) -> Block:
    """BLOCK without its photo lines, which go to PHOTOS; HEAD: it stands before the body."""
    kept: Block = []
    for position, line in enumerate(block):
        photo = parse(line)
        if photo is None:
            if any(line == known.caption for known in photos):
                continue  # the doubled line
            if head and _is_bare_caption(block, position):
                _add(photos, Photo(caption=line))
            else:
                kept.append(line)
            continue
        if photo.caption and kept and kept[-1] == photo.caption:
            kept.pop()
        if not photo.caption and _is_caption_above(kept):
            photo = Photo(caption=kept.pop(), credit=photo.credit)
        _add(photos, photo)
    return kept


def parse(line: str) -> Photo | None:
    """The photo that LINE tells of, or None; its caption or its credit may be missing."""
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
    """Whether the words behind "Foto:" say whose picture it is rather than what it shows."""
    words = len(text.split())
    return words <= _CREDIT_WORDS or (words <= _SOURCE_WORDS and bool(_SOURCE.search(text)))


def _is_bare_caption(block: Block, position: int) -> bool:
    """Whether a line without credit is a caption: doubled, or all that stands in one block with the editor's line."""
    line = block[position]
    if not is_title(line) or labels.parse(line):
        return False
    doubled = line in block[position + 1 : position + 2]
    others = [other for other in block if other != line]
    return doubled or (bool(others) and all(labels.parse(other) for other in others))


def _is_caption_above(kept: Block) -> bool:
    """Whether the line above a lone credit is its caption: the only one in its block but for names."""
    above = [line for line in kept if not labels.parse(line)]
    return len(above) == 1 and kept[-1] == above[0] and len(above[0]) <= _CAPTION_LIMIT


def _add(photos: list[Photo], photo: Photo) -> None:
    """Add PHOTO to PHOTOS; what only completes one that is there, completes it."""
    for position, known in enumerate(photos):
        same = photo.caption in {"", known.caption} if not known.credit else photo == known
        completes = known.caption and photo.caption == known.caption and photo.credit in {"", known.credit}
        if same or completes:
            photos[position] = msgspec.structs.replace(known, credit=known.credit or photo.credit)
            return
    if photo != Photo():
        photos.append(photo)

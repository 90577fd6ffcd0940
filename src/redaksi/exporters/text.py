"""Plain-text export: one line per paragraph, without wrapping and without Markdown marks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from markdown_it.token import Token

from redaksi.domain.article import Photo, PublishedNotice, Related, Text
from redaksi.domain.markdown_dialect import PARSER, source
from redaksi.exporters import photo_files
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.moments import spoken
from redaksi.exporters.notices import LABELS

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.txt` file: headline, deck, byline, place and time, notices, body, photos, related.

    Blank lines separate the parts.
    """
    text = sealed.text
    parts = (
        text.headline,
        text.deck,
        _head(text, spoken(sealed.published_at, site.zone)),
        *(_notice(one, site.zone) for one in sealed.notices),
        *paragraphs(text),
        *(_photo(sealed, photo, site) for photo in text.photos),
        _related(text.related),
    )
    return {f"{name}.txt": ("\n\n".join(part for part in parts if part) + "\n").encode()}


def paragraphs(text: Text) -> Iterator[str]:
    """The body of `text` without Markdown marks: paragraphs, list items, tables, code, rules."""
    return _blocks(PARSER.parse(source(text)))


def _head(text: Text, at: str) -> str:
    byline = f"Oleh {text.byline}" if text.byline else ""
    place = (
        f"{text.dateline} ({text.source})"
        if text.dateline and text.source
        else text.dateline or text.source
    )
    return "\n".join(line for line in (byline, place, at) if line)


def _notice(notice: PublishedNotice, zone: tzinfo) -> str:
    return f"{LABELS[notice.kind]} ({spoken(notice.at, zone)}): {notice.sentence}"


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of each block in `tokens`; a table is one, with a line for each row."""
    mark = ""
    rows: list[list[str]] = []
    for token in tokens:
        match token.type:
            case "tr_open":
                rows.append([])
            case "inline" if rows:
                rows[-1].append(_words(token.children or []))
            case "table_close":
                yield mark + "\n".join(map(" | ".join, rows))
                mark, rows = "", []
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else "- "
            case "inline":
                yield mark + _words(token.children or [])
                mark = ""
            case "fence" | "code_block":
                yield mark + token.content.rstrip()
                mark = ""
            case "hr":
                yield "* * *"


def _words(tokens: Sequence[Token]) -> str:
    """The text of inline `tokens`.

    The address of a link follows it in brackets, because plain text has no other place for it.
    """
    words: list[str] = []
    address = ""
    since = 0
    for token in tokens:
        if token.type == "link_open":
            address, since = str(token.attrs.get("href", "")), len(words)
        elif token.type == "link_close":
            shown = "".join(words[since:])
            words.append("" if address in {shown, f"mailto:{shown}"} else f" ({address})")
        else:
            words.append(_BREAKS.get(token.type, token.content))
    return "".join(words)


def _photo(sealed: Sealed, photo: Photo, site: Site) -> str:
    found = photo_files.paths(sealed, photo, site)
    shown = photo.caption or photo.alt or photo.url or ("" if found else photo.file)
    credit = f"({photo.credit})" if photo.credit else ""
    path = f"[{found.jpeg}]" if found else ""
    return " ".join(part for part in ("Foto:", shown, credit, path) if part)


def _related(related: Sequence[Related]) -> str:
    if not related:
        return ""
    return "\n".join(("Baca juga:", *(f"- {_story(story)}" for story in related)))


def _story(story: Related) -> str:
    return (
        f"{story.title} ({story.url})" if story.title and story.url else story.title or story.url
    )

"""An article as a short text for chats and social media, with the marks and limits of each. Pure.

The text is a headline, the newest notice about a change, the first two sentences, a link and
hashtags. Words that an application would read as marks (`*so*`) are written so that they are none:
their signs at the edge of a word become signs that look the same.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from redaksi.copydesk.tokens import Page, Passage
from redaksi.domain.article import Text
from redaksi.domain.finding import Scope
from redaksi.domain.markdown_dialect import words
from redaksi.exporters.base import Sealed
from redaksi.exporters.notices import LABELS

_SENTENCES = 2
_TWINS = str.maketrans("*_~`|", "∗ˍ∼ˋ∣")
"""Signs that are marks somewhere, and signs of their look that are none."""
_WORD = re.compile(r"[^\W_]+")


class App(StrEnum):
    """The applications that a text can be made for."""

    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"

    @property
    def label(self) -> str:
        """The name of the application, as it writes itself."""
        return {App.WHATSAPP: "WhatsApp"}.get(self, self.value.capitalize())


class ChatForm(NamedTuple):
    """The marks and limits of an application.

    `longest` is in UTF-16 units, as the applications count. `bold` stands around a bold text.
    `marks` finds signs that would be marks. `has_links` tells whether a link can be followed.
    `tags` is the most hashtags.
    """

    longest: int
    bold: str = ""
    marks: str = ""
    has_links: bool = True
    tags: int = 30


FORMS = {
    App.WHATSAPP: ChatForm(65_536, bold="*", marks=r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])"),
    App.TELEGRAM: ChatForm(4_096, bold="**", marks=r"[*]{2,}|_{2,}|~{2,}|[|]{2,}|`+"),
    App.INSTAGRAM: ChatForm(2_200, has_links=False, tags=5),
    App.FACEBOOK: ChatForm(63_206),
}


class Digest(NamedTuple):
    """An article in short: plain words, an address ("" for none), and hashtags with their `#`."""

    headline: str
    notice: str
    sentences: str
    link: str = ""
    hashtags: str = ""

    def fitted(self, longest: int) -> "Digest":
        """The digest in at most `longest` UTF-16 units with its blank lines."""
        headline = shortened(self.headline, longest // 2)
        notice = shortened(self.notice, longest // 4)
        others = sum(
            units(part) + 2 for part in (headline, notice, self.link, self.hashtags) if part
        )
        sentences = shortened(self.sentences, longest - others)
        return self._replace(headline=headline, notice=notice, sentences=sentences)

    def parts(self) -> list[str]:
        """All parts that are there, in reading order."""
        return [part for part in self if part]


def digest(piece: Sealed, link: str = "", most_tags: int = 30) -> Digest:
    """`piece` in short, with its newest notice about a change; `link` leads to its page."""
    text = piece.text
    return Digest(
        text.headline,
        _notice(piece),
        " ".join(sentences(text)) or text.deck,
        link,
        " ".join(hashtags(text.tags)[:most_tags]),
    )


def chat(piece: Sealed, link: str, app: App) -> str:
    """`piece` in short for `app`."""
    form = FORMS[app]
    short = digest(piece, link if form.has_links else "", form.tags)
    short = short._replace(
        headline=_literal(short.headline, form),
        notice=_literal(short.notice, form),
        sentences=_literal(short.sentences, form),
    ).fitted(form.longest - 2 * len(form.bold))
    return "\n\n".join(short._replace(headline=f"{form.bold}{short.headline}{form.bold}").parts())


def _notice(piece: Sealed) -> str:
    newest = next(iter(piece.notices), None)
    return f"{LABELS[newest.kind]}: {newest.sentence}" if newest else ""


def sentences(text: Text, most: int = _SENTENCES) -> list[str]:
    """The first sentences of prose in `text`, without Markdown marks."""
    return [one for _number, one in zip(range(most), _sentences(text), strict=False)]


def _sentences(text: Text) -> Iterator[str]:
    for passage in Page(text).prose:
        line = words(passage.text)
        for start, end in Passage(line, Scope.BODY, "body").sentences:
            if sentence := line[start:end].strip():
                yield sentence


def hashtags(tags: Iterable[str]) -> list[str]:
    """A hashtag for each of `tags` that has a letter; each is there once."""
    made: dict[str, str] = {}
    for tag in tags:
        found = _WORD.findall(tag)
        name = (
            "".join(one[0].upper() + one[1:] for one in found)
            if len(found) > 1
            else "".join(found)
        )
        if name and not name.isdecimal():
            made.setdefault(name.casefold(), f"#{name}")
    return list(made.values())


def units(text: str) -> int:
    """The length of `text` in UTF-16 units: an emoji counts as two."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, longest: int) -> str:
    """`text`, or as many of its first words as `longest` UTF-16 units take, with an ellipsis."""
    if units(text) <= longest:
        return text
    kept = text.encode("utf-16-le")[: 2 * max(longest - 1, 0)].decode("utf-16-le", errors="ignore")
    return (kept.rpartition(" ")[0] or kept).rstrip() + "…" if kept else ""


def _literal(line: str, form: ChatForm) -> str:
    """`line` without signs that the application would read as marks."""
    return (
        re.sub(form.marks, lambda found: found[0].translate(_TWINS), line) if form.marks else line
    )

"""The values that a template gets: plain texts, numbers and lists, made of the data of a page.

Each text is escaped by the template, but the body of an article and its JSON-LD, which are safe
as they are.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from markupsafe import Markup

from redaksi.domain.article import Text
from redaksi.domain.markdown_dialect import source, words
from redaksi.exporters import links, markup
from redaksi.exporters import words as language
from redaksi.exporters.site import paths
from redaksi.exporters.site.data import (
    ArticleData,
    CardData,
    ContentsData,
    FrameData,
    FrontData,
    ListData,
    MissingData,
    NoticeData,
    PictureData,
    SectionData,
    TermData,
)
from redaksi.text.word_count import word_count

Values = dict[str, Any]

_SUMMARY = 200
"""The most characters of a description that is taken from the body."""
_READ = 400
"""The characters of the body that are looked at for it."""
_HTML = re.compile("[<>&]")
_A_MINUTE = 200
"""The words that a reader reads in a minute."""


class PageContext:
    """Makes the values for the pages of `house`."""

    def __init__(self, house: FrameData) -> None:
        self._house = house
        self._zone = ZoneInfo(house.zone)
        self._words = language.of(house.language)
        self._site: Values = {
            "title": house.title,
            "url": house.url,
            "language": house.language,
            "words": dict(self._words),
            "style": house.style,
            "nav": [self._term(one) for one in house.nav],
        }
        self._moment = lru_cache(maxsize=2_000)(self._made_moment)
        self._made: Mapping[str, tuple[type, Callable[[Any], Values]]] = {
            "article": (ArticleData, self._article_page),
            "front": (FrontData, self._front_page),
            "list": (ListData, self._list_page),
            "contents": (ContentsData, self._contents_page),
            "404": (MissingData, self._bare_page),
        }

    def of(self, template: str, data: bytes) -> Values:
        """The values for the page of packed `data`."""
        kind, make = self._made[template.removesuffix(".html")]
        values = make(msgspec.msgpack.decode(data, type=kind))
        return {"site": self._site, **values}

    def _page(self, kind: str, path: str, title: str, description: str = "") -> Values:
        """What every page has; `root` leads from it to the site."""
        home = self._house.url
        place = "" if path == paths.FRONT else path
        return {
            "page": {
                "kind": kind,
                "path": path,
                "title": title,
                "description": description,
                "canonical": home + place if home else "",
            },
            "root": paths.root(path),
        }

    def _front_page(self, front: FrontData) -> Values:
        return {
            **self._page("front", paths.FRONT, self._house.title),
            "lead": self._card(front.lead),
            "beside": list(map(self._card, front.beside)),
            "latest": list(map(self._card, front.latest)),
            "sections": list(map(self._section, front.sections)),
        }

    def _list_page(self, sheet: ListData) -> Values:
        kind = {"rubric": "", "tag": self._words["tag"], "month": self._words["archive"]}
        title = sheet.name if sheet.newer == "" else f"{sheet.name} ({sheet.number})"
        return {
            **self._page("list", sheet.path, title),
            "kind": sheet.kind,
            "label": kind[sheet.kind],
            "name": sheet.name,
            "cards": list(map(self._card, sheet.cards)),
            "total": sheet.total,
            "number": sheet.number,
            "newer": sheet.newer,
            "older": sheet.older,
        }

    def _contents_page(self, contents: ContentsData) -> Values:
        title = self._words["archive" if contents.kind == "months" else contents.kind]
        return {
            **self._page("contents", contents.path, title),
            "kind": contents.kind,
            "groups": [
                {"name": name, "terms": list(map(self._term, terms))}
                for name, terms in contents.groups
            ],
        }

    def _bare_page(self, bare: MissingData) -> Values:
        # A server shows this page at any address, so its links begin at the root of the server.
        values = self._page("404", bare.path, self._words["missing"])
        return {**values, "root": self._house.root}

    def _article_page(self, article: ArticleData) -> Values:
        text = article.text
        description = text.deck or _beginning(text)
        page = self._page("article", article.path, text.headline, description)
        values: Values = {
            "path": article.path,
            "headline": text.headline,
            "deck": text.deck,
            "description": description,
            "byline": text.byline,
            "dateline": text.dateline,
            "source": text.source,
            "editor": article.editor,
            "rubrics": list(map(self._term, article.rubrics)),
            "tags": list(map(self._term, article.tags)),
            "published": self._moment(article.published),
            "updated": self._moment(article.updated),
            "is_updated": article.updated != article.published,
            "notices": list(map(self._notice, article.notices)),
            "photos": list(map(self._photo, article.pictures)),
            "related": [
                {"title": one.title or one.url, "url": markup.address(one.url)}
                for one in text.related
            ],
            "body": Markup(markup.body(source(text))),  # noqa: S704 - nh3 has cleaned it
            "words": (count := word_count("\n".join(text.body))),
            "minutes": max(1, round(count / _A_MINUTE)),
        }
        return {**page, "article": values, "json_ld": self._json_ld(article, values, page["page"])}

    def _json_ld(self, article: ArticleData, values: Values, page: Values) -> Markup:
        """The article in the words of schema.org, for a script element."""
        publisher = {"@type": "NewsMediaOrganization", "name": self._house.title}
        if self._house.url:
            publisher["url"] = self._house.url
        found = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": values["headline"],
            "description": values["description"],
            "url": page["canonical"],
            "mainEntityOfPage": page["canonical"],
            "inLanguage": self._house.language,
            "datePublished": values["published"]["stamp"],
            "dateModified": values["updated"]["stamp"],
            "author": _person(values["byline"]),
            "editor": _person(values["editor"]),
            "publisher": publisher,
            "dateline": values["dateline"],
            "sourceOrganization": _organization(values["source"]),
            "articleSection": [one["name"] for one in values["rubrics"]],
            "keywords": [one["name"] for one in values["tags"]],
            "wordCount": values["words"],
            "image": [_image(one) for one in values["photos"] if one["url"]],
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": one["sentence"],
                    "datePublished": one["at"]["stamp"],
                }
                for one in values["notices"]
            ],
        }
        data = msgspec.json.encode({key: value for key, value in found.items() if value})
        # No sign in it may end the script element, or begin a comment.
        safe = _HTML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", data.decode())
        return Markup(safe)  # noqa: S704 - see above

    def _card(self, card: CardData) -> Values:
        return {
            "path": card.path,
            "headline": card.headline,
            "deck": card.deck,
            "byline": card.byline,
            "rubric": self._term(card.rubric),
            "at": self._moment(card.at),
            "picture": self._photo(card.picture) if card.picture else None,
        }

    def _photo(self, picture: PictureData) -> Values:
        """A photo; `url` is its whole address, or "" where only a path leads to it."""
        src = picture.src
        is_ours = bool(src) and not links.web(src)
        return {
            "src": src,
            "webp": picture.webp,
            "is_ours": is_ours,
            "url": self._house.url and f"{self._house.url}{src}" if is_ours else src,
            "alt": picture.alt,
            "caption": picture.caption,
            "credit": picture.credit,
        }

    def _section(self, section: SectionData) -> Values:
        return {**self._term(section.term), "cards": list(map(self._card, section.cards))}

    def _term(self, term: TermData) -> Values:
        return {"name": term.name, "path": term.path, "count": term.count}

    def _notice(self, notice: NoticeData) -> Values:
        return {
            "kind": notice.kind,
            "label": self._words.get(notice.kind, ""),
            "at": self._moment(notice.at),
            "sentence": notice.sentence,
        }

    def _made_moment(self, at: datetime) -> Values:
        """A time for programs, in full, as a date, and as the day with its name."""
        local = at.astimezone(self._zone)
        spoken = self._house.language
        return {
            "stamp": local.isoformat("T", "seconds"),
            "full": language.full(local, spoken),
            "date": language.date(local, spoken),
        }


def _beginning(text: Text) -> str:
    """The first words of the body, without marks."""
    line = words(text.body[0][:_READ].replace("\n", " ")) if text.body else ""
    if len(line) <= _SUMMARY:
        return line
    return f"{line[:_SUMMARY].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def _image(photo: Mapping[str, str]) -> Values:
    found = {
        "@type": "ImageObject",
        "url": photo["url"],
        "caption": photo["caption"],
        "creditText": photo["credit"],
    }
    return {key: value for key, value in found.items() if value}


def _person(name: str) -> list[Values]:
    return [{"@type": "Person", "name": name}] if name else []


def _organization(name: str) -> Values | None:
    return {"@type": "Organization", "name": name} if name else None

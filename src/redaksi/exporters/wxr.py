"""WXR export: an archive for the importer of WordPress (Tools, Import, WordPress).

WXR is RSS with elements of WordPress. Its importer has three parsers; one reads lines, so each
element stands on a line, and texts stand in CDATA sections as WordPress writes them. Texts are
HTML, because WordPress keeps them as HTML.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from html import escape

from redaksi.exporters import links, names, story
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.elements import HEAD, element, end, marked, start
from redaksi.exporters.terms import folded, terms
from redaksi.text.slug import LIMIT, slug

FILE = "wordpress.xml"

_VERSION = "1.2"
_RSS = {
    "version": "2.0",
    "xmlns:excerpt": f"http://wordpress.org/export/{_VERSION}/excerpt/",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:wfw": "http://wellformedweb.org/CommentAPI/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:wp": f"http://wordpress.org/export/{_VERSION}/",
}
_OUR_ID = re.compile(r"(\d{6})-([a-z0-9]{5})")
_LONGEST_LOGIN = 60
_DIGITS = 6
_SEPARATORS = re.compile(r"[\s\-_/.,:;'\"’‘“”()&!?]+")


def collection(articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
    """The file `wordpress.xml`: authors, categories and tags before the first post with them."""
    archive = _Archive(site)
    yield FILE, "".join(_head(site)).encode()
    for sealed in articles:
        yield FILE, "".join(archive.post(sealed)).encode()
    yield FILE, (end("channel") + end("rss")).encode()


def _head(site: Site) -> Iterator[str]:
    home = links.home(site).rstrip("/")
    yield HEAD
    yield start("rss", _RSS)
    yield start("channel")
    yield element("title", site.title)
    yield element("link", home)
    yield element("description")
    yield element("language", site.language)
    yield element("wp:wxr_version", _VERSION)
    yield element("wp:base_site_url", home)
    yield element("wp:base_blog_url", home)
    yield element("generator", "Redaksi")


class _Archive:
    """The posts of one file; remembers what is in the file already."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._named: set[str] = set()
        self._taken: set[tuple[str, datetime]] = set()

    def post(self, sealed: Sealed) -> Iterator[str]:
        """The lines about `sealed`."""
        author = sealed.text.byline or sealed.editor or self._site.title
        login = nicename(author, _LONGEST_LOGIN)
        categories = {name: nicename(name) for name in terms(sealed.text.rubric.split(", "))}
        tags = {name: nicename(name) for name in terms(sealed.text.tags)}
        if self._is_new(f"author {login}"):
            yield _author(login, author)
        for name, nice in categories.items():
            if self._is_new(f"category {nice}"):
                yield _term("category", "category_nicename", "cat_name", nice, name)
        for name, nice in tags.items():
            if self._is_new(f"tag {nice}"):
                yield _term("tag", "tag_slug", "tag_name", nice, name)
        yield start("item")
        yield from self._particulars(sealed, login)
        for name, nice in categories.items():
            yield _label("category", nice, name)
        for name, nice in tags.items():
            yield _label("post_tag", nice, name)
        yield from _own_field("redaksi_id", sealed.article.id)
        yield end("item")

    def _is_new(self, name: str) -> bool:
        before = len(self._named)
        self._named.add(name)
        return len(self._named) > before

    def _particulars(self, sealed: Sealed, login: str) -> Iterator[str]:
        text, site = sealed.text, self._site
        published, changed = self._free_time(sealed), sealed.sign_off.at
        is_link = "true" if links.home(site) else "false"
        yield marked("title", _html(text.headline))
        yield element("link", links.page(sealed, site))
        yield element("pubDate", format_datetime(published.astimezone(UTC)))
        yield marked("dc:creator", login)
        yield element("guid", links.permanent_id(sealed, site), {"isPermaLink": is_link})
        yield element("description")
        # A bracket could open a shortcode, which WordPress runs in every post.
        yield marked("content:encoded", story.html(sealed, site, top="/").replace("[", "&#91;"))
        yield marked("excerpt:encoded", _html(text.deck))
        yield element("wp:post_id", str(post_id(sealed.article.id)))
        for name, at in (("post_date", published), ("post_modified", changed)):
            yield marked(f"wp:{name}", _time(at.astimezone(site.zone)))
            yield marked(f"wp:{name}_gmt", _time(at.astimezone(UTC)))
        yield marked("wp:comment_status", "closed")
        yield marked("wp:ping_status", "closed")
        yield marked("wp:post_name", names.lasting(sealed))
        yield marked("wp:status", "publish")
        yield element("wp:post_parent", "0")
        yield element("wp:menu_order", "0")
        yield marked("wp:post_type", "post")
        yield marked("wp:post_password")
        yield element("wp:is_sticky", "0")

    def _free_time(self, sealed: Sealed) -> datetime:
        """The time of the publication, a second later where the same headline has this second.

        The importer takes two posts of one title and second for the same post; the database of
        WordPress compares titles without case and accents.
        """
        title, at = slug(sealed.text.headline, ""), sealed.published_at.replace(microsecond=0)
        while (title, at) in self._taken:
            at += timedelta(seconds=1)
        self._taken.add((title, at))
        return at


def post_id(article_id: str) -> int:
    """The number of the article as a post: always the same, and exact in JavaScript.

    An id of ours is a date and a number of five digits to the base 36.
    """
    ours = _OUR_ID.fullmatch(article_id)
    if ours:
        return int(ours[1]) * 36**5 + int(ours[2], 36)
    return (1 << 52) | int(sha256(article_id.encode()).hexdigest()[:13], 16) >> 1


def nicename(name: str, most: int = LIMIT) -> str:
    """The form of `name` for addresses: the same for names that differ only in case or accents.

    Names with other signs or of more than `most` characters get a few digits of their hash, so
    that `C++` and `C#` are two tags.
    """
    nice, plain = slug(name, ""), _SEPARATORS.sub("-", folded(name)).strip("-")
    if nice and nice == plain and len(nice) <= most:
        return nice
    digits = sha256(plain.encode()).hexdigest()[:_DIGITS]
    return f"{nice[: most - _DIGITS - 1].rstrip('-')}-{digits}".lstrip("-")


def _author(login: str, name: str) -> str:
    return _in_line("wp:author", (("wp:author_login", login), ("wp:author_display_name", name)))


def _term(kind: str, nice_key: str, name_key: str, nice: str, name: str) -> str:
    return _in_line(f"wp:{kind}", ((f"wp:{nice_key}", nice), (f"wp:{name_key}", _html(name))))


def _in_line(name: str, inside: Iterable[tuple[str, str]]) -> str:
    """The element `name` with elements `inside`, on one line, as the importer looks for them."""
    parts = "".join(marked(key, value).rstrip("\n") for key, value in inside)
    return f"<{name}>{parts}</{name}>\n"


def _label(domain: str, nice: str, name: str) -> str:
    return marked("category", _html(name), {"domain": domain, "nicename": nice})


def _own_field(key: str, value: str) -> Iterator[str]:
    yield start("wp:postmeta")
    yield marked("wp:meta_key", key)
    yield marked("wp:meta_value", value)
    yield end("wp:postmeta")


def _html(text: str) -> str:
    return escape(text, quote=False)


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"

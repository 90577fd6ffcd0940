"""The paths of the pages below the site, and the way from one to another."""

from datetime import datetime
from hashlib import sha256

from redaksi.exporters.terms import folded
from redaksi.text.slug import slug

FRONT, STYLE, MISSING, ROBOTS = "index.html", "style.css", "404.html", "robots.txt"
SITEMAP, NEWS = "sitemap.xml", "news-sitemap.xml"

RUBRIC, TAG, MONTH = "rubrik", "tag", "arsip"
"""The folders of the lists."""

_LONGEST = 70
"""The most characters of a name before the figures that tell it from another."""


def term(folder: str, name: str) -> str:
    """The page of the rubric or tag `name` in `folder`; "" for a name without a letter or figure.

    Names that differ only in case or accents have one page. Any other two names have two, also
    `C++` and `C#`: a name that the address cannot show in full gets figures of its hash.
    """
    key = "-".join(folded(name).split())
    if not any(letter.isalnum() for letter in key):
        return ""
    plain = slug(key, "")
    if plain != key or plain == "index":
        mark = sha256(key.encode()).hexdigest()[:8]
        plain = "-".join(filter(None, (plain[:_LONGEST].rstrip("-"), mark)))
    return f"{folder}/{plain}.html"


def contents(folder: str) -> str:
    """The page that lists all pages in `folder`."""
    return f"{folder}/index.html"


def month(local: datetime) -> str:
    """The page of the month of `local`."""
    return f"{MONTH}/{local:%Y-%m}.html"


def numbered(path: str, number: int) -> str:
    """The page `number` of the list at `path`."""
    return f"{path.removesuffix('.html')}/{number}.html"


def root(path: str) -> str:
    """The way from the page at `path` to the site: "" or "../" for each folder."""
    return "../" * path.count("/")

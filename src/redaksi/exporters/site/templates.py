"""The templates of the site: those that come with Redaksi, and the house's own in their place."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

NAMES = (
    *("base.html", "macros.html", "front.html", "article.html"),
    *("list.html", "contents.html", "404.html"),
)
STYLE = "style.css"


@cache
def ours() -> Mapping[str, str]:
    """The templates of Redaksi and its style, by name."""
    folder = files("redaksi.exporters") / "templates" / "site"
    return {name: (folder / name).read_text("utf-8") for name in (*NAMES, STYLE)}


def style(house: Mapping[str, str]) -> bytes:
    """The style sheet: the house's own, else that of Redaksi."""
    return house.get(STYLE, ours()[STYLE]).encode()


def mark(content: bytes) -> str:
    """Some figures that are different for another `content`."""
    return sha256(content).hexdigest()[:12]

"""Addresses and permanent ids of articles, and addresses of pictures that every reader takes."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import UUID, uuid5

from redaksi.domain.article import Photo
from redaksi.exporters import names, photo_files
from redaksi.exporters.base import Sealed, Site

_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_KEPT = "%/:@!$&()*+,;=~-._"
"""The signs that stand in a path as they are (RFC 3986); no quotation marks."""


def page(sealed: Sealed, site: Site) -> str:
    """The address of the page of the article, as the format `html` names it.

    It is relative where the site has no address.
    """
    return f"{home(site)}{names.lasting(sealed)}.html"


def home(site: Site) -> str:
    """The address of the site with a slash at the end; "" where it has none."""
    url = web(site.url)
    return f"{url.rstrip('/')}/" if url else ""


def picture(sealed: Sealed, photo: Photo, site: Site, top: str = "") -> str:
    """The address of `photo`: of its file, or elsewhere; "" when it has none.

    Without an address of the site the one of a file begins with `top`, that of the site's folder.
    """
    found = photo_files.paths(sealed, photo, site)
    return f"{home(site) or top}{found.jpeg}" if found else web(photo.url)


def permanent_id(sealed: Sealed, site: Site) -> str:
    """The id of the article outside: the address of its page, else a URN.

    The URN is made of the newsroom's uuid and the article's id, which never change.
    """
    if home(site):
        return page(sealed, site)
    return uuid5(_uuid(site), sealed.article.id).urn


def site_id(site: Site) -> str:
    """The id of the site: its address, else a URN of the newsroom's uuid."""
    return home(site) or _uuid(site).urn


@lru_cache(maxsize=256)
def web(url: str) -> str:
    """`url` with each sign that an address may not hold in its coded form.

    The result is "" for what is no address of the web, and for one with a password.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    return urlunsplit(
        (
            parts.scheme,
            host + port,
            _coded(parts.path, _KEPT),
            _coded(parts.query, f"{_KEPT}?"),
            _coded(parts.fragment, f"{_KEPT}?"),
        )
    )


def _coded(part: str, kept: str) -> str:
    return quote(_STRAY.sub("%25", part), safe=kept)


def _uuid(site: Site) -> UUID:
    return UUID(site.uuid or "0" * 32)

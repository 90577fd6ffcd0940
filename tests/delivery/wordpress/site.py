"""The website as its people see it: an administrator's view, and an editor's hand."""

import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import compress, crc32
from zoneinfo import ZoneInfo

import httpx

from redaksi.delivery.wordpress.media import Picture
from redaksi.delivery.wordpress.target import WordPress
from redaksi.domain.article import Photo
from redaksi.domain.delivery import Target
from redaksi.domain.hashing import sha256
from tests.wordpress.server import Website

STATES = "publish,future,draft,pending,private,trash"


class Site:
    """One WordPress, through its REST API as the administrator."""

    def __init__(self, website: Website) -> None:
        self.website = website
        self.url = website.url
        self.folder = Path(website.folder)
        self.api = httpx.Client(
            base_url=f"{website.url}/wp-json/wp/v2/",
            auth=("admin", website.secrets["admin"]),
            timeout=60,
        )

    def close(self) -> None:
        self.api.close()

    def target(
        self, user: str = "editor", *, url: str = "", pictures: Any = None, **settings: Any
    ) -> WordPress:
        """The page target for `user`; other `settings` are those of `Target`."""
        patience = settings.pop("patience", 30.0)
        return WordPress(
            Target(name="situs", kind="wordpress", url=url or self.url, user=user, **settings),
            self.website.secrets.get(user, "salah"),
            pictures or no_pictures,
            ZoneInfo("Asia/Jakarta"),
            pause=lambda _seconds: None,
            patience=patience,
        )

    def empty(self) -> None:
        """Delete all posts, photos and terms."""
        for kind in ("posts", "media"):
            states = {"status": STATES} if kind == "posts" else {}
            for one in self.all(kind, **states):
                self.api.delete(f"{kind}/{one['id']}", params={"force": "true"}).raise_for_status()
        for kind in ("tags", "categories"):
            for one in self.all(kind):
                if one["id"] != 1:
                    self.api.delete(f"{kind}/{one['id']}", params={"force": "true"})

    def all(self, kind: str = "posts", **params: str) -> list[dict[str, Any]]:
        """All posts (photos, tags ...) in every state, in the context of editing."""
        if kind == "posts":
            params.setdefault("status", STATES)
        answer = self.api.get(
            kind,
            params={"context": "edit", "per_page": "100", "orderby": "id", "order": "asc"}
            | params,
        )
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()
        return found

    def post(self, number: str | int) -> dict[str, Any]:
        """The post `number`, as it is stored and shown."""
        answer = self.api.get(f"posts/{number}", params={"context": "edit", "_embed": "1"})
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def change(self, number: str | int, **fields: Any) -> None:
        """Change the post `number` by hand."""
        self.api.post(f"posts/{number}", json=fields).raise_for_status()

    def reader(self, link: str) -> httpx.Response:
        """The page at `link`, as somebody gets it who is not signed in."""
        return httpx.get(link, timeout=60)

    def plugin(self, name: str, code: str) -> Callable[[], None]:
        """Install a plugin with the PHP `code`; the function that removes it."""
        folder = self.folder / "site/wp-content/mu-plugins"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.php").write_text(f"<?php\n{code}\n")
        return lambda: shutil.rmtree(folder)


def no_pictures(photo: Photo) -> None:
    """The newsroom has no bytes of `photo`."""


def png(red: int, side: int = 16) -> bytes:
    """A square picture of one colour."""
    rows = (b"\0" + bytes((red, 0, 0)) * side) * side

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", compress(rows))
        + part(b"IEND", b"")
    )


def picture(data: bytes) -> Picture:
    return Picture(sha256(data), lambda: data, "image/png")

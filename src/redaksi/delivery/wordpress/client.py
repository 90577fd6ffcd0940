"""Requests to the REST API of one website, by an application password.

Whatever the website answers is hostile: it is bounded in size, time and depth, and cleaned where
it is decoded. A redirect is never followed, so the password goes to no other address. Neither
errors nor logs hold the password.
"""

import re
import time
from base64 import b64encode
from collections.abc import Callable, Mapping, Sized
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

import msgspec

from redaksi.delivery.base import (
    PATIENCE,
    TRIES,
    Later,
    TargetRefused,
    Uncertain,
)
from redaksi.delivery.web import Reply, Unavailable, Web
from redaksi.delivery.wordpress.answers import Failure, decoded
from redaksi.i18n import _

if TYPE_CHECKING:
    from httpx import URL

_FAILS = 500
CANNOT = 501
"""The status of a server that cannot do what is asked, and did nothing."""
_REFUSES = 400
_MOVES = 300
_HEAD = 1_000_000
"""The bytes of a page in which its head stands."""
_HEADER = re.compile(r'<([^<>]+)>\s*;[^,<]*\brel="?https://api\.w\.org/"?')
_ELEMENT = re.compile(
    rb"<link\b[^>]{0,200}\brel=[\"']https://api\.w\.org/[\"'][^>]{0,200}"
    rb"\bhref=[\"']([^\"'<>]{1,2000})[\"']"
)

_WRONG = b"<value><int>403</int></value>"
"""The part of an answer of XML-RPC that tells of a wrong name or password."""

_Answer = TypeVar("_Answer")
_List = TypeVar("_List", bound=Sized)


class Rejected(TargetRefused):
    """WordPress refused a request, with its `status` and its own `code`.

    `term` is the id of the category or tag that exists already.
    """

    def __init__(self, sentence: str, hint: str, status: int, failure: Failure) -> None:
        super().__init__(sentence, hint)
        self.status = status
        self.code = failure.code
        self.term = failure.term


class RequestParts(TypedDict, total=False):
    """The parts of a request besides method and address; a reader sends no password."""

    content: bytes
    headers: Mapping[str, str]
    is_reader: bool


class Client:
    """A connection to the website at `url`, as `user` with the application password `secret`.

    `pause` waits some seconds before a request is made again; `patience` is in seconds, see
    PATIENCE.
    """

    def __init__(
        self,
        url: str,
        user: str,
        secret: str,
        *,
        pause: Callable[[float], object] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self.url = url.rstrip("/") + "/"
        self.user = user
        self._secret = secret
        self.pause = pause
        self._patience = patience
        self._root = ""
        pair = b64encode(f"{user}:{secret}".encode()).decode()
        self._web = Web(url, (pair, secret, "".join(secret.split())), patience)

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def now(self) -> datetime:
        """The time by the clock of the website, to the second."""
        return self._web.now()

    def root(self) -> str:
        """The address of the REST API, as the front page names it.

        Raises:
            TargetRefused: when the page names none, or one of another website.
        """
        if not self._root:
            # WordPress answers HEAD without making the page; not every server passes it on.
            page = self._tried("HEAD", self.url, is_reader=True)
            if "link" not in page.headers and "location" not in page.headers:
                page = self._tried("GET", self.url, is_reader=True)
            if page.status >= _MOVES:
                raise self._refusal(page)
            self._root = self.own(self._api(page))
        return self._root

    def _api(self, page: Reply) -> str:
        """The address of the REST API in the header of `page`, or in its HTML."""
        if found := _HEADER.search(page.headers.get("link", "")):
            return found[1]
        if element := _ELEMENT.search(page.content[:_HEAD]):
            return element[1].decode(errors="replace").replace("&amp;", "&")
        raise TargetRefused(
            _("{url} names no REST API.").format(url=self.url),
            _("Is it the address of a WordPress site? A plugin may hide the API."),
        )

    def own(self, address: str) -> str:
        """`address` if it belongs to the website.

        Raises:
            TargetRefused: when it does not.
        """
        import httpx  # noqa: PLC0415 - only deliveries need it

        with suppress(httpx.InvalidURL):
            ours, theirs = httpx.URL(self.url), httpx.URL(address)
            if _origin(ours) == _origin(theirs) and not theirs.userinfo:
                return address
        raise TargetRefused(
            _("{url} leads to another address, {other}.").format(
                url=self.url, other=self._web.told(address)
            ),
            _("Write the address that readers see as `url`, with https and with www or without."),
        )

    def get(self, path: str, kind: type[_Answer], **params: object) -> _Answer:
        """The answer of `path` below the API (`wp/v2/posts/1`) as a `kind`.

        Raises:
            Rejected: when WordPress refuses.
        """
        return self._decoded(self._tried("GET", self._address(path, params)), kind)

    def listed(self, path: str, kind: type[_List], **params: object) -> tuple[_List, bool]:
        """The list at `path`, and whether it holds all that there is: an answer has a part.

        Raises:
            Rejected: when WordPress refuses.
        """
        reply = self._tried("GET", self._address(path, params))
        found = self._decoded(reply, kind)
        return found, reply.headers.get("x-wp-total") == str(len(found))

    def post(self, path: str, kind: type[_Answer], content: bytes, **params: object) -> _Answer:
        """The answer to `content` in JSON; the same request may safely be made several times."""
        address, headers = self._address(path, params), {"Content-Type": "application/json"}
        reply = self._tried("POST", address, content=content, headers=headers)
        return self._decoded(reply, kind, has_written=True)

    def create(
        self,
        path: str,
        kind: type[_Answer],
        content: bytes,
        find: Callable[[], _Answer | None],
        headers: Mapping[str, str] | None = None,
        **params: object,
    ) -> _Answer:
        """What `path` made of `content`; where an answer was lost, what `find` finds.

        `headers` tell of what kind the content is; JSON by default.

        Raises:
            Uncertain: when an answer was lost and nothing is found.
        """
        address = self._address(path, params)
        headers = headers or {"Content-Type": "application/json"}
        for number in range(1, TRIES):
            try:
                return self._created(address, kind, content, headers)
            except (Later, Unavailable) as error:
                self._wait(error, number)
            except Uncertain:
                if (found := self._arrived(find)) is not None:
                    return found
                raise
            if (found := find()) is not None:
                return found
        return self._created(address, kind, content, headers)

    def _arrived(self, find: Callable[[], _Answer | None]) -> _Answer | None:
        """What `find` finds within some seconds: a slow website may still be at work."""
        for number in range(1, TRIES):
            if (found := find()) is not None:
                return found
            self.pause(number)
        return find()

    def remove(self, path: str) -> None:
        """Put what `path` names into the bin."""
        self._checked(self._tried("DELETE", self._address(path, {})), has_written=True)

    def status(self, address: str) -> int:
        """The status with which a reader gets `address`, a page of the website."""
        return self._tried("GET", self.own(address), is_reader=True).status

    def ask(self, path: str, *, is_reader: bool = False, **params: object) -> Reply:
        """The answer of `path`, whatever its status; a reader sends no password."""
        return self._tried("GET", self._address(path, params), is_reader=is_reader)

    def is_password_known(self) -> bool | None:
        """Whether the website knows the password, sent in no header; None when it does not say.

        The old interface of WordPress, XML-RPC, takes the password in the content of a request.
        Many websites have turned it off.
        """
        from xmlrpc.client import dumps  # noqa: PLC0415 - seldom

        asked = dumps((self.user, self._secret), "wp.getUsersBlogs").encode()
        address, headers = f"{self.url}xmlrpc.php", {"Content-Type": "text/xml"}
        reply = self._tried("POST", address, content=asked, headers=headers, is_reader=True)
        if b"<name>blogid</name>" in reply.content:
            return True
        return False if _WRONG in reply.content else None

    def _created(
        self, address: str, kind: type[_Answer], content: bytes, headers: Mapping[str, str]
    ) -> _Answer:
        reply = self._once("POST", address, content=content, headers=headers)
        return self._decoded(reply, kind, has_written=True)

    def _address(self, path: str, params: Mapping[str, object]) -> str:
        """The address of `path` with `params`; without pretty permalinks it is a parameter."""
        import httpx  # noqa: PLC0415 - only deliveries need it

        root = httpx.URL(self.root())
        route = root.params.get("rest_route")
        if route is None:
            found = root.copy_with(raw_path=root.raw_path.rstrip(b"/") + b"/" + path.encode())
        else:
            found = root.copy_set_param("rest_route", f"{route.rstrip('/')}/{path}")
        return str(found.copy_merge_params({key: str(value) for key, value in params.items()}))

    def _tried(self, method: str, address: str, **parts: Unpack[RequestParts]) -> Reply:
        """The answer to a request that may be made several times."""
        lost: Unavailable | None = None
        for number in range(1, TRIES + 1):
            try:
                return self._once(method, address, **parts)
            except (Later, Unavailable) as error:
                lost = error if isinstance(error, Unavailable) else lost
                if number == TRIES:
                    raise (lost or error) from None
                self._wait(error, number)
        raise AssertionError

    def _wait(self, error: Later | Unavailable, number: int) -> None:
        """Wait after try `number`; an error that asks for more patience is raised."""
        if error.after > self._patience:
            raise error
        self.pause(error.after or number)

    def _once(self, method: str, address: str, **parts: Unpack[RequestParts]) -> Reply:
        """The answer to one request, unless the website cannot serve now.

        Raises:
            Later: when nothing was done.
            Unreachable: when the answer to a question was lost.
            Unavailable, Uncertain: when the answer to something else was lost.
        """
        import httpx  # noqa: PLC0415 - only deliveries need it

        is_reader = parts.get("is_reader", False)
        return self._web.request(
            method,
            address,
            content=parts.get("content"),
            headers=parts.get("headers"),
            auth=None if is_reader else httpx.BasicAuth(self.user, self._secret),
        )

    def _decoded(self, reply: Reply, kind: type[_Answer], *, has_written: bool = False) -> _Answer:
        """The content of `reply` as a `kind`."""
        self._checked(reply, has_written=has_written)
        try:
            return decoded(reply.content, kind)
        except ValueError:
            why = _("it did not answer in the form of the REST API")
            if has_written:
                raise self._web.lost("POST", why) from None
            raise TargetRefused(
                _("{url} was reached, but {why}.").format(url=self.url, why=why),
                _("See the cause with: redaksi targets check NAME."),
            ) from None

    def _checked(self, reply: Reply, *, has_written: bool) -> None:
        """Raise what the status of `reply` means."""
        if reply.status >= _FAILS and reply.status != CANNOT and has_written:
            raise self._web.lost("POST", self._reason(reply))
        if reply.status >= _MOVES:
            raise self._refusal(reply)

    def _refusal(self, reply: Reply) -> TargetRefused:
        """The error that `reply` means; it moved, or it was refused."""
        if reply.status < _REFUSES:
            return TargetRefused(
                _("{url} sends requests on to {other}; they are not followed.").format(
                    url=self.url, other=self._web.told(reply.headers.get("location", "?"))
                ),
                _(
                    "Write the address that readers see as `url`, with https and with www or "
                    "without."
                ),
            )
        return Rejected(
            _("{url} refused: {why}.").format(url=self.url, why=self._reason(reply)),
            _("See the cause with: redaksi targets check NAME."),
            reply.status,
            self.failure(reply),
        )

    def failure(self, reply: Reply) -> Failure:
        """What WordPress says in `reply` of a failure; an empty one where that is no WordPress."""
        try:
            said = decoded(reply.content, Failure)
        except ValueError:
            return Failure()
        return Failure(
            self._web.told(said.code), self._web.told(said.message).rstrip("."), said.data
        )

    def _reason(self, reply: Reply) -> str:
        """What `reply` says of a failure, with its status."""
        said = self.failure(reply).message
        return f"{said} ({reply.status})" if said else str(reply.status)


def encoded(fields: Mapping[str, object]) -> bytes:
    """`fields` as JSON."""
    return msgspec.json.encode(fields)


def _origin(url: "URL") -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port

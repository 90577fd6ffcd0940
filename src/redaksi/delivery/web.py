"""Requests to a server that may be hostile: bounded, cleaned, without redirects.

Answers are bounded in size and time. A redirect is never followed, so a secret goes to no other
address. Neither errors nor logs hold a secret.
"""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from redaksi import __version__
from redaksi.delivery.base import PATIENCE, Later, TargetRefused, Uncertain, Unreachable
from redaksi.delivery.kinds import is_loopback
from redaksi.i18n import _
from redaksi.i18n.messages import of_the_network
from redaksi.system import deadline
from redaksi.text import clean

if TYPE_CHECKING:
    from httpx import Auth, Client, Response

LARGEST = 10 << 20
"""The most bytes of an answer."""

_DEADLINE = 300.0
"""Seconds after which a request is given up whose answer is still arriving."""
_OTHER_TIME = timedelta(days=3660)
"""No clock of a server is this far from ours."""
_GATEWAYS = {502, 503, 504}
"""The statuses of servers before a website that cannot serve now."""
_ASKS = {"GET", "HEAD"}
"""The requests that change nothing."""
TOO_MANY = 429
"""The status of a server that asks for patience."""

_SAID = 300
"""The most characters of a message of a server that are shown."""


class Unavailable(Uncertain):
    """A server before the website gave up; the request may be made again after `after` seconds."""

    after = 0.0


class Reply(NamedTuple):
    """An answer: its status, its headers with names in small letters, its content."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Web:
    """The connections to the server at `url`; `secrets` are taken out of whatever is told.

    `patience` is in seconds, see PATIENCE.
    """

    def __init__(self, url: str, secrets: Sequence[str], patience: float = PATIENCE) -> None:
        self.url = url.rstrip("/") + "/"
        self._secrets = secrets
        self._patience = patience
        self._ahead = timedelta()
        self._opened: Client | None = None

    def close(self) -> None:
        """Close the connections."""
        if self._opened:
            self._opened.close()

    def now(self) -> datetime:
        """The time by the clock of the server, to the second."""
        return datetime.now(UTC) + self._ahead

    def request(
        self,
        method: str,
        address: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        auth: "Auth | None" = None,
        is_any: bool = False,
    ) -> Reply:
        """The answer to one request; with `is_any` also one that the server cannot serve now.

        Raises:
            Later: when nothing was done.
            Unreachable: when the answer to a question was lost.
            Uncertain: when the answer to something else was lost.
            Unavailable: when a server before it gave up, and nobody knows whether it acted.
        """
        import httpx  # noqa: PLC0415 - only deliveries need it

        client = self._client()

        def answer() -> Reply:
            request = client.build_request(method, address, content=content, headers=headers)
            response = client.send(request, auth=auth, stream=True)
            try:
                return self._read(response)
            finally:
                response.close()

        try:
            # The time limits of the library hold for each read: a header may arrive byte by byte.
            reply = deadline.within(_DEADLINE, answer)
        except TimeoutError:
            self._opened = None
            client.close()  # which ends the request that is left running
            raise self.lost(method, _("its answer takes too long")) from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise Later(*self._unreached(self.told(of_the_network(str(error))))) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            why = self.told(of_the_network(str(error))) or type(error).__name__
            raise self.lost(method, why) from None
        if not is_any and (reply.status == TOO_MANY or reply.status in _GATEWAYS):
            raise self.busy(method, reply)
        return reply

    def lost(self, method: str, why: str) -> Unreachable | Uncertain:
        """The error for an answer that did not arrive whole."""
        if method in _ASKS:
            return Unreachable(*self._unreached(why))
        return Uncertain(*self._unanswered(why))

    def busy(self, method: str, reply: Reply, after: float = 0.0) -> Later | Unavailable:
        """The error for a server that cannot serve now; `after` are the seconds it asks for."""
        why = _("it cannot serve now (status {status})").format(status=reply.status)
        error: Later | Unavailable
        if method in _ASKS or reply.status == TOO_MANY:
            error = Later(*self._unreached(why))
        else:
            error = Unavailable(*self._unanswered(why))
        error.after = after or _seconds(reply.headers.get("retry-after", ""), self.now())
        return error

    def told(self, said: str) -> str:
        """`said` by the server, in one short line that holds no secret."""
        line = clean.line(said)
        for hidden in self._secrets:
            line = line.replace(hidden, "…") if hidden else line
        return line if len(line) <= _SAID else f"{line[:_SAID]}…"

    def _client(self) -> "Client":
        import httpx  # noqa: PLC0415 - only deliveries need it

        if self._opened is None:
            if not self.url.startswith("https:") and not is_loopback(httpx.URL(self.url).host):
                raise TargetRefused(
                    _("Without https everybody on the way could read the password."),
                    _("Write the address of the target with https://"),
                )
            for name in ("httpx", "httpcore"):  # they log addresses, which may hold a secret
                logging.getLogger(name).setLevel(logging.WARNING)
            self._opened = httpx.Client(
                timeout=self._patience,
                follow_redirects=False,
                headers={"User-Agent": f"Redaksi/{__version__}", "Accept-Encoding": "identity"},
                trust_env=self.url.startswith("https:"),  # no proxy reads a password
            )
        return self._opened

    def _read(self, response: "Response") -> Reply:
        """The whole of `response`."""
        method = response.request.method
        headers = {name.lower(): clean.line(value) for name, value in response.headers.items()}
        if headers.get("content-encoding", "identity") != "identity":
            raise self.lost(method, _("its answer is packed, which was not asked for"))
        content = bytearray()
        for piece in response.iter_raw():
            content += piece
            if len(content) > LARGEST:
                raise self.lost(method, _("its answer is larger than 10 MB"))
        self._follow(headers.get("date", ""))
        return Reply(response.status_code, headers, bytes(content))

    def _follow(self, date: str) -> None:
        """Take the clock of the server from its `Date` header, if that tells a time."""
        with suppress(ValueError, TypeError):  # TypeError: it tells no zone
            ahead = parsedate_to_datetime(date) - datetime.now(UTC)
            if abs(ahead) < _OTHER_TIME:
                self._ahead = ahead

    def _unreached(self, why: str) -> tuple[str, str]:
        return (
            _("{url} cannot be reached: {why}.").format(url=self.url, why=why.rstrip(".")),
            _("Nothing was changed there. Try again later."),
        )

    def _unanswered(self, why: str) -> tuple[str, str]:
        return (
            _("{url} did not tell whether it acted: {why}.").format(
                url=self.url, why=why.rstrip(".")
            ),
            _("The next delivery looks there first."),
        )


def _seconds(after: str, now: datetime) -> float:
    """The seconds that a `Retry-After` header asks for; 0 for none."""
    if after.isdecimal():
        return float(after[:9])
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(after) - now).total_seconds())
    return 0.0

"""A server of loopback before the real website that can misbehave.

It stands for what lies between a newsroom and a website: gateways that give up, servers that are
slow, rules that strip headers.
"""

import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit


class Asked(NamedTuple):
    """A request: what follows the host is `path`."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes


class Answer(NamedTuple):
    """An answer; `lost` closes the connection instead."""

    status: int = 200
    headers: Mapping[str, str] = {}
    content: bytes = b""
    lost: bool = False


Forward = Callable[[Asked], Answer]
Behaviour = Callable[[Asked, Forward], Answer]
"""What is answered to a request; the second argument asks the real website."""


class Proxy:
    """The server; `behave` may be changed at any time, `asked` holds what came in."""

    def __init__(self, website: str) -> None:
        self._real = urlsplit(website).netloc
        self.behave: Behaviour = lambda asked, forward: forward(asked)
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._own = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self._own}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def count(self, method: str, part: str = "") -> int:
        """How many requests of `method` came in whose path holds `part`."""
        return sum(one.method == method and part in one.path for one in self.asked)

    def forward(self, asked: Asked) -> Answer:
        """The answer of the real website, with the address of this server in it."""
        connection = http.client.HTTPConnection(self._real, timeout=120)
        headers = {
            name: value.replace(self._own, self._real)
            for name, value in asked.headers.items()
            if name.lower() not in {"host", "connection", "content-length"}
        }
        content = asked.content.replace(self._own.encode(), self._real.encode())
        connection.request(asked.method, asked.path, content or None, headers)
        answer = connection.getresponse()
        body = answer.read().replace(self._real.encode(), self._own.encode())
        given = {
            name: value.replace(self._real, self._own)
            for name, value in answer.getheaders()
            if name.lower() not in {"connection", "content-length", "transfer-encoding", "host"}
        }
        connection.close()
        return Answer(answer.status, given, body)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                content = self.rfile.read(length)
                asked = Asked(self.command, self.path, dict(self.headers.items()), content)
                proxy.asked.append(asked)
                answer = proxy.behave(asked, proxy.forward)
                self.close_connection = True
                if answer.lost:
                    return
                with suppress(OSError):
                    self.send_response_only(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer.content)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(answer.content)

            do_GET = do_HEAD = do_POST = do_DELETE = handle_any  # noqa: N815 - the names of http.server

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


@contextmanager
def before(website: str) -> Iterator[Proxy]:
    """A proxy before `website`."""
    made = Proxy(website)
    try:
        yield made
    finally:
        made.close()

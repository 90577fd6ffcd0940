"""A preview of a site in the browser of this machine.

Only this machine can ask for it, at 127.0.0.1, and only for the files of the build. The `Host`
header is checked, so that no page of another site can read it through a name that leads here.
Every user of this machine can read it.
"""

import errno
import os
from collections.abc import Collection
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.system import safe_files

HOST = "127.0.0.1"
FRONT, MISSING = "index.html", "404.html"
_NAMES = (HOST, "localhost")
_GUARDS = {
    # Other programs of this machine answer at the same name, and cookies know no port: no script
    # of a template runs. The style sheet needs the origin of the page.
    "Content-Security-Policy": "sandbox allow-same-origin; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The headers that keep a page from other pages, and other programs from a page."""
_PATIENCE = 30
"""Seconds that a browser may take for one request."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".json": "application/feed+json",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


class Preview:
    """A server of the files `paths` below `folder`, on a port of this machine."""

    def __init__(self, folder: Path, paths: Collection[str], port: int = 0) -> None:
        """Listen on `port`; 0 takes a free one.

        Raises:
            BadInput: when the port is taken, or may not be used.
        """
        try:
            self._server = _Server(folder, frozenset(paths), port)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            raise BadInput(
                _("The port {port} cannot be used: {why}.").format(
                    port=port, why=os.strerror(error.errno)
                ),
                _("Leave out --port: then a free one is taken."),
            ) from error

    @property
    def address(self) -> str:
        """Where a browser finds the front page."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def serve(self) -> None:
        """Answer requests until `stop` is called, or an exception such as KeyboardInterrupt."""
        self._server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """Let `serve` in another thread return."""
        self._server.shutdown()

    def close(self) -> None:
        """Listen no more."""
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder: Path, paths: frozenset[str], port: int) -> None:
        self.folder = folder
        self.paths = paths
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: HTTPServer
    server_version = "Redaksi"
    sys_version = ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base
        """Nothing is logged."""

    def _answer(self) -> None:
        server = self.server
        if not isinstance(server, _Server):
            raise TypeError
        port = server.server_address[1]
        if self.headers.get_all("Host") not in [[f"{name}:{port}"] for name in _NAMES]:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, ".txt", b"")
            return
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        path = f"{path}{FRONT}" if not path or path.endswith("/") else path
        status = HTTPStatus.OK
        if path not in server.paths:
            path, status = MISSING, HTTPStatus.NOT_FOUND
        self._send(status, PurePosixPath(path).suffix, _content(server, path))

    def _send(self, status: HTTPStatus, suffix: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        for name, value in _GUARDS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _content(server: _Server, path: str) -> bytes:
    if path not in server.paths:
        return b""
    return safe_files.read(server.folder / path, len(PurePosixPath(path).parts))

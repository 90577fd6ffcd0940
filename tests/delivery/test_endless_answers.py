"""Servers that keep a delivery busy, or tell impossible times; no WordPress is needed for that."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from redaksi.delivery import web
from redaksi.delivery.base import TargetRefused, Unreachable
from redaksi.delivery.wordpress.client import Client

SOON = 20.0


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[Client]:
    """A client of a server that reads each request and then does `answer`."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    opened, _address = listening.accept()
                    with opened, suppress(OSError):
                        opened.recv(65536)
                        answer(opened)

        Thread(target=serve, daemon=True).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        made = Client(address, "redaksi", "rahasia", pause=lambda _seconds: None, patience=5.0)
        yield made
        made.close()


def endless_progress(opened: socket.socket) -> None:
    while True:
        opened.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def dripping_headers(opened: socket.socket) -> None:
    opened.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        opened.sendall(b"A: b\r\n")
        time.sleep(0.05)


def dripping_content(opened: socket.socket) -> None:
    opened.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        opened.sendall(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [endless_progress, dripping_headers, dripping_content])
def test_an_answer_without_end_is_given_up(
    answer: Callable[[socket.socket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "_DEADLINE", 0.5)
    told: list[Exception] = []

    def ask(website: Client) -> None:
        try:
            website.root()
        except Unreachable as error:
            told.append(error)

    with server(answer) as website:
        asking = Thread(target=ask, args=(website,), daemon=True)
        asking.start()
        asking.join(SOON)
        assert not asking.is_alive()
    assert "takes too long" in str(told)


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 30 Nov 2026 07:00:00 -0000",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Mon, 01 Jan 0001 00:00:00 +1200",
        "Mon, 30 Nov 2026 07:00:00 +999999",
        "kemarin",
        "",
    ],
)
def test_a_time_that_no_clock_tells_is_left_out(date: str) -> None:
    def answer(opened: socket.socket) -> None:
        head = f"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: 2\r\nConnection: close"
        opened.sendall(f"{head}\r\n\r\n{{}}".encode())

    with server(answer) as website:
        with pytest.raises(TargetRefused, match="names no REST API"):
            website.root()
        assert abs(website.now().timestamp() - time.time()) < SOON

"""The preview answers this machine alone, under its own name, with files of the build."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from redaksi.delivery.preview import Preview
from redaksi.errors import BadInput


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    folder = tmp_path / "site"
    (folder / "tag").mkdir(parents=True)
    for path in ("index.html", "404.html", "tag/a.html", "style.css", "rahasia.txt"):
        (folder / path).write_text(path)
    (tmp_path / "luar.html").write_text("luar")
    (folder / "tautan.html").symlink_to(tmp_path / "luar.html")
    listed = ("index.html", "404.html", "tag/a.html", "style.css", "tautan.html")
    made = Preview(folder, listed)
    thread = threading.Thread(target=made.serve)
    thread.start()
    yield made
    made.stop()
    thread.join()
    made.close()


def ask(
    preview: Preview, path: str, method: str = "GET", host: str | None = None
) -> tuple[int, str, str]:
    """The status, the type and the text of an answer."""
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host if host is not None else f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.getheader("Content-Type") or "", answer.read().decode()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/tag/a.html?x=1", "tag/a.html"),
        ("/tag/%61.html", "tag/a.html"),
    ],
)
def test_files_of_the_build_are_shown(preview: Preview, path: str, text: str) -> None:
    assert ask(preview, path) == (200, "text/html; charset=utf-8", text)


@pytest.mark.parametrize(
    "path",
    [
        "/rahasia.txt",
        "/../luar.html",
        "/%2e%2e/luar.html",
        "/tag/../rahasia.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/tag",
        "/%00",
        "/.",
    ],
)
def test_nothing_else_is_shown(preview: Preview, path: str) -> None:
    assert ask(preview, path)[::2] == (404, "404.html")


def test_a_link_in_the_place_of_a_file_is_not_followed(preview: Preview) -> None:
    with pytest.raises(ConnectionError):  # it hangs up
        ask(preview, "/tautan.html")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", ""])
def test_another_name_in_the_host_header_is_refused(preview: Preview, host: str) -> None:
    assert ask(preview, "/", host=host)[::2] == (421, "")


def test_localhost_is_a_name_of_this_machine(preview: Preview) -> None:
    port = preview.address.rstrip("/").rpartition(":")[2]
    assert ask(preview, "/", host=f"localhost:{port}")[0] == 200


def test_only_reading_is_answered(preview: Preview) -> None:
    assert ask(preview, "/", "HEAD")[::2] == (200, "")
    assert ask(preview, "/", "POST")[0] == 501


def test_other_machines_cannot_connect(preview: Preview) -> None:
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    own = {
        str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    }
    for address in own - {"127.0.0.1"}:
        if not address.startswith("127."):
            with pytest.raises(OSError), socket.create_connection((address, port), timeout=2):  # noqa: PT011
                pass


def test_a_port_that_is_taken_is_named(preview: Preview, tmp_path: Path) -> None:
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(BadInput, match=str(port)):
        Preview(tmp_path, (), port)


@pytest.mark.parametrize(
    ("path", "host"), [("/", None), ("/tidak-ada", None), ("/", "jahat.example")]
)
def test_no_page_runs_a_script_or_stands_in_another(
    preview: Preview, path: str, host: str | None
) -> None:
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Host": host} if host else {})
    headers = connection.getresponse().headers
    policy = headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"

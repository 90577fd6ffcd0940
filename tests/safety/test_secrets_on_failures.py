"""Whatever goes wrong, a secret stands in no output, log, ledger, record or backup."""

import gzip
import json
import logging
import shlex
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from redaksi.delivery import secrets, web
from redaksi.delivery.messages import MessageEngine
from redaksi.delivery.wordpress.client import Client
from tests.cli.conftest import Cli, _own_surroundings, cli
from tests.delivery.mail.receiver import PASSWORD, Receiver, running
from tests.delivery.wordpress.proxy import Answer, Asked, Proxy
from tests.safety.scale import share

__all__ = ["_own_surroundings", "cli"]

USER = "redaksi@contoh.id"
SECRETS = {
    "wordpress": "abcd EFGH 1234 rahasia-situs",
    "telegram": "123456789:AAE-rahasia_token_bot_yang_panjang",
    "mail": PASSWORD,
}
SOURCES = ("env", "command", "file")
OWN = {"rahasia", "cetak.py"}
"""The files from which a secret is read."""


def echo(asked: Asked) -> str:
    """All that the server got, in clear."""
    scheme, _blank, given = asked.headers.get("Authorization", "").partition(" ")
    clear = ""
    with suppress(ValueError):
        clear = b64decode(given).decode()
    return f"{asked.path} {unquote(asked.path)} {scheme} {given} {clear}"


def refusing(status: int, **headers: str) -> Callable[[Asked], Answer]:
    """A behaviour that refuses with all that the server got, in words of either API."""

    def behave(asked: Asked) -> Answer:
        said = echo(asked)
        told = {"code": "rest_forbidden", "message": said, "ok": False, "description": said}
        named = {name: value + quote(said) for name, value in headers.items()}
        return Answer(status, named, json.dumps(told).encode())

    return behave


def late(asked: Asked) -> Answer:
    time.sleep(0.6)
    return refusing(500)(asked)


def believed(asked: Asked) -> Answer:
    """An answer that is right as far as its types go."""
    said = echo(asked)
    result = {"message_id": 7, "chat": {"username": said}}
    told = {"id": 7, "link": f"https://jahat.example/{said}", "title": {"rendered": said}}
    link = {"Link": f'<http://{asked.headers["Host"]}/wp-json/>; rel="https://api.w.org/"'}
    return Answer(200, link, json.dumps({"ok": True, "result": result, **told}).encode())


FAILURES: dict[str, Callable[[Asked], Answer]] = {
    "a wrong password": refusing(401),
    "a refusal": refusing(403),
    "no such page": refusing(404),
    "a conflict": refusing(409, Link="x"),
    "a redirect": refusing(301, Location="https://jahat.example/?"),
    "a redirect of the method": refusing(307, Location="/lain?"),
    "too many": refusing(429),
    "an error of the server": refusing(500),
    "a gateway": refusing(503),
    "a page": lambda asked: Answer(200, {}, f"<html><body>{echo(asked)}</html>".encode()),
    "a page with an API elsewhere": lambda asked: Answer(
        200, {"Link": f'<https://jahat.example/{quote(echo(asked))}>; rel="https://api.w.org/"'}
    ),
    "broken JSON": lambda asked: Answer(200, {}, f'{{"ok": "{echo(asked)}'.encode()),
    "JSON without end": lambda _asked: Answer(200, {}, b"[" * 200_000),
    "a packed answer": lambda asked: Answer(
        200, {"Content-Encoding": "gzip"}, gzip.compress(echo(asked).encode())
    ),
    "a lost answer": lambda _asked: Answer(lost=True),
    "a late answer": late,
    "a believed answer": believed,
}


def misbehave(server: Proxy, failure: Callable[[Asked], Answer], *, at_once: bool = False) -> None:
    """Let `server` fail; only if it does so `at_once`, its front page names no API."""

    def behave(asked: Asked, _forward: object) -> Answer:
        return believed(asked) if asked.method == "HEAD" and not at_once else failure(asked)

    server.behave = behave


def forms(kind: str) -> list[str]:
    """The forms in which the secret of `kind` could stand somewhere."""
    secret = SECRETS[kind]
    pair = b64encode(f"{USER}:{secret}".encode()).decode()
    plain = b64encode(f"\0{USER}\0{secret}".encode()).decode()
    alone = b64encode(secret.encode()).decode()
    parts = [secret, "".join(secret.split()), secret.partition(":")[2] or secret]
    return [*parts, *map(quote, parts), pair, plain, alone]


class Watch:
    """A newsroom with one target, and everything that was told about it."""

    def __init__(
        self, cli: Cli, folder: Path, kind: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        self.cli = cli
        self.folder = folder
        self.kind = kind
        self.told: list[str] = []
        self._log = caplog
        self.article = ""

    def target(self, url: str, source: str) -> None:
        """Write the target, trust it, and publish an article that is due there."""
        fields = {"name": "situs", "kind": self.kind, "url": url, "secret": source}
        if self.kind != "telegram":
            fields["user"] = USER
        if self.kind == "mail":
            (self.folder / "pelanggan").write_text("ani@contoh.id\n")
            (self.folder / "pelanggan").chmod(0o600)
            fields["to"] = f"file:{self.folder / 'pelanggan'}"
        if self.kind == "telegram":
            fields["to"] = "@kabarbrantas"
        lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
        with (self.cli.newsroom / "newsroom.toml").open("a") as settings:
            settings.write(f'\n[site]\nurl = "https://kabar.id"\n[[target]]\n{lines}')
        self.tell("trust", "target", "situs", "--yes")
        self.article = self.cli.published()

    def tell(self, *line: str | Path) -> int:
        done = self.cli(*line)
        self.told.append(f"{line}: {done.out}{done.err}")
        return done.code

    def deliver(self) -> None:
        """The commands that ask the server."""
        self.tell("deliver", "--all")
        self.tell("deliver", self.article, "--json", "--adopt")
        self.tell("deliver", self.article, "--dry-run")
        self.tell("targets", "check", "situs", "--json")
        self.tell("withdraw", self.article, "--from", "situs", "--reason", "Salah")
        self.tell("status", "--json")

    def look(self) -> None:
        """The commands that tell what happened."""
        for line in (
            ("targets",),
            ("targets", "--json"),
            ("status", self.article),
            ("doctor", "--json"),
            ("verify", "--json"),
            ("why", self.article),
            ("receipt", self.article),
            ("receipt", self.article, "--json"),
            ("history", self.article),
            ("trust", "--list", "--json"),
            ("log",),
            ("backup", self.folder / "cadangan.tar.gz"),
        ):
            self.tell(*line)

    def found(self) -> list[str]:
        """The places in which the secret stands."""
        wanted = forms(self.kind)
        places = {told.partition(":")[0]: told for told in self.told}
        records = [one for one in self._log.records if one.name != "mail.log"]  # of the server
        places["the log of Python"] = "\n".join(one.getMessage() for one in records)
        places["records of Python"] = repr([vars(one) for one in records])
        for path in self.folder.rglob("*"):
            if path.is_file() and path.name not in OWN:
                data = path.read_bytes()
                with suppress(OSError, EOFError):
                    data += gzip.decompress(data)
                places[str(path)] = data.decode(errors="replace")
        return [name for name, text in places.items() if any(one in text for one in wanted)]


def source_of(kind: str, way: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """`secret` of the target, and the secret at its place."""
    if way == "env":
        monkeypatch.setenv("RAHASIA_SITUS", SECRETS[kind])
        return "env:RAHASIA_SITUS"
    path = folder / ("rahasia" if way == "file" else "cetak.py")
    path.write_text(SECRETS[kind] if way == "file" else f"print({SECRETS[kind]!r})")
    path.chmod(0o600)
    return (
        f"file:{path}" if way == "file" else f"command:{shlex.join([sys.executable, str(path)])}"
    )


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is waited for, and everything is logged."""
    monkeypatch.setattr(web, "_DEADLINE", 0.3)
    for waiting in (Client, MessageEngine):
        defaults = waiting.__init__.__kwdefaults__ or {}
        if "pause" in defaults:
            monkeypatch.setitem(defaults, "pause", lambda _seconds: None)
    plain = MessageEngine.__init__.__defaults__
    if plain:
        monkeypatch.setattr(MessageEngine.__init__, "__defaults__", (lambda _seconds: None,))
    caplog.set_level(logging.DEBUG)


@pytest.fixture
def server() -> Iterator[Proxy]:
    proxy = Proxy("http://127.0.0.1:1")
    yield proxy
    proxy.close()


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("way", SOURCES)
@pytest.mark.parametrize("kind", ["wordpress", "telegram"])
def test_no_failure_of_a_server_tells_the_secret(
    cli: Cli,
    server: Proxy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    way: str,
) -> None:
    watch = Watch(cli, tmp_path, kind, caplog)
    watch.target(server.url, source_of(kind, way, tmp_path, monkeypatch))
    # How a secret is read does not change where it goes: two ways take every fifth failure.
    names = [*FAILURES][:: 1 if way == "env" else share(5, 1)]
    for name in names:
        failure = FAILURES[name]
        misbehave(server, failure, at_once="page" in name or "redirect" in name)
        before = len(server.asked)
        watch.deliver()
        assert len(server.asked) > before, name
        assert watch.found() == [], name
    misbehave(server, believed)
    monkeypatch.setattr(web.Web, "_read", lambda *_: 1 / 0)
    assert watch.tell("targets", "check", "situs") == 70  # the log has the traceback
    monkeypatch.undo()
    watch.look()
    assert watch.found() == []
    got = " ".join(echo(one) for one in server.asked)
    assert SECRETS[kind] in got, "the server never got the secret"


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("kind", ["wordpress", "telegram"])
def test_without_the_care_the_secret_would_be_found(
    cli: Cli,
    server: Proxy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    """The control: the same search, while the secret is not taken out of what servers say."""
    watch = Watch(cli, tmp_path, kind, caplog)
    watch.target(server.url, source_of(kind, "env", tmp_path, monkeypatch))
    misbehave(server, refusing(403))
    monkeypatch.setattr(web.Web, "told", lambda _self, said: said)
    monkeypatch.setattr(secrets, "redacted", lambda said: said)
    watch.deliver()
    watch.look()
    found = watch.found()
    assert any("deliver" in place for place in found), found
    assert any(place.endswith("situs.jsonl") for place in found), found
    assert any(place.endswith("cadangan.tar.gz") for place in found), found


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("way", SOURCES)
def test_no_failure_of_a_mail_server_tells_the_secret(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    way: str,
) -> None:
    receiver = Receiver()
    watch = Watch(cli, tmp_path, "mail", caplog)
    with running(receiver, authenticator=receiver.login, auth_require_tls=False) as server:
        watch.target(
            f"smtp://127.0.0.1:{server.port}", source_of("mail", way, tmp_path, monkeypatch)
        )
        receiver.answers["ani@contoh.id"] = [f"450 {PASSWORD}"] * 3 + [f"550 {PASSWORD}"] * 3
        for _time in range(2):
            watch.deliver()
            assert watch.found() == []
        receiver.from_ = [f"554 {PASSWORD}"] * 3
        watch.tell("deliver", watch.article, "--overwrite")
        receiver.after["ani@contoh.id"] = [""]
        watch.tell("deliver", watch.article, "--overwrite")
        monkeypatch.setattr("tests.delivery.mail.receiver.PASSWORD", "lain")
        watch.tell("deliver", watch.article, "--overwrite")
        watch.tell("targets", "check", "situs")
        assert receiver.logins, "the server never got the secret"
    watch.deliver()  # nobody is there any more
    watch.look()
    assert watch.found() == []

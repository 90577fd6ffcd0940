"""Mail: one message for each address, by TLS, never twice, and no address in any record."""

import socket
import ssl
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import trustme
from msgspec.structs import replace

from redaksi.delivery.base import Unreachable
from redaksi.delivery.mail import letters
from redaksi.delivery.mail.target import Mail
from redaksi.delivery.messages import MessageEngine
from redaksi.delivery.opening import Surroundings
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, Work
from redaksi.domain.delivery import State, Target
from redaksi.errors import BadInput, Refused
from redaksi.exporters.base import Sealed
from tests.delivery.imitation import Deaths, Killed, LedgerInMemory
from tests.delivery.mail.receiver import PASSWORD, Letter, Receiver, certified, running
from tests.exporters.pieces import FLOOD, SITE, piece

HOUSE = replace(SITE, url="https://kabar.id", title="Kabar Brantas", uuid="a" * 32)
LINK = "https://kabar.id/banjir-surut.html"
ANI, BUDI = "ani@contoh.id", "budi@contoh.id"
HOST = "surat.kabar.id"
PIECE = piece()


class Scene:
    """A newsroom that sends to `receiver`."""

    def __init__(self, folder: Path, receiver: Receiver) -> None:
        self.folder = folder
        self.receiver = receiver
        self.book = LedgerInMemory()
        self.outside = folder / "rumah"
        self.newsroom = folder / "ruang"
        self.outside.mkdir()
        self.newsroom.mkdir()
        self.file = self.outside / "pelanggan"
        self.pauses: list[float] = []
        self.list_(ANI, BUDI)

    def list_(self, *lines: str) -> None:
        self.file.write_text("\n".join(lines) + "\n")
        self.file.chmod(0o600)

    def mail(self, secret: str = "", **fields: str) -> Mail:
        told = {
            "name": "surat",
            "kind": "mail",
            "url": f"smtp://127.0.0.1:{self.receiver.port}",
            "user": "redaksi@kabar.id",
            "to": f"file:{self.file}",
            **fields,
        }
        around = Surroundings(
            str(self.newsroom), self.newsroom, lambda _width: HOUSE, lambda _piece: LINK
        )
        return Mail(msgspec.convert(told, Target), secret, around, self.pauses.append)

    def deliver(
        self,
        sealed: Sealed = PIECE,
        allowed: Permission = NOTHING,
        secret: str = "",
        **fields: str,
    ) -> Outcome:
        mail = self.mail(secret, **fields)
        engine = MessageEngine(mail, self.book.notes("surat"), self.pauses.append)
        try:
            outcome = next(engine.deliver([Work(sealed)], allowed))
        finally:
            mail.close()
        self.check_record(outcome)
        return outcome

    def check_record(self, outcome: Outcome) -> None:
        """Neither the ledger nor the answer holds an address or the password."""
        record = msgspec.json.encode(self.book.steps).decode() + outcome.message
        assert "contoh.id" not in record
        assert PASSWORD not in record

    def letter(self) -> Letter:
        return self.receiver.letters[0]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running(Receiver()) as found:
        yield found


@pytest.fixture
def scene(tmp_path: Path, receiver: Receiver) -> Scene:
    return Scene(tmp_path, receiver)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A certificate authority that this process trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """`HOST` is this machine, but no name of loopback."""
    real = socket.getaddrinfo

    def found(host: Any, *more: Any, **named: Any) -> Any:
        return real("127.0.0.1" if host == HOST else host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", found)


def test_each_address_gets_a_message_of_its_own(scene: Scene) -> None:
    outcome = scene.deliver()
    assert outcome.state is State.DELIVERED
    assert outcome.id == f"<{PIECE.article.id}.1@kabar.id>"
    assert scene.receiver.reached == [ANI, BUDI]
    for letter, address in zip(scene.receiver.letters, (ANI, BUDI), strict=True):
        assert letter.sender == "redaksi@kabar.id"
        assert letter.message["To"] == address
    assert BUDI not in scene.letter().content.decode()
    assert ANI in scene.letter().content.decode()


def test_the_message_has_the_headers_of_a_list_and_two_parts(scene: Scene) -> None:
    scene.deliver()
    letter = scene.letter()
    message = letter.message
    assert message["Subject"] == FLOOD.headline
    assert message["From"] == "Kabar Brantas <redaksi@kabar.id>"
    assert message["List-Id"] == "<surat.kabar.id>"
    assert message["List-Unsubscribe"] == "<mailto:redaksi@kabar.id?subject=berhenti>"
    assert message["Archived-At"] == f"<{LINK}>"
    assert parsedate_to_datetime(message["Date"]).utcoffset() is not None
    assert message.get_content_type() == "multipart/alternative"
    assert "Air yang menggenangi tiga RW" in letter.part("plain")
    assert LINK in letter.part("plain")
    assert "<em>tiga RW</em>" in letter.part("html")
    assert f'<a href="{LINK}">' in letter.part("html")
    assert "<script" not in letter.part("html")
    assert max(map(len, letter.content.splitlines())) <= 998


def test_the_id_is_the_same_at_each_try_and_another_for_another_text() -> None:
    other = replace(PIECE, sign_off=replace(PIECE.sign_off, revision=2))
    assert letters.message_id(PIECE, HOUSE) == letters.message_id(PIECE, HOUSE)
    assert letters.message_id(PIECE, HOUSE) != letters.message_id(other, HOUSE)
    assert letters.message_id(PIECE, SITE).endswith("@redaksi.invalid>")


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_no_headline_adds_a_header(scene: Scene, sign: str) -> None:
    text = replace(FLOOD, headline=f"Banjir{sign}Bcc: musuh@jahat.id{sign}{sign}Isi")
    assert scene.deliver(piece(text)).state is State.DELIVERED
    message = scene.letter().message
    assert message["Bcc"] is None
    assert message["Subject"] == "Banjir Bcc: musuh@jahat.id Isi"
    assert scene.receiver.reached == [ANI, BUDI]


def test_a_line_with_a_dot_and_long_lines_arrive_as_they_are(scene: Scene) -> None:
    long = "Kata " * 2_000
    scene.deliver(piece(replace(FLOOD, body=(".", long.strip(), "Habis — “selesai” 😀."))))
    plain = scene.letter().part("plain")
    assert "\n.\n" in plain
    assert long.strip() in plain
    assert "Habis — “selesai” 😀." in plain


def test_a_second_run_sends_nothing(scene: Scene) -> None:
    scene.deliver()
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == [ANI, BUDI]


def test_a_refused_address_is_named_by_its_line(scene: Scene) -> None:
    scene.receiver.answers[ANI] = [f"550 5.1.1 <{ANI}>: no such user ani"] * 3
    for _time in range(2):
        outcome = scene.deliver()
        assert outcome.state is State.FAILED
        assert "1 of 2" in outcome.message
        assert "line 1 550" in outcome.message
        assert "ani" not in outcome.message
    assert scene.receiver.asked == [ANI, BUDI]
    scene.list_(BUDI, "ani.baru@contoh.id")
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == [BUDI, "ani.baru@contoh.id"]


def test_a_busy_address_is_tried_three_times(scene: Scene) -> None:
    scene.receiver.answers[ANI] = ["451 4.7.1 greylisted"] * 2
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == [BUDI, ANI]
    assert scene.pauses == [5.0, 10.0]


def test_a_message_that_is_refused_for_now_is_sent_later(scene: Scene) -> None:
    scene.receiver.after[ANI] = ["452 4.3.1 full"] * 3
    outcome = scene.deliver()
    assert outcome.state is State.FAILED
    assert "line 1 452" in outcome.message
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == [BUDI, ANI]


def test_a_refused_message_is_named_by_its_line(scene: Scene) -> None:
    scene.receiver.after[BUDI] = ["554 5.7.1 spam"]
    assert "line 2 554" in scene.deliver().message
    assert scene.receiver.reached == [ANI]


def test_a_lost_answer_asks_a_person(scene: Scene) -> None:
    scene.receiver.after[ANI] = [""]
    for _time in range(2):
        outcome = scene.deliver()
        assert outcome.state is State.SENT
        assert "line 1" in outcome.message
    assert scene.receiver.reached == [ANI, BUDI]
    assert scene.deliver(allowed=Permission(adopt=True)).state is State.DELIVERED
    assert scene.receiver.reached == [ANI, BUDI]


def test_a_connection_that_is_lost_before_the_message_is_opened_again(scene: Scene) -> None:
    scene.receiver.answers[ANI] = [""]
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == [BUDI, ANI]


def test_a_server_that_closes_is_left(scene: Scene) -> None:
    scene.receiver.answers[ANI] = ["421 closing"]
    with pytest.raises(Unreachable, match="421"):
        scene.deliver()
    assert scene.receiver.reached == []
    assert scene.deliver().state is State.DELIVERED


def test_a_refused_sender_stops_everything_and_the_next_run_sends(scene: Scene) -> None:
    scene.receiver.from_ = ["553 5.7.1 <redaksi@kabar.id> not yours"]
    outcome = scene.deliver()
    assert outcome.state is State.FAILED
    assert "553" in outcome.message
    assert "kabar.id>" not in outcome.message
    assert scene.receiver.asked == []
    assert scene.deliver().state is State.DELIVERED


def test_a_server_that_does_not_run_is_tried_three_times(scene: Scene) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable):
        scene.deliver(url=f"smtp://127.0.0.1:{port}")
    assert scene.pauses == [1, 2]
    assert scene.deliver().state is State.DELIVERED


def test_five_hundred_recipients_and_a_kill_in_the_middle(scene: Scene) -> None:
    everybody = [f"warga{number}@contoh.id" for number in range(500)]
    scene.list_(*everybody)
    scene.book.deaths = Deaths(603)
    with pytest.raises(Killed):
        scene.deliver()
    scene.book.deaths = Deaths()
    assert scene.receiver.reached == everybody[:151]
    outcome = scene.deliver()
    assert outcome.state is State.SENT
    assert "line 151" in outcome.message
    scene.deliver(allowed=Permission(adopt=True))
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == everybody


def test_tls_and_a_password(tmp_path: Path, authority: trustme.CA, far: None) -> None:
    receiver = Receiver()
    tls = certified(authority, HOST)
    settings: dict[str, Any] = {"authenticator": receiver.login, "auth_required": True}
    with running(receiver, tls_context=tls, require_starttls=True, **settings):
        scene = Scene(tmp_path, receiver)
        url = f"smtp://{HOST}:{receiver.port}"
        assert scene.deliver(secret=PASSWORD, url=url).state is State.DELIVERED
        assert receiver.logins == ["redaksi@kabar.id"]
        scene.book = LedgerInMemory()
        outcome = scene.deliver(secret="salah-sekali", url=url)
        assert outcome.state is State.FAILED
        assert "535" in outcome.message
        assert "salah-sekali" not in outcome.message
        assert scene.mail("salah-sekali", url=url).check() != ()
        assert scene.mail(PASSWORD, url=url).check() == ()
        assert len(receiver.letters) == 2


def test_tls_from_the_first_byte(tmp_path: Path, authority: trustme.CA, far: None) -> None:
    with running(Receiver(), ssl_context=certified(authority, HOST)) as receiver:
        scene = Scene(tmp_path, receiver)
        url = f"smtps://{HOST}:{receiver.port}"
        assert scene.deliver(url=url).state is State.DELIVERED


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_wrong_certificate_is_refused(
    tmp_path: Path, authority: trustme.CA, far: None, scheme: str
) -> None:
    way = "tls_context" if scheme == "smtp" else "ssl_context"
    with running(Receiver(), **{way: certified(authority, "lain.kabar.id")}) as receiver:
        outcome = Scene(tmp_path, receiver).deliver(url=f"{scheme}://{HOST}:{receiver.port}")
        assert outcome.state is State.FAILED
        assert "certificate" in outcome.message
        assert receiver.asked == receiver.logins == []


def test_an_unknown_authority_is_refused(
    tmp_path: Path, authority: trustme.CA, far: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(Receiver(), ssl_context=certified(authority, HOST)) as receiver:
        monkeypatch.delenv("SSL_CERT_FILE")
        outcome = Scene(tmp_path, receiver).deliver(url=f"smtps://{HOST}:{receiver.port}")
        assert "certificate" in outcome.message
        assert receiver.asked == []


@pytest.mark.parametrize("secret", ["", PASSWORD])
def test_a_server_whose_encryption_was_stripped_is_refused(
    scene: Scene, far: None, secret: str
) -> None:
    outcome = scene.deliver(secret=secret, url=f"smtp://{HOST}:{scene.receiver.port}")
    assert outcome.state is State.FAILED
    assert "STARTTLS" in outcome.message
    assert scene.receiver.asked == scene.receiver.logins == []


@pytest.mark.parametrize("way", ["endless", "long line", "silent end"])
def test_a_hostile_server_ends(scene: Scene, way: str) -> None:
    said = {"endless": b"220-x\r\n" * 20_000, "long line": b"2" * 200_000, "silent end": b""}
    with socket.create_server(("127.0.0.1", 0)) as server:
        from threading import Thread  # noqa: PLC0415

        def answer() -> None:
            for _time in range(3):
                connection, _address = server.accept()
                with connection:
                    try:
                        connection.sendall(said[way])
                    except OSError:
                        continue

        Thread(target=answer, daemon=True).start()
        with pytest.raises(Unreachable):
            scene.deliver(url=f"smtp://127.0.0.1:{server.getsockname()[1]}")


def test_lines_that_are_no_addresses_are_named_by_number(scene: Scene) -> None:
    scene.list_(
        "# pelanggan", "", ANI, "Ani <ani@contoh.id>", "a b@contoh.id", "x@y", "é@contoh.id"
    )
    with pytest.raises(BadInput, match=r"lines that hold no address: 4, 5, 6, 7\.") as raised:
        scene.deliver()
    assert "contoh.id" not in raised.value.sentence
    assert scene.receiver.asked == []
    assert "4, 5, 6, 7" in scene.mail().check()[0]


def test_an_address_gets_one_message_though_it_is_there_twice(scene: Scene) -> None:
    scene.list_(ANI, "ANI@contoh.id", "warga@müller.example")
    assert scene.deliver().state is State.DELIVERED
    assert scene.receiver.reached == [ANI, "warga@xn--mller-kva.example"]


def test_an_empty_or_endless_list_is_refused(scene: Scene) -> None:
    for lines in (["# kosong"], [f"w{number}@contoh.id" for number in range(5_001)]):
        scene.list_(*lines)
        with pytest.raises(BadInput, match="1 to 5"):
            scene.deliver()


@pytest.mark.parametrize("mode", [0o604, 0o620, 0o602, 0o644])
def test_a_list_that_others_may_read_or_change_is_refused(scene: Scene, mode: int) -> None:
    scene.file.chmod(mode)
    with pytest.raises(Refused, match="by others"):
        scene.deliver()
    scene.file.chmod(0o640)
    assert scene.deliver().state is State.DELIVERED


def test_a_list_in_the_newsroom_is_refused(scene: Scene) -> None:
    inside = scene.newsroom / "pelanggan"
    inside.write_text(ANI)
    inside.chmod(0o600)
    link = scene.outside / "tautan"
    link.symlink_to(inside)
    for path in (inside, link):
        with pytest.raises(Refused, match="lies in the newsroom"):
            scene.deliver(to=f"file:{path}")


def test_the_ledger_names_a_recipient_differently_for_each_article(scene: Scene) -> None:
    first, second = (scene.mail().recipients(name) for name in ("261130-a", "261130-b"))
    assert first.keys().isdisjoint(second)
    assert list(first.values()) == ["line 1", "line 2"]


def test_who_sends_is_an_address(scene: Scene) -> None:
    with pytest.raises(BadInput, match="sender"):
        scene.deliver(user="apikey")
    assert scene.deliver(user="apikey", sender="warta@kabar.id").state is State.DELIVERED
    assert scene.letter().sender == "warta@kabar.id"


def test_the_default_context_of_python_is_used() -> None:
    context = ssl.create_default_context()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED

"""A mail server of loopback (aiosmtpd) that keeps what it took, and can misbehave."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

PASSWORD = "kata-sandi-surat"


class Letter(NamedTuple):
    """A message that was taken over: from whom, to whom, and its bytes."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        found = message_from_bytes(self.content, policy=default)
        assert isinstance(found, EmailMessage)
        return found

    def part(self, kind: str) -> str:
        found = self.message.get_body((kind,))
        assert found is not None
        return str(found.get_content()).replace("\r\n", "\n")


class Receiver:
    """The hooks of aiosmtpd.

    `answers` are for RCPT and `after` for the end of DATA, by recipient: a list of answers that
    come one after the other before all is well; "" closes the connection.
    """

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answers: dict[str, list[str]] = {}
        self.after: dict[str, list[str]] = {}
        self.from_: list[str] = []
        self.asked: list[str] = []
        self.logins: list[str] = []
        self.port = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.from_:
            return self.from_.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        self.asked.append(address)
        if answers := self.answers.get(address):
            return self._answer(server, answers)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        letter = Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content)
        if answers := self.after.get(letter.recipients[0]):
            answer = self._answer(server, answers)
            if not answer:
                self.letters.append(letter)  # it arrived, but nobody is told
            return answer or "250 OK"
        self.letters.append(letter)
        return "250 OK"

    def _answer(self, server: Any, answers: list[str]) -> str:
        answer = answers.pop(0)
        if not answer:
            server.transport.abort()
        return answer

    def login(
        self, _server: Any, _session: Any, _envelope: Any, _way: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == PASSWORD, handled=False)

    @property
    def reached(self) -> list[str]:
        return [one for letter in self.letters for one in letter.recipients]


class _AnyPort(Controller):
    """A controller at a free port, which aiosmtpd knows only when the server runs."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def running(receiver: Receiver, **settings: Any) -> Iterator[Receiver]:
    """`receiver` at a free port of 127.0.0.1; `settings` are those of aiosmtpd."""
    controller = _AnyPort(receiver, hostname="127.0.0.1", port=0, **settings)
    controller.start()
    try:
        receiver.port = controller.port
        yield receiver
    finally:
        controller.stop()

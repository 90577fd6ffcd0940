"""The connection to a mail server, by SMTP with TLS.

Whatever the server says is hostile: bounded in size and time, cleaned, and without addresses.
Reference: RFC 5321; a code of 4.. means later, of 5.. never.
"""

import re
import smtplib
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from redaksi.delivery.base import (
    PATIENCE,
    TRIES,
    Later,
    RecipientRefused,
    TargetRefused,
    Uncertain,
    Unreachable,
)
from redaksi.delivery.kinds import is_loopback
from redaksi.i18n import _
from redaksi.i18n.messages import of_the_network
from redaksi.text import clean

_PORTS = {"smtps": 465, "smtp": 587}
_LOCAL_PORT = 25
_CLOSING = 421
"""The server closes the connection."""
_LATER = range(400, 500)
_DONE = range(200, 300)
_LONGEST = 64 << 10
"""The most bytes of one answer."""
_DEADLINE = 120.0
"""Seconds after which an answer that is still arriving is given up."""
_SAID = 200
"""The most characters of what a server says that are told."""
_ADDRESS = re.compile(r"\S*@\S*")


class _Answers:
    """The lines that a server answers, bounded in size and time."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._rest = b""
        self.begin()

    def begin(self) -> None:
        """Begin a new answer."""
        self._left = _LONGEST
        self._until = time.monotonic() + _DEADLINE

    def readline(self, _most: int) -> bytes:
        """The next line; b"" when the server closed the connection.

        Raises:
            OSError: when the answer is too long or takes too long.
        """
        while b"\n" not in self._rest:
            piece = self._sock.recv(4096)
            if not piece:
                return b""
            self._rest += piece
            self._left -= len(piece)
            if self._left < 0 or time.monotonic() > self._until:
                raise OSError(_("its answer is too long"))
        line, _end, self._rest = self._rest.partition(b"\n")
        return line + b"\n"

    def close(self) -> None:
        """The socket is closed by its owner."""


class _Bounded(smtplib.SMTP):
    """SMTP whose answers are bounded; smtplib sets `file` to None for a new socket."""

    file: Any

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None:
            self.file = _Answers(self.sock)
        self.file.begin()
        return super().getreply()


class _BoundedTls(_Bounded, smtplib.SMTP_SSL):
    """The same, with TLS from the first byte on."""


class MailServer:
    """The mail server at `url`, as `user` with the password `secret` ("" for none).

    `pause` waits some seconds before another try.
    """

    def __init__(
        self,
        url: str,
        user: str,
        secret: str,
        domain: str,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._url = url
        self._user = user
        self._secret = secret
        self._domain = domain
        self._pause = pause
        self._opened: smtplib.SMTP | None = None

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Send `message` from `sender` to `recipient`, until the server has taken it over (250).

        Raises:
            Later: when the server does not take it now.
            RecipientRefused: when it takes nothing for `recipient`.
            Unreachable, TargetRefused: when it takes nothing at all.
            Uncertain: when its answer was lost.
        """
        smtp = self.connected()
        try:
            self._check(smtp.mail(sender), TargetRefused)
            self._check(smtp.rcpt(recipient), RecipientRefused)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            raise Later(*self._unreached(error)) from None
        except (TargetRefused, Later):
            with suppress(smtplib.SMTPException, OSError):
                smtp.rset()
            raise
        try:
            answer = smtp.data(message)
        except smtplib.SMTPDataError as error:  # it did not begin to take the message
            answer = (error.smtp_code, b"")
        except (smtplib.SMTPException, OSError):
            self.close()
            raise Uncertain(
                _("The mail server did not tell whether it took the message.")
            ) from None
        self._check(answer, RecipientRefused)

    def connected(self) -> smtplib.SMTP:
        """The open connection.

        Raises:
            Unreachable: when there is none after some tries.
            TargetRefused: when the server has no TLS, a wrong certificate, or refuses the user.
        """
        for number in range(1, TRIES + 1):
            if self._opened:
                break
            try:
                self._opened = self._connect()
            except Unreachable:
                if number == TRIES:
                    raise
                self._pause(number)
        assert self._opened  # noqa: S101 - the loop raises otherwise
        return self._opened

    def close(self) -> None:
        """Close the connection."""
        opened, self._opened = self._opened, None
        if opened:
            with suppress(smtplib.SMTPException, OSError):
                if opened.sock:
                    opened.sock.settimeout(1)  # nobody waits for a goodbye
                opened.quit()
            opened.close()

    def _connect(self) -> smtplib.SMTP:
        try:
            return self._introduced()
        except ssl.SSLError as error:
            why = self._told(getattr(error, "verify_message", "") or str(error)).rstrip(".")
            raise TargetRefused(
                _("{url} has no valid certificate: {why}.").format(url=self._url, why=why),
                _("Is the name of the server right? Nothing was sent."),
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise TargetRefused(
                _("{url} offers no encryption (STARTTLS), or no log-in.").format(url=self._url),
                _("Try smtps:// in newsroom.toml. Nothing was sent."),
            ) from None
        except smtplib.SMTPResponseException as error:
            if error.smtp_code in _LATER:
                raise Unreachable(*self._unreached(error)) from None
            raise self._refused(error.smtp_code, error.smtp_error) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise Unreachable(*self._unreached(error)) from None

    def _introduced(self) -> smtplib.SMTP:
        """A connection with TLS, logged in."""
        address = urlsplit(self._url)
        host = address.hostname or ""
        local = is_loopback(host)
        port = address.port or (
            _LOCAL_PORT if local and address.scheme == "smtp" else _PORTS[address.scheme]
        )
        context = ssl.create_default_context()
        smtp: smtplib.SMTP
        if address.scheme == "smtps":
            smtp = _BoundedTls(host, port, self._domain, timeout=PATIENCE, context=context)
        else:
            smtp = _Bounded(host, port, self._domain, timeout=PATIENCE)
        try:
            if address.scheme == "smtp" and not local:
                smtp.starttls(context=context)
            if self._secret:
                smtp.login(self._user, self._secret)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _check(self, answer: tuple[int, bytes], refused: type[TargetRefused]) -> None:
        """Raise what `answer` means, unless it says that all is well."""
        code, said = answer
        if code in _DONE:
            return
        if code == _CLOSING or code < 0:
            self.close()
            raise Unreachable(*self._unreached(smtplib.SMTPResponseException(code, said)))
        if code in _LATER:
            raise Later(str(code))
        if refused is RecipientRefused:
            raise RecipientRefused(str(code))
        raise self._refused(code, said)

    def _refused(self, code: int, said: bytes | str) -> TargetRefused:
        return TargetRefused(
            _("{url} refused: {why}.").format(url=self._url, why=self._words(code, said)),
            _("See the cause with: redaksi targets check NAME."),
        )

    def _unreached(self, error: Exception) -> tuple[str, str]:
        if isinstance(error, smtplib.SMTPResponseException):
            why = self._words(error.smtp_code, error.smtp_error)
        else:
            why = self._told(of_the_network(str(error)) or type(error).__name__)
        return (
            _("{url} cannot be reached: {why}.").format(url=self._url, why=why.rstrip(".")),
            _("Nothing was changed there. Try again later."),
        )

    def _words(self, code: int, said: bytes | str) -> str:
        text = said.decode(errors="replace") if isinstance(said, bytes) else said
        return f"{code} {self._told(text)}".strip().rstrip(".")

    def _told(self, said: str) -> str:
        """`said` by the server, in one short line without addresses and without the secret."""
        line = _ADDRESS.sub("…", clean.line(said))
        pair = b64encode(f"\0{self._user}\0{self._secret}".encode()).decode()
        for hidden in (self._secret, pair, b64encode(self._secret.encode()).decode()):
            line = line.replace(hidden, "…") if hidden else line
        return line[:_SAID]

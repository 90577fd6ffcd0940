"""A list of addresses that each get an article by mail."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cached_property

from msgspec.structs import replace

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.mail import addresses, letters
from redaksi.delivery.mail.addresses import Subscriber
from redaksi.delivery.mail.post import MailServer
from redaksi.delivery.opening import Surroundings
from redaksi.domain.delivery import Target
from redaksi.domain.hashing import sha256
from redaksi.errors import BadInput
from redaksi.exporters.base import Sealed, Site, no_renditions
from redaksi.i18n import _

_KEY = 12
"""The hexadecimal digits by which the ledger knows a recipient."""


class Mail:
    """A mail server and a list of addresses."""

    def __init__(
        self,
        target: Target,
        secret: str,
        around: Surroundings,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._target = target
        self._around = around
        self._sender = addresses.valid(target.sender or target.user)
        if not self._sender:
            raise BadInput(
                _("Neither `sender` nor `user` of the target {name} is an address.").format(
                    name=target.name
                ),
                _("Write the address that the mails come from as `sender`."),
            )
        domain = self._sender.rpartition("@")[2]
        self._post = MailServer(target.url, target.user, secret, domain, pause)
        self._keys: dict[str, str] = {}
        self._letter: tuple[Sealed, EmailMessage] | None = None

    @cached_property
    def _entries(self) -> tuple[Subscriber, ...]:
        return addresses.listed(self._target.to, self._around.folder)

    @cached_property
    def _site(self) -> Site:
        """The publication, without files of photos: a mail shows those that have an address."""
        return replace(self._around.site(self._target.photo_width), rendition=no_renditions)

    def recipients(self, article_id: str) -> Mapping[str, str]:
        """The lines of the list, by a salted hash that differs from article to article."""
        salt = f"{self._site.uuid}\n{self._target.name}\n{article_id}\n"
        keys = {
            sha256(f"{salt}{one.address.casefold()}".encode())[:_KEY]: one for one in self._entries
        }
        self._keys = {key: one.address for key, one in keys.items()}
        return {key: _("line {number}").format(number=one.line) for key, one in keys.items()}

    def send(self, piece: Sealed, recipient: str) -> tuple[str, str]:
        """Send `piece` to `recipient`; the id of the message."""
        address, message = self._keys[recipient], self._written(piece)
        del message["To"]
        message["To"] = address
        self._post.send(self._sender, address, message.as_bytes())
        return str(message["Message-ID"]), ""

    def check(self) -> tuple[str, ...]:
        """Whether the list can be read, and the server takes mail from this user."""
        try:
            self.recipients("")
            self._post.connected()
        except (BadInput, TargetRefused) as error:
            return (error.sentence,)
        return ()

    def close(self) -> None:
        """Close the connection."""
        self._post.close()

    def _written(self, piece: Sealed) -> EmailMessage:
        """The message about `piece`, which is the same for all recipients."""
        if self._letter is None or self._letter[0] is not piece:
            made = letters.letter(
                piece,
                self._site,
                self._sender,
                self._target.name,
                self._around.link(piece),
                datetime.now(UTC),
            )
            self._letter = (piece, made)
        return self._letter[1]

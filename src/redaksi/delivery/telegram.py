"""Telegram: a bot sends each article to a chat or channel, in short, with a link.

Reference: https://core.telegram.org/bots/api#sendmessage. The token of the bot is a part of the
address of each request: it is taken out of whatever is told, and never logged.
"""

import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from redaksi.delivery import chat
from redaksi.delivery.base import TargetRefused
from redaksi.delivery.web import TOO_MANY, Web
from redaksi.domain.harmless import harmless
from redaksi.domain.hashing import sha256
from redaksi.errors import BadInput
from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redaksi.delivery.opening import Surroundings
    from redaksi.domain.delivery import Target
    from redaksi.exporters.base import Sealed

API = "https://api.telegram.org"

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{10,100}")
_CHANNEL = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,63}")
_NUMBER = re.compile(r"-?[0-9]{1,20}")
_FAILS = 500
_MOVES = 300


class ChatName(msgspec.Struct, frozen=True):
    """The chat of a message; `username` is "" for a private one."""

    username: str = ""


class SentMessage(msgspec.Struct, frozen=True):
    """A message that was sent."""

    message_id: int
    chat: ChatName = ChatName()


class BotAnswer(msgspec.Struct, frozen=True):
    """What the API answers; `description` says why a request failed."""

    ok: bool
    result: Any = None
    description: str = ""
    parameters: dict[str, Any] = {}

    @property
    def after(self) -> float:
        """The seconds to wait before another request; 0 where none are asked for."""
        seconds = self.parameters.get("retry_after", 0)
        return float(seconds) if isinstance(seconds, int) and 0 < seconds < 10**9 else 0.0


def open_target(target: "Target", secret: str, around: "Surroundings") -> "Telegram":
    """The chat that `target` names, with the token `secret` of a bot."""
    return Telegram(target, secret, around)


def check_chat(to: str) -> None:
    """Raise BadInput when `to` names neither a channel nor a chat."""
    if not (_CHANNEL.fullmatch(to) or _NUMBER.fullmatch(to)):
        raise BadInput(
            _("{to} is no chat of Telegram.").format(to=to or '""'),
            _("Write @name of the channel, or the number of the chat, as `to`."),
        )


class Telegram:
    """One chat or channel."""

    def __init__(self, target: "Target", token: str, around: "Surroundings") -> None:
        if not _TOKEN.fullmatch(token):
            raise BadInput(
                _("What {source} holds is no token of a Telegram bot.").format(
                    source=target.secret
                ),
                _("@BotFather gives one, such as 123456:ABC...; nothing was sent."),
            )
        check_chat(target.to)
        self._to = target.to
        self._token = token
        self._link = around.link
        self._web = Web(target.url or API, (token, token.partition(":")[2]))

    def __repr__(self) -> str:
        return f"Telegram({self._to!r})"

    def recipients(self, article_id: str) -> "Mapping[str, str]":
        """The one chat."""
        return {sha256(f"{self._to}\n{article_id}".encode())[:12]: self._to}

    def send(self, piece: "Sealed", recipient: str) -> tuple[str, str]:
        """Send `piece`; the number of the message, and its link where the channel is public."""
        link = self._link(piece)
        if not link:
            raise TargetRefused(
                _("Nobody knows the address of the article yet."),
                _("Deliver it to the website first, or set url under [site] in newsroom.toml."),
            )
        asked = {
            "chat_id": self._to,
            "text": html(chat.digest(piece, link)),
            "parse_mode": "HTML",
            "link_preview_options": {"url": link},
        }
        answer = self._answer("POST", "sendMessage", msgspec.json.encode(asked))
        try:
            message = msgspec.convert(answer.result, SentMessage)
        except msgspec.ValidationError:
            raise self._web.lost("POST", _("it did not answer as Telegram does")) from None
        return str(message.message_id), self._address(message)

    def check(self) -> tuple[str, ...]:
        """Whether the bot and the chat are known."""
        try:
            self._answer("GET", "getMe")
            self._answer("GET", f"getChat?{urlencode({'chat_id': self._to})}")
        except TargetRefused as error:
            return (error.sentence,)
        return ()

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def _address(self, message: SentMessage) -> str:
        """The address of `message` for everybody; "" in a private chat."""
        name = f"@{message.chat.username}"
        known = name if _CHANNEL.fullmatch(name) else ""
        return f"https://t.me/{known[1:]}/{message.message_id}" if known else ""

    def _answer(self, verb: str, path: str, content: bytes | None = None) -> BotAnswer:
        """The answer to a request of the API.

        Raises:
            Later: when Telegram cannot be reached or asks for patience.
            TargetRefused: when Telegram refuses.
            Unreachable, Uncertain: when the answer was lost.
        """
        reply = self._web.request(
            verb,
            f"{self._web.url}bot{self._token}/{path}",
            content=content,
            headers={"Content-Type": "application/json"},
            is_any=True,
        )
        try:
            answer = harmless(msgspec.json.decode(reply.content, type=BotAnswer))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            answer = None
        if reply.status == TOO_MANY:
            raise self._web.busy(verb, reply, answer.after if answer else 0.0)
        if reply.status >= _FAILS or (answer is None and reply.status < _MOVES):
            raise self._web.lost(verb, _("it answered {status}").format(status=reply.status))
        if answer is None or not answer.ok:
            raise self._refusal(reply.status, answer.description if answer else "")
        return answer

    def _refusal(self, status: int, description: str) -> TargetRefused:
        said = f"{self._web.told(description).rstrip('.')} ({status})".strip()
        return TargetRefused(
            _("{url} refused: {why}.").format(url=self._web.url, why=said),
            _("See the cause with: redaksi targets check NAME."),
        )


def html(short: chat.Digest) -> str:
    """`short` in the HTML of Telegram, in which only `&`, `<` and `>` are marks."""
    headline, *others = (
        escape(part, quote=False)
        for part in short.fitted(chat.FORMS[chat.App.TELEGRAM].longest).parts()
    )
    return "\n\n".join((f"<b>{headline}</b>", *others))

"""Telegram, on an imitation of its API at loopback: the real one is asked by no test."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.delivery.base import Unreachable
from redaksi.delivery.chat import Digest, digest, units
from redaksi.delivery.messages import MessageEngine
from redaksi.delivery.opening import Surroundings
from redaksi.delivery.outcome import Outcome, Work
from redaksi.delivery.telegram import Telegram, html
from redaksi.domain.delivery import State, Target
from redaksi.errors import BadInput
from redaksi.exporters.base import Sealed
from tests.delivery.imitation import LedgerInMemory
from tests.delivery.wordpress.proxy import Answer, Asked, Forward, Proxy
from tests.exporters.pieces import FLOOD, SITE, piece

TOKEN = "123456789:AAE-rahasia_token_bot_yang_panjang"
LINK = "https://contoh.id/banjir"
PIECE = piece()


class Scene:
    """A channel, and what its API answers next; without answers all is well."""

    def __init__(self, proxy: Proxy) -> None:
        self.proxy = proxy
        self.answers: list[Answer] = []
        self.book = LedgerInMemory()
        self.pauses: list[float] = []
        self.link = LINK
        proxy.behave = self._answer

    def _answer(self, asked: Asked, _forward: Forward) -> Answer:
        if self.answers:
            return self.answers.pop(0)
        return said({"message_id": 7, "chat": {"id": -100, "username": "kabarbrantas"}})

    def telegram(self, to: str = "@kabarbrantas", token: str = TOKEN, url: str = "") -> Telegram:
        target = Target(
            name="kanal", kind="telegram", to=to, secret="env:BOT", url=url or self.proxy.url
        )
        return Telegram(
            target, token, Surroundings("", None, lambda _width: SITE, lambda _one: self.link)
        )

    def deliver(self, sealed: Sealed = PIECE, **fields: str) -> Outcome:
        telegram = self.telegram(**fields)
        engine = MessageEngine(telegram, self.book.notes("kanal"), self.pauses.append)
        try:
            outcome = next(engine.deliver([Work(sealed)]))
        finally:
            telegram.close()
        hidden(outcome, self.book.steps)
        return outcome

    @property
    def sent(self) -> list[dict[str, Any]]:
        return [json.loads(one.content) for one in self.proxy.asked if "sendMessage" in one.path]


def said(result: object, **more: object) -> Answer:
    return Answer(content=json.dumps({"ok": True, "result": result, **more}).encode())


def refused(status: int, description: str, **more: object) -> Answer:
    told = {"ok": False, "description": description, **more}
    return Answer(status=status, content=json.dumps(told).encode())


def hidden(*told: object) -> None:
    """The token stands in none of `told`."""
    assert "rahasia_token" not in repr(told)


@pytest.fixture
def scene() -> Iterator[Scene]:
    proxy = Proxy("http://127.0.0.1:1")
    yield Scene(proxy)
    proxy.close()


def test_an_article_is_sent_once_with_its_link(scene: Scene) -> None:
    for _time in range(2):
        outcome = scene.deliver()
        assert outcome.state is State.DELIVERED
        assert (outcome.id, outcome.link) == ("7", "https://t.me/kabarbrantas/7")
    (asked,) = scene.sent
    assert asked["chat_id"] == "@kabarbrantas"
    assert asked["parse_mode"] == "HTML"
    assert asked["text"].startswith(f"<b>{FLOOD.headline}</b>\n\nAir yang menggenangi")
    assert LINK in asked["text"]
    assert scene.proxy.asked[0].path == f"/bot{TOKEN}/sendMessage"


def test_signs_of_html_are_signs() -> None:
    hostile = replace(FLOOD, headline="<b>3 < 4 & </b> \"'", tags=("a<b",))
    made = html(digest(piece(hostile), "https://contoh.id/?a=1&b=<"))
    assert made.startswith("<b>&lt;b&gt;3 &lt; 4 &amp; &lt;/b&gt; \"'</b>\n\n")
    assert "https://contoh.id/?a=1&amp;b=&lt;" in made
    assert made.count("<") == 2


def test_a_long_text_is_cut_before_it_is_escaped() -> None:
    made = html(Digest("J" * 9_000, "", "& " * 9_000, LINK, "#banjir"))
    shown = made.replace("&amp;", "&").replace("<b>", "").replace("</b>", "")
    assert 4_000 < units(shown) <= 4_096
    assert made.endswith(f"{LINK}\n\n#banjir")


def test_without_an_address_nothing_is_sent(scene: Scene) -> None:
    scene.link = ""
    outcome = scene.deliver()
    assert outcome.state is State.FAILED
    assert "[site]" in outcome.message
    assert scene.proxy.asked == []


def test_a_busy_telegram_is_asked_again_when_it_says(scene: Scene) -> None:
    scene.answers = [refused(429, "Too Many Requests", parameters={"retry_after": 11})]
    assert scene.deliver().state is State.DELIVERED
    assert scene.pauses == [11.0]
    assert len(scene.sent) == 2


def test_a_telegram_that_asks_for_hours_is_left(scene: Scene) -> None:
    scene.answers = [refused(429, "Too Many Requests", parameters={"retry_after": 9_000})]
    with pytest.raises(Unreachable) as raised:
        scene.deliver()
    hidden(raised.value.sentence, raised.value.hint, scene.book.steps)
    assert scene.pauses == []


@pytest.mark.parametrize(
    "answer",
    [
        refused(401, f"Unauthorized bot{TOKEN}"),
        refused(400, "Bad Request: chat not found"),
        refused(403, "Forbidden: bot is not a member\x1b[31m"),
        Answer(status=404, content=b"<html>"),
        Answer(status=302, headers={"Location": f"https://jahat.id/bot{TOKEN}/sendMessage"}),
    ],
)
def test_a_refusal_is_told_and_tried_by_the_next_run(scene: Scene, answer: Answer) -> None:
    scene.answers = [answer]
    outcome = scene.deliver()
    assert outcome.state is State.FAILED
    assert str(answer.status) in outcome.message
    assert "\x1b" not in outcome.message
    assert len(scene.proxy.asked) == 1
    assert scene.deliver().state is State.DELIVERED


@pytest.mark.parametrize(
    "answer",
    [
        Answer(lost=True),
        Answer(status=500),
        Answer(status=502),
        Answer(content=b"<html>"),
        Answer(content=b"[" * 200_000),
        Answer(content=b" " * (11 << 20)),
        said({"message_id": "x"}),
    ],
)
def test_a_lost_answer_asks_a_person(scene: Scene, answer: Answer) -> None:
    scene.answers = [answer]
    for _time in range(2):
        outcome = scene.deliver()
        assert outcome.state is State.SENT
        assert "--overwrite" in outcome.message
    assert len(scene.sent) == 1


def test_a_telegram_that_cannot_be_reached_is_tried_three_times(scene: Scene) -> None:
    with pytest.raises(Unreachable) as raised:
        scene.deliver(url="http://127.0.0.1:9")
    hidden(raised.value.sentence, raised.value.hint)
    assert scene.pauses == [5.0, 10.0]


def test_the_token_is_in_no_log_and_no_repr(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("httpx").setLevel(logging.NOTSET)
    caplog.set_level(logging.DEBUG)
    scene.deliver()
    hidden(caplog.text, scene.telegram())
    assert len(scene.sent) == 1


def test_what_is_no_token_and_no_chat_is_refused(scene: Scene) -> None:
    for token in ("rahasia_token", f"{TOKEN}/../x", f"{TOKEN}?a"):
        with pytest.raises(BadInput, match="env:BOT") as raised:
            scene.telegram(token=token)
        hidden(raised.value.sentence, raised.value.hint)
    for to in ("kabar", "@a b", "@x/../y", "file:/etc/passwd"):
        with pytest.raises(BadInput, match="no chat"):
            scene.telegram(to=to)
    assert scene.telegram(to="-1001234567890").recipients("261130-a")


def test_a_check_asks_for_bot_and_chat_and_sends_nothing(scene: Scene) -> None:
    assert scene.telegram().check() == ()
    assert [one.method for one in scene.proxy.asked] == ["GET", "GET"]
    scene.answers = [refused(401, "Unauthorized")]
    (problem,) = scene.telegram().check()
    assert "401" in problem

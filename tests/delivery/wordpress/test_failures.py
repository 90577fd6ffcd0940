"""A website that is slow, busy, moved, broken or hostile."""

import gzip
import logging
import os
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from msgspec.structs import replace

from redaksi.delivery.base import TargetRefused, Uncertain, Unreachable
from redaksi.delivery.web import LARGEST
from redaksi.delivery.wordpress.client import Client
from redaksi.delivery.wordpress.target import WordPress
from redaksi.domain.article import Photo
from redaksi.errors import RedaksiError
from tests.delivery.wordpress import proxy as proxies
from tests.delivery.wordpress.proxy import Answer, Asked, Behaviour, Forward, Proxy
from tests.delivery.wordpress.site import Site, picture, png
from tests.exporters.pieces import FLOOD, piece
from tests.wordpress.fixture import GROUP
from tests.wordpress.server import free_port

pytestmark = GROUP

ARTICLE = piece().article.id
BARE = piece(replace(FLOOD, rubric="", tags=(), photos=()))
"""An article of which one request sends all."""
JSON = {"Content-Type": "application/json"}
RED = png(200)
LOST = Answer(lost=True)
PATIENCE = 1.5
"""Seconds after which these targets give up: the real website answers sooner."""


UNSPENT: list[list[int]] = []
"""For each behaviour of the present test: how often it will be wrong still, and in all."""


@pytest.fixture
def proxy(site: Site) -> Iterator[Proxy]:
    UNSPENT.clear()
    with proxies.before(site.url) as made:
        yield made
    assert not any(left[0] == left[1] for left in UNSPENT)  # each was wrong at least once


@pytest.fixture
def target(site: Site, proxy: Proxy) -> Iterator[WordPress]:
    made = site.target(url=proxy.url)
    yield made
    made.close()


def creates(asked: Asked) -> bool:
    """Whether `asked` makes a new post."""
    return writes(asked) and urlsplit(asked.path).path.endswith("/wp/v2/posts")


def once(
    condition: Callable[[Asked], bool], wrong: Answer | Behaviour, times: int = 1
) -> Behaviour:
    """A behaviour that answers `wrong` to the first `times` requests that meet `condition`."""
    left = [times, times]
    UNSPENT.append(left)

    def behave(asked: Asked, forward: Forward) -> Answer:
        if left[0] and condition(asked):
            left[0] -= 1
            return wrong if isinstance(wrong, Answer) else wrong(asked, forward)
        return forward(asked)

    return behave


def writes(asked: Asked) -> bool:
    return asked.method == "POST"


def test_a_draft_whose_answer_was_lost_is_found(
    site: Site, proxy: Proxy, target: WordPress
) -> None:
    def behind(asked: Asked, forward: Forward) -> Answer:
        forward(asked)
        return LOST

    proxy.behave = once(creates, behind)
    place = target.create(ARTICLE)
    assert [str(one["id"]) for one in site.all()] == [place.id]
    assert proxy.count("POST") == 1


def test_a_request_that_never_arrived_is_told_and_made_by_the_next_delivery(
    site: Site, proxy: Proxy, target: WordPress
) -> None:
    proxy.behave = once(creates, LOST)
    with pytest.raises(Uncertain):
        target.create(ARTICLE)
    assert not site.all()
    assert target.create(ARTICLE).id
    assert len(site.all()) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before the row", "after the row"])
def test_a_slow_website_is_waited_for_after_the_answer_was_given_up(
    site: Site, proxy: Proxy, *, after: bool
) -> None:
    def slow(asked: Asked, forward: Forward) -> Answer:
        answer = forward(asked) if after else None
        threading.Event().wait(2 * PATIENCE)
        return answer or forward(asked)

    proxy.behave = once(creates, slow)
    target = site.target(url=proxy.url, patience=PATIENCE)
    target._client.pause = time.sleep
    place = target.create(ARTICLE)
    assert proxy.count("POST") == 1
    assert [str(one["id"]) for one in site.all()] == [place.id]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_gateway_that_gave_up_makes_no_second_post(
    site: Site, proxy: Proxy, target: WordPress, status: int
) -> None:
    def behind(asked: Asked, forward: Forward) -> Answer:
        forward(asked)
        return Answer(status)

    proxy.behave = once(creates, behind)
    place = target.create(ARTICLE)
    assert [str(one["id"]) for one in site.all()] == [place.id]
    proxy.behave = once(writes, Answer(status), times=2)
    target.send(piece(), place.id)
    assert site.post(place.id)["status"] == "publish"


def test_a_busy_website_is_asked_three_times_after_the_pause_that_it_asks_for(
    site: Site, proxy: Proxy
) -> None:
    pauses: list[float] = []
    target = site.target(url=proxy.url)
    target._client.pause = pauses.append
    busy = Answer(429, {"Retry-After": "7"})
    proxy.behave = once(creates, busy, times=2)
    assert target.create(ARTICLE).id
    assert pauses == [7.0, 7.0]
    proxy.behave = lambda _asked, _forward: Answer(503)
    proxy.asked.clear()
    with pytest.raises(Unreachable, match="503"):
        target.look(ARTICLE, "1")
    assert proxy.count("GET") == 3


def test_a_website_that_wants_an_hour_is_left_alone_at_once(
    proxy: Proxy, target: WordPress
) -> None:
    target.look(ARTICLE, "1")
    proxy.asked.clear()
    proxy.behave = lambda _asked, _forward: Answer(503, {"Retry-After": "3600"})
    with pytest.raises(Unreachable):
        target.look(ARTICLE, "1")
    assert proxy.count("GET") == 1


@pytest.mark.parametrize("status", [400, 403, 409, 422])
def test_a_refusal_is_final(proxy: Proxy, target: WordPress, status: int) -> None:
    said = msgspec.json.encode({"code": "x", "message": "Tidak boleh."})
    place = target.create(ARTICLE)
    proxy.behave = once(writes, Answer(status, JSON, said), 9)
    proxy.asked.clear()
    with pytest.raises(TargetRefused, match=f"Tidak boleh .{status}"):
        target.send(BARE, place.id)
    assert proxy.count("POST") == 1


def test_a_website_that_is_down_is_unreachable(site: Site) -> None:
    target = site.target(url=f"http://127.0.0.1:{free_port()}")
    pauses: list[float] = []
    target._client.pause = pauses.append
    with pytest.raises(Unreachable, match="cannot be reached"):
        target.look(ARTICLE, "")
    assert pauses == [1, 2]  # between three tries
    (cause,) = target.check()
    assert "cannot be reached" in cause


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(site: Site, proxy: Proxy, target: WordPress, status: int) -> None:
    place = target.create(ARTICLE)
    with proxies.before(site.url) as elsewhere:
        moved = Answer(status, {"Location": f"{elsewhere.url}/wp-json/wp/v2/posts/{place.id}"})
        proxy.behave = lambda _asked, _forward: moved
        proxy.asked.clear()
        with pytest.raises(TargetRefused, match="not followed"):
            target.send(BARE, place.id)
        assert [one.method for one in proxy.asked] == ["POST"]
        with pytest.raises(TargetRefused, match="not followed"):
            site.target(url=proxy.url).look(ARTICLE, "")
        assert not elsewhere.asked


def test_an_api_of_another_website_gets_no_password(site: Site, proxy: Proxy) -> None:
    with proxies.before(site.url) as elsewhere:
        for link in (
            f"<{elsewhere.url}/wp-json/>",
            f"<http://x@{proxy.url.removeprefix('http://')}/wp-json/>",
        ):
            proxy.behave = lambda _asked, _forward, link=link: Answer(  # type: ignore[misc]
                headers={"Link": f'{link}; rel="https://api.w.org/"'}
            )
            with pytest.raises(TargetRefused, match="another address"):
                site.target(url=proxy.url).look(ARTICLE, "")
        assert not elsewhere.asked


def test_the_api_is_found_in_the_page_where_the_header_is_missing(
    site: Site, proxy: Proxy
) -> None:
    def without(asked: Asked, forward: Forward) -> Answer:
        if asked.method == "HEAD":
            return Answer(405)
        answer = forward(asked)
        kept = {name: value for name, value in answer.headers.items() if name != "Link"}
        return answer._replace(headers=kept)

    proxy.behave = without
    assert site.target(url=proxy.url).create(ARTICLE).id


def test_without_https_nothing_is_sent_beyond_this_machine() -> None:
    client = Client("http://contoh.example", "redaksi", "rahasia")
    with pytest.raises(TargetRefused, match="https"):
        client.root()


DEEP = b'{"id": 1, "title": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(content=b"<!DOCTYPE html><p>Selamat datang</p>"),
        Answer(headers=JSON, content=DEEP),
        Answer(headers=JSON, content=b'{"id": "1 OR 1=1"}'),
        Answer(headers=JSON, content=b"[]"),
        Answer(headers=JSON, content=b'{"id": 1, "title": {"raw": 3}}'),
        Answer(headers=JSON, content=b"\xff\xfe"),
        Answer(content=b"x" * (LARGEST + 1)),
        Answer(headers={"Content-Encoding": "gzip"}, content=gzip.compress(b"x" * 1000)),
        Answer(500, JSON, b'{"code": "internal_server_error"}'),
        LOST,
    ],
    ids=["html", "deep", "number", "list", "form", "bytes", "large", "packed", "500", "lost"],
)
def test_a_strange_answer_is_an_error_in_a_sentence(
    proxy: Proxy, target: WordPress, answer: Answer
) -> None:
    place = target.create(ARTICLE)
    proxy.behave = lambda _asked, _forward: answer
    with pytest.raises((TargetRefused, Unreachable)) as refused:
        target.look(ARTICLE, place.id)
    assert len(refused.value.sentence) < 500


def test_a_strange_answer_to_a_change_is_uncertain_and_the_next_look_tells(
    proxy: Proxy, target: WordPress
) -> None:
    def behind(asked: Asked, forward: Forward) -> Answer:
        forward(asked)
        return Answer(content=b"<b>Warning</b>: Undefined variable")

    place = target.create(ARTICLE)
    proxy.behave = once(lambda asked: asked.path.endswith(place.id + "?_fields=id"), behind)
    with pytest.raises(Uncertain):
        target.send(piece(), place.id)
    after = target.look(ARTICLE, place.id)
    assert after
    assert after.held == target.expected(piece()).held


def test_what_the_website_says_steers_no_terminal(proxy: Proxy, target: WordPress) -> None:
    place = target.create(ARTICLE)
    wild = "\x1b[31mMerah\x1b[0m \u202eterbalik &#27;[31m &#x202e;"
    content = {
        "id": int(place.id),
        "status": "publish",
        "link": "javascript:alert(1)",
        "title": {"raw": wild},
        "content": {"raw": f"<p>{wild}</p>", "rendered": f"<p>{wild}</p>"},
        "excerpt": {"raw": wild},
        "tags": [7],
    }
    terms = [{"id": 7, "name": wild}]

    def steer(asked: Asked, _forward: Forward) -> Answer:
        told = terms if "/tags" in asked.path else content
        return Answer(headers=JSON, content=msgspec.json.encode(told))

    proxy.behave = steer
    shown = target.look(ARTICLE, place.id)
    assert shown
    assert shown.link == ""
    assert shown.lines
    for line in shown.lines:
        assert line.isprintable()
        assert "\u202e" not in line


def test_no_secret_is_in_an_error_a_log_or_a_repr(
    site: Site, proxy: Proxy, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "abcd efgh ijkl mnop"
    site.website.secrets["rina"] = secret
    target = site.target("rina", url=proxy.url)
    hidden = (secret, "abcdefghijklmnop", b64encode(f"rina:{secret}".encode()).decode())

    def echo(asked: Asked, forward: Forward) -> Answer:
        if "/wp/v2/" not in asked.path:
            return forward(asked)
        said = f"{asked.headers.get('Authorization')} {secret} abcdefghijklmnop"
        return Answer(403, JSON, msgspec.json.encode({"code": said, "message": said}))

    proxy.behave = echo
    told: list[str] = [repr(target), repr(vars(vars(target._client)["_web"])["_opened"])]
    with caplog.at_level(logging.DEBUG):
        for act in (
            lambda: target.look(ARTICLE, "1"),
            lambda: target.create(ARTICLE),
            lambda: target.send(piece(), "1"),
            lambda: target.withdraw("1"),
        ):
            with pytest.raises(RedaksiError) as refused:
                act()
            told += [refused.value.sentence, refused.value.hint, repr(refused.value)]
        told += target.check()
    told.append(caplog.text)
    assert any("…" in one for one in told)  # the echo was there, and was hidden
    for one in told:
        for word in hidden:
            assert word not in one


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """`folder` on a full disk; where none can be mounted, a file instead of it."""
    folder.mkdir(parents=True, exist_ok=True)
    small = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(small, check=False, capture_output=True).returncode:
        aside = folder.rename(folder.with_name("aside"))
        folder.write_text("")
        yield
        folder.unlink()
        aside.rename(folder)
        return
    try:
        with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(1 << 12))
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_there_leaves_the_article_as_it_was(site: Site) -> None:
    target = site.target(pictures=lambda _photo: picture(RED))
    place = target.create(ARTICLE)
    article = piece(replace(FLOOD, photos=(Photo(file="a.png"),)))
    with full_disk(site.folder / "site/wp-content/uploads"):
        with pytest.raises((Uncertain, TargetRefused)):
            target.send(article, place.id)
        assert site.post(place.id)["status"] == "draft"
    target.send(article, place.id)
    assert site.post(place.id)["status"] == "publish"
    (photo,) = site.all("media")
    assert site.reader(photo["source_url"]).content == RED


@pytest.mark.parametrize("statement", ["INSERT INTO", "UPDATE"])
def test_a_full_disk_of_the_database_there_is_told_and_the_next_delivery_finishes(
    site: Site, statement: str
) -> None:
    target = site.target()
    place = target.create(ARTICLE) if statement == "UPDATE" else None
    remove = site.plugin(
        "full",
        "add_filter('query', fn($q) => preg_match('~^\\s*" + statement + " `wp_posts`~', $q)"
        " ? 'SELECT * FROM wp_full' : $q);",
    )
    try:
        with pytest.raises(Uncertain, match="500"):
            target.send(BARE, place.id) if place else target.create(ARTICLE)
    finally:
        remove()
    assert {one["status"] for one in site.all()} <= {"draft"}
    place = target.create(ARTICLE)
    target.send(BARE, place.id)
    assert [one["status"] for one in site.all()] == ["publish"]


def test_a_photo_whose_answer_was_lost_is_uploaded_once(site: Site, proxy: Proxy) -> None:
    target = site.target(url=proxy.url, pictures=lambda _photo: picture(RED))
    place = target.create(ARTICLE)

    def behind(asked: Asked, forward: Forward) -> Answer:
        forward(asked)
        return LOST

    proxy.behave = once(lambda asked: writes(asked) and asked.path.endswith("/media"), behind)
    target.send(piece(replace(FLOOD, photos=(Photo(file="a.png"),))), place.id)
    (photo,) = site.all("media")
    assert site.post(place.id)["featured_media"] == photo["id"]


def test_a_tag_whose_answer_was_lost_is_made_once(site: Site, proxy: Proxy) -> None:
    target = site.target(url=proxy.url)
    place = target.create(ARTICLE)

    def behind(asked: Asked, forward: Forward) -> Answer:
        forward(asked)
        return LOST

    proxy.behave = once(lambda asked: writes(asked) and asked.path.endswith("/tags"), behind)
    target.send(piece(replace(FLOOD, tags=("pompa",))), place.id)
    (tag,) = site.all("tags")
    assert site.post(place.id)["tags"] == [tag["id"]]


def test_a_website_without_a_bin_keeps_the_article(site: Site, target: WordPress) -> None:
    place = target.create(ARTICLE)
    target.send(BARE, place.id)
    remove = site.plugin("no-bin", "define('EMPTY_TRASH_DAYS', 0);")
    try:
        with pytest.raises(TargetRefused, match="has no bin"):
            target.withdraw(place.id)
    finally:
        remove()
    assert site.post(place.id)["status"] == "publish"


def test_a_cache_that_still_shows_a_withdrawn_article_is_told(
    site: Site, proxy: Proxy, target: WordPress
) -> None:
    place = target.create(ARTICLE)
    target.send(BARE, place.id)

    def cached(asked: Asked, forward: Forward) -> Answer:
        is_page = asked.method == "GET" and not asked.path.startswith("/wp-json")
        return Answer(content=b"<p>Air surut</p>") if is_page else forward(asked)

    proxy.behave = cached
    with pytest.raises(Uncertain, match="readers still get"):
        target.withdraw(place.id)
    assert site.post(place.id)["status"] == "trash"


def test_a_clock_that_is_behind_publishes_nothing_later(site: Site, proxy: Proxy) -> None:
    def behind(asked: Asked, forward: Forward) -> Answer:
        answer = forward(asked)
        return answer._replace(
            headers=dict(answer.headers) | {"Date": "Mon, 03 Jun 2024 03:00:00 GMT"}
        )

    proxy.behave = behind
    target = site.target(url=proxy.url)
    place = target.create(ARTICLE)
    with pytest.raises(TargetRefused, match="clock"):
        target.send(piece(), place.id)
    assert site.post(place.id)["status"] == "draft"
    assert any("s behind" in cause for cause in target.check())

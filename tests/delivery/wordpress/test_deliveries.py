"""A newsroom delivers to a real WordPress: kills, two at once, changes there, lost ledgers."""

import errno
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from PIL import Image

from redaksi import i18n
from redaksi.delivery import opening
from redaksi.desk.deliveries import NOTHING, Outcome, Permission
from redaksi.domain.article import Dossier, Photo, Text
from redaksi.domain.delivery import State
from redaksi.domain.hashing import sha256
from redaksi.system import durable
from tests.delivery.wordpress import killed
from tests.delivery.wordpress import proxy as proxies
from tests.delivery.wordpress.proxy import Answer, Asked, Forward, Proxy
from tests.delivery.wordpress.site import Site
from tests.desk.rooms import CHIEF, Room
from tests.exporters.pieces import FLOOD
from tests.safety.scale import share
from tests.wordpress.fixture import GROUP

pytestmark = GROUP

OVERWRITE, ADOPT = Permission(overwrite=True), Permission(adopt=True)
TARGET = """
[[target]]
name = "situs"
kind = "wordpress"
url = "{url}"
user = "editor"
secret = "env:SITUS_PASSWORD"
"""
ROOT = Path(__file__).parents[3]
KILLS = share(8, 20)
"""The kills at random of one newsroom."""
CONNECT = opening.connect
"""The connection with the photos of the newsroom; `killed.connect` draws photos instead."""


class Newsroom(Room):
    """A newsroom in the present time, with the website as its trusted target."""

    def __init__(self, folder: Path, site: Site) -> None:
        super().__init__(folder)
        self.site = site
        self._settings = (folder / "newsroom.toml").read_text()
        self.lead_to(site.url)

    @property
    def clock(self) -> Any:
        return lambda: datetime.now(UTC)

    def lead_to(self, url: str) -> None:
        """Let the target be the website at `url`."""
        (self.folder / "newsroom.toml").write_text(self._settings + TARGET.format(url=url))
        desk = self.desk(CHIEF)
        desk.deliveries.trust(desk.deliveries.target("situs"))

    def story(self, number: int) -> Text:
        """A text with a tag, a rubric and a photo of its own."""
        photo = Photo(file=str(number), alt="Air", caption=f"Air {number}", credit="Rini")
        return replace(
            FLOOD,
            headline=f"Banjir {number}",
            tags=(f"tag-{number}",),
            rubric=f"Rubrik {number}",
            photos=(photo,),
        )

    def deliver(self, *ids: str, allowed: Permission = NOTHING) -> list[Outcome]:
        report = self.desk(CHIEF).deliveries.deliver(ids, allowed=allowed)
        assert report.troubles == ()
        return list(report.outcomes)

    def state(self, article: Dossier) -> State:
        (outcome,) = self.desk(CHIEF).deliveries.status([article.id])
        return outcome.state

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A process that delivers all that is due (see `killed`)."""
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.delivery.wordpress.killed",
                str(self.folder),
                *arguments,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )

    def run(self, *arguments: str) -> dict[str, Any]:
        """What a process that delivers tells at its end."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors.decode()
        found: dict[str, Any] = msgspec.json.decode(output)
        return found

    def faults(self) -> list[str]:
        return [one.what for one in self.desk(CHIEF).checking.verify()]

    def check(self, article: Dossier, number: int) -> None:
        """The website has the article once, with its photo, and readers see it."""
        posts = [
            one
            for one in self.site.all(search=article.id)
            if f"redaksi-{article.id}" in one["content"]["raw"]
        ]
        assert [one["status"] for one in posts] == ["publish"]
        found = killed.drawn(Photo(file=str(number)))
        assert found
        photos = self.site.all("media", search=found.sha256)
        assert [one["slug"] for one in photos] == [f"redaksi-{found.sha256}"]
        assert posts[0]["featured_media"] == photos[0]["id"]
        assert f"Banjir {number}" in self.site.reader(posts[0]["link"]).text


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "person" / name.lower()))
    for name in ("REDAKSI_NEWSROOM", "REDAKSI_EDITOR", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("SITUS_PASSWORD", site.website.secrets["editor"])
    monkeypatch.setattr(opening, "connect", killed.connect)
    i18n.install("en")


@pytest.fixture
def newsroom(tmp_path: Path, site: Site) -> Iterator[Newsroom]:
    made = Newsroom(tmp_path / "ruang", site)
    yield made
    made.store.close()


@pytest.fixture
def proxy(site: Site) -> Iterator[Proxy]:
    with proxies.before(site.url) as made:
        yield made


def test_a_story_travels_and_nothing_is_sent_twice(newsroom: Newsroom, proxy: Proxy) -> None:
    newsroom.lead_to(proxy.url)
    article = newsroom.published(newsroom.story(1))
    (outcome,) = newsroom.deliver()
    assert outcome.state is State.DELIVERED
    newsroom.check(article, 1)
    assert "Banjir 1" in newsroom.site.reader(outcome.link).text
    proxy.asked.clear()
    assert newsroom.deliver() == []
    assert not proxy.asked
    assert [one.state for one in newsroom.deliver(article.id)] == [State.DELIVERED]
    assert proxy.count("POST") == 0  # it was read back, and nothing was written
    assert newsroom.faults() == []


def test_each_article_of_a_run_takes_three_requests(newsroom: Newsroom, proxy: Proxy) -> None:
    newsroom.lead_to(proxy.url)
    plain = replace(FLOOD, photos=())
    newsroom.published(plain)
    newsroom.deliver()  # which makes the rubric and the tags
    articles = [newsroom.published(replace(plain, headline=f"Banjir {n}")) for n in range(5)]
    proxy.asked.clear()
    assert [one.state for one in newsroom.deliver()] == [State.DELIVERED] * len(articles)
    assert proxy.count("POST") == 2 * len(articles)  # the draft, and all else
    assert proxy.count("GET", "/wp/v2/posts/") == len(articles)  # read back
    # The address of the API, the user, the rubrics, the tags, and two searches.
    assert len(proxy.asked) == 3 * len(articles) + 6


def test_a_photo_arrives_without_the_place_where_it_was_taken(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "connect", CONNECT)
    taken = Image.Exif()
    taken[0x010E] = "RAHASIA"
    taken.get_ifd(0x8825)[1] = "S"
    Image.new("RGB", (40, 30), "red").save(tmp_path / "air.jpg", exif=taken)
    ani, budi = newsroom.desk("Ani Editor"), newsroom.desk("Budi Editor")
    draft = ani.copy.new(replace(newsroom.story(1), photos=()))
    words = {"alt": "Air pasang", "caption": "Air di RW 04", "credit": "Rini"}
    ani.photos.add(draft.id, tmp_path / "air.jpg", words=words)
    ani.moves.submit(draft.id, "Budi Editor")
    budi.moves.publish(draft.id)
    (outcome,) = newsroom.deliver()
    assert (outcome.state, outcome.message) == (State.DELIVERED, "")
    (media,) = newsroom.site.all("media")
    original = sha256((tmp_path / "air.jpg").read_bytes())
    assert media["slug"] == f"redaksi-{original}"
    content = newsroom.site.reader(media["source_url"]).content
    assert b"RAHASIA" in (tmp_path / "air.jpg").read_bytes()
    assert b"RAHASIA" not in content
    assert not Image.open(BytesIO(content)).getexif()
    assert newsroom.site.post(outcome.id)["featured_media"] == media["id"]
    assert "Air di RW 04 (Foto: Rini)" in newsroom.site.reader(outcome.link).text


def test_a_text_published_again_replaces_the_first(newsroom: Newsroom, site: Site) -> None:
    first_text = newsroom.story(1)
    article = newsroom.published(first_text)
    (first,) = newsroom.deliver()
    budi, ani = newsroom.desk("Budi Editor"), newsroom.desk("Ani Editor")

    def again(text: Text) -> Outcome:
        budi.moves.reopen(article.id, "salah angka")
        ani.copy.save(article.id, text, newsroom.store.dossier(article.id).version)
        ani.moves.submit(article.id, "Budi Editor")
        budi.moves.publish(article.id)
        (outcome,) = newsroom.deliver()
        assert (outcome.state, outcome.id, outcome.link) == (
            *(State.DELIVERED, first.id, first.link),
        )
        assert len(site.all()) == 1
        return outcome

    def seen() -> tuple[str, dict[str, Any], list[str]]:
        """The words of the page, the parts of the post, the names of its terms."""
        post = site.post(first.id)
        terms = [one["name"] for group in post["_embedded"]["wp:term"] for one in group]
        kept = ("title", "content", "excerpt", "featured_media", "date_gmt", "slug", "link")
        return site.reader(first.link).text, {name: post[name] for name in kept}, terms

    page, parts, terms = seen()
    other = replace(
        newsroom.story(2),
        headline="Banjir Surut",
        body=("Air surut.", "Warga pulang."),
        photos=(Photo(file="2", alt="Kali", caption="Air 2", credit="Ani"), *first_text.photos),
    )
    again(other)
    page_2, parts_2, terms_2 = seen()
    assert terms_2 == ["Rubrik 2", "tag-2"]
    for words in ("Warga pulang.", "Air 2 (Foto: Ani)", "Air 1 (Foto: Rini)"):
        assert words in page_2
    assert "tiga RW" not in page_2
    photos = {one["id"]: one["slug"] for one in site.all("media")}
    changed = killed.drawn(other.photos[0])
    assert changed
    assert photos[parts_2["featured_media"]] == f"redaksi-{changed.sha256}"
    again(first_text)
    page_3, parts_3, terms_3 = seen()
    assert (parts_3, terms_3) == (parts, terms)
    assert "Air 1 (Foto: Rini)" in page_3
    assert "Air 2" not in page_3
    assert len(site.all("media")) == len(photos) == 2  # neither is uploaded again
    assert "Air 1 (Foto: Rini)" in page


def test_a_withdrawn_article_returns_as_the_same_post(newsroom: Newsroom) -> None:
    article = newsroom.published(newsroom.story(1))
    (first,) = newsroom.deliver()
    chief = newsroom.desk(CHIEF).deliveries
    assert chief.withdraw(article.id, "situs", "salah kirim").state is State.WITHDRAWN
    assert newsroom.site.reader(first.link).status_code == 404
    assert newsroom.deliver() == []
    (again,) = newsroom.deliver(article.id)
    assert (again.state, again.id) == (State.DELIVERED, first.id)
    newsroom.check(article, 1)


def test_a_change_there_is_refused_with_the_difference_until_a_chief_overwrites_it(
    newsroom: Newsroom,
) -> None:
    article = newsroom.published(newsroom.story(1))
    (first,) = newsroom.deliver()
    newsroom.site.change(first.id, title="Judul orang")
    (outcome,) = newsroom.deliver(article.id)
    assert outcome.state is State.CHANGED
    assert "-Banjir 1" in outcome.message
    assert "+Judul orang" in outcome.message
    assert newsroom.site.post(first.id)["title"]["raw"] == "Judul orang"
    (outcome,) = newsroom.deliver(article.id, allowed=OVERWRITE)
    assert outcome.state is State.DELIVERED
    newsroom.check(article, 1)


@pytest.mark.parametrize("forever", [False, True], ids=["binned", "deleted"])
def test_a_post_that_somebody_took_away_stays_away_until_a_chief_wants_it(
    newsroom: Newsroom, *, forever: bool
) -> None:
    article = newsroom.published(newsroom.story(1))
    (first,) = newsroom.deliver()
    force = {"force": "true"} if forever else {}
    newsroom.site.api.delete(f"posts/{first.id}", params=force).raise_for_status()
    (outcome,) = newsroom.deliver(article.id)
    assert outcome.state is State.GONE
    (outcome,) = newsroom.deliver(article.id, allowed=OVERWRITE)
    assert outcome.state is State.DELIVERED
    newsroom.check(article, 1)


def test_without_its_ledger_a_post_is_found_and_adopted_after_asking(newsroom: Newsroom) -> None:
    article = newsroom.published(newsroom.story(1))
    (first,) = newsroom.deliver()
    shutil.rmtree(newsroom.folder / "deliveries")
    (outcome,) = newsroom.deliver(article.id)
    assert outcome.state is State.FAILED
    assert "--adopt" in outcome.message
    (outcome,) = newsroom.deliver(article.id, allowed=ADOPT)
    assert (outcome.state, outcome.id) == (State.DELIVERED, first.id)
    newsroom.check(article, 1)


def test_what_a_full_disk_of_ours_broke_off_is_finished_by_the_next_delivery(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = durable.force
    for number in range(1, 5):  # intent, created, sending, delivered
        article = newsroom.published(newsroom.story(number))
        left = iter(range(number - 1))

        def force(file: int, data: bytes, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise OSError(errno.ENOSPC, "No space left on device")
            write(file, data)

        with monkeypatch.context() as full:
            full.setattr(durable, "force", force)
            (trouble,) = newsroom.desk(CHIEF).deliveries.deliver().troubles
        assert "no room left" in trouble.message
        assert len(newsroom.site.all()) == number - (number == 1)
        newsroom.deliver()
        newsroom.check(article, number)
    assert newsroom.faults() == []


def test_two_deliveries_at_once_make_one_post_of_each_article(newsroom: Newsroom) -> None:
    articles = [newsroom.published(newsroom.story(number)) for number in (1, 2, 3)]
    both = [newsroom.start(), newsroom.start()]
    for one in both:
        _output, errors = one.communicate(timeout=300)
        assert one.returncode == 0, errors.decode()
    for number, article in enumerate(articles, start=1):
        newsroom.check(article, number)
    assert newsroom.faults() == []


def test_an_embargo_that_ends_in_seconds_is_kept(newsroom: Newsroom) -> None:
    article = newsroom.published(newsroom.story(1))
    desk = newsroom.desk(CHIEF)
    until = datetime.now(UTC) + timedelta(seconds=share(8, 30))
    desk.copy.set(article.id, {"embargo": until.isoformat()})
    while datetime.now(UTC) < until:
        for outcome in newsroom.deliver(article.id):
            assert outcome.state is State.EMBARGOED or datetime.now(UTC) >= until
        assert not newsroom.site.all() or datetime.now(UTC) >= until
        time.sleep(0.5)
    newsroom.deliver(article.id)
    newsroom.check(article, 1)


def test_a_delivery_that_is_killed_at_any_write_is_finished_by_the_next(
    newsroom: Newsroom,
) -> None:
    newsroom.published(newsroom.story(1))
    moments = newsroom.run()["moments"]
    assert moments > 15  # intent, created, sending, delivered; draft, photo, terms, text
    for number in range(share(2, 1), moments + 1, share(2, 1)):  # the even ones are after a write
        article = newsroom.published(newsroom.story(number + 1))
        process = newsroom.start(str(number))
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL
        assert newsroom.faults() == []
        assert newsroom.run()["states"] in ([State.DELIVERED], [])
        assert newsroom.state(article) is State.DELIVERED
        newsroom.check(article, number + 1)
    assert newsroom.faults() == []


def test_a_withdrawal_that_is_killed_at_any_write_is_finished_by_the_next_delivery(
    newsroom: Newsroom,
) -> None:
    first = newsroom.published(newsroom.story(1))
    newsroom.deliver()
    moments = newsroom.run("0", first.id)["moments"]
    assert moments >= 6  # intent, into the bin, withdrawn; before and after
    for number in range(1, moments + 1):
        article = newsroom.published(newsroom.story(number + 1))
        newsroom.deliver(article.id)
        process = newsroom.start(str(number), article.id)
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL
        assert newsroom.faults() == []
        if number == 1:  # the ledger knows nothing yet
            newsroom.check(article, number + 1)
            newsroom.run("0", article.id)
        newsroom.run()
        assert newsroom.state(article) is State.WITHDRAWN
        posts = newsroom.site.all(search=article.id, status="publish,draft,trash")
        assert [one["status"] for one in posts] == ["trash"]
    assert newsroom.faults() == []


@pytest.mark.parametrize("seed", range(share(1, 10)))
def test_deliveries_that_are_killed_at_random_leave_one_post_and_one_photo(
    newsroom: Newsroom, seed: int
) -> None:
    dice = random.Random(seed)
    articles: list[Dossier] = []
    usual, kills = 1.0, 0
    while kills < KILLS:
        articles.append(newsroom.published(newsroom.story(len(articles) + 1)))
        process, began = newsroom.start(), time.monotonic()
        try:
            process.communicate(timeout=usual * dice.uniform(0.5, 1.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            usual *= 1.1  # so that not every kill comes too early on a machine that became slower
        else:
            usual = time.monotonic() - began
        assert newsroom.faults() == []
    newsroom.run()
    for number, article in enumerate(articles, start=1):
        assert newsroom.state(article) is State.DELIVERED
        newsroom.check(article, number)
    assert newsroom.faults() == []


def test_a_lost_answer_is_told_as_unknown_and_settled_by_the_next_delivery(
    newsroom: Newsroom, proxy: Proxy
) -> None:
    newsroom.lead_to(proxy.url)
    article = newsroom.published(newsroom.story(1))

    def lost(asked: Asked, forward: Forward) -> Answer:
        if asked.method == "POST" and asked.path.endswith("?_fields=id"):
            forward(asked)
            proxy.behave = lambda _asked, _forward: Answer(lost=True)
            return Answer(lost=True)
        return forward(asked)

    proxy.behave = lost
    report = newsroom.desk(CHIEF).deliveries.deliver()
    assert report.troubles or [one.state for one in report.outcomes] == [State.SENT]
    assert newsroom.state(article) in {State.SENT, State.FAILED}
    proxy.behave = lambda asked, forward: forward(asked)
    assert [one.state for one in newsroom.deliver()] == [State.DELIVERED]
    newsroom.check(article, 1)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(503),
        Answer(301, {"Location": "https://contoh.example/"}),
        Answer(content=b"<h1>Sedang diperbaiki</h1>"),
        Answer(lost=True),
    ],
    ids=["503", "301", "html", "lost"],
)
def test_a_website_out_of_order_gets_the_article_when_it_is_back(
    newsroom: Newsroom, proxy: Proxy, answer: Answer
) -> None:
    newsroom.lead_to(proxy.url)
    article = newsroom.published(newsroom.story(1))
    proxy.behave = lambda _asked, _forward: answer
    report = newsroom.desk(CHIEF).deliveries.deliver()
    assert report.troubles or [one.state for one in report.outcomes] == [State.FAILED]
    proxy.behave = lambda asked, forward: forward(asked)
    newsroom.deliver()
    newsroom.check(article, 1)


def test_what_the_role_may_not_do_is_told_before_anything_is_sent(
    newsroom: Newsroom, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = newsroom.folder / "newsroom.toml"
    settings.write_text(settings.read_text().replace('"editor"', '"contributor"'))
    desk = newsroom.desk(CHIEF)
    desk.deliveries.trust(desk.deliveries.target("situs"))
    monkeypatch.setenv("SITUS_PASSWORD", site.website.secrets["contributor"])
    newsroom.published(newsroom.story(1))
    (outcome,) = newsroom.deliver()
    assert outcome.state is State.FAILED
    assert "may not publish" in outcome.message
    assert site.all() == site.all("media") == []


def test_a_wrong_password_is_told_and_stands_nowhere(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITUS_PASSWORD", "abcd efgh ijkl mnop qrst uvwx")
    newsroom.published(newsroom.story(1))
    (outcome,) = newsroom.deliver()
    assert outcome.state is State.FAILED
    assert "does not take the password" in outcome.message
    for file in newsroom.folder.rglob("*"):
        if file.is_file():
            assert b"abcd efgh ijkl" not in file.read_bytes()

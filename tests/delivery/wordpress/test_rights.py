"""What each role of WordPress may do, and why a website takes no deliveries."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.wordpress.target import WordPress
from redaksi.domain.article import Photo
from redaksi.domain.delivery import Arrival
from redaksi.exporters.base import Sealed
from tests.delivery.wordpress import proxy as proxies
from tests.delivery.wordpress.proxy import Answer, Asked, Forward, Proxy
from tests.delivery.wordpress.site import Site, picture, png
from tests.exporters.pieces import FLOOD, piece
from tests.wordpress.fixture import GROUP

pytestmark = GROUP

ARTICLE = piece().article.id
PLAIN = piece(replace(FLOOD, rubric="", photos=()))
PICTURE = picture(png(120))


@pytest.fixture
def proxy(site: Site) -> Iterator[Proxy]:
    with proxies.before(site.url) as made:
        yield made


def is_delivered(target: WordPress, article: Sealed) -> bool:
    """Whether the website shows `article` after a delivery."""
    target.admit(article)
    place = target.look(article.article.id, "") or target.create(article.article.id)
    target.send(article, place.id)
    after = target.look(article.article.id, place.id)
    return after is not None and after.held == target.expected(article).held


@pytest.mark.parametrize("role", ["admin", "editor", "author"])
def test_who_may_publish_delivers(site: Site, role: str) -> None:
    target = site.target(role, pictures=lambda _photo: PICTURE)
    hostile = replace(
        FLOOD,
        rubric="",
        headline="Jalan <2 meter> [gallery] :)",
        photos=(Photo(file="a.png", caption="<b>x</b>"), Photo(file="a.png", alt='"x" <y>')),
        body=(
            *FLOOD.body,
            "> Kutipan\n>\n> - a\n>   1. b",
            "| a | b |\n|---|--:|\n| 1 | [x] |",
            "```\nx <b> & [y]\n```",
            "Baris\\\nlagi ~~coret~~ `kode` https://contoh.example :)",
            "---",
        ),
    )
    assert is_delivered(target, piece(hostile))
    found = site.target(role).look(ARTICLE, "")
    assert found
    assert site.target(role).create("240603-k7f09").id != found.id


def test_a_contributor_brings_drafts_only(site: Site) -> None:
    with pytest.raises(TargetRefused, match="may not publish"):
        site.target("contributor").admit(PLAIN)
    with pytest.raises(TargetRefused, match="may not upload"):
        site.target("contributor", arrival=Arrival.DRAFT, pictures=lambda _photo: PICTURE).admit(
            piece()
        )
    assert not site.all()
    target = site.target("contributor", arrival=Arrival.DRAFT)
    assert is_delivered(target, PLAIN)
    assert [one["status"] for one in site.all()] == ["draft"]


def test_a_subscriber_is_told_before_anything_is_asked(site: Site, proxy: Proxy) -> None:
    target = site.target("subscriber", url=proxy.url)
    acts: list[Callable[[], object]] = [
        lambda: target.look(ARTICLE, ""),
        lambda: target.create(ARTICLE),
    ]
    for act in acts:
        with pytest.raises(TargetRefused, match="may not write posts"):
            act()
    assert proxy.count("GET", "/posts") == proxy.count("POST") == 0
    assert "may not write posts" in target.check()[0]
    assert not site.all()


def test_an_author_uses_the_categories_that_are_there(site: Site) -> None:
    with pytest.raises(TargetRefused, match="may not make categories") as refused:
        site.target("author").admit(piece())
    assert "Peristiwa" in refused.value.hint
    site.api.post("categories", json={"name": "Peristiwa"}).raise_for_status()
    assert is_delivered(site.target("author"), piece())


def test_the_settings_name_the_author_of_a_byline(site: Site) -> None:
    target = site.target(authors={"Rini Wulandari": "author"})
    assert is_delivered(target, piece())
    (post,) = site.all()
    authors = {one["id"]: one["slug"] for one in site.all("users")}
    assert authors[post["author"]] == "author"
    assert "Oleh Rini Wulandari" not in post["content"]["raw"]
    with pytest.raises(TargetRefused, match="no author siapa"):
        site.target(authors={"Rini Wulandari": "siapa"}).admit(piece())
    with pytest.raises(TargetRefused, match="another author"):
        site.target("author", authors={"Rini Wulandari": "editor"}).admit(PLAIN)


@pytest.mark.parametrize("role", ["admin", "editor", "author"])
def test_a_website_that_takes_deliveries_has_no_faults(site: Site, role: str) -> None:
    assert site.target(role).check() == ()


def test_a_role_that_may_not_is_named(site: Site) -> None:
    publish, upload = site.target("contributor").check()
    assert "may not publish" in publish
    assert "may not upload" in upload


def test_a_wrong_password_is_told_as_such(site: Site) -> None:
    site.website.secrets["hantu"] = "abcd efgh ijkl mnop qrst uvwx"
    for user in ("hantu", "rina@example.invalid"):
        (cause,) = site.target(user).check()
        assert "does not know this user" in cause
    right = site.website.secrets["editor"]
    try:
        site.website.secrets["editor"] = right[::-1]
        (cause,) = site.target().check()
        assert "does not know this user" in cause
        with pytest.raises(TargetRefused, match="does not take the password"):
            site.target().create(ARTICLE)
    finally:
        site.website.secrets["editor"] = right


def test_a_stripped_header_is_told_with_its_remedy(site: Site, proxy: Proxy) -> None:
    def strips(asked: Asked, forward: Forward) -> Answer:
        kept = {name: value for name, value in asked.headers.items() if name != "Authorization"}
        return forward(asked._replace(headers=kept))

    proxy.behave = strips
    (cause,) = site.target(url=proxy.url).check()
    assert "HTTP_AUTHORIZATION" in cause


def test_both_causes_are_told_where_the_website_does_not_say_which(
    site: Site, proxy: Proxy
) -> None:
    """Many websites have turned off XML-RPC, which tells them apart."""
    site.website.secrets["hantu"] = "abcd efgh ijkl mnop qrst uvwx"

    def closed(asked: Asked, forward: Forward) -> Answer:
        return Answer(405) if "xmlrpc" in asked.path else forward(asked)

    proxy.behave = closed
    (cause,) = site.target("hantu", url=proxy.url).check()
    assert "HTTP_AUTHORIZATION" in cause
    assert "does not know this user" in cause


def test_a_plugin_that_closes_the_api_is_told(site: Site) -> None:
    remove = site.plugin(
        "closed",
        "add_filter('rest_authentication_errors', fn($e) => is_user_logged_in() ? $e : "
        "new WP_Error('rest_cannot_access', 'Only signed in', ['status' => 401]));",
    )
    try:
        (cause,) = site.target().check()
        assert "rest_cannot_access" in cause
        assert "plugin" in cause
    finally:
        remove()


def test_application_passwords_that_are_off_are_told(site: Site) -> None:
    remove = site.plugin(
        "off", "add_filter('wp_is_application_passwords_available', '__return_false');"
    )
    try:
        (cause,) = site.target().check()
        assert "no application passwords" in cause
    finally:
        remove()


def test_permalinks_that_lead_nowhere_are_told(site: Site, proxy: Proxy) -> None:
    def broken(asked: Asked, forward: Forward) -> Answer:
        if asked.path.startswith("/wp-json"):
            return Answer(404, {"Content-Type": "text/html"}, b"<h1>Not Found</h1>")
        return forward(asked)

    proxy.behave = broken
    (cause,) = site.target(url=proxy.url).check()
    assert "Permalinks" in cause


def test_plain_permalinks_do(site: Site) -> None:
    remove = site.plugin("plain", "add_filter('pre_option_permalink_structure', fn() => '');")
    try:
        assert "rest_route" in site.reader(site.url).headers["link"]
        assert site.target().check() == ()
        assert is_delivered(site.target(), piece())
        shown = site.target().look(ARTICLE, "")
        assert shown
        assert "?p=" in shown.link
        site.target().withdraw(shown.id)
    finally:
        remove()


@pytest.mark.parametrize(
    ("url", "words"),
    [("http://contoh.example", "https"), ("https://127.0.0.1:1", "cannot be reached")],
)
def test_an_address_that_leads_nowhere_is_told(site: Site, url: str, words: str) -> None:
    (cause,) = site.target(url=url).check()
    assert words in cause

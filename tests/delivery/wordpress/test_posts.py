"""Articles on a real WordPress: created, changed, withdrawn and found again."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from redaksi.delivery.base import Shown, TargetRefused
from redaksi.delivery.wordpress import posts, terms
from redaksi.delivery.wordpress.target import WordPress
from redaksi.domain.article import NoticeKind, Photo, PublishedNotice, Text
from redaksi.exporters.base import Sealed
from tests.delivery.wordpress import proxy as proxies
from tests.delivery.wordpress.site import Site, picture, png
from tests.exporters.pieces import FLOOD, piece
from tests.wordpress.fixture import GROUP

pytestmark = GROUP

RED, BLUE = png(200), png(30)
ALL_PICTURES = {"merah.png": picture(RED), "gelap.png": picture(BLUE)}
PHOTOS = (
    Photo(file="merah.png", alt="Merah & terang", caption="Gambar <merah>", credit="Rini"),
    Photo(file="gelap.png", alt="Gelap", caption="Gambar gelap"),
)


def delivered(target: WordPress, article: Sealed) -> Shown:
    """The page of `article` after a delivery, which was read back."""
    name = article.article.id
    before = target.look(name, "") or target.create(name)
    assert not before.visible or before.lines
    target.send(article, before.id)
    after = target.look(name, before.id)
    assert after
    expected = target.expected(article)
    assert after.lines == expected.lines
    assert after.held == expected.held
    assert after.visible == expected.visible
    return after


def test_an_article_arrives_with_all_its_parts(site: Site) -> None:
    target = site.target(pictures=lambda photo: ALL_PICTURES.get(photo.file))
    shown = delivered(target, piece(replace(FLOOD, photos=PHOTOS)))
    post = site.post(shown.id)
    assert post["status"] == "publish"
    assert post["slug"] == "artikel-1"
    assert post["date_gmt"] == "2024-06-03T03:30:00"
    assert post["title"]["raw"] == FLOOD.headline
    assert post["excerpt"]["raw"] == FLOOD.deck
    names = [one["name"] for group in post["_embedded"]["wp:term"] for one in group]
    assert names == ["Peristiwa", "banjir", "Sidoarjo"]
    page = site.reader(shown.link).text
    for words in ("Oleh Rini Wulandari", "SIDOARJO, warta-sidoarjo.example", "Editor: Bagus P"):
        assert words in page
    assert "Gambar &lt;merah&gt; (Foto: Rini)" in page
    assert 'href="https://example.org/peta"' in page
    featured, second = sorted(site.all("media"), key=lambda one: one["id"])
    assert post["featured_media"] == featured["id"]
    assert site.reader(featured["source_url"]).content == RED
    assert site.reader(second["source_url"]).content == BLUE
    assert second["source_url"] in post["content"]["raw"]
    assert [one["alt_text"] for one in (featured, second)] == ["Merah & terang", "Gelap"]
    assert 'alt="Merah &amp; terang"' in page  # by the theme
    assert 'alt="Gelap"' in page


def test_a_notice_about_a_change_stands_above_the_text(site: Site, target: WordPress) -> None:
    at = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
    notice = PublishedNotice(kind=NoticeKind.RALAT, sentence="Semula <3> [korban].", at=at)
    article = piece()
    shown = delivered(
        target, replace(article, sign_off=replace(article.sign_off, notices=(notice,)))
    )
    line = "**Ralat** (Selasa, 24 November 2026, 10.30 WIB): Semula <3> [korban]."
    first = next(number for number, one in enumerate(shown.lines) if one.startswith("Air yang"))
    assert shown.lines.index(line) < first
    assert "<strong>Ralat</strong>" in site.reader(shown.link).text


def test_a_place_is_a_draft_that_readers_do_not_see(site: Site, target: WordPress) -> None:
    article = piece()
    place = target.create(article.article.id)
    assert not place.visible
    assert site.post(place.id)["slug"] == f"redaksi-{article.article.id}"
    assert site.reader(place.link).status_code == 404
    assert target.create(article.article.id).id == place.id
    assert len(site.all()) == 1


def test_a_change_reaches_the_same_post_under_the_same_address(
    site: Site, target: WordPress
) -> None:
    first = delivered(target, piece())
    later = piece(
        replace(FLOOD, headline="Banjir Surut Semua", tags=("rob",)), slug="lain", days=1
    )
    second = delivered(target, later)
    assert (second.id, second.link) == (first.id, first.link)
    assert "Banjir Surut Semua" in site.reader(second.link).text
    assert len(site.all()) == 1


def test_a_withdrawn_article_is_in_the_bin_and_comes_back_as_the_same_post(
    site: Site, target: WordPress
) -> None:
    first = delivered(target, piece())
    assert site.reader(first.link).status_code == 200
    target.withdraw(first.id)
    assert site.reader(first.link).status_code == 404
    assert target.look(piece().article.id, first.id) is None
    assert target.look(piece().article.id, "") is None
    assert site.post(first.id)["status"] == "trash"
    again = delivered(target, piece())
    assert again.id == first.id
    assert site.reader(again.link).status_code == 200
    assert len(site.all()) == 1


def test_an_article_is_found_without_its_number(site: Site) -> None:
    first = delivered(site.target(), piece())
    found = site.target().look(piece().article.id, "")
    assert found
    assert found.id == first.id
    assert found.held == first.held
    assert site.target().look("240603-k7f0", "") is None  # only the beginning of the id


def test_one_search_tells_of_all_articles_of_a_day(site: Site) -> None:
    known = delivered(site.target(), piece(number=5))
    ids = [piece(number=number).article.id for number in range(1, 9)]
    with proxies.before(site.url) as proxy:
        target = site.target(url=proxy.url)
        found = [target.look(one, "") for one in ids]
        assert [one.id if one else "" for one in found] == [*[""] * 4, known.id, *[""] * 3]
        # The first article alone, then its day, then the one of which there is a post.
        assert proxy.count("GET", "search=") == 3
        place = target.create(ids[1])
        again = target.look(ids[1], "")
        assert again
        assert again.id == place.id  # what was absent before is asked for anew


def test_where_an_answer_has_a_part_of_a_day_each_article_is_searched(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "_MOST", 1)
    for number in (5, 6, 7):
        site.target().create(piece(number=number).article.id)
    target = site.target()
    found = [target.look(piece(number=number).article.id, "") for number in range(1, 9)]
    assert [one is not None for one in found] == [False] * 4 + [True] * 3 + [False]


def test_a_place_is_found_again_also_where_the_search_is_out_of_order(site: Site) -> None:
    article = piece().article.id
    place = site.target().create(article)
    remove = site.plugin("search", "add_filter('posts_search', fn($s) => $s ? ' AND 1=0 ' : $s);")
    try:
        assert site.target().create(article).id == place.id
    finally:
        remove()


def test_twins_of_a_place_go_into_the_bin(site: Site, target: WordPress) -> None:
    """Two deliveries that were killed at the same time could leave two drafts."""
    article = piece().article.id
    place = target.create(article)
    draft = site.post(place.id)
    site.api.post(
        "posts",
        json={
            "slug": draft["slug"],
            "title": "x",
            "content": draft["content"]["raw"],
            "status": "draft",
        },
    ).raise_for_status()
    assert target.create(article).id == place.id
    assert [one["status"] for one in site.all()] == ["draft", "trash"]


def test_somebody_elses_post_under_our_slug_stays_as_it_is(site: Site, target: WordPress) -> None:
    article = piece().article.id
    theirs = site.api.post(
        "posts",
        json={
            "slug": f"redaksi-{article}",
            "title": "Milik orang",
            "content": "Isi",
            "status": "draft",
        },
    ).json()
    shown = delivered(target, piece())
    assert shown.id != str(theirs["id"])
    assert site.post(theirs["id"])["content"]["raw"] == "Isi"


def test_a_slug_that_somebody_holds_stays_theirs(site: Site, target: WordPress) -> None:
    theirs = site.api.post(
        "posts", json={"slug": "artikel-1", "title": "Milik orang", "status": "publish"}
    ).json()
    shown = delivered(target, piece())
    assert shown.link.endswith("/artikel-1-2/")
    assert site.post(theirs["id"])["slug"] == "artikel-1"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Judul lain"},
        {"content": "<!-- wp:paragraph --><p>Isi lain</p><!-- /wp:paragraph -->"},
        {"excerpt": "Ringkasan lain"},
        {"tags": []},
        {"date_gmt": "2024-06-04T03:30:00"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_by_hand_is_seen(
    site: Site, target: WordPress, change: dict[str, object]
) -> None:
    first = delivered(target, piece())
    site.change(first.id, **change)
    after = target.look(piece().article.id, first.id)
    assert after
    assert after.held != first.held
    assert after.lines != first.lines


def test_what_readers_do_not_see_is_no_change(site: Site, target: WordPress) -> None:
    first = delivered(target, piece())
    raw = site.post(first.id)["content"]["raw"]
    site.change(first.id, content=raw + "\n<!-- catatan -->\n", comment_status="closed")
    after = target.look(piece().article.id, first.id)
    assert after
    assert after.held == first.held


def test_lines_that_plugins_add_are_no_change(site: Site, target: WordPress) -> None:
    remove = site.plugin(
        "share",
        "add_filter('the_content', fn($c) => '<p>Iklan</p>' . "
        "preg_replace('~</p>~', '</p><div>Bagikan</div>', $c, 1) . wp_rand());",
    )
    try:
        first = delivered(target, piece())
        assert "Bagikan" in site.reader(first.link).text
        after = target.look(piece().article.id, first.id)
        assert after
        assert after.held == first.held
    finally:
        remove()


def test_a_plugin_that_takes_a_line_away_is_seen(site: Site, target: WordPress) -> None:
    first = delivered(target, piece())
    remove = site.plugin(
        "hide", "add_filter('the_content', fn($c) => preg_replace('~<p>Air.*?</p>~s', '', $c));"
    )
    try:
        after = target.look(piece().article.id, first.id)
        assert after
        assert after.held != first.held
    finally:
        remove()


def test_a_post_that_is_gone_is_told(site: Site, target: WordPress) -> None:
    first = delivered(target, piece())
    site.api.delete(f"posts/{first.id}").raise_for_status()
    assert target.look(piece().article.id, first.id) is None
    site.api.delete(f"posts/{first.id}", params={"force": "true"}).raise_for_status()
    assert target.look(piece().article.id, first.id) is None
    assert target.look("240603-k7fzz", "") is None


def test_a_post_that_was_taken_from_the_readers_is_not_visible(
    site: Site, target: WordPress
) -> None:
    first = delivered(target, piece())
    for hidden in ({"status": "private"}, {"status": "publish", "password": "rahasia"}):
        site.change(first.id, **hidden)
        after = target.look(piece().article.id, first.id)
        assert after
        assert not after.visible


def test_a_draft_stays_one_until_somebody_there_publishes_it(site: Site) -> None:
    target = site.target(arrival="draft")
    first = delivered(target, piece())
    assert site.post(first.id)["status"] == "draft"
    site.change(first.id, status="publish")
    after = target.look(piece().article.id, first.id)
    assert after
    assert after.held == first.held
    later = piece(replace(FLOOD, headline="Banjir Surut Semua"), days=1)
    target.send(later, first.id)
    assert site.post(first.id)["status"] == "publish"


def test_one_photo_is_uploaded_once(site: Site) -> None:
    article = piece(replace(FLOOD, photos=PHOTOS[:1]))
    other = piece(replace(FLOOD, photos=PHOTOS[:1]), number=2)
    for one in (article, other, article):
        delivered(site.target(pictures=lambda photo: ALL_PICTURES.get(photo.file)), one)
    assert [one["slug"] for one in site.all("media")] == [
        f"redaksi-{ALL_PICTURES['merah.png'].sha256}"
    ]


def test_categories_and_tags_are_found_whatever_their_case(site: Site, target: WordPress) -> None:
    for kind, name in (("categories", "PERISTIWA"), ("tags", "Banjir"), ("tags", "R&D")):
        site.api.post(kind, json={"name": name}).raise_for_status()
    delivered(
        target, piece(replace(FLOOD, rubric="Peristiwa, Kota & Desa", tags=("banjir", "r&d")))
    )
    assert sorted(one["name"] for one in site.all("tags")) == ["Banjir", "R&amp;D"]
    assert sorted(one["name"] for one in site.all("categories")) == [
        "Kota &amp; Desa",
        "PERISTIWA",
        "Uncategorized",
    ]


def test_of_more_tags_than_one_answer_holds_each_is_found(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terms, "_MOST", 2)
    made = ("banjir", "pompa", "rob", "warga")
    for name in made:
        site.api.post("tags", json={"name": name}).raise_for_status()
    delivered(site.target(), piece(replace(FLOOD, tags=("WARGA", "banjir", "rob", "baru"))))
    assert sorted(one["name"] for one in site.all("tags")) == sorted((*made, "baru"))


def test_without_a_rubric_the_website_chooses_the_category(site: Site, target: WordPress) -> None:
    shown = delivered(target, piece(replace(FLOOD, rubric="")))
    (category,) = site.post(shown.id)["categories"]
    assert category == 1


def test_text_that_wordpress_would_read_is_shown_as_it_is(site: Site, target: WordPress) -> None:
    text = Text(
        headline="Jalan <2 meter> & [gallery] \"kata\" :) 'x' -- 9x9",
        deck="<b>tebal</b> [caption] https://youtube.com/watch?v=1",
        body=(
            "[gallery] dan \\[caption] :) ;-) :mrgreen: 8-) <script>alert(1)</script>",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "<!--more--> <!--nextpage--> <!-- wp:latest-posts /-->",
            "```\n[gallery] <b> :)\n  https://youtube.com/x\n```",
            "Wordpress (tm) ... ``kutip'' 5' 6\" {{ x }} \\# \\* ~ | \\_ 😀",
        ),
        rubric="A < B & C",
        tags=("[x]", "a&b", "<i>", "100%ab", "&amp;", "😀", "???", "p" * 300, "P" * 300),
    )
    shown = delivered(target, piece(text))
    post, page = site.post(shown.id), site.reader(shown.link).text
    assert post["title"]["raw"].startswith("Jalan &lt;2 meter&gt; &amp; &#91;gallery]")
    assert "<p>&#91;gallery] dan &#91;caption]" in post["content"]["raw"]
    assert "alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "wp-block-latest-posts" not in page
    for line in ("[gallery] dan [caption] :) ;-) :mrgreen: 8-) <script>alert(1)</script>",):
        assert line in shown.lines


def test_a_plain_number_is_asked_for_as_the_number_of_a_post(target: WordPress) -> None:
    for wrong in ("1/../../users", "-1", "1?x", "٣"):
        with pytest.raises(TargetRefused, match="no number"):
            target.look("240603-k7f01", wrong)

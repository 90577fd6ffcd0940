"""The notices of changes in a post."""

from datetime import timedelta

from msgspec.structs import replace

from redaksi.delivery.wordpress import page
from redaksi.delivery.wordpress.story import story
from redaksi.domain.article import NoticeKind, PublishedNotice
from tests.exporters.pieces import FIRST, SITE, piece

NOTICE = PublishedNotice(
    kind=NoticeKind.RALAT, sentence="Tiga <b> & [x], bukan dua.", at=FIRST + timedelta(days=1)
)


def test_a_post_shows_each_notice_with_its_time_below_the_byline() -> None:
    plain = piece(days=1)
    noticed = replace(plain, sign_off=replace(plain.sign_off, notices=(NOTICE,)))
    before, after = (
        page.lines(story(one, [None], None, SITE.zone, names_author=False).content)
        for one in (plain, noticed)
    )
    shown = "**Ralat** (Selasa, 4 Juni 2024, 10.30 WIB): Tiga <b> & [x], bukan dua."
    assert [line for line in after if line not in before] == [shown]
    assert after.index(shown) < next(
        place for place, line in enumerate(after) if "menggenangi" in line
    )

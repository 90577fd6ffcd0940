"""A WordPress website as a page target."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, timedelta, tzinfo

from redaksi.delivery.base import PATIENCE, Shown, TargetRefused
from redaksi.delivery.wordpress import diagnosis, page, terms, words
from redaksi.delivery.wordpress.answers import Media, Post
from redaksi.delivery.wordpress.blocks import Figure
from redaksi.delivery.wordpress.client import Client, encoded
from redaksi.delivery.wordpress.media import Library, Picture, Pictures, name
from redaksi.delivery.wordpress.page import VisiblePage
from redaksi.delivery.wordpress.posts import Posts
from redaksi.delivery.wordpress.rights import Rights
from redaksi.delivery.wordpress.story import UNSORTED, Story, story
from redaksi.delivery.wordpress.terms import CATEGORIES, TAGS, SiteTerms
from redaksi.domain.article import Photo, Text
from redaksi.domain.delivery import Arrival, Target
from redaksi.exporters.base import Sealed
from redaksi.i18n import _

_EARLY = timedelta(seconds=60)
"""WordPress holds back a post whose time is this far ahead of its clock."""


class WordPress:
    """The website that `target` names, with the application password `secret`.

    `pictures` gives the photos. Times in the text are written in `zone`. `pause` waits some
    seconds before a request is made again, `patience` is the longest such wait.
    """

    def __init__(
        self,
        target: Target,
        secret: str,
        pictures: Pictures,
        zone: tzinfo,
        *,
        pause: Callable[[float], object] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._target = target
        self._pictures = pictures
        self._zone = zone
        self._client = Client(target.url, target.user, secret, pause=pause, patience=patience)
        self._posts = Posts(self._client)
        self._terms = SiteTerms(self._client)
        self._library = Library(self._client)
        self._rights = Rights(self._client)
        self._expected: tuple[Sealed, Shown] | None = None

    def look(self, article_id: str, remote_id: str) -> Shown | None:
        """The post as readers see it; None when it is not there, or in the bin."""
        self._rights.check_writer()  # so that a wrong password is told as such, too
        post = self._posts.get(remote_id) if remote_id else self._posts.found(article_id)
        return self._shown(post) if post and post.status != "trash" else None

    def create(self, article_id: str) -> Shown:
        """A draft under the reserved slug; one that was withdrawn is taken from the bin."""
        self._rights.check_writer()
        return self._shown(self._posts.reserve(article_id))

    def admit(self, piece: Sealed) -> None:
        """Raise TargetRefused with all that the role of the user does not allow for `piece`."""
        made = self._terms.missing(CATEGORIES, terms.categories(piece.text.rubric))
        author = self._author(piece.text)
        lacks = self._rights.lacks(
            publishes=self._is_public,
            uploads=any(map(self._pictures, piece.text.photos)),
            sorts=bool(made),
            names_author=author not in {0, self._rights.user().id},
        )
        if found := " ".join(lacks):
            missing = _("Missing categories: {names}.").format(names=", ".join(made))
            raise TargetRefused(found, missing if made else "")

    def expected(self, piece: Sealed) -> Shown:
        """The page that readers see after `piece` was sent; it is asked for several times."""
        if self._expected is None or self._expected[0] is not piece:
            self._expected = (piece, self._foreseen(piece))
        return self._expected[1]

    def send(self, piece: Sealed, remote_id: str) -> bytes:
        """Replace the post; its slug is set once, so that links to it keep working."""
        if self._is_public and piece.published_at - self._client.now() >= _EARLY:
            raise TargetRefused(
                _("The clock of {url} is behind: the article would not appear.").format(
                    url=self._client.url
                ),
                _("Nothing was sent. Let the host of the website set its clock."),
            )
        is_new = self._posts.is_reserved(remote_id, piece.article.id)
        content = encoded(self._fields(piece, is_new=is_new))
        self._posts.update(remote_id, content)
        return content

    def withdraw(self, remote_id: str) -> None:
        """Put the post into the bin, and see that readers do not get it any more."""
        self._posts.bin(remote_id)

    def check(self) -> tuple[str, ...]:
        """Everything that prevents deliveries, a sentence each; () when nothing does."""
        return tuple(diagnosis.causes(self._client, self._rights, publishes=self._is_public))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _foreseen(self, piece: Sealed) -> Shown:
        pictures = self._pictures_of(piece.text)
        figures = [_figure(*pair) for pair in zip(piece.text.photos, pictures, strict=True)]
        made = self._story(piece, figures, pictures)
        sorted_by = terms.categories(piece.text.rubric)
        first = _featured(pictures)
        shown = VisiblePage(
            headline=page.plain(made.title),
            excerpt=page.plain(made.excerpt),
            body=page.lines(made.content),
            categories=page.terms(sorted_by) if sorted_by else None,
            tags=page.terms(terms.tags(piece.text.tags)),
            picture="" if first is None else _named(pictures[first]),
            date=_time(piece) if self._is_public else "",
        )
        return Shown(
            id="", link="", held=shown.held(), visible=self._is_public, lines=shown.lines()
        )

    @property
    def _is_public(self) -> bool:
        return self._target.arrival is Arrival.PUBLISHED

    def _shown(self, post: Post) -> Shown:
        """`post` as it is compared."""
        shown = self._page(post)
        return Shown(
            id=str(post.id),
            link=words.picture(post.link),
            held=shown.held(),
            visible=post.status == "publish" and not post.content.protected,
            lines=shown.lines(),
        )

    def _page(self, post: Post) -> VisiblePage:
        """`post` as readers see it; where it arrives as a draft, a person chooses the date."""
        categories = None if UNSORTED in post.content.body else post.categories or None
        date = (post.date_gmt or "").replace("T", " ")
        return VisiblePage(
            headline=page.plain(post.title.body or post.title.text),
            excerpt=page.plain(post.excerpt.body),
            body=page.body(post.content.body, post.content.text),
            categories=categories and page.terms(self._terms.names(CATEGORIES, categories)),
            tags=page.terms(self._terms.names(TAGS, post.tags)),
            picture=self._picture(post.featured_media),
            date=date if self._is_public else "",
        )

    def _picture(self, number: int) -> str:
        """The name of the featured image; digits that WordPress put behind it do not count."""
        slug = self._library.slug(number) if number else ""
        ours = page.OURS.match(slug)
        return ours[0] if ours else slug

    def _fields(self, piece: Sealed, *, is_new: bool) -> dict[str, object]:
        """The fields of the post; a new one gets its slug."""
        text, pictures = piece.text, self._pictures_of(piece.text)
        attachments = [
            picture and self._library.attachment(picture, photo.alt)
            for photo, picture in zip(text.photos, pictures, strict=True)
        ]
        figures = [
            _figure(photo, picture, attachment)
            for photo, picture, attachment in zip(text.photos, pictures, attachments, strict=True)
        ]
        made, first = self._story(piece, figures, pictures), _featured(pictures)
        featured = None if first is None else attachments[first]
        fields: dict[str, object] = {
            "title": made.title,
            "excerpt": made.excerpt,
            "content": made.content,
            "date_gmt": _time(piece).replace(" ", "T"),
            "tags": self._terms.ids(TAGS, terms.tags(text.tags)),
            "featured_media": featured.id if featured else 0,
        }
        if names := terms.categories(text.rubric):
            fields["categories"] = self._terms.ids(CATEGORIES, names)
        if author := self._author(text):
            fields["author"] = author
        if is_new:
            fields["slug"] = piece.article.slug
        if self._is_public:
            fields["status"] = "publish"
        return fields

    def _story(
        self, piece: Sealed, figures: Sequence[Figure | None], pictures: Sequence[Picture | None]
    ) -> Story:
        names_author = piece.text.byline in self._target.authors
        return story(piece, figures, _featured(pictures), self._zone, names_author=names_author)

    def _pictures_of(self, text: Text) -> list[Picture | None]:
        return [self._pictures(photo) for photo in text.photos]

    def _author(self, text: Text) -> int:
        """The id of the user whom the settings name for the byline; 0 for none."""
        named = self._target.authors.get(text.byline, "")
        return self._rights.id_of(named) if named else 0


def _figure(
    photo: Photo, picture: Picture | None, attachment: Media | None = None
) -> Figure | None:
    """The figure of `photo`: its attachment, its picture before it is there, or its address."""
    if attachment:
        return Figure(src=attachment.source_url, alt=photo.alt, id=attachment.id)
    src = name(picture) if picture else words.picture(photo.url)
    return Figure(src=src, alt=photo.alt) if src else None


def _featured(pictures: Sequence[Picture | None]) -> int | None:
    """The number of the first picture of the newsroom: the featured image."""
    return next((number for number, picture in enumerate(pictures) if picture), None)


def _named(picture: Picture | None) -> str:
    return name(picture) if picture else ""


def _time(piece: Sealed) -> str:
    return f"{piece.published_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"

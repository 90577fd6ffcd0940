"""The posts of one website: found, reserved, replaced and binned."""

import re
from collections.abc import Collection, Sequence
from itertools import chain

from redaksi.delivery.base import TargetRefused, Uncertain
from redaksi.delivery.wordpress import words
from redaksi.delivery.wordpress.answers import Post
from redaksi.delivery.wordpress.client import CANNOT, Client, Rejected, encoded
from redaksi.delivery.wordpress.story import marker, place
from redaksi.i18n import _

_STATES = "publish,future,draft,pending,private,trash"
"""All states; without naming them, WordPress leaves out the bin."""
_ADDED = ("", "-2", "-3", "__trashed")
"""What WordPress puts behind a slug: of a second post with it, of a post in the bin."""
_WHOLE = {
    "context": "edit",
    "_fields": "id,status,slug,link,date_gmt,title,content,excerpt.raw,featured_media,categories,"
    "tags",
}
"""The parameters by which a post comes with all that is compared, and with no more."""
_FEW = "id,status,slug,link,content.raw"
"""The fields by which a post is found again; rendering its content would take the website long."""
_MOST = 100
"""The most posts of an answer."""
_MARKER = re.compile(f"{marker('')}[0-9a-z-]+")
_GONE = {404, 410}
_SHOWS = range(200, 300)
_LOOKS = 3
"""How often the page of a binned post is read until readers do not get it."""


class Posts:
    """The posts of one website."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._met: dict[str, Sequence[Post] | None] = {}
        """The posts that `found` has met, until `reserve` takes them; then None."""
        self._begun: set[str] = set()
        self._days: dict[str, Collection[str] | None] = {}
        """The markers on the website by the day with which they begin; None where some lack."""
        self._slugs: dict[str, str] = {}

    def get(self, remote_id: str) -> Post | None:
        """The whole post `remote_id`; None when it is not there."""
        try:
            post = self._client.get(_path(remote_id), Post, **_WHOLE)
        except Rejected as error:
            if error.status in _GONE:
                return None
            raise
        self._slugs[remote_id] = post.slug
        return post

    def is_reserved(self, remote_id: str, article_id: str) -> bool:
        """Whether the post `remote_id` still has a reserved slug, which readers never saw.

        Raises:
            TargetRefused: when the post is not there.
        """
        if remote_id not in self._slugs and self.get(remote_id) is None:
            raise TargetRefused(_("The target does not have it."))
        return self._slugs[remote_id] in {f"{marker(article_id)}{one}" for one in _ADDED}

    def found(self, article_id: str) -> Post | None:
        """The post of an article, by the names that it was given; None when there is none."""
        is_new = article_id not in self._met and self._is_absent(article_id)
        self._met[article_id] = posts = [] if is_new else self._named(article_id)
        return self.get(str(posts[0].id)) if posts else None

    def reserve(self, article_id: str) -> Post:
        """A draft for the article: one that is reserved already, one from the bin, or a new one.

        Raises:
            TargetRefused: when the website shows the article already.
        """
        met = self._met.get(article_id)
        posts = self._named(article_id) if met is None else met
        self._met[article_id] = None
        if posts and posts[0].status == "trash":
            return self._noted(self._restored(article_id, posts[0]))
        if not posts:
            made = self._make(article_id)
            # Another slug tells that there is a place already: the search is out of order, or the
            # request of a killed delivery arrived meanwhile.
            is_alone = made.slug == marker(article_id)
            posts = [made] if is_alone else self._by_slug(article_id) or [made]
        first, *twins = posts
        if not _is_place(first, article_id):
            raise TargetRefused(
                _("The target has a page of this article already: {link}.").format(
                    link=words.picture(first.link)
                ),
                _("A chief takes it over with --adopt."),
            )
        for twin in twins:
            if _is_place(twin, article_id):
                self._client.remove(_path(str(twin.id)))
        return self._noted(first)

    def update(self, remote_id: str, content: bytes) -> None:
        """Replace the fields of the post `remote_id` by those in `content`."""
        self._slugs.pop(remote_id, None)
        self._client.post(_path(remote_id), Post, content, _fields="id")

    def bin(self, remote_id: str) -> None:
        """Put the post into the bin, and see that readers do not get it any more.

        Raises:
            TargetRefused: when the website has no bin.
            Uncertain: when readers still get it, from a cache for example.
        """
        post = self.get(remote_id)
        if post is None:
            return
        try:
            self._client.remove(_path(remote_id))
        except Rejected as error:
            if error.status == CANNOT:
                raise TargetRefused(
                    _("The website has no bin: a post would be deleted for good."),
                    _("Take it away there by hand, or let the website keep a bin."),
                ) from None
            if error.status not in _GONE:
                raise
        self._see_gone(words.picture(post.link))

    def _see_gone(self, link: str) -> None:
        for number in range(1, _LOOKS + 1):
            if not link or self._client.status(link) not in _SHOWS:
                return
            self._client.pause(number)
        raise Uncertain(
            _("It is in the bin, and readers still get {link}.").format(link=link),
            _("Empty the cache of the website, then repeat the command."),
        )

    def _restored(self, article_id: str, post: Post) -> Post:
        """`post` from the bin as a draft under the reserved slug, with its old text."""
        fields = {"status": "draft", "slug": marker(article_id)}
        return self._client.post(_path(str(post.id)), Post, encoded(fields), **_WHOLE)

    def _noted(self, post: Post) -> Post:
        """`post`, whose slug is remembered."""
        self._slugs[str(post.id)] = post.slug
        return post

    def _make(self, article_id: str) -> Post:
        draft = place(article_id)
        fields = {
            "status": "draft",
            "slug": marker(article_id),
            "title": draft.title,
            "content": draft.content,
        }
        return self._client.create(
            "wp/v2/posts",
            Post,
            encoded(fields),
            lambda: next(iter(self._by_slug(article_id)), None),
            context="edit",
            _fields=_FEW,
        )

    def _named(self, article_id: str) -> Sequence[Post]:
        """The posts with the marker of the article: those that readers see, then the oldest."""
        posts = self._listed(article_id, search=marker(article_id))
        return sorted(posts, key=lambda post: (_RANKS.get(post.status, 1), post.id))

    def _is_absent(self, article_id: str) -> bool:
        """Whether no post has the marker of the article, as far as one answer tells of many.

        Ids begin with the day on which the article was made. From the second article of a day
        on, one search tells of all articles of this day.
        """
        day = marker(article_id.partition("-")[0])
        if day not in self._begun:
            self._begun.add(day)
            return False
        if day not in self._days:
            self._days[day] = self._markers(f"{day}-")
        markers = self._days[day]
        return markers is not None and marker(article_id) not in markers

    def _markers(self, beginning: str) -> Collection[str] | None:
        """All markers on the website with this `beginning`; None when one answer has a part."""
        posts, is_whole = self._asked(search=beginning, per_page=_MOST)
        found = (_MARKER.findall(post.content.body) for post in posts)
        return frozenset(chain.from_iterable(found)) if is_whole else None

    def _by_slug(self, article_id: str) -> list[Post]:
        """The posts with the reserved slug and the marker, the oldest first."""
        name = marker(article_id)
        return self._listed(article_id, slug=",".join(f"{name}{one}" for one in _ADDED))

    def _listed(self, article_id: str, **params: object) -> list[Post]:
        """The posts that the website lists and that have the marker of the article."""
        posts, _is_whole = self._asked(**params)
        return [post for post in posts if _is_marked(post, article_id)]

    def _asked(self, **params: object) -> tuple[list[Post], bool]:
        """The posts that the website lists, the oldest first, and whether these are all."""
        return self._client.listed(
            "wp/v2/posts",
            list[Post],
            context="edit",
            status=_STATES,
            orderby="id",
            order="asc",
            _fields=_FEW,
            **params,
        )


_RANKS = {"publish": 0, "trash": 2}


def _path(remote_id: str) -> str:
    """The path of the post `remote_id`.

    Raises:
        TargetRefused: when that is no number: the ledger was altered, or is of another kind.
    """
    if not (remote_id.isascii() and remote_id.isdigit()):
        raise TargetRefused(_("{id} is no number of a post.").format(id=remote_id))
    return f"wp/v2/posts/{remote_id}"


def _is_marked(post: Post, article_id: str) -> bool:
    """Whether an element of `post` has the class of the article."""
    name = re.escape(marker(article_id))
    return bool(re.search(rf'\bclass="(?:[^"<>]* )?{name}(?: [^"<>]*)?"', post.content.body))


def _is_place(post: Post, article_id: str) -> bool:
    """Whether `post` is the draft as `_make` made it: nobody wrote into it."""
    return post.status == "draft" and post.content.body.strip() == place(article_id).content

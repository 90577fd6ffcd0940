"""What the role of the user allows, named before anything is sent."""

from collections.abc import Iterator

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.wordpress.answers import User
from redaksi.delivery.wordpress.client import Client, Rejected
from redaksi.i18n import _

_UNAUTHORISED = 401


class Rights:
    """The rights of the user on the website, asked for once."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._user: User | None = None
        self._ids: dict[str, int] = {}

    def user(self) -> User:
        """The user, as the website knows them.

        Raises:
            TargetRefused: when the website does not take the password.
        """
        if self._user is None:
            try:
                self._user = self._client.get("wp/v2/users/me", User, context="edit")
            except Rejected as error:
                if error.status != _UNAUTHORISED:
                    raise
                raise TargetRefused(
                    _("{url} does not take the password of {user}.").format(
                        url=self._client.url, user=self._client.user
                    ),
                    error.hint,
                ) from None
        return self._user

    def check_writer(self) -> None:
        """Raise TargetRefused when the role may not write: then it may not look either."""
        if not self.may("edit_posts"):
            raise TargetRefused(self._no_writer(), _("Give the user the role Editor there."))

    def id_of(self, name: str) -> int:
        """The id of the user `name`: the name at the end of the address of their page.

        Raises:
            TargetRefused: when no such user may write on the website.
        """
        if name not in self._ids:
            found = self._client.get("wp/v2/users", list[User], who="authors", slug=name)
            self._ids |= {user.slug: user.id for user in found}
        if name not in self._ids:
            raise TargetRefused(
                _("The website has no author {name}.").format(name=name),
                _("Mend `authors` of the target in newsroom.toml."),
            )
        return self._ids[name]

    def may(self, capability: str) -> bool:
        """Whether the role has `capability`: https://wordpress.org/documentation/article/roles-and-capabilities/."""
        return self.user().capabilities.get(capability) is True

    def lacks(
        self, *, publishes: bool, uploads: bool, sorts: bool, names_author: bool
    ) -> Iterator[str]:
        """What the role may not do of that which a delivery does, a sentence each.

        A delivery `publishes`, `uploads` photos, `sorts` into new categories, `names_author` of
        somebody else.
        """
        name = self._client.user
        if not self.may("edit_posts"):
            yield self._no_writer()
        if publishes and not (self.may("publish_posts") and self.may("edit_published_posts")):
            yield _(
                "{user} may not publish on the website: give it the role Editor, or set "
                'arrival = "draft".'
            ).format(user=name)
        if uploads and not self.may("upload_files"):
            yield _("{user} may not upload photos to the website.").format(user=name)
        if sorts and not self.may("manage_categories"):
            yield _("{user} may not make categories on the website.").format(user=name)
        if names_author and not self.may("edit_others_posts"):
            yield _("{user} may not set another author on the website.").format(user=name)

    def _no_writer(self) -> str:
        return _("{user} may not write posts on the website.").format(user=self._client.user)

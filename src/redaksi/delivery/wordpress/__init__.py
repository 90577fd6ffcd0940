"""WordPress, by its REST API: articles become posts that the block editor can open.

`target` is the page target; `client` speaks to the server, `blocks` and `story` write a post,
`page` reads back what readers see, `terms` and `media` bring categories, tags and photos.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaksi.delivery.opening import Surroundings
    from redaksi.delivery.wordpress.target import WordPress
    from redaksi.domain.delivery import Target


def open_target(target: "Target", secret: str, around: "Surroundings") -> "WordPress":
    """The website that `target` names, with the application password `secret`."""
    from redaksi.delivery.wordpress.media import pictures_of  # noqa: PLC0415 - httpx is heavy
    from redaksi.delivery.wordpress.target import WordPress  # noqa: PLC0415 - the same

    site = around.site(target.photo_width)
    return WordPress(target, secret, pictures_of(site), site.zone)

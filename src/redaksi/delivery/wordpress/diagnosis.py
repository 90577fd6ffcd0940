"""Why a website takes no deliveries: the usual causes, told apart."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from redaksi.delivery.base import TargetRefused, Unreachable
from redaksi.delivery.web import Reply
from redaksi.delivery.wordpress.answers import ApiIndex, decoded
from redaksi.delivery.wordpress.client import Client
from redaksi.delivery.wordpress.rights import Rights
from redaksi.i18n import _

_OK = 200
_UNAUTHORISED = {401, 403}
_UNKNOWN = {"incorrect_password", "invalid_username", "invalid_email"}
_NOT_SEEN = "rest_not_logged_in"
"""What WordPress says of a missing password, and mostly of a wrong one as well."""
_AHEAD = 60
"""Seconds by which a clock that is behind lets WordPress hold back new posts."""


def causes(client: Client, rights: Rights, *, publishes: bool) -> Iterator[str]:
    """Everything that prevents deliveries, a sentence each."""
    try:
        index = client.ask("", is_reader=True)
        if cause := _api(client, index):
            yield cause
            return
        if cause := _passwords(client, index):
            yield cause
            return
        yield from rights.lacks(publishes=publishes, uploads=True, sorts=False, names_author=False)
    except (Unreachable, TargetRefused) as error:
        yield f"{error.sentence} {error.hint}".strip()
        return
    behind = (datetime.now(UTC) - client.now()).total_seconds()
    if publishes and behind >= _AHEAD:
        yield _("The clock of the website is {seconds} s behind.").format(seconds=round(behind))


def _api(client: Client, index: Reply) -> str:
    """Why the API does not answer readers; "" when it does."""
    if index.status in _UNAUTHORISED:
        return _(
            "The REST API is closed ({code}): a plugin for security or a firewall closes it. "
            "Allow it for signed-in users."
        ).format(code=client.failure(index).code or index.status)
    with suppress(ValueError):
        if index.status == _OK and "wp/v2" in decoded(index.content, ApiIndex).namespaces:
            return ""
    return _(
        "The address of the REST API shows a page instead ({status}). Save Settings > Permalinks "
        "in the website once, and look at the rules of the web server."
    ).format(status=index.status)


def _passwords(client: Client, index: Reply) -> str:
    """Why the password is not taken; "" when it is."""
    me = client.ask("wp/v2/users/me", context="edit")
    if me.status == _OK:
        return ""
    offered = decoded(index.content, ApiIndex).authentication
    if not (isinstance(offered, dict) and "application-passwords" in offered):
        return _(
            "The website takes no application passwords: it lacks https, or a plugin turned them "
            "off."
        )
    said = client.failure(me)
    if said.code in _UNKNOWN:
        return _wrong()
    if said.code != _NOT_SEEN:
        return _("The website refuses {user}: {why}.").format(
            user=client.user, why=said.message or said.code or me.status
        )
    is_known = client.is_password_known()
    return " ".join(
        [*([] if is_known is False else [_stripped()]), *([] if is_known else [_wrong()])]
    )


def _wrong() -> str:
    return _(
        "The website does not know this user with this password. Make an application password in "
        "Users > Profile; the password of the login does not count."
    )


def _stripped() -> str:
    return _(
        "The web server takes the password away before WordPress sees it. Let it pass the header "
        'on; for Apache: SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1'
    )

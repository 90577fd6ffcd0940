"""Mail: each article as a newsletter, a message of its own to each address of a list.

`target` is the message target; `addresses` reads the list, `letters` writes the message, `post`
speaks to the server.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaksi.delivery.mail.target import Mail
    from redaksi.delivery.opening import Surroundings
    from redaksi.domain.delivery import Target


def open_target(target: "Target", secret: str, around: "Surroundings") -> "Mail":
    """The mail server that `target` names, with the password `secret`, and its list."""
    from redaksi.delivery.mail.target import Mail  # noqa: PLC0415 - smtplib is heavy

    return Mail(target, secret, around)

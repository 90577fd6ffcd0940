"""Published articles as short texts for chats and social media."""

import msgspec

from redaksi.delivery import chat
from redaksi.delivery.chat import App
from redaksi.desk.context import Context
from redaksi.desk.leaving import clearance
from redaksi.desk.public_link import public_link
from redaksi.errors import Refused
from redaksi.i18n import _

__all__ = ["App", "ChatText", "Chats"]


class ChatText(msgspec.Struct, frozen=True, kw_only=True):
    """An article in short for the application `app`.

    `remark` says why a link is missing; "" where none is.
    """

    app: App
    text: str
    remark: str = ""


class Chats:
    """The verb that makes short texts."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def texts(self, article_id: str) -> tuple[ChatText, ...]:
        """The article in short, for each application.

        Raises:
            Refused: when the article may not leave: it was never published, or has an embargo.
        """
        store = self._context.store
        answer = clearance(self._context, store.dossier(store.resolve(article_id)))
        if not answer.piece:
            raise Refused(answer.why, _("Only published articles leave, after their embargo."))
        link = public_link(self._context, answer.piece)
        return tuple(
            ChatText(
                app=app,
                text=chat.chat(answer.piece, link, app),
                remark="" if link or not chat.FORMS[app].has_links else _no_link(),
            )
            for app in App
        )


def _no_link() -> str:
    return _("There is no link: no website target shows the article, and [site] has no url.")

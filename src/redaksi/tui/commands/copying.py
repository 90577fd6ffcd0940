"""The commands that copy parts of an article, to be pasted elsewhere."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import ArticleCommand


class CopyHeadline(ArticleCommand):
    """Copy the headline to the clipboard."""

    keys = "y"
    label = N_("Copy headline")


class CopyText(ArticleCommand):
    """Copy the whole text to the clipboard, as Markdown."""

    keys = "Y"
    label = N_("Copy text")


class CopyLink(ArticleCommand):
    """Copy what others find it by: the slug of a published article, else its id."""

    keys = "ctrl+y"
    label = N_("Copy link")


class CopyChat(ArticleCommand):
    """Copy a published article in short, for WhatsApp, Telegram, Instagram or Facebook."""

    keys = "c"
    label = N_("Copy for chats")


COPYING = (CopyHeadline, CopyText, CopyLink, CopyChat)
"""The commands that copy; they are part of `ARTICLE`."""

"""The names and meanings of the settings, for people."""

from typing import NamedTuple

from redaksi.desk.setting import Setting, SettingKind
from redaksi.desk.setting_values import word
from redaksi.i18n import _

OWN, HOUSE = "own", "house"
"""Whose settings: the person's, or those of the newsroom."""


class SettingWords(NamedTuple):
    """What a setting is called, and what it means."""

    name: str
    meaning: str


def words(scope: str, key: str) -> SettingWords:
    """The words for the setting `key` of `scope`; its key where nobody wrote any."""
    return (_own() if scope == OWN else _house()).get(key, SettingWords(key, ""))


def shown(setting: Setting) -> str:
    """The value of `setting` as the screens show it; a dash for none."""
    return typed(setting) if setting.value else "–"


def typed(setting: Setting) -> str:
    """The value of `setting` as a person types it."""
    if not setting.choices:
        return setting.value
    if setting.kind is SettingKind.LIST:
        return ", ".join(map(word, filter(None, setting.value.split(", "))))
    return word(setting.value)


def _own() -> dict[str, SettingWords]:
    return {
        "name": SettingWords(
            _("your name"),
            _("Who you are, where neither --as nor $REDAKSI_EDITOR says. From the next start on."),
        ),
        "language": SettingWords(
            _("language"),
            _("Of the screens and the commands. By itself: the locale, then the newsroom, says."),
        ),
        "theme": SettingWords(_("theme"), _("The colours of the screens.")),
        "signal": SettingWords(
            _("notifications"),
            _("How the terminal tells that something waits for you: a bell, or a notification."),
        ),
        "newsroom": SettingWords(
            _("newsroom"),
            _("The folder that is opened where nothing else names one. From the next start on."),
        ),
        "address": SettingWords(
            _("mail address"),
            _("Where the newsroom tells you by mail what concerns you. Only you see it."),
        ),
        "quiet": SettingWords(
            _("quiet hours"), _("When nothing is told to you outside the desk, as 22.00-06.00.")
        ),
        "keys": SettingWords(
            _("keys"), _("Other keys for the commands; those that clash are told.")
        ),
    }


def _house() -> dict[str, SettingWords]:
    return {
        "name": SettingWords(_("name"), _("The name of the newsroom. From the next start on.")),
        "language": SettingWords(
            _("language"),
            _("Where neither settings nor locale name one. From the next start on."),
        ),
        "time_zone": SettingWords(
            _("time zone"),
            _("Asia/Jakarta is WIB, Asia/Makassar WITA, Asia/Jayapura WIT. From the next start."),
        ),
        "people.identity": SettingWords(
            _("who is who"),
            _(
                "free: everybody may use a name that is not bound. login: only those whose system "
                "user it is bound to."
            ),
        ),
        "rules.four_eyes": SettingWords(
            _("four eyes"),
            _("Neither the submitter nor the last writer publishes. A one-person desk says no."),
        ),
        "rules.gate": SettingWords(
            _("gate"),
            _("The findings that hold a publication up until they are mended or waived."),
        ),
        "desk.import_to": SettingWords(
            _("imports go to"),
            _("Who has imported copy that names no editor; nobody: whoever imports it."),
        ),
        "desk.words": SettingWords(
            _("least words"),
            _("How many words an article should have at least; nothing is held up by fewer."),
        ),
        "copydesk.off": SettingWords(
            _("rules off"), _("Rules of the copy desk that are switched off, by their ids.")
        ),
        "copydesk.severity": SettingWords(
            _("severities of rules"), _("Rules of the copy desk with another severity.")
        ),
        "copydesk.limit": SettingWords(
            _("limits of rules"), _("Rules of the copy desk with another limit.")
        ),
        "copydesk.rules": SettingWords(_("own rules"), _("Files of rules of the house.")),
        "copydesk.words": SettingWords(
            _("own words"), _("Words that the copy desk never objects to.")
        ),
        "site.url": SettingWords(
            _("website"), _("The address of the website; without one, links are relative.")
        ),
        "site.title": SettingWords(
            _("title of the website"),
            _("The title of the website; empty: the name of the newsroom."),
        ),
        **_notify(),
        "target": SettingWords(_("targets"), _("The places outside that show your articles.")),
    }


def _notify() -> dict[str, SettingWords]:
    return {
        "notify.headline": SettingWords(
            _("tell the headline"),
            _("Whether notifications tell the headline; else, and under an embargo, only the id."),
        ),
        "notify.commands": SettingWords(
            _("notify by command"),
            _("The commands that tell people outside the desk, by kind of event; any: the rest."),
        ),
        "notify.mail.url": SettingWords(
            _("notify by mail"), _("The mail server that takes notifications to the team.")
        ),
        "notify.mail.user": SettingWords(
            _("mail user"), _("The name that the newsroom has at that mail server.")
        ),
        "notify.mail.secret": SettingWords(
            _("mail password"),
            _("Where the password for that mail server is; never the password."),
        ),
        "notify.mail.sender": SettingWords(
            _("mail sender"), _("The address that mails come from, where the mail user is none.")
        ),
    }

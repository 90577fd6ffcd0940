"""The notices about changes, as an Indonesian page names them."""

from typing import NamedTuple

from redaksi.domain.article import NoticeKind
from redaksi.exporters import words
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.moments import stamp

LABELS = {kind: words.of("id")[kind.value] for kind in NoticeKind}
"""The word before a notice, whatever the language of the program."""


class NoticeLine(NamedTuple):
    """A notice on a page; `stamp` is its time for programs, `spoken` for people."""

    label: str
    stamp: str
    spoken: str
    sentence: str


def lines(sealed: Sealed, site: Site, language: str = "id") -> list[NoticeLine]:
    """The notices that stand with the text, the newest first, with words of `language`."""
    return [
        NoticeLine(
            words.of(language)[one.kind.value],
            stamp(one.at, site.zone),
            words.full(one.at.astimezone(site.zone), language),
            one.sentence,
        )
        for one in sealed.notices
    ]

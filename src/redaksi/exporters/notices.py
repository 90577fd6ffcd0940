"""The notices about changes, as an Indonesian page names them."""

from typing import NamedTuple

from redaksi.domain.article import NoticeKind
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.moments import spoken, stamp

LABELS = {
    NoticeKind.RALAT: "Ralat",
    NoticeKind.KOREKSI: "Koreksi",
    NoticeKind.PEMBARUAN: "Pembaruan",
}
"""The word before a notice, whatever the language of the program."""


class NoticeLine(NamedTuple):
    """A notice on a page; `stamp` is its time for programs, `spoken` for people."""

    label: str
    stamp: str
    spoken: str
    sentence: str


def lines(sealed: Sealed, site: Site) -> list[NoticeLine]:
    """The notices that stand with the text, the newest first."""
    return [
        NoticeLine(
            LABELS[one.kind], stamp(one.at, site.zone), spoken(one.at, site.zone), one.sentence
        )
        for one in sealed.notices
    ]

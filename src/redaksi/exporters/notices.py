"""The notices about changes, as an Indonesian page names them."""

from redaksi.domain.article import NoticeKind

LABELS = {
    NoticeKind.RALAT: "Ralat",
    NoticeKind.KOREKSI: "Koreksi",
    NoticeKind.PEMBARUAN: "Pembaruan",
}
"""The word before a notice, whatever the language of the program."""

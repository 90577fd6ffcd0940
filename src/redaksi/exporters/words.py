"""The words and dates of sites and feeds, in the language of their articles."""

from calendar import day_name, month_name
from collections.abc import Mapping
from datetime import UTC, datetime

from redaksi.exporters.moments import spoken
from redaksi.text.calendar import DAYS, MONTHS

WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "locale": "id_ID",
        "skip": "Langsung ke isi",
        "sections": "Rubrik",
        "home": "Beranda",
        "rubrics": "Rubrik",
        "tags": "Tag",
        "tag": "Tag",
        "archive": "Arsip",
        "latest": "Terbaru",
        "more": "Selengkapnya",
        "by": "Oleh",
        "editor": "Editor",
        "source": "Sumber",
        "photo": "Foto",
        "photos": "Galeri",
        "updated": "Diperbarui",
        "changes": "Catatan perubahan",
        "related": "Baca juga",
        "minutes": "menit baca",
        "stories": "naskah",
        "older": "Lebih lama",
        "newer": "Lebih baru",
        "pages": "Halaman",
        "page": "Halaman",
        "missing": "Halaman tidak ditemukan",
        "missing_text": "Alamat ini tidak ada, atau sudah dipindahkan.",
        "to_home": "Kembali ke beranda",
        "feeds": "Umpan",
        "follow": "Ikuti",
        "ralat": "Ralat",
        "koreksi": "Koreksi",
        "pembaruan": "Pembaruan",
    },
    "en": {
        "locale": "en_GB",
        "skip": "Skip to content",
        "sections": "Sections",
        "home": "Home",
        "rubrics": "Sections",
        "tags": "Tags",
        "tag": "Tag",
        "archive": "Archive",
        "latest": "Latest",
        "more": "More",
        "by": "By",
        "editor": "Editor",
        "source": "Source",
        "photo": "Photo",
        "photos": "Gallery",
        "updated": "Updated",
        "changes": "Changes to this article",
        "related": "Read also",
        "minutes": "min read",
        "stories": "stories",
        "older": "Older",
        "newer": "Newer",
        "pages": "Pages",
        "page": "Page",
        "missing": "Page not found",
        "missing_text": "This address does not exist, or it has moved.",
        "to_home": "Back to the front page",
        "feeds": "Feeds",
        "follow": "Follow",
        "ralat": "Correction",
        "koreksi": "Clarification",
        "pembaruan": "Update",
    },
}
"""The words by language, then by their name in the templates."""


def of(language: str) -> Mapping[str, str]:
    """The words of `language`; the Indonesian ones for a language that has none."""
    return WORDS.get(language, WORDS["id"])


def full(local: datetime, language: str) -> str:
    """The local time as a line, such as `Monday, 3 June 2024, 10:30 WIB`."""
    if language != "en":
        return spoken(local, local.tzinfo or UTC)
    day, month = day_name[local.weekday()], month_name[local.month]
    return f"{day}, {local.day} {month} {local.year}, {local:%H:%M} {local.tzname()}"


def day(local: datetime, language: str) -> str:
    """The local day with its name, such as `Senin, 3 Juni 2024`."""
    if language == "en":
        return f"{day_name[local.weekday()]}, {local.day} {month(local, language)}"
    return f"{DAYS[local.weekday()]}, {local.day} {month(local, language)}"


def date(local: datetime, language: str) -> str:
    """The local day, such as `3 Juni 2024`."""
    return f"{local.day} {month(local, language)}"


def month(local: datetime, language: str) -> str:
    """The local month, such as `Juni 2024`."""
    name = month_name[local.month] if language == "en" else MONTHS[local.month - 1]
    return f"{name} {local.year}"

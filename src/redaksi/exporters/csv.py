"""CSV export: one table with a row for each article, for spreadsheets and other programs.

The file follows RFC 4180, in UTF-8 with a byte order mark: without the mark Excel takes the file
for its old code page. Spreadsheets run a cell that begins like a formula; `defused` prevents that.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO

import msgspec
from msgspec.structs import astuple

from redaksi.domain.article import Photo
from redaksi.exporters import photo_files
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.notices import LABELS
from redaksi.exporters.text import paragraphs
from redaksi.text.word_count import word_count

FILE = "articles.csv"


class Cells(msgspec.Struct, frozen=True, kw_only=True):
    """The cells about an article, in the order and by the names of the columns.

    Times are in the zone of the site. `photos` are paths below the output folder, or addresses,
    with a comma between them. `notices` has a line for each, the newest first. `body` is plain
    text with blank lines between paragraphs.
    """

    id: str
    slug: str
    headline: str
    deck: str
    byline: str
    dateline: str
    source: str
    rubric: str
    tags: str
    editor: str
    published_at: str
    signed_off_at: str
    signed_off_by: str
    revision: int
    sha256: str
    words: int
    photos: str
    notices: str
    body: str


# A cell that begins with one of these signs is a formula (https://owasp.org/www-community/attacks/
# CSV_Injection). Where the comma is the decimal sign, as in Indonesia, Excel parts cells at
# semicolons and line ends instead, also within quotation marks: a formula could begin there, too.
_FORMULA = re.compile(
    r"""(?:^(?=[ "'\u00a0]*[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])(?=[ "'\u00a0]*[=+\-@＝＋－＠]))"""
)


def collection(articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
    """The file `articles.csv`: the names of the columns, then a row for each article."""
    yield FILE, BOM_UTF8 + line(Cells.__struct_fields__)
    for sealed in articles:
        yield FILE, line(astuple(_cells(sealed, site)))


def defused(cell: str) -> str:
    """`cell` with an apostrophe before each sign that could begin a formula."""
    return _FORMULA.sub("'", cell)


def _cells(sealed: Sealed, site: Site) -> Cells:
    text, sign_off = sealed.text, sealed.sign_off
    return Cells(
        id=sealed.article.id,
        slug=sealed.article.slug,
        headline=text.headline,
        deck=text.deck,
        byline=text.byline,
        dateline=text.dateline,
        source=text.source,
        rubric=text.rubric,
        tags=", ".join(text.tags),
        editor=sealed.editor,
        published_at=_time(sealed.published_at, site),
        signed_off_at=_time(sign_off.at, site),
        signed_off_by=sign_off.editor,
        revision=sign_off.revision,
        sha256=sign_off.sha256,
        words=word_count("\n\n".join(text.body)),
        photos=", ".join(filter(None, (_photo(sealed, photo, site) for photo in text.photos))),
        notices="\n".join(
            f"{LABELS[one.kind]} ({_time(one.at, site)}): {one.sentence}" for one in sealed.notices
        ),
        body="\n\n".join(paragraphs(text)),
    )


def _photo(sealed: Sealed, photo: Photo, site: Site) -> str:
    found = photo_files.paths(sealed, photo, site)
    return found.jpeg if found else photo.url


def _time(at: datetime, site: Site) -> str:
    """`at` in the form that spreadsheets of every language read as a time, without its zone."""
    return at.astimezone(site.zone).replace(tzinfo=None).isoformat(" ", "seconds")


def line(cells: Iterable[str | float]) -> bytes:
    """`cells` as a line of the file, without formulas."""
    # All texts are quoted: LibreOffice may part cells without quotation marks at semicolons.
    written = StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_NONNUMERIC).writerow(
        defused(cell) if isinstance(cell, str) else cell for cell in cells
    )
    return written.getvalue().encode()

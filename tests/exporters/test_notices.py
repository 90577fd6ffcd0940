"""Every format shows each notice of a change with its kind and its time."""

from datetime import timedelta
from html.parser import HTMLParser

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi import exporters, importers
from redaksi.domain.article import NoticeKind, PublishedNotice, Text
from redaksi.domain.markdown_dialect import PARSER
from redaksi.exporters import CollectionExporter, FolderExporter, Sealed
from redaksi.text import clean
from tests.exporters.pieces import FIRST, FLOOD, SITE, piece

HOSTILE = "Korban <b>3</b> & \"4\", {{< x >}} [a](b) *c* _d_ #e |f| ~g~ 'h'."
NOTICES = (
    PublishedNotice(
        kind=NoticeKind.RALAT, sentence="Pompa tiga, bukan dua.", at=FIRST + timedelta(days=2)
    ),
    PublishedNotice(kind=NoticeKind.PEMBARUAN, sentence=HOSTILE, at=FIRST + timedelta(days=1)),
)
TIMES = ("Rabu, 5 Juni 2024, 10.30 WIB", "Selasa, 4 Juni 2024, 10.30 WIB")


def noticed(text: Text = FLOOD, notices: tuple[PublishedNotice, ...] = NOTICES) -> Sealed:
    plain = piece(text, days=2)
    sign_off = replace(plain.sign_off, notices=notices)
    signed = (*plain.article.sign_offs[:-1], sign_off)
    return replace(plain, sign_off=sign_off, article=replace(plain.article, sign_offs=signed))


def exported(name: str, sealed: Sealed) -> str:
    """The content of all files of `sealed` in the format `name`."""
    exporter = exporters.get(name)
    if isinstance(exporter, FolderExporter):
        made = exporter.pages([sealed], SITE, lambda _path, _made_of: False)
        return b"".join(page.content or b"" for page in made).decode()
    if isinstance(exporter, CollectionExporter):
        return b"".join(part for _path, part in exporter.collection([sealed], SITE)).decode()
    return b"".join(exporter.files(sealed, "nama", SITE).values()).decode()


@pytest.mark.parametrize("name", exporters.FORMATS)
def test_no_format_hides_a_notice_or_its_time(name: str) -> None:
    content = exported(name, noticed())
    assert "Pompa tiga, bukan dua." in content
    assert "ralat" in content.casefold()
    assert "2024-06-05" in content or "5 Juni 2024" in content


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed"])
def test_the_words_of_a_feed_are_of_the_language_of_the_site(name: str) -> None:
    exporter = exporters.get(name)
    assert isinstance(exporter, CollectionExporter)
    ours, theirs = (
        b"".join(part for _path, part in exporter.collection([noticed()], site)).decode()
        for site in (SITE, replace(SITE, language="en"))
    )
    for told in ("Ralat", "5 Juni 2024, 10.30 WIB", "Foto: Dok. Warga", "Baca juga"):
        assert told in ours
        assert told not in theirs
    for told in ("Correction", "5 June 2024, 10:30 WIB", "Photo: Dok. Warga", "Read also"):
        assert told in theirs


class Words(HTMLParser):
    """The words of a page as a reader sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(name: str, content: str) -> str:
    """The words that a reader sees of `content`, a file of the format `name`."""
    if name == "html":
        return Words(content).words
    if name == "hugo":
        return Words(PARSER.render(content.split("\n---\n", 1)[1])).words
    return content


@pytest.mark.parametrize("name", ["html", "hugo", "text"])
def test_readers_see_kind_time_and_sentence_the_newest_first(name: str) -> None:
    shown = seen(name, exported(name, noticed()))
    places = [
        shown.find(f"{label} ({time}): ")
        for label, time in zip(("Ralat", "Pembaruan"), TIMES, strict=True)
    ]
    assert -1 < places[0] < places[1]
    assert "Pompa tiga, bukan dua." in shown
    if name != "hugo":  # Hugo's own marks are read back below
        assert HOSTILE in shown


@pytest.mark.parametrize("name", exporters.FORMATS)
def test_a_text_without_notices_shows_none(name: str) -> None:
    content = exported(name, noticed(notices=()))
    assert "Ralat" not in content
    assert 'class="notices"' not in content
    assert "\nnotices:" not in content


def test_json_holds_them_with_the_sign_off() -> None:
    data = msgspec.json.decode(exported("json", noticed()))
    assert data["article"]["sign_offs"][-1]["notices"] == list(msgspec.to_builtins(NOTICES))


def test_the_front_matter_of_hugo_holds_them_for_the_theme() -> None:
    matter = yaml.safe_load(exported("hugo", noticed()).split("\n---\n")[0].lstrip("-"))
    assert [(one["kind"], one["date"], one["sentence"]) for one in matter["notices"]] == [
        (one.kind.value, one.at, one.sentence) for one in NOTICES
    ]


sentences = st.text(min_size=1, max_size=60).map(clean.line).filter(bool)
notices = st.lists(
    st.builds(
        PublishedNotice,
        kind=st.sampled_from(NoticeKind),
        sentence=sentences | st.just(HOSTILE),
        at=st.just(FIRST),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


@given(notices)
def test_hugo_brings_the_text_back_without_the_notices_and_tells_them(
    found: tuple[PublishedNotice, ...],
) -> None:
    copy = importers.read(exported("hugo", noticed(notices=found)).encode(), "a.md")
    assert copy.text == FLOOD
    assert "Taken out" in copy.remark


def test_a_paragraph_that_only_looks_like_a_notice_stays_at_import() -> None:
    content = exported("hugo", noticed()).replace("bukan dua.\n\n**Pem", "bukan lima.\n\n**Pem")
    copy = importers.read(content.encode(), "a.md")
    assert copy.text.body[:-1] == FLOOD.body
    assert copy.text.body[-1].endswith("bukan lima.")


@pytest.mark.parametrize("code", ["```\nkode", "~~~~ x\nkode"])
def test_a_block_of_code_without_an_end_does_not_swallow_the_notices(code: str) -> None:
    shown = seen("hugo", exported("hugo", noticed(replace(FLOOD, body=("Awal.", code)))))
    assert "Ralat (Rabu" in shown
    assert "**Ralat**" not in shown

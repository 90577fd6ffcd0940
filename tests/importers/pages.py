"""Generated pages in the form of a pasted news page, with the expected value of each field."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from redaksi.domain.article import Photo, Related

WORDS = (
    *(
        "warga",
        "desa",
        "banjir",
        "jembatan",
        "pasar",
        "sekolah",
        "panen",
        "petani",
        "hujan",
        "pagi",
        "kafé",
        "harga",
    ),
    *(
        "membuka",
        "meninjau",
        "menanam",
        "sungai",
        "jalan",
        "tanggul",
        "rumah",
        "anak",
        "guru",
        "juara",
        "tim",
        "voli",
    ),
)
SITES = ("kabarbrantas.example", "suara-lereng.co.id", "jatimkita.com", "KabarPesisir.id")
NAMES = ("Yanuar D", "Sari Wulandari", "Bagus Prasetyo, S.Sos", "Nur'aini R. Hasan", "Dimas A.")
CITIES = ("Surabaya", "KEDIRI", "Kota Batu", "KAB. MALANG")
DASHES = (" - ", " – ", " — ", "- ", " -- ")

words = st.sampled_from(WORDS)


def _title(parts: list[str]) -> str:
    return " ".join(part.capitalize() for part in parts)


titles = st.lists(words, min_size=4, max_size=10).map(_title)
_ends = st.sampled_from((".", ".", ".", "!", '," ujarnya.', " (3/6/2024).", "..."))
_middles = st.sampled_from(
    ("", "", " -", " –", ",", ' "', " 3-6 Juni", " jatimkita.com", " Rp 4.500", " [/]", " foto:")
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A paragraph of a body that ends like a sentence.

    The paragraph may hold dashes, domains and quotes.
    """
    parts = draw(st.lists(words, min_size=6, max_size=25))
    cut = draw(st.integers(1, len(parts) - 1))
    text = " ".join(parts[:cut]) + draw(_middles) + " " + " ".join(parts[cut:])
    return text[0].upper() + text[1:] + draw(_ends)


@st.composite
def labels(draw: st.DrawFn, word: str) -> str:
    """`word` as a label with any capitalization and any blanks around the colon."""
    shown = draw(st.sampled_from((word, word.upper(), word.lower(), word.title())))
    return (
        shown
        + draw(st.sampled_from(("", " ", "\xa0")))
        + ":"
        + draw(st.sampled_from(("", " ", "  ", "\xa0")))
    )


@dataclass
class Page:
    """A page as `lines`, with blank lines between its blocks, and its expected fields."""

    lines: list[str] = field(default_factory=list)
    headline: str = ""
    editor: str = ""
    byline: str = ""
    dateline: str = ""
    source: str = ""
    body: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    related: tuple[Related, ...] = ()

    def block(self, *lines: str) -> None:
        self.lines += [*lines, ""]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page with any of its pieces; names stand at the beginning or at the end."""
    page = Page()
    site = draw(st.sampled_from(SITES))
    if draw(st.booleans()):
        page.block(
            draw(
                st.sampled_from(
                    (f"Pixel Code {site}", site, f"Kabar Kita | {site}", f"https://{site}/")
                )
            )
        )
    page.headline = draw(titles)
    page.block(page.headline)
    people = _people(draw, page)
    photo = _photo(draw, page, site, below_names=bool(people))
    in_front = draw(st.booleans())
    head = [*people, *photo] if in_front or _is_bare(photo) else photo
    if head:
        page.block(*head)
    _body(draw, page, site)
    if people and not (in_front or _is_bare(photo)):
        page.block(*people)
    return page


def _is_bare(photo: list[str]) -> bool:
    return len(photo) == 1 and "foto" not in photo[0].lower()


def _people(draw: st.DrawFn, page: Page) -> list[str]:
    editor, writer = draw(st.permutations(NAMES))[:2]
    pieces = []
    if draw(st.booleans()):
        page.editor = editor
        pieces.append(draw(labels("Editor")) + editor)
    if draw(st.booleans()):
        page.byline = writer
        pieces.append(draw(labels(draw(st.sampled_from(("Reporter", "Penulis"))))) + writer)
    pieces = draw(st.permutations(pieces))
    separator = draw(st.sampled_from(("\n", " | ", ", ", " / ")))
    return separator.join(pieces).split("\n") if pieces else []


def _photo(draw: st.DrawFn, page: Page, site: str, *, below_names: bool) -> list[str]:
    caption = draw(titles.filter(lambda text: text != page.headline))
    credit = draw(st.sampled_from((f"Humas Kota/{site}", "Istimewa", "Dok. Warga", site)))
    word = draw(st.sampled_from(("Foto", "FOTO", "foto")))
    credited = f"{caption} ({word}: {credit})"
    labelled = draw(labels("Foto"))
    shapes: list[tuple[list[str], Photo]] = [
        ([credited], Photo(caption=caption, credit=credit)),
        ([credited, credited], Photo(caption=caption, credit=credit)),
        ([caption, credited], Photo(caption=caption, credit=credit)),
        ([f"{labelled}{caption} ({credit})"], Photo(caption=caption, credit=credit)),
        ([f"{caption} ({word}/Ist)"], Photo(caption=caption, credit="Ist")),
        ([f"{labelled}Dok. Polres"], Photo(credit="Dok. Polres")),
        ([caption, f"{labelled}Dok. Polres"], Photo(caption=caption, credit="Dok. Polres")),
    ]
    if below_names:
        shapes += [
            ([caption], Photo(caption=caption)),
            ([caption, caption], Photo(caption=caption)),
        ]
    if draw(st.booleans()):
        return []
    lines, photo = draw(st.sampled_from(shapes))
    page.photos = (photo,)
    return lines


def _body(draw: st.DrawFn, page: Page, site: str) -> None:
    page.body = tuple(draw(st.lists(sentences(), min_size=1, max_size=6)))
    opening = _dateline(draw, page, site)
    links = draw(st.dictionaries(st.integers(0, len(page.body) - 1), _links(), max_size=3))
    for number, paragraph in enumerate(page.body):
        page.block((opening if number == 0 else "") + paragraph)
        if number in links:
            lines, stories = links[number]
            page.block(*lines)
            page.related = tuple(dict.fromkeys((*page.related, *stories)))


def _dateline(draw: st.DrawFn, page: Page, site: str) -> str:
    city = draw(st.sampled_from(CITIES))
    shape, page.dateline, page.source = draw(
        st.sampled_from(
            (
                ("", "", ""),
                (site, "", site),
                (f"{city}, {site}", city, site),
                (f"{city} ({site})", city, site),
                (f"{site}, {city}", city, site),
                (f"{site} ({city})", city, site),
            )
        )
    )
    return shape + draw(st.sampled_from(DASHES)) if shape else ""


@st.composite
def _links(draw: st.DrawFn) -> tuple[list[str], tuple[Related, ...]]:
    label = draw(labels("Baca juga")).rstrip()
    several = draw(st.lists(titles, min_size=1, max_size=3, unique=True))
    one, url = several[0], "https://kabarbrantas.example/a-b_c?x=1"
    plain = tuple(Related(title=title) for title in several)
    linked = (Related(title=one, url=url),)
    shapes: list[tuple[list[str], tuple[Related, ...]]] = [
        ([label, *several], plain),
        ([label, "", *several[:1]], plain[:1]),
        ([f"{label} {one}"], plain[:1]),
        ([label, *(f"- {title}" for title in several)], plain),
        ([label, *(f"{number}. {title}" for number, title in enumerate(several, 1))], plain),
        ([f"{label} {one} ({url})"], linked),
        ([f"{label} [{one}]({url})"], linked),
        ([f"**{label}** [{one}]({url})"], linked),
        ([label, f"{one} {url}"], linked),
        ([label, one, url], linked),
        ([f"{label} {one}", url], linked),
    ]
    return draw(st.sampled_from(shapes))

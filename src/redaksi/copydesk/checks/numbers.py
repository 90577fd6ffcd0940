"""Numbers: separators of thousands, small numbers in words, times of day."""

import re
from collections import Counter
from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.pattern_search import PatternSearch
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage

_UNITS = (
    "orang|jiwa|warga|rumah|unit|ekor|hektare|ton|kilogram|kg|meter|kilometer|km|liter|lembar"
    "|butir|buah|eksemplar"
    "|penumpang|pemilih|suara|siswa|mahasiswa|peserta|personel|karyawan|pekerja|penonton"
    "|pengunjung|kursi|bibit|pohon"
    "|rupiah|dolar|keluarga|kk|desa|sekolah|pasien|kasus|korban"
)
_COMMAS = re.compile(r"(?<![\w.,])(?:Rp ?)?(?P<cut>\d{1,3}(?:,\d{3}){1,5})(?![\d,]|\.\d)")
_BARE = re.compile(
    rf"(?<![\w.,/:()-])(?:Rp ?(?P<rp>\d{{4,15}})|(?P<bare>\d{{4,12}})(?= "
    rf"(?:{_UNITS})\b))(?![\d.,/:-]?\d)"
)
_COUNTED = re.compile(
    r" (?:orang|jiwa|warga|rumah|unit|ekor|lembar|butir|buah|karung|kursi|penonton|pemilih"
    r"|dolar)\b"
)
_SCALE = re.compile(r" (?:juta|miliar|triliun)\b")
_MEASURED = re.compile(r" (?:meter|kilometer|km|kilogram|kg|hektare|liter|lembar|rupiah|dolar)\b")
_YEARS = range(1800, 2101)
_SMALL = re.compile(
    r"(?<![\w.,/:()–-])(?P<cut>[1-9])"
    r"(?= (?:orang|kali|anak|warga|korban|siswa|remaja|rumah|desa|hari|bulan|pekan|minggu)\b)"
)
_WORDS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_FIGURES = re.compile(r"\d[\d.,]{0,20}")
_TIME = PatternSearch(
    r"(?<!\w)[Pp]ukul (?P<cut>(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?)(?![\d:]|\.\d)"
)
_ZONE = PatternSearch(r"(?i)(?<=\d )(?:wib|wita|wit)(?!\w)")
_LAST_HOUR = 24
_LAST_MINUTE = 59


def comma_thousands(page: Page, _rule: Rule) -> Iterator[Hit]:
    """Thousands separated by commas (1,500,000).

    Such a number is certain in money, with two commas, and before a noun that has no fractions.
    """
    for passage, found in _each(page, _COMMAS, ","):
        groups = found["cut"].split(",")
        money = found[0].startswith("Rp") and not _SCALE.match(passage.plain, found.end())
        if len(groups) > 2 or money or _COUNTED.match(passage.plain, found.end()):  # noqa: PLR2004
            yield Hit(passage, *found.span("cut"), found["cut"].replace(",", "."))


def bare_thousands(page: Page, _rule: Rule) -> Iterator[Hit]:
    """Thousands without separators, before the counted noun or in money."""
    for passage, found in _each(page, _BARE):
        group = "rp" if found["rp"] else "bare"
        number = int(found[group])
        year = (
            number in _YEARS
            and group == "bare"
            and not _MEASURED.match(passage.plain, found.end())
        )
        if not found[group].startswith("0") and not year:
            yield Hit(passage, *found.span(group), f"{number:,}".replace(",", "."))


def small_figures(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A number of one figure before the counted noun, in a sentence without other numbers."""
    for passage in page.prose:
        if not (passage.has_figures and _SMALL.search(passage.plain)):
            continue
        figures = Counter(
            passage.sentence(number.start()) for number in _FIGURES.finditer(passage.plain)
        )
        for found in _SMALL.finditer(passage.plain):
            if figures[passage.sentence(found.start())] == 1:
                yield Hit(passage, *found.span("cut"), _WORDS[int(found["cut"])])


def time_of_day(page: Page, _rule: Rule) -> Iterator[Hit]:
    """An impossible time of day."""
    for passage, found in _TIME.found(page):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if hour > _LAST_HOUR or minute > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
            yield Hit(passage, *found.span("cut"))


def time_zone(page: Page, _rule: Rule) -> Iterator[Hit]:
    """WIB, WITA and WIT in small letters after a time."""
    for passage, found in _ZONE.found(page):
        if not found[0].isupper():
            yield Hit(passage, *found.span(), found[0].upper())


def _each(
    page: Page, pattern: re.Pattern[str], needed: str = ""
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every match of `pattern` in passages that contain `needed` and a figure."""
    for passage in page.passages:
        if passage.has_figures and needed in passage.plain:
            for found in pattern.finditer(passage.plain):
                yield passage, found

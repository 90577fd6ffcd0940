"""Who is not guilty yet: words that pass a verdict before a court does."""

import re
from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit, either, whole
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.search import Search
from redaksi.copydesk.tokens import Page, Span

_TRADES = either(
    "pasar usaha industri umkm ekonomi sejarah seni bisnis wisata pariwisata perjalanan budaya kebudayaan"
    " olahraga logistik perdagangan pertanian perikanan peternakan ekspor impor jasa kreatif pembangunan"
    " pertunjukan musik film media politik transportasi perbankan keuangan properti teknologi ritel migas"
)
"""Whose `pelaku` are people at work: pelaku usaha, pelaku pasar."""

_GUILTY = Search(
    rf"\b(?:pelaku(?! (?:utama )?{_TRADES}\b)|"
    + either(
        "pembunuh koruptor pencuri perampok penjambret pencopet pemerkosa penipu pengedar begal maling"
        " teroris penganiaya pembegal penculik"
    )
    + r")(?:nya)?\b(?!-)"
)
_SEIZE = either("tangkap ringkus bekuk amankan ciduk tahan gelandang borgol gulung")
_SEIZING = re.compile(
    r"\b(?:"
    + either("menangkap meringkus membekuk mengamankan menciduk menahan menggelandang memborgol menggulung")
    + rf"|{_SEIZE})(?: [\w-]{{1,20}}){{0,4}} $"
)
_SEIZED = re.compile(
    rf"[^.;]{{0,60}}?\b(?:di{_SEIZE}|dijebloskan|dijerat|tertangkap|menyerahkan diri|berinisial|bernama)\b"
    r"|,? [a-z' .]{2,40} \(\d{2}\)"
)
_IN_DOUBT = re.compile(
    r"\b(?:diduga|terduga|dugaan|disangka|dituduh|dituding|bukan)(?: [\w-]{1,20}){0,3} $"
    r"|\b(?:korban|kasus|saksi|film|novel|lagu) $"
)
_NOBODY_YET = re.compile(
    whole(
        "belum segera agar supaya minta meminta desak mendesak didesak harus jika bila kalau apabila memburu"
        " diburu buron buru mengejar dikejar setiap siapa_pun akan berharap gagal upaya untuk bagi seharusnya"
        " sebaiknya"
    )
)
_CONVICTED = re.compile(
    whole(
        "terpidana divonis memvonis vonis inkrah inkracht kekuatan_hukum_tetap terbukti_bersalah"
        " menjatuhkan_hukuman menghukum dihukum narapidana eks_napi mantan_napi"
    )
)


def guilt_before_verdict(page: Page, _rule: Rule) -> Iterator[Hit]:
    """Somebody seized or named who is called a culprit, in an article that tells of no verdict; once a sentence."""
    called = _GUILTY.passages(page)
    if not called or _CONVICTED.search(page.lower):
        return
    for passage in called:
        sentences: set[Span] = set()
        for found in _GUILTY.regex.finditer(passage.lower):
            sentence = passage.sentence(found.start())
            if sentence not in sentences and _is_presumed(passage.lower, sentence, found):
                sentences.add(sentence)
                yield Hit(passage, *found.span())


def _is_presumed(text: str, sentence: Span, found: re.Match[str]) -> bool:
    before, after = text[sentence[0] : found.start()], text[found.end() : sentence[1]]
    seized = _SEIZED.match(after)
    told = before + (seized[0] if seized else "")
    return bool(seized or _SEIZING.search(before)) and not (_IN_DOUBT.search(before) or _NOBODY_YET.search(told))

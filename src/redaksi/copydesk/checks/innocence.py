"""The presumption of innocence: words that pass a verdict before a court does."""

import re
from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit, either, whole
from redaksi.copydesk.pattern_search import PatternSearch
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage, Span
from redaksi.domain.finding import Scope

_TRADES = either(
    "pasar usaha industri umkm ekonomi sejarah seni bisnis wisata pariwisata perjalanan budaya "
    "kebudayaan"
    " olahraga logistik perdagangan pertanian perikanan peternakan ekspor impor jasa kreatif "
    "pembangunan"
    " pertunjukan musik film media politik transportasi perbankan keuangan properti teknologi "
    "ritel migas"
)
"""Fields whose `pelaku` are people at work: pelaku usaha, pelaku pasar."""

_FIGURES = either(
    "perhatian hati gol poin panggung start kesempatan raksasa nomor waktu harapan senyap sunyi "
    "diam-diam daya selera"
)
"""Objects of figures of speech: pencuri perhatian, pembunuh raksasa."""

_GUILTY = PatternSearch(
    rf"\b(?:pelaku(?! (?:utama )?{_TRADES}\b)|"
    + either(
        "pembunuh koruptor pencuri perampok penjambret pencopet pemerkosa penipu pengedar begal "
        "maling"
        " teroris penganiaya pembegal penculik penadah pencabul bandar_narkoba bandar_sabu "
        "bandar_ganja bandar_judi"
        " bandar_togel kurir_narkoba kurir_sabu otak_perampokan otak_pembunuhan otak_pencurian "
        "dalang_pembunuhan"
        " bandar_besar predator_anak predator_seks predator_seksual pembuang_bayi"
        " pembacok penusuk penikam pemeras pemalak pembobol penyekap peleceh penyelundup penyuap "
        "perundung"
    )
    + rf")(?:nya)?\b(?!-| secepat| segera| {_FIGURES}\b)"
)
_SEIZE = either("tangkap ringkus bekuk amankan ciduk tahan gelandang borgol gulung")
_BEHIND = r"(?: [\w-]{1,20}+){0,4} $"
_SEIZING = re.compile(
    r"\b"
    + either(
        "menangkap meringkus membekuk mengamankan menciduk menahan menggelandang memborgol "
        "menggulung"
    )
    + _BEHIND
)
_SEIZING_SHORT = re.compile(rf"\b{_SEIZE}{_BEHIND}")
"""The short forms of headlines: Polisi Tangkap Maling."""
_SEIZED = re.compile(
    rf"[^.;]{{0,60}}?\b(?>di{_SEIZE}|(?:kami|kita) "
    rf"['‘]?{_SEIZE}|dijebloskan|dijerat|digiring|dilumpuhkan|tertangkap"
    r"|menyerahkan diri|berinisial|(?<!tidak )bernama|(?:itu |ini |tersebut )mengaku)\b"
    r"|,?(?: [a-z'.]{1,20}+){1,5} (?>\(\d{2}\)|alias )|,? (?>masing-masing|yakni|yaitu) "
)
_IN_DOUBT = re.compile(
    r"\b(?>diduga|terduga|dugaan|disangka|dituduh|dituding|bukan)(?: [\w-]{1,20}+){0,3} $"
    r"|\b(?>korban|kasus|saksi|film|novel|lagu) $"
)
_DEED = re.compile(
    r" "
    + either(
        "membawa membunuh menghabisi membacok menusuk menikam menganiaya mengeroyok mencuri "
        "merampok merampas menggasak"
        " menyekap mencabuli memerkosa memperkosa menyetubuhi melecehkan menipu mengancam mengaku "
        "nekat tega"
    )
    + r"\b"
)
"""The deed of a `pelaku`, in an article in which a person is held."""
_HELD = re.compile(
    whole(
        "ditangkap dibekuk diringkus diciduk ditahan menangkap membekuk meringkus menciduk "
        "menahan bekuk ringkus"
        " tersangka terdakwa terlapor didakwa"
    )
)
_LAW = frozenset(
    (
        *(
            "polisi",
            "polres",
            "polsek",
            "polda",
            "polrestabes",
            "penyidik",
            "jaksa",
            "kejaksaan",
            "pengadilan",
            "kpk",
        ),
        *("tersangka", "terdakwa", "terlapor"),
    )
)
"""Words that show that `held` means an arrest, not a striker on the pitch."""
_THIS_ONE = re.compile(
    r"(?: (?!yang )[a-z]{3,15}+){0,2}? (?:itu|tersebut)\b"
    r"| (?>adik|kakak|anak|istri|suami|ayah|ibu|putra|putri|saudara) (?:saya|kami)\b"
)
"""Words after a noun that refer to a person known to the reader."""
_CALLED = re.compile(r"(?: [a-z]{3,15}+){0,2},? [A-Z]{2}(?![\w-])")
"""Initials that belong to the noun before them."""
_POINTED_AT = re.compile(
    r"\b(?>keterangan|pengakuan|pemeriksaan|memeriksa|menginterogasi|penangkapan)(?: "
    r"sementara)?(?: (?>dari|terhadap))?"
    r"(?: para)? $|\b(?>[Ss]i|[Ss]ang|[Kk]edua|[Kk]etiga|[Kk]eempat|[Kk]elima) $"
    r"|(?:\(\d{2}\),|\b[A-Z]{2},|\b(?>[Tt]ersangka|[Tt]erdakwa|[Tt]erlapor) "
    r"(?>adalah|ialah|merupakan)"
    r"|\b(?>ditetapkan|menetapkan)(?: [\w().-]{1,20}+){0,6}? sebagai) $"
)
"""Words before a noun that apply the noun to a named person."""
_SOMEBODY = (
    r"(?:[A-Z]{2,3}|[Mm]ereka|[Kk]eduanya|[Kk]etiganya"
    r"|(?>[Tt]ersangka|[Tt]erdakwa|[Tt]erlapor)(?: [A-Z][\w.]{0,20}+){0,3}+"
    r"|(?>[Pp]ria|[Ll]elaki|[Pp]erempuan|[Ww]anita|[Rr]emaja|[Aa]nak|[Pp]emuda|[Pp]elajar|[Ss]iswa"
    r"|[Gg]uru|[Ss]opir"
    r"|[Bb]ocah|[Aa]yah|[Pp]aman|[Kk]akek)(?: [a-z]{3,12}+)? "
    r"(?>itu|tersebut)|[A-Z][a-z]{1,20}+(?: \(\d{2}\))?+"
    r"|(?P<blamed>[Dd]ia(?:lah)?) (?:memang )?yang)"
)
_TELLING = PatternSearch(
    rf"\b(?P<who>{_SOMEBODY})"
    r"(?: (?>lalu|kemudian|juga|sempat|nekat|tega|sudah|telah|pernah|langsung|kerap|berulang "
    r"kali)){0,2}+"
    r" (?P<cut>(?>membunuh|menghabisi|membacok|menikam|menusuk|menganiaya|mengeroyok|menyiksa"
    r"|memukuli|mencuri|merampok"
    r"|merampas|menjambret|mencabuli|memerkosa|memperkosa|merudapaksa|menyetubuhi|melecehkan"
    r"|menyekap|menculik|mencekik"
    r"|menggelapkan|menipu|memeras|menyuap|mengedarkan|menggasak|menggondol|membobol|menodong"
    r"|memalak|menyelundupkan"
    r"|memalsukan))\b"
)
"""A person and the deed that the article ascribes to them."""
_ACCUSED = re.compile(
    r"\b(?>[Tt]ersangka|[Tt]erdakwa|[Tt]erlapor|menangkap|menahan|ditangkap|ditahan|berinisial)\b"
)
_NAMED = re.compile(
    r"\b(?:[A-Z][a-z]{1,20}+ ){0,3}[A-Z][a-z]{1,20}+(?= \(\d{2}\))|\b[A-Z]{1,3}(?= \(\d{2}\))"
)
_INITIALS = re.compile("[A-Z]{2}")
_SUSPECTS = frozenset(("tersangka", "terdakwa", "terlapor", "mereka", "keduanya", "ketiganya"))
_SAID = re.compile(
    whole(
        "diduga dugaan menduga disangka disangkakan dituduh tuduhan menuduh didakwa dakwaan "
        "mendakwa menurut kata ujar"
        " ucap tutur jelas mengatakan menyebut menyebutkan disebut menyatakan menjelaskan "
        "menuturkan mengungkapkan"
        " mengaku mengakui pengakuan keterangan laporan melaporkan dilaporkan membantah jika bila "
        "apabila kalau akan"
        " hendak berencana ingin bukan tidak belum tak rekonstruksi memeragakan adegan film novel"
    )
)
"""Words that make a deed a statement of somebody."""
_ASKED = re.compile(
    r"\b(?>meminta|minta|menuntut|dituntut|agar|supaya|dapat|bisa|akan|terancam|harus|pernah|jika"
    r"|bila)" + _BEHIND
)
"""Words that show that a verdict is only demanded, or is an old one."""
_WINDOW = 130
"""Characters before a word in which an arrest or a doubt is searched for."""
_NOBODY_YET = re.compile(
    whole(
        "belum segera agar supaya minta meminta desak mendesak didesak harus jika bila kalau "
        "apabila memburu"
        " diburu buron buru mengejar dikejar setiap siapa_pun akan berharap gagal upaya untuk "
        "bagi seharusnya"
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
    """A seized or named person who is called a culprit, in an article that reports no verdict.

    At most one place per sentence is reported.
    """
    called = _GUILTY.passages(page)
    if not called or _is_convicted(page.lower):
        return
    held = bool(_HELD.search(page.lower))
    accused = held and not _LAW.isdisjoint(page.index)
    for passage in called:
        told: Span | None = None
        open_since: dict[Span, int] = {}
        for found in _GUILTY.regex.finditer(passage.lower):
            sentence = passage.sentence(found.start())
            if sentence == told or not _is_presumed(
                passage, sentence, found, held=held, accused=accused
            ):
                continue
            if sentence not in open_since:
                nobody = _NOBODY_YET.search(passage.lower, *sentence)
                open_since[sentence] = nobody.end() if nobody else len(passage.lower) + 1
            seized = _SEIZED.match(passage.lower, found.end(), sentence[1])
            if open_since[sentence] > (seized.end() if seized else found.start()):
                told = sentence
                yield Hit(passage, *found.span())


def deed_told_as_fact(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A deed of an accused person, told as a fact, in an article that reports no verdict.

    A deed that the sentence ascribes to a source is not reported.
    """
    telling = _TELLING.passages(page)
    if (
        not telling
        or _LAW.isdisjoint(page.index)
        or not _HELD.search(page.lower)
        or _is_convicted(page.lower)
    ):
        return
    names = _accused(page)
    for passage in telling:
        for found in _TELLING.regex.finditer(passage.plain):
            who = found["who"].split()
            somebody = (
                len(who) > 1
                or who[0].lower() in _SUSPECTS
                or who[0] in names
                or _INITIALS.fullmatch(who[0])
            )
            said = not found["blamed"] and _SAID.search(
                passage.lower, *passage.sentence(found.start())
            )
            if somebody and not said:
                yield Hit(passage, *found.span("cut"))


def _accused(page: Page) -> set[str]:
    """The parts of the names that stand with an age in a sentence about suspects and arrests."""
    return {
        part
        for passage in page.passages
        for start, end in passage.sentences
        if _ACCUSED.search(passage.plain, start, end)
        for found in _NAMED.finditer(passage.plain, start, end)
        for part in found[0].split()
    }


def _is_convicted(text: str) -> bool:
    """Whether `text` reports a verdict."""
    return any(
        not _ASKED.search(text[max(0, found.start() - _WINDOW) : found.start()])
        for found in _CONVICTED.finditer(text)
    )


def _is_presumed(
    passage: Passage, sentence: Span, found: re.Match[str], *, held: bool, accused: bool
) -> bool:
    """Whether the word `found` in `sentence` means a seized or named person, without any doubt."""
    text, (start, end) = passage.lower, found.span()
    before = text[max(sentence[0], start - _WINDOW) : start]
    if _IN_DOUBT.search(before):
        return False
    if _CALLED.match(passage.plain, end, sentence[1]):
        return True
    pointed = _THIS_ONE.match(text, end, sentence[1]) or _POINTED_AT.search(
        passage.plain[start - len(before) : start]
    )
    if accused and pointed:
        return True
    short = passage.scope in {Scope.HEADLINE, Scope.DECK} and _SEIZING_SHORT.search(before)
    return bool(
        short
        or _SEIZING.search(before)
        or _SEIZED.match(text, end, sentence[1])
        or (held and found[0] == "pelaku" and _DEED.match(text, end, sentence[1]))
    )

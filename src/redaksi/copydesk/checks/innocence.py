"""Who is not guilty yet: words that pass a verdict before a court does."""

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
"""Whose `pelaku` are people at work: pelaku usaha, pelaku pasar."""

_FIGURES = either(
    "perhatian hati gol poin panggung start kesempatan raksasa nomor waktu harapan senyap sunyi "
    "diam-diam daya selera"
)
"""What is stolen or killed in figures of speech: pencuri perhatian, pembunuh raksasa."""

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
"""As headlines say it: Polisi Tangkap Maling."""
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
"""What a `pelaku` is said to have done, where somebody is held."""
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
"""One of them shows that who is held is no striker."""
_THIS_ONE = re.compile(
    r"(?: (?!yang )[a-z]{3,15}+){0,2}? (?:itu|tersebut)\b"
    r"| (?>adik|kakak|anak|istri|suami|ayah|ibu|putra|putri|saudara) (?:saya|kami)\b"
)
"""What stands behind a word that means somebody known to the reader."""
_CALLED = re.compile(r"(?: [a-z]{3,15}+){0,2},? [A-Z]{2}(?![\w-])")
"""Initials behind a word, which they belong to."""
_POINTED_AT = re.compile(
    r"\b(?>keterangan|pengakuan|pemeriksaan|memeriksa|menginterogasi|penangkapan)(?: "
    r"sementara)?(?: (?>dari|terhadap))?"
    r"(?: para)? $|\b(?>[Ss]i|[Ss]ang|[Kk]edua|[Kk]etiga|[Kk]eempat|[Kk]elima) $"
    r"|(?:\(\d{2}\),|\b[A-Z]{2},|\b(?>[Tt]ersangka|[Tt]erdakwa|[Tt]erlapor) "
    r"(?>adalah|ialah|merupakan)"
    r"|\b(?>ditetapkan|menetapkan)(?: [\w().-]{1,20}+){0,6}? sebagai) $"
)
"""What stands before one: it is said of somebody who was named."""
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
"""Somebody of whom a deed is told."""
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
"""What makes of a deed something that somebody says."""
_ASKED = re.compile(
    r"\b(?>meminta|minta|menuntut|dituntut|agar|supaya|dapat|bisa|akan|terancam|harus|pernah|jika"
    r"|bila)" + _BEHIND
)
"""What makes a verdict one that is only asked for, or an old one."""
_WINDOW = 130
"""Characters before a word that may tell of an arrest or of doubt."""
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
    """Somebody seized or named who is called a culprit, in an article that tells of no verdict;
    once a sentence.
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
    """What somebody accused is told to have done, with nobody who says so, in an article that
    tells of no verdict.
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
    """The parts of the names of those who stand, with their ages, in a sentence about suspects
    and arrests.
    """
    return {
        part
        for passage in page.passages
        for start, end in passage.sentences
        if _ACCUSED.search(passage.plain, start, end)
        for found in _NAMED.finditer(passage.plain, start, end)
        for part in found[0].split()
    }


def _is_convicted(text: str) -> bool:
    """Whether `text` tells of a verdict that was passed."""
    return any(
        not _ASKED.search(text[max(0, found.start() - _WINDOW) : found.start()])
        for found in _CONVICTED.finditer(text)
    )


def _is_presumed(
    passage: Passage, sentence: Span, found: re.Match[str], *, held: bool, accused: bool
) -> bool:
    """Whether the word `found` in `sentence` stands for somebody seized or named, without a
    word of doubt.
    """
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

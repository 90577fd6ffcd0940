"""Protected identities: children in criminal cases, victims of sexual violence."""

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from redaksi.copydesk.checks.base import Hit, either, whole
from redaksi.copydesk.pattern_search import PatternSearch
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage, Span
from redaksi.text.calendar import DAYS, MONTHS

_TOLD: WeakKeyDictionary[Page, list[Hit]] = WeakKeyDictionary()
_ADULT = 18
_FIGURE = re.compile(r"\d")

_CRIME = PatternSearch(
    "cabul|setubuh|erkosa|rudapaksa|leceh|aniaya|eroyok|bacok|rampok|begal|culik|rundung|bully"
    "|curi(?!g)|bunuh"
    r"|kekerasan|tawuran|narkoba|menangkap|buang bayi|aborsi|penjara"
    r"|\bsabu\b|tersangka|pidana|ditangkap|diamankan|asusila"
)
_SEXUAL = PatternSearch(
    r"cabul|perkosa|erkosa|rudapaksa|setubuh|pelecehan|kekerasan "
    r"seksual|dilecehkan|melecehkan|asusila"
)
_DISGUISED = PatternSearch(
    r"bukan nama sebenarnya|sebut saja|nama samaran|(?:nama|identitas)(?:nya)?(?: \w{1,10})? "
    r"(?:di)?samarkan"
)

_CHILDREN = "anak siswa siswi pelajar bocah balita remaja santri santriwati murid gadis"
_CHILD = re.compile(
    rf"\b{either(_CHILDREN)}(?:nya)?\b"
    r"|\((?:\d|1[0-7])\)|\b(?:ber)?(?:usia|umur) (?:\d|1[0-7]) tahun"
)
_ROLE = re.compile(
    r"(?<!tidak )(?<!tak )(?<!bukan )"
    + whole(
        "korban tersangka pelaku saksi_korban saksi_mata saksi_kunci ditangkap diamankan dianiaya "
        "dicabuli"
        " diperkosa dirudapaksa dilecehkan disetubuhi dibacok dikeroyok dirundung dibunuh diculik "
        "terlibat"
        " diperiksa menangkap ditahan terancam membacok mengeroyok menganiaya mencuri membunuh "
        "membegal"
    )
)
"""The part that a person has in a case."""
_POINTS = re.compile(
    whole(
        "ayah ibu bapak orang_tua putranya putrinya anaknya korban pelapor"
        " ayahnya ibunya bapaknya orang_tuanya keluarganya sekolahnya bersekolah mondok rumahnya"
        " tinggal teman_sekelas teman_sekelasnya dipukul ditendang dihajar perundungan"
    )
)
"""Words that refer to the child that the article mentioned before."""
_LEADS_TO_VICTIM = re.compile(
    whole(
        "korban adiknya kakaknya anaknya putrinya ibunya ayahnya bapaknya orang_tuanya "
        "keluarganya bersekolah"
        " kuliah bertetangga"
    )
)
_TEACHING = re.compile(
    whole(
        "sosialisasi menyosialisasikan penyuluhan mencegah pencegahan simulasi deklarasi edukasi"
    )
)

_WORD = r"[A-Z][a-z]{1,20}+"
_NAME = rf"{_WORD}(?:['’-][A-Za-z]{{1,20}}+)?+(?: (?>{_WORD}|[A-Z]\.|binti|bin)){{0,4}}+"
"""A name; initials alone do not match."""
_PLACE = (
    r"[A-Z][\w-]{1,20}+(?:\.[\w-]{1,20}+)?+(?: [A-Z\d][\w/-]{0,20}+(?:\.[\w-]{1,20}+)?+){0,5}+"
)
_NO_NAME = frozenset(
    (
        "anak perempuan wanita siswa siswi pelajar bocah gadis remaja santri murid korban "
        "tersangka pelaku saksi bayi"
        " balita putra putri usia umur pasal ayat selama hampir sekitar lebih sudah setelah "
        "penjara hukuman dalam sejak"
        " kota kabupaten desa kecamatan kelurahan provinsi sekolah madrasah pondok pesantren "
        "universitas taman kelas"
        f" ayah ibu bapak orang keluarga {' '.join((*DAYS, *MONTHS)).lower()}"
    ).split()
)

_AGED = re.compile(
    rf"(?P<name>{_NAME})(?: \((?P<age>\d{{1,2}})\)|,? (?:yang )?(?:{either(_CHILDREN)} )?"
    r"(?:(?:baru |masih )?ber(?:usia|umur) )?(?P<years>\d{1,2}) tahun\b"
    rf"|, (?:seorang )?{either('siswa siswi pelajar bocah balita remaja santri santriwati murid')}"
    r"\b)"
)


def _called(group: str) -> str:
    """A pattern for a name after a word of kinship.

    The name follows directly, or after a comma and before an age or a second comma.
    """
    return rf"(?: (?:bernama )?|,(?= {_NAME}(?:,| \()) )(?P<{group}>{_NAME})"


_SCHOOL = (
    r"(?>(?:SD|SMP|SMA|SMK|MI|MTs|MA)N?|TK|SLB|Ponpes|(?:Pondok )?Pesantren|Taman Kanak-kanak"
    r"|Sekolah (?>Dasar|Menengah (?>Pertama|Atas|Kejuruan))|Madrasah "
    r"(?>Ibtidaiah|Ibtidaiyah|Tsanawiyah|Aliyah))"
    r"(?: \([A-Z]\w{1,4}\))?"
)
_TRACES = (
    re.compile(  # a school
        rf"\b(?P<cut>{_SCHOOL}(?: (?>Negeri|Swasta|Islam)){{0,2}} (?:\d{{1,3}}(?: "
        rf"{_WORD}){{0,2}}|{_PLACE}))"
    ),
    re.compile(  # a parent
        r"\b(?:[Aa]yah|[Ii]bu|[Bb]apak|[Oo]rang tua)(?: kandung| tiri)?(?: "
        rf"korban|nya){_called('cut')}"
        rf"|\b(?:[Aa]yah|[Ii]bu|[Bb]apak|[Nn]enek|[Kk]akek) {_WORD}, (?P<of>{_NAME})(?=,| \()"
        rf"|\b(?:[Aa]yah|[Ii]bu|[Bb]apak|[Oo]rang tua)(?:nya| korban| {_WORD})?,? (?:seorang )?"
        rf"(?P<trade>(?>pemilik|pengusaha|kepala|ketua|anggota|lurah|camat)(?: "
        rf"[a-z]{{3,15}}+){{0,2}}? {_PLACE})"
        rf"|\b(?:putra|putri|anak (?>kandung|sulung|bungsu|tunggal)) dari (?P<parent>{_NAME})"
        rf"|\b(?:anak|putra|putri) (?:dari )?pasangan (?P<pair>{_NAME}(?: dan {_NAME})?)"
        r"|\b(?:anak|putra|putri|cucu|keponakan) (?:(?:dari|seorang|kandung) "
        r")?(?P<office>(?>[Kk]epala|[Kk]etua"
        r"|[Cc]amat|[Ll]urah|[Bb]upati|[Ww]ali [Kk]ota|[Aa]nggota|[Pp]emilik|[Pp]engusaha) "
        rf"{_PLACE})"
    ),
    re.compile(  # another name
        r"\b(?>disapa|dipanggil|dijuluki|panggilan|panggilannya|sapaan|alias|"
        r"(?>korban|anak|siswa|siswi|bocah|remaja|pelajar|murid)(?: itu)?,? (?:yang )?bernama)"
        rf" (?P<cut>{_NAME})"
    ),
    re.compile(  # a home
        r"(?:(?:,|\b(?>itu|adalah|merupakan|seorang|asal|korban|anak|siswa|siswi|bocah|pelajar"
        r"|remaja|santri)) warga|\b"
        + either(
            "tinggal beralamat bertetangga berdomisili menetap rumah rumahnya Rumah Rumahnya "
            "kediaman kediamannya"
            " indekos"
        )
        + r"(?: [a-z]{2,15}+){0,6}? di) (?P<cut>(?:RT ?\d{1,3}(?: ?/? ?RW ?\d{1,3})? )?"
        rf"(?>Jalan|Jl\.?|Gang|Perumahan|Perum|Kompleks|Dusun|Desa|Kelurahan|Kampung) {_NAME}"
        r"(?: (?:RT|Nomor|No\.?) ?[\d/]{1,7})?)"
    ),
)
_VICTIM = re.compile(
    # People who are not the victim match first, without a group.
    r"\b(?>[Pp]endamping|[Kk]uasa hukum|[Pp]engacara|[Pp]sikolog|[Dd]okter)(?: hukum)? korban,? "
    rf"{_NAME}|"
    rf"\b[Kk]orban(?: [a-z]{{3,20}}+){{0,2}},? (?:yang )?(?>bernama|ialah|adalah|yakni|yaitu) "
    rf"(?P<named>{_NAME})"
    rf"|\b[Kk]orban,? (?P<apposed>{_NAME})(?= \(\d{{1,2}}+\)|,)"
    r"|\b[Kk]orban,? (?:yang )?(?>tinggal|bertempat "
    r"tinggal|beralamat|bersekolah|kuliah|mengajar|bekerja) di"
    rf" (?P<place>{_PLACE})"
    r"|\b[Kk]orban,? (?>seorang |yang merupakan )?(?>warga|siswi|siswa|mahasiswi|mahasiswa|santri)"
    rf" (?P<origin>(?:asal )?{_PLACE})"
    r"|\b[Ss]eorang (?>karyawati|pegawai|buruh|guru|perawat|siswi|mahasiswi|santriwati|murid"
    r"|pelajar)(?> di| asal)?"
    rf" (?P<post>(?>PT|CV|RS|RSUD|Hotel|Bank|Toko|Pabrik|Universitas|{_SCHOOL}) {_PLACE})"
    rf"|\b(?:di|dari|asal) {_NAME}(?:, {_NAME}){{0,3}}+"  # a place is no person
    rf"|(?P<before>{_NAME})(?: \(\d{{1,2}}+\))?, (?>salah (?>satu|seorang) |seorang |yang menjadi "
    rf")?korban\b"
    rf"|\b(?>mencabuli|memerkosa|memperkosa|menyetubuhi|merudapaksa)(?: [a-z]{{3,15}}+){{0,2}}?,? "
    rf"(?P<object>{_NAME})"
    r"|\b(?>pemerkosaan|perkosaan|pencabulan|pelecehan seksual|kekerasan seksual) "
    r"(?>terhadap|atas|kepada)"
    rf" (?P<against>{_NAME})"
    rf"|\b[Pp]enyintas(?: [a-z]{{3,15}}+){{0,2}}?,? (?P<survivor>{_NAME})"
    rf"|(?P<subject>{_NAME})(?: \(\d{{1,2}}+\))?,? (?:yang )?"
    r"(?>menjadi korban (?:pemerkosaan|perkosaan|pencabulan|pelecehan|kekerasan seksual)"
    r"|diperkosa|dicabuli|dilecehkan|disetubuhi|dirudapaksa"
    r"|mengaku (?:di(?:perkosa|cabuli|lecehkan|setubuhi|paksa|raba|ancam|rayu)|menjadi korban))\b"
    r"|\b(?>[Aa]yah|[Bb]apak|[Pp]aman|[Kk]akek|[Kk]akak|[Aa]bang)(?: "
    r"(?:kandung|tiri|angkat))?(?:nya| korban)"
    rf"(?: sendiri)?{_called('kin')}"
)


def child_identified(page: Page, _rule: Rule) -> Iterator[Hit]:
    """The name, school, home or parents of a child in a criminal case."""
    yield from _children(page)


def victim_identified(page: Page, _rule: Rule) -> Iterator[Hit]:
    """The name, home, school or kin of a victim of sexual violence.

    Places that `child_identified` reports are left out.
    """
    sexual = _SEXUAL.passages(page)
    if not sexual or _is_disguised(page):
        return
    told = {(id(hit.passage), hit.start) for hit in _children(page)}
    concerned = {id(passage) for passage in (*sexual, *page.holding({"korban"}))}
    for passage in page.passages:
        if id(passage) in concerned:
            for start, end in sorted({*_named_victims(passage), *_traces_of_victims(passage)}):
                if (id(passage), start) not in told:
                    yield Hit(passage, start, end)


def _children(page: Page) -> list[Hit]:
    """The places that identify a child in a criminal case.

    They are cached as long as the page exists, since both rules need them.
    """
    if page not in _TOLD:
        _TOLD[page] = _found_children(page)
    return _TOLD[page]


def _found_children(page: Page) -> list[Hit]:
    criminal = [passage for passage in _CRIME.passages(page) if _CRIME.regex.search(passage.lower)]
    lesson = page.passages[0].field == "headline" and _TEACHING.search(page.passages[0].lower)
    if not criminal or lesson or _is_disguised(page):
        return []
    case = any(_tells_of_child(passage, 0, len(passage.lower)) for passage in criminal)
    return [
        Hit(passage, *place)
        for passage in (page.passages if case else criminal)
        for place in sorted({*_named_children(passage), *_traces_of_children(passage, case=case)})
    ]


def _is_disguised(page: Page) -> bool:
    """Whether `page` says that a name was changed."""
    return any(_DISGUISED.regex.search(passage.lower) for passage in _DISGUISED.passages(page))


def _named_children(passage: Passage) -> Iterator[Span]:
    for found in _AGED.finditer(passage.plain):
        noun = (
            found["years"] and " " not in found["name"] and passage.opens_sentence(found.start())
        )
        if (
            int(found["age"] or found["years"] or 0) < _ADULT
            and _is_name(found["name"])
            and not noun
        ):
            yield found.span("name")


def _traces_of_children(passage: Passage, *, case: bool) -> Iterator[Span]:
    """The places that lead to a child with a part in a crime.

    The crime is in the same sentence, or is the `case` of the article.
    """
    for start, end in passage.sentences:
        told = _tells_of_child(passage, start, end) or (case and _leads(passage, start, end))
        if told and not _TEACHING.search(passage.lower, start, end):
            yield from _traces(passage, start, end)


def _traces_of_victims(passage: Passage) -> Iterator[Span]:
    for start, end in passage.sentences:
        if _LEADS_TO_VICTIM.search(passage.lower, start, end):
            yield from _traces(passage, start, end)


def _traces(passage: Passage, start: int, end: int) -> Iterator[Span]:
    """Schools, parents, homes and other names in `start`:`end`."""
    for trace in _TRACES:
        for found in trace.finditer(passage.plain, start, end):
            cut = found.span(found.lastgroup or 0)
            if not passage.is_titled or _FIGURE.search(
                passage.plain, *cut
            ):  # "SMP Jadi Korban" is no name of a school
                yield cut


def _named_victims(passage: Passage) -> Iterator[Span]:
    """The names, places and kin beside words about the violence, except in title case."""
    for found in _VICTIM.finditer(passage.plain):
        start, end = found.span(found.lastgroup or 0)
        if found.lastgroup and _is_name(passage.plain[start:end]) and not passage.is_titled:
            yield start, end


def _leads(passage: Passage, start: int, end: int) -> bool:
    """Whether `start`:`end`, in an article about such a case, refers to the child."""
    return bool(
        _POINTS.search(passage.lower, start, end) or _CHILD.search(passage.lower, start, end)
    )


def _tells_of_child(passage: Passage, start: int, end: int) -> bool:
    """Whether a child has a part in a crime in `start`:`end`."""
    told = all(one.search(passage.lower, start, end) for one in (_CRIME.regex, _CHILD, _ROLE))
    return told and not _TEACHING.search(passage.lower, start, end)


def _is_name(text: str) -> bool:
    return text.split(maxsplit=1)[0].lower() not in _NO_NAME

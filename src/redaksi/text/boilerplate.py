"""Lines around a text that are no copy of it.

A web page has buttons, notices and its time of publication; a press release names what it is.

Pure.
"""

import re

from redaksi.text.calendar import DAYS, MONTHS

_SHARED_ON = frozenset(
    [
        "facebook",
        "twitter",
        "whatsapp",
        "telegram",
        "linkedin",
        "pinterest",
        "instagram",
        "threads",
    ]
)
_SHARING = frozenset(["share", "bagikan", "sebarkan", "tweet"])
_BESIDE = frozenset(
    (
        *(
            "on",
            "to",
            "via",
            "ke",
            "di",
            "lewat",
            "melalui",
            "x",
            "line",
            "email",
            "copy",
            "link",
            "salin",
            "tautan",
        ),
        *("artikel", "berita", "ini", "dan"),
    )
)
_NOTICES = frozenset(
    ["advertisement", "iklan", "lanjut baca di bawah iklan", "copy link", "salin tautan"]
    + [f"scroll to continue with {what}" for what in ("content", "reading")]
)
_WORD = re.compile(r"[^\W_]+")

_DAY = "|".join((*DAYS, "Jum'at", "Ahad"))
_MONTH = f"(?:{'|'.join((*MONTHS, *(month[:3] for month in MONTHS), 'Agt', 'Sept'))})"
_DATE = (
    rf"(?:\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, "
    rf"\d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
)
_TIME = r"(?:(?:pukul|jam) )?\d{1,2}[.:]\d\d(?:[.:]\d\d)?(?: ?(?:WIB|WITA|WIT|AM|PM))?"
_STAMP = re.compile(
    rf"(?:(?:{_DAY}),? )?(?:{_DATE}(?:,? ?[|/–—-]? "
    rf"?(?:{_TIME}|WIB|WITA|WIT))?|{_TIME}(?<=[MTAB]))[.]?",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\s?[|•·–—,-]\s")
_LONGEST = 60
"""The length of the longest stamp and of the longest line above a release, in characters."""

_NUMBER = r"(?:nomor|number|no|ref)\b[ .:]{0,4}[\w./-]{0,40}\d[\w./-]*"
_RELEASE = re.compile(
    r"(?:(?:siaran|rilis|keterangan) pers|pers rilis|(?:press|media|news) release"
    r"|(?:untuk )?segera (?:disiarkan|dirilis|dimuat|diterbitkan)|for immediate release"
    rf")(?: {_NUMBER})?|{_NUMBER}",
    re.IGNORECASE,
)


def is_button(line: str) -> bool:
    """Whether `line` consists only of buttons ("Share on Facebook") or is a notice of the page.

    "ADVERTISEMENT" is such a notice.
    """
    words = _WORD.findall(line[: 5 * _LONGEST].lower())
    if " ".join(words) in _NOTICES:
        return True
    known = _SHARED_ON | _SHARING | _BESIDE
    return (
        not _SHARED_ON.isdisjoint(words)
        and not _SHARING.isdisjoint(words)
        and known.issuperset(words)
    )


def is_stamp(line: str) -> bool:
    """Whether `line` consists only of a date, a time with its time zone, or both.

    An example is "Sabtu, 22 November 2025 | 09:12 WIB".
    """
    return len(line) <= _LONGEST and bool(_STAMP.fullmatch(line.strip("*_()[] ")))


def is_release_line(line: str) -> bool:
    """Whether `line` only says that a press release follows, or gives its number.

    Examples are "SIARAN PERS", "Nomor: 112/SP/XI/2026" and "For immediate release".
    """
    return len(line) <= _LONGEST and bool(_RELEASE.fullmatch(line.strip("#*_()[] .:!")))


def without_stamp(line: str) -> str:
    """`line` without the stamp at its end: "Oleh: Ani | 22 November 2025" becomes "Oleh: Ani"."""
    for found in _STAMPED.finditer(line):
        if is_stamp(line[found.end() :]):
            return line[: found.start()]
    return line

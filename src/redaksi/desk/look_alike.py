"""Names that only look like those of the team: whoever brings a new one takes nobody's place by
it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from redaksi.domain.article import Member, Team
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.text import clean

_LIKE = {
    "10|": "lol",
    "авекіјӏмнпорстуүхѕһԁԛԝг": "abekijlmhnopctyyxshdqwr",  # Cyrillic
    "АВЕКМНОРСТУҮХІЈӀЅԌҺԚԜ": "abekmhopctyyxijlsghqw",
    "αβεηικμνορτυχγω": "abenikmvoptuxyw",  # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ": "abezhikmnoptyxcm",
    "օսհոաՕՍՏԼ": "ouhnwousl",  # Armenian
    "ⲁⲃⲉⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭ": "abehikmnopctyx",  # Coptic
    "ⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ": "abehikmnopctyx",
    "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏃᏔᏕᏙᏚᏞᏟᏢᏦᏧᏴ": "drtiyajewmhygzwsvslcpkdb",  # Cherokee
    "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ": "bpdtgkjczfmnlsrvhwxyaeiou",  # Lisu
    "ɑɩʟ": "ail",
}
"""Letters, and the Latin ones that they look like."""
_LIKE_LATIN = {
    ord(one): latin
    for those, latins in _LIKE.items()
    for one, latin in zip(those, latins, strict=True)
}
_BASE = re.compile(r"(?:LATIN|REGIONAL) .*\bLETTER (?:[A-Z]{2,} )*([A-Z])\b")
"""The letter in the Unicode name of one with a stroke, without a dot, in small capitals, in a
square.
"""
_WORD = re.compile(r"[^\W_]+")
_ROLES = frozenset(["chief", "editor", "guest", "redpel", "redaktur", "tamu"])
"""What the program calls the roles, in every language: a name with one behind it is read as a
name and its role.
"""
_CASED = {"Lu", "Ll", "Lt", "Lo"}


def check(name: str, team: Team) -> None:
    """Raise BadInput unless `name`, which `team` lacks, is a name that nobody takes for a
    member's.
    """
    hint = _("Write a name that nobody else has: a family name or an initial tells people apart.")
    if like := member(name, team):
        raise BadInput(
            _("{name} only looks like {member} of the team.").format(name=name, member=like.name),
            hint,
        )
    if not is_of_one_script(name):
        raise BadInput(_("{name} mixes alphabets.").format(name=name), hint)


def member(name: str, team: Team) -> Member | None:
    """The member of `team` whose name looks like `name`, or like `name` without a role behind
    it, and is another one.
    """
    looks = set(_looks(name)) - {""}
    return next((one for one in team.members if look(one.name) in looks), None)


@lru_cache(maxsize=20_000)  # a large team is looked through for every new name
def look(name: str) -> str:
    """`name` by its shape: letters of other alphabets as the Latin ones that they look like, no
    accents or signs.
    """
    bare = unicodedata.normalize("NFKD", clean.visible(name)).translate(_LIKE_LATIN)
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", "".join(map(_latin, bare)).casefold()).translate(
            _LIKE_LATIN
        )
    return "".join(letter for letter in bare.casefold() if letter.isalnum()).replace("l", "i")


def _latin(letter: str) -> str:
    """The Latin letter that `letter` is a form of, else `letter`."""
    found = None if letter.isascii() else _BASE.search(unicodedata.name(letter, ""))
    return found[1] if found else letter


def _looks(name: str) -> Iterator[str]:
    """The looks of `name`, and of what is left without each role behind it."""
    yield look(name)
    words = list(_WORD.finditer(name))
    while words and words[-1][0].casefold() in _ROLES:
        yield look(name[: words.pop().start()])


def is_of_one_script(name: str) -> bool:
    """Whether no letter among Latin ones in `name` is of another alphabet."""
    letters = (
        letter
        for letter in unicodedata.normalize("NFKC", name)
        if unicodedata.category(letter) in _CASED
    )
    alphabets = {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
    return len(alphabets) <= 1 or "LATIN" not in alphabets

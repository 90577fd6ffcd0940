"""Names that look like a name of the team: a new name must not impersonate a member."""

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
"""Letters and digits, with the Latin letters that they look like."""
_LIKE_LATIN = {
    ord(one): latin
    for those, latins in _LIKE.items()
    for one, latin in zip(those, latins, strict=True)
}
_BASE = re.compile(r"(?:LATIN|REGIONAL) .*\bLETTER (?:[A-Z]{2,} )*([A-Z])\b")
"""Finds the base letter in the Unicode name of a variant letter.

Variants are letters with a stroke, without a dot, in small capitals or in a square.
"""
_WORD = re.compile(r"[^\W_]+")
_ROLES = frozenset(["chief", "editor", "guest", "redpel", "redaktur", "tamu"])
"""The names of the roles in every language.

A name followed by one of these words reads like a name with its role.
"""
_CASED = {"Lu", "Ll", "Lt", "Lo"}


def check(name: str, team: Team) -> None:
    """Check that nobody can take `name`, which is not in `team`, for a member's name.

    Raises:
        BadInput: when the name looks like a member's, or mixes alphabets.
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
    """The member of `team` whose name `name` resembles; None for nobody.

    `name` is compared as a whole and without any roles at its end.
    """
    looks = set(_looks(name)) - {""}
    return next((one for one in team.members if look(one.name) in looks), None)


@lru_cache(maxsize=20_000)  # each new name is compared with the whole team
def look(name: str) -> str:
    """The shape of `name`: similar letters as one Latin letter, without accents and signs."""
    bare = unicodedata.normalize("NFKD", clean.visible(name)).translate(_LIKE_LATIN)
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", "".join(map(_latin, bare)).casefold()).translate(
            _LIKE_LATIN
        )
    return "".join(letter for letter in bare.casefold() if letter.isalnum()).replace("l", "i")


def _latin(letter: str) -> str:
    """The Latin letter that `letter` is a variant of; `letter` itself for other letters."""
    found = None if letter.isascii() else _BASE.search(unicodedata.name(letter, ""))
    return found[1] if found else letter


def _looks(name: str) -> Iterator[str]:
    """The shape of `name`, then its shape without each role at the end."""
    yield look(name)
    words = list(_WORD.finditer(name))
    while words and words[-1][0].casefold() in _ROLES:
        yield look(name[: words.pop().start()])


def is_of_one_script(name: str) -> bool:
    """Whether `name` does not mix Latin letters with letters of another alphabet."""
    letters = (
        letter
        for letter in unicodedata.normalize("NFKC", name)
        if unicodedata.category(letter) in _CASED
    )
    alphabets = {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
    return len(alphabets) <= 1 or "LATIN" not in alphabets

"""The forms of a word: with clitics, and of a root with the prefixes and suffixes of Indonesian."""

from collections.abc import Iterator

_VOWELS = "aiueo"
_CLITICS = ("", "nya", "lah", "kah", "ku", "mu")
_AFFIXES = (
    *(("", suffix) for suffix in ("kan", "i")),
    *((prefix, suffix) for prefix in ("me", "di", "ter", "memper", "diper") for suffix in ("", "kan", "i")),
    *(("ber", suffix) for suffix in ("", "an", "kan")),
    *(("pe", suffix) for suffix in ("", "an")),
    ("se", ""),
    ("ke", "an"),
    ("per", "an"),
)
_NASALS = {"b": "m", "f": "m", "v": "m", "d": "n", "j": "n", "c": "n", "z": "n", "g": "ng", "h": "ng", "q": "ng"}
_MELTED = {"k": "ng", "t": "n", "s": "ny", "p": "m"}
_KEPT = {"k": "ng", "t": "n", "s": "n", "p": "m"}
_ONE_SOUND = ("kh", "sy")


def of_word(word: str) -> Iterator[str]:
    """WORD with its clitics."""
    for clitic in _CLITICS:
        yield word + clitic


def of_root(root: str) -> Iterator[str]:
    """ROOT and what is built on it, always in the same order, so that two roots can be read side by side."""
    yield from of_word(root)
    yield from of_word(root + "an")
    for prefix, suffix in _AFFIXES:
        form = _prefixed(prefix, root) + suffix
        yield form
        yield form + "nya"


def _prefixed(prefix: str, root: str) -> str:
    if prefix in {"me", "pe"}:
        return prefix + nasal(root)
    if prefix in {"ber", "per", "ter", "memper", "diper"} and root[0] == "r":
        return prefix[:-1] + root
    return prefix + root


def nasal(root: str) -> str:
    """ROOT as it stands behind me- and pe-: k, t, s and p melt, but not in a cluster (mempraktikkan)."""
    first = root[0]
    if root.startswith(_ONE_SOUND):
        return {"k": "ng", "s": "n"}[first] + root
    if first in _MELTED:
        cluster = root[1:2] not in _VOWELS
        return _KEPT[first] + root if cluster else _MELTED[first] + root[1:]
    if first in _VOWELS:
        return "ng" + root
    return _NASALS.get(first, "") + root

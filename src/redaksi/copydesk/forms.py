"""The forms of Indonesian words: with clitics, and of a root with prefixes and suffixes."""

_VOWELS = "aiueo"
CLITICS = ("", "nya", "lah", "kah", "ku", "mu")
_AFFIXES = (
    *(("", suffix) for suffix in ("kan", "i")),
    *(
        (prefix, suffix)
        for prefix in ("me", "di", "ter", "memper", "diper")
        for suffix in ("", "kan", "i")
    ),
    *(("ber", suffix) for suffix in ("", "an", "kan")),
    *(("pe", suffix) for suffix in ("", "an")),
    ("se", ""),
    ("ke", "an"),
    ("per", "an"),
)
_ROOT_ENDS = (*CLITICS, *("an" + clitic for clitic in CLITICS))
_NASALS = {
    "b": "m",
    "f": "m",
    "v": "m",
    "d": "n",
    "j": "n",
    "c": "n",
    "z": "n",
    "g": "ng",
    "h": "ng",
    "q": "ng",
}
_MELTED = {"k": "ng", "t": "n", "s": "ny", "p": "m"}
_KEPT = {"k": "ng", "t": "n", "s": "n", "p": "m"}


def clitics(word: str) -> tuple[str, ...]:
    """The clitics that may follow `word`; a phrase takes only -nya."""
    return CLITICS if word.isalpha() else CLITICS[:2]


def of_root(root: str) -> list[str]:
    """`root` and its derived forms, in the same order for every root.

    So the forms of a wrong and of a right root can be paired.
    """
    begun = _begun(root)
    forms = [begun[prefix] + suffix for prefix, suffix in _AFFIXES]
    return [*(root + end for end in _ROOT_ENDS), *forms, *(form + "nya" for form in forms)]


def _begun(root: str) -> dict[str, str]:
    """`root` behind each prefix; before an r, prefixes that end with r lose theirs."""
    melted, joined = nasal(root), root[1:] if root[0] == "r" else root
    begun = {prefix: prefix + root for prefix in ("", "di", "se", "ke")}
    begun |= {prefix: prefix + melted for prefix in ("me", "pe")}
    return begun | {prefix: prefix + joined for prefix in ("ber", "per", "ter", "memper", "diper")}


def nasal(root: str) -> str:
    """`root` in its form after me- and pe-.

    Initial k, t, s and p disappear, but not in a cluster (mempraktikkan, mensyukuri).
    """
    first = root[0]
    if first in _MELTED:
        cluster = root[1:2] not in _VOWELS
        return _KEPT[first] + root if cluster else _MELTED[first] + root[1:]
    if first in _VOWELS:
        return "ng" + root
    return _NASALS.get(first, "") + root

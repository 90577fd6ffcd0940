"""Error messages of libraries and of the system, translated: the originals are English only.

In English the original stands. In another language, a general message replaces a message that is
unknown here: no message is half in English.
"""

import os
import re
from functools import cache

from redaksi import i18n
from redaksi.i18n import N_, _

SAYINGS = (  # "…" stands for words that the translation omits
    # msgspec
    N_("Expected `{wanted}`, got `{got}`"),
    N_("Expected `{kind}` of length >= {count}"),
    N_("Expected `{kind}` of length <= {count}"),
    N_("Expected `{kind}` >= {count}"),
    N_("Expected `{kind}` <= {count}"),
    N_("Expected `str` matching regex …"),
    N_("Expected `datetime` with a timezone component"),
    N_("Object contains unknown field `{name}`"),
    N_("Object missing required field `{name}`"),
    N_("Invalid enum value {value}"),
    N_("Invalid value {value}"),
    N_("Invalid RFC3339 encoded datetime"),
    N_("Invalid UTF-8 encoded string"),
    N_("Integer value out of range"),
    N_("Number out of range"),
    N_("Input data was truncated"),
    N_("JSON is malformed: … (byte {place})"),
    # TOML
    N_("Cannot declare {name} twice"),
    N_("Cannot mutate immutable namespace {name}"),
    N_("Cannot overwrite a value"),
    N_("Cannot redefine namespace {name}"),
    N_("Duplicate inline table key {name}"),
    N_("Escaped character is not a Unicode scalar value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected '{sign}' at the end of a table declaration"),
    N_("Expected '{sign}' at the end of an array declaration"),
    N_("Expected newline or end of document after a statement"),
    N_("Expected {sign}"),
    N_("Found invalid character {sign}"),
    N_("Illegal character {sign}"),
    N_("Invalid date or datetime"),
    N_("Invalid hex value"),
    N_("Invalid initial character for a key part"),
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unescaped '{sign}' in a string"),
    N_("Unterminated string"),
    N_("key of more than {count} parts"),
    N_("more than {count} characters"),
    N_("nested more than {count} deep"),
    # YAML
    N_("aliases are not taken"),
    N_("could not find expected '{sign}'"),
    N_("expected …, but … …"),
    N_("found character {sign} that cannot start any token"),
    N_("found unexpected end of stream"),
    N_("mapping values are not allowed here"),
    # Python
    N_("… codec can't decode …"),
    N_("No closing quotation"),
    # the system
    N_("Bad file descriptor"),
    N_("Broken pipe"),
    N_("Device or resource busy"),
    N_("Exec format error"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("Input/output error"),
    N_("Invalid argument"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such device or address"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Operation not supported"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Stale file handle"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    # the network
    N_("Connection refused"),
    N_("Connection reset by peer"),
    N_("Connection timed out"),
    N_("Connection unexpectedly closed"),
    N_("Name or service not known"),
    N_("Network is unreachable"),
    N_("No address associated with hostname"),
    N_("No route to host"),
    N_("Server disconnected without sending a response."),
    N_("Temporary failure in name resolution"),
    N_("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: …"),
    N_("timed out"),
    # SQLite
    N_("attempt to write a readonly database"),
    N_("database disk image is malformed"),
    N_("database is locked"),
    N_("disk I/O error"),
    N_("unable to open database file"),
)
PLACES = (
    N_("at `key` in `{place}`"),
    N_("at `{place}`"),
    N_("at line {line}, column {column}"),
    N_("at end of document"),
    N_("at position {place}"),
)
"""The endings of a message that say where the error is."""
KINDS = {
    "str": N_("a text"),
    "int": N_("a whole number"),
    "float": N_("a number"),
    "bool": N_("true or false"),
    "array": N_("a list"),
    "object": N_("a table of names and values"),
    "datetime": N_("a date with its time"),
    "date": N_("a date"),
    "null": N_("nothing"),
}
_BEHIND = re.compile(
    r"^(?P<saying>.*?)(?: - | \(| )(?P<place>at (?:`|line |end |position )[^()]*?)\)?$", re.DOTALL
)
_ROOT = re.compile(r"^\$\.?(?=[\w\[])")
_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
_WORD = re.compile(r"\{(\w+)\}")


def said(error: Exception | str) -> str:
    """The message of `error`, an exception or the text of one, without a full stop."""
    if isinstance(error, OSError):
        return _of_the_system(error)
    text = str(error)
    if i18n.current() == "en":
        return text
    found = _BEHIND.match(text)
    place = _translated(found["place"], PLACES) if found else ""
    saying = _translated(found["saying"] if found and place else text, SAYINGS) or _(
        "its form cannot be understood"
    )
    return f"{saying} ({place})" if place else saying


def of_the_network(text: str) -> str:
    """The message `text` of an error of the network, without the number that the system gives it.

    An unknown message stands as it is, because a server may have written it.
    """
    bare = _NUMBER.sub("", text)
    return bare if i18n.current() == "en" else _translated(bare, SAYINGS) or bare


def _of_the_system(error: OSError) -> str:
    """The message of `error`, an OSError.

    Some errors already carry a translated message of our own code.
    """
    text = error.strerror or str(error)
    if i18n.current() == "en" or (error.errno and text != os.strerror(error.errno)):
        return text
    return _translated(text, SAYINGS) or _("the system says no")


def _translated(text: str, sayings: tuple[str, ...]) -> str:
    """The first of `sayings` that matches `text`, translated; "" where none matches."""
    for saying in sayings:
        if found := _pattern(saying).fullmatch(text):
            return _(saying).format(
                **{name: _kind(word) for name, word in found.groupdict().items()}
            )
    return ""


def _kind(word: str) -> str:
    """`word`, or its everyday name where `word` names one or several types of values."""
    names = word.split(" | ")
    return (
        " / ".join(_(KINDS[name]) for name in names)
        if KINDS.keys() >= {*names}
        else _ROOT.sub("", word)
    )


@cache
def _pattern(saying: str) -> re.Pattern[str]:
    return re.compile(
        _WORD.sub(r"(?P<\1>.+?)", re.sub(r"([^\w{}…])", r"\\\1", saying).replace("…", ".+?")),
        re.DOTALL,
    )

"""Files of one or two short strings, repeated up to the size limit: text, Markdown and mail."""

import random
from collections.abc import Sequence

from redaksi.importers import MAX_BYTES

KIND = "heaps"

_HEADS = {
    ".txt": (b"", b"Banjir Rob Surut\n\n"),
    ".md": (b"", b"# Banjir Rob Surut\n\n", b"---\ntitle: Banjir\n---\n"),
    ".eml": (
        b"Subject: ",
        b"Subject: Banjir Rob Surut\n\n",
        b"Subject: Banjir\nContent-Type: text/plain; format=flowed\n\n",
        (
            b"Subject: Banjir\nContent-Type: text/plain; charset=x\nContent-Transfer-Encoding: "
            b"quoted-printable\n\n"
        ),
        b"Subject: Banjir\nContent-Transfer-Encoding: base64\n\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n",
    ),
}
_STRINGS: tuple[str | bytes, ...] = (
    *(
        "*",
        "_",
        "`",
        "[",
        "]",
        "![",
        "](",
        "(",
        "<",
        "<!--",
        "-->",
        "&",
        "&#",
        "&amp;",
        "\\",
        "{",
        "{{",
        "|",
        "#",
        "# ",
    ),
    *(
        "~",
        "=",
        ":",
        "@",
        '"',
        "---\n",
        "+++\n",
        "===\n",
        "> ",
        "- ",
        "1. ",
        " - ",
        " | ",
        "Foto: x\n",
        "(Foto: x)\n",
    ),
    *(
        "(foto:",
        "Editor: A\n",
        "Editor: ",
        "Oleh: ",
        "Subject: x\n",
        "Baca juga: ",
        "Baca juga:\n",
        "https://a.id/ ",
    ),
    *(
        "www.a.id",
        "kabar.example - ",
        "Share on Facebook\n",
        "Selasa, 3 Juni 2025\n",
        " ",
        "\t",
        "\n",
        "\n\n",
        "\r",
        "a",
    ),
    *(
        "a ",
        "a\n",
        "a.\n",
        "A ",
        "a.",
        "1",
        "é",
        "İ",
        "\xa0",
        "\u200b",
        "\u202e",
        "\u2028",
        "\u0301",
        "\u0323",
        "\x1b[",
    ),
    *("\x1b]", "\x9b", "=20", "=\n", "=?utf-8?q?", "?=", "QUJD\n", "--x\n"),
    *(b"\xff", b"\xc3", b"\xed\xa0\xbd"),
)
_KNOWN = (
    (".txt", 1, ("*", "_")),
    (".txt", 1, ("`", "a ")),
    (".txt", 0, ("a", "\n\n")),
    (".txt", 1, ("Editor: A\n",)),
    (".txt", 1, ("Oleh: ",)),
    (".txt", 1, ("A ", "İ")),
    (".txt", 1, ("https://a.id/ ",)),
    (".md", 1, ("\\",)),
)
"""Files that once took too much time or too much memory."""


def piece(number: int) -> tuple[str, bytes]:
    """The name and the content of a file; the same `number` always gives the same file."""
    if number < len(_KNOWN):
        suffix, head, known = _KNOWN[number]
        return _repeated(suffix, _HEADS[suffix][head], known, MAX_BYTES)
    dice = random.Random(f"{KIND} {number}")
    suffix = dice.choice(tuple(_HEADS))
    strings = dice.sample(_STRINGS, dice.choice((1, 2, 2)))
    return _repeated(
        suffix, dice.choice(_HEADS[suffix]), strings, dice.choice((MAX_BYTES // 5, MAX_BYTES))
    )


def _repeated(
    suffix: str, head: bytes, strings: Sequence[str | bytes], size: int
) -> tuple[str, bytes]:
    unit = b"".join(one if isinstance(one, bytes) else one.encode() for one in strings)
    return f"tumpukan{suffix}", head + unit * ((size - len(head)) // len(unit))

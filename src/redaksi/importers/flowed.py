"""Text in format=flowed (RFC 3676): a line that ends with a blank continues in the next line."""

_SIGNATURE = "-- "


def joined(text: str, without_blank: bool) -> str:
    """`text` with wrapped lines joined.

    `without_blank` drops the blank at the end of a wrapped line (RFC 3676, parameter DelSp=yes).
    """
    lines: list[list[str]] = []
    going_on = ""  # after a wrapped line: its quote marks and a full stop
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.lstrip(">")
        quoted = line[: len(line) - len(words)]
        words = words.removeprefix(" ")
        soft = words.endswith(" ") and words != _SIGNATURE
        part = words[:-1] if soft and without_blank else words
        if lines and going_on == f"{quoted}." and words != _SIGNATURE:
            lines[-1].append(part)
        else:
            lines.append([f"{quoted} {part}" if quoted else part])
        going_on = f"{quoted}." if soft else ""
    return "\n".join(map("".join, lines))

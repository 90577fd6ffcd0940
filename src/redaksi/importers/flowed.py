"""Text in format=flowed (RFC 3676): a line that ends with a blank goes on in the next one."""

_SIGNATURE = "-- "


def joined(text: str, without_blank: bool) -> str:
    """`text` with the lines that its program wrapped in one; `without_blank` where its blank is
    none of the text.
    """
    lines: list[list[str]] = []
    going_on = ""  # the signs of quotation of the line that goes on, with a stop
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
